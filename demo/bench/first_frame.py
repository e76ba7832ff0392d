"""One start of the real terminal with a stopwatch: for `demo.bench.start`, in its own process.

Runs what `python -m kiosk run` runs, waits for its first frame, searches a little, tells the times
and ends. Arguments: the terminal's data folder, and CLOCK_MONOTONIC when the process was started.
"""

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from kiosk import screen
from kiosk.ui.rehearsal import Rehearsal
from kiosk.ui.shell import application

_WORDS = ("ね", "か", "さ", "た")


class _Stopwatch:
    """Looks at the one window of this process from inside its event loop."""

    def __init__(self, begun: float) -> None:
        self._begun = begun
        self._window: QQuickWindow | None = None
        self._told: dict[str, float] = {}

    def look(self) -> None:
        """Find the window; ask it for a frame, which comes after all that is already painted."""
        window = next(iter(QGuiApplication.topLevelWindows()), None)
        if not isinstance(window, QQuickWindow):
            QTimer.singleShot(1, self.look)
            return
        self._window = window
        window.frameSwapped.connect(self.painted)
        window.requestUpdate()

    def painted(self) -> None:
        """The first frame is there."""
        if self._told:
            return
        now = time.clock_gettime(time.CLOCK_MONOTONIC)
        self._told = {"first_ms": (now - self._begun) * 1000, "first_mb": _memory_mb("VmRSS")}
        QTimer.singleShot(0, self.use)

    def use(self) -> None:
        """Search as a patron does, then tell and end."""
        assert self._window is not None  # noqa: S101 - `look` found it
        hands = Rehearsal(self._window)
        hands.tap("本をさがす")
        for letter in _WORDS:
            hands.tap(letter)
            hands.breathe(300)
            hands.tap("1字消す")
        self._told["used_mb"] = _memory_mb("VmRSS")
        self._told["most_mb"] = _memory_mb("VmHWM")
        print(json.dumps(self._told), flush=True)
        QCoreApplication.quit()


def _memory_mb(name: str) -> float:
    """A line of the kernel's own account of this process, in MB."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1024
    return 0.0


def main() -> int:
    """Run the terminal until it has been measured."""
    application()
    stopwatch = _Stopwatch(float(sys.argv[2]))
    QTimer.singleShot(0, stopwatch.look)
    return screen.run(Path(sys.argv[1]), windowed=True)


if __name__ == "__main__":
    sys.exit(main())
