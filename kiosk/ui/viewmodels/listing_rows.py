"""Filters, order and stretches of a list of titles, for the page of results. Pure functions."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kiosk.catalogue.search import Facets, Query, Tier
from kiosk.circulation.facts import Kind
from kiosk.desk.answers import Found, TitleLine
from kiosk.ui.viewmodels.finding_rows import GROUP_ORDER, KIND_WORDS

RECENT_DAYS = 30
"""A book is new for so many days."""
YEARS = (5, 10)
"""The filters 「5年以内」 and 「10年以内」."""


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


def toggled(query: Query, name: str, value: str, branch: str) -> Query:
    """The query with one filter set or lifted: here, available, or a kind (`value`)."""
    if name == "here":
        return replace(query, branch=branch if query.branch is None else None)
    if name == "available":
        return replace(query, available=not query.available)
    kinds = set(query.kinds) ^ {Kind(value)}
    return replace(query, kinds=tuple(kind for kind in Kind if kind in kinds))


def here_first(line: TitleLine) -> tuple[bool, int]:
    """Sort key: what was asked for exactly, then what stands here, then the rest."""
    return (line.tier != Tier.EXACT.value, GROUP_ORDER.index(line.here))


def recent(found: Found, since: date) -> Found:
    """The new arrivals since a day, of a list that is newest first."""
    lines = tuple(
        line for line in found.lines if line.title.added is not None and line.title.added >= since
    )
    if len(lines) == len(found.lines):
        return found
    return replace(found, lines=lines, total=len(lines), exact=True)


def sections(
    facets: Facets, query: Query, branch: str, years: int, language: str
) -> list[dict[str, Any]]:
    """Place, kind and year, each with its chips and how many would remain."""
    english = language == "en"
    here = dict(facets.branches).get(branch, 0)
    free = facets.available
    place = [
        _chip("here", ("この館にある", "In this house"), here, query.branch is not None, english),
        _chip("available", ("いま借りられる", "Free now"), free, query.available, english),
    ]
    kinds = [
        _chip(f"kind:{kind.value}", KIND_WORDS[kind][1:], count, kind in query.kinds, english)
        for kind, count in facets.kinds
        if count or kind in query.kinds
    ]
    ages = [
        _chip(f"year:{n}", (f"{n}年以内", f"Last {n} years"), None, years == n, english)
        for n in YEARS
    ]
    return [
        {"title": "Place" if english else "場所", "chips": place},
        {"title": "Kind" if english else "種類", "chips": kinds},
        {"title": "Year" if english else "出た年", "chips": ages},
    ]


def _chip(
    facet: str, said: tuple[str, str], count: int | None, on: bool, english: bool
) -> dict[str, Any]:
    number = "" if count is None else str(count)
    return {"id": facet, "text": said[english], "count": number, "on": on}
