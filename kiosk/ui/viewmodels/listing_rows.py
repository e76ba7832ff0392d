"""Lists of titles for the page of results: order, days, neighbours in them, new books."""

from dataclasses import dataclass, replace
from datetime import date

from kiosk.catalogue.search import BrowseList, Tier
from kiosk.catalogue.standing import Ranking
from kiosk.circulation.reasons import Refused
from kiosk.desk.answers import Found, TitleLine
from kiosk.desk.desk import Desk
from kiosk.ui.viewmodels import words
from kiosk.ui.viewmodels.finding_rows import GROUP_ORDER


@dataclass(frozen=True, slots=True)
class Origin:
    """The list a title was opened from. `total`: titles in all; `first`: place of the first id."""

    ids: tuple[str, ...] = ()
    said: str = ""
    total: int = 0
    first: int = 0

    def neighbour(self, title_id: str, by: int) -> str:
        """The title before (-1) or after (1); empty at the ends, and for one from no list."""
        place = self.ids.index(title_id) + by if title_id in self.ids else -1
        return self.ids[place] if 0 <= place < len(self.ids) else ""

    def place_text(self, title_id: str, language: str) -> str:
        """村上春樹　49冊のうち1冊目; empty where the title came from no list."""
        if title_id not in self.ids or not self.said:
            return ""
        place = self.first + self.ids.index(title_id) + 1
        if language == "en":
            return f"{self.said}　{place} of {self.total}"
        return f"{self.said}　{self.total}冊のうち{place}冊目"


def counted(ranking: Ranking | None, language: str, *, held: bool = False) -> str:
    """Over which days a ranking was made: 8月26日–11月23日の貸出から; empty where there is none."""
    if ranking is None:
        return ""
    first, last = (words.plain_day(day, language) for day in (ranking.first, ranking.last))
    days = first if first == last else f"{first}–{last}"
    if language == "en":
        return f"{'Holds' if held else 'Loans'}, {days}"
    return f"{days}の{'予約' if held else '貸出'}から"


def arrivals(desk: Desk, limit: int) -> tuple[Found, date | None]:
    """The newest of the new books, and the day of the oldest of all of them."""
    found = desk.browse(BrowseList.NEW, limit=limit)
    oldest = found.lines[-1:]
    if found.total > len(found.lines):
        oldest = desk.browse(BrowseList.NEW, limit=1, offset=found.total - 1).lines
    return found, oldest[0].title.added if oldest else None


def since(day: date | None, language: str) -> str:
    """11月17日から; empty where there is none."""
    if day is None:
        return ""
    said = words.plain_day(day, language)
    return f"since {said}" if language == "en" else f"{said}から"


def here_first(line: TitleLine) -> tuple[bool, int]:
    """Sort key: what was asked for exactly, then what stands here, then the rest."""
    return (line.tier != Tier.EXACT.value, GROUP_ORDER.index(line.here))


def as_it_stands(desk: Desk, line: TitleLine) -> TitleLine:
    """The line as it is by now; as it was where the title is gone, which opening it will say."""
    try:
        return replace(desk.line(line.title.id), tier=line.tier)
    except Refused:
        return line
