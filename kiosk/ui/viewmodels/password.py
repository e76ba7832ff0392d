"""Changing a password: the forced change of a first one, and the change by the patron's own wish.

The secrets live here only while they are typed; `reset` wipes them, and so does every way off the
page. The old secret of a forced change comes from sign-in, so that nobody types it twice.
"""

from typing import Any

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from kiosk.circulation.passwords import may_use
from kiosk.circulation.reasons import Reason, Refused
from kiosk.desk.desk import Desk
from kiosk.ui.viewmodels import digits
from kiosk.ui.viewmodels.basis import Around, because, both
from kiosk.ui.viewmodels.secret_page import SecretPage
from kiosk.ui.viewmodels.session import PASSWORD

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1

DIFFERENT = (
    "2回のパスワードがちがいます。もういちど、新しいパスワードから打ってください。",
    "The two are not the same. Please type the new password once more.",
)
"""The new password and its repetition are not the same."""


@QmlElement
@QmlSingleton
class Password(SecretPage):
    """Fields `old` (own wish only), `new` and `again`; `field` is the one being typed."""

    changed = Signal()
    PAGE = PASSWORD

    def __init__(self, around: Around) -> None:
        self._old_form = digits.SecretForm.of(around.library, signing_in=True)
        super().__init__(around)

    def _forget(self) -> None:
        super()._forget()
        self._typed = {"old": "", "new": "", "again": ""}
        self._first, self._done = False, False
        self._field = "old"

    def _form_of(self, field: str) -> digits.SecretForm:
        return self._old_form if field == "old" else self._form

    def begin_first(self, old: str) -> None:
        """Sign-in went well with a first password `old`: it must be changed now."""
        self._forget()
        self._first = True
        self._typed["old"] = old
        self._begin_again("new")

    def _begin_again(self, field: str) -> None:
        """Type `field` from now on; the new password anew in any case."""
        self._typed["new"], self._typed["again"] = "", ""
        self._field = field
        self.changed.emit()

    @Slot()
    def begin(self) -> None:
        """The patron wishes another password: open the page."""
        self._start_over()
        self._session.go(PASSWORD)

    # -- typing -----------------------------------------------------------------------------------

    @Slot(str)
    def press(self, sign: str) -> None:
        """A key of the pad or of a keyboard."""
        form, typed = self._form_of(self._field), self._typed[self._field]
        sign = form.taken(sign)
        if self._waiting or not sign or len(typed) >= form.most:
            return
        self._say("")
        self._done = False
        self._typed[self._field] = typed + sign
        if form.fixed and self._field == "new" and len(typed) + 1 == form.longest:
            self._step()
        self.changed.emit()

    @Slot(str)
    def unscan(self, _signs: str) -> None:
        """A card was scanned while this page was open: its number is no password."""
        if self._session.get_page() == PASSWORD and not self._waiting:
            self._say("")
            self._typed["old"] = self._typed["old"] if self._first else ""
            self._begin_again("new" if self._first else "old")

    def _step(self) -> None:
        """From the new password to its repetition, if it may be used at all."""
        refusal = may_use(self._library, self._typed["new"], None) if self._library else None
        if refusal is None:
            self._field = "again"
        else:
            self._say(because(Refused(refusal)))
            self._typed["new"] = ""

    @Slot()
    def erase(self) -> None:
        """1字消す; from an empty field it goes back to the one before."""
        self._say("")
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
        self._say("")
        self._typed[self._field] = ""
        self.changed.emit()

    @Slot(str)
    def useField(self, field: str) -> None:
        """Type into `old`, `new` or `again` from now on."""
        if field in self._typed and not (self._first and field == "old"):
            self._field = field
            self.changed.emit()

    # -- handing in -------------------------------------------------------------------------------

    @Slot()
    def submit(self) -> None:
        """Go on to the next field, or hand the change in."""
        if self._waiting or self._desk is None:
            return
        if self.get_missing():
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
        self._say(both(DIFFERENT))
        self._begin_again("new")

    def _hand_in(self, desk: Desk) -> None:
        old, new, first = self._typed["old"], self._typed["new"], self._first
        self._peek = False
        self.changed.emit()
        self._ask(
            lambda: desk.change_password(old, new),
            lambda _line: self._taken(first),
            self._either("パスワードを変えています", "Changing your password."),
        )

    def _taken(self, first: bool) -> None:
        self._start_over()
        self._done = not first and self._session.get_page() == PASSWORD
        self.changed.emit()
        if first:
            self._session.password_changed()

    def _refuse(self, refused: Refused) -> None:
        wrong = refused.refusal.reason in (Reason.WRONG_SECRET, Reason.LOCKED)
        if wrong and not self._first:
            self._typed["old"] = ""
        self._begin_again("old" if wrong and not self._first else "new")
        super()._refuse(refused)

    # -- what QML reads ---------------------------------------------------------------------------

    def _boxes(self, field: str) -> list[dict[str, Any]]:
        return digits.boxes(
            self._form_of(field),
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
        return self._form_of(self._field).missing(len(self._typed[self._field]))

    def new_complete(self) -> bool:
        """Whether the new password is long enough."""
        return not self._form.missing(len(self._typed["new"]))

    def is_first(self) -> bool:
        """Whether this is the forced change of a first password."""
        return self._first

    def is_done(self) -> bool:
        """Whether a change by own wish has just been taken."""
        return self._done

    oldBoxes = Property(list, old_boxes, notify=changed)
    newBoxes = Property(list, new_boxes, notify=changed)
    againBoxes = Property(list, again_boxes, notify=changed)
    field = Property(str, get_field, notify=changed)
    missing = Property(int, get_missing, notify=changed)
    newComplete = Property(bool, new_complete, notify=changed)
    first = Property(bool, is_first, notify=changed)
    done = Property(bool, is_done, notify=changed)
