"""Change sets that lie in a file, and find free places in it. Inside the caller's transaction.

A small set is written anew. What changes in a large one is only noted beside it, because writing
it whole would cost more than the page; when much has been noted, it is written after all.
"""

from itertools import islice
from typing import Any

from kiosk.catalogue.ids import Ids, Stored, decoded, encoded, size, with_one
from kiosk.catalogue.postings import LARGE
from kiosk.catalogue.terms import COLUMNS

Changes = dict[int, dict[tuple[int, int], int]]
"""For each key: column and docid, and whether to put it (1) or take it (0)."""
_AT_ONCE = 500
_NOTED = 4096
_FOLDED_AT_ONCE = 8
_WIDTH = len(COLUMNS)


def rewrite(db: Any, table: str, changes: Changes) -> None:
    """Write all changes of one table of sets."""
    large: list[int] = []
    keys = iter(sorted(changes))
    while some := list(islice(keys, _AT_ONCE)):
        rows = {row[0]: row for row in _rows(db, table, some)}
        small = []
        for key in some:
            row = rows.get(key)
            if row is not None and row[1] > LARGE:
                large.append(key)
            else:
                small.append(_changed(key, row, changes[key]))
        _write(db, table, small)
    _note(db, table, {key: changes[key] for key in large})


def _rows(db: Any, table: str, keys: list[int]) -> list[tuple[Any, ...]]:
    marks = ", ".join("?" * len(keys))
    sql = f"SELECT key, n, t, a, p, s, r FROM {table} WHERE key IN ({marks})"
    found: list[tuple[Any, ...]] = db.execute(sql, keys).fetchall()
    return found


def _changed(
    key: int, row: tuple[Any, ...] | None, changes: dict[tuple[int, int], int]
) -> tuple[Any, ...]:
    columns: list[Stored] = list(row[2:]) if row is not None else [None] * _WIDTH
    if len(changes) == 1:
        ((col, docid), put) = next(iter(changes.items()))
        columns[col] = with_one(columns[col], docid, put)
    else:
        sets: dict[int, Ids] = {}
        for (col, docid), put in changes.items():
            ids = sets.get(col)
            if ids is None:
                ids = sets[col] = decoded(columns[col]).copy()
            ids.add(docid) if put else ids.discard(docid)
        for col, ids in sets.items():
            columns[col] = encoded(list(ids) if len(ids) <= 8 else ids)
    return (key, sum(map(size, columns)), *columns)


def _write(db: Any, table: str, rows: list[tuple[Any, ...]]) -> None:
    db.executemany(
        f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?, ?, ?, ?, ?)",
        [row for row in rows if row[1]],
    )
    db.executemany(f"DELETE FROM {table} WHERE key = ?", [(row[0],) for row in rows if not row[1]])


def _note(db: Any, table: str, changes: Changes) -> None:
    later = f"{table[:-4]}later"
    db.executemany(
        f"INSERT OR REPLACE INTO {later} VALUES (?, ?, ?, ?)",
        [
            (key, col, docid, put)
            for key, some in changes.items()
            for (col, docid), put in some.items()
        ],
    )
    # Those that change most are looked at, a few each time: nothing is noted for ever.
    most = sorted(changes, key=lambda key: -len(changes[key]))[:_FOLDED_AT_ONCE]
    for key in most:
        noted = db.execute(f"SELECT col, docid, put FROM {later} WHERE key = ?", (key,)).fetchall()
        if len(noted) > _NOTED:
            row = _rows(db, table, [key])[0]
            made = _changed(key, row, {(col, docid): put for col, docid, put in noted})
            _write(db, table, [made])
            db.execute(f"DELETE FROM {later} WHERE key = ?", (key,))


def free_place(db: Any, table: str, wanted: int) -> int:
    """A free place for a row of `bib` or `heading`: behind all that are wanted as much, or near."""
    column, _ = _RANKED[table]
    bound = _behind(db, table, wanted)
    last = db.execute(f"SELECT max({column}) FROM {table} WHERE {column} <= ?", (bound,)).fetchone()
    if last[0] is None and bound > 0:
        return bound  # before the first
    at = (last[0] or 0) + 1
    while True:
        rows = db.execute(
            f"SELECT {column} FROM {table} WHERE {column} >= ? ORDER BY {column} LIMIT 256", (at,)
        ).fetchall()
        for (taken,) in rows:
            if taken > at:
                return at
            at = taken + 1
        if not rows:
            return at


_RANKED = {"bib": ("docid", "score"), "heading": ("hid", "weight")}


def _behind(db: Any, table: str, wanted: int) -> int:
    """The last place that is wanted as much, as far as places are in that order."""
    column, score = _RANKED[table]
    low, high = 0, db.execute(f"SELECT ifnull(max({column}), 0) FROM {table}").fetchone()[0]
    while low < high:
        middle = (low + high + 1) // 2
        row = db.execute(
            f"SELECT {column}, {score} FROM {table} WHERE {column} <= ? "
            f"ORDER BY {column} DESC LIMIT 1",
            (middle,),
        ).fetchone()
        if row is None or row[1] >= wanted:
            low = middle
        else:
            high = row[0] - 1
    return int(low)
