"""The parts of a library's profile: every setting a rule may ask for, with its allowed words.

These are frozen values checked when a profile is read. Nothing here decides, reads a clock or does
I/O; whoever adds a setting adds its meaning here, and the rule that asks for it elsewhere.
Days are calendar days unless a name says otherwise; times of day are the library's own (JST).
"""

from datetime import date, time
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from kiosk.circulation.facts import Contact, EmailState, HoldState, Kind, Residence, Source


def _time_of_day(value: Any) -> time:
    if isinstance(value, time):
        return value
    if isinstance(value, str) and len(value) == 5 and value[2] == ":":
        hour, minute = value[:2], value[3:]
        if hour.isdigit() and minute.isdigit() and int(hour) < 24 and int(minute) < 60:
            return time(int(hour), int(minute))
    raise ValueError('a time of day such as "09:30"')


def _one_day(value: Any) -> date:
    if type(value) is date:
        return value
    raise ValueError("a date such as 2026-12-29, without quotation marks")


TimeOfDay = Annotated[time, BeforeValidator(_time_of_day)]
OneDay = Annotated[date, BeforeValidator(_one_day)]
Count = Annotated[int, Field(strict=True, ge=0)]
Positive = Annotated[int, Field(strict=True, ge=1)]
Flag = Annotated[bool, Field(strict=True)]
Text = Annotated[str, Field(strict=True, min_length=1)]
Identifier = Annotated[str, Field(strict=True, pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]


class Part(BaseModel):
    """Base of every part: frozen, and an unknown key is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(Part):
    """A text in the library's own Japanese words and in English."""

    ja: Text
    en: Text

    def said(self, language: str) -> str:
        """Japanese for `ja…`, English for every other language."""
        return self.ja if language.startswith("ja") else self.en


class Answer(StrEnum):
    """Whether a rule lets something through."""

    ALLOW = "allow"
    REFUSE = "refuse"


# -- when: opening days, services, intakes -----------------------------------------------------


class Weekday(StrEnum):
    """A day of the week; the order is that of `date.weekday()`."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"

    @staticmethod
    def of(day: date) -> "Weekday":
        """The weekday of a date."""
        return _WEEK[day.weekday()]


_WEEK = tuple(Weekday)


class HolidayRule(StrEnum):
    """What a public holiday does to the opening days."""

    AS_USUAL = "as_usual"  # nothing
    CLOSED = "closed"  # every public holiday is a closing day
    MOVED = "moved"  # a closing weekday on a holiday is open; the next working day is closed


class Hours(Part):
    """Opening hours on some weekdays. Empty `days`: on all of them."""

    days: tuple[Weekday, ...] = ()
    open: TimeOfDay
    close: TimeOfDay

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.open >= self.close:
            raise ValueError("close must be later than open")
        return self


class Opening(Part):
    """Opening days and hours of a branch. Without `hours` the branch is open, hours unknown.

    `closed_yearly`: spans such as "12-29/01-03". `closed_monthly`: "last-fri", "2-tue".
    `open_days` overrule every closing rule; `closed_days` overrule all but those.
    `lending_weekdays`: 貸出日 of a place that lends on some days only; empty: every opening day.
    """

    closed_weekdays: tuple[Weekday, ...] = ()
    public_holidays: HolidayRule = HolidayRule.AS_USUAL
    closed_days: frozenset[OneDay] = frozenset()
    closed_yearly: tuple[
        Annotated[str, Field(pattern=r"^(0\d|1[0-2])-[0-3]\d/(0\d|1[0-2])-[0-3]\d$")], ...
    ] = ()
    closed_monthly: tuple[
        Annotated[str, Field(pattern=r"^(last|[1-5])-(mon|tue|wed|thu|fri|sat|sun)$")], ...
    ] = ()
    open_days: frozenset[OneDay] = frozenset()
    hours: tuple[Hours, ...] = ()
    lending_weekdays: tuple[Weekday, ...] = ()


class Branch(Part):
    """A branch, a service spot or a bookmobile stop (`stop`). `pickup`: holds can be fetched here.

    `opening` overrules the library's own; `note` is a short line shown beside the name.
    """

    id: Identifier
    name: Text
    english: Text
    stop: Flag = False
    pickup: Flag = True
    note: Words | None = None
    opening: Opening | None = None

    def said(self, language: str) -> str:
        """The branch's name in a language."""
        return self.name if language.startswith("ja") else self.english


class Service(StrEnum):
    """What a closed window closes."""

    SEARCH = "search"
    HOLD = "hold"


class ClosedWindow(Part):
    """Daily hours in which services rest; may run over midnight. `end` is the first open moment."""

    start: TimeOfDay
    end: TimeOfDay
    closes: Annotated[tuple[Service, ...], Field(min_length=1)]


class Processed(StrEnum):
    """Requests that wait for the intake; all others take effect when the central has them."""

    HOLD = "hold"
    CANCEL = "cancel"
    CHANGE = "change"
    SERIES = "series"


class Intake(Part):
    """When provisional requests become real: at `times`, or every so many minutes in a span."""

    times: tuple[TimeOfDay, ...] = ()
    every_minutes: Annotated[int, Field(strict=True, ge=1, le=1440)] | None = None
    start: TimeOfDay = time(0, 0)
    end: TimeOfDay = time(23, 59)
    processes: Annotated[tuple[Processed, ...], Field(min_length=1)]
    counter_first: Flag = True

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if bool(self.times) == (self.every_minutes is not None):
            raise ValueError("exactly one of times and every_minutes must be given")
        if self.start > self.end:
            raise ValueError("end must not be earlier than start")
        return self

    @cached_property
    def moments(self) -> tuple[time, ...]:
        """The times of day of all intakes, in order."""
        if self.every_minutes is None:
            return tuple(sorted(set(self.times)))
        first = self.start.hour * 60 + self.start.minute
        last = self.end.hour * 60 + self.end.minute
        return tuple(time(*divmod(m, 60)) for m in range(first, last + 1, self.every_minutes))


# -- who, what, how many, where, how ------------------------------------------------------------


class Terminal(Part):
    """`like_internet`: rules the source states for the internet hold at this terminal as well."""

    like_internet: Flag


class OverdueEffect(StrEnum):
    """What overdue loans do to a new hold."""

    NOTHING = "nothing"
    REFUSE = "refuse"
    KEEP_PROVISIONAL = "keep_provisional"


class Overdue(Part):
    """`longer_than_days`: loans overdue by no more than this many days do not count."""

    effect: OverdueEffect
    longer_than_days: Count = 0


class Patrons(Part):
    """Who may place a hold from the internet, and from a terminal treated like it.

    `school_age_on_1_april`: the youngest are those who are this old on 1 April of the school year.
    """

    school_age_on_1_april: Positive | None = None
    residences: Annotated[tuple[Residence, ...], Field(min_length=1)]
    expired_card: Answer
    overdue: Overdue


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
    shelf_classes: dict[str, Words] = {}


class Scope(StrEnum):
    """Whose holds a limit counts and binds."""

    INTERNET = "internet"  # holds from the internet (and a terminal treated like it) only
    ALL = "all"  # holds made at the counter as well


class LimitGroup(Part):
    """A number of holds for some kinds of material; without `limit` they are only counted.

    `unit`: the counting word (冊, 点, タイトル).
    """

    label: Words
    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)]
    limit: Positive | None = None
    scope: Scope
    unit: Words


