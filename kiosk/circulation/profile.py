"""The parts of a library's profile: every setting a rule may ask for, with its allowed words.

These are frozen values checked when a profile is read. Nothing here decides, reads a clock or does
I/O; whoever adds a setting adds its meaning here, and the rule that asks for it elsewhere.
Days are calendar days unless a name says otherwise; times of day are the library's own (JST).
The parts that say when are in `times`, those of loans, passwords and mail in `offers`; all of them
can be had from here.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from kiosk.circulation.facts import Contact, HoldState, Kind, Residence, Source
from kiosk.circulation.offers import (
    Alphabet,
    Base,
    ClosedDue,
    Email,
    FirstSecret,
    HistoryRule,
    LoanCap,
    Loans,
    MailKind,
    Offers,
    Offline,
    Password,
    Period,
    Renewal,
)
from kiosk.circulation.parts import (
    Answer,
    Count,
    Flag,
    Identifier,
    Part,
    Positive,
    Text,
    TimeOfDay,
    Words,
)
from kiosk.circulation.times import (
    Branch,
    ClosedWindow,
    HolidayRule,
    Hours,
    Intake,
    Opening,
    Processed,
    Service,
    Weekday,
)

__all__ = [
    "Alphabet",
    "Anchor",
    "Answer",
    "AskPer",
    "Barred",
    "Base",
    "Block",
    "Branch",
    "ByLabel",
    "ClosedDue",
    "ClosedWindow",
    "ContactWay",
    "Counts",
    "DayUnit",
    "Deadline",
    "Email",
    "FirstFetch",
    "FirstSecret",
    "Flow",
    "HistoryRule",
    "Holds",
    "HolidayRule",
    "Hours",
    "Intake",
    "Labels",
    "LimitGroup",
    "LoanCap",
    "Loans",
    "MailKind",
    "Offers",
    "Offline",
    "Opening",
    "Overdue",
    "Part",
    "Password",
    "Patrons",
    "Period",
    "Pickup",
    "Processed",
    "Release",
    "Renewal",
    "Scope",
    "Series",
    "Service",
    "StateRule",
    "Terminal",
    "Titles",
    "Weekday",
    "Words",
]

# -- who, what, how many, where, how ------------------------------------------------------------


class Terminal(Part):
    """`like_internet`: rules the source states for the internet hold at this terminal as well."""

    like_internet: Flag


class Block(StrEnum):
    """What a state of a patron's affairs does to a new hold."""

    ALLOW = "allow"
    REFUSE = "refuse"
    KEEP_PROVISIONAL = "keep_provisional"  # taken, but it becomes real only when the state is over


class Overdue(Part):
    """`longer_than_days`: loans overdue by no more than this many days do not count."""

    effect: Block
    longer_than_days: Count = 0


class Patrons(Part):
    """Who may place a hold from the internet, and from a terminal treated like it.

    `school_age_on_1_april`: the youngest are those who are this old on 1 April of the school year;
    `younger` is what befalls the others, `elsewhere` those of other residences than `residences`.
    """

    school_age_on_1_april: Positive | None = None
    younger: Block = Block.REFUSE
    residences: Annotated[tuple[Residence, ...], Field(min_length=1)]
    elsewhere: Block = Block.REFUSE
    expired_card: Block
    overdue: Overdue


class ByLabel(Part):
    """Titles of a kind whose spine label begins with one of `classes` are of another kind here."""

    kind: Kind
    classes: Annotated[tuple[Text, ...], Field(min_length=1)]
    becomes: Kind


class Titles(Part):
    """Which titles may be put on hold.

    `investigated`: sources whose titles are first looked into (the hold starts as investigating).
    `shelf_classes`: class letters of call numbers whose 禁帯出 has a name of its own.
    """

    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    investigated: tuple[Source, ...] = ()
    not_for_loan: Answer
    in_house_only: Answer
    latest_issue: Answer
    own_loan: Answer
    own_hold: Answer
    shelf_classes: dict[str, Words] = Field(default_factory=dict)
    by_label: tuple[ByLabel, ...] = ()


