"""An open catalogue as all questions see it: its sets, its records, its filters. Reads only.

Works inside the caller's read transaction. What it keeps in memory it forgets as soon as a change
tells of it.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

from kiosk.catalogue.counts import facet_letter
from kiosk.catalogue.ids import Ids
from kiosk.catalogue.postings import Postings
from kiosk.catalogue.readings import BEYOND, Readings, behind
from kiosk.catalogue.records import Title
from kiosk.catalogue.rows import Packing
from kiosk.catalogue.terms import Pairs, facet_key, pairs_of

_RECORDS = 4000
"""So many decoded records are kept: the best titles come again with every key."""
_BRIEFS = "FROM json_each(?) CROSS JOIN brief ON docid = value WHERE true"


class Reader:
    """One open file."""

    def __init__(self, db: Any) -> None:
        self.db = db
        self.titles = Postings(db, "post")
        self.headings = Postings(db, "hpost")
        self.readings = Readings(db, self.titles)
        self._version: int | None = None
        self._facets: dict[str, int] = {}
        self._records: dict[int, Title] = {}
        self._dates: list[int] = []
        self._values: dict[str, list[str]] = {}

    def look(self) -> None:
        """Forget what a change has made stale; at the beginning of every question."""
        version: int = self.db.execute("PRAGMA data_version").fetchone()[0]
        if version == self._version:
            return
        changed = self.titles.look()
        if changed is None:
            self._records.clear()
        for docid in changed or ():
            self._records.pop(docid, None)
        self.headings.look()
        self.readings.look()
        self._dates = []
        self._look_at_facets()
        self._version = version  # last: a question may be stopped on the way

    def _look_at_facets(self) -> None:
        """Codes are given out one after the other and stay."""
        newest = self.db.execute("SELECT max(code) FROM facet").fetchone()[0]
        if newest is not None and newest >= len(self._facets):
            self._values.clear()
            self._facets = dict(self.db.execute("SELECT name, code FROM facet").fetchall())

    @cached_property
    def packing(self) -> Packing:
        """How records are compressed; the same for as long as the file is the same."""
        return Packing(self.db.execute("SELECT sample FROM fixed").fetchone()[0])

    @cached_property
    def frequent(self) -> Pairs:
        """Pairs of letters of which threes are terms too; the same as long."""
        return pairs_of(self.db.execute("SELECT frequent FROM fixed").fetchone()[0])

    # -- records ------------------------------------------------------------------------------

    def records(self, docids: Sequence[int]) -> dict[int, Title]:
        """Whole titles by docid."""
        kept = self._records
        found = {docid: kept[docid] for docid in docids if docid in kept}
        unread = [docid for docid in docids if docid not in found]
        if unread:
            title = self.packing.title
            marks = ("?," * len(unread))[:-1]
            sql = f"SELECT docid, data FROM bib WHERE docid IN ({marks})"
            fresh = {docid: title(data) for docid, data in self.db.execute(sql, unread).fetchall()}
            kept.update(fresh)
            for docid in list(islice(kept, max(len(kept) - _RECORDS, 0))):
                del kept[docid]
            found.update(fresh)
        return found

    def briefs(self, docids: Iterable[int]) -> list[tuple[int, str]]:
        """Docid and folded text, in the order asked."""
        sql = f"SELECT docid, forms {_BRIEFS}"
        found: list[tuple[int, str]] = self.db.execute(sql, (_listed(docids),)).fetchall()
        return found

    def holding(self, docids: Iterable[int], words: Sequence[str], most: int = -1) -> list[int]:
        """Those in whose folded text all the words stand, in the order asked; the first `most`."""
        tests = " AND instr(forms, ?)" * len(words)
        sql = f"SELECT docid {_BRIEFS}{tests} LIMIT ?"
        rows = self.db.execute(sql, (_listed(docids), *words, most)).fetchall()
        return [row[0] for row in rows]

    def few_holding(self, docids: Iterable[int], words: Sequence[str]) -> list[int]:
        """The same of a few, in order of rank: sooner asked than as JSON."""
        few = tuple(docids)
        marks = ("?," * len(few))[:-1]
        tests = " AND instr(forms, ?)" * len(words)
        sql = f"SELECT docid FROM brief WHERE docid IN ({marks}){tests}"
        return [row[0] for row in self.db.execute(sql, (*few, *words)).fetchall()]

    def by_text(self, docids: Iterable[int], first: str = "", last: str = "") -> list[int]:
        """In order of folded text: the reading comes first in it. Those that begin as `first` or as
        `last` does, or stand between."""
        start, end = first, behind(last) if last else BEYOND
        sql = f"SELECT docid {_BRIEFS} AND forms >= ? AND forms < ? ORDER BY forms, docid"
        rows = self.db.execute(sql, (_listed(docids), start, end)).fetchall()
        return [row[0] for row in rows]

    def lettered(self, docids: Iterable[int]) -> list[str]:
        """Filters that titles pass, as letters."""
        sql = f"SELECT facets {_BRIEFS}"
        return [row[0] for row in self.db.execute(sql, (_listed(docids),)).fetchall()]

    # -- filters ------------------------------------------------------------------------------

    def facet(self, name: str) -> Ids:
        """Titles that pass a filter; none where no title ever did."""
        code = self._facets.get(name)
        return Ids() if code is None else self.titles.ids(facet_key(code), "t")

    def any_of(self, names: Sequence[str]) -> Ids:
        """Titles that pass any of these filters."""
        sets = [self.facet(name) for name in names]
        if len(sets) == 1:
            return sets[0]
        return Ids.union(*sets) if sets else Ids()

    def facets(self, group: str) -> list[str]:
        """The values of a group of filters that any title has."""
        if not self._values:
            for name in self._facets:
                first, _, value = name.partition(":")
                self._values.setdefault(first, []).append(value)
        return self._values.get(group, [])

    def names(self) -> list[str]:
        """All filters that any title ever passed."""
        return list(self._facets)

    def all(self) -> Ids:
        """Every title: each is of some kind."""
        return self.any_of([f"kind:{value}" for value in self.facets("kind")])

    def letters(self) -> dict[str, str]:
        """Filters by the letter they have in `brief`."""
        return {facet_letter(code): name for name, code in self._facets.items()}

    @property
    def dates(self) -> list[int]:
        """The years that any title is of, the newest first."""
        if not self._dates:
            self._dates = sorted(map(int, self.facets("year")), reverse=True)
        return self._dates

    def dated(self, first: int, last: int) -> list[Ids]:
        """Titles of these years, in sets that have none in common; whole decades are one each."""
        years = [year for year in self.dates if first <= year <= last]
        decades = dict.fromkeys(year // 10 for year in years)
        whole = {one for one in decades if first <= one * 10 and one * 10 + 9 <= last}
        names = [f"decade:{decade}" for decade in whole]
        names += [f"year:{year}" for year in years if year // 10 not in whole]
        return [self.facet(name) for name in names]

    def years(self, first: int, last: int) -> Ids:
        """Titles of these years."""
        return Ids.union(Ids(), *self.dated(first, last))


def _listed(docids: Iterable[int]) -> str:
    """As JSON: one parameter for any number of them."""
    return f"[{','.join(map(str, docids))}]"
