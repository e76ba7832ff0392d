"""One terminal, one central, one clock and the cable between them, in one process.

Time passes only when told to, and then everything due in between happens in order. Used by `play`
and by the journeys in tests; no screen, no Qt.
"""

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path

from central.app import Central, load_library
from demo.arguments import CannotStart
from demo.clock import DemoClock
from demo.embedded import Embedded
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
_CLOSELY = 24
_FOREVER = timedelta(days=36_500)


class World:
    """All there is between a patron's touch and the shelf. Make one with `open_world`."""

    def __init__(
        self,
        terminal: Terminal,
        central: Central,
        clock: DemoClock,
        wire: NetworkSwitch,
        remember: Callable[["World"], None] = lambda _world: None,
    ) -> None:
        self._remember = remember
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

    def remember(self) -> None:
        """Keep clock and cable as they are now: a start after a crash goes on from here."""
        self._remember(self)

    def wake(self) -> None:
        """The cable moved: let the terminal's own thread look."""
        self.terminal.worker.nudge()

    def pass_time(self, to: datetime) -> None:
        """Let time pass until `to`; sync rounds, intakes and expiries happen on the way.

        The clock stops only where something is due: a round finds nothing new in between.
        """
        self.sync()
        closely = _CLOSELY
        while (now := self.clock.now()) < to:
            self.clock.move_to(min(self._due_after(now, closely > 0), to))
            closely = max(closely - 1, int(_begins(self.clock.now())))
            self.remember()
            self.central.tick()
            self.sync()

    def _due_after(self, now: datetime, closely: bool) -> datetime:
        """What is due next. What many intakes have left waiting waits for a new day at least."""
        due = self.central.next_due() if closely else self.central.mail.next_due()
        midnight = datetime.combine(now.date() + timedelta(days=1), time(), tzinfo=now.tzinfo)
        return min(moment for moment in (due, midnight) if moment is not None and moment > now)


def _begins(now: datetime) -> bool:
    """Whether a day begins just now: its first intake is waited for."""
    return now.time() == time()


@dataclass(frozen=True, slots=True)
class Plan:
    """How a world begins. `at`: where a new clock stands; a kept one is put forward to `clock`.

    `library`: the id of a profile, or a profile's own file, which this world then keeps.
    `running`: time passes by itself, and the terminal's own sync thread runs, as in a building.
    `lay`: puts data into a new central before the terminal comes.
    """

    library: str | None = None
    data: Path | None = None
    clock: datetime | None = None
    at: datetime = START
    running: bool = False
    lay: Callable[[Central], object] = lambda _central: None
    port: int = 0


@contextmanager
def open_world(plan: Plan) -> Iterator[World]:
    """A world in `plan.data` (a fresh throw-away folder where None), going on where it stopped.

    CannotStart, CannotOpen, a Problem of the terminal or a ProfileError: each a plain sentence.
    """
    with ExitStack() as held:
        data = plan.data or _scratch(held)
        kept = _Kept.read(data)
        library, at = _agreed(plan, kept)
        if plan.library is not None and _is_file(plan.library) and kept.library is None:
            load_library(data / "central", plan.library)
        clock, wire = DemoClock(at.astimezone(JST), running=plan.running), NetworkSwitch()
        embedded = Embedded.start(
            data / "central", clock, library=library, cost=PLAY_COST, port=plan.port
        )
        held.callback(embedded.stop)
        if not plan.running:
            # Nobody leaves a script by being slow: only a screen's clock ends a visit.
            embedded.central.patrons.session_idle = _FOREVER
            embedded.central.patrons.session_life = _FOREVER
        if kept.at is None:
            plan.lay(embedded.central)
        terminal = _terminal(data / "terminal", embedded, clock, wire, nudge=not plan.running)
        held.callback(terminal.close)
        wire.up = kept.up
        world = World(terminal, embedded.central, clock, wire, partial(_remember, data))
        world.remember()
        held.callback(world.remember)
        if plan.clock is not None and plan.clock > clock.now():
            world.pass_time(plan.clock)
        if plan.running:
            terminal.start()
        yield world


def _is_file(library: str) -> bool:
    return Path(library).suffix == ".toml"


def _scratch(held: ExitStack) -> Path:
    fresh = tempfile.TemporaryDirectory(prefix="shirabe-", ignore_cleanup_errors=True)
    return Path(held.enter_context(fresh))


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


def _agreed(plan: Plan, kept: _Kept) -> tuple[str, datetime]:
    asked = Path(plan.library).stem if plan.library else None
    if kept.library and asked and asked != kept.library:
        raise CannotStart(f"the data folder is of another library: {kept.library}")
    if kept.at and plan.clock and plan.clock < kept.at:
        raise CannotStart(f"the clock of this data stands at {kept.at.isoformat()} already")
    at = kept.at or plan.clock or plan.at
    if plan.running and plan.at > at and plan.clock is None:
        at = plan.at
    return kept.library or asked or LIBRARY, at


def _remember(data: Path, world: World) -> None:
    state = {
        "library": world.library.id,
        "at": world.clock.now().isoformat(),
        "up": world.wire.up,
    }
    beside = data / f"{_FILE}.new"
    beside.write_text(json.dumps(state), encoding="utf-8")
    beside.replace(data / _FILE)


def _terminal(
    data: Path, embedded: Embedded, clock: DemoClock, wire: NetworkSwitch, *, nudge: bool
) -> Terminal:
    """The terminal in `data`, enrolled on its first start at the library's first branch.

    `nudge`: each request is handed over at once, in the caller's thread.
    """
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
            nudge=hand_over if nudge else None,
            online=lambda: wire.up,
        )
    )
    return built[0]
