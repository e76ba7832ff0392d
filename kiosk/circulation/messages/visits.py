"""Signing in, the account of a visit, failures, and the body of every refusal."""

from typing import Annotated

from pydantic import AwareDatetime, Field, TypeAdapter

from kiosk.circulation.facts import Account
from kiosk.circulation.messages.basis import FAILURES, LARGEST, Message


class SignInAsk(Message):
    """Online sign-in. Travels over TLS only, but on loopback."""

    card: str
    secret: str


class SignInReply(Message):
    """The patron's account, and a token for looking again during this visit."""

    session: str
    account: Account


class AccountReply(Message):
    """The account as it is now."""

    account: Account


class CardFailures(Message):
    """Wrong secrets for a card that a terminal counted by itself; `tag` as in `PatronRow`."""

    tag: str = Field(max_length=64)
    count: int = Field(ge=1, le=1000)


class FailuresAsk(Message):
    """What a terminal counted since the central took its last report; none: it only asks.

    `report` grows with each that was answered: told again, only what is more in it counts.
    """

    report: int = Field(ge=0, le=LARGEST)
    cards: Annotated[tuple[CardFailures, ...], Field(max_length=FAILURES)]


class CardRest(Message):
    """A card that rests until then, after failures wherever they were."""

    tag: str = Field(max_length=64)
    until: AwareDatetime


class FailuresReply(Message):
    """The cards that rest now; of more than there is room for those that rest the longest."""

    rests: Annotated[tuple[CardRest, ...], Field(max_length=FAILURES)]


class Problem(Message):
    """Body of every answer above 399: a reason code, facts, and nothing of a patron."""

    reason: str
    facts: dict[str, str] = Field(default_factory=dict)


ACCOUNT = TypeAdapter(Account)
"""Reads and writes an account as JSON."""