class LoanCap(Part):
    """How many loans of some kinds a patron may have at once."""

    label: Words
    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)]
    limit: Positive
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
    `until`: last hour of the last day, where one is named.
    """

    branches: tuple[Identifier, ...] = ()
    contacts: tuple[Contact, ...] = ()
    days: Positive
    unit: DayUnit
    counted_from: Anchor
    cancel_from: Anchor | None = None
    until: TimeOfDay | None = None
    first_fetch: FirstFetch = FirstFetch.SAME_DAY


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
    """A state in the library's own word, and what a patron may do in it at the terminal."""

    label: Words | None = None
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


# -- loans ---------------------------------------------------------------------------------------


class Base(StrEnum):
    """The day a renewed period counts from."""

    RENEWAL_DAY = "renewal_day"
    DUE_DAY = "due_day"


class ClosedDue(StrEnum):
    """A due date that falls on a closing day."""

    KEEP = "keep"
    NEXT_OPENING_DAY = "next_opening_day"


class Period(Part):
    """Days of a loan for some kinds; empty `kinds`: all. The first that fits counts."""

    kinds: tuple[Kind, ...] = ()
    days: Positive


class Loans(Part):
    """Loan periods and loan caps."""

    periods: Annotated[tuple[Period, ...], Field(min_length=1)]
    on_closing_day: ClosedDue
    caps: tuple[LoanCap, ...] = ()


