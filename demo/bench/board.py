"""The 五十音 board of the real search page, touched key by key, with a stopwatch on its frames."""

import time
import unicodedata
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QMouseEvent

from demo.world import World
from kiosk import app, tidying
from kiosk.ui.rehearsal import Rehearsal
from kiosk.ui.shell import Shell, application
from kiosk.ui.viewmodels.bundle import build_viewmodels
from kiosk.ui.viewmodels.session import SEARCH

SIZE = (1920, 1080)
_MARKS = {"\u3099": "゛", "\u309a": "゜"}
_SMALL = dict(zip("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ", strict=True))


class Board:
    """The search page over `world`, open while the context lasts."""

    def __init__(self, world: World) -> None:
        application()
        terminal = world.terminal
        self._models = build_viewmodels(
            terminal.desk, terminal.library, terminal.branch.id, world.clock
        )
        self._shell = Shell(self._models, app.resources(), size=SIZE)
        self._hands = Rehearsal(self._shell.window)
        self._answered = False
        self._first: float | None = None
        self._shown: float | None = None
        self._models.finding.found.connect(self._on_found)
        self._shell.window.frameSwapped.connect(self._on_frame)
        self._models.session.go(SEARCH)
        self._hands.see("ー")
        self._keys: dict[str, QPoint] = {}
        self._hands.until(self._laid_out, "the board")
        tidying.begin()  # as `kiosk.screen` does

    def __enter__(self) -> "Board":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._shell.close()
        tidying.end()

    def type(self, word: str) -> list[tuple[float, float, float]]:
        """Touch the keys of `word`. Of each: milliseconds to the first frame, to its results, and
        of the processor until then, all threads together."""
        self._models.finding.clear()
        self._hands.breathe(60)
        return [self._touch(key) for key in strokes(word) if key in self._keys]

    def _touch(self, key: str) -> tuple[float, float, float]:
        self._answered, self._first, self._shown = False, None, None
        start, worked = time.perf_counter(), time.process_time()
        self._post(self._keys[key])
        self._hands.until(lambda: self._shown is not None, f"a frame after {key}")
        worked = time.process_time() - worked
        first, shown = self._first, self._shown
        assert first is not None and shown is not None  # noqa: S101, PT018 - `until` waited for both
        self._hands.breathe(40)
        return (first - start) * 1000, (shown - start) * 1000, worked * 1000

    def _post(self, at: QPoint) -> None:
        """Press and release as the system sends them: nothing of the stopwatch stands in between,
        so that the worker is free to run while the window is painted."""
        window, left = self._shell.window, Qt.MouseButton.LeftButton
        place, none = QPointF(at), Qt.KeyboardModifier.NoModifier
        for kind, held in (
            (QEvent.Type.MouseButtonPress, left),
            (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton),
        ):
            where = QPointF(window.mapToGlobal(at))
            QCoreApplication.postEvent(window, QMouseEvent(kind, place, where, left, held, none))

    def _on_found(self) -> None:
        self._answered = True
        # A list that happens to look the same paints nothing by itself.
        self._shell.window.requestUpdate()

    def _on_frame(self) -> None:
        now = time.perf_counter()
        if self._first is None:
            self._first = now
        if self._answered and self._shown is None:
            self._shown = now

    def _laid_out(self) -> bool:
        """Whether the keys have come to where they stay."""
        former, self._keys = self._keys, self._places()
        window = self._shell.window.geometry()
        inside = all(
            0 < at.x() < window.width() and 0 < at.y() < window.height()
            for at in self._keys.values()
        )
        return inside and "ー" in self._keys and former == self._keys

    def _places(self) -> dict[str, QPoint]:
        """Where the keys lie, in pixels of the window."""
        found: dict[str, QPoint] = {}
        waiting: list[QAccessibleInterface | None] = [
            QAccessible.queryAccessibleInterface(self._shell.window)
        ]
        while waiting:
            interface = waiting.pop()
            if interface is None or not interface.isValid() or interface.state().invisible:
                continue
            name = interface.text(QAccessible.Text.Name)
            if len(name) == 1:
                found[name] = self._shell.window.mapFromGlobal(interface.rect().center())
            waiting.extend(interface.child(at) for at in range(interface.childCount()))
        return found


def strokes(word: str) -> list[str]:
    """The keys that write `word`: が is か and ゛, っ is つ and 小."""
    keys = []
    for kana in word:
        if kana in _SMALL:
            keys += [_SMALL[kana], "小"]
            continue
        keys += [_MARKS.get(part, part) for part in unicodedata.normalize("NFD", kana)]
    return keys
