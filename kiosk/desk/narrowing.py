"""Narrowing a search, and the ways out where nothing is left: pure questions to the catalogue.

Filters are fields of the query; which of them are on, and the query without one, is told here. It
never changes what was asked by itself: the patron does.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from kiosk.catalogue.search import Facets, Field, Heading, Query, Results, Suggestions
from kiosk.desk.context import Context
from kiosk.desk.finding import open_hours


class Filter(StrEnum):
    """What a search may be narrowed by."""

    FIELD = "field"
    PLACE = "place"
    KIND = "kind"
    YEAR = "year"
    NDC = "ndc"
    LANGUAGE = "language"
    AUDIENCE = "audience"


class Rung(StrEnum):
    """What is changed of a question that found nothing."""

    NEAR = "near"  # another spelling: `heading` stands near to what was typed
    FILTER = "filter"  # without `filter`
    FILTERS = "filters"  # without any filter
    WORD = "word"  # without one of the words
    SHORTER = "shorter"  # without its last letters


@dataclass(frozen=True, slots=True)
class WayOut:
    """A question to ask in place of one that found nothing, and how many titles it finds."""

    rung: Rung
    query: Query
    total: int
    exact: bool = True
    filter: Filter | None = None
    heading: Heading | None = None


_OFF: dict[Filter, dict[str, Any]] = {
    Filter.FIELD: {"field": Field.ANY},
    Filter.PLACE: {"branch": None, "available": False},
    Filter.KIND: {"kinds": ()},
    Filter.YEAR: {"year_from": None, "year_to": None},
    Filter.NDC: {"ndc": ""},
    Filter.LANGUAGE: {"language": ""},
    Filter.AUDIENCE: {"audience": ""},
}
_NEAR = 3
_WORDS = 3
_LETTERS = 6
"""So many letters are taken away from the end of a word at most; two are left."""


def lifted(query: Query, filter_: Filter) -> Query:
    """The query without a filter."""
    return replace(query, **_OFF[filter_])


def in_force(query: Query) -> tuple[Filter, ...]:
    """The filters that are on."""
    return tuple(one for one in Filter if lifted(query, one) != query)


def facets(ctx: Context, query: Query) -> Facets:
    """How many titles each filter would leave."""
    open_hours(ctx)
    return ctx.read(lambda catalogue: catalogue.facets(query), Facets())


def ways_out(ctx: Context, query: Query) -> tuple[WayOut, ...]:
    """What finds something where `query` finds nothing: near spellings, then without a filter,
    without a word, with fewer letters."""
    open_hours(ctx)
    ways = (_near(ctx, query), _filters(ctx, query), _words(ctx, query), _shorter(ctx, query))
    return tuple(way for rung in ways for way in rung)


def _near(ctx: Context, query: Query) -> Iterator[WayOut]:
    text = query.text
    told = ctx.read(lambda catalogue: catalogue.suggest(text, _NEAR), Suggestions())
    for heading in told.near:
        asked = Query(heading.text, field=Field(heading.kind.value), limit=query.limit)
        yield WayOut(Rung.NEAR, asked, heading.count, heading=heading)


def _filters(ctx: Context, query: Query) -> Iterator[WayOut]:
    on = in_force(query)
    single = [_way(ctx, Rung.FILTER, lifted(query, one), one) for one in on]
    yield from (way for way in single if way.total)
    if len(on) > 1 and not any(way.total for way in single):
        yield from _if_any(ctx, Rung.FILTERS, Query(query.text, limit=query.limit))


def _words(ctx: Context, query: Query) -> Iterator[WayOut]:
    """The fewest titles first: what is nearest to the question."""
    words = query.text.split()
    if len(words) < 2:
        return
    rests = (" ".join(words[:at] + words[at + 1 :]) for at in range(len(words)))
    ways = [_way(ctx, Rung.WORD, replace(query, text=rest)) for rest in rests]
    yield from sorted((way for way in ways if way.total), key=lambda way: way.total)[:_WORDS]


def _shorter(ctx: Context, query: Query) -> Iterator[WayOut]:
    text = query.text.strip()
    if len(text.split()) != 1:
        return
    for length in range(len(text) - 1, max(1, len(text) - 1 - _LETTERS), -1):
        way = _way(ctx, Rung.SHORTER, replace(query, text=text[:length]))
        if way.total:
            yield way
            return


def _if_any(ctx: Context, rung: Rung, query: Query) -> Iterator[WayOut]:
    way = _way(ctx, rung, query)
    if way.total:
        yield way


def _way(ctx: Context, rung: Rung, query: Query, filter_: Filter | None = None) -> WayOut:
    counted = replace(query, limit=0)
    found = ctx.read(lambda catalogue: catalogue.search(counted), Results())
    return WayOut(rung, query, found.total, found.exact, filter_)
