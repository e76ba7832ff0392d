"""What a patron has set: usual place and contact, reminders, the e-mail address.

Only what the library offers is there. A typed address lives here until it was handed in, and is
wiped with every way off its page.
"""

import unicodedata
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from kiosk.circulation.facts import Contact
from kiosk.desk.answers import EmailAnswer, RequestLine, SettingsPage
from kiosk.ui.viewmodels import own_rows
from kiosk.ui.viewmodels.basis import Around, Asking, both
from kiosk.ui.viewmodels.choices import contact_rows, place_rows
from kiosk.ui.viewmodels.scanner import without
from kiosk.ui.viewmodels.session import EMAIL, SETTINGS

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1

LONGEST_ADDRESS = 120
SAVED = ("変えました。", "Saved.")
KEPT = ("メールアドレスをお預かりしました。", "Your address is noted.")
NOTED = ("変更をお預かりしました。", "Your change is noted.")


@QmlElement
@QmlSingleton
class Own(Asking):
    """Settings of a signed-in patron, and the address being typed."""

    changed = Signal()

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self._session.pageChanged.connect(self._page_changed)
        self._comfort.languageChanged.connect(self.look)

    def _forget(self) -> None:
        super()._forget()
        self._page: SettingsPage | None = None
        self._address = ""

    @Slot()
    def look(self) -> None:
        """Fetch again, where one of these pages is open."""
        if self._desk is None or not self._session.is_signed_in():
            return
        if self._session.get_page() in (SETTINGS, EMAIL):
            self._jobs.run(self._desk.settings, self._take, self._refuse, latest="own")

    def _page_changed(self) -> None:
        page = self._session.get_page()
        if page != EMAIL:
            self._address = ""
        if page != SETTINGS:
            self._say("")
        self.changed.emit()
        self.look()

    def _take(self, page: SettingsPage) -> None:
        self._page = page
        self.changed.emit()

    def _change(self, work: Callable[[], RequestLine]) -> None:
        self._ask(work, self._changed, self._either("お預かりしています", "One moment."))

    def _changed(self, line: RequestLine) -> None:
        self.report(line, SAVED, NOTED)
        self.look()

    # -- usual choices ----------------------------------------------------------------------------

    @Slot(str)
    def choosePickup(self, branch: str) -> None:
        """The usual place to fetch holds."""
        if self._desk is not None:
            desk = self._desk
            self._change(lambda: desk.set_defaults(pickup=branch))

    @Slot(str)
    def chooseContact(self, contact: str) -> None:
        """The usual way to be told."""
        if self._desk is not None:
            desk = self._desk
            way = Contact(contact)
            self._change(lambda: desk.set_defaults(contact=way))

    @Slot()
    def toggleReminders(self) -> None:
        """Mails before a due date, on or off."""
        if self._desk is not None and self._page is not None:
            desk, wanted = self._desk, not self._page.due_soon_mail
            self._change(lambda: desk.reminders(wanted))

    # -- the e-mail address -----------------------------------------------------------------------

    @Slot()
    def beginEmail(self) -> None:
        """Open the page where an address is typed."""
        self._address = ""
        self._session.go(EMAIL)

    @Slot(str)
    def press(self, sign: str) -> None:
        """A key of the board or of a keyboard; some keys type several signs (.jp)."""
        plain = unicodedata.normalize("NFKC", sign)
        fits = plain.isascii() and plain.isprintable() and " " not in plain
        if fits and len(self._address) + len(plain) <= LONGEST_ADDRESS:
            self._put(self._address + plain)

    @Slot()
    def erase(self) -> None:
        """1字消す."""
        self._put(self._address[:-1])

    @Slot()
    def clear(self) -> None:
        """ぜんぶ消す."""
        self._put("")

    @Slot(str)
    def unscan(self, signs: str) -> None:
        """A card was scanned while an address is typed: its number is no part of it."""
        self._put(without(self._address, signs, LONGEST_ADDRESS))

    def _put(self, address: str) -> None:
        if address != self._address and not self._waiting:
            self._address = address
            self._say("")
            self.changed.emit()

    @Slot()
    def saveEmail(self) -> None:
        """Register the address."""
        if self._desk is None or not self.looks_like_address():
            return
        desk, address = self._desk, self._address
        said = self._either("メールアドレスを登録しています", "Registering your address.")
        self._ask(lambda: desk.set_email(address), self._registered, said)

    def _registered(self, answer: EmailAnswer) -> None:
        self._session.leave(EMAIL)
        self._say(answer.text or both(KEPT), good=True)

    # -- what QML reads ---------------------------------------------------------------------------

    def get_settings(self) -> dict[str, Any]:
        """What the patron has set, and what this library offers."""
        page = self._page
        return {
            "email": page.email_masked if page else "",
            "emailState": page.email_state.value if page else "none",
            "dueSoon": page is not None and page.due_soon_mail,
            "offersReminders": page is not None and page.offers_reminders,
            "offersEmail": page is not None and page.offers_email,
            "mails": own_rows.mails(self._library, self._language()),
            "mailNote": own_rows.mail_note(self._library, self._language()),
            "secretForm": own_rows.secret_form(self._library, self._language()),
            "loaded": page is not None,
        }

    def _keeps_defaults(self) -> bool:
        return self._library is not None and self._library.offers.defaults

    def get_pickups(self) -> list[dict[str, Any]]:
        """Places, the usual one ticked; empty where the library keeps no defaults."""
        page = self._page
        if page is None or not self._keeps_defaults():
            return []
        today = self._clock.now().date()
        return place_rows(page.pickups, page.pickup, self._library, today, self._language())

    def get_contacts(self) -> list[dict[str, Any]]:
        """Ways to be told, the usual one ticked."""
        page = self._page
        if page is None or not self._keeps_defaults():
            return []
        return contact_rows(page.contacts, page.contact, self._library, self._language())

    def get_address(self) -> str:
        """The address so far."""
        return self._address

    def looks_like_address(self) -> bool:
        """Whether it may be handed in: something, @, a name with a dot."""
        local, at, domain = self._address.partition("@")
        return bool(local and at) and "." in domain.strip(".") and not domain.endswith(".")

    settings = Property(dict, get_settings, notify=changed)
    pickups = Property(list, get_pickups, notify=changed)
    contacts = Property(list, get_contacts, notify=changed)
    address = Property(str, get_address, notify=changed)
    addressComplete = Property(bool, looks_like_address, notify=changed)
