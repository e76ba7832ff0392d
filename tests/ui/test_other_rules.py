"""Other rules come from the central: the screen takes them up by itself, between two visits."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from central.app import PROFILES, Central, load_library
from kiosk import app, screen, settings
from kiosk.app import SystemClock
from kiosk.sync.profiles import FOLDER
from kiosk.ui.rehearsal import NotThere, Rehearsal
from tests.sync.conftest import CHEAP, Serving

pytestmark = pytest.mark.usefixtures("qapp")

NAME, OTHER, SHOWN = "中央図書館", "まんなか図書館", "村上市立まんなか図書館"
OFTEN_MS = 100


@pytest.fixture(autouse=True)
def own_signals() -> Iterator[None]:
    """The running screen takes the signals; give them back."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def serve(tmp_path: Path) -> Serving:
    """A central of today: the terminal of this test reads the machine's own clock."""
    central = Central.open(tmp_path / "central", SystemClock(), cost=CHEAP, library="murakami")
    return Serving(central)


class Passer:
    """Somebody who looks at the first page without touching it."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.fault: NotThere | None = None

    def look(self, name: str) -> None:
        """See a name on the page, or end the screen."""
        try:
            shown = [w for w in QGuiApplication.topLevelWindows() if w.isVisible()]
            assert isinstance(shown[0], QQuickWindow)
            Rehearsal(shown[0]).see(name)
            self.seen.append(name)
        except NotThere as fault:
            self.fault = fault
        QGuiApplication.exit(1 if self.fault else 0)


def test_between_two_visits_the_screen_starts_anew_with_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "LOOK_AGAIN_MS", OFTEN_MS)
    data, before = tmp_path / "terminal", serve(tmp_path)
    app.enrol(data, before.url, before.central.terminals.add("chuo"))
    before.stop()
    text = (PROFILES / "murakami.toml").read_text("utf-8")
    (tmp_path / "murakami.toml").write_text(text.replace(NAME, OTHER), "utf-8")
    load_library(tmp_path / "central", str(tmp_path / "murakami.toml"))
    after = serve(tmp_path)
    settings.write(data, after.url, "file")
    passer, watch = Passer(), QTimer()

    def taken_up() -> None:
        if (data / FOLDER / "murakami.toml").exists():
            watch.stop()
            QTimer.singleShot(10 * OFTEN_MS, lambda: passer.look(SHOWN))

    watch.timeout.connect(taken_up)
    watch.start(OFTEN_MS)
    status = screen.run(data, windowed=True)
    after.stop()
    if passer.fault is not None:
        raise passer.fault
    assert (status, passer.seen) == (0, [SHOWN])
