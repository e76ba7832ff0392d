"""What signing in, changing and registering a password share: the secret's form, and a look at it.

What was typed is wiped with every way off the page, and shown only under a resting finger.
"""

from typing import ClassVar

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlAnonymous

from kiosk.circulation.profile import FirstSecret
from kiosk.ui.viewmodels.basis import Around, Asking
from kiosk.ui.viewmodels.digits import SecretForm

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1


@QmlAnonymous
class SecretPage(Asking):
    """A page where a secret is typed. `PAGE`: its name; `SIGNING_IN`: first passwords count too."""

    spoken = Signal()
    """The language is another."""
    PAGE: ClassVar[str]
    SIGNING_IN: ClassVar[bool] = False

    def __init__(self, around: Around) -> None:
        self._form = SecretForm.of(around.library, signing_in=self.SIGNING_IN)
        super().__init__(around)
        self._session.pageChanged.connect(self._page_changed)
        self._comfort.languageChanged.connect(self.spoken)

    def _forget(self) -> None:
        super()._forget()
        self._peek = False

    def _page_changed(self) -> None:
        if self._session.get_page() != self.PAGE:
            self._start_over()

    @Slot(bool)
    def peek(self, down: bool) -> None:
        """Show the secret only while the finger rests on 「押すと見える」."""
        self._peek = down
        self.changed.emit()

    def digits_only(self) -> bool:
        """Whether secrets are made of digits only (else a board of letters is wanted)."""
        return self._form.digits_only

    def secret_length(self) -> int:
        """The one length of a secret; 0 where there are several."""
        return self._form.shortest if self._form.fixed else 0

    def secret_shortest(self) -> int:
        """The shortest secret."""
        return self._form.shortest

    def first_is_birth_date(self) -> bool:
        """Whether first passwords are birth dates here."""
        return self._library is not None and (
            self._library.password.first is FirstSecret.BIRTH_DATE
        )

    def forgotten_text(self) -> str:
        """Whom to ask about a forgotten password, in the library's words."""
        return self._library.password.forgotten.said(self._language()) if self._library else ""

    digitsOnly = Property(bool, digits_only, constant=True)
    secretLength = Property(int, secret_length, constant=True)
    secretShortest = Property(int, secret_shortest, constant=True)
    firstIsBirthDate = Property(bool, first_is_birth_date, constant=True)
    forgottenText = Property(str, forgotten_text, notify=spoken)
