"""Registering a first password at the terminal, where the library lets patrons do so.

Card, name as it is read (kana), birth date and telephone number are typed one after another, then
the password twice. Nothing typed outlives its page; nothing is logged.
"""

from datetime import date
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from kiosk.circulation.library import Library
from kiosk.circulation.passwords import may_use, normalise_card
from kiosk.circulation.reasons import Refused, sentence
from kiosk.desk.answers import RequestLine
from kiosk.desk.desk import Desk
from kiosk.ui.viewmodels import digits, kana
from kiosk.ui.viewmodels.comfort import Comfort
from kiosk.ui.viewmodels.jobs import Jobs
from kiosk.ui.viewmodels.registry import held
from kiosk.ui.viewmodels.session import REGISTER, SIGN_IN, Session

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1

STEPS = ("card", "name", "born", "phone", "new", "again")
SECRETS = ("new", "again")
LONGEST = {"card": 20, "name": 40, "born": 8, "phone": 15}
BORN_DIGITS = 8
PHONE_LEAST = 9


@QmlElement
@QmlSingleton
class Register(QObject):
    """Six steps; `step` is the one being typed."""

    changed = Signal()

    def __init__(
        self,
        desk: Desk | None,
        library: Library | None,
        session: Session,
        jobs: Jobs,
        comfort: Comfort,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._library = library
        self._session = session
        self._jobs = jobs
        self._comfort = comfort
        self._form = digits.SecretForm.of(library, signing_in=False)
        self._forget()
        session.wiped.connect(self.reset)
        session.pageChanged.connect(self._page_changed)
        comfort.languageChanged.connect(self.changed)

    @staticmethod
    def create(engine: QQmlEngine) -> QObject:
        """The object of this engine."""
        return held(engine, Register)

    def _forget(self) -> None:
        self._typed = dict.fromkeys(STEPS, "")
        self._step = "card"
        self._peek = False
        self._waiting = False
        self._done = False
        self._message = ""

    @Slot()
    def reset(self) -> None:
        """Forget everything that was typed."""
        self._forget()
        self.changed.emit()

    def _page_changed(self) -> None:
        if self._session.get_page() != REGISTER:
            self.reset()

    @Slot()
    def begin(self) -> None:
        """Open the page, with nothing typed."""
        self._forget()
        self._session.go(REGISTER)
        self.changed.emit()

    # -- typing -----------------------------------------------------------------------------------

    @Slot(str)
    def press(self, sign: str) -> None:
        """A key of the board or of a keyboard; what cannot belong here is passed over."""
        step, typed = self._step, self._typed[self._step]
        if self._waiting or self._done or len(sign) != 1:
            return
        self._message = ""
        if step == "name":
            typed = kana.marked(typed, sign) if sign in kana.MARKS else typed + sign
        elif step in SECRETS:
            typed += sign if self._fits(sign) else ""
        else:
            typed += sign if sign.isascii() and sign.isalnum() else ""
            typed = typed if step == "card" else "".join(filter(str.isdigit, typed))
        self._typed[step] = typed[: LONGEST.get(step, self._form.most)]
        self.changed.emit()

    def _fits(self, sign: str) -> bool:
        if self._form.digits_only:
            return sign.isascii() and sign.isdigit()
        return sign.isascii() and sign.isprintable() and sign != " "

    @Slot()
    def erase(self) -> None:
        """1字消す."""
        self._typed[self._step] = self._typed[self._step][:-1]
        self._message = ""
        self.changed.emit()

    @Slot()
    def clear(self) -> None:
        """ぜんぶ消す: this step."""
        self._typed[self._step] = ""
        self._message = ""
        self.changed.emit()

    @Slot(bool)
    def peek(self, down: bool) -> None:
        """Show the password only while the finger rests on the button."""
        self._peek = down
        self.changed.emit()

    @Slot()
    def back(self) -> None:
        """The step before; from the first one to sign-in."""
        at = STEPS.index(self._step)
        if self._done or at == 0:
            self._session.go(SIGN_IN)
            return
        self._step, self._message = STEPS[at - 1], ""
        self.changed.emit()

    # -- going on ---------------------------------------------------------------------------------

    @Slot()
    def submit(self) -> None:
        """The next step; after the last one the registration is handed in."""
        if self._done:
            self._session.go(SIGN_IN)
            return
        if self._waiting or not self.is_complete():
            return
        if self._step == "born" and self._born() is None:
            self._say(
                "そのような日付がありません。西暦8桁で打ってください。",
                "There is no such day. Please type eight digits, year first.",
            )
            return
        refusal = None
        if self._step == "new" and self._library is not None:
            refusal = may_use(self._library, self._typed["new"], None)
        if refusal is not None:
            self._typed["new"] = ""
            self._message = sentence(refusal, self._comfort.get_language())
        elif self._step == "again":
            self._finish()
        else:
            self._step = STEPS[STEPS.index(self._step) + 1]
        self.changed.emit()

    def _finish(self) -> None:
        if self._typed["again"] != self._typed["new"]:
            self._typed["new"], self._typed["again"], self._step = "", "", "new"
            self._say(
                "2つの番号がちがいます。もういちど、新しいパスワードから打ってください。",
                "The two are not the same. Please type the new password once more.",
            )
            return
        born, card = self._born(), normalise_card(self._typed["card"])
        if self._desk is None or born is None or card is None:
            return
        desk, typed = self._desk, dict(self._typed)
        self._waiting, self._peek = True, False
        english = self._comfort.get_language() == "en"
        self._jobs.run(
            lambda: desk.register_password(card, typed["name"], born, typed["phone"], typed["new"]),
            self._taken,
            self._refuse,
            text="Registering your password." if english else "パスワードを登録しています",
            keep=True,
        )

    def _born(self) -> date | None:
        try:
            return date.fromisoformat(self._typed["born"]) if self._typed["born"] else None
        except ValueError:
            return None

    def _taken(self, line: RequestLine) -> None:
        self._forget()
        self._done = line.ok
        self._message = "" if line.ok else line.text
        self.changed.emit()

    def _refuse(self, refused: Refused) -> None:
        self._waiting = False
        self._typed["new"], self._typed["again"] = "", ""
        self._step = "card"
        self._message = sentence(refused.refusal, self._comfort.get_language())
        self.changed.emit()

    def _say(self, japanese: str, english: str) -> None:
        self._message = english if self._comfort.get_language() == "en" else japanese
        self.changed.emit()

    # -- what QML reads ---------------------------------------------------------------------------

    def get_step(self) -> str:
        """card, name, born, phone, new or again."""
        return self._step

    def step_number(self) -> int:
        """Which of the six steps, counted from 1."""
        return STEPS.index(self._step) + 1

    def get_text(self) -> str:
        """What was typed in this step; empty for the password."""
        return "" if self._step in SECRETS else self._typed[self._step]

    def get_boxes(self) -> list[dict[str, Any]]:
        """Boxes of the password; empty in the other steps."""
        if self._step not in SECRETS:
            return []
        return digits.boxes(self._form, self._typed[self._step], active=True, shown=self._peek)

    def is_complete(self) -> bool:
        """Whether this step may be left."""
        typed = self._typed[self._step]
        if self._step in SECRETS:
            return not self._form.missing(len(typed))
        least = {"born": BORN_DIGITS, "phone": PHONE_LEAST}.get(self._step, 1)
        return len(typed.strip()) >= least

    def digits_only(self) -> bool:
        """Whether the password is made of digits only."""
        return self._form.digits_only

    def get_message(self) -> str:
        """Why it did not work, kindly."""
        return self._message

    def is_done(self) -> bool:
        """Whether the registration has been taken."""
        return self._done

    def is_waiting(self) -> bool:
        """Whether the desk is taking it."""
        return self._waiting

    step = Property(str, get_step, notify=changed)
    number = Property(int, step_number, notify=changed)
    text = Property(str, get_text, notify=changed)
    boxes = Property(list, get_boxes, notify=changed)
    complete = Property(bool, is_complete, notify=changed)
    digitsOnly = Property(bool, digits_only, constant=True)
    message = Property(str, get_message, notify=changed)
    done = Property(bool, is_done, notify=changed)
    waiting = Property(bool, is_waiting, notify=changed)
