"""The demo's side panel: a window of its own beside the patron's screen.

It moves the clock, runs the intake, pulls the cable and shows what lies where, with the cards to
try. It stands for night, staff and weather; nothing of it belongs to the terminal.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import Property, QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from central.demo_data import DemoPatron
from demo.world import World

_LOOK_MS = 500
_QML = Path(__file__).with_name("panel.qml")


class Panel(QObject):
    """What the panel shows and does. Work runs in one thread of its own, in order."""

    changed = Signal()

    def __init__(
        self, world: World, cards: tuple[DemoPatron, ...], look_again: Callable[[], None]
    ) -> None:
        super().__init__()
        self._world = world
        self._cards = [
            {"card": one.card, "secret": one.secret, "shows": f"{one.shows} / {one.english}"}
            for one in cards
        ]
        self._look_again = look_again
        self._work = ThreadPoolExecutor(1, thread_name_prefix="panel")
        self._busy: Future[None] | None = None
        self._beaten: Future[None] | None = None
        self._seen: dict[str, Any] = {"queued": 0, "intake": "", "sync": "", "report": ""}
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._beat)
        self._timer.start(_LOOK_MS)
        self._beat()

    # -- shown ------------------------------------------------------------------------------------

    @Property(str, notify=changed)
    def clock(self) -> str:
        """The demo's time."""
        now = self._world.clock.now()
        return f"{now:%Y-%m-%d} ({'月火水木金土日'[now.weekday()]}) {now:%H:%M:%S}"

    @Property(bool, notify=changed)
    def up(self) -> bool:
        """Whether the cable is in."""
        return self._world.wire.up

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """Whether time is passing just now."""
        return self._busy is not None and not self._busy.done()

    @Property(dict, notify=changed)
    def seen(self) -> dict[str, Any]:
        """Queue, last round, next intake and what the last intake said."""
        return self._seen

    @Property(list, constant=True)
    def cards(self) -> list[dict[str, str]]:
        """The cards worth trying."""
        return self._cards

    # -- done -------------------------------------------------------------------------------------

    @Slot(bool)
    def setUp(self, up: bool) -> None:
        """Put the cable in or pull it."""
        self._world.wire.up = up
        self._do(self._world.wake)

    @Slot(int)
    def passHours(self, hours: int) -> None:  # noqa: N802 - called from QML
        """Let some hours pass."""
        self._do(lambda: self._pass(self._world.clock.now() + timedelta(hours=hours)))

    @Slot(int)
    def passUntil(self, hour: int) -> None:  # noqa: N802 - called from QML
        """Let time pass until that hour comes next, today or tomorrow."""
        now = self._world.clock.now()
        to = datetime.combine(now.date(), time(hour, 0, 5), tzinfo=now.tzinfo)
        self._do(lambda: self._pass(to if to > now else to + timedelta(days=1)))

    @Slot()
    def runIntake(self) -> None:  # noqa: N802 - called from QML
        """Run the intake now."""
        self._do(self._intake)

    def close(self) -> None:
        """Stop looking; what was begun is finished first."""
        self._timer.stop()
        self._work.shutdown(wait=True, cancel_futures=True)

    def _pass(self, to: datetime) -> None:
        self._world.pass_time(to)

    def _intake(self) -> None:
        self._world.sync()
        report = self._world.central.intake.run()
        self._seen["report"] = (
            f"受付 {report.accepted}・お断り {report.refused}・"
            f"係員確認 {report.needs_staff}・取消 {report.cancelled}・保留 {report.waiting}"
        )
        self._world.sync()

    def _do(self, act: Callable[[], object]) -> None:
        if self.busy:
            return

        def run() -> None:
            act()
            self._look()

        self._busy = self._work.submit(run)
        self._busy.add_done_callback(lambda _done: self._look_again())
        self.changed.emit()

    def _beat(self) -> None:
        """Every half second: what is due by the running clock happens, then all is shown anew."""
        if not self.busy and (self._beaten is None or self._beaten.done()):
            self._beaten = self._work.submit(self._tick)
        self.changed.emit()

    def _tick(self) -> None:
        self._world.central.tick()
        self._look()

    def _look(self) -> None:
        status = self._world.desk.status()
        self._seen = {
            **self._seen,
            "queued": status.queued,
            "sync": _short(status.last_sync),
            "intake": _short(status.next_intake),
        }


def _short(moment: datetime | None) -> str:
    return f"{moment:%m-%d %H:%M}" if moment else "―"


def open_panel(panel: Panel) -> tuple[QQmlApplicationEngine, QQuickWindow]:
    """Show the panel in a window of its own."""
    engine = QQmlApplicationEngine()
    engine.setInitialProperties({"panel": panel})
    engine.load(QUrl.fromLocalFile(str(_QML)))
    (window,) = engine.rootObjects()
    assert isinstance(window, QQuickWindow)  # noqa: S101 - panel.qml is ours
    return engine, window
