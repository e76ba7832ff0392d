"""The intake: the batch that makes provisional requests real, and sets copies aside for holds.

It decides with `kiosk.circulation` and acts through the library's system; it holds the key that
opens sealed boxes, and nobody else does. It never overtakes a hold that was accepted before.
"""

from dataclasses import dataclass
from datetime import datetime

from kiosk.circulation.messages import RequestState


@dataclass(frozen=True, slots=True)
class IntakeItem:
    """What became of one request. `text` is for staff: reason and facts in Japanese."""

    key: str
    kind: str
    title: str | None
    state: RequestState
    reason: str | None
    text: str


@dataclass(frozen=True, slots=True)
class IntakeReport:
    """One run. `waiting`: requests that stay provisional (for instance a long overdue)."""

    started: datetime
    dry_run: bool
    accepted: int
    refused: int
    needs_staff: int
    cancelled: int
    waiting: int
    items: tuple[IntakeItem, ...]


class Intake:
    """The intake desk of one library."""

    def run(self, dry_run: bool = False, *, until: datetime | None = None) -> IntakeReport:
        """Decide what was received up to `until` (now); a dry run tells and changes nothing."""
        raise NotImplementedError
