"""Registering a first password at the terminal, where the library lets patrons do so.

Card, name as it is read (kana), birth date and telephone number are typed one after another, then
the password twice. Nothing typed outlives its page; nothing is logged.
"""

from datetime import date
from typing import Any

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from kiosk.circulation.passwords import may_use, normalise_card
from kiosk.circulation.reasons import Refused
from kiosk.desk.answers import RequestLine
from kiosk.ui.viewmodels import digits, kana
from kiosk.ui.viewmodels.basis import Message, because, both
from kiosk.ui.viewmodels.password import DIFFERENT
from kiosk.ui.viewmodels.secret_page import SecretPage
from kiosk.ui.viewmodels.session import REGISTER, SIGN_IN

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1

STEPS = ("card", "name", "born", "phone", "new", "again")
SECRETS = ("new", "again")
LONGEST = {"card": 20, "name": 40, "born": 8, "phone": 15}
BORN_DIGITS = 8
PHONE_LEAST = 9
NO_DAY = (
    "そのような日付がありません。西暦8桁で打ってください。",
    "There is no such day. Please type eight digits, year first.",
)
_DIGITS = digits.SecretForm(digits_only=True, shortest=0, longest=0)


@QmlElement
@QmlSingleton
class Register(SecretPage):
    """Six steps; `step` is the one being typed."""

    changed = Signal()
    PAGE = REGISTER

    def _forget(self) -> None:
        super()._forget()
        self._typed = dict.fromkeys(STEPS, "")
        self._step = "card"
        self._done = False

    @Slot()
    def begin(self) -> None:
        """Open the page, with nothing typed."""
        self._start_over()
        self._session.go(REGISTER)

    # -- typing -----------------------------------------------------------------------------------

    @Slot(str)
    def press(self, sign: str) -> None:
        """A key of the board or of a keyboard; what cannot belong here is passed over."""
        step, typed = self._step, self._typed[self._step]
        if self._waiting or self._done or len(sign) != 1:
            return
        if step == "name":
            typed = kana.marked(typed, sign) if sign in kana.MARKS else typed + sign
        elif step == "card":
            typed += normalise_card(sign) or ""
        else:
            typed += self._form.taken(sign) if step in SECRETS else _DIGITS.taken(sign)
        self._put(typed[: LONGEST.get(step, self._form.most)])

    def _put(self, typed: str) -> None:
        self._typed[self._step] = typed
        self._say("")
        self.changed.emit()

    @Slot()
    def erase(self) -> None:
        """1字消す."""
        self._put(self._typed[self._step][:-1])

    @Slot()
    def clear(self) -> None:
        """ぜんぶ消す: this step."""
        self._put("")

    @Slot()
    def back(self) -> None:
        """The step before; from the first one to sign-in."""
        at = STEPS.index(self._step)
        if self._done or at == 0:
            self._session.go(SIGN_IN)
            return
        self._turn_to(STEPS[at - 1])

    def _turn_to(self, step: str, why: Message = "") -> None:
        """Another step, and why where it is not simply the next; going back to `new` retypes it."""
        if step == "new":
            self._typed["new"], self._typed["again"] = "", ""
        self._step = step
        self._say(why)
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
        if self._step == "again":
            self._finish()
        elif why := self._why_not():
            self._turn_to(self._step, why)
        else:
            self._turn_to(STEPS[STEPS.index(self._step) + 1])

    def _why_not(self) -> Message:
        """Why this step cannot be left; empty where it can."""
        if self._step == "born" and self._born() is None:
            return both(NO_DAY)
        if self._step == "new" and self._library is not None:
            refusal = may_use(self._library, self._typed["new"], None)
            return because(Refused(refusal)) if refusal else ""
        return ""

    def _finish(self) -> None:
        typed, born, card = dict(self._typed), self._born(), normalise_card(self._typed["card"])
        if typed["again"] != typed["new"]:
            self._turn_to("new", both(DIFFERENT))
            return
        if self._desk is None or born is None or card is None:
            return
        desk = self._desk
        self._peek = False
        self._ask(
            lambda: desk.register_password(card, typed["name"], born, typed["phone"], typed["new"]),
            self._taken,
            self._either("パスワードを登録しています", "Registering your password."),
        )

    def _born(self) -> date | None:
        try:
            return date.fromisoformat(self._typed["born"]) if self._typed["born"] else None
        except ValueError:
            return None

    def _taken(self, _line: RequestLine) -> None:
        self._start_over()
        self._done = self._session.get_page() == REGISTER
        self.changed.emit()

    def _refuse(self, refused: Refused) -> None:
        self._typed["new"], self._typed["again"] = "", ""
        self._turn_to("card", because(refused))

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

    def is_done(self) -> bool:
        """Whether the registration has been taken."""
        return self._done

    step = Property(str, get_step, notify=changed)
    number = Property(int, step_number, notify=changed)
    text = Property(str, get_text, notify=changed)
    boxes = Property(list, get_boxes, notify=changed)
    complete = Property(bool, is_complete, notify=changed)
    done = Property(bool, is_done, notify=changed)
