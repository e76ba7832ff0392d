"""The parts of a profile that say what a patron is offered besides holds.

Loans and renewal, passwords, e-mail, and the further offers. Nothing here decides: the rules that
ask are in `loans` and `passwords`.
"""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from kiosk.circulation.facts import EmailState, Kind
from kiosk.circulation.parts import (
    Answer,
    Count,
    Flag,
    Identifier,
    Part,
    Positive,
    TimeOfDay,
    Words,
)


class LoanCap(Part):
    """How many loans of some kinds a patron may have at once."""

    label: Words
    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)]
    limit: Positive
    unit: Words


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
    """Form of passwords, where the first comes from and who resets a forgotten one.

    `slip_at`: branches that hand over a temporary password where others let patrons register one.
    """

    alphabet: Alphabet
    shortest: Positive
    longest: Annotated[int, Field(strict=True, ge=1, le=64)]
    first: FirstSecret
    forced_change: Flag
    refuse_weak: Flag
    register_here: Flag
    slip_at: tuple[Identifier, ...] = ()
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
    that was waiting for confirmation. `becomes_default`: a completed registration makes mail the
    patron's usual contact. `note`: what a patron should know when an address is entered.
    `due_soon_days`: days before the due date.
    """

    offered: Flag
    state_after: EmailState = EmailState.REGISTERED
    notice_after_minutes: Count = 0
    completed_at: TimeOfDay | None = None
    staff_step: Words | None = None
    becomes_default: Flag = False
    note: Words | None = None
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
