"""A terminal that cannot start says why, and starts by itself when nothing is in the way."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from kiosk import app, screen, settings
from kiosk.ui.rehearsal import Rehearsal
from tests.sync.conftest import Serving
from tests.ui.test_first_start import own_signals as own_signals
from tests.ui.test_first_start import serving as serving

pytestmark = pytest.mark.usefixtures("qapp")

LOOK_MS = 100
PATIENCE = 300
"""Looks before the test gives up."""


class Passer:
    """Somebody who looks at the screen now and then, and mends the file when it says so."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.sound = file.read_text("utf-8")
        self.seen: list[str] = []
        self.looks = 0
        file.write_text(f"{self.sound}centre = 1\n", "utf-8")

    def look(self) -> None:
        """What is there now? Ends the screen when the first page has come."""
        self.looks += 1
        for window in QGuiApplication.topLevelWindows():
            if window.isVisible() and isinstance(window, QQuickWindow):
                self.seen += Rehearsal(window).names()
        if any("centre" in name for name in self.seen):
            self.file.write_text(self.sound, "utf-8")
        if "本をさがす" in self.seen or self.looks > PATIENCE:
            QGuiApplication.exit(0)
        else:
            QTimer.singleShot(LOOK_MS, self.look)


def test_a_mended_terminal_comes_back_by_itself(
    serving: Serving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "terminal"
    app.enrol(data, serving.url, serving.central.terminals.add("chuo"))
    monkeypatch.setattr(screen, "LOOK_AGAIN_MS", LOOK_MS)
    passer = Passer(data / settings.FILE)
    QTimer.singleShot(LOOK_MS, passer.look)
    assert screen.run(data, windowed=True) == 0
    assert any("centre" in name for name in passer.seen)
    assert "本をさがす" in passer.seen
