"""What a patron keeps at the library: favourites, keyword alerts, the reading history, ended holds.

Only the lists that the library offers are there. Everything is fetched when it is looked at and
forgotten when the visit ends.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from kiosk.circulation.facts import Alert, HistoryEntry
from kiosk.circulation.reasons import Refused
from kiosk.desk.answers import RequestLine, TitleLine
from kiosk.desk.desk import Desk
from kiosk.ui.viewmodels.basis import Around, Asking
from kiosk.ui.viewmodels.lists_rows import (
    ALERTS,
    CANCELLED,
    FAVOURITES,
    HISTORY,
    NAMES,
    Line,
    shown,
)
from kiosk.ui.viewmodels.session import DETAIL, LISTS

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1

DONE = ("変えました。", "Saved.")
NOTED = ("変更をお預かりしました。", "Your change is noted.")


def _fetched(desk: Desk, part: str) -> tuple[tuple[Line, ...], bool]:
    """The lines of a list, and whether the history is being written."""
    if part == HISTORY:
        page = desk.history()
        return page.entries, page.on
    asks: dict[str, Callable[[], tuple[Line, ...]]] = {
        FAVOURITES: desk.favourites,
        ALERTS: desk.alerts,
        CANCELLED: desk.cancelled,
    }
    return asks[part](), False


@QmlElement
@QmlSingleton
class Lists(Asking):
    """The list that is open, its rows, and what can be done with the row that is pointed at."""

    changed = Signal()

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self._session.pageChanged.connect(self._page_changed)
        self._session.signedInChanged.connect(self._look_for_favourites)
        self._comfort.languageChanged.connect(self.look)

    def _forget(self) -> None:
        super()._forget()
        self._part = next(iter(self._parts()), "")
        self._lines: tuple[Line, ...] = ()
        self._favourites: tuple[str, ...] = ()
        self._loaded = self._on = False
        self._pick = 0

    def _parts(self) -> list[str]:
        if self._library is None:
            return []
        offers = self._library.offers
        kept = {
            FAVOURITES: offers.favourites,
            ALERTS: offers.alerts,
            HISTORY: offers.history,
            CANCELLED: self._library.holds.cancelled_days > 0,
        }
        return [part for part in NAMES if kept[part]]

    # -- fetching ---------------------------------------------------------------------------------

    @Slot()
    def look(self) -> None:
        """Fetch the open list again."""
        if self._desk is None or not self._session.is_signed_in() or not self._part:
            return
        if self._session.get_page() == LISTS:
            desk, part = self._desk, self._part
            self._jobs.run(
                lambda: _fetched(desk, part),
                lambda found: self._take(part, *found),
                self._refuse,
                text=self._either("用意しています", "Fetching your list."),
                latest="lists",
            )

    def _take(self, part: str, lines: tuple[Line, ...], on: bool) -> None:
        if part == self._part:
            self._lines, self._on, self._loaded = lines, on, True
            self._pick = max(0, min(self._pick, len(lines) - 1))
            self.changed.emit()

    def _look_for_favourites(self) -> None:
        """Whether the title that is open is one of them; quietly."""
        desk = self._desk
        if desk is None or not self._session.is_signed_in() or FAVOURITES not in self._parts():
            return
        if self._session.get_page() == DETAIL:
            self._jobs.run(desk.favourites, self._take_favourites, latest="favourites")

    def _take_favourites(self, lines: tuple[TitleLine, ...]) -> None:
        self._favourites = tuple(line.title.id for line in lines)
        self.changed.emit()

    def _page_changed(self) -> None:
        page = self._session.get_page()
        if page != LISTS:
            self._say("")
        self.look()
        self._look_for_favourites()
        self.changed.emit()

    # -- the lists --------------------------------------------------------------------------------

    @Slot(str)
    def openPart(self, part: str) -> None:
        """Another list."""
        if part in self._parts():
            self._part, self._lines, self._loaded, self._pick = part, (), False, 0
            self._say("")
            self.changed.emit()
            self.look()

    @Slot(int)
    def point(self, row: int) -> None:
        """The row that buttons act on."""
        self._pick = max(0, min(row, len(self._lines) - 1))
        self.changed.emit()

    @Slot()
    def remove(self) -> None:
        """Take the row out of its list; ended holds go by themselves."""
        line, desk = self.pointed_at(), self._desk
        if desk is None or line is None:
            return
        match line:
            case TitleLine():
                title = line.title.id
                self._change(lambda: desk.favourite_remove(title))
            case Alert():
                alert = line.id
                self._change(lambda: desk.alert_remove(alert))
            case HistoryEntry():
                entry = line.id
                self._change(lambda: desk.history_delete([entry]))

    @Slot()
    def toggleHistory(self) -> None:
        """Write the reading history from now on, or no more."""
        if self._desk is not None:
            desk, wanted = self._desk, not self._on
            self._change(lambda: desk.history_set(wanted))

    @Slot(str)
    def toggleFavourite(self, title_id: str) -> None:
        """Keep a title, or no more; whoever is not signed in does that first."""
        if self._desk is None or not self._session.is_signed_in():
            self._session.signInFor(DETAIL)
            return
        desk = self._desk
        kept = title_id in self._favourites
        self._ask(
            lambda: (desk.favourite_remove if kept else desk.favourite_add)(title_id),
            lambda _line: self._look_for_favourites(),
            self._either("お預かりしています", "One moment."),
        )

    def _change(self, work: Callable[[], RequestLine]) -> None:
        self._ask(work, self._changed, self._either("お預かりしています", "One moment."))

    def _changed(self, line: RequestLine) -> None:
        self.report(line, DONE, NOTED)
        self.look()

    def _refuse(self, refused: Refused) -> None:
        super()._refuse(refused)
        if self._session.get_page() == DETAIL:
            self._session.tell(self.get_message())

    # -- what QML reads ---------------------------------------------------------------------------

    def pointed_at(self) -> Line | None:
        """The row that buttons act on."""
        return self._lines[self._pick] if self._pick < len(self._lines) else None

    def get_parts(self) -> list[dict[str, Any]]:
        """The lists that this library offers."""
        return [
            {
                "id": part,
                "symbol": NAMES[part][0],
                "text": NAMES[part][1 + self._english()],
                "on": part == self._part,
            }
            for part in self._parts()
        ]

    def get_name(self) -> str:
        """What to call them all: the one list's name, or a word for several."""
        parts = self.get_parts()
        return (
            str(parts[0]["text"]) if len(parts) == 1 else self._either("わたしのリスト", "My lists")
        )

    def get_rows(self) -> list[dict[str, Any]]:
        """The lines of the open list."""
        return [shown(line, self._language()) for line in self._lines]

    def offers_favourites(self) -> bool:
        """Whether titles can be kept as favourites here."""
        return FAVOURITES in self._parts()

    def get_favourites(self) -> list[str]:
        """Ids of the titles kept."""
        return list(self._favourites)

    def kept_when_off(self) -> bool:
        """Whether what was written stays when the history is switched off."""
        return self._library is not None and self._library.history.kept_when_off

    def cancelled_days(self) -> int:
        """How long a cancelled hold stays in its list, days."""
        return self._library.holds.cancelled_days if self._library else 0

    def get_part(self) -> str:
        """The list that is open."""
        return self._part

    def get_pick(self) -> int:
        """The row that buttons act on."""
        return self._pick

    def is_loaded(self) -> bool:
        """Whether the open list has been fetched."""
        return self._loaded

    def is_history_on(self) -> bool:
        """Whether the reading history is being written."""
        return self._on

    part = Property(str, get_part, notify=changed)
    parts = Property(list, get_parts, notify=changed)
    name = Property(str, get_name, notify=changed)
    rows = Property(list, get_rows, notify=changed)
    pick = Property(int, get_pick, notify=changed)
    loaded = Property(bool, is_loaded, notify=changed)
    historyOn = Property(bool, is_history_on, notify=changed)
    keptWhenOff = Property(bool, kept_when_off, notify=changed)
    cancelledDays = Property(int, cancelled_days, notify=changed)
    offersFavourites = Property(bool, offers_favourites, notify=changed)
    favourites = Property(list, get_favourites, notify=changed)
