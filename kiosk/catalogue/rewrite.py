"""Write what changes in sets that lie in a file, and find free places in it.

Inside the caller's transaction. What a page changes is noted beside the sets. Some notes are laid
together as they become many, and when much is noted the sets themselves are written, a few
thousand with each page and in order of keys: no page pays for all. Where titles stood that a note
has anew is worked out only when its turn comes: readers need not know, and the next build may come
before.
"""

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Any

from kiosk.catalogue.common import common_of
from kiosk.catalogue.ids import Ids, Stored, decoded, encoded
from kiosk.catalogue.notes import Change, Note, merged, with_gone
from kiosk.catalogue.schema import meta, set_meta, unreadable
from kiosk.catalogue.terms import COLUMNS

_WIDTH = len(COLUMNS)
_PART = 4
"""What is laid together takes a fourth of the room at most, but for two that are larger."""
_WITH_FORMER = "later"
"""The notes of titles; headings are never anew."""
_Key = tuple[int, int, Stored, Stored, Stored, Stored, Stored]
"""A row of a table of sets."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much may be noted: notes before they are laid together, bytes in all of them before the
    oldest is worked off, and the share of it with each page."""

    notes: int = 16
    size: int = 9_600_000
    share: int = 48


USUAL = Room()


@dataclass(frozen=True, slots=True)
class Former:
    """Of the titles that a note has anew: their records before, and what tells of a record where
    its title stood."""

    records: Sequence[tuple[int, bytes]]
    stood: Callable[[bytes], Iterable[Set[int]]]


def write_down(db: Any, table: str, note: Note, room: Room, former: Former | None = None) -> None:
    """Note what changes in the sets of `table`, and work off what is too much."""
    notes = f"{table[:-4]}later"
    length = " + ".join(f"length({part})" for part in Note._fields)
    sizes = db.execute(f"SELECT number, {length} FROM {notes} ORDER BY number").fetchall()
    _lay_together(db, notes, sizes, room)
    if note.touched:
        number = _insert(db, notes, None, note)
        if former is not None:
            rows = ((number, docid, record) for docid, record in former.records)
            db.executemany("INSERT INTO former VALUES (?, ?, ?)", rows)
    if sum(size for _, size in sizes) + sum(len(bytes(part)) for part in note) > room.size:
        _work_off(db, table, notes, room.share, former)


def _insert(db: Any, notes: str, number: int | None, note: Note) -> int:
    """Under this number, or the next; which it was."""
    names, marks = ", ".join(Note._fields), ", ?" * len(note)
    sql = f"INSERT INTO {notes}(number, {names}) VALUES (?{marks})"
    given: int = db.execute(sql, [number, *map(bytearray, note)]).lastrowid
    return given


def _loaded(db: Any, notes: str, number: int) -> Note:
    sql = f"SELECT {', '.join(Note._fields)} FROM {notes} WHERE number = ?"
    return Note.loaded(*db.execute(sql, (number,)).fetchone())


