"""The catalogue file: its tables, its marks, and how it is opened and checked.

docid = rank * GAP: FTS5 gives rowids in order, so the best titles come off the head of a posting
list with no sort. Everything here is disposable and public; nothing of a patron ever stands in it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine

from kiosk.sqlite import NotOurs, engine

APPLICATION_ID = 0x53524243
"""SRBC: a Shirabe catalogue."""
VERSION = 1
"""Of tables, tokens and folding together: a file of another version is fetched anew."""
GAP = 8
"""Distance of neighbouring docids after a build, so that changes find a place between."""


class CatalogueDamaged(Exception):  # noqa: N818 - a state of the file
    """The file is no catalogue, is damaged, or was written for another version of Shirabe."""


class CatalogueUnavailable(CatalogueDamaged):
    """The file cannot be opened or read now, and may be sound: a full or failing disk."""


class Interrupted(Exception):  # noqa: N818 - asked for by the caller
    """The question was stopped by `Catalogue.interrupt`."""


TABLES = (
    "CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    # `data` is the whole record as compact JSON.
    """CREATE TABLE bib(docid INTEGER PRIMARY KEY, id TEXT NOT NULL, score INTEGER NOT NULL,
        isbn TEXT, series TEXT, added TEXT, popularity INTEGER NOT NULL, holds INTEGER NOT NULL,
        data TEXT NOT NULL)""",
    # All searchable forms of a title, to read off what follows the letters typed so far.
    "CREATE TABLE forms(docid INTEGER PRIMARY KEY, folded TEXT NOT NULL)",
    # What sorting and counting need of each title, kept narrow: facets as characters.
    "CREATE TABLE brief(docid INTEGER PRIMARY KEY, year INTEGER, reading TEXT, facets TEXT)",
    "CREATE TABLE facet(code TEXT PRIMARY KEY, name TEXT UNIQUE, n INTEGER NOT NULL) WITHOUT ROWID",
    """CREATE VIRTUAL TABLE ft USING fts5(t, a, p, s, r, f, content='', contentless_delete=1,
        detail=full, tokenize='ascii', prefix='1')""",
    """CREATE VIRTUAL TABLE fk USING fts5(t, a, p, s, r, f, content='', contentless_delete=1,
        detail=column, tokenize='ascii', prefix='1 2 3 4')""",
    """CREATE VIRTUAL TABLE fx USING fts5(x, content='', contentless_delete=1,
        detail=none, tokenize='ascii')""",
    "CREATE TABLE df(term TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID",
    """CREATE TABLE heading(hid INTEGER PRIMARY KEY, kind TEXT NOT NULL, text TEXT NOT NULL,
        kana TEXT NOT NULL, key TEXT NOT NULL, weight INTEGER NOT NULL, n INTEGER NOT NULL)""",
    """CREATE VIRTUAL TABLE hd USING fts5(k, content='', contentless_delete=1, detail=none,
        tokenize='ascii', prefix='2 3 4')""",
)

INDEXES = (
    "CREATE UNIQUE INDEX bib_id ON bib(id)",
    "CREATE INDEX bib_score ON bib(score, docid)",
    "CREATE INDEX bib_isbn ON bib(isbn) WHERE isbn IS NOT NULL",
    "CREATE INDEX bib_series ON bib(series) WHERE series IS NOT NULL",
    "CREATE INDEX bib_added ON bib(added) WHERE added IS NOT NULL",
    "CREATE INDEX bib_popularity ON bib(popularity) WHERE popularity > 0",
    "CREATE INDEX bib_holds ON bib(holds) WHERE holds > 0",
    "CREATE UNIQUE INDEX heading_same ON heading(text, kind, kana, key)",
    "CREATE INDEX heading_weight ON heading(weight, hid)",
)


_DAMAGE = ("vtable constructor failed", "no such table", "no such column", "decode to UTF-8")
_AWAY = ("unable to open", "disk I/O error")


@contextmanager
def world_errors() -> Iterator[None]:
    """Turn what the driver says of the file into the two words a caller can act on."""
    try:
        yield
    except NotOurs as error:
        raise CatalogueDamaged(str(error)) from None
    except driver.OperationalError as error:
        if "interrupted" in str(error):
            raise Interrupted from None
        if any(words in str(error) for words in _AWAY):
            # A full disk has no room for the file that readers share: nothing is wrong with ours.
            raise CatalogueUnavailable(str(error)) from None
        if any(words in str(error) for words in _DAMAGE):
            raise CatalogueDamaged(str(error)) from None
        raise
    except driver.DatabaseError as error:
        if type(error) is driver.DatabaseError:  # malformed, not a database
            raise CatalogueDamaged(str(error)) from None
        raise


def open_file(path: Path, *, readonly: bool, cache_kib: int = 16384) -> Engine:
    """An engine on an existing catalogue of this version; CatalogueDamaged on any other file."""
    _check_head(path)
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


def meta(cursor: Any) -> dict[str, str]:
    """The file's marks by name: as_of (ISO), cursor, count."""
    return dict(cursor.execute("SELECT name, value FROM meta").fetchall())


def set_meta(cursor: Any, values: dict[str, str]) -> None:
    """Write marks, inside the caller's transaction."""
    cursor.executemany("INSERT OR REPLACE INTO meta(name, value) VALUES (?, ?)", values.items())
