"""One terminal, one central, one clock and the cable between them, in one process.

Time passes only when told to, and then everything due in between happens in order. Used by `play`
and by the journeys in tests; no screen, no Qt.
"""

import json
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from central.app import Central
from demo.clock import DemoClock
from demo.embedded import CannotStart, Embedded
from demo.wire import NetworkSwitch
from kiosk import app, settings
from kiosk.app import Terminal
from kiosk.circulation.calendar import JST
from kiosk.circulation.library import Library
from kiosk.circulation.sealing import Cost
from kiosk.desk.desk import Desk

START = datetime(2026, 11, 24, 10, 0, tzinfo=JST)
"""Where the clock of a fresh world stands: a Tuesday."""

LIBRARY = "murakami"
"""Whose rules are in force where nobody says."""

PLAY_COST = Cost(1, 1024, 1)
"""A cheap Argon2id: the patrons of these worlds are invented, and each line answers in no time."""

_FILE = "world.json"


class World:
    """All there is between a patron's touch and the shelf. Make one with `open_world`."""

    def __init__(
        self,
        terminal: Terminal,
        central: Central,
        clock: DemoClock,
        wire: NetworkSwitch,
    ) -> None:
        self.terminal = terminal
        self.central = central
        self.clock = clock
        self.wire = wire

    @property
    def desk(self) -> Desk:
        """What a patron can do."""
        return self.terminal.desk

    @property
    def library(self) -> Library:
        """Whose rules are in force."""
        return self.terminal.library

    def sync(self) -> bool:
        """One round now: push, then pull each stream; False where the cable is out."""
        if not self.wire.up:
            return False
        self.terminal.sync()
        return True

    def pass_time(self, to: datetime) -> None:
        """Let time pass until `to`; sync rounds, intakes and expiries happen on the way.

        The clock stops only where something is due: a round finds nothing new in between.
        """
        self.sync()
        while (now := self.clock.now()) < to:
            self.clock.move_to(min(self._due_after(now) or to, to))
            self.central.tick()
            self.sync()

    def _due_after(self, now: datetime) -> datetime | None:
        due = self.central.next_due()
        return due if due is not None and due > now else None


@contextmanager
def open_world(
    library: str | None = None, data: Path | None = None, clock: datetime | None = None
) -> Iterator[World]:
    """A world in `data` (a fresh throw-away folder where None), going on where it stopped.

    CannotStart, a Problem of the terminal or a ProfileError: each one plain sentence.
    """
    with ExitStack() as held:
        if data is None:
            fresh = tempfile.TemporaryDirectory(prefix="shirabe-", ignore_cleanup_errors=True)
            data = Path(held.enter_context(fresh))
        kept = _Kept.read(data)
        world = _start(held, data, *_agreed(kept, library, clock))
        held.callback(_remember, data, world)
        if clock is not None and clock > world.clock.now():
            world.pass_time(clock.astimezone(world.clock.now().tzinfo))
        yield world


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a world keeps besides the data of its two programs."""

    library: str | None = None
    at: datetime | None = None
    up: bool = True

    @classmethod
    def read(cls, data: Path) -> "_Kept":
        try:
            data.mkdir(parents=True, exist_ok=True)
            raw = json.loads((data / _FILE).read_text(encoding="utf-8"))
            return cls(str(raw["library"]), datetime.fromisoformat(raw["at"]), bool(raw["up"]))
        except FileNotFoundError:
            return cls()
        except OSError as error:
            raise CannotStart(f"the data folder cannot be used: {error.strerror}") from None
        except (ValueError, KeyError, TypeError):
            raise CannotStart(f"{_FILE} in the data folder cannot be read") from None


def _agreed(kept: _Kept, library: str | None, clock: datetime | None) -> tuple[str, datetime, bool]:
    if kept.library and library and library != kept.library:
        raise CannotStart(f"the data folder is of another library: {kept.library}")
    if kept.at and clock and clock < kept.at:
        raise CannotStart(f"the clock of this data stands at {kept.at.isoformat()} already")
    return kept.library or library or LIBRARY, kept.at or clock or START, kept.up


def _start(held: ExitStack, data: Path, library: str, at: datetime, up: bool) -> World:
    clock, wire = DemoClock(at.astimezone(JST)), NetworkSwitch()
    embedded = Embedded.start(data / "central", clock, library=library, cost=PLAY_COST)
    held.callback(embedded.stop)
    terminal = _terminal(data / "terminal", embedded, clock, wire)
    held.callback(terminal.close)
    wire.up = up
    return World(terminal, embedded.central, clock, wire)


def _remember(data: Path, world: World) -> None:
    state = {
        "library": world.library.id,
        "at": world.clock.now().isoformat(),
        "up": world.wire.up,
    }
    (data / _FILE).write_text(json.dumps(state), encoding="utf-8")


def _terminal(data: Path, embedded: Embedded, clock: DemoClock, wire: NetworkSwitch) -> Terminal:
    """The terminal in `data`, enrolled on its first start at the library's first branch."""
    built: list[Terminal] = []

    def hand_over() -> None:
        if wire.up:
            built[0].sync()

    if (data / settings.FILE).exists():
        # The central listens on another port at each start.
        settings.write(data, embedded.url, "file")
    else:
        code = embedded.central.terminals.add(embedded.central.library.branches[0].id)
        app.enrol(data, embedded.url, code, clock=clock, adapter=wire)
    built.append(
        app.build(
            data,
            clock=clock,
            adapter=wire,
            cost=PLAY_COST,
            nudge=hand_over,
            online=lambda: wire.up,
        )
    )
    return built[0]