class Scope(StrEnum):
    """Whose holds a limit counts and binds."""

    INTERNET = "internet"  # holds from the internet (and a terminal treated like it) only
    ALL = "all"  # holds made at the counter as well


class Counts(StrEnum):
    """What a limit counts, where one patron may hold a title more than once."""

    HOLDS = "holds"
    TITLES = "titles"


class LimitGroup(Part):
    """A number of holds for some kinds of material; without `limit` they are only counted.

    A group whose kinds contain those of another is a total over it. `unit`: the counting word (冊,
    点, タイトル).
    """

    label: Words
    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)]
    limit: Positive | None = None
    counts: Counts = Counts.HOLDS
    scope: Scope
    unit: Words


class ContactWay(Part):
    """A contact in the library's own word; `note` says what it means for the patron."""

    contact: Contact
    label: Words
    note: Words | None = None


class AskPer(StrEnum):
    """How often pickup and contact are chosen."""

    CART = "cart"
    ITEM = "item"


class Flow(Part):
    """How a hold is asked for: is there a cart, and per what are pickup and contact chosen."""

    cart: Flag
    ask_per: AskPer
    confirm_mail: Flag


# -- fetching ------------------------------------------------------------------------------------


class Anchor(StrEnum):
    """The day a pickup period counts from; it starts the day after."""

    NOTICE = "notice"  # the day the patron was told; the day of securing where no contact is wanted
    SECURED = "secured"


class DayUnit(StrEnum):
    """What a pickup period is counted in."""

    OPENING_DAYS = "opening_days"
    LENDING_DAYS = "lending_days"
    CALENDAR_DAYS = "calendar_days"


class FirstFetch(StrEnum):
    """From when a hold that is ready can be fetched."""

    SAME_DAY = "same_day"
    NEXT_OPENING_DAY = "next_opening_day"


class Deadline(Part):
    """How long a hold is kept. The first deadline that fits place and contact counts.

    `cancel_from`: anchor of the day the library cancels, where that differs from the shown one.
    `until`: last hour of the last day, where one is named. `unreached_days`: a patron who could not
    be told loses the hold so many days (in `unit`) after it was ready; without it, never.
    """

    branches: tuple[Identifier, ...] = ()
    contacts: tuple[Contact, ...] = ()
    days: Positive
    unit: DayUnit
    counted_from: Anchor
    cancel_from: Anchor | None = None
    until: TimeOfDay | None = None
    first_fetch: FirstFetch = FirstFetch.SAME_DAY
    unreached_days: Positive | None = None


class Barred(Part):
    """Kinds of material that cannot be fetched at some places."""

    branches: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)]


class Pickup(Part):
    """Where holds can be fetched, and until when."""

    barred: tuple[Barred, ...] = ()
    deadlines: tuple[Deadline, ...] = ()


# -- the life of a hold --------------------------------------------------------------------------


class StateRule(Part):
    """A state in the library's own word, and what a patron may do in it at the terminal.

    `note`: what the state means for the patron, in a sentence.
    """

    label: Words | None = None
    note: Words | None = None
    cancel: Flag = False
    change: Flag = False


class Holds(Part):
    """States of a hold. `steps`: the usual way; `ask`: whom to ask for what is not possible here.

    `cancelled_days`: how many days after its cancelling a hold stays in the cancelled list.
    """

    steps: Annotated[tuple[HoldState, ...], Field(min_length=2)]
    cancelled_days: Count
    ask: Words
    states: dict[HoldState, StateRule]


class Release(StrEnum):
    """When the next volume of a series is prepared."""

    READY = "ready"  # as soon as the volume before is ready
    LENT = "lent"  # when the volume before has been fetched


class Series(Part):
    """Holds in reading order. `order_states`: where an order may be set or cleared afterwards."""

    at_cart: Flag
    afterwards: Flag
    release: Release = Release.READY
    order_states: tuple[HoldState, ...] = ()
    one_pickup: Flag = False
    advice: Words | None = None


class Labels(Part):
    """The library's own words for the fields of a hold."""

    pickup: Words
    contact: Words
    cart: Words
    renew: Words
