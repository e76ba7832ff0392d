"""One query on an open catalogue: tier by tier off the heads of the sets.

Works inside the caller's read transaction; reads only. Sets that hold more than what is asked for
(pieces that stand apart) are read through in order of rank, and no further than a page needs.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice

from kiosk.catalogue.answers import Field, Hit, Order, Query, Results, Tier
from kiosk.catalogue.ids import Ids
from kiosk.catalogue.order import by_reading, by_year
from kiosk.catalogue.plan import Plan, plan_of, words_of
from kiosk.catalogue.reader import Reader
from kiosk.catalogue.rows import isbn_key
from kiosk.catalogue.terms import COLUMNS, drawer

CAP = 1000
"""Where text has to be read, titles are counted exactly up to here; the screen then says "1,000 and
more"."""
MAX_LIMIT = 200
MAX_OFFSET = 100_000
_FEW = 48
"""So few titles are read sooner than another set is opened."""


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

    @cached_property
    def groups(self) -> dict[str, Ids]:
        """A set for every group of filters that is on."""
        reader, query = self._reader, self._query
        found = {}
        if query.kinds:
            found["kind"] = reader.any_of([f"kind:{kind.value}" for kind in query.kinds])
        if query.available:
            found["free"] = reader.facet(f"free:{query.branch or ''}")
        elif query.branch is not None:
            found["branch"] = reader.facet(f"branch:{query.branch}")
        if query.year_from is not None or query.year_to is not None:
            found["year"] = reader.years(query.year_from or 0, query.year_to or 9999)
        for group, value in (("language", query.language), ("audience", query.audience)):
            if value:
                found[group] = reader.facet(f"{group}:{value}")
        if query.ndc:
            found["ndc"] = reader.facet(f"ndc:{query.ndc}")
        return found

    def all(self, without: Iterable[str] = ()) -> Ids | None:
        """Titles that pass all groups but some; None where nothing is filtered."""
        sets = [ids for group, ids in self.groups.items() if group not in without]
        if not sets:
            return None
        if len(sets) == 1:
            return sets[0]
        sets.sort(key=len)
        made = sets[0] & sets[1]
        for other in sets[2:]:
            made &= other
        return made


def candidates(reader: Reader, plan: Plan, within: Ids | None) -> Ids:
    """Titles under all pieces of a plan; for `plan.doubtful` they are still to be read."""
    pieces: Sequence[int] = plan.pieces
    if len(pieces) > 1:
        sizes = reader.titles.sizes(pieces)
        if len(sizes) < len(pieces):
            return Ids()
        pieces = sorted(pieces, key=sizes.__getitem__)
    found = reader.titles.ids(pieces[0], plan.columns)
    for key in pieces[1:]:
        if len(found) <= _FEW and len(plan.doubtful) == len(plan.words):
            break
        found = found & reader.titles.ids(key, plan.columns)
    return found if within is None else found & within


def handfuls(docids: Iterable[int]) -> Iterator[list[int]]:
    """A few at first, then more at a time."""
    source, size = iter(docids), _FEW
    while some := list(islice(source, size)):
        yield some
        size = min(size * 4, CAP)


def sound(reader: Reader, plan: Plan, docids: Iterable[int]) -> Iterator[int]:
    """Those of the titles in which the doubtful words stand in one piece, in the order given.

    Where one column was asked for, only titles that may have the words in another one as well
    need a closer look.
    """
    elsewhere = _elsewhere(reader, plan)
    for some in handfuls(docids):
        holding = reader.holding(some, plan.doubtful)
        unsure = [docid for docid in holding if docid in elsewhere]
        wrong = {docid for docid, forms in reader.briefs(unsure) if not plan.holds(forms)}
        yield from (docid for docid in holding if docid not in wrong)


def _elsewhere(reader: Reader, plan: Plan) -> Ids:
    """Titles under all pieces in the columns that were not asked for."""
    others = "".join(column for column in COLUMNS if column not in plan.columns)
    if not others:
        return Ids()
    return Ids.intersection(*(reader.titles.ids(key, others) for key in plan.pieces))


