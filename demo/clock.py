"""One clock for both programs of a demo: it stands, or runs from where it was put.

It never runs backwards. Equal to `kiosk.ports.Clock` and to the central's own clock protocol.
"""

import threading
import time
from datetime import datetime, timedelta


class DemoClock:
    """Wall time that a demo may move. `running`: it goes on by itself from `start`."""

    def __init__(self, start: datetime, *, running: bool = False) -> None:
        if start.tzinfo is None:
            raise ValueError("a clock needs a time with its offset")
        self._base = start
        self._running = running
        self._since = time.monotonic()
        self._origin = start
        self._guard = threading.Lock()

    def now(self) -> datetime:
        """The time on the wall, aware, in the zone of `start`."""
        with self._guard:
            return self._base + self._passed()

    def monotonic(self) -> float:
        """Seconds since the clock was made; moves together with the wall time."""
        return (self.now() - self._origin).total_seconds()

    def move_to(self, moment: datetime) -> None:
        """Put the hands forward to `moment`; ValueError where that would be backwards."""
        with self._guard:
            if moment < self._base + self._passed():
                raise ValueError("the clock does not run backwards")
            self._base = moment.astimezone(self._base.tzinfo)
            self._since = time.monotonic()

    def _passed(self) -> timedelta:
        if not self._running:
            return timedelta()
        return timedelta(seconds=time.monotonic() - self._since)
