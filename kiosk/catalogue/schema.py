"""The catalogue file: its tables, its marks, and how it is opened and checked.

A docid is a rank, with free places in between: the best titles come off the head of each
set with no sort. Everything here is disposable and public; nothing of a patron ever stands in it.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine

from kiosk.sqlite import NotOurs, engine

APPLICATION_ID = 0x53524243
"""SRBC: a Shirabe catalogue."""
VERSION = 7
"""Of tables, terms and folding together: a file of another version is fetched anew."""
GAP = 8
"""After a build every eighth place is free, so that changes find one near where they belong; in a
small catalogue seven of eight are, and they find the very one."""
SMALL = 50_000

_FIRST = 1024
"""What comes to be wanted most of all finds its place before the first."""


class CatalogueDamaged(Exception):  # noqa: N818 - a state of the file
    """The file is no catalogue, is damaged, or was written for another version of Shirabe."""


class CatalogueUnavailable(CatalogueDamaged):
    """The file cannot be opened or read now, and may be sound: a full or failing disk."""


def unreadable(what: str) -> CatalogueDamaged:
    """To be raised where stored bytes become no value."""
    return CatalogueDamaged(f"{what} cannot be read")


class Interrupted(Exception):  # noqa: N818 - asked for by the caller
    """The question was stopped by `Catalogue.interrupt`."""


_COLUMNS = "t, a, p, s, r"
# Numbers are never used again: a reader knows by them what it has read.
_NOTES = (
    "number INTEGER PRIMARY KEY AUTOINCREMENT, "
    "codes BLOB, ends BLOB, docids BLOB, anew BLOB, touched BLOB"
)
TABLES = (
    "CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    # One row that no change touches: words that stand in many records, against which each is
    # compressed; and pairs of letters that stand in many titles (see `terms`), one after the other.
    "CREATE TABLE fixed(sample BLOB NOT NULL, frequent TEXT NOT NULL)",
    "CREATE TABLE facet(code INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    # `data` is the whole record, compressed; `score` is what the rank was made from.
    """CREATE TABLE bib(docid INTEGER PRIMARY KEY, id TEXT NOT NULL, score INTEGER NOT NULL,
        isbn INTEGER, holds INTEGER NOT NULL, data BLOB NOT NULL)""",
    # What is read of many titles at once: filters as characters, and all folded text.
    "CREATE TABLE brief(docid INTEGER PRIMARY KEY, facets TEXT NOT NULL, forms TEXT NOT NULL)",
    # Sets of titles by term and column; `n`: titles of all columns together.
    f"CREATE TABLE post(key INTEGER PRIMARY KEY, n INTEGER NOT NULL, {_COLUMNS})",
    # Of terms with very many titles: how many, the best, and all in one set; see `common`.
    "CREATE TABLE common(key INTEGER PRIMARY KEY, n INTEGER NOT NULL, best BLOB NOT NULL, ids)",
    # What changed in sets since they were written, a note for some pages; see `notes`.
    f"CREATE TABLE later({_NOTES})",
    # What titles were, of which a note says anew where they stand: that they are taken out there.
    """CREATE TABLE former(number INTEGER NOT NULL, docid INTEGER NOT NULL, data BLOB NOT NULL,
        PRIMARY KEY(number, docid)) WITHOUT ROWID""",
    # Names, series and subjects to suggest, the most wanted first, and their own sets.
    """CREATE TABLE heading(hid INTEGER PRIMARY KEY, kind TEXT NOT NULL, text TEXT NOT NULL,
        kana TEXT NOT NULL, key TEXT NOT NULL, weight INTEGER NOT NULL, n INTEGER NOT NULL)""",
    f"CREATE TABLE hpost(key INTEGER PRIMARY KEY, n INTEGER NOT NULL, {_COLUMNS})",
    f"CREATE TABLE hlater({_NOTES})",
)

READ_LETTERS = 10
READ = f"substr(forms, 1, {READ_LETTERS})"
"""How the reading of a title begins: it comes first in the folded text."""
INDEXES = (
    "CREATE UNIQUE INDEX bib_id ON bib(id)",
    "CREATE INDEX bib_isbn ON bib(isbn) WHERE isbn IS NOT NULL",
    "CREATE INDEX bib_asked ON bib(score) WHERE score >= 10000",
    "CREATE INDEX bib_holds ON bib(holds) WHERE holds > 0",
    f"CREATE INDEX brief_read ON brief({READ})",
)


_READ_KIB, _WRITE_KIB = 1024, 8192
"""Of pages: a question reads hundreds all over the file, which the next one does not need."""


def place_of(rank: int, count: int) -> int:
    """The docid of a rank (from 0) in a new file of so many titles."""
    return _FIRST + (rank * GAP if count <= SMALL else rank + rank // (GAP - 1))


_DAMAGE = ("vtable constructor failed", "no such table", "no such column", "decode to UTF-8")
_AWAY = ("unable to open", "disk I/O error")


class world_errors:  # noqa: N801 - read as the verb it is: with world_errors()
    """Turns what the driver says of the file into the two words a caller can act on."""

    def __enter__(self) -> None: ...

    def __exit__(self, kind: object, error: BaseException | None, _: object) -> None:
        if error is not None and (told := in_our_words(error)) is not error:
            raise told from None


def in_our_words(error: BaseException) -> BaseException:
    """What the driver says of the file; as it is where that is nothing of the file."""
    words = str(error)
    if isinstance(error, NotOurs):
        return CatalogueDamaged(words)
    if isinstance(error, driver.OperationalError):
        if "interrupted" in words:
            return Interrupted()
        if any(some in words for some in _AWAY):
            # A full disk has no room for the file that readers share: nothing is wrong with ours.
            return CatalogueUnavailable(words)
        return CatalogueDamaged(words) if any(some in words for some in _DAMAGE) else error
    # malformed, not a database
    return CatalogueDamaged(words) if type(error) is driver.DatabaseError else error


def open_file(path: Path, *, readonly: bool) -> Engine:
    """An engine on an existing catalogue of this version; CatalogueDamaged on any other file."""
    _check_head(path)
    cache_kib = _READ_KIB if readonly else _WRITE_KIB
    made = engine(path, synchronous="NORMAL", readonly=readonly, cache_kib=cache_kib)
    try:
        with world_errors():
            raw = made.raw_connection()
            try:
                check(raw.cursor())
            finally:
                raw.close()
    except CatalogueDamaged:
        made.dispose()
        raise
    return made


def _check_head(path: Path) -> None:
    """Look at the first bytes before SQLite may touch the file: a foreign one stays as it is."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError:
        raise CatalogueDamaged("there is no catalogue file that can be read") from None
    if len(head) < 100 or not head.startswith(b"SQLite format 3\0"):
        raise CatalogueDamaged("the file is no catalogue of Shirabe")
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise CatalogueDamaged("the file is no catalogue of Shirabe")


