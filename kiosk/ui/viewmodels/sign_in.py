"""The sign-in page: card by scan or by pad, secret by pad, both wiped as soon as they were used.

Neither card number nor secret goes anywhere but to the desk. Nothing is logged.
"""

from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from kiosk.circulation.library import Library
from kiosk.circulation.passwords import normalise_card
from kiosk.circulation.profile import FirstSecret
from kiosk.circulation.reasons import Refused, sentence
from kiosk.desk.answers import SignedIn
from kiosk.desk.desk import Desk
from kiosk.ui.viewmodels import digits, words
from kiosk.ui.viewmodels.comfort import Comfort
from kiosk.ui.viewmodels.jobs import Jobs
from kiosk.ui.viewmodels.password import Password
from kiosk.ui.viewmodels.registry import held
from kiosk.ui.viewmodels.scanner import Wedge
from kiosk.ui.viewmodels.session import Session

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1

CARD_LONGEST = 20
ISBN_DIGITS = 13


@QmlElement
@QmlSingleton
class SignIn(QObject):
    """Fields `card` and `secret`; `press`, `erase`, `clear` act on the one that is active."""

    changed = Signal()
    """Anything typed, scanned or refused."""
    bookScanned = Signal(str)
    """A book's barcode (ISBN) was scanned where no card was asked for."""

    def __init__(
        self,
        desk: Desk | None,
        library: Library | None,
        session: Session,
        password: Password,
        jobs: Jobs,
        comfort: Comfort,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._library = library
        self._session = session
        self._password = password
        self._jobs = jobs
        self._comfort = comfort
        self._form = digits.SecretForm.of(library, signing_in=True)
        self._card = ""
        self._scanned = False
        self._secret = ""
        self._field = "card"
        self._peek = False
        self._waiting = False
        self._message = ""
        self.wedge = Wedge(self)
        self.wedge.scanned.connect(self.scan)
        session.wiped.connect(self.reset)
        session.pageChanged.connect(self._page_changed)
        comfort.languageChanged.connect(self.changed)

    @staticmethod
    def create(engine: QQmlEngine) -> QObject:
        """The object of this engine."""
        return held(engine, SignIn)

    # -- typing -----------------------------------------------------------------------------------

    @Slot(str)
    def press(self, sign: str) -> None:
        """A key of the pad or of a keyboard; signs that cannot belong here are passed over."""
        if self._waiting or len(sign) != 1:
            return
        self._message = ""
        if self._field == "card":
            taken = normalise_card(sign) or ""
            if self._scanned:
                self._card, self._scanned = "", False
            self._card = (self._card + taken)[:CARD_LONGEST]
        elif self._fits(sign) and len(self._secret) < self._form.most:
            self._secret += sign
        self.changed.emit()

    def _fits(self, sign: str) -> bool:
        if self._form.digits_only:
            return sign.isascii() and sign.isdigit()
        return sign.isascii() and sign.isprintable() and sign != " "

    @Slot()
    def erase(self) -> None:
        """1字消す."""
        self._message = ""
        if self._field == "card":
            self._card, self._scanned = self._card[:-1], False
        else:
            self._secret = self._secret[:-1]
        self.changed.emit()

    @Slot()
    def clear(self) -> None:
        """ぜんぶ消す: the field that is active."""
        self._message = ""
        if self._field == "card":
            self._card, self._scanned = "", False
        else:
            self._secret = ""
        self.changed.emit()

    @Slot(str)
    def useField(self, field: str) -> None:
        """Type into `card` or `secret` from now on."""
        self._field = "secret" if field == "secret" else "card"
        self.changed.emit()

    @Slot(bool)
    def peek(self, down: bool) -> None:
        """Show the secret only while the finger rests on 「押すと見える」."""
        self._peek = down
        self.changed.emit()

    def scan(self, text: str) -> None:
        """A card was scanned; full-width digits, hyphens and spaces are put right."""
        card = normalise_card(text)
        if self._waiting or card is None:
            return
        if self._session.get_page() != "sign_in":
            if len(card) == ISBN_DIGITS and card.startswith(("978", "979")):
                self.bookScanned.emit(card)
                return
            if self._session.is_signed_in() or self._session.get_page() in (
                "setup",
                "out_of_order",
            ):
                return
            after = "my_page" if self._session.get_page() in ("attract", "search") else ""
            self._session.signInFor(after or self._session.get_page())
        self._card, self._scanned, self._field = card[:CARD_LONGEST], True, "secret"
        self._secret, self._message = "", ""
        self.changed.emit()

    # -- handing in -------------------------------------------------------------------------------

    @Slot()
    def submit(self) -> None:
        """Sign in, or step to the secret where only the card is there."""
        if self._waiting or self._desk is None:
            return
        if self._field == "card" and self._card and not self._secret:
            self.useField("secret")
            return
        if not self.is_ready():
            return
        desk, card, secret = self._desk, self._card, self._secret
        self._waiting = True
        self._peek = False
        self.changed.emit()
        text = "Checking your card." if self._english() else "カードを確認しています"
        self._jobs.run(
            lambda: desk.sign_in(card, secret),
            lambda answer: self._welcome(answer, secret),
            self._refuse,
            text=text,
        )

    def _welcome(self, answer: SignedIn, secret: str) -> None:
        self.reset()
        if answer.must_change:
            self._password.begin_first(secret)
        self._session.recognised(answer)

    def _refuse(self, refused: Refused) -> None:
        self._waiting = False
        self._secret = ""
        self._field = "secret"
        self._message = sentence(refused.refusal, self._comfort.get_language())
        self.changed.emit()

    def reset(self) -> None:
        """Forget card, secret and message."""
        self._card, self._secret, self._message = "", "", ""
        self._scanned, self._peek, self._waiting = False, False, False
        self._field = "card"
        self.wedge.forget()
        self.changed.emit()

    def _page_changed(self) -> None:
        if self._session.get_page() != "sign_in" and (self._card or self._secret):
            self.reset()

    def _english(self) -> bool:
        return self._comfort.get_language() == "en"

    # -- what QML reads ---------------------------------------------------------------------------

    def get_field(self) -> str:
        """card or secret."""
        return self._field

    def card_text(self) -> str:
        """The card number in groups of four."""
        return words.grouped_card(self._card)

    def is_scanned(self) -> bool:
        """Whether the number came from the scanner."""
        return self._scanned

    def get_boxes(self) -> list[dict[str, Any]]:
        """Boxes of the secret."""
        return digits.boxes(
            self._form, self._secret, active=self._field == "secret", shown=self._peek
        )

    def is_ready(self) -> bool:
        """Whether card and secret are complete."""
        return bool(self._card) and bool(self._secret) and not self._missing()

    def _missing(self) -> int:
        return self._form.missing(len(self._secret))

    def get_missing(self) -> int:
        """How many signs of the secret are missing; 0 where it may be handed in."""
        return self._missing()

    def has_card(self) -> bool:
        """Whether there is any card number."""
        return bool(self._card)

    def get_message(self) -> str:
        """Why it did not work, kindly."""
        return self._message

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

    def first_by_patron(self) -> bool:
        """Whether patrons register a first password at the terminal."""
        return self._library is not None and self._library.password.register_here

    def forgotten_text(self) -> str:
        """Whom to ask about a forgotten password, in the library's words."""
        if self._library is None:
            return ""
        return self._library.password.forgotten.said(self._comfort.get_language())

    def is_waiting(self) -> bool:
        """Whether the desk is checking."""
        return self._waiting

    field = Property(str, get_field, notify=changed)
    cardText = Property(str, card_text, notify=changed)
    hasCard = Property(bool, has_card, notify=changed)
    scannedNow = Property(bool, is_scanned, notify=changed)
    boxes = Property(list, get_boxes, notify=changed)
    ready = Property(bool, is_ready, notify=changed)
    missing = Property(int, get_missing, notify=changed)
    message = Property(str, get_message, notify=changed)
    waiting = Property(bool, is_waiting, notify=changed)
    digitsOnly = Property(bool, digits_only, constant=True)
    secretLength = Property(int, secret_length, constant=True)
    secretShortest = Property(int, secret_shortest, constant=True)
    firstIsBirthDate = Property(bool, first_is_birth_date, constant=True)
    firstByPatron = Property(bool, first_by_patron, constant=True)
    forgottenText = Property(str, forgotten_text, notify=changed)
