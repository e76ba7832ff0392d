"""The page of results: what was asked, filters, order and pages; and the list a title came from.

The desk is asked for a stretch of titles at a time; pages of whatever fits the screen are cut from
it. "Here first" is an order of the screen: exact hits, then what stands in this house, then the
rest, each in the catalogue's own order.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from kiosk.catalogue.search import BrowseList, HeadingKind, Order, Query
from kiosk.circulation.facts import Kind
from kiosk.desk.answers import Found, Here, TitleLine
from kiosk.ui.viewmodels import rows
from kiosk.ui.viewmodels.basis import Around, Model
from kiosk.ui.viewmodels.finding_rows import (
    GROUP_ORDER,
    HEADING_WORDS,
    group_head,
    result_row,
)
from kiosk.ui.viewmodels.listing_rows import (
    RECENT_DAYS,
    first_page,
    here_first,
    recent,
    sections,
)
from kiosk.ui.viewmodels.session import RESULTS

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1

STRETCH = 120
"""Titles fetched at a time; pages are cut from them."""
PAGE_SIZES = (1, 2, 3, 4, 5, 6, 8, 10, 12)
"""Rows of a page: divisors of a stretch."""
ORDERS = ("here", "year", "title")
_ORDERS = {"here": Order.RANK, "year": Order.YEAR, "title": Order.TITLE}
_ORDER_WORDS = {
    "here": ("この館にある順", "here first"),
    "year": ("新しい順", "newest first"),
    "title": ("書名の順", "by title"),
}


@QmlElement
@QmlSingleton
class Listing(Model):
    """Results: groups of rows, facets, order, pages."""

    changed = Signal()
    opened = Signal(str)
    """A title is to be opened."""

    def __init__(self, around: Around) -> None:
        self._fits = self._size = 6
        super().__init__(around)
        self._comfort.languageChanged.connect(self.look)

    def _forget(self) -> None:
        self._query: Query | None = None
        self._browse: BrowseList | None = None
        self._said = ""
        self._kind: HeadingKind | None = None
        self._order = ORDERS[0]
        self._years = 0
        self._start = 0
        self._stretch = 0
        self._answer: Found | None = None
        self._lines: list[TitleLine] = []
        self._size = _page_size(self._fits)
        self._ids: list[str] = []
        self._ids_said = ""
        self._ids_total = 0
        self._ids_from = 0

    # -- asking -----------------------------------------------------------------------------------

    def show(self, query: Query, said: str, kind: HeadingKind | None = None) -> None:
        """Open the page of results for a question. `said`: as the patron reads it."""
        self._forget()
        self._query, self._said, self._kind = query, said, kind
        self._fetch(self._session.once_ready(RESULTS))

    def show_list(self, which: BrowseList, said: str) -> None:
        """Open the page of results with a standing list."""
        self._forget()
        self._browse, self._said = which, said
        self._fetch(self._session.once_ready(RESULTS))

    @Slot()
    def look(self) -> None:
        """Ask again: another language, or the data changed."""
        if self._query is not None or self._browse is not None:
            self._fetch()

    def _fetch(self, ready: Callable[[], None] = lambda: None) -> None:
        desk = self._desk
        if desk is None:
            return
        offset, browse = self._stretch * STRETCH, self._browse
        since = self._clock.now().date() - timedelta(days=RECENT_DAYS)
        query = replace(self._asked(), limit=STRETCH, offset=offset)

        def work() -> Found:
            if browse is not None:
                found = desk.browse(browse, limit=STRETCH, offset=offset)
                return recent(found, since) if browse is BrowseList.NEW else found
            return desk.search(query)

        def then(answer: Found) -> None:
            self._take(answer)
            ready()

        text = self._either("さがしています", "Looking for it")
        self._jobs.run(work, then, latest="results", text=text)

    def _asked(self) -> Query:
        query = self._query or Query()
        year = self._clock.now().year - self._years + 1 if self._years else None
        return replace(query, order=_ORDERS[self._order], year_from=year)

    def _take(self, answer: Found) -> None:
        self._answer = answer
        self._arrange()
        self.changed.emit()

    def _arrange(self) -> None:
        self._lines = list(self._answer.lines) if self._answer else []
        if self._order == "here" and self._browse is None:
            self._lines.sort(key=here_first)
            if self._stretch == 0:
                self._lines = first_page(self._lines, self._size)

    def _again(self) -> None:
        self._start = self._stretch = 0
        self._size = _page_size(self._fits)
        self._fetch()

    # -- filters ----------------------------------------------------------------------------------

    @Slot(str)
    def toggle(self, facet: str) -> None:
        """Set or lift a filter: here, available, kind:book …, year:5."""
        if self._query is None:
            return
        query = self._query
        name, _, value = facet.partition(":")
        if name == "here":
            on = query.branch is None
            self._query = replace(query, branch=self._branch if on else None)
        elif name == "available":
            self._query = replace(query, available=not query.available)
        elif name == "kind":
            kinds = set(query.kinds) ^ {Kind(value)}
            self._query = replace(query, kinds=tuple(kind for kind in Kind if kind in kinds))
        elif name == "year":
            self._years = 0 if self._years == int(value) else int(value)
        self._again()

    @Slot()
    def clearFilters(self) -> None:
        """条件をすべて外す."""
        if self._query is not None:
            self._query = replace(self._query, branch=None, available=False, kinds=())
            self._years = 0
            self._again()

    @Slot()
    def nextOrder(self) -> None:
        """この館にある順 → 新しい順 → 書名の順."""
        self._order = ORDERS[(ORDERS.index(self._order) + 1) % len(ORDERS)]
        self._again()

    # -- pages ------------------------------------------------------------------------------------

    @Slot(int)
    def setPageSize(self, fits: int) -> None:
        """How many rows the screen has room for."""
        if fits != self._fits:
            self._fits = fits
            self._resize(_page_size(fits))

    @Slot()
    def spareRow(self) -> None:
        """Rows of this list are higher than `fits` supposed: until another list, fewer a page."""
        self._resize(_page_size(self._size - 1))

    def _resize(self, size: int) -> None:
        if size != self._size:
            self._size = size
            self._start -= self._start % size
            self._arrange()
            self.changed.emit()

    @Slot()
    def nextPage(self) -> None:
        """The next rows."""
        if self.has_next():
            self._move(self._start + self._size)

    @Slot()
    def previousPage(self) -> None:
        """The rows before."""
        self._move(max(0, self._start - self._size))

    def _move(self, start: int) -> None:
        self._start = start
        stretch = start // STRETCH
        if stretch != self._stretch:
            self._stretch = stretch
            self._fetch()
        else:
            self.changed.emit()

    def _page(self) -> list[TitleLine]:
        first = self._start - self._stretch * STRETCH
        return self._lines[first : first + self._size]

    # -- titles -----------------------------------------------------------------------------------

    @Slot(str)
    def open(self, title_id: str) -> None:
        """Open a title of this list."""
        ids = [line.title.id for line in self._lines]
        self.open_from(title_id, ids, self._said)
        self._ids_total = self.get_total()
        self._ids_from = self._stretch * STRETCH

    def open_from(self, title_id: str, ids: list[str], said: str, total: int = 0) -> None:
        """Open a title that stands in a list of others; `total` where the list goes on."""
        self._ids, self._ids_said = ids, said
        self._ids_total, self._ids_from = max(total, len(ids)), 0
        self.opened.emit(title_id)

    def neighbour(self, title_id: str, by: int) -> str:
        """The title before (-1) or after (1) in the list it came from; empty at its ends."""
        if title_id not in self._ids:
            return ""
        place = self._ids.index(title_id) + by
        return self._ids[place] if 0 <= place < len(self._ids) else ""

    def place_text(self, title_id: str) -> str:
        """村上春樹　49冊のうち1冊目; empty where the title came from no list."""
        if title_id not in self._ids or not self._ids_said:
            return ""
        place = self._ids_from + self._ids.index(title_id) + 1
        if self._english():
            return f"{self._ids_said}　{place} of {self._ids_total}"
        return f"{self._ids_said}　{self._ids_total}冊のうち{place}冊目"

    # -- what QML reads ---------------------------------------------------------------------------

    def get_said(self) -> str:
        """What was asked for."""
        return self._said

    def kind_row(self) -> dict[str, str]:
        """What the words name: icon and word (著者 …); empty for words typed freely."""
        if self._kind is None:
            return {"icon": "", "word": ""}
        icon, japanese, english = HEADING_WORDS[self._kind]
        return {"icon": icon, "word": english if self._english() else japanese}

    def can_filter(self) -> bool:
        """Whether this is a search (a standing list has no filters)."""
        return self._query is not None

    def get_total(self) -> int:
        """How many titles there are."""
        return self._answer.total if self._answer else 0

    def total_exact(self) -> bool:
        """Whether that is counted, or a lower bound."""
        return self._answer is None or self._answer.exact

    def get_groups(self) -> list[dict[str, Any]]:
        """The rows of the page in groups by where they stand; or one group without a head."""
        language = self._language()
        page = self._page()
        if self._order != "here":
            made = [result_row(line, language) for line in page]
            return [{"head": None, "rows": made}] if made else []
        groups = []
        for here in GROUP_ORDER:
            lines = [line for line in page if line.here is here]
            if lines:
                head = group_head(here, self._count(here), language)
                groups.append({"head": head, "rows": [result_row(x, language) for x in lines]})
        return groups

    def _count(self, here: Here) -> int | None:
        if self._answer is None or self._answer.total > len(self._lines):
            return None
        return sum(line.here is here for line in self._lines)

    def get_facets(self) -> list[dict[str, Any]]:
        """Sections of filters, each with its chips and how many would remain."""
        if self._query is None or self._answer is None:
            return []
        return sections(
            self._answer.facets, self._query, self._branch, self._years, self._language()
        )

    def is_filtered(self) -> bool:
        """Whether any filter is on."""
        query = self._query
        return query is not None and bool(
            query.branch or query.available or query.kinds or self._years
        )

    def order_text(self) -> str:
        """この館にある順."""
        return _ORDER_WORDS[self._order][self._english()]

    def page_text(self) -> str:
        """49冊のうち 1–6冊目."""
        total, page = self.get_total(), self._page()
        if not page:
            return ""
        first, last = self._start + 1, self._start + len(page)
        if self._english():
            return f"{first}–{last} of {total}"
        span = f"{first}冊目" if first == last else f"{first}–{last}冊目"
        return f"{rows.count_books(total)}のうち {span}"

    def has_next(self) -> bool:
        """Whether there are more rows."""
        return self._start + self._size < self.get_total()

    def has_previous(self) -> bool:
        """Whether there are rows before."""
        return self._start > 0

    def next_count(self) -> int:
        """How many rows the next page has."""
        return min(self._size, self.get_total() - self._start - self._size)

    said = Property(str, get_said, notify=changed)
    kind = Property(dict, kind_row, notify=changed)
    canFilter = Property(bool, can_filter, notify=changed)
    total = Property(int, get_total, notify=changed)
    exact = Property(bool, total_exact, notify=changed)
    groups = Property(list, get_groups, notify=changed)
    facets = Property(list, get_facets, notify=changed)
    filtered = Property(bool, is_filtered, notify=changed)
    orderText = Property(str, order_text, notify=changed)
    pageText = Property(str, page_text, notify=changed)
    hasNext = Property(bool, has_next, notify=changed)
    hasPrevious = Property(bool, has_previous, notify=changed)
    nextCount = Property(int, next_count, notify=changed)


def _page_size(fits: int) -> int:
    return max(size for size in PAGE_SIZES if size <= max(1, fits))
