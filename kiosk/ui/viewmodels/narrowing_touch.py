"""A narrowed search with what is known of it, and what a touch of a choice makes of it. Pure."""

from dataclasses import dataclass, replace
from typing import Any

from kiosk.catalogue.search import Facets, Field, Query
from kiosk.circulation.facts import Kind
from kiosk.circulation.library import Library
from kiosk.desk.narrowing import Filter, lifted
from kiosk.ui.viewmodels.narrowing_words import Said


@dataclass(frozen=True, slots=True)
class Asked:
    """A narrowed search, and what is known of it. `facets` None: nothing is counted yet; `counted`
    False: the choices are known, their numbers are being counted. `field`: what was asked first;
    `branch`: of this terminal; `year`: of today."""

    query: Query
    field: Field
    facets: Facets | None
    counted: bool
    library: Library | None
    branch: str
    year: int
    english: bool

    def number(self, count: int) -> str:
        """Beside a choice; empty as long as it is being counted, and where it is not known."""
        if self.facets is None or not self.counted:
            return ""
        if self.facets.exact:
            return f"{count}"
        return f"{count}+" if count else ""

    def chip(self, facet: str, said: Said, count: int, *, on: bool) -> dict[str, Any]:
        """A choice; `none`: it would leave nothing."""
        return {
            "id": facet,
            "text": said[self.english],
            "count": self.number(count),
            "on": on,
            "none": self.facets is not None and self.facets.exact and not count and not on,
        }


def toggled(asked: Asked, facet: str) -> Query:
    """The query after a touch of a chip; as it is where that names nothing."""
    query, (name, _, value) = asked.query, facet.partition(":")
    if value == "off":
        return without(asked, Filter(name))
    if name in ("here", "available", "branch"):
        return _placed(asked, name, value)
    if name == "kind":
        kinds = set(query.kinds) ^ {Kind(value)}
        return replace(query, kinds=tuple(kind for kind in Kind if kind in kinds))
    if name in ("year", "decade"):
        first, last = _span(asked, name, int(value))
        return replace(query, year_from=first, year_to=last)
    if name == "ndc":
        up = value[:-1] if query.ndc == value else value
        return replace(query, ndc=up)
    if name == "field":
        return replace(query, field=Field(value))
    if name == "language":
        return replace(query, language="" if query.language == value else value)
    return replace(query, audience="" if query.audience == value else value)


def without(asked: Asked, filter_: Filter) -> Query:
    """The query without a filter; words stand where they were first looked for."""
    if filter_ is Filter.FIELD:
        return replace(asked.query, field=asked.field)
    return lifted(asked.query, filter_)


def _placed(asked: Asked, name: str, branch: str) -> Query:
    query = asked.query
    here = query.branch == asked.branch and query.available
    if name == "here":
        return replace(query, branch=None if here else asked.branch, available=not here)
    if name == "available":
        return replace(
            query, branch=None if here else query.branch, available=here or not query.available
        )
    return replace(query, branch=None if query.branch == branch else branch)


def _span(asked: Asked, name: str, value: int) -> tuple[int | None, int | None]:
    """A decade beyond the span widens it, one at its end is taken away, one within stays alone."""
    first, last = asked.query.year_from, asked.query.year_to
    if name == "year":
        since = asked.year - value + 1
        return (None, None) if (first, last) == (since, None) else (since, None)
    if first is None or last is None:
        return value, value + 9
    if value < first or value > last:
        return min(first, value), max(last, value + 9)
    if (first, last) == (value, value + 9):
        return None, None
    if value == first:
        return value + 10, last
    return (first, value - 1) if value + 9 == last else (value, value + 9)
