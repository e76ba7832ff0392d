"""The detail page of one title: where its copies are, its series, and whether it can be held.

Looks again when the cart or the patron changes, because slots and reasons depend on both. It
decides nothing: every reason is the desk's.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from kiosk.catalogue.search import BrowseList, Field, HeadingKind, Query
from kiosk.circulation.reasons import Refused
from kiosk.desk.answers import Found, TitlePage
from kiosk.ui.viewmodels.basis import Around, Model
from kiosk.ui.viewmodels.cart import Cart
from kiosk.ui.viewmodels.detail_rows import detail, volume_card
from kiosk.ui.viewmodels.listing import Listing
from kiosk.ui.viewmodels.listing_rows import here_first
from kiosk.ui.viewmodels.session import ATTRACT, DETAIL, RESULTS

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1

_Left = tuple[TitlePage, Callable[[], None]]
"""A title that was left for another list, and what brings its own list back."""
OTHERS = 12
"""Titles by the same author looked through for a few to show."""


@QmlElement
@QmlSingleton
class Opened(Model):
    """`title`: all that the detail page shows; `go(id)` opens another title in place."""

    changed = Signal()
    shelfChanged = Signal()

    def __init__(self, around: Around, listing: Listing, cart: Cart) -> None:
        super().__init__(around)
        self._listing = listing
        self._cart = cart
        listing.opened.connect(self.go)
        listing.leaving.connect(self._leave)
        self._session.pageChanged.connect(self._page_changed)
        self._session.signedInChanged.connect(self.look)
        cart.changed.connect(self.look)
        self._comfort.languageChanged.connect(self.look)

    def _forget(self) -> None:
        self._answer: TitlePage | None = None
        self._others: Found | None = None
        self._asked = ""
        self._ready: Callable[[], None] | None = None
        self._coming = False
        self._shelf = self._more = False
        self._page = ""
        self._left: _Left | None = None
        self._way_back: list[_Left] = []

    def _start_over(self) -> None:
        super()._start_over()
        self.shelfChanged.emit()

    @Slot(str)
    def go(self, title_id: str) -> None:
        """Open a title; the page comes when its facts are there."""
        self._more = False
        self._asked, self._ready = title_id, self._session.once_ready(DETAIL)
        self.look()

    @Slot()
    def look(self) -> None:
        """Ask again for the title that is open, or for the one that is still to come."""
        if self._desk is not None and self._asked:
            desk, title_id = self._desk, self._asked
            self._jobs.run(lambda: desk.open(title_id), self._take, self._gone, latest="title")

    def _take(self, answer: TitlePage) -> None:
        if self._answer is None or self._answer.line.title.id != answer.line.title.id:
            self._others = None
        self._answer = answer
        self.changed.emit()
        if self._ready is not None:
            ready, self._ready = self._ready, None
            self._coming = True
            ready()
            self._coming = False
        creators, desk = answer.line.title.creators, self._desk
        if desk is not None and creators and not answer.volumes:
            query = Query(creators[0].name, field=Field.CREATOR, limit=OTHERS)
            self._jobs.run(lambda: desk.search(query), self._take_others, latest="others")

    def _take_others(self, found: Found) -> None:
        self._others = found
        self.changed.emit()

    def _gone(self, _refused: Refused) -> None:
        self._asked = self._answer.line.title.id if self._answer else ""
        self._ready = None
        self._session.stumbled()

    # -- the way back -----------------------------------------------------------------------------

    def _leave(self) -> None:
        """From this title to another list: both are kept for 「もどる」."""
        if self._session.get_page() == DETAIL and self._answer is not None:
            self._left = (self._answer, self._listing.keep())

    def _follow(self) -> None:
        """From a title to a list, or from that list back to the title and its own list."""
        before, self._page = self._page, self._session.get_page()
        if (before, self._page) == (DETAIL, RESULTS) and self._left is not None:
            self._way_back.append(self._left)
        elif (before, self._page) == (RESULTS, DETAIL) and self._way_back and not self._coming:
            self._answer, restore = self._way_back.pop()
            self._asked = self._answer.line.title.id
            restore()
            self.changed.emit()
            self.look()
        elif self._page == ATTRACT:
            self._way_back.clear()
        self._left = None

    def _page_changed(self) -> None:
        self._follow()
        if self._shelf or self._more:
            self._shelf = self._more = False
            self.shelfChanged.emit()

    # -- touches ----------------------------------------------------------------------------------

    @Slot()
    def next(self) -> None:
        """次の本."""
        self._step(1)

    @Slot()
    def previous(self) -> None:
        """前の本."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if self._answer is not None:
            other = self._listing.origin.neighbour(self._answer.line.title.id, by)
            if other:
                self.go(other)

    @Slot()
    def moreBy(self) -> None:
        """The other works of this author."""
        if self._answer is not None and self._answer.line.title.creators:
            name = self._answer.line.title.creators[0].name
            self._listing.show(Query(name, field=Field.CREATOR), name, HeadingKind.CREATOR)

    @Slot()
    def wholeSeries(self) -> None:
        """All volumes, titles of the series or issues as a list, in order, where this one is."""
        answer = self._answer
        if answer is not None and answer.volumes:
            key, place = answer.line.title.id, answer.before
            self._listing.show_list(BrowseList.VOLUMES, answer.group, key=key, place=place)

    @Slot()
    def similar(self) -> None:
        """Something of the same kind that can be taken home."""
        if self._answer is None:
            return
        title = self._answer.line.title
        if title.subjects:
            query, kind = Query(title.subjects[0], field=Field.SUBJECT), HeadingKind.SUBJECT
        else:
            query, kind = Query(title.series or title.title), None
        self._listing.show(Query(query.text, field=query.field, available=True), query.text, kind)

    @Slot()
    def addSeries(self) -> None:
        """Every volume into the cart, in reading order."""
        if self._answer is not None:
            for volume in self.get_title().get("volumes", []):
                if volume["holdable"]:
                    self._cart.add(volume["id"])

    @Slot(bool)
    def setShelf(self, shown: bool) -> None:
        """The shelf in large letters, to walk there with."""
        self._shelf = shown
        self.shelfChanged.emit()

    @Slot(bool)
    def setMore(self, shown: bool) -> None:
        """Other branches and the series, where large letters left no room for them."""
        self._more = shown
        self.shelfChanged.emit()

    # -- what QML reads ---------------------------------------------------------------------------

    def get_title(self) -> dict[str, Any]:
        """All that is shown; empty before a title has been opened."""
        if self._answer is None:
            return {}
        return detail(self._answer, self._library, self._language())

    def get_others(self) -> list[dict[str, Any]]:
        """Other titles by this author, what is here first, where no series stands beside it."""
        if self._answer is None or self._others is None:
            return []
        shown, language = self._answer.line.title, self._language()
        lines = [line for line in self._others.lines if line.title.id != shown.id]
        return [volume_card(line, shown, language) for line in sorted(lines, key=here_first)]

    def others_count(self) -> int:
        """How many titles there are by this author, this one left out."""
        return max(0, self._others.total - 1) if self._others else 0

    def series_manner(self) -> str:
        """How the library orders a series: in the `cart`, `after` placing, or not: `none`."""
        if self._library is None:
            return "none"
        rule = self._library.series
        return "cart" if rule.at_cart else "after" if rule.afterwards else "none"

    def series_advice(self) -> str:
        """What the library advises for a series that it does not order; empty where it does."""
        if self._library is None or self.series_manner() != "none":
            return ""
        advice = self._library.series.advice
        return advice.said(self._language()) if advice else ""

    def get_place(self) -> str:
        """Where the title stands in the list it came from."""
        if self._answer is None:
            return ""
        return self._listing.origin.place_text(self._answer.line.title.id, self._language())

    def _neighbour(self, by: int) -> bool:
        if self._answer is None:
            return False
        return bool(self._listing.origin.neighbour(self._answer.line.title.id, by))

    def has_next(self) -> bool:
        """Whether the list goes on."""
        return self._neighbour(1)

    def has_previous(self) -> bool:
        """Whether something stands before it."""
        return self._neighbour(-1)

    def is_shelf(self) -> bool:
        """Whether the shelf is shown large."""
        return self._shelf

    def is_more(self) -> bool:
        """Whether the rest is shown."""
        return self._more

    title = Property(dict, get_title, notify=changed)
    others = Property(list, get_others, notify=changed)
    othersCount = Property(int, others_count, notify=changed)
    seriesManner = Property(str, series_manner, constant=True)
    seriesAdvice = Property(str, series_advice, notify=changed)
    place = Property(str, get_place, notify=changed)
    hasNext = Property(bool, has_next, notify=changed)
    hasPrevious = Property(bool, has_previous, notify=changed)
    shelf = Property(bool, is_shelf, notify=shelfChanged)
    more = Property(bool, is_more, notify=shelfChanged)
