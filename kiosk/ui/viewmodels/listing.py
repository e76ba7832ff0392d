"""The page of results: what was asked, order and pages; and the list a title came from.

The desk is asked for a stretch of titles at a time; pages of whatever fits the screen are cut from
it. "Here first" is an order of the screen: exact hits, then what stands in this house, then the
rest, each in the catalogue's own order.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from kiosk.catalogue.search import BrowseList, HeadingKind, Order, Query
from kiosk.circulation.reasons import Refused, sentence
from kiosk.desk.answers import Found, Here, TitleLine
from kiosk.ui.viewmodels import rows
from kiosk.ui.viewmodels.basis import Around, Model
from kiosk.ui.viewmodels.finding_rows import GROUP_ORDER, HEADING_WORDS, group_head, result_row
from kiosk.ui.viewmodels.listing_rows import Origin, as_it_stands, here_first
from kiosk.ui.viewmodels.session import RESULTS

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1

STRETCH = 120
"""Titles fetched at a time; pages are cut from them."""
_KEPT = (
    *("_first", "_query", "_browse", "_key", "_said", "_note", "_kind", "_order"),
    *("_start", "_from", "_answer", "_lines", "origin"),
)
"""What a list is, apart from how many of its rows fit."""
PAGE_SIZES = (1, 2, 3, 4, 5, 6, 8, 10, 12)
"""Rows of a page: divisors of a stretch."""
ORDERS = ("here", "year", "title")
_ORDERS = {"here": Order.RANK, "year": Order.YEAR, "title": Order.TITLE}
_ORDER_WORDS = {
    "here": ("この館にある順", "Here first"),
    "year": ("新しい順", "Newest first"),
    "title": ("書名の順", "By title"),
}


@QmlElement
@QmlSingleton
class Listing(Model):
    """Results: groups of rows, facets, order, pages."""

    changed = Signal()
    asking = Signal()
    """Something else is asked for than what is shown."""
    answered = Signal()
    """What is shown has just been found."""
    leaving = Signal()
    """Another list will take the place of this one."""
    opened = Signal(str)
    """A title is to be opened."""

    def __init__(self, around: Around) -> None:
        self._fits = self._size = 6
        super().__init__(around)
        self._comfort.languageChanged.connect(self.look)

    def _forget(self) -> None:
        self._first: Query | None = None
        self._query: Query | None = None
        self._browse: BrowseList | None = None
        self._said = ""
        self._note = self._key = ""
        self._kind: HeadingKind | None = None
        self._order = ORDERS[0]
        self._start = self._from = 0
        self._answer: Found | None = None
        self._awaited: int | None = None
        self._lines: list[TitleLine] = []
        self._size = _page_size(self._fits)
        self._ready = _stay
        self.origin = Origin()

    # -- asking -----------------------------------------------------------------------------------

    def show(self, query: Query, said: str, kind: HeadingKind | None = None) -> None:
        """Open the page of results for a question. `said`: as the patron reads it."""
        self.leaving.emit()
        self._forget()
        self._first = self._query = query
        self._said, self._kind = said, kind
        self._ready = self._session.once_ready(RESULTS)
        self._fetch(0)

    def show_list(
        self, which: BrowseList, said: str, *, key: str = "", note: str = "", place: int = 0
    ) -> None:
        """Open the page of results with a standing list, at the page in which the `place` (from 0)
        is; `note`: said of it beside its name."""
        self.leaving.emit()
        self._forget()
        self._browse, self._said = which, said
        self._key, self._note = key, note
        self._ready = self._session.once_ready(RESULTS)
        self._fetch(place - place % self._size)

    def keep(self) -> Callable[[], None]:
        """This list as it is; what is returned brings it back."""
        kept = {name: getattr(self, name) for name in _KEPT}

        def restore() -> None:
            for name, value in kept.items():
                setattr(self, name, value)
            self.changed.emit()
            self.answered.emit()

        return restore

    @Slot()
    def look(self) -> None:
        """The same titles as they stand now: another language, or the data changed.

        Nothing moves under a finger: another order, or another file, begins with the next question.
        """
        desk, lines = self._desk, self._lines
        if self._awaited is not None:
            self._fetch(self._awaited)
        elif desk is not None and lines:

            def then(fresh: list[TitleLine]) -> None:
                if self._lines is lines:
                    self._lines = fresh
                    self.changed.emit()

            self._jobs.run(lambda: [as_it_stands(desk, x) for x in lines], then, latest="stands")

    def _fetch(self, start: int) -> None:
        desk = self._desk
        if desk is None:
            return
        self._awaited = start
        self.asking.emit()
        offset, order = start - start % STRETCH, _ORDERS[self._order]
        browse, key = self._browse, self._key
        query = replace(self._query or Query(), order=order, limit=STRETCH, offset=offset)

        def work() -> Found:
            if browse is not None:
                return desk.browse(browse, key, limit=STRETCH, offset=offset)
            return desk.search(query)

        def then(answer: Found) -> None:
            self._answer, self._start, self._from = answer, start, offset
            self._awaited = None
            self._arrange()
            self.changed.emit()
            ready, self._ready = self._ready, _stay
            ready()
            self.answered.emit()

        text = self._either("さがしています", "Looking for it")
        self._jobs.run(work, then, self._refuse, latest="results", text=text)

    def _refuse(self, refused: Refused) -> None:
        """Not at this hour: said once, where somebody waits for the page."""
        ready, self._ready = self._ready, _stay
        self._awaited = None
        if ready is not _stay:
            self._session.tell(sentence(refused.refusal, self._language()))

    def _arrange(self) -> None:
        self._lines = list(self._answer.lines) if self._answer else []
        if self._order == "here" and self._browse is None:
            self._lines.sort(key=here_first)

    def _again(self) -> None:
        self._size = _page_size(self._fits)
        self._fetch(0)

    def first_asked(self) -> Query | None:
        """What was asked for before it was narrowed; None for a standing list."""
        return self._first

    def question(self) -> Query | None:
        """The same, narrowed as it is."""
        return self._query

    def narrow(self, query: Query) -> None:
        """The same question with other filters."""
        self._query = query
        self._again()

    # -- order ------------------------------------------------------------------------------------

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
        if start // STRETCH == self._start // STRETCH:
            self._start = start
            self.changed.emit()
        else:
            self._fetch(start)

    def _page(self) -> list[TitleLine]:
        first = self._start - self._from
        return self._lines[first : first + self._size]

    # -- titles -----------------------------------------------------------------------------------

    @Slot(str)
    def open(self, title_id: str) -> None:
        """Open a title of this list."""
        ids = tuple(line.title.id for line in self._lines)
        self.open_from(title_id, Origin(ids, self._said, self.get_total(), self._from))

    def open_from(self, title_id: str, origin: Origin) -> None:
        """Open a title that stands in a list of others."""
        self.origin = origin
        self.opened.emit(title_id)

    # -- what QML reads ---------------------------------------------------------------------------

    def get_said(self) -> str:
        """What was asked for."""
        return self._said

    def kind_row(self) -> dict[str, str]:
        """What the words name: icon and word (著者 …); empty for words typed freely."""
        if self._kind is None or self._query is None or self._kind.value != self._query.field.value:
            return {"icon": "", "word": ""}
        icon, japanese, english = HEADING_WORDS[self._kind]
        return {"icon": icon, "word": english if self._english() else japanese}

    def get_note(self) -> str:
        """What a standing list was made of: its days, or a theme's text."""
        return self._note

    def can_filter(self) -> bool:
        """Whether this is a search (a standing list has no filters)."""
        return self._query is not None

    def is_answered(self) -> bool:
        """Whether an answer has come."""
        return self._answer is not None

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
        if self._order != "here" or self._browse is BrowseList.VOLUMES:  # in their own order
            made = [result_row(line, language, headed=False) for line in page]
            return [{"head": None, "rows": made}] if made else []
        groups = []
        for here in GROUP_ORDER:
            lines = [line for line in page if line.here is here]
            if lines:
                head = group_head(here, self._count(here), language, len(lines))
                groups.append({"head": head, "rows": [result_row(x, language) for x in lines]})
        return groups

    def _count(self, here: Here) -> int | None:
        if self._answer is None or self._answer.total > len(self._lines):
            return None
        return sum(line.here is here for line in self._lines)

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
    note = Property(str, get_note, notify=changed)
    canFilter = Property(bool, can_filter, notify=changed)
    asked = Property(bool, is_answered, notify=changed)
    total = Property(int, get_total, notify=changed)
    exact = Property(bool, total_exact, notify=changed)
    groups = Property(list, get_groups, notify=changed)
    orderText = Property(str, order_text, notify=changed)
    pageText = Property(str, page_text, notify=changed)
    hasNext = Property(bool, has_next, notify=changed)
    hasPrevious = Property(bool, has_previous, notify=changed)
    nextCount = Property(int, next_count, notify=changed)


def _stay() -> None:
    """The page of results is open already."""


def _page_size(fits: int) -> int:
    return max(size for size in PAGE_SIZES if size <= max(1, fits))
