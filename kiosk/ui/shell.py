"""The window: Qt's application, fonts, the QML engine, languages and pictures of the screen.

It shows what the view models hold and decides nothing. It never opens a file of the terminal's
state, never talks to the network, and is handed everything it needs: `kiosk.screen` puts it
together for a real terminal, the demo and tests do so for themselves.

Order matters at the end: `close` deletes the engine first, then stops the view models; the
application goes last of all.
"""

import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6 import QtQuick
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QImage, QKeyEvent
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from kiosk.ui.icons import Icons
from kiosk.ui.translations import Tongue
from kiosk.ui.viewmodels import ViewModels

QML = Path(__file__).resolve().parent / "qml"
FAMILIES = (
    "BIZ UDPGothic",
    "BIZ UDPゴシック",
    "Noto Sans JP",
    "Noto Sans CJK JP",
    "IPAexGothic",
    "IPAexゴシック",
    "Noto Sans",
    "DejaVu Sans",
)
"""The product's letter first; then those that have the rarer kanji."""

USUAL_PX_PER_MM = 4.03
"""A 21.5-inch panel of 1920×1080, where nobody has told the panel's width."""

log = logging.getLogger("kiosk.screen")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_CLOSING = frozenset({Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.MetaModifier})


class ScreenBroken(Exception):  # noqa: N818 - said as a state of the screen
    """The screen could not be made: a fault of ours, or of the installation."""


def to_log(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Qt's and QML's own messages, as records of the program's log."""
    where = context.category or "qt"
    log.log(_LEVELS.get(kind, logging.WARNING), "%s: %s", where, text)


def application(arguments: list[str] | None = None) -> QGuiApplication:
    """The one application of this process, with the software scene graph.

    Without a graphics card it costs a sixth of the emulated one and half the memory; set
    QT_QUICK_BACKEND to choose another.
    """
    present = QGuiApplication.instance()
    if isinstance(present, QGuiApplication):
        return present
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    os.environ.setdefault("QT_WAYLAND_DISABLE_WINDOWDECORATION", "1")
    app = QGuiApplication(arguments if arguments is not None else sys.argv[:1])
    app.setApplicationName("Shirabe")
    return app


def use_fonts(folder: Path) -> None:
    """The product's letter: the files of `folder` where it exists, else the system's."""
    for file in sorted(folder.glob("*.ttf")) if folder.is_dir() else ():
        QFontDatabase.addApplicationFont(str(file))
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setStyleHint(QFont.StyleHint.SansSerif)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    QGuiApplication.setFont(font)


def px_per_mm(width_px: int, width_mm: float | None) -> float:
    """Pixels of a millimetre; from the panel's width, else what the system says, if it is sane."""
    if width_mm:
        return width_px / width_mm
    screen = QGuiApplication.primaryScreen()
    said = screen.physicalSize().width() if screen is not None else 0
    if screen is not None and said > 0:
        scale = screen.size().width() / said
        if 2.0 <= scale <= 12.0 and QGuiApplication.platformName() != "offscreen":
            return scale
    return USUAL_PX_PER_MM


class _Door(QObject):
    """Keeps the kiosk's window shut: no closing, no Alt or Meta keys, no function keys."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Eats what would lead out of the terminal."""
        if event.type() == QEvent.Type.Close:
            event.ignore()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            held = any(event.modifiers() & closing for closing in _CLOSING)
            return held or Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
        return False


class Shell:
    """One window over one set of view models.

    `size`: width and height in pixels; None fills the screen and shuts the window's ways out.
    `scale`: pixels of a millimetre, None to find out. `page`: another root than the terminal's
    own, for looking at parts (`Gallery`).
    """

    def __init__(
        self,
        models: ViewModels,
        resources: Path,
        *,
        size: tuple[int, int] | None = (1920, 1080),
        scale: float | None = None,
        page: str = "Main",
    ) -> None:
        application()
        use_fonts(resources / "fonts")
        self.models = models
        self._tongue = Tongue(resources / "translations")
        self._icons = Icons(resources / "icons")
        self._engine = QQmlApplicationEngine()
        self._engine.addImportPath(str(QML))
        self._engine.addImageProvider("icons", self._icons)
        self._door = _Door()
        models.attach(self._engine)
        self._speak()
        wide = size[0] if size else QGuiApplication.primaryScreen().size().width()
        first = {"pxPerMm": scale or px_per_mm(wide, None)}
        if size is not None:
            first |= {"width": size[0], "height": size[1]}
        self._engine.setInitialProperties(first)
        self._engine.loadFromModule("Shirabe", page)
        roots = self._engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            raise ScreenBroken("the screen's own files cannot be loaded")
        self.window: QQuickWindow = roots[0]
        models.comfort.languageChanged.connect(self._speak)
        models.watch(self.window)
        self._show(full=size is None)

    def _show(self, *, full: bool) -> None:
        if full:
            self.window.setFlags(Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
            self.window.installEventFilter(self._door)
            QGuiApplication.setOverrideCursor(Qt.CursorShape.BlankCursor)
            # Without a window manager nobody enlarges a window that only asks for full screen.
            screen = QGuiApplication.primaryScreen()
            self.window.setScreen(screen)
            self.window.setGeometry(screen.geometry())
            self.window.showFullScreen()
        else:
            self.window.show()

    def _speak(self) -> None:
        self._tongue.speak(self.models.comfort.get_language(), self._engine)

    def grab(self) -> QImage:
        """A picture of what the window shows now."""
        return self.window.grabWindow()

    def close(self) -> None:
        """Engine first, then the view models; safe to call twice."""
        if self._engine is None:
            return
        self.window.hide()
        engine, self._engine = self._engine, None  # type: ignore[assignment]
        engine.deleteLater()
        del engine
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self._tongue.speak("ja")
        self.models.close()


def log_qt(handler: Callable[[QtMsgType, QMessageLogContext, str], None] = to_log) -> None:
    """Send Qt's messages to `handler`, by default to the program's log."""
    qInstallMessageHandler(handler)


__all__ = ["QtQuick", "ScreenBroken", "Shell", "application", "log_qt", "px_per_mm", "use_fonts"]
