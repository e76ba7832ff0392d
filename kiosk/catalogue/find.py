"""One query on an open catalogue, to the page and the count that are shown.

Works inside the caller's read transaction; reads only.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice
from typing import TypeVar

from kiosk.catalogue.answers import Field, Hit, Order, Query, Results, Tier
from kiosk.catalogue.ids import Ids
from kiosk.catalogue.order import by_reading, by_year
from kiosk.catalogue.plan import Plan, plan_of, words_of
from kiosk.catalogue.postings import Foremost
from kiosk.catalogue.reader import Reader
from kiosk.catalogue.rows import isbn_key
from kiosk.catalogue.sound import CAP, FEW, Sound, any_of, candidates, in_one_piece, read_all
from kiosk.catalogue.tiers import Tiers

T = TypeVar("T")
MAX_LIMIT = 200
MAX_OFFSET = 100_000
_NONE = Results()


def isbn_asked(query: Query) -> str | None:
    """The ISBN a query asks for, where it does."""
    return isbn_key(query.text) if query.field in (Field.ANY, Field.ISBN) else None


def by_isbn(reader: Reader, isbn: str) -> list[int]:
    """All titles that carry it, best first."""
    rows = reader.db.execute("SELECT docid FROM bib WHERE isbn = ?", (int(isbn),)).fetchall()
    return sorted(row[0] for row in rows)


class Filters:
    """The filters of a query as sets; each can be left out, to count what it would leave."""

    def __init__(self, reader: Reader, query: Query) -> None:
        self._reader = reader
        self._query = query

    @property
    def _span(self) -> tuple[int, int] | None:
        """Years from and to, where they are asked for."""
        first, last = self._query.year_from, self._query.year_to
        return None if first is None and last is None else (first or 0, last or 9999)

    @cached_property
    def _sets(self) -> dict[str, Ids]:
        """A set for every group of filters that is on, but for years."""
        reader, query = self._reader, self._query
        found = {}
        if query.kinds:
            found["kind"] = reader.any_of([f"kind:{kind.value}" for kind in query.kinds])
        if query.available:
            found["free"] = reader.facet(f"free:{query.branch or ''}")
        elif query.branch is not None:
            found["branch"] = reader.facet(f"branch:{query.branch}")
        for group, value in (("language", query.language), ("audience", query.audience)):
            if value:
                found[group] = reader.facet(f"{group}:{value}")
        if query.ndc:
            found["ndc"] = reader.facet(f"ndc:{query.ndc}")
        return found

    @cached_property
    def groups(self) -> dict[str, Ids]:
        """A set for every group of filters that is on."""
        if self._span is None:
            return self._sets
        return self._sets | {"year": self._reader.years(*self._span)}

    def __bool__(self) -> bool:
        """Whether any is on."""
        return self._query.is_filtered

    def over(self, found: Ids) -> Ids:
        """Those of the titles that pass all groups."""
        for ids in sorted(self._sets.values(), key=len):
            found = found & ids
        if self._span is None:
            return found
        # Fewer titles by now than in any of these: sooner done than all years in one set.
        return Ids.union(Ids(), *(found & ids for ids in self._reader.dated(*self._span)))

    def all(self) -> Ids | None:
        """Titles that pass all groups; None where nothing is filtered."""
        smallest = min(self.groups.values(), key=len, default=None)
        return None if smallest is None else self.over(smallest)


class Finder:
    """Answers one query; made anew for each."""

    def __init__(self, reader: Reader, query: Query) -> None:
        self._reader = reader
        self._query = query

    @property
    def _limit(self) -> int:
        return min(max(self._query.limit, 0), MAX_LIMIT)

    @property
    def _offset(self) -> int:
        return min(max(self._query.offset, 0), MAX_OFFSET)

    def results(self) -> Results:
        """The page of hits, and how many there are."""
        isbn = isbn_asked(self._query)
        filters = Filters(self._reader, self._query)
        if isbn or self._query.field is Field.ISBN:
            return self._direct(by_isbn(self._reader, isbn) if isbn else [], filters)
        words = words_of(self._query.text)
        if not words:
            within = filters.all()
            return _NONE if within is None else self._listed(within)
        return self._found(plan_of(words, self._query.field, self._reader.frequent), filters)

    def _direct(self, found: list[int], filters: Filters) -> Results:
        within = filters.all()
        kept = [one for one in found if within is None or one in within]
        return self._answer([(one, Tier.EXACT) for one in self._page(kept)], len(kept), True)

    def _listed(self, ids: Ids) -> Results:
        """No words: all that passes the filters."""
        page = self._page(self._ordered(ids))
        return self._answer([(one, Tier.EXACT) for one in page], len(ids), True)

    def _found(self, plan: Plan, filters: Filters) -> Results:
        found = self._read(plan, self._titles(plan, filters))
        if found.total or (filters and any_of(self._reader, plan)):
            return found
        whole = in_one_piece(self._reader, plan.words, plan.columns)
        return self._read(plan._replace(doubtful=()), filters.over(whole)) if whole else found

    def _read(self, plan: Plan, ids: Ids | Foremost) -> Results:
        """The page and the count, as far as the words stand in the titles."""
        if ids and plan.doubtful and isinstance(ids, Ids) and len(ids) <= FEW:
            ids = read_all(self._reader, plan, ids)
            plan = plan._replace(doubtful=())
        if not ids:
            return _NONE
        sound = Sound(self._reader, plan)
        tiers = Tiers(self._reader, plan, ids, sound)
        if isinstance(ids, Foremost) or self._query.order is Order.RANK:
            page = self._page(tiers.ranked())
        else:
            page = [(one, tiers.of(one)) for one in self._page(sound.of(self._ordered(ids)))]
        total, exact = sound.total(ids)
        # Whole headings are found without reading all that stands before them.
        shown = min(self._offset + len(page), CAP) if page else 0
        return self._answer(page, max(total, shown), exact)

    def _titles(self, plan: Plan, filters: Filters) -> Ids | Foremost:
        """Under all pieces of the plan, and filtered."""
        if plan.is_one and self._query.order is Order.RANK and not filters:
            return self._reader.titles.foremost(plan.pieces[0], plan.columns)
        found = candidates(self._reader, plan, None)
        return filters.over(found) if found else found

    def _page(self, source: Iterable[T]) -> list[T]:
        return list(islice(source, self._offset, self._offset + self._limit))

    def _ordered(self, ids: Ids) -> Iterator[int]:
        if self._query.order is Order.YEAR:
            return by_year(self._reader, ids)
        if self._query.order is Order.TITLE:
            return by_reading(self._reader, ids)
        return iter(ids)

    # -- answer -------------------------------------------------------------------------------

    def _answer(self, page: list[tuple[int, Tier]], total: int, exact: bool) -> Results:
        records = self._reader.records([docid for docid, _ in page])
        hits = tuple([Hit(records[docid], tier) for docid, tier in page if docid in records])
        return Results(hits, total, exact)
