"""The sign-in page: card by scan or by pad, secret by pad, both wiped as soon as they were used.

Neither card number nor secret goes anywhere but to the desk. Nothing is logged.
"""

from typing import Any

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from kiosk.circulation.passwords import normalise_card
from kiosk.circulation.reasons import Refused
from kiosk.desk.answers import SignedIn
from kiosk.ui.viewmodels import digits, words
from kiosk.ui.viewmodels.basis import Around
from kiosk.ui.viewmodels.password import Password
from kiosk.ui.viewmodels.scanner import Wedge
from kiosk.ui.viewmodels.secret_page import SecretPage
from kiosk.ui.viewmodels.session import (
    ATTRACT,
    MY_PAGE,
    OUT_OF_ORDER,
    REGISTER,
    SEARCH,
    SETUP,
    SIGN_IN,
)

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1

CARD_LONGEST = 20
ISBN_DIGITS = 13
_NO_SCANS = (SETUP, OUT_OF_ORDER, REGISTER)
"""Where no card is asked for, or the number that the keys have typed is all that is wanted."""


@QmlElement
@QmlSingleton
class SignIn(SecretPage):
    """Fields `card` and `secret`; `press`, `erase`, `clear` act on the one that is active."""

    changed = Signal()
    """Anything typed, scanned or refused."""
    bookScanned = Signal(str)
    """A book's barcode (ISBN) was scanned where no card was asked for."""

    PAGE = SIGN_IN
    SIGNING_IN = True

    def __init__(self, around: Around, password: Password) -> None:
        super().__init__(around)
        self._password = password
        self.wedge = Wedge(self)
        self.wedge.scanned.connect(self.scan)
        self._session.wiped.connect(self.wedge.forget)

    def _forget(self) -> None:
        super()._forget()
        self._card, self._scanned, self._secret = "", False, ""
        self._field = "card"

    # -- typing -----------------------------------------------------------------------------------

    @Slot(str)
    def press(self, sign: str) -> None:
        """A key of the pad or of a keyboard; signs that cannot belong here are passed over."""
        if self._waiting or len(sign) != 1:
            return
        if self._field == "card":
            card = "" if self._scanned else self._card
            self._card = (card + (normalise_card(sign) or ""))[:CARD_LONGEST]
            self._scanned = False
        else:
            self._secret = (self._secret + self._form.taken(sign))[: self._form.most]
        self._typed_on()

    def _typed_on(self) -> None:
        self._say("")
        self.changed.emit()

    @Slot()
    def erase(self) -> None:
        """1字消す."""
        self._put(self._card[:-1], self._secret[:-1])

    @Slot()
    def clear(self) -> None:
        """ぜんぶ消す: the field that is active."""
        self._put("", "")

    def _put(self, card: str, secret: str) -> None:
        """One of both into the field that is active."""
        if self._field == "card":
            self._card, self._scanned = card, False
        else:
            self._secret = secret
        self._typed_on()

    @Slot(str)
    def useField(self, field: str) -> None:
        """Type into `card` or `secret` from now on."""
        self._field = "secret" if field == "secret" else "card"
        self.changed.emit()

    def scan(self, text: str) -> None:
        """A card was scanned; full-width digits, hyphens and spaces are put right."""
        card = normalise_card(text)
        page = self._session.get_page()
        if self._waiting or card is None or page in _NO_SCANS:
            return
        if page != SIGN_IN:
            if len(card) == ISBN_DIGITS and card.startswith(("978", "979")):
                self.bookScanned.emit(card)
                return
            if self._session.is_signed_in():
                return
            self._session.signInFor(MY_PAGE if page in (ATTRACT, SEARCH) else page)
        self._card, self._scanned, self._field = card[:CARD_LONGEST], True, "secret"
        self._secret = ""
        self._typed_on()

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
        self._peek = False
        self._ask(
            lambda: desk.sign_in(card, secret),
            lambda answer: self._welcome(answer, secret),
            self._either("カードを確認しています", "Checking your card."),
            keep=False,
        )

    def _welcome(self, answer: SignedIn, secret: str) -> None:
        self._start_over()
        if answer.must_change:
            self._password.begin_first(secret)
        self._session.recognised(answer)

    def _refuse(self, refused: Refused) -> None:
        self._secret = ""
        self._field = "secret"
        self.changed.emit()
        super()._refuse(refused)

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

    def first_by_patron(self) -> bool:
        """Whether patrons register a first password at the terminal."""
        return self._library is not None and self._library.password.register_here

    field = Property(str, get_field, notify=changed)
    cardText = Property(str, card_text, notify=changed)
    hasCard = Property(bool, has_card, notify=changed)
    scannedNow = Property(bool, is_scanned, notify=changed)
    boxes = Property(list, get_boxes, notify=changed)
    ready = Property(bool, is_ready, notify=changed)
    missing = Property(int, get_missing, notify=changed)
    firstByPatron = Property(bool, first_by_patron, constant=True)
