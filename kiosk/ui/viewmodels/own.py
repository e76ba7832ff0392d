"""What a patron has set: usual place and contact, reminders, the e-mail address.

Only what the library offers is there. A typed address lives here until it was handed in, and is
wiped with every way off its page.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from kiosk.circulation.facts import Contact
from kiosk.circulation.library import Library
from kiosk.circulation.reasons import Refused, sentence
from kiosk.desk.answers import EmailAnswer, RequestLine, SettingsPage
from kiosk.desk.desk import Desk
from kiosk.ports import Clock
from kiosk.ui.viewmodels.choices import contact_row, place_row
from kiosk.ui.viewmodels.comfort import Comfort
from kiosk.ui.viewmodels.jobs import Jobs
from kiosk.ui.viewmodels.registry import held
from kiosk.ui.viewmodels.session import Session

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1

SETTINGS, EMAIL = "settings", "email"
LONGEST_ADDRESS = 120


@QmlElement
@QmlSingleton
class Own(QObject):
    """Settings of a signed-in patron, and the address being typed."""

    changed = Signal()

    def __init__(
        self,
        desk: Desk | None,
        library: Library | None,
        session: Session,
        jobs: Jobs,
        comfort: Comfort,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._library = library
        self._session = session
        self._jobs = jobs
        self._comfort = comfort
        self._clock = clock
        self._forget()
        session.wiped.connect(self.reset)
        session.pageChanged.connect(self._page_changed)
        comfort.languageChanged.connect(self.look)

    @staticmethod
    def create(engine: QQmlEngine) -> QObject:
        """The object of this engine."""
        return held(engine, Own)

    def _forget(self) -> None:
        self._page: SettingsPage | None = None
        self._address = ""
        self._message = ""
        self._good = False
        self._waiting = False

    @Slot()
    def reset(self) -> None:
        """Forget everything of the visit."""
        self._forget()
        self.changed.emit()

    @Slot()
    def look(self) -> None:
        """Fetch again, where one of these pages is open."""
        pages = (SETTINGS, EMAIL)
        if self._desk is None or not self._session.is_signed_in():
            return
        if self._session.get_page() in pages:
            self._jobs.run(self._desk.settings, self._take, self._refuse, latest="own")

    def _page_changed(self) -> None:
        page = self._session.get_page()
        if page != EMAIL:
            self._address = ""
        if page != SETTINGS:
            self._message = ""
        self.changed.emit()
        self.look()

    def _take(self, page: SettingsPage) -> None:
        self._page = page
        self.changed.emit()

    def _refuse(self, refused: Refused) -> None:
        self._waiting = False
        self._say(sentence(refused.refusal, self._comfort.get_language()), good=False)

    def _say(self, text: str, *, good: bool) -> None:
        self._message, self._good = text, good
        self.changed.emit()

    def _ask_for(self, work: Callable[[], RequestLine]) -> None:
        if self._waiting:
            return
        self._waiting = True
        text = "One moment." if self._english() else "お預かりしています"
        self._jobs.run(work, self._saved, self._refuse, text=text, keep=True)

    def _saved(self, line: RequestLine) -> None:
        self._waiting = False
        if line.ok:
            self._say("Saved." if self._english() else "変えました。", good=True)
        else:
            self._say(line.text, good=False)
        self.look()

    # -- usual choices ----------------------------------------------------------------------------

    @Slot(str)
    def choosePickup(self, branch: str) -> None:
        """The usual place to fetch holds."""
        if self._desk is not None:
            desk = self._desk
            self._ask_for(lambda: desk.set_defaults(pickup=branch))

    @Slot(str)
    def chooseContact(self, contact: str) -> None:
        """The usual way to be told."""
        if self._desk is not None:
            desk = self._desk
            way = Contact(contact)
            self._ask_for(lambda: desk.set_defaults(contact=way))

    @Slot()
    def toggleReminders(self) -> None:
        """Mails before a due date, on or off."""
        if self._desk is not None and self._page is not None:
            desk, wanted = self._desk, not self._page.due_soon_mail
            self._ask_for(lambda: desk.reminders(wanted))

    @Slot(str)
    def explain(self, text: str) -> None:
        """Say why something cannot be done."""
        self._say(text, good=False)

    # -- the e-mail address -----------------------------------------------------------------------

    @Slot()
    def beginEmail(self) -> None:
        """Open the page where an address is typed."""
        self._address = ""
        self._session.go(EMAIL)

    @Slot(str)
    def press(self, sign: str) -> None:
        """A key of the board or of a keyboard; some keys type several signs (.jp)."""
        fits = sign.isascii() and sign.isprintable() and " " not in sign
        if fits and not self._waiting and len(self._address) + len(sign) <= LONGEST_ADDRESS:
            self._address += sign
            self._message = ""
            self.changed.emit()

    @Slot()
    def erase(self) -> None:
        """1字消す."""
        self._address, self._message = self._address[:-1], ""
        self.changed.emit()

    @Slot()
    def clear(self) -> None:
        """ぜんぶ消す."""
        self._address, self._message = "", ""
        self.changed.emit()

    @Slot()
    def saveEmail(self) -> None:
        """Register the address."""
        if self._desk is None or self._waiting or not self.looks_like_address():
            return
        desk, address = self._desk, self._address
        self._waiting = True
        self.changed.emit()
        text = "Registering your address." if self._english() else "メールアドレスを登録しています"
        self._jobs.run(
            lambda: desk.set_email(address), self._registered, self._refuse, text=text, keep=True
        )

    def _registered(self, answer: EmailAnswer) -> None:
        self._waiting = False
        if not answer.request.ok:
            self._say(answer.request.text, good=False)
            return
        kept = "Your address is noted." if self._english() else "メールアドレスをお預かりしました。"
        self._session.back()
        self._say(answer.text or kept, good=True)

    # -- what QML reads ---------------------------------------------------------------------------

    def _english(self) -> bool:
        return self._comfort.get_language() == "en"

    def get_settings(self) -> dict[str, Any]:
        """What the patron has set, and what this library offers."""
        page = self._page
        return {
            "email": page.email_masked if page else "",
            "emailState": page.email_state.value if page else "none",
            "dueSoon": page is not None and page.due_soon_mail,
            "offersReminders": page is not None and page.offers_reminders,
            "offersEmail": page is not None and page.offers_email,
            "loaded": page is not None,
        }

    def _keeps_defaults(self) -> bool:
        return self._library is not None and self._library.offers.defaults

    def get_pickups(self) -> list[dict[str, Any]]:
        """Places, the usual one ticked; empty where the library keeps no defaults."""
        page = self._page
        if page is None or not self._keeps_defaults():
            return []
        today, language = self._clock.now().date(), self._comfort.get_language()
        return [
            place_row(place, page.pickup, self._library, today, language) for place in page.pickups
        ]

    def get_contacts(self) -> list[dict[str, Any]]:
        """Ways to be told, the usual one ticked."""
        page = self._page
        if page is None or not self._keeps_defaults():
            return []
        language = self._comfort.get_language()
        return [contact_row(way, page.contact, self._library, language) for way in page.contacts]

    def get_address(self) -> str:
        """The address so far."""
        return self._address

    def looks_like_address(self) -> bool:
        """Whether it may be handed in: something, @, a name with a dot."""
        local, at, domain = self._address.partition("@")
        return bool(local and at) and "." in domain.strip(".") and not domain.endswith(".")

    def get_message(self) -> str:
        """What was done, or why it was not possible."""
        return self._message

    def is_good(self) -> bool:
        """Whether the message tells of something done."""
        return self._good

    def is_waiting(self) -> bool:
        """Whether the desk is taking something."""
        return self._waiting

    settings = Property(dict, get_settings, notify=changed)
    pickups = Property(list, get_pickups, notify=changed)
    contacts = Property(list, get_contacts, notify=changed)
    address = Property(str, get_address, notify=changed)
    addressComplete = Property(bool, looks_like_address, notify=changed)
    message = Property(str, get_message, notify=changed)
    good = Property(bool, is_good, notify=changed)
    waiting = Property(bool, is_waiting, notify=changed)
