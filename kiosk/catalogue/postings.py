"""Sets of titles by term, as a reader asks for them. Reads only.

Works on an open cursor inside the caller's read transaction. Large sets are kept in memory until
the file changes, up to a bound.
"""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Any

from kiosk.catalogue.ids import Ids, decoded
from kiosk.catalogue.terms import COLUMNS

LARGE = 4096
"""A set of more titles than this is not written anew for a change; see the table `later`."""
_KEPT_BYTES = 12 << 20
_WORTH_KEEPING = 512


class Postings:
    """The sets of one table: of titles (`post`), or of headings (`hpost`)."""

    def __init__(self, db: Any, table: str = "post") -> None:
        self._db = db
        self._later = f"SELECT col, docid, put FROM {table[:-4]}later WHERE key = ?"
        self._whole = f"SELECT n, t, a, p, s, r FROM {table} WHERE key = ?"
        self._sizes = f"SELECT key, n FROM {table} WHERE key IN "
        self._span = f"SELECT key, n FROM {table} WHERE key BETWEEN ? AND ? ORDER BY key"
        self._kept: OrderedDict[tuple[int, str], tuple[Ids, int]] = OrderedDict()
        self._bytes = 0

    def forget(self) -> None:
        """The file has changed."""
        self._kept.clear()
        self._bytes = 0

    def sizes(self, keys: Sequence[int]) -> dict[int, int]:
        """How many titles stand under each, about; those under which none does are left out."""
        marks = ", ".join("?" * len(keys))
        return dict(self._db.execute(f"{self._sizes}({marks})", keys).fetchall())

    def between(self, first: int, last: int) -> list[tuple[int, int]]:
        """Keys in order, with about how many titles."""
        found: list[tuple[int, int]] = self._db.execute(self._span, (first, last)).fetchall()
        return found

    def ids(self, key: int, columns: str = COLUMNS) -> Ids:
        """Titles under a term in any of these columns; the set must not be changed."""
        kept = self._kept.get((key, columns))
        if kept is not None:
            self._kept.move_to_end((key, columns))
            return kept[0]
        row = self._db.execute(self._whole, (key,)).fetchone()
        if row is None:
            return Ids()
        found = self._union(key, row, columns)
        size = sum(len(one) for one in row[1:] if isinstance(one, bytes))
        if size > _WORTH_KEEPING:
            self._keep((key, columns), found, size)
        return found

    def either(self, keys: Iterable[int]) -> Ids:
        """Titles under any of these terms."""
        found = [self.ids(key) for key in keys]
        return Ids.union(*found) if found else Ids()

    def _union(self, key: int, row: tuple[Any, ...], columns: str) -> Ids:
        parts = {
            name: decoded(stored)
            for name, stored in zip(COLUMNS, row[1:], strict=True)
            if stored is not None and name in columns
        }
        if row[0] > LARGE:
            for col, docid, put in self._db.execute(self._later, (key,)).fetchall():
                if COLUMNS[col] in columns:
                    ids = parts.setdefault(COLUMNS[col], Ids())
                    ids.add(docid) if put else ids.discard(docid)
        sets = list(parts.values())
        if len(sets) == 1:
            return sets[0]
        return Ids.union(*sets) if sets else Ids()

    def _keep(self, name: tuple[int, str], ids: Ids, size: int) -> None:
        self._kept[name] = (ids, size)
        self._bytes += size
        while self._bytes > _KEPT_BYTES:
            self._bytes -= self._kept.popitem(last=False)[1][1]
