"""What every piece of the built-in system works with: a transaction, a moment, the library's rules.

Passed as the first argument and thrown away with the transaction; it holds no state of its own.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from central import feed
from central.database import tick
from kiosk.circulation.calendar import JST
from kiosk.circulation.library import Library


class NotKnown(KeyError):  # noqa: N818 - a state of the world
    """An id or card that is not in this library; `what` is title, copy, card, loan or hold."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True, slots=True)
class Within:
    """One transaction at one moment."""

    connection: Connection
    now: datetime
    library: Library

    @property
    def today(self) -> date:
        """The library's day."""
        return self.now.astimezone(JST).date()

    def next_number(self, count: int = 1) -> int:
        """The first of `count` numbers larger than all before, for queues and streams."""
        return tick(self.connection, self.now, count=count)

    def title_changed(self, *title_ids: str) -> None:
        """Tell the feed."""
        feed.log(self.connection, self.now, title_ids)
