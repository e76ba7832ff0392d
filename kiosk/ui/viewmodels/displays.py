"""What can be leafed through without typing: new books, most lent, most held, themes of the staff.

A card for each of them, with the days it was counted over and how many titles it has. What is
empty, or over by the calendar of this house, has no card.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from kiosk.catalogue.search import BrowseList
from kiosk.catalogue.standing import Standing, Theme
from kiosk.circulation.reasons import Refused, sentence
from kiosk.desk.answers import Found
from kiosk.desk.desk import Desk
from kiosk.ui.viewmodels import rows
from kiosk.ui.viewmodels.basis import Around, Model
from kiosk.ui.viewmodels.finding_rows import count_text
from kiosk.ui.viewmodels.listing import Listing
from kiosk.ui.viewmodels.listing_rows import arrivals, counted, since
from kiosk.ui.viewmodels.session import DISPLAYS

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1

NAMES = {
    BrowseList.NEW: ("star", "新しく入った本", "New books"),
    BrowseList.MOST_LENT: ("book", "よく読まれる本", "Most borrowed"),
    BrowseList.MOST_HELD: ("clock", "予約の多い本", "Most asked for"),
}
TOLD = 6
"""Titles that a card names."""
_TINTS = ("time", "warning", "here", "blue")


@dataclass(frozen=True, slots=True)
class Shown:
    """The standing lists, and the themes, with their first titles; `oldest`: the day on which the
    oldest new book came."""

    standing: Standing = field(default_factory=Standing)
    lists: dict[BrowseList, Found] = field(default_factory=dict)
    oldest: date | None = None
    themes: tuple[tuple[Theme, Found], ...] = ()


@QmlElement
@QmlSingleton
class Displays(Model):
    """`cards`: {id, symbol, name, text, count, titles, tint}; `choose(id)` opens what is behind."""

    changed = Signal()

    def __init__(self, around: Around, listing: Listing) -> None:
        super().__init__(around)
        self._listing = listing
        self._comfort.languageChanged.connect(self.changed)

    def _forget(self) -> None:
        self._shown = Shown()

    @Slot()
    def open(self) -> None:
        """Open the page when its cards are there."""
        desk, ready = self._desk, self._session.once_ready(DISPLAYS)
        if desk is None:
            return

        def then(shown: Shown) -> None:
            self._take(shown)
            ready()

        text = self._either("用意しています", "Fetching the lists.")
        self._jobs.run(
            lambda: self._fetched(desk), then, self._refuse, latest="displays", text=text
        )

    @Slot()
    def look(self) -> None:
        """The data changed: fetch again where the page is open."""
        desk = self._desk
        if desk is not None and self._session.get_page() == DISPLAYS:
            self._jobs.run(lambda: self._fetched(desk), self._take, latest="displays")

    def _fetched(self, desk: Desk) -> Shown:
        standing = desk.standing()
        new, oldest = arrivals(desk, TOLD)
        lists = {BrowseList.NEW: new} | {
            which: desk.browse(which, limit=TOLD) for which in NAMES if which is not BrowseList.NEW
        }
        themes = [
            (theme, desk.browse(BrowseList.THEME, theme.id, limit=TOLD))
            for theme in standing.themes
        ]
        return Shown(standing, lists, oldest, tuple(themes))

    def _take(self, shown: Shown) -> None:
        self._shown = shown
        self.changed.emit()

    def _refuse(self, refused: Refused) -> None:
        self._session.tell(sentence(refused.refusal, self._language()))

    @Slot(str)
    def choose(self, card: str) -> None:
        """Open the list behind a card."""
        for which in NAMES:
            if which.value == card:
                self._listing.show_list(which, self._name(which), note=self._days(which))
                return
        for theme, _ in self._shown.themes:
            if theme.id == card:
                said, note = self._told(theme)
                self._listing.show_list(BrowseList.THEME, said, key=theme.id, note=note)

    # -- what QML reads ---------------------------------------------------------------------------

    def get_cards(self) -> list[dict[str, Any]]:
        """The standing lists, then the themes, the newest first."""
        cards = [
            self._card(which.value, NAMES[which][0], self._name(which), self._days(which), found)
            for which, found in self._shown.lists.items()
            if found.total
        ]
        for place, (theme, found) in enumerate(self._shown.themes):
            if found.total:
                said, text = self._told(theme)
                cards.append(self._card(theme.id, "tag", said, text, found, place))
        return cards

    def _card(
        self, card: str, symbol: str, name: str, text: str, found: Found, theme: int = -1
    ) -> dict[str, Any]:
        return {
            "id": card,
            "symbol": symbol,
            "name": name,
            "text": text,
            "count": count_text(found, self._language()),
            "titles": [rows.full_title(line.title) for line in found.lines[:TOLD]],
            "tint": "" if theme < 0 else _TINTS[theme % len(_TINTS)],
        }

    def _name(self, which: BrowseList) -> str:
        return NAMES[which][1 + self._english()]

    def _told(self, theme: Theme) -> tuple[str, str]:
        """Name and text; the Japanese text where nobody wrote an English one."""
        if self._english():
            return theme.english, theme.text_english or theme.text
        return theme.name, theme.text

    def _days(self, which: BrowseList) -> str:
        """Over which days a list was made; empty where nothing was counted."""
        standing, language = self._shown.standing, self._language()
        if which is BrowseList.NEW:
            return since(self._shown.oldest, language)
        held = which is BrowseList.MOST_HELD
        return counted(standing.most_held if held else standing.most_lent, language, held=held)

    cards = Property(list, get_cards, notify=changed)
