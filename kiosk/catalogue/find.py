"""One query on an open catalogue: tier by tier off the heads of the posting lists.

Works on an open cursor inside the caller's read transaction; reads only.
"""

from collections import Counter
from functools import cached_property
from typing import Any

from kiosk.catalogue.answers import Facets, Field, Hit, Order, Query, Results, Tier
from kiosk.catalogue.plan import any_token, both, plan_of
from kiosk.catalogue.records import TITLE, Title
from kiosk.catalogue.rows import isbn_key
from kiosk.circulation.facts import Kind

CAP = 1000
"""Counted exactly up to here; beyond, the screen says "1,000 and more"."""
MAX_LIMIT = 200
MAX_OFFSET = 100_000
_NOTHING = '"\U000fffff"'
"""An expression that no title meets."""


class Finder:
    """Answers one query; made anew for each."""

    def __init__(self, db: Any, query: Query) -> None:
        self._db = db
        self._query = query
        self._limit = min(max(query.limit, 0), MAX_LIMIT)
        self._offset = min(max(query.offset, 0), MAX_OFFSET)
        self._plan = plan_of(query)
        self._codes = dict(db.execute("SELECT name, code FROM facet").fetchall())
        self._filters = self._filter_expression()

    def results(self) -> Results:
        """The page of hits, how many there are, and what each filter would leave."""
        if self._query.field in (Field.ANY, Field.ISBN):
            isbn = isbn_key(self._query.text)
            found = self._by_isbn(isbn) if isbn else []
            if found or self._query.field is Field.ISBN:
                return self._answer([(one, Tier.EXACT) for one in found], len(found), True)
        if self._plan.empty and not self._filters:
            return Results()
        if self._query.order is not Order.RANK:
            return self._sorted()
        return self._ranked()

    def _ranked(self) -> Results:
        if self._plan.empty:
            rows = self._rowids("ft", self._filters, self._limit, self._offset)
            total, exact = self._total()
            return self._answer([(one, Tier.EXACT) for one in rows], total, exact, paged=True)
        found: dict[int, Tier] = {}
        need = self._offset + self._limit
        for docid in self._exact_ids():
            found.setdefault(docid, Tier.EXACT)
        if len(found) < need:
            for docid in self._word_ids(need + len(found)):
                found.setdefault(docid, Tier.WORD)
        if len(found) < need:
            for docid in self._everything(need + len(found)):
                found.setdefault(docid, Tier.WITHIN)
        total, exact = self._total()
        return self._answer(list(found.items()), max(total, len(found)), exact)

    def _sorted(self) -> Results:
        by = "b.year DESC, b.docid" if self._query.order is Order.YEAR else "b.reading, b.docid"
        source, values = self._everything_sql()
        rows = self._db.execute(
            f"SELECT b.docid FROM ({source}) f JOIN brief b ON b.docid = f.rowid "
            f"ORDER BY {by} LIMIT ? OFFSET ?",
            (*values, self._limit, self._offset),
        ).fetchall()
        ids = [row[0] for row in rows]
        total, exact = self._total()
        return self._answer(list(self._tiers_of(ids).items()), total, exact, paged=True)

    def _tiers_of(self, ids: list[int]) -> dict[int, Tier]:
        """Why each of these stands in the results, asked after the fact."""
        if self._plan.empty:
            return dict.fromkeys(ids, Tier.EXACT)
        tiers = dict.fromkeys(ids, Tier.WITHIN)
        marks = ", ".join("?" * len(ids))
        for tier, table, expression in (
            (Tier.WORD, "fk", self._plan.word),
            (Tier.EXACT, "fx", self._plan.exact),
        ):
            rows = self._db.execute(
                f"SELECT rowid FROM {table} WHERE {table} MATCH ? AND rowid IN ({marks})",
                (expression, *ids),
            )
            tiers.update((row[0], tier) for row in rows.fetchall())
        return tiers

    # The three tiers

    def _exact_ids(self) -> list[int]:
        """Whole headings. Few enough to be filtered by hand: their index has no filters in it."""
        rows = self._db.execute(
            "SELECT b.docid, b.facets, b.year FROM "
            "(SELECT rowid FROM fx WHERE fx MATCH ? ORDER BY rowid LIMIT ?) f "
            "JOIN brief b ON b.docid = f.rowid",
            (self._plan.exact, CAP),
        ).fetchall()
        return [docid for docid, facets, year in rows if self._passes(set(facets), year)]

    def _word_ids(self, limit: int) -> list[int]:
        if self._plan.long:
            whole = set(self._everything(CAP))
            rows = self._rowids("fk", both(self._plan.word, self._filters), CAP)
            return [one for one in rows if one in whole]
        return self._rowids("fk", both(self._plan.word, self._filters), limit)

    def _everything(self, limit: int) -> list[int]:
        source, values = self._everything_sql()
        rows = self._db.execute(f"{source} ORDER BY rowid LIMIT ?", (*values, limit)).fetchall()
        return [row[0] for row in rows]

    def _everything_sql(self, *, filtered: bool = True) -> tuple[str, list[str]]:
        """All that meets the words (and the filters), of whichever tier."""
        plan = self._plan
        filters = self._filters if filtered else self._year_expression()
        if plan.empty and not filters:
            return "SELECT docid AS rowid FROM brief", []
        if plan.words and not plan.within:
            return "SELECT rowid FROM fk WHERE fk MATCH ?", [both(plan.word, filters) or _NOTHING]
        return "SELECT rowid FROM ft WHERE ft MATCH ?", [both(plan.within, filters) or _NOTHING]

    def _rowids(self, table: str, expression: str | None, limit: int, offset: int = 0) -> list[int]:
        rows = self._db.execute(
            f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rowid LIMIT ? OFFSET ?",
            (expression or _NOTHING, limit, offset),
        ).fetchall()
        return [row[0] for row in rows]

    def _by_isbn(self, isbn: str) -> list[int]:
        rows = self._db.execute(
            "SELECT b.docid, b.facets, b.year FROM bib JOIN brief b USING (docid) "
            "WHERE bib.isbn = ? ORDER BY b.docid LIMIT ?",
            (isbn, CAP),
        ).fetchall()
        return [docid for docid, facets, year in rows if self._passes(set(facets), year)]

    # Counting

    def _total(self) -> tuple[int, bool]:
        query, plan = self._query, self._plan
        if not self._filters and query.field is Field.ANY and [*map(len, plan.words)] == [2]:
            row = self._db.execute("SELECT n FROM df WHERE term = ?", plan.words).fetchone()
            if row:  # the kept count knows; a bigram it does not know says nothing
                return row[0], True
        if not self._narrowed:
            counted = sum(n for _, n in self._groups)
            return min(counted, CAP), counted <= CAP
        source, values = self._everything_sql()
        sql = f"SELECT count(*) FROM ({source} LIMIT {CAP + 1})"
        counted = self._db.execute(sql, values).fetchone()[0]
        return min(counted, CAP), counted <= CAP

    @property
    def _narrowed(self) -> bool:
        """Whether a filter is on that facets are counted without."""
        query = self._query
        return bool(query.kinds) or query.branch is not None or query.available

    @cached_property
    def _groups(self) -> list[tuple[str, int]]:
        """The best titles for the words, of whatever kind and place, by their facets."""
        source, values = self._everything_sql(filtered=False)
        found: list[tuple[str, int]] = self._db.execute(
            f"SELECT b.facets, count(*) FROM ({source} ORDER BY rowid LIMIT {CAP + 1}) f "
            "JOIN brief b ON b.docid = f.rowid GROUP BY b.facets",
            values,
        ).fetchall()
        return found

    def _groups_of(self, ids: list[int]) -> list[tuple[str, int]]:
        marks = ", ".join("?" * len(ids))
        sql = f"SELECT facets, 1 FROM brief WHERE docid IN ({marks})"
        found: list[tuple[str, int]] = self._db.execute(sql, ids).fetchall()
        return found

    def _facets(self, groups: list[tuple[str, int]]) -> Facets:
        kinds: Counter[str] = Counter()
        branches: Counter[str] = Counter()
        available = 0
        names = {code: name.partition(":") for name, code in self._codes.items()}
        kind_codes, branch_code, free_code = self._wanted()
        place = "free" if self._query.available else "branch"
        for facets, n in groups:
            kind_fits = kind_codes is None or not kind_codes.isdisjoint(facets)
            branch_fits = branch_code is None or branch_code in facets
            free_fits = not self._query.available or free_code in facets
            for code in facets:
                group, _, value = names[code]
                if group == "kind" and branch_fits and free_fits:
                    kinds[value] += n
                elif group == place and value and kind_fits:
                    branches[value] += n
            if kind_fits and branch_fits and free_code in facets:
                available += n
        return Facets(
            kinds=tuple((Kind(one), n) for one, n in _most(kinds)),
            branches=tuple(_most(branches)),
            available=available,
            exact=sum(n for _, n in groups) <= CAP,
        )

    # Filters

    def _wanted(self) -> tuple[frozenset[str] | None, str | None, str]:
        """Codes asked for: kinds (any), branch, and the one that says "free" (at the branch)."""
        query, codes = self._query, self._codes
        kinds = frozenset(codes.get(f"kind:{kind}", "?") for kind in query.kinds) or None
        branch = None if query.branch is None else codes.get(f"branch:{query.branch}", "?")
        free = "free" if query.branch is None else f"free:{query.branch}"
        return kinds, branch, codes.get(free, "?")

    def _passes(self, facets: set[str], year: int | None) -> bool:
        kinds, branch, free = self._wanted()
        return (
            (kinds is None or bool(kinds & facets))
            and (branch is None or branch in facets)
            and (not self._query.available or free in facets)
            and (self._query.year_from is None or (year or -1) >= self._query.year_from)
        )

    def _filter_expression(self) -> str | None:
        kinds, branch, free = self._wanted()
        parts = [self._year_expression()]
        if kinds is not None:
            parts.append(any_token("f", sorted(kinds)))
        if self._query.available:
            parts.append(any_token("f", (free,)))
        elif branch is not None:
            parts.append(any_token("f", (branch,)))
        return both(*parts)

    def _year_expression(self) -> str | None:
        """All years from `year_from` on, whole decades as one term."""
        first = self._query.year_from
        if first is None:
            return None
        tokens = []
        for name, code in self._codes.items():
            group, _, value = name.partition(":")
            in_later_decade = group == "decade" and int(value) > first // 10
            in_same_decade = group == "year" and first <= int(value) < (first // 10 + 1) * 10
            if in_later_decade or in_same_decade:
                tokens.append(code)
        return any_token("f", tokens) if tokens else _NOTHING

    # Answer

    def _answer(
        self, found: list[tuple[int, Tier]], total: int, exact: bool, *, paged: bool = False
    ) -> Results:
        page = found if paged else found[self._offset : self._offset + self._limit]
        records = records_of(self._db, [docid for docid, _ in page])
        hits = tuple(Hit(records[docid], tier) for docid, tier in page if docid in records)
        direct = isbn_key(self._query.text) and self._query.field in (Field.ANY, Field.ISBN)
        groups = self._groups_of([docid for docid, _ in found]) if direct else self._groups
        return Results(hits, total, exact, self._facets(groups))


def records_of(db: Any, ids: list[int]) -> dict[int, Title]:
    """Whole records by docid."""
    marks = ", ".join("?" * len(ids))
    rows = db.execute(f"SELECT docid, data FROM bib WHERE docid IN ({marks})", ids).fetchall()
    return {docid: TITLE.validate_json(data) for docid, data in rows}


def _most(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))