def check(cursor: Any) -> None:
    """Raise CatalogueDamaged unless the open file carries our version and its marks."""
    if cursor.execute("PRAGMA user_version").fetchone()[0] != VERSION:
        raise CatalogueDamaged("the catalogue was written for another version of Shirabe")
    if not {"as_of", "cursor", "count"} <= set(meta(cursor)):
        raise CatalogueDamaged("the catalogue was never finished")
    state(cursor)


@dataclass(frozen=True, slots=True)
class State:
    """The central's clock when the data was made, where its feed goes on, and how many titles."""

    as_of: datetime
    cursor: str
    count: int


def state(cursor: Any) -> State:
    """What the marks of the file say; CatalogueDamaged where they say nothing."""
    marks = meta(cursor)
    try:
        return State(datetime.fromisoformat(marks["as_of"]), marks["cursor"], int(marks["count"]))
    except (KeyError, ValueError):
        raise unreadable("a mark") from None


def meta(cursor: Any) -> dict[str, str]:
    """The file's marks by name: as_of (ISO), cursor, count; standing (JSON), where it is known."""
    return dict(cursor.execute("SELECT name, value FROM meta").fetchall())


def set_meta(cursor: Any, values: dict[str, str]) -> None:
    """Write marks, inside the caller's transaction."""
    cursor.executemany("INSERT OR REPLACE INTO meta(name, value) VALUES (?, ?)", values.items())
