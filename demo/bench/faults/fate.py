"""Chance, clocks and sudden death of one simulated history, all from one seed.

Processes die between any two steps: at each question to the other side, and at each beginning and
end of a transaction. What was not committed is gone then; what was is there.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from sqlalchemy import Connection, Engine, event

from kiosk.circulation.calendar import JST

START = datetime(2026, 4, 7, 10, 0, tzinfo=JST)


class Side(Enum):
    """Who is at work."""

    TERMINAL = "terminal"
    CENTRAL = "central"


class Killed(BaseException):
    """A process ends here, without a word."""

    def __init__(self, side: Side) -> None:
        super().__init__(side.value)
        self.side = side


class TrueTime:
    """The time that really passes; the central's clock is right."""

    def __init__(self) -> None:
        self.at = START

    def pass_by(self, seconds: float) -> None:
        """Let time pass."""
        self.at += timedelta(seconds=seconds)

    def now(self) -> datetime:
        """The right time."""
        return self.at

    def monotonic(self) -> float:
        """Seconds since the beginning."""
        return (self.at - START).total_seconds()


class WrongClock:
    """A terminal's clock: off by `off`, and its monotonic seconds begin at each boot."""

    def __init__(self, time: TrueTime) -> None:
        self._time = time
        self.off = timedelta()
        self._booted = -1000.0

    def boot(self) -> None:
        """The machine was off."""
        self._booted = self._time.monotonic() - 20.0

    def now(self) -> datetime:
        """What the terminal takes for the time."""
        return self._time.at + self.off

    def monotonic(self) -> float:
        """Seconds since the boot."""
        return self._time.monotonic() - self._booted


class Fate:
    """What happens next. One per history; `dice` tells the story, `mishaps` what goes wrong."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311 - a story that can be told again
        self.mishaps = random.Random(-1 - seed)  # noqa: S311 - the same story with other weather
        self.time = TrueTime()
        self.faults = 0.0
        """How often the network fails, 0 to 1."""
        self._side = Side.TERMINAL
        self._doomed: Side | None = None
        self._steps = 0

    def doom(self, side: Side, steps: int) -> None:
        """This side dies after so many of its steps."""
        self._doomed, self._steps = side, steps

    def spare(self) -> None:
        """Nobody dies any more."""
        self._doomed = None

    @contextmanager
    def unharmed(self) -> Iterator[None]:
        """Nobody dies meanwhile: an administrator waits until it is done."""
        doomed, self._doomed = self._doomed, None
        try:
            yield
        finally:
            self._doomed = doomed

    def step(self) -> None:
        """A step of whoever is at work: it may be the last one."""
        if self._doomed is not self._side:
            return
        self._steps -= 1
        if self._steps <= 0:
            self._doomed = None
            raise Killed(self._side)

    @contextmanager
    def at_central(self) -> Iterator[None]:
        """The central is at work."""
        before, self._side = self._side, Side.CENTRAL
        try:
            yield
        finally:
            self._side = before

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Each beginning and end of a transaction is a step, on whichever side."""

        def step(connection: Connection) -> None:  # noqa: ARG001 - the event's shape
            self.step()

        event.listen(Engine, "engine_connect", _share)
        event.listen(Engine, "begin", step)
        event.listen(Engine, "commit", step)
        try:
            yield
        finally:
            event.remove(Engine, "engine_connect", _share)
            event.remove(Engine, "begin", step)
            event.remove(Engine, "commit", step)


class _Statements(dict[Any, Any]):
    """Compiled statements without the dialect that stands first in their keys: any two engines of
    ours write the same statement the same way."""

    def get(self, key: Any, default: Any = None) -> Any:
        """As asked by an engine."""
        return super().get(key[1:], default)

    def __setitem__(self, key: Any, compiled: Any) -> None:
        super().__setitem__(key[1:], compiled)


_STATEMENTS = _Statements()
"""Compiled once for all programs of all histories: each start of a program makes new engines."""


def _share(connection: Connection) -> None:
    connection.execution_options(compiled_cache=_STATEMENTS)