class Renewal(Part):
    """Renewing a loan at the terminal.

    `opens_days_before`: only so many days before the due date, and later; without it at any time.
    `other_overdue`: whether a patron with another, overdue loan may renew.
    """

    offered: Flag
    times: Count = 1
    days: Positive = 14
    base: Base = Base.RENEWAL_DAY
    opens_days_before: Count | None = None
    barred_kinds: tuple[Kind, ...] = ()
    on_hold: Answer = Answer.REFUSE
    overdue: Answer = Answer.REFUSE
    interloan: Answer = Answer.REFUSE
    other_overdue: Answer = Answer.ALLOW


# -- passwords, mail, further offers -------------------------------------------------------------


class Alphabet(StrEnum):
    """What a password is made of: digits, or any printable ASCII character but the space."""

    DIGITS = "digits"
    PRINTABLE = "printable"


class FirstSecret(StrEnum):
    """Where a patron's first password comes from."""

    BIRTH_DATE = "birth_date"  # eight digits, year first
    SLIP = "slip"  # staff hand over a temporary one
    COUNTER = "counter"  # registered at the counter
    SELF = "self"  # registered by the patron on the web or at the terminal


class Offline(StrEnum):
    """How a patron signs in while the central is away."""

    LOCAL = "local"
    DEFERRED = "deferred"


class Password(Part):
    """Form of passwords, where the first comes from and who resets a forgotten one."""

    alphabet: Alphabet
    shortest: Positive
    longest: Annotated[int, Field(strict=True, ge=1, le=64)]
    first: FirstSecret
    forced_change: Flag
    refuse_weak: Flag
    register_here: Flag
    offline: Offline
    forgotten: Words

    @model_validator(mode="after")
    def _lengths(self) -> Self:
        if self.shortest > self.longest:
            raise ValueError("longest must not be smaller than shortest")
        return self


class MailKind(StrEnum):
    """Mails a library sends."""

    REGISTERED = "registered"
    HOLD_PLACED = "hold_placed"
    READY = "ready"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    ALERT = "alert"


class Email(Part):
    """Registration of an e-mail address and the mails sent.

    `state_after`: where an address stands once entered. The notice of registration goes out
    `notice_after_minutes` later, or next day at `completed_at`; that one completes a registration
    that was waiting for confirmation. `due_soon_days`: days before the due date.
    """

    offered: Flag
    state_after: EmailState = EmailState.REGISTERED
    notice_after_minutes: Count = 0
    completed_at: TimeOfDay | None = None
    staff_step: Words | None = None
    kinds: tuple[MailKind, ...] = ()
    titles_in_ready_mail: Flag = False
    due_soon_days: Count = 2


class Offers(Part):
    """What the terminal offers besides searching and holds."""

    history: Flag
    favourites: Flag
    alerts: Flag
    reminders: Flag
    defaults: Flag


class HistoryRule(Part):
    """`kept_when_off`: switching the history off leaves what was written."""

    kept_when_off: Flag = True


class Labels(Part):
    """The library's own words for the fields of a hold."""

    pickup: Words
    contact: Words
    cart: Words
    renew: Words
