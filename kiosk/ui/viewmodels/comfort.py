"""What the bar sets: language, letter size, contrast and low reach, for this visit only.

Changing one loses neither page nor cart nor login. It stores nothing: the next person starts from
the terminal's own settings.
"""

from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from kiosk.ui.viewmodels.registry import held

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1

LANGUAGES = (("ja", "日本語"), ("en", "English"))
SIZES = ("standard", "large", "extra")
SCALES = {"standard": 1.0, "large": 1.3, "extra": 1.6}


@QmlElement
@QmlSingleton
class Comfort(QObject):
    """`language` is `ja` or `en`; `size` is `standard`, `large` (×1.3) or `extra` (×1.6)."""

    languageChanged = Signal()
    sizeChanged = Signal()
    contrastChanged = Signal()
    reachChanged = Signal()

    def __init__(self, parent: QObject | None = None, *, language: str = "ja") -> None:
        super().__init__(parent)
        self._home_language = language
        self._language = language
        self._size = "standard"
        self._contrast = False
        self._reach = False

    @staticmethod
    def create(engine: QQmlEngine) -> QObject:
        """The object of this engine."""
        return held(engine, Comfort)

    def get_language(self) -> str:
        """Language of the screen now."""
        return self._language

    @Slot(str)
    def setLanguage(self, language: str) -> None:
        """Another language, in place; one that is not offered is passed over."""
        if language != self._language and language in dict(LANGUAGES):
            self._language = language
            self.languageChanged.emit()

    @Slot()
    def nextLanguage(self) -> None:
        """The next of the languages offered."""
        ids = [id_ for id_, _ in LANGUAGES]
        self.setLanguage(ids[(ids.index(self._language) + 1) % len(ids)])

    def get_languages(self) -> list[dict[str, Any]]:
        """The languages offered, each in its own name."""
        return [{"id": id_, "text": text, "on": id_ == self._language} for id_, text in LANGUAGES]

    def get_size(self) -> str:
        """Letter size now."""
        return self._size

    @Slot(str)
    def setSize(self, size: str) -> None:
        """Another letter size; the page is laid out anew."""
        if size != self._size and size in SIZES:
            self._size = size
            self.sizeChanged.emit()

    @Slot()
    def nextSize(self) -> None:
        """標準 → 大 → 特大 → 標準."""
        self.setSize(SIZES[(SIZES.index(self._size) + 1) % len(SIZES)])

    def get_scale(self) -> float:
        """Factor of every letter: 1, 1.3 or 1.6."""
        return SCALES[self._size]

    def get_contrast(self) -> bool:
        """Whether black, white and yellow are shown."""
        return self._contrast

    @Slot(bool)
    def setHighContrast(self, on: bool) -> None:
        """High contrast on or off."""
        if on != self._contrast:
            self._contrast = on
            self.contrastChanged.emit()

    @Slot()
    def toggleContrast(self) -> None:
        """The other contrast."""
        self.setHighContrast(not self._contrast)

    def get_reach(self) -> bool:
        """Whether every control stands in the lower part of the screen."""
        return self._reach

    @Slot(bool)
    def setLowReach(self, on: bool) -> None:
        """Low reach on or off."""
        if on != self._reach:
            self._reach = on
            self.reachChanged.emit()

    @Slot()
    def toggleReach(self) -> None:
        """The other reach."""
        self.setLowReach(not self._reach)

    def reset(self) -> None:
        """As the next person finds it."""
        self.setLanguage(self._home_language)
        self.setSize("standard")
        self.setHighContrast(False)
        self.setLowReach(False)

    language = Property(str, get_language, notify=languageChanged)
    languages = Property(list, get_languages, notify=languageChanged)
    size = Property(str, get_size, notify=sizeChanged)
    textScale = Property(float, get_scale, notify=sizeChanged)
    highContrast = Property(bool, get_contrast, notify=contrastChanged)
    lowReach = Property(bool, get_reach, notify=reachChanged)
