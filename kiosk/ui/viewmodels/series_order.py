"""The reading order of a series: touch = next number, touch again = out, one button proposes.

For holds that are waiting already (the order goes to the desk at once) and for the titles of the
cart (the order is kept until the cart is handed in). It decides nothing: whether an order may be
set is the desk's word.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from kiosk.circulation.library import Library
from kiosk.circulation.reasons import Refused, sentence
from kiosk.desk.answers import HoldLine, RequestLine
from kiosk.desk.desk import Desk
from kiosk.ui.viewmodels import volumes
from kiosk.ui.viewmodels.account import SERIES_ORDER, MyPage
from kiosk.ui.viewmodels.cart import Cart
from kiosk.ui.viewmodels.comfort import Comfort
from kiosk.ui.viewmodels.jobs import Jobs
from kiosk.ui.viewmodels.registry import held
from kiosk.ui.viewmodels.session import Session

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class _Volume:
    """One hold, or one title of the cart, that may get a number."""

    id: str
    title: str
    second: str


@QmlElement
@QmlSingleton
class SeriesOrder(QObject):
    """Volumes and the numbers touched so far."""

    changed = Signal()

    def __init__(
        self,
        desk: Desk | None,
        library: Library | None,
        my_page: MyPage,
        cart: Cart,
        session: Session,
        jobs: Jobs,
        comfort: Comfort,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._library = library
        self._my_page = my_page
        self._cart = cart
        self._session = session
        self._jobs = jobs
        self._comfort = comfort
        self._forget()
        session.wiped.connect(self.reset)
        session.pageChanged.connect(self._page_changed)
        my_page.changed.connect(self.changed)
        comfort.languageChanged.connect(self.changed)
        cart.orderWanted.connect(self.beginCart)

    @staticmethod
    def create(engine: QQmlEngine) -> QObject:
        """The object of this engine."""
        return held(engine, SeriesOrder)

    def _forget(self) -> None:
        self._of_cart = False
        self._picked: list[str] = []
        self._message = ""
        self._waiting = False

    @Slot()
    def reset(self) -> None:
        """Forget the numbers."""
        self._forget()
        self.changed.emit()

    def _page_changed(self) -> None:
        if self._session.get_page() != SERIES_ORDER:
            self.reset()

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
        self._message = ""
        self.changed.emit()

    @Slot()
    def propose(self) -> None:
        """Number by volume; where no volumes are known, in the order of the list."""
        titles = {volume.id: volume.title for volume in self._volumes()}
        order = volumes.proposed(titles, self._picked[0] if self._picked else None)
        if self._of_cart:
            order += [id_ for id_ in titles if id_ not in order]
        self._picked = order or list(titles)
        self._message = ""
        self.changed.emit()

    @Slot()
    def clear(self) -> None:
        """All numbers away."""
        self._picked, self._message = [], ""
        self.changed.emit()

    # -- handing in -------------------------------------------------------------------------------

    @Slot()
    def save(self) -> None:
        """Keep the order: hand it in, or tell it to the cart."""
        if self._waiting or self.get_missing():
            return
        picked = list(self._picked)
        if self._of_cart:
            self._cart.readInOrder(picked)
            self._session.back()
            return
        if self._desk is None:
            return
        desk = self._desk
        if picked:
            self._hand_in(lambda: desk.order_series(picked))
        else:
            had = [hold.id for hold in self._orderable() if hold.series_order]
            self._hand_in(lambda: desk.clear_series(had))

    def _hand_in(self, work: Callable[[], RequestLine]) -> None:
        self._waiting = True
        self.changed.emit()
        english = self._comfort.get_language() == "en"
        text = "Taking your reading order." if english else "読む順番をお預かりしています"
        self._jobs.run(work, self._taken, self._refuse, text=text, keep=True)

    def _taken(self, line: RequestLine) -> None:
        self._waiting = False
        if not line.ok:
            self._say(line.text)
            return
        cleared = not self._picked
        if self._comfort.get_language() == "en":
            said = "The reading order is taken away." if cleared else "Your reading order is noted."
        else:
            said = "読む順番を外しました。" if cleared else "読む順番をお預かりしました。"
        self._session.back()
        self._my_page.tell(said, good=True)

    def _refuse(self, refused: Refused) -> None:
        self._waiting = False
        self._say(sentence(refused.refusal, self._comfort.get_language()))

    def _say(self, text: str) -> None:
        self._message = text
        self.changed.emit()

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
        return self._library.series.advice.said(self._comfort.get_language())

    def get_message(self) -> str:
        """Why something was not possible."""
        return self._message

    def is_waiting(self) -> bool:
        """Whether the desk is taking the order."""
        return self._waiting

    volumes = Property(list, get_volumes, notify=changed)
    offered = Property(bool, is_offered, notify=changed)
    missing = Property(int, get_missing, notify=changed)
    picked = Property(int, get_picked, notify=changed)
    ofCart = Property(bool, is_of_cart, notify=changed)
    advice = Property(str, get_advice, notify=changed)
    message = Property(str, get_message, notify=changed)
    waiting = Property(bool, is_waiting, notify=changed)
