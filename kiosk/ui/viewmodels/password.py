"""Changing a password: the forced change of a first one, and the change by the patron's own wish.

The secrets live here only while they are typed; `reset` wipes them, and so does every way off the
page. The old secret of a forced change comes from sign-in, so that nobody types it twice.
"""

from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from kiosk.circulation.library import Library
from kiosk.circulation.passwords import may_use
from kiosk.circulation.profile import FirstSecret
from kiosk.circulation.reasons import Refused, sentence
from kiosk.desk.answers import RequestLine
from kiosk.desk.desk import Desk
from kiosk.ui.viewmodels import digits
from kiosk.ui.viewmodels.comfort import Comfort
from kiosk.ui.viewmodels.jobs import Jobs
from kiosk.ui.viewmodels.registry import held
from kiosk.ui.viewmodels.session import PASSWORD, Session

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlSingleton
class Password(QObject):
    """Fields `old` (own wish only), `new` and `again`; `field` is the one being typed."""

    changed = Signal()
    saved = Signal()
    """The new password is on its way to the central."""

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
        self._forms = {
            "old": digits.SecretForm.of(library, signing_in=True),
            "new": digits.SecretForm.of(library, signing_in=False),
        }
        self._forms["again"] = self._forms["new"]
        self._typed = {"old": "", "new": "", "again": ""}
        self._first = False
        self._field = "old"
        self._peek = False
        self._waiting = False
        self._message = ""
        self._done = False
        session.wiped.connect(self.reset)
        session.pageChanged.connect(self._page_changed)
        comfort.languageChanged.connect(self.changed)

    @staticmethod
    def create(engine: QQmlEngine) -> QObject:
        """The object of this engine."""
        return held(engine, Password)

    def begin_first(self, old: str) -> None:
        """Sign-in went well with a first password `old`: it must be changed now."""
        self.reset()
        self._first = True
        self._typed["old"] = old
        self._field = "new"
        self.changed.emit()

    @Slot()
    def begin(self) -> None:
        """The patron wishes another password: open the page."""
        self.reset()
        self._session.go(PASSWORD)

    # -- typing -----------------------------------------------------------------------------------

    @Slot(str)
    def press(self, sign: str) -> None:
        """A key of the pad or of a keyboard."""
        form = self._forms[self._field]
        if self._waiting or len(sign) != 1 or len(self._typed[self._field]) >= form.most:
            return
        right = sign.isdigit() if form.digits_only else sign.isprintable() and sign != " "
        if not (sign.isascii() and right):
            return
        self._message = ""
        self._done = False
        self._typed[self._field] += sign
        if form.fixed and self._field == "new" and len(self._typed["new"]) == form.longest:
            self._step()
        self.changed.emit()

    def _step(self) -> None:
        """From the new password to its repetition, if it may be used at all."""
        refusal = may_use(self._library, self._typed["new"], None) if self._library else None
        if refusal is None:
            self._field = "again"
        else:
            self._message = sentence(refusal, self._comfort.get_language())
            self._typed["new"] = ""

    @Slot()
    def erase(self) -> None:
        """1字消す; from an empty field it goes back to the one before."""
        self._message = ""
        if self._typed[self._field]:
            self._typed[self._field] = self._typed[self._field][:-1]
        elif self._field == "again":
            self._field = "new"
        elif self._field == "new" and not self._first:
            self._field = "old"
        self.changed.emit()

    @Slot()
    def clear(self) -> None:
        """ぜんぶ消す: the field that is active."""
        self._message = ""
        self._typed[self._field] = ""
        self.changed.emit()

    @Slot(str)
    def useField(self, field: str) -> None:
        """Type into `old`, `new` or `again` from now on."""
        if field in self._typed and not (self._first and field == "old"):
            self._field = field
            self.changed.emit()

    @Slot(bool)
    def peek(self, down: bool) -> None:
        """Show what was typed only while the finger rests on the button."""
        self._peek = down
        self.changed.emit()

    # -- handing in -------------------------------------------------------------------------------

    @Slot()
    def submit(self) -> None:
        """Go on to the next field, or hand the change in."""
        if self._waiting or self._desk is None:
            return
        if self._forms[self._field].missing(len(self._typed[self._field])):
            return
        if self._field == "old":
            self.useField("new")
            return
        if self._field == "new":
            self._step()
            self.changed.emit()
            return
        if self._typed["again"] != self._typed["new"]:
            self._differ()
            return
        self._hand_in(self._desk)

    def _differ(self) -> None:
        self._message = (
            "The two are not the same. Please type the new password once more."
            if self._comfort.get_language() == "en"
            else "2つの番号がちがいます。もういちど、新しいパスワードから打ってください。"
        )
        self._typed["new"], self._typed["again"] = "", ""
        self._field = "new"
        self.changed.emit()

    def _hand_in(self, desk: Desk) -> None:
        old, new = self._typed["old"], self._typed["new"]
        self._waiting = True
        self._peek = False
        self.changed.emit()
        english = self._comfort.get_language() == "en"
        self._jobs.run(
            lambda: desk.change_password(old, new),
            self._taken,
            self._refuse,
            text="Changing your password." if english else "パスワードを変えています",
            keep=True,
        )

    def _taken(self, _line: RequestLine) -> None:
        was_first = self._first
        self.reset()
        self._done = not was_first
        self.changed.emit()
        self.saved.emit()
        if was_first:
            self._session.password_changed()

    def _refuse(self, refused: Refused) -> None:
        self._waiting = False
        self._message = sentence(refused.refusal, self._comfort.get_language())
        self._typed["new"], self._typed["again"] = "", ""
        self._field = "new"
        if not self._first and refused.refusal.reason.value in ("wrong_secret", "locked"):
            self._typed["old"] = ""
            self._field = "old"
        self.changed.emit()

    def reset(self) -> None:
        """Forget every secret."""
        self._typed = {"old": "", "new": "", "again": ""}
        self._first, self._peek, self._waiting, self._done = False, False, False, False
        self._field = "old"
        self._message = ""
        self.changed.emit()

    def _page_changed(self) -> None:
        if self._session.get_page() != PASSWORD:
            self.reset()

    # -- what QML reads ---------------------------------------------------------------------------

    def _boxes(self, field: str) -> list[dict[str, Any]]:
        return digits.boxes(
            self._forms[field],
            self._typed[field],
            active=self._field == field,
            shown=self._peek,
        )

    def old_boxes(self) -> list[dict[str, Any]]:
        """Boxes of the present password."""
        return self._boxes("old")

    def new_boxes(self) -> list[dict[str, Any]]:
        """Boxes of the new password."""
        return self._boxes("new")

    def again_boxes(self) -> list[dict[str, Any]]:
        """Boxes of the repetition."""
        return self._boxes("again")

    def get_field(self) -> str:
        """old, new or again."""
        return self._field

    def get_missing(self) -> int:
        """Signs missing in the field being typed."""
        return self._forms[self._field].missing(len(self._typed[self._field]))

    def new_complete(self) -> bool:
        """Whether the new password is long enough."""
        return not self._forms["new"].missing(len(self._typed["new"]))

    def is_first(self) -> bool:
        """Whether this is the forced change of a first password."""
        return self._first

    def first_is_birth_date(self) -> bool:
        """Whether first passwords are birth dates here."""
        return self._library is not None and (
            self._library.password.first is FirstSecret.BIRTH_DATE
        )

    def digits_only(self) -> bool:
        """Whether passwords are digits only."""
        return self._forms["new"].digits_only

    def get_length(self) -> int:
        """The one length of a new password; 0 where there are several."""
        return self._forms["new"].shortest if self._forms["new"].fixed else 0

    def get_shortest(self) -> int:
        """The shortest new password."""
        return self._forms["new"].shortest

    def get_message(self) -> str:
        """Why it did not work, kindly."""
        return self._message

    def is_waiting(self) -> bool:
        """Whether the desk is taking the change."""
        return self._waiting

    def is_done(self) -> bool:
        """Whether a change by own wish has just been taken."""
        return self._done

    def forgotten_text(self) -> str:
        """Whom to ask about a forgotten password."""
        if self._library is None:
            return ""
        return self._library.password.forgotten.said(self._comfort.get_language())

    oldBoxes = Property(list, old_boxes, notify=changed)
    newBoxes = Property(list, new_boxes, notify=changed)
    againBoxes = Property(list, again_boxes, notify=changed)
    field = Property(str, get_field, notify=changed)
    missing = Property(int, get_missing, notify=changed)
    newComplete = Property(bool, new_complete, notify=changed)
    first = Property(bool, is_first, notify=changed)
    firstIsBirthDate = Property(bool, first_is_birth_date, constant=True)
    digitsOnly = Property(bool, digits_only, constant=True)
    secretLength = Property(int, get_length, constant=True)
    secretShortest = Property(int, get_shortest, constant=True)
    message = Property(str, get_message, notify=changed)
    waiting = Property(bool, is_waiting, notify=changed)
    done = Property(bool, is_done, notify=changed)
    forgottenText = Property(str, forgotten_text, notify=changed)
