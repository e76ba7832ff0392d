"""Both programs with a window: what `./run demo` shows, and what its pictures are taken of.

It puts the real terminal's view models and window over a running world, loads the demo data, and
opens the side panel. It belongs to the demo alone; a real terminal starts with `kiosk.screen`.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from central import demo_data
from central.app import CannotOpen, Central
from demo.arguments import CannotStart
from demo.ending import Ended, Ending
from demo.panel import Panel, open_panel
from demo.world import Plan, World, open_world
from kiosk import __version__, app
from kiosk.circulation.calendar import JST
from kiosk.circulation.library import ProfileError
from kiosk.settings import SettingsError
from kiosk.store.problems import Problem
from kiosk.ui.shell import Shell, application, log_qt
from kiosk.ui.viewmodels.bundle import ViewModels, build_viewmodels
from kiosk.ui.viewmodels.staff import Checkup
from kiosk.visit import Patience

PANEL_MM = 476.0
"""Length of the long side of a 21.5-inch panel: a smaller window shows the same panel smaller."""

_PANEL_PX = 480
_LOOK_MS = 200
_LARGEST = (1920, 1080)


@dataclass(frozen=True, slots=True)
class Stage:
    """A running world with the terminal's window over it."""

    world: World
    models: ViewModels
    shell: Shell

    def look_again(self) -> None:
        """Time has passed or something has changed: let the screen look. In the screen's thread."""
        self.models.look_again()
        self.models.session.look()


def plan(
    library: str | None,
    data: Path | None = None,
    clock: datetime | None = None,
    *,
    at: datetime,
    port: int = 0,
    heed: Callable[[], None] = lambda: None,
) -> Plan:
    """A running world with the demo's data; a new clock begins at `at`. `heed`: see Ending."""

    def lay(central: Central) -> None:
        demo_data.load(central, central.clock.now(), central.library, lambda *_: heed())
        heed()

    return Plan(library, data, clock, at, running=True, lay=lay, port=port)


@contextmanager
def raised(plan: Plan, size: tuple[int, int], scale: float | None = None) -> Iterator[Stage]:
    """The world of `plan`, with the terminal in a window of `size` pixels."""
    with open_world(plan) as world:
        terminal = world.terminal
        wanted = terminal.settings.screen
        models = build_viewmodels(
            world.desk,
            world.library,
            terminal.branch.id,
            world.clock,
            patience=Patience(wanted.signed_in_s, wanted.countdown_s, wanted.signed_out_s),
            language=wanted.language,
            plain_keys=terminal.plain_keys,
            checkup=Checkup(terminal.identity.number, __version__, terminal.look_over),
        )
        shell = Shell(models, app.resources(), size=size, scale=scale)
        terminal.exchange.changed = models.look_again
        terminal.exchange.ended = models.round_ended
        try:
            yield Stage(world, models, shell)
        finally:
            terminal.exchange.changed = terminal.exchange.ended = lambda: None
            shell.close()


def show(
    asked: argparse.Namespace, ending: Ending, ready: Callable[[], object] = lambda: None
) -> int:
    """Both windows, until the terminal's is closed; the exit status. `ready`: they are shown."""
    log_qt()
    qt = application()
    size = measured(asked.size[0]) if asked.size else _fitting(qt)
    with said() as trouble:
        begun = plan(
            asked.library,
            asked.data,
            asked.clock,
            at=datetime.now(JST),
            port=asked.port,
            heed=ending.heed,
        )
        ending.heed()
        with raised(begun, size, max(size) / PANEL_MM) as stage:
            return _until_closed(qt, stage, asked.exit_after, ending, ready)
    return trouble.status


class Trouble:
    """Whether the world could not be opened: 2 as an exit status, else 0."""

    status = 0


@contextmanager
def said() -> Iterator[Trouble]:
    """Why a world cannot be opened is one sentence, no traceback; a wanted end needs none."""
    trouble = Trouble()
    try:
        with suppress(Ended):
            yield trouble
    except Problem as problem:
        print(f"demo: {problem.sentence}", file=sys.stderr)
        trouble.status = 2
    except (CannotOpen, CannotStart, ProfileError, SettingsError) as error:
        print(f"demo: {error}", file=sys.stderr)
        trouble.status = 2


def measured(size: str) -> tuple[int, int]:
    """Width and height, in pixels, of a size like 1920x1080."""
    width, height = map(int, size.split("x"))
    return width, height


def _until_closed(
    qt: QGuiApplication,
    stage: Stage,
    exit_after: float | None,
    ending: Ending,
    ready: Callable[[], object],
) -> int:
    world = stage.world
    cards = demo_data.cards(world.library, world.clock.now().date())
    panel = Panel(world, cards, stage.models.look_again)
    panel.changed.connect(stage.models.session.look)
    engine, window = open_panel(panel)
    _beside(stage, window.setPosition)
    # It also wakes Python, which hears a signal only while it works; a wish that came before the
    # event loop is found by the first look.
    look = QTimer()
    look.timeout.connect(lambda: qt.quit() if ending else None)
    look.start(_LOOK_MS)
    if exit_after is not None:
        QTimer.singleShot(int(exit_after * 1000), qt.quit)
    QTimer.singleShot(0, ready)
    try:
        return qt.exec()
    finally:
        panel.close()
        window.close()
        engine.deleteLater()


def _fitting(qt: QGuiApplication) -> tuple[int, int]:
    """The largest 16:9 window that leaves room for the panel beside it."""
    room = qt.primaryScreen().availableGeometry()
    width = max(960, min(_LARGEST[0], room.width() - _PANEL_PX))
    height = min(width * 9 // 16, max(540, room.height() - 40))
    return height * 16 // 9, height


def _beside(stage: Stage, move: Callable[[int, int], None]) -> None:
    """The terminal at the left edge, the panel at its right."""
    stage.shell.window.setPosition(0, 20)
    move(stage.shell.window.width() + 8, 20)
