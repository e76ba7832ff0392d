"""The barcode scanner that types like a keyboard: tells a scan from a person's typing.

The event's own time stamp counts, not the wall clock: after a stall the queued keys all arrive in
one millisecond. Nothing scanned is kept once it has been handed on.
"""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

SHORTEST = 6
"""Fewer signs than these are a person."""
GAP_MS = 50
"""Signs of one scan follow each other within this time."""
LONGEST = 64

_ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Wedge(QObject):
    """Watches a window's keys. A scan's closing Enter is swallowed, so that it presses nothing."""

    scanned = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._signs = ""
        self._last_ms = 0

    def watch(self, window: QObject) -> None:
        """Hear every key that this window receives."""
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Swallows nothing but the Enter that ends a scan."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self.key(event)
        return False

    def key(self, event: QKeyEvent) -> bool:
        """One key. True where it ended a scan."""
        at = event.timestamp()
        if at - self._last_ms > GAP_MS:
            self._signs = ""
        self._last_ms = at
        if Qt.Key(event.key()) in _ENDS:
            signs, self._signs = self._signs, ""
            if len(signs) < SHORTEST:
                return False
            self.scanned.emit(signs)
            return True
        if event.text() and event.text().isprintable():
            self._signs = (self._signs + event.text())[-LONGEST:]
        return False

    def forget(self) -> None:
        """Nothing of a scan is kept."""
        self._signs = ""
