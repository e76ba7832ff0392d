"""Changing a waiting hold: another place to fetch it, another way to be told.

Whether and how comes from the desk and the library's profile; this keeps what is being chosen
until it is handed in, and forgets it when the page is left.
"""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from kiosk.circulation.facts import Contact
from kiosk.circulation.holds import pickup_refusal
from kiosk.circulation.library import Library
from kiosk.circulation.messages import RequestState
from kiosk.circulation.reasons import Refused, sentence
from kiosk.desk.answers import HoldLine, PickupChoice, RequestLine
from kiosk.desk.desk import Desk
from kiosk.ports import Clock
from kiosk.ui.viewmodels.account import HOLD_CHANGE, MyPage
from kiosk.ui.viewmodels.choices import contact_row, place_row
from kiosk.ui.viewmodels.comfort import Comfort
from kiosk.ui.viewmodels.jobs import Jobs
from kiosk.ui.viewmodels.registry import held
from kiosk.ui.viewmodels.session import Session

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlSingleton
class HoldChange(QObject):
    """One hold of My page and what the patron wishes for it."""

    changed = Signal()

    def __init__(
        self,
        desk: Desk | None,
        library: Library | None,
        my_page: MyPage,
        session: Session,
        jobs: Jobs,
        comfort: Comfort,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._library = library
        self._my_page = my_page
        self._session = session
        self._jobs = jobs
        self._comfort = comfort
        self._clock = clock
        self._forget()
        session.wiped.connect(self.reset)
        session.pageChanged.connect(self._page_changed)
        my_page.changed.connect(self.changed)

    @staticmethod
    def create(engine: QQmlEngine) -> QObject:
        """The object of this engine."""
        return held(engine, HoldChange)

    def _forget(self) -> None:
        self._id = ""
        self._pickup: str | None = None
        self._contact: Contact | None = None
        self._message = ""
        self._waiting = False

    @Slot()
    def reset(self) -> None:
        """Forget the hold."""
        self._forget()
        self.changed.emit()

    def _page_changed(self) -> None:
        if self._session.get_page() != HOLD_CHANGE and self._id:
            self.reset()

    # -- choosing ---------------------------------------------------------------------------------

    @Slot(str)
    def begin(self, hold: str) -> None:
        """変更: open the page of this hold."""
        self._forget()
        self._id = hold
        self._session.go(HOLD_CHANGE)
        self.changed.emit()

    @Slot(str)
    def choosePickup(self, branch: str) -> None:
        """Another place to fetch it; nothing is asked for yet."""
        self._pickup, self._message = branch, ""
        self.changed.emit()

    @Slot(str)
    def chooseContact(self, contact: str) -> None:
        """Another way to be told."""
        self._contact, self._message = Contact(contact), ""
        self.changed.emit()

    @Slot(str)
    def explain(self, text: str) -> None:
        """Say why a choice cannot be made."""
        self._message = text
        self.changed.emit()

    @Slot()
    def cancelInstead(self) -> None:
        """取消: back on My page, which asks once."""
        hold = self._id
        self._session.back()
        self._my_page.askCancel(hold)

    @Slot()
    def save(self) -> None:
        """Hand the change in."""
        if self._desk is None or self._waiting or not self.has_changes():
            return
        desk, hold, pickup, contact = self._desk, self._id, self._pickup, self._contact
        self._waiting = True
        self.changed.emit()
        english = self._comfort.get_language() == "en"
        self._jobs.run(
            lambda: desk.change(hold, pickup, contact),
            self._taken,
            self._refuse,
            text="Taking your change." if english else "変更をお預かりしています",
            keep=True,
        )

    def _taken(self, line: RequestLine) -> None:
        self._waiting = False
        if not line.ok:
            self.explain(line.text)
            return
        english = self._comfort.get_language() == "en"
        pending = line.state in (RequestState.QUEUED, RequestState.RECEIVED)
        if english:
            said = "Your change is noted." if pending else "The hold is changed."
        else:
            said = "変更の申込をお預かりしました。" if pending else "受け取り方を変えました。"
        self._session.back()
        self._my_page.tell(said, good=True)

    def _refuse(self, refused: Refused) -> None:
        self._waiting = False
        self.explain(sentence(refused.refusal, self._comfort.get_language()))

    # -- what QML reads ---------------------------------------------------------------------------

    def _hold(self) -> HoldLine | None:
        return self._my_page.hold(self._id)

    def get_title(self) -> str:
        """Title of the hold."""
        hold = self._hold()
        return hold.title_text if hold else ""

    def get_state(self) -> str:
        """The library's word for where it stands."""
        hold = self._hold()
        return hold.label if hold else ""

    def get_pickups(self) -> list[dict[str, Any]]:
        """Places to fetch it; `why` where this kind cannot be fetched there."""
        hold, cart = self._hold(), self._my_page.cart()
        if hold is None or cart is None:
            return []
        today, language = self._clock.now().date(), self._comfort.get_language()
        chosen = self._pickup or hold.pickup
        return [
            place_row(self._judged(place, hold), chosen, self._library, today, language)
            for place in cart.pickups
        ]

    def _judged(self, place: PickupChoice, hold: HoldLine) -> PickupChoice:
        """The cart's own titles say nothing about this one."""
        if self._library is None or place.id not in {b.id for b in self._library.branches}:
            return place
        return replace(place, refusal=pickup_refusal(self._library, [hold.kind], place.id))

    def get_contacts(self) -> list[dict[str, Any]]:
        """Ways to be told; `why` where one is not registered."""
        hold, cart = self._hold(), self._my_page.cart()
        if hold is None or cart is None:
            return []
        language = self._comfort.get_language()
        chosen = self._contact or hold.contact
        return [contact_row(way, chosen, self._library, language) for way in cart.contacts]

    def has_changes(self) -> bool:
        """Whether anything else than now has been chosen."""
        hold = self._hold()
        return hold is not None and (
            self._pickup not in (None, hold.pickup) or self._contact not in (None, hold.contact)
        )

    def can_cancel(self) -> bool:
        """Whether the hold can be cancelled here."""
        hold = self._hold()
        return hold is not None and hold.can_cancel

    def get_message(self) -> str:
        """Why something was not possible."""
        return self._message

    def is_waiting(self) -> bool:
        """Whether the desk is taking the change."""
        return self._waiting

    title = Property(str, get_title, notify=changed)
    state = Property(str, get_state, notify=changed)
    pickups = Property(list, get_pickups, notify=changed)
    contacts = Property(list, get_contacts, notify=changed)
    changes = Property(bool, has_changes, notify=changed)
    canCancel = Property(bool, can_cancel, notify=changed)
    message = Property(str, get_message, notify=changed)
    waiting = Property(bool, is_waiting, notify=changed)