def _lay_together(db: Any, notes: str, sizes: list[tuple[int, int]], room: Room) -> None:
    """The newest ones, as far back as they are no shorter than half of one before them; where they
    are many. One that is being worked off stays as it is."""
    begun, _ = _mark(db, notes)
    waiting = [one for one in sizes if one[0] != begun]
    if len(waiting) < max(room.notes, 2):
        return
    *older, (first, total) = waiting
    newest = first
    for number, count in reversed(older):
        if number != older[-1][0] and (count > total * 2 or total + count > room.size // _PART):
            break
        first, total = number, total + count
    some = [_loaded(db, notes, number) for number, _ in waiting if number >= first]
    db.execute(f"DELETE FROM {notes} WHERE number >= ?", (first,))
    # Readers that have read the newest of them go on with what they hold.
    _insert(db, notes, newest, merged(some))
    if notes == _WITH_FORMER:
        # Of each title the earliest: what it was before them all.
        sql = "SELECT ?, docid, data FROM former WHERE number >= ? ORDER BY number DESC"
        db.execute(f"INSERT OR REPLACE INTO former {sql}", (newest, first))
        db.execute("DELETE FROM former WHERE number >= ? AND number < ?", (first, newest))


def _whole(db: Any, number: int, note: Note, former: Former | None) -> Note:
    """A note that says as well where the titles stood before that it has anew."""
    if former is None or not note.anew:
        return note
    sql = "SELECT docid, data FROM former WHERE number = ?"
    rows = db.execute(sql, (number,)).fetchall()
    if not rows:  # it says so already
        return note
    db.execute("DELETE FROM former WHERE number = ?", (number,))
    return with_gone(note, [(docid, former.stood(record)) for docid, record in rows])


def _mark(db: Any, notes: str) -> tuple[int, int]:
    """The note that is being worked off, and how far it is."""
    told = meta(db).get(f"{notes}_at", "0 0")
    try:
        number, at = map(int, told.split())
    except ValueError:
        raise unreadable("a mark") from None
    return number, at


def _work_off(db: Any, table: str, notes: str, share: int, former: Former | None) -> None:
    """Write the next sets of the oldest note; what was written twice by chance does no harm."""
    number = db.execute(f"SELECT min(number) FROM {notes}").fetchone()[0]
    lies = _loaded(db, notes, number)
    note = _whole(db, number, lies, former)
    if note is not lies:
        db.execute(f"DELETE FROM {notes} WHERE number = ?", (number,))
        _insert(db, notes, number, note)
    begun, at = _mark(db, notes)
    start = at if begun == number else 0
    end = start + len(note.codes) // share + 1
    _write(db, table, note, start, end)
    if end < len(note.codes):
        set_meta(db, {f"{notes}_at": f"{number} {end}"})
    else:
        db.execute(f"DELETE FROM {notes} WHERE number = ?", (number,))


def _write(db: Any, table: str, note: Note, start: int, end: int) -> None:
    changes: dict[int, list[Change]] = {}
    for key, change in note.said(start, end):
        changes.setdefault(key, []).append(change)
    # One by one and in order of keys: neighbours lie on the same pages of the file.
    sql = f"SELECT key, n, t, a, p, s, r FROM {table} WHERE key = ?"
    rows: list[tuple[Any, ...]] = [
        _changed(db.execute(sql, (key,)).fetchone() or (key, 0, *[None] * _WIDTH), some)
        for key, some in changes.items()
    ]
    sets = ", nullif(?, 0)" * _WIDTH
    db.executemany(
        f"INSERT OR REPLACE INTO {table} VALUES (?, ?{sets})", [row for row in rows if row[1]]
    )
    db.executemany(f"DELETE FROM {table} WHERE key = ?", [(row[0],) for row in rows if not row[1]])
    if table == "post":
        _write_common(db, rows)


def _write_common(db: Any, rows: list[tuple[Any, ...]]) -> None:
    """What follows from sets that were written."""
    db.executemany("DELETE FROM common WHERE key = ?", [(row[0],) for row in rows])
    common = [found for key, n, *columns in rows if (found := common_of(key, n, columns))]
    db.executemany("INSERT INTO common VALUES (?, ?, ?, ?)", common)


def _changed(row: _Key, changes: list[Change]) -> tuple[Any, ...]:
    key, n, *columns = row
    for col, put, docids in changes:
        ids, other = decoded(columns[col]), Ids(docids)
        n -= len(ids)
        ids = ids | other if put else ids - other
        n += len(ids)
        columns[col] = encoded(ids)
    return key, n, *map(_as_given, columns)


def _as_given(stored: Stored) -> int | bytearray:
    """The driver takes this at once; for bytes and None it first looks how they are adapted."""
    return bytearray(stored) if isinstance(stored, bytes) else stored or 0
