"""The reading order of a series: touch = next number, touch again = out, one button proposes.

For holds that are waiting already (the order goes to the desk at once) and for the titles of the
cart (the order is kept until the cart is handed in). It decides nothing: whether an order may be
set is the desk's word.
"""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from kiosk.desk.answers import HoldLine, RequestLine
from kiosk.ui.viewmodels import volumes
from kiosk.ui.viewmodels.account import MyPage
from kiosk.ui.viewmodels.basis import Around, Asking
from kiosk.ui.viewmodels.cart import Cart
from kiosk.ui.viewmodels.session import SERIES_ORDER

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1

NOTED = ("読む順番をお預かりしました。", "Your reading order is noted.")
CLEARED = ("読む順番を外しました。", "The reading order is taken away.")


@dataclass(frozen=True, slots=True)
class _Volume:
    """One hold, or one title of the cart, that may get a number."""

    id: str
    title: str
    second: str


@QmlElement
@QmlSingleton
class SeriesOrder(Asking):
    """Volumes and the numbers touched so far."""

    changed = Signal()

    def __init__(self, around: Around, my_page: MyPage, cart: Cart) -> None:
        super().__init__(around)
        self._my_page = my_page
        self._cart = cart
        self._session.pageChanged.connect(self._page_changed)
        self._comfort.languageChanged.connect(self.changed)
        my_page.changed.connect(self.changed)
        cart.orderWanted.connect(self.beginCart)

    def _forget(self) -> None:
        super()._forget()
        self._of_cart = False
        self._picked: list[str] = []

    def _page_changed(self) -> None:
        if self._session.get_page() != SERIES_ORDER:
            self._start_over()

    # -- touching ---------------------------------------------------------------------------------

    @Slot()
    def begin(self) -> None:
        """The order of holds; numbers that stand already are shown."""
        self._forget()
        ordered = [hold for hold in self._orderable() if hold.series_order]
        numbers = [hold.series_order for hold in ordered]
        if len(set(numbers)) == len(numbers):
            self._picked = [h.id for h in sorted(ordered, key=lambda h: h.series_order or 0)]
        self._session.go(SERIES_ORDER)
        self.changed.emit()

    @Slot()
    def beginCart(self) -> None:
        """The order of the titles that are ticked in the cart."""
        self._forget()
        self._of_cart = True
        self._session.go(SERIES_ORDER)
        self.changed.emit()

    @Slot(str)
    def touch(self, id_: str) -> None:
        """The next number, or out: the rest close up."""
        if id_ in self._picked:
            self._picked.remove(id_)
        else:
            self._picked.append(id_)
        self._say("")
        self.changed.emit()

    @Slot()
    def propose(self) -> None:
        """Number by volume; where no volumes are known, in the order of the list."""
        titles = {volume.id: volume.title for volume in self._volumes()}
        order = volumes.proposed(titles, self._picked[0] if self._picked else None)
        if self._of_cart:
            order += [id_ for id_ in titles if id_ not in order]
        self._picked = order or list(titles)
        self._say("")
        self.changed.emit()

    @Slot()
    def clear(self) -> None:
        """All numbers away."""
        self._picked = []
        self._say("")
        self.changed.emit()

    # -- handing in -------------------------------------------------------------------------------

    @Slot()
    def save(self) -> None:
        """Keep the order: hand it in, or tell it to the cart."""
        if self.get_missing():
            return
        picked = list(self._picked)
        if self._of_cart:
            self._cart.readInOrder(picked)
            self._session.back()
            return
        if self._desk is None:
            return
        desk, had = self._desk, [hold.id for hold in self._orderable() if hold.series_order]
        self._ask(
            lambda: desk.order_series(picked) if picked else desk.clear_series(had),
            lambda line: self._taken(line, NOTED if picked else CLEARED),
            self._either("読む順番をお預かりしています", "Taking your reading order."),
        )

    def _taken(self, line: RequestLine, said: tuple[str, str]) -> None:
        self._session.leave(SERIES_ORDER)
        self._my_page.report(line, said, said)

    # -- what QML reads ---------------------------------------------------------------------------

    def _orderable(self) -> list[HoldLine]:
        if self._library is None or not self._library.series.afterwards:
            return []
        states = self._library.series.order_states
        return [hold for hold in self._my_page.hold_lines() if hold.state in states]

    def _volumes(self) -> list[_Volume]:
        if self._of_cart:
            return [
                _Volume(item["id"], item["title"], item["byline"])
                for item in self._cart.get_items()
                if item["on"]
            ]
        return [_Volume(h.id, h.title_text, h.pickup_text) for h in self._orderable()]

    def get_volumes(self) -> list[dict[str, Any]]:
        """What may get a number: `number` 0 none yet; `next` the one that the next touch gets."""
        picked = self._picked
        free = next((v.id for v in self._volumes() if v.id not in picked), "")
        return [
            {
                "id": volume.id,
                "title": volume.title,
                "second": volume.second,
                "number": picked.index(volume.id) + 1 if volume.id in picked else 0,
                "next": volume.id == free,
            }
            for volume in self._volumes()
        ]

    def is_offered(self) -> bool:
        """Whether there are holds whose order can be set here."""
        return len(self._orderable()) > 1

    def get_missing(self) -> int:
        """How many numbers are missing before the order can be kept."""
        picked = len(self._picked)
        if self._of_cart:
            return len(self._volumes()) - picked
        if picked == 0:
            return 0 if any(hold.series_order for hold in self._orderable()) else 2
        return max(0, 2 - picked)

    def get_picked(self) -> int:
        """How many have a number."""
        return len(self._picked)

    def is_of_cart(self) -> bool:
        """Whether the titles of the cart are being ordered."""
        return self._of_cart

    def get_advice(self) -> str:
        """What the library says about series; empty where it says nothing."""
        if self._library is None or self._library.series.advice is None:
            return ""
        return self._library.series.advice.said(self._language())

    volumes = Property(list, get_volumes, notify=changed)
    offered = Property(bool, is_offered, notify=changed)
    missing = Property(int, get_missing, notify=changed)
    picked = Property(int, get_picked, notify=changed)
    ofCart = Property(bool, is_of_cart, notify=changed)
    advice = Property(str, get_advice, notify=changed)
