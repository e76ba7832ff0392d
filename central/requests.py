"""Take a terminal's requests exactly once: key, verdict and effect in one transaction each.

A repeated key gets the present verdict. Nothing is ever refused for its form: what cannot be read
is kept for a person (`needs_staff`). No rule of lending stands here.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from central.terminals import Terminal
from kiosk.circulation.messages import OutcomesPage, Push, PushReply, RequestState


@dataclass(frozen=True, slots=True)
class Request:
    """One request as the central keeps it. `placed_at` is corrected; `card` None while unproved."""

    key: str
    terminal: str
    seq: int
    kind: str
    placed_at: datetime
    received_at: datetime
    card: str | None
    body: dict[str, Any]
    state: RequestState
    reason: str | None
    facts: tuple[tuple[str, str], ...]
    decided_at: datetime | None


class Requests:
    """The requests of all terminals."""

    def take(self, terminal: Terminal, push: Push) -> PushReply:
        """Take a batch; every item has its own verdict. TurnedAway(bad_signature) for the whole."""
        raise NotImplementedError

    def outcomes(self, terminal: Terminal, cursor: str) -> OutcomesPage:
        """Verdicts of this terminal's requests that changed since `cursor` (`""`: from the start)."""
        raise NotImplementedError

    def all(self, state: RequestState | None = None) -> tuple[Request, ...]:
        """Requests in order of arrival, for the intake desk."""
        raise NotImplementedError

    def get(self, key: str) -> Request | None:
        """One request."""
        raise NotImplementedError
