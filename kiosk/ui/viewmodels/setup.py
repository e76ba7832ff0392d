"""The first start: a code from the central system makes this machine a terminal of the library.

The enrolment itself is a port that the composition root passes in; the screen knows only a code,
how far the first catalogue has come, and one plain sentence where it did not work.
"""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Property, QObject, Qt, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from kiosk.ui.viewmodels.comfort import Comfort
from kiosk.ui.viewmodels.jobs import Jobs
from kiosk.ui.viewmodels.registry import held

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1

CODE_LONGEST = 16


class SetupRefused(Exception):  # noqa: N818 - told to staff as a sentence
    """Enrolment did not work; the text is one plain sentence."""


class Enrol(Protocol):
    """Enrols this machine. Raises SetupRefused. `progress` hears bytes so far and of all."""

    def __call__(self, central: str, code: str, progress: Callable[[int, int], None]) -> None:
        """Do it, in the worker's thread."""
        ...


@QmlElement
@QmlSingleton
class Setup(QObject):
    """Address of the central, the code, the progress; `finished` when a restart may follow."""

    changed = Signal()
    finished = Signal()
    _moved = Signal(int, int)

    def __init__(
        self,
        jobs: Jobs,
        comfort: Comfort,
        enrol: Enrol | None,
        *,
        central: str = "",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._comfort = comfort
        self._enrol = enrol
        self._central = central
        self._code = ""
        self._message = ""
        self._state = "typing"
        self._part = 0.0
        self._moved.connect(self._move, Qt.ConnectionType.QueuedConnection)
        comfort.languageChanged.connect(self.changed)

    @staticmethod
    def create(engine: QQmlEngine) -> QObject:
        """The object of this engine."""
        return held(engine, Setup)

    @Slot(str)
    def press(self, sign: str) -> None:
        """A key: letters and digits only; capitals and small letters are one."""
        if self._state == "typing" and sign.isascii() and sign.isalnum():
            self._code = (self._code + sign.upper())[:CODE_LONGEST]
            self._message = ""
            self.changed.emit()

    @Slot()
    def erase(self) -> None:
        """1字消す."""
        if self._state == "typing":
            self._code = self._code[:-1]
            self.changed.emit()

    @Slot()
    def clear(self) -> None:
        """ぜんぶ消す."""
        if self._state == "typing":
            self._code = ""
            self.changed.emit()

    @Slot(str)
    def setCentral(self, address: str) -> None:
        """Address of the central system, where it was not set at installation."""
        self._central = address.strip()
        self.changed.emit()

    @Slot()
    def submit(self) -> None:
        """Enrol with this code."""
        if self._state != "typing" or not self._code or self._enrol is None:
            return
        enrol, central, code = self._enrol, self._central, self._code
        self._state, self._message = "working", ""
        self.changed.emit()
        self._jobs.run(lambda: self._work(enrol, central, code), self._done, keep=True)

    def _work(self, enrol: Enrol, central: str, code: str) -> str:
        try:
            enrol(central, code, self._moved.emit)
        except SetupRefused as refused:
            return str(refused)
        return ""

    def _move(self, so_far: int, of_all: int) -> None:
        self._part = so_far / of_all if of_all else 0.0
        self.changed.emit()

    def _done(self, problem: str) -> None:
        self._code = ""
        self._part = 0.0
        self._message = problem
        self._state = "typing" if problem else "done"
        self.changed.emit()
        if not problem:
            self.finished.emit()

    def get_code(self) -> str:
        """The code so far, in groups of four."""
        return "-".join(self._code[at : at + 4] for at in range(0, len(self._code), 4))

    def get_central(self) -> str:
        """Address of the central."""
        return self._central

    def get_state(self) -> str:
        """typing, working or done."""
        return self._state

    def get_message(self) -> str:
        """Why it did not work."""
        return self._message

    def get_part(self) -> float:
        """How much of the first catalogue has come, 0 to 1."""
        return self._part

    code = Property(str, get_code, notify=changed)
    central = Property(str, get_central, notify=changed)
    state = Property(str, get_state, notify=changed)
    message = Property(str, get_message, notify=changed)
    part = Property(float, get_part, notify=changed)
