"""Sets of titles by term, as a reader asks for them. Reads only.

Works on an open cursor inside the caller's read transaction. Sets are kept in memory, up to a
bound, until a change tells of them.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from kiosk.catalogue.ids import Ids, decoded, numbers
from kiosk.catalogue.notes import News, Notes
from kiosk.catalogue.terms import COLUMNS

_KEPT_BYTES = {"post": 8 << 20, "hpost": 2 << 20}
_AROUND = 400
"""Bytes that a set takes beside what it holds, about."""
_SIZES = 4000
"""So many sizes are kept: the next letter is asked with the pieces of those before it."""
_NONE = Ids()
_NOTHING: Sequence[Any] = (0, None, None, None, None, None)
_SET = "SELECT ids FROM common WHERE key = ?"
_BEST = "SELECT best, n FROM common WHERE key = ?"


class _Kept(NamedTuple):
    ids: Ids
    size: int
    as_of: int


class Foremost:
    """The titles under one term: how many, and the best of them; the set is opened for the rest."""

    def __init__(self, best: Sequence[int], size: int, ids: Callable[[], Ids]) -> None:
        self._best, self._size, self._ids = best, size, ids

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[int]:
        yield from self._best
        if self._size > len(self._best):
            yield from islice(self._ids(), len(self._best), None)

    def __contains__(self, docid: object) -> bool:
        if not isinstance(docid, int):
            return False
        if self._size == len(self._best) or docid <= self._best[-1]:
            return docid in self._best
        return docid in self._ids()


class Postings:
    """The sets of one table: of titles (`post`), or of headings (`hpost`)."""

    def __init__(self, db: Any, table: str = "post") -> None:
        self._db = db
        self._notes = Notes(db, f"{table[:-4]}later")
        self._whole = f"SELECT n, t, a, p, s, r FROM {table} WHERE key = ?"
        self._size = f"SELECT n FROM {table} WHERE key = ?"
        self._sizes = f"SELECT key, n FROM {table} WHERE key IN "
        self._there = f"SELECT key FROM {table} WHERE key BETWEEN ? AND ?"
        self._titles = table == "post"
        self._room = _KEPT_BYTES[table]
        self._kept: OrderedDict[tuple[int, str], _Kept] = OrderedDict()
        self._bytes = 0
        self._known: dict[int, int] = {}

    def look(self) -> list[int] | None:
        """At the beginning, and when the file has changed: what changed, None where all may have.

        What is kept is looked through only as far as it is asked for again.
        """
        news = self._notes.look()
        self._known.clear()
        if news is None:
            self._kept.clear()
            self._bytes = 0
            return None
        return [docid for note in news for docid in note.touched]

    def sizes(self, keys: Sequence[int]) -> dict[int, int]:
        """How many titles stand under each, about; those under which none does are left out."""
        marks = ", ".join("?" * len(keys))
        there = dict(self._db.execute(f"{self._sizes}({marks})", keys).fetchall())
        found = ((key, self._about(key, there.get(key, 0))) for key in keys)
        return {key: size for key, size in found if size}

    def size(self, key: int) -> int:
        """How many titles stand under one term, about; 0 is always true."""
        found = self._known.get(key)
        if found is None:
            row = self._db.execute(self._size, (key,)).fetchone()
            found = self._about(key, row[0] if row else 0)
            if len(self._known) == _SIZES:
                self._known.clear()
            self._known[key] = found
        return found

    def _about(self, key: int, size: int) -> int:
        """What is in the set by now counts twice; that there are none is always true."""
        gone, come = self._notes.of(key)
        # A title counts once in each column.
        lost = sum(map(len, gone.values())) + len(self._notes.void) * len(COLUMNS)
        if come or size > lost or not size:
            return size + sum(map(len, come.values()))
        return len(self.ids(key))

    def between(self, first: int, last: int) -> list[int]:
        """Keys in order under which titles may stand."""
        there = {row[0] for row in self._db.execute(self._there, (first, last)).fetchall()}
        return sorted(there | self._notes.keys(first, last))

    def ids(self, key: int, columns: str = COLUMNS) -> Ids:
        """Titles under a term in any of these columns; the set must not be changed."""
        name = (key, columns)
        kept = self._kept.get(name)
        if kept is not None and kept.as_of == self._notes.newest:
            self._kept.move_to_end(name)
            return kept.ids
        news = self._notes.of(key)
        if kept is not None:
            self._bytes -= self._kept.pop(name).size
            # Whatever came and went before is in it, and may come and go again.
            if len(columns) == 1 or not news.gone:
                found = self._with(kept.ids, news, columns)
                self._keep(name, found, kept.size)
                return found
        row = self._common(_SET, key, news) if columns == COLUMNS else None
        if row is None:
            row = self._db.execute(self._whole, (key,)).fetchone() or _NOTHING
            found = self._with(_union(row, news, columns), news, columns)
        else:
            found = self._with(decoded(row[0]), news, columns)
        self._keep(name, found, _AROUND + sum(map(_weight, row)))
        return found

    def foremost(self, key: int, columns: str = COLUMNS) -> "Ids | Foremost":
        """The same, for who will hardly look further than at the best of them."""
        news = self._notes.of(key)
        as_written = columns == COLUMNS and not (news.come or self._notes.void)
        row = None
        if as_written and (key, columns) not in self._kept:
            row = self._common(_BEST, key, news)
        if row is None:
            return self.ids(key, columns)
        return Foremost(numbers(row[0]), row[1], lambda: self.ids(key, columns))

    def _common(self, sql: str, key: int, news: News) -> Sequence[Any] | None:
        """What `common` says of a term; nothing where titles left a column, maybe for another."""
        if not self._titles or news.gone:
            return None
        row: Sequence[Any] | None = self._db.execute(sql, (key,)).fetchone()
        return row

    def either(self, keys: Iterable[int]) -> Ids:
        """Titles under any of these terms."""
        found = [self.ids(key) for key in keys]
        return Ids.union(*found) if found else Ids()

    def _with(self, ids: Ids, news: News, columns: str) -> Ids:
        """What of a set has not gone, with what came."""
        void = self._notes.void
        if not ids.isdisjoint(void):
            ids = ids - void
        if len(columns) == 1 and (gone := news.gone.get(COLUMNS.index(columns))):
            ids = ids - gone
        come = [some for col, some in news.come.items() if COLUMNS[col] in columns]
        return Ids.union(ids, *come) if come else ids

    def _keep(self, name: tuple[int, str], ids: Ids, size: int) -> None:
        self._kept[name] = _Kept(ids, size, self._notes.newest)
        self._bytes += size
        while self._bytes > self._room:
            self._bytes -= self._kept.popitem(last=False)[1].size


def _union(row: Sequence[Any], news: News, columns: str) -> Ids:
    """What a row of the file says of these columns, without what went out of each."""
    sets = [
        decoded(stored) - news.gone[col] if col in news.gone else decoded(stored)
        for col, stored in enumerate(row[1:])
        if stored is not None and COLUMNS[col] in columns
    ]
    if len(sets) == 1:
        return sets[0]
    return Ids.union(*sets) if sets else _NONE


def _weight(stored: object) -> int:
    return len(stored) if isinstance(stored, bytes) else 0
