"""Play the terminal by itself: taps by accessible name, typed keys, pictures of each page.

For a machine without a screen, for proving a packaged terminal, and for tests. It touches what a
patron can touch and knows nothing of desk, store or network. It waits for facts, never for time.
"""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPointingDevice,
)
from PySide6.QtQuick import QQuickWindow

PATIENCE_S = 15.0
"""How long a fact may take before the rehearsal is called off, in seconds."""


class NotThere(Exception):  # noqa: N818 - a state of the screen
    """What should be on the screen did not come; the message lists the names that are there."""


class Act(StrEnum):
    """What a script may tell: touch this name, wait for it, wait until it is gone, type, look."""

    TAP = "tap"
    SEE = "see"
    GONE = "gone"
    TYPE = "type"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a script."""

    act: Act
    words: str


class NoScript(Exception):  # noqa: N818 - a state of the file
    """The file is no script: one plain sentence."""


def read_script(path: Path) -> tuple[Step, ...]:
    """A script: a JSON list of objects with one key each, like {"tap": "もどる"}.

    NoScript where it cannot be read.
    """
    try:
        lines = json.loads(path.read_text(encoding="utf-8"))
        return tuple(Step(Act(act), words) for line in lines for act, words in line.items())
    except OSError as error:
        why = f"{path.name} cannot be read: {error.strerror}"
        raise NoScript(f"台本を読めません。 / {why}") from None
    except (ValueError, AttributeError, TypeError) as error:
        raise NoScript(f"台本を読めません。 / {path.name} is no script: {error}") from None


class Rehearsal:
    """Hands and eyes on one window. Raises NotThere when the screen is not as told."""

    def __init__(self, window: QQuickWindow, pictures: Path | None = None) -> None:
        QAccessible.setActive(True)
        window.requestActivate()
        self._window = window
        self._pictures = pictures
        self._taken: list[Path] = []

    @property
    def taken(self) -> tuple[Path, ...]:
        """The pictures so far, in order."""
        return tuple(self._taken)

    def follow(self, script: Sequence[Step]) -> None:
        """Play a script to its end. NotThere where the screen is not as told."""
        acts: dict[Act, Callable[[str], object]] = {
            Act.TAP: self.tap,
            Act.SEE: self.see,
            Act.GONE: self.gone,
            Act.TYPE: self.type,
            Act.PICTURE: self.picture,
        }
        for step in script:
            acts[step.act](step.words)

    def names(self) -> list[str]:
        """Accessible names of all that is visible now, in reading order."""
        return [name for name, _ in self._visible() if name]

    def shows(self, name: str) -> bool:
        """Whether something with this name (or beginning with it) is visible now."""
        return self._find(name) is not None

    def see(self, name: str) -> None:
        """Wait until something with this name, or beginning with it, is visible."""
        self.until(lambda: self.shows(name), f"「{name}」")

    def gone(self, name: str) -> None:
        """Wait until nothing with this name is visible any more."""
        self.until(lambda: not self.shows(name), f"no 「{name}」")

    def until(self, fact: Callable[[], bool], what: str, patience_s: float = PATIENCE_S) -> None:
        """Let the screen work until `fact` holds."""
        deadline = time.monotonic() + patience_s
        while not fact():
            if time.monotonic() > deadline:
                raise NotThere(f"{what} did not come; there is: {' | '.join(self.names())}")
            self.breathe(20)

    def breathe(self, ms: int = 0) -> None:
        """Let the event loop run for `ms` milliseconds."""
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()

    def tap(self, name: str) -> None:
        """Touch the middle of what has this accessible name, once it is there."""
        self.see(name)
        self.tap_at(self._resting(name))

    def _resting(self, name: str) -> QPoint:
        """The middle of what has this name, once the layout has put it in its place."""
        places: list[QPoint] = []

        def rests() -> bool:
            found = self._find(name)
            if found is None:
                raise NotThere(f"「{name}」 went away")
            places.append(self._local(found.rect().center()))
            return places[-1:] == places[-2:-1]

        self.until(rests, f"「{name}」 in its place")
        return places[-1]

    def tap_at(self, place: QPoint) -> None:
        """Press and release at a place of the window, in pixels."""
        self._mouse(QEvent.Type.MouseButtonPress, place, Qt.MouseButton.LeftButton)
        self._mouse(QEvent.Type.MouseButtonRelease, place, Qt.MouseButton.NoButton)
        self.breathe()

    def type(self, text: str) -> None:
        """Type on the hardware keyboard; a newline is Enter."""
        self.until(self._window.isActive, "an active window")
        for letter in text:
            key = Qt.Key.Key_Return if letter == "\n" else Qt.Key(ord(letter.upper()))
            shown = "\r" if letter == "\n" else letter
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, shown)
                QGuiApplication.sendEvent(self._window, event)
        self.breathe()

    def picture(self, name: str) -> Path | None:
        """Save what the window shows as NAME.png, where a folder for pictures was given."""
        if self._pictures is None:
            return None
        self.breathe(50)
        self._pictures.mkdir(parents=True, exist_ok=True)
        path = self._pictures / f"{name}.png"
        if not self._window.grabWindow().save(str(path)):
            raise OSError(f"cannot write {path}")
        self._taken.append(path)
        return path

    def _find(self, name: str) -> QAccessibleInterface | None:
        begins = None
        for shown, interface in self._visible():
            if shown == name:
                return interface
            if begins is None and shown.startswith(name):
                begins = interface
        return begins

    def _visible(self) -> Iterator[tuple[str, QAccessibleInterface]]:
        root = QAccessible.queryAccessibleInterface(self._window)
        waiting = [root] if root is not None else []
        while waiting:
            interface = waiting.pop()
            if not interface.isValid() or interface.state().invisible:
                continue
            yield interface.text(QAccessible.Text.Name), interface
            children = [interface.child(place) for place in range(interface.childCount())]
            waiting.extend(child for child in reversed(children) if child is not None)

    def _local(self, place: QPoint) -> QPoint:
        return self._window.mapFromGlobal(place)

    def _mouse(self, kind: QEvent.Type, place: QPoint, held: Qt.MouseButton) -> None:
        event = QMouseEvent(
            kind,
            QPointF(place),
            QPointF(self._window.mapToGlobal(place)),
            Qt.MouseButton.LeftButton,
            held,
            Qt.KeyboardModifier.NoModifier,
            QPointingDevice.primaryPointingDevice(),
        )
        QGuiApplication.sendEvent(self._window, event)
