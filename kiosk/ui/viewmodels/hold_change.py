"""Changing a waiting hold: another place to fetch it, another way to be told.

Whether and how comes from the desk and the library's profile; this keeps what is being chosen
until it is handed in, and forgets it when the page is left.
"""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from kiosk.circulation.facts import Contact
from kiosk.circulation.holds import pickup_refusal
from kiosk.desk.answers import HoldLine, PickupChoice, RequestLine
from kiosk.ui.viewmodels.account import MyPage
from kiosk.ui.viewmodels.basis import Around, Asking
from kiosk.ui.viewmodels.choices import contact_rows, place_rows
from kiosk.ui.viewmodels.session import HOLD_CHANGE

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1

CHANGED = ("受け取り方を変えました。", "The hold is changed.")
NOTED = ("変更の申込をお預かりしました。", "Your change is noted.")


@QmlElement
@QmlSingleton
class HoldChange(Asking):
    """One hold of My page and what the patron wishes for it."""

    changed = Signal()

    def __init__(self, around: Around, my_page: MyPage) -> None:
        super().__init__(around)
        self._my_page = my_page
        self._session.pageChanged.connect(self._page_changed)
        my_page.changed.connect(self.changed)

    def _forget(self) -> None:
        super()._forget()
        self._id = ""
        self._pickup: str | None = None
        self._contact: Contact | None = None

    def _page_changed(self) -> None:
        if self._session.get_page() != HOLD_CHANGE and self._id:
            self._start_over()

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
        self._pickup = branch
        self._say("")
        self.changed.emit()

    @Slot(str)
    def chooseContact(self, contact: str) -> None:
        """Another way to be told."""
        self._contact = Contact(contact)
        self._say("")
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
        if self._desk is None or not self.has_changes():
            return
        desk, hold, pickup, contact = self._desk, self._id, self._pickup, self._contact
        self._ask(
            lambda: desk.change(hold, pickup, contact),
            self._taken,
            self._either("変更をお預かりしています", "Taking your change."),
        )

    def _taken(self, line: RequestLine) -> None:
        self._session.leave(HOLD_CHANGE)
        self._my_page.report(line, CHANGED, NOTED)

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
        places = [self._judged(place, hold) for place in cart.pickups]
        chosen = self._pickup or hold.pickup
        today = self._clock.now().date()
        return place_rows(places, chosen, self._library, today, self._language())

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
        chosen = self._contact or hold.contact
        return contact_rows(cart.contacts, chosen, self._library, self._language())

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

    title = Property(str, get_title, notify=changed)
    state = Property(str, get_state, notify=changed)
    pickups = Property(list, get_pickups, notify=changed)
    contacts = Property(list, get_contacts, notify=changed)
    changes = Property(bool, has_changes, notify=changed)
    canCancel = Property(bool, can_cancel, notify=changed)