class Finder:
    """Answers one query; made anew for each."""

    def __init__(self, reader: Reader, query: Query) -> None:
        self._reader = reader
        self._query = query
        self._limit = min(max(query.limit, 0), MAX_LIMIT)
        self._offset = min(max(query.offset, 0), MAX_OFFSET)

    def results(self) -> Results:
        """The page of hits, and how many there are."""
        isbn = isbn_asked(self._query)
        filters = Filters(self._reader, self._query)
        if isbn or self._query.field is Field.ISBN:
            return self._direct(by_isbn(self._reader, isbn) if isbn else [], filters)
        words = words_of(self._query.text)
        within = filters.all()
        if not words:
            return Results() if within is None else self._listed(within)
        return self._found(plan_of(words, self._query.field), within)

    def _direct(self, found: list[int], filters: Filters) -> Results:
        within = filters.all()
        kept = [one for one in found if within is None or one in within]
        return self._answer([(one, Tier.EXACT) for one in self._page(kept)], len(kept), True)

    def _listed(self, ids: Ids) -> Results:
        """No words: all that passes the filters."""
        page = self._page(self._ordered(ids))
        return self._answer([(one, Tier.EXACT) for one in page], len(ids), True)

    def _found(self, plan: Plan, within: Ids | None) -> Results:
        ids = candidates(self._reader, plan, within)
        if not ids:
            return Results()
        if self._query.order is Order.RANK:
            need = self._offset + self._limit
            hits = list(islice(self._tiers(plan, ids), need))
            page = hits[self._offset :]
        else:
            docids = self._page(self._sound(plan, self._ordered(ids)))
            page = [(one, self._tier_of(plan, one)) for one in docids]
        return self._answer(page, *self._total(plan, ids))

    def _page(self, source: Iterable[int]) -> list[int]:
        return list(islice(source, self._offset, self._offset + self._limit))

    def _ordered(self, ids: Ids) -> Iterator[int]:
        if self._query.order is Order.YEAR:
            return by_year(self._reader, ids)
        if self._query.order is Order.TITLE:
            return by_reading(self._reader, ids)
        return iter(ids)

    # -- tiers --------------------------------------------------------------------------------

    def _tiers(self, plan: Plan, ids: Ids) -> Iterator[tuple[int, Tier]]:
        """Whole headings, then starts of words, then the rest, each in order of rank."""
        seen: set[int] = set()
        for docid in self._headings(plan, self._drawers(plan, ids)):
            seen.add(docid)
            yield docid, Tier.EXACT
        starts = self._starts(plan)
        smaller, larger = (starts, ids) if len(starts) < len(ids) else (ids, starts)
        words = (one for one in smaller if one in larger and one not in seen)
        for docid in self._sound(plan, words):
            yield docid, Tier.WORD
        rest = (one for one in ids if one not in starts and one not in seen)
        for docid in self._sound(plan, rest):
            yield docid, Tier.WITHIN

    def _starts(self, plan: Plan) -> Ids:
        """Titles in which every word is the start of a word."""
        if plan.starts == plan.pieces:
            return candidates(self._reader, plan, None)
        sets = sorted((self._reader.titles.ids(key, plan.columns) for key in plan.starts), key=len)
        found = sets[0]
        for other in sets[1:]:
            found = found & other
        return found

    def _drawers(self, plan: Plan, ids: Ids) -> list[int]:
        """Titles that may have the words for a heading, in one piece or each by itself."""
        posts = self._reader.titles
        found = posts.ids(drawer("".join(plan.words)), plan.columns)
        if len(plan.words) > 1:
            each = [posts.ids(drawer(word), plan.columns) for word in plan.words]
            if all(each):
                found = found | Ids.intersection(*each)
        if len(found) <= _FEW:
            return [one for one in found if one in ids]
        return list(found & ids)

    def _tier_of(self, plan: Plan, docid: int) -> Tier:
        """Why a title stands in the results, asked after the fact."""
        if docid in self._exact(plan):
            return Tier.EXACT
        return Tier.WORD if docid in self._starts(plan) else Tier.WITHIN

    def _exact(self, plan: Plan) -> Ids:
        return self._reader.titles.ids(drawer("".join(plan.words)), plan.columns)

    def _headings(self, plan: Plan, docids: Iterable[int]) -> Iterator[int]:
        """Those in which the words are whole headings; read a handful at a time."""
        for some in handfuls(docids):
            for docid, forms in self._reader.briefs(some):
                if plan.is_heading(forms):
                    yield docid

    def _sound(self, plan: Plan, docids: Iterable[int]) -> Iterable[int]:
        """Those in which the doubtful words stand in one piece."""
        if not plan.doubtful:
            return docids
        return sound(self._reader, plan, docids)

    # -- answer -------------------------------------------------------------------------------

    def _total(self, plan: Plan, ids: Ids) -> tuple[int, bool]:
        """How many titles; where they must be read, no more than CAP of them."""
        if not plan.doubtful:
            return len(ids), True
        found = sum(1 for _ in islice(self._sound(plan, ids), CAP + 1))
        return min(found, CAP), found <= CAP

    def _answer(self, page: list[tuple[int, Tier]], total: int, exact: bool) -> Results:
        records = self._reader.records([docid for docid, _ in page])
        hits = tuple([Hit(records[docid], tier) for docid, tier in page if docid in records])
        return Results(hits, total, exact)
