"""The central's clock: always passed in, so that tests and the demo can move it.

Equal to the terminal's protocol, and defined here because the central imports nothing of the
terminal but rules and catalogue.
"""

import time
from datetime import datetime
from typing import Protocol

from kiosk.circulation.calendar import JST


class Clock(Protocol):
    """Wall time (aware, the library's zone) and monotonic seconds that never run backwards."""

    def now(self) -> datetime:
        """The time on the wall."""
        ...

    def monotonic(self) -> float:
        """Seconds since some moment of this boot."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The time on the wall, in the library's zone."""
        return datetime.now(JST)

    def monotonic(self) -> float:
        """Seconds since some moment of this boot."""
        return time.monotonic()
