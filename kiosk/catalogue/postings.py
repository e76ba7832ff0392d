"""Sets of titles by term, as a reader asks for them. Reads only.

Works on an open cursor inside the caller's read transaction. Sets are kept in memory, up to a
bound, until a change tells of them.
"""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from kiosk.catalogue.ids import Ids, decoded
from kiosk.catalogue.notes import Change, Notes
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
        self._counted = f"SELECT key, n FROM {table} WHERE key BETWEEN ? AND ?"
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
        found = dict(self._db.execute(f"{self._sizes}({marks})", keys).fetchall())
        for key in keys:
            changes = self._notes.of(key)
            if changes:
                found[key] = self._about(key, found.get(key, 0), changes)
                if not found[key]:
                    del found[key]
        return found

    def size(self, key: int) -> int:
        """How many titles stand under one term, about; 0 is always true."""
        found = self._known.get(key)
        if found is None:
            row = self._db.execute(self._size, (key,)).fetchone()
            changes = self._notes.of(key)
            found = self._about(key, row[0] if row else 0, changes) if row or changes else 0
            if len(self._known) == _SIZES:
                self._known.clear()
            self._known[key] = found
        return found

    def _about(self, key: int, size: int, changes: Sequence[Change]) -> int:
        """What is in the set by now counts twice; that there are none is always true."""
        come = sum(len(change.docids) for change in changes if change.put)
        gone = sum(len(change.docids) for change in changes) - come
        return size + come if size > gone or not gone else len(self.ids(key))

    def between(self, first: int, last: int) -> list[tuple[int, int]]:
        """Keys in order, with how many titles, column by column."""
        sizes = dict(self._db.execute(self._counted, (first, last)).fetchall())
        for key in self._notes.keys(first, last):
            sizes[key] = sum(len(self.ids(key, column)) for column in COLUMNS)
        return sorted((key, size) for key, size in sizes.items() if size)

    def ids(self, key: int, columns: str = COLUMNS) -> Ids:
        """Titles under a term in any of these columns; the set must not be changed."""
        name = (key, columns)
        kept = self._kept.get(name)
        if kept is not None:
            if kept.as_of == self._notes.newest:
                self._kept.move_to_end(name)
                return kept.ids
            self._bytes -= self._kept.pop(name).size
            if self._notes.silent(key, kept.as_of):
                self._keep(name, kept.ids, kept.size)
                return kept.ids
        changes = self._notes.of(key)
        row = self._common(_SET, key, changes) if columns == COLUMNS else None
        if row is None:
            row = self._db.execute(self._whole, (key,)).fetchone() or _NOTHING
            found = self._union(row, changes, columns)
        else:
            found = _changed(decoded(row[0]), changes)
        self._keep(name, found, _AROUND + sum(map(_weight, row)))
        return found

    def foremost(self, key: int, columns: str = COLUMNS) -> "Ids | Foremost":
        """The same, for who will hardly look further than at the best of them."""
        changes = self._notes.of(key)
        row = None
        if columns == COLUMNS and not changes and (key, columns) not in self._kept:
            row = self._common(_BEST, key, changes)
        if row is None:
            return self.ids(key, columns)
        return Foremost(array("I", row[0]), row[1], lambda: self.ids(key, columns))

    def _common(self, sql: str, key: int, changes: Sequence[Change]) -> Sequence[Any] | None:
        """What `common` says of a term; nothing where titles left a column, maybe for another."""
        if not self._titles or any(not change.put for change in changes):
            return None
        row: Sequence[Any] | None = self._db.execute(sql, (key,)).fetchone()
        return row

    def either(self, keys: Iterable[int]) -> Ids:
        """Titles under any of these terms."""
        found = [self.ids(key) for key in keys]
        return Ids.union(*found) if found else Ids()

    def _union(self, row: Sequence[Any], changes: Sequence[Change], columns: str) -> Ids:
        parts = {
            name: decoded(stored)
            for name, stored in zip(COLUMNS, row[1:], strict=True)
            if stored is not None and name in columns
        }
        for col in {change.col for change in changes}:
            name = COLUMNS[col]
            if name in columns:
                some = [change for change in changes if change.col == col]
                parts[name] = _changed(parts.get(name, _NONE), some)
        sets = list(parts.values())
        if len(sets) == 1:
            return sets[0]
        return Ids.union(*sets) if sets else _NONE

    def _keep(self, name: tuple[int, str], ids: Ids, size: int) -> None:
        self._kept[name] = _Kept(ids, size, self._notes.newest)
        self._bytes += size
        while self._bytes > self._room:
            self._bytes -= self._kept.popitem(last=False)[1].size


def _changed(ids: Ids, changes: Iterable[Change]) -> Ids:
    """A set with what came and went since; what is said last holds."""
    come, gone = set[int](), set[int]()
    for _, put, docids in changes:
        (come if put else gone).update(docids)
        (gone if put else come).difference_update(docids)
    if gone:
        ids = ids - Ids(gone)
    return ids | Ids(come) if come else ids


def _weight(stored: object) -> int:
    return len(stored) if isinstance(stored, bytes) else 0
