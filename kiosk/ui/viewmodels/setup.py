"""The first start: a code from the central system makes this machine a terminal of the library.

The enrolment itself is a port that the composition root passes in; the screen knows only a code,
how far the first catalogue has come, and one plain sentence where it did not work.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Property, Qt, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from kiosk.circulation.invitations import scanned
from kiosk.ui.viewmodels.basis import Around, Model

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1

CODE_LONGEST = 16
ADDRESS_LONGEST = 100
FIELDS = ("central", "code")
LOOK_EVERY_MS = 2_000
"""How often it is looked whether a stick has been put in."""
Hears = Callable[[int, int], None]
"""Hears how many bytes have come, and of how many."""


class SetupRefused(Exception):  # noqa: N818 - told to staff as a sentence
    """Enrolment did not work: one plain sentence, in Japanese and in English."""

    def __init__(self, japanese: str, english: str = "") -> None:
        super().__init__(japanese)
        self.english = english or japanese


class Enrol(Protocol):
    """Enrols this machine. Raises SetupRefused. `progress` hears bytes so far and of all."""

    def __call__(self, central: str, code: str, progress: Hears) -> None:
        """Do it, in the worker's thread."""
        ...


@dataclass(frozen=True, slots=True)
class Sticks:
    """Files of enrolment on a stick. `find` the one that is in now; `enrol` as `Enrol` does."""

    find: Callable[[], Path | None]
    enrol: Callable[[Path, Hears], None]


@QmlElement
@QmlSingleton
class Setup(Model):
    """Address of the central, the code, the progress; `finished` when a restart may follow."""

    changed = Signal()
    finished = Signal()
    _moved = Signal(int, int)

    def __init__(
        self,
        around: Around,
        enrol: Enrol | None,
        sticks: Sticks | None = None,
        *,
        central: str = "",
    ) -> None:
        self._central = central
        self._stick: Path | None = None
        super().__init__(around)
        self._enrol = enrol
        self._sticks = sticks
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        if self._desk is None and sticks is not None:
            self._timer.start()
            self.look()
        self._moved.connect(self._move, Qt.ConnectionType.QueuedConnection)
        self._comfort.languageChanged.connect(self.changed)

    def _forget(self) -> None:
        self._code = ""
        self._field = "code" if self._central else "central"
        self._problem: SetupRefused | None = None
        self._state = "typing"
        self._part = 0.0

    @Slot(str)
    def press(self, sign: str) -> None:
        """A key, into the active field; in the code capitals and small letters are one."""
        plain = unicodedata.normalize("NFKC", sign)
        if not plain.isascii() or not plain.isprintable():
            return
        code = plain.upper() if plain.isalnum() else ""
        central = self._central + plain.replace(" ", "")
        self._put(central[:ADDRESS_LONGEST], (self._code + code)[:CODE_LONGEST])

    def scan(self, text: str) -> None:
        """A code was scanned from the central's screen or from paper, perhaps with its address."""
        if self._state != "typing" or self._enrol is None:
            return
        code, central = scanned(text)
        self._code, self._field, self._problem = code[:CODE_LONGEST], "code", None
        if central:
            self._central = central[:ADDRESS_LONGEST]
        self.changed.emit()

    @Slot()
    def erase(self) -> None:
        """1字消す."""
        self._put(self._central[:-1], self._code[:-1])

    @Slot()
    def clear(self) -> None:
        """ぜんぶ消す: the active field."""
        self._put("", "")

    def _put(self, central: str, code: str) -> None:
        """One of both into the active field."""
        if self._state != "typing":
            return
        if self._field == "central":
            self._central = central
        else:
            self._code = code
        self._problem = None
        self.changed.emit()

    @Slot(str)
    def useField(self, field: str) -> None:
        """Type into `central` or `code` from now on."""
        if field in FIELDS and self._state == "typing":
            self._field = field
            self.changed.emit()

    @Slot()
    def submit(self) -> None:
        """On to the code, or enrol with it."""
        if self._state != "typing" or self._enrol is None:
            return
        if self.offers_stick():
            self._use(self._sticks, self._stick)
            return
        if not self._central or not self._code:
            self.useField("code" if self._central else "central")
            return
        self._central = _whole(self._central)
        enrol, central, code = self._enrol, self._central, self._code
        self._work(lambda: enrol(central, code, self._moved.emit))

    def _use(self, sticks: Sticks | None, stick: Path | None) -> None:
        if sticks is not None and stick is not None:
            self._work(lambda: sticks.enrol(stick, self._moved.emit))

    def _work(self, enrol: Callable[[], None]) -> None:
        self._state, self._problem = "working", None
        self.changed.emit()

        def work() -> SetupRefused | None:
            try:
                enrol()
            except SetupRefused as refused:
                return refused
            return None

        self._jobs.run(work, self._done, keep=True)

    @Slot()
    def look(self) -> None:
        """Is there a stick with a file of enrolment?"""
        if self._sticks is not None and self._state == "typing":
            self._jobs.run(self._sticks.find, self._found, latest="stick")

    def _found(self, stick: Path | None) -> None:
        if stick != self._stick:
            self._stick = stick
            self._problem = None
            self.changed.emit()

    def stop(self) -> None:
        """Look for sticks no more."""
        self._timer.stop()

    def _move(self, so_far: int, of_all: int) -> None:
        self._part = so_far / of_all if of_all else 0.0
        self.changed.emit()

    def _done(self, problem: SetupRefused | None) -> None:
        self._forget()
        self._problem = problem
        self._state = "typing" if problem else "done"
        self.changed.emit()
        if not problem:
            self.finished.emit()

    def get_code(self) -> str:
        """The code so far, in groups of four."""
        return "-".join(self._code[at : at + 4] for at in range(0, len(self._code), 4))

    def get_field(self) -> str:
        """central or code: the field being typed."""
        return self._field

    def get_central(self) -> str:
        """Address of the central."""
        return self._central

    def get_state(self) -> str:
        """typing, working or done."""
        return self._state

    def get_message(self) -> str:
        """Why it did not work."""
        if self._problem is None:
            return ""
        return self._either(str(self._problem), self._problem.english)

    def offers_stick(self) -> bool:
        """Whether the file on a stick is used, as long as no code is typed."""
        return self._stick is not None and not self._code

    def get_part(self) -> float:
        """How much of the first catalogue has come, 0 to 1."""
        return self._part

    field = Property(str, get_field, notify=changed)
    code = Property(str, get_code, notify=changed)
    central = Property(str, get_central, notify=changed)
    state = Property(str, get_state, notify=changed)
    message = Property(str, get_message, notify=changed)
    stick = Property(bool, offers_stick, notify=changed)
    part = Property(float, get_part, notify=changed)


def _whole(address: str) -> str:
    """The address with its scheme, which nobody wants to type: TLS, but for this very machine."""
    plain = address.strip().rstrip("/")
    if "://" in plain:
        return plain
    here = plain.partition(":")[0] in ("localhost", "127.0.0.1")
    return f"http://{plain}" if here else f"https://{plain}"
