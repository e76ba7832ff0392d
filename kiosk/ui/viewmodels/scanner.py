"""Brings the window's keys to the scanner's rule (`kiosk.devices.scanner`), with their own times.

A scanner types like a keyboard, and where a Japanese input method is on it types full-width
digits: they are narrowed here. Nothing scanned is kept once it has been handed on.
"""

import unicodedata

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from kiosk.devices.health import Health
from kiosk.devices.scanner import Wedge as Rule

_ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


def without(text: str, signs: str, longest: int) -> str:
    """`text` as it was before a scanner typed `signs` into it; it takes `longest` letters at most.

    Full-width signs count as their half-width ones, as a scan does.
    """
    lengths = range(len(signs), 0, -1) if len(text) == longest else (len(signs),)
    for length in lengths:
        if unicodedata.normalize("NFKC", text[-length:]) == signs[:length]:
            return text[:-length]
    return text


class Wedge(QObject):
    """Watches a window's keys. A scan's closing Enter is swallowed, so that it presses nothing."""

    scanned = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rule = Rule()

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
        if Qt.Key(event.key()) in _ENDS:
            signs = self._rule.enter(event.timestamp())
            if signs is not None:
                self.scanned.emit(signs)
            return signs is not None
        if event.text():
            self._rule.sign(unicodedata.normalize("NFKC", event.text()), event.timestamp())
        return False

    def health(self) -> Health:
        """How the scanner is, for the staff's page."""
        return self._rule.health()

    def forget(self) -> None:
        """Nothing of a scan is kept."""
        self._rule.forget()
