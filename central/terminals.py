"""Terminals: enrolment codes, their keys, and whether a request was really signed by one.

A code is shown once and stored only as a hash. Nothing here reads what a request says.
"""

from dataclasses import dataclass
from datetime import datetime

from kiosk.circulation.messages import EnrolAsk, EnrolReply


@dataclass(frozen=True, slots=True)
class Terminal:
    """One enrolled terminal. `number` is the short one on receipts."""

    id: str
    number: int
    branch: str
    sign_key: str
    receive_key: str
    enrolled_at: datetime
    last_seen: datetime | None
    revoked: bool


class TurnedAway(Exception):  # noqa: N818
    """A caller is not let in: `reason` is a Problem code, `facts` go with it."""

    def __init__(self, reason: str, **facts: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = facts


class Terminals:
    """All terminals of this central."""

    def add(self, branch: str) -> str:
        """A new single-use code for a terminal at `branch`; KeyError for an unknown branch.

        Ten characters of Crockford's base32, good for 30 minutes and 5 tries.
        """
        raise NotImplementedError

    def enrol(self, ask: EnrolAsk) -> EnrolReply:
        """Take a terminal in; TurnedAway(`bad_code`) for a wrong, used or expired code."""
        raise NotImplementedError

    def authenticate(
        self, method: str, path: str, body: bytes, *, terminal: str, time: str, nonce: str, signature: str
    ) -> Terminal:
        """Who signed this; TurnedAway: unknown_terminal, bad_signature, clock_skew, replayed."""
        raise NotImplementedError

    def all(self) -> tuple[Terminal, ...]:
        """Every terminal ever enrolled."""
        raise NotImplementedError

    def revoke(self, terminal: str) -> None:
        """Never let this terminal in again; KeyError where unknown."""
        raise NotImplementedError
