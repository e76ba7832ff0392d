"""The hold cart and its confirm page: what to hold, where to fetch it, how to be told.

Every number, place and reason comes from the desk. 「お預かりしました」 is only shown once the desk
has answered, that is after the request has been committed.
"""

from typing import Any

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from kiosk.circulation.facts import Contact
from kiosk.circulation.profile import AskPer, Release
from kiosk.circulation.reasons import Refused
from kiosk.desk.answers import Cart as Answer
from kiosk.desk.answers import Placed, TitleLine
from kiosk.desk.answers import Slot as Gauge
from kiosk.ui.viewmodels import rows, words
from kiosk.ui.viewmodels.basis import Around, Asking, answered
from kiosk.ui.viewmodels.choices import contact_rows, place_rows, slot_row
from kiosk.ui.viewmodels.session import CART
from kiosk.ui.viewmodels.thanks import Thanks
from kiosk.ui.viewmodels.wishes import Wishes

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlSingleton
class Cart(Asking):
    """Items, slots, places and contacts; `place` hands in what is ticked."""

    changed = Signal()
    added = Signal(str)
    """A title has come into the cart."""
    refused = Signal(str, str)
    """A title cannot be held: its id, and why."""
    orderWanted = Signal()
    """The patron wishes to read the ticked titles one after another: ask for the order."""

    def __init__(self, around: Around, thanks: Thanks) -> None:
        super().__init__(around)
        self._thanks = thanks
        self._session.signedInChanged.connect(self.look)
        self._session.pageChanged.connect(self._page_changed)
        self._comfort.languageChanged.connect(self.look)

    def _forget(self) -> None:
        super()._forget()
        self._answer: Answer | None = None
        self._wishes = Wishes(per_item=self.asks_per_item())

    # -- filling ----------------------------------------------------------------------------------

    @Slot()
    def look(self) -> None:
        """Fetch the cart again; somebody signed in, or the data changed."""
        if self._desk is not None and self._answer is not None:
            self._jobs.run(self._desk.cart, self._take, latest="cart")

    @Slot(str)
    def add(self, title_id: str) -> None:
        """Put a title in; `refused` says why where it cannot be held."""
        if self._desk is None:
            return
        desk = self._desk
        self._jobs.run(
            lambda: desk.cart_add(title_id),
            lambda answer: self._take_added(answer, title_id),
            lambda no: self._not_added(no, title_id),
        )

    @Slot(str)
    def remove(self, title_id: str) -> None:
        """Take a title out."""
        if self._desk is None:
            return
        desk = self._desk
        self._wishes.own.pop(title_id, None)
        self._say("")
        self._jobs.run(lambda: desk.cart_remove(title_id), self._take)

    @Slot(str)
    def toggle(self, title_id: str) -> None:
        """Hold this title now, or leave it in the cart for later."""
        self._wishes.left_out ^= {title_id}
        self._choose_on()

    def _take_added(self, answer: Answer, title_id: str) -> None:
        self._say("")
        self._take(answer)
        self.added.emit(title_id)

    def _not_added(self, no: Refused, title_id: str) -> None:
        self._refuse(no)
        self.refused.emit(title_id, self.get_message())

    def _take(self, answer: Answer) -> None:
        self._answer = answer
        self._wishes.meet(answer)
        self.changed.emit()

    def _choose_on(self) -> None:
        self._say("")
        self.changed.emit()

    def _page_changed(self) -> None:
        if self._session.get_page() == CART:
            self._say("")
            self.look()

    # -- choosing ---------------------------------------------------------------------------------

    @Slot(str)
    def choosePickup(self, branch: str) -> None:
        """Where to fetch: all titles, or the current one where the library asks per title."""
        self._wishes.choose_pickup(branch)
        self._choose_on()

    @Slot(str)
    def chooseContact(self, contact: str) -> None:
        """How to be told."""
        self._wishes.choose_contact(Contact(contact))
        self._choose_on()

    @Slot(str)
    def makeCurrent(self, title_id: str) -> None:
        """The title whose pickup and contact are being chosen."""
        self._wishes.current = title_id
        self.changed.emit()

    @Slot()
    def toggleConfirmMail(self) -> None:
        """A mail that says what was asked for, or none."""
        self._wishes.confirm_mail = not self._wishes.confirm_mail
        self.changed.emit()

    @Slot()
    def toggleSeries(self) -> None:
        """Read the ticked titles one after another (the order is asked for), or all at once."""
        if self._wishes.order:
            self._wishes.order.clear()
            self.changed.emit()
        elif len(self._chosen()) > 1:
            self.orderWanted.emit()

    def readInOrder(self, order: list[str]) -> None:
        """The order that the patron touched: hold the ticked titles as a series."""
        self._wishes.order = list(order)
        self.changed.emit()

    # -- handing in -------------------------------------------------------------------------------

    @Slot()
    def place(self) -> None:
        """仮予約する: hand in what is ticked; sign-in comes first."""
        if self._desk is None or self._answer is None:
            return
        if self.get_need() == "sign_in":
            self._session.signInFor(CART)
            return
        if self.get_need():
            return
        desk, titles = self._desk, self._chosen()
        wishes = self._wishes
        pickup, contact = wishes.pickup, wishes.contact
        items = tuple(map(wishes.choice, titles)) if self.asks_per_item() else ()
        series = self.series_on() and self.series_offered() and len(titles) > 1
        mail = wishes.confirm_mail and self._answer.confirm_mail_offered
        lines = [line for line in self._answer.items if line.title.id in titles]
        self._ask(
            lambda: desk.place(titles, pickup, contact, items, series, mail),
            lambda placed: self._placed(placed, lines),
            self._either("仮予約をお預かりしています", "Taking your request."),
        )

    def _placed(self, placed: Placed, lines: list[TitleLine]) -> None:
        taken = [line for line in placed.requests if line.ok]
        if taken:
            first = self._wishes.choice(taken[0].title or "")
            self._thanks.show(placed, lines, first.pickup, first.contact)
            self._wishes.handed_in()
        else:
            spoken = self._language()
            self._say(next((answered(line, spoken) for line in placed.requests if line.text), ""))
        self.look()

    # -- what QML reads ---------------------------------------------------------------------------

    def _ids(self) -> list[str]:
        return [line.title.id for line in self._answer.items] if self._answer else []

    def _chosen(self) -> list[str]:
        return self._wishes.ticked(self._ids())

    def get_items(self) -> list[dict[str, Any]]:
        """Titles in the cart, each with its state and whether it is ticked."""
        if self._answer is None:
            return []
        language = self._language()
        return [
            {
                **rows.title_row(line, language),
                "on": line.title.id not in self._wishes.left_out,
                "current": self.asks_per_item() and line.title.id == self._wishes.current,
                "choice": self._choice_text(line.title.id) if self.asks_per_item() else "",
            }
            for line in self._answer.items
        ]

    def _choice_text(self, title_id: str) -> str:
        choice = self._wishes.choice(title_id)
        if self._answer is None:
            return ""
        place = next((p.text for p in self._answer.pickups if p.id == choice.pickup), "")
        way = next((c.text for c in self._answer.contacts if c.contact == choice.contact), "")
        return "・".join(part for part in (place, way) if part)

    def get_slots(self) -> list[dict[str, Any]]:
        """Limit groups: used, asked for now, limit (0 where there is none), and what is left."""
        if self._answer is None:
            return []
        return [
            slot_row(slot, self._library, self._language(), self._now_in(slot))
            for slot in self._answer.slots
        ]

    def _now_in(self, slot: Gauge) -> int:
        lines = self._answer.items if self._answer else ()
        ticked = [line for line in lines if line.title.id not in self._wishes.left_out]
        return sum(line.title.kind in slot.kinds for line in ticked)

    def get_pickups(self) -> list[dict[str, Any]]:
        """Places to fetch; `why` where this cart cannot be fetched there."""
        if self._answer is None:
            return []
        chosen, today = self._wishes.shown().pickup, self._clock.now().date()
        return place_rows(self._answer.pickups, chosen, self._library, today, self._language())

    def get_contacts(self) -> list[dict[str, Any]]:
        """Ways to be told; `why` where one is not registered."""
        if self._answer is None:
            return []
        chosen = self._wishes.shown().contact
        return contact_rows(self._answer.contacts, chosen, self._library, self._language())

    def get_count(self) -> int:
        """Titles in the cart."""
        return len(self._ids())

    def get_chosen(self) -> int:
        """Titles that are ticked."""
        return len(self._chosen())

    def only_books(self) -> bool:
        """Whether 冊 is the right counting word for what is ticked."""
        return rows.only_books(self._answer.items if self._answer else ())

    def asks_per_item(self) -> bool:
        """Whether pickup and contact are chosen for each title."""
        return self._library is not None and self._library.flow.ask_per is AskPer.ITEM

    def get_need(self) -> str:
        """What is missing before the cart can be handed in: items, sign_in, pickup or contact."""
        return self._wishes.need(self._chosen(), signed_in=self._session.is_signed_in())

    def intake_text(self) -> str:
        """The next intake with its date: 明日 25日(水) 午前3時; empty where none is known."""
        if self._answer is None or self._answer.next_intake is None:
            return ""
        return words.moment_dated(self._answer.next_intake, self._clock.now(), self._language())

    def counter_first(self) -> bool:
        """Whether the counter's own holds and loans come before the intake."""
        return self._library is not None and self._library.intake.counter_first

    def _label(self, name: str) -> str:
        if self._library is None:
            return ""
        words_ = getattr(self._library.labels, name)
        text: str = words_.said(self._language())
        return text

    def pickup_label(self) -> str:
        """The library's word for the place of fetching."""
        return self._label("pickup")

    def contact_label(self) -> str:
        """The library's word for the way of being told."""
        return self._label("contact")

    def cart_label(self) -> str:
        """The library's word for the cart."""
        return self._label("cart")

    def confirm_offered(self) -> bool:
        """Whether a confirming mail can be asked for."""
        return self._answer is not None and self._answer.confirm_mail_offered

    def confirm_on(self) -> bool:
        """Whether it is asked for."""
        return self._wishes.confirm_mail

    def series_offered(self) -> bool:
        """Whether the library takes a reading order with the hold."""
        return self._answer is not None and self._answer.series_offered and len(self._ids()) > 1

    def series_after_loan(self) -> bool:
        """Whether a volume waits until the one before was borrowed, not only ready."""
        return self._library is not None and self._library.series.release is Release.LENT

    def series_on(self) -> bool:
        """Whether it is asked for."""
        return bool(self._wishes.order)

    def get_ids(self) -> list[str]:
        """Ids in the cart."""
        return self._ids()

    items = Property(list, get_items, notify=changed)
    ids = Property(list, get_ids, notify=changed)
    slots = Property(list, get_slots, notify=changed)
    pickups = Property(list, get_pickups, notify=changed)
    contacts = Property(list, get_contacts, notify=changed)
    count = Property(int, get_count, notify=changed)
    chosen = Property(int, get_chosen, notify=changed)
    onlyBooks = Property(bool, only_books, notify=changed)
    perItem = Property(bool, asks_per_item, constant=True)
    need = Property(str, get_need, notify=changed)
    intakeText = Property(str, intake_text, notify=changed)
    counterFirst = Property(bool, counter_first, constant=True)
    pickupLabel = Property(str, pickup_label, notify=changed)
    contactLabel = Property(str, contact_label, notify=changed)
    cartLabel = Property(str, cart_label, notify=changed)
    confirmMailOffered = Property(bool, confirm_offered, notify=changed)
    confirmMail = Property(bool, confirm_on, notify=changed)
    seriesOffered = Property(bool, series_offered, notify=changed)
    seriesAfterLoan = Property(bool, series_after_loan, constant=True)
    series = Property(bool, series_on, notify=changed)
