"""Search as you type: every touch of a key changes the list, the headings and the live keys.

One question is under way at a time; of the questions that wait only the newest is asked, and an
answer that is no longer wanted is dropped. Also the new arrivals of the first page. It keeps what
was typed until the visit ends and never longer.
"""

from datetime import date
from typing import Any

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from kiosk.catalogue.search import BrowseList, Field, Heading, Query, Suggestions
from kiosk.catalogue.standing import Standing
from kiosk.circulation.reasons import Refused, sentence
from kiosk.desk.answers import Found
from kiosk.ui.viewmodels.basis import Around, Model
from kiosk.ui.viewmodels.finding_rows import count_text, heading_row, live_row, spine
from kiosk.ui.viewmodels.kana import MARKS, can_mark, marked
from kiosk.ui.viewmodels.listing import Listing
from kiosk.ui.viewmodels.listing_rows import Origin, arrivals, counted, since
from kiosk.ui.viewmodels.scanner import without
from kiosk.ui.viewmodels.session import ATTRACT, SEARCH

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1

LONGEST = 60
LIVE_ROWS = 8
HEADINGS = 6
SHOWN_ARRIVALS = 12
BOARDS = ("kana", "latin", "number")

Answer = tuple[Found, Suggestions]


@QmlElement
@QmlSingleton
class Finding(Model):
    """What is typed, what that finds, and what can be typed next."""

    changed = Signal()
    """Board, picked title: what the patron set without typing."""
    typed = Signal()
    found = Signal()
    arrived = Signal()

    def __init__(self, around: Around, listing: Listing) -> None:
        super().__init__(around)
        self._listing = listing
        self._arrivals: tuple[Found, date | None] | None = None
        self._session.pageChanged.connect(self._page_changed)
        self._comfort.languageChanged.connect(self._again)
        self.look()

    def _forget(self) -> None:
        self._text = ""
        self._answer: Found | None = None
        self._next = Suggestions()
        self._board = BOARDS[0]
        self._row = 0
        self._pick = 0

    @Slot()
    def reset(self) -> None:
        """Nothing that was typed is kept."""
        self._forget()
        self._tell_all()
        self.look()

    def _tell_all(self) -> None:
        for signal in (self.typed, self.found, self.changed, self.arrived):
            signal.emit()

    def _again(self) -> None:
        self._tell_all()
        self._ask()

    def _page_changed(self) -> None:
        page = self._session.get_page()
        if page == ATTRACT:
            self.look()
        elif page == SEARCH and self._answer is None:
            self._ask()

    # -- typing -----------------------------------------------------------------------------------

    @Slot(str)
    def press(self, letter: str) -> None:
        """A key of the board, or of a keyboard; dead keys type as well."""
        if letter in MARKS:
            self._type(marked(self._text, letter))
        else:
            self._type((self._text + letter)[:LONGEST])

    @Slot()
    def erase(self) -> None:
        """1字消す."""
        self._type(self._text[:-1])

    @Slot()
    def clear(self) -> None:
        """ぜんぶ消す."""
        self._type("")

    @Slot(str)
    def write(self, text: str) -> None:
        """Put this in place of what was typed."""
        self._type(text[:LONGEST])

    @Slot(str)
    def unscan(self, signs: str) -> None:
        """A scanner's signs came in like typing: they are no words to look for."""
        self._type(without(self._text, signs, LONGEST))

    def _type(self, text: str) -> None:
        if text == self._text:
            return
        self._text = text
        self._pick = 0
        self.typed.emit()
        self.changed.emit()
        self._ask()

    def _ask(self) -> None:
        desk, text = self._desk, self._text
        if desk is None:
            return

        def work() -> Answer:
            suggestions = desk.suggest(text, HEADINGS)
            if not text.strip():
                return desk.browse(BrowseList.MOST_LENT, limit=LIVE_ROWS), suggestions
            return desk.search(Query(text, limit=LIVE_ROWS)), suggestions

        self._jobs.run(work, self._take, latest="typing")

    def _take(self, answer: Answer) -> None:
        self._answer, self._next = answer
        self.found.emit()

    # -- the boards -------------------------------------------------------------------------------

    @Slot(str)
    def setBoard(self, board: str) -> None:
        """かな, ABC or 数字."""
        if board in BOARDS and board != self._board:
            self._board = board
            self.changed.emit()

    @Slot(int)
    def openRow(self, row: int) -> None:
        """The row that is open on the board of two steps."""
        self._row = row
        self.changed.emit()

    @Slot(int)
    def step(self, by: int) -> None:
        """The next or the former title of the list (low reach)."""
        last = min(len(self._answer.lines) if self._answer else 0, LIVE_ROWS) - 1
        self._pick = max(0, min(self._pick + by, last))
        self.changed.emit()

    # -- going on ---------------------------------------------------------------------------------

    @Slot()
    def showAll(self) -> None:
        """143冊を見る: the page of results."""
        if self._text.strip():
            self._listing.show(Query(self._text.strip()), self._text.strip())
        elif self._answer is not None:
            self.showMostLent()

    @Slot(int)
    def openHeading(self, index: int) -> None:
        """Search for the words of a heading."""
        headings = self._headings()
        if 0 <= index < len(headings):
            heading = headings[index]
            field = Field(heading.kind.value)
            self._listing.show(Query(heading.text, field=field), heading.text, heading.kind)

    @Slot(str)
    def openTitle(self, title_id: str) -> None:
        """One title of the list; its neighbours are the list's."""
        lines = self._answer.lines if self._answer else ()
        ids = tuple(line.title.id for line in lines)
        self._listing.open_from(title_id, Origin(ids, self._text, self.get_total()))

    @Slot()
    def openPicked(self) -> None:
        """この本をひらく (low reach)."""
        if self._answer is not None and self._pick < len(self._answer.lines):
            self.openTitle(self._answer.lines[self._pick].title.id)

    @Slot()
    def showArrivals(self) -> None:
        """All new books."""
        said = self._either("新しく入った本", "New books")
        self._listing.show_list(BrowseList.NEW, said)

    @Slot()
    def showMostLent(self) -> None:
        """What is borrowed most, with the days it was counted over."""
        if self._desk is not None:
            self._jobs.run(
                self._desk.standing, self._open_most_lent, self._rest, latest="most_lent"
            )

    def _rest(self, refused: Refused) -> None:
        """Not at this hour."""
        self._session.tell(sentence(refused.refusal, self._language()))

    def _open_most_lent(self, standing: Standing) -> None:
        said = self._either("よく読まれる本", "Most borrowed")
        note = counted(standing.most_lent, self._language())
        self._listing.show_list(BrowseList.MOST_LENT, said, note=note)

    @Slot(str)
    def scannedBook(self, isbn: str) -> None:
        """The barcode of a book: look for it."""
        self._listing.show(Query(isbn, field=Field.ISBN), isbn)

    @Slot()
    def look(self) -> None:
        """Fetch the new arrivals again."""
        if self._desk is not None:
            desk = self._desk
            self._jobs.run(
                lambda: arrivals(desk, SHOWN_ARRIVALS), self._take_arrivals, latest="arrivals"
            )

    def _take_arrivals(self, answer: tuple[Found, date | None]) -> None:
        if answer != self._arrivals:
            self._arrivals = answer
            self.arrived.emit()

    # -- what QML reads ---------------------------------------------------------------------------

    def _headings(self) -> tuple[Heading, ...]:
        return (self._next.headings or self._next.near)[:HEADINGS]

    def get_text(self) -> str:
        """What was typed."""
        return self._text

    def marks_live(self) -> str:
        """Which of ゛, ゜ and 小 would change the last letter."""
        return "".join(mark for mark in MARKS if can_mark(self._text, mark))

    def get_live(self) -> list[dict[str, Any]]:
        """The first titles found."""
        lines = self._answer.lines if self._answer else ()
        return [live_row(line, self._language()) for line in lines[:LIVE_ROWS]]

    def get_total(self) -> int:
        """How many titles are found."""
        return self._answer.total if self._answer else 0

    def total_text(self) -> str:
        """143冊; with 以上 where it is only a lower bound."""
        if self._answer is None:
            return ""
        return count_text(self._answer, self._language())

    def get_headings(self) -> list[dict[str, Any]]:
        """Headings that go on from what was typed, or near spellings of it."""
        return [heading_row(heading, self._language()) for heading in self._headings()]

    def is_near(self) -> bool:
        """Whether the headings are only near to what was typed."""
        return not self._next.headings and bool(self._next.near)

    def next_kana(self) -> str:
        """The kana that lead on to a title, in one string."""
        return "".join(sorted(self._next.next_kana))

    def is_empty(self) -> bool:
        """Whether nothing was found for what was typed."""
        return bool(self._text) and self._answer is not None and self._answer.total == 0

    def get_board(self) -> str:
        """Which board is shown."""
        return self._board

    def get_row(self) -> int:
        """The open row of the board of two steps."""
        return self._row

    def get_pick(self) -> int:
        """The title that the two steering keys point at."""
        return self._pick

    def get_arrivals(self) -> list[dict[str, Any]]:
        """New books as spines."""
        lines = self._arrivals[0].lines if self._arrivals else ()
        return [spine(line, self._language()) for line in lines]

    def arrivals_count(self) -> str:
        """How many new books there are: 48冊."""
        return count_text(self._arrivals[0], self._language()) if self._arrivals else ""

    def arrivals_since(self) -> str:
        """The day of the oldest new book: 11月17日から; empty where unknown."""
        return since(self._arrivals[1], self._language()) if self._arrivals else ""

    text = Property(str, get_text, notify=typed)
    marksLive = Property(str, marks_live, notify=typed)
    live = Property(list, get_live, notify=found)
    total = Property(int, get_total, notify=found)
    totalText = Property(str, total_text, notify=found)
    headings = Property(list, get_headings, notify=found)
    near = Property(bool, is_near, notify=found)
    nextKana = Property(str, next_kana, notify=found)
    empty = Property(bool, is_empty, notify=found)
    board = Property(str, get_board, notify=changed)
    row = Property(int, get_row, notify=changed)
    pick = Property(int, get_pick, notify=changed)
    arrivals = Property(list, get_arrivals, notify=arrived)
    arrivalsCount = Property(str, arrivals_count, notify=arrived)
    arrivalsSince = Property(str, arrivals_since, notify=arrived)
