"""Named fakes for public seams, shared by all tests. State is asserted, never calls."""

from datetime import datetime, timedelta

from kiosk.circulation.calendar import JST

START = datetime(2026, 11, 24, 10, 0, tzinfo=JST)
"""A Tuesday morning."""


class FakeClock:
    """A clock that stands until it is moved. Wall and monotonic time can part company."""

    def __init__(self, start: datetime = START) -> None:
        self._now = start
        self._monotonic = 1000.0

    def now(self) -> datetime:
        """The time on the wall."""
        return self._now

    def monotonic(self) -> float:
        """Seconds since this boot."""
        return self._monotonic

    def pass_by(self, **by: float) -> None:
        """Time passes: `minutes=5`, `days=1` …"""
        self.pass_to(self._now + timedelta(**by))

    def pass_to(self, moment: datetime) -> None:
        """Time passes until `moment`."""
        self._monotonic += (moment - self._now).total_seconds()
        self._now = moment

    def set_wall(self, moment: datetime) -> None:
        """Somebody sets the wall clock; no time passes."""
        self._now = moment
