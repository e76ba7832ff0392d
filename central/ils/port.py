"""What the central needs of a library's own system, whichever it is.

`Work` is bound to one transaction, so that a request's verdict and its effect are stored together
or not at all. An adapter for a foreign system writes an intent there and carries it out later.
Where a patron cannot have something the answer is a Refusal; unknown ids raise LookupError.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from sqlalchemy import Connection

from kiosk.circulation.facts import (
    Account,
    Channel,
    Contact,
    Hold,
    HoldState,
    Patron,
    SecretState,
    TitleFacts,
)
from kiosk.circulation.reasons import Refusal


@dataclass(frozen=True, slots=True)
class NewHold:
    """A hold that the rules let through."""

    id: str
    card: str
    title: str
    pickup: str
    contact: Contact
    placed_at: datetime
    channel: Channel = Channel.TERMINAL
    series_group: str | None = None
    series_order: int | None = None
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class LoanFact:
    """A loan as it stands, whatever the rules say of it."""

    card: str
    copy: str
    lent: date
    due: date
    renewals: int = 0


@dataclass(frozen=True, slots=True)
class Stored:
    """A secret as it is stored: Argon2id base and salt, in hex; empty where none is registered."""

    salt: str
    base: str


class Work(Protocol):
    """Everything a request may do, inside one transaction."""

    def patron(self, card: str) -> Patron | None:
        """The patron of a card."""
        ...

    def stored(self, card: str) -> Stored | None:
        """The stored secret of a card, where this system shows it."""
        ...

    def account(self, card: str) -> Account:
        """The patron's affairs as the library knows them; no provisional holds."""
        ...

    def title(self, title_id: str) -> TitleFacts | None:
        """One title as the rules see it."""
        ...

    def hold(self, hold_id: str) -> tuple[str, Hold]:
        """Whose hold this is, and the hold with its own state, a cancel under way or not."""
        ...

    def place(self, new: NewHold) -> None:
        """Put a hold at the end of its queue."""
        ...

    def ask_cancel(self, hold_id: str, pending: bool) -> None:
        """A cancel of this hold is on its way to the intake, or was refused."""
        ...

    def end(self, hold_id: str, state: HoldState) -> None:
        """End a hold; its copy goes to the next."""
        ...

    def change(self, hold_id: str, pickup: str | None, contact: Contact | None) -> None:
        """Another pickup place or contact; None leaves a part as it is."""
        ...

    def order(self, hold_ids: Sequence[str], group: str | None) -> None:
        """Join holds as one series in this order; None takes the order away."""
        ...

    def renew(self, card: str, copy: str, branch: str, *, confirm: bool) -> tuple[Refusal, ...]:
        """Renew a loan of this patron."""
        ...

    def set_secret(self, card: str, secret: Stored, state: SecretState) -> None:
        """Another secret."""
        ...

    def set_email(self, card: str, address: str) -> Refusal | None:
        """Another address, as far as the library lets it come by itself."""
        ...

    def set_defaults(
        self, card: str, pickup: str | None, contact: Contact | None
    ) -> Refusal | None:
        """Defaults for new holds."""
        ...

    def set_reminders(self, card: str, due_soon: bool) -> Refusal | None:
        """Mails before a due date."""
        ...

    def set_history(self, card: str, on: bool) -> Refusal | None:
        """Reading history on or off."""
        ...

    def delete_history(self, card: str, ids: Sequence[str]) -> Refusal | None:
        """Lines of the reading history."""
        ...

    def set_favourite(self, card: str, title_id: str, on: bool) -> Refusal | None:
        """A favourite title, or none any more."""
        ...

    def put_alert(self, card: str, alert_id: str, words: str, *, new: bool) -> Refusal | None:
        """A new-arrival alert, or other words for one."""
        ...

    def remove_alert(self, card: str, alert_id: str) -> Refusal | None:
        """No more of an alert."""
        ...

    def confirm_by_mail(self, new: NewHold) -> None:
        """Tell the patron by mail that a hold was asked for."""
        ...

    def touch(self, card: str) -> None:
        """The account looks different now; terminals fetch their copies again."""
        ...

    def titles_to_allocate(self) -> list[str]:
        """Titles with a free copy and a hold that waits for one."""
        ...

    def allocate(self, title_id: str) -> None:
        """Give free copies of a title to the first holds that wait."""
        ...


class Ils(Protocol):
    """A library's own system."""

    def on(self, connection: Connection) -> Work:
        """Work inside the transaction of `connection`, at this moment."""
        ...
