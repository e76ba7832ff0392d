"""Shirabe and what people use instead, each asked the same questions for the same rows.

Every engine gets the same folded text and answers with the same whole titles. Where a choice had to
be made it was made in the others' favour: their rows lie in order of rank, so that they need no
sort, and trigram and LIKE count no further than 1,000.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from kiosk.catalogue import index
from kiosk.catalogue.fold import fold
from kiosk.catalogue.records import TITLE, Title
from kiosk.catalogue.rows import isbn_key, score_of
from kiosk.catalogue.search import Catalogue, Field, Order, Query
from kiosk.circulation.facts import CopyStatus
from kiosk.sqlite import engine

CAP = 1000
"""Peers that would have to walk all hits count to here."""
AS_OF = datetime(2026, 11, 24, tzinfo=UTC)
_BATCH = 2000


@dataclass(frozen=True, slots=True)
class Answer:
    """One list, and how many there are in all."""

    titles: tuple[Title, ...]
    count: int


class Engine(Protocol):
    """One way to search."""

    def ask(self, query: Query) -> Answer:
        """The first page of titles and the shown count."""
        ...

    def near(self, text: str) -> Sequence[str]:
        """What it offers where it found nothing."""
        ...

    def close(self) -> None:
        """Let go of its files."""
        ...


@dataclass(frozen=True, slots=True)
class Built:
    """What it took to make an index."""

    seconds: float
    size: int


class Shirabe:
    """This search."""

    def __init__(self, path: Path) -> None:
        self.catalogue = Catalogue(path)

    @staticmethod
    def build(path: Path, titles: Iterable[Title]) -> Built:
        """As the central does."""
        begun = time.perf_counter()
        report = index.build(path, titles, as_of=AS_OF, cursor="bench")
        return Built(time.perf_counter() - begun, report.size_bytes)

    def ask(self, query: Query) -> Answer:
        results = self.catalogue.search(query)
        return Answer(tuple(hit.title for hit in results.hits), results.total)

    def near(self, text: str) -> Sequence[str]:
        found = self.catalogue.suggest(text, 10)
        return [heading.text for heading in (*found.headings, *found.near)]

    def close(self) -> None:
        self.catalogue.close()


class Texts(NamedTuple):
    """Folded text of a title: its own and its reading, names and theirs, everything."""

    title: str
    creator: str
    whole: str


def texts_of(title: Title) -> Texts:
    """What peers index: readings stand spaced and in one piece, as patrons write them."""
    own = _both(title.title, title.kana)
    names = " ".join(_both(one.name, one.kana) for one in title.creators)
    rest = " ".join(
        (
            fold(title.subtitle),
            fold(title.volume),
            fold(title.publisher),
            fold(" ".join(title.subjects)),
            _both(title.series, title.series_kana),
        )
    )
    return Texts(own, names, " ".join(f"{own} {names} {rest}".split()))


def _both(text: str, kana: str) -> str:
    written, reading = fold(text), fold(kana)
    forms = (written, written.replace(" ", ""), reading, reading.replace(" ", ""))
    return " ".join(dict.fromkeys(form for form in forms if form))


class Scan:
    """SQLite with nothing but LIKE, as the simplest systems do it."""

    def __init__(self, path: Path) -> None:
        self._engine = engine(path, readonly=True, cache_kib=65536)
        self._raw: Any = self._engine.raw_connection()
        self._db: Any = self._raw.cursor()

    @classmethod
    def build(cls, path: Path, titles: Callable[[], Iterable[Title]]) -> Built:
        begun = time.perf_counter()
        made = engine(path, synchronous="OFF", cache_kib=131_072)
        raw = made.raw_connection()
        db: Any = raw.cursor()
        db.execute("BEGIN")
        for statement in cls.tables():
            db.execute(statement)
        for batch in batches(ranked(titles)):
            db.executemany(_PUT, [_row(at, title) for at, title in batch])
            cls.fill(db, batch)
        db.execute("CREATE INDEX row_isbn ON row(isbn)")
        db.execute("COMMIT")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        raw.close()
        made.dispose()
        return Built(time.perf_counter() - begun, path.stat().st_size)

    @classmethod
    def tables(cls) -> tuple[str, ...]:
        """Besides the rows nothing; another engine adds its index."""
        return (_TABLE,)

    @classmethod
    def fill(cls, db: Any, batch: Sequence[tuple[int, Title]]) -> None:
        """Put a batch into the index, where there is one."""

    def ask(self, query: Query) -> Answer:
        where, values = self._where(query)
        isbn = isbn_key(query.text)
        if isbn:
            where, values = ["isbn = ?"], [isbn]
        source = f"FROM row WHERE {' AND '.join(where)}"
        order = {Order.YEAR: "year DESC, at", Order.TITLE: "sort, at"}.get(query.order, "at")
        rows = self._db.execute(f"SELECT data {source} ORDER BY {order} LIMIT 20", values)
        titles = tuple(TITLE.validate_json(data) for (data,) in rows.fetchall())
        count = f"SELECT count(*) FROM (SELECT 1 {source} LIMIT {CAP})"
        return Answer(titles, self._db.execute(count, values).fetchone()[0])

    def _where(self, query: Query) -> tuple[list[str], list[Any]]:
        words = fold(query.text).split()
        field = {Field.TITLE: "title", Field.CREATOR: "creator"}.get(query.field, "whole")
        where, values = self._words(field, words)
        for kind in query.kinds:
            where.append("kind = ?")
            values.append(kind.value)
        if query.branch:
            where.append("places LIKE ?")
            values.append(f"%|{query.branch}|%")
        if query.year_from:
            where.append("year >= ?")
            values.append(query.year_from)
        return where, values

    def _words(self, field: str, words: Sequence[str]) -> tuple[list[str], list[Any]]:
        return [f"{field} LIKE ?" for _ in words], [f"%{word}%" for word in words]

    def near(self, text: str) -> Sequence[str]:  # noqa: ARG002 - it offers nothing
        return ()

    def close(self) -> None:
        self._raw.close()
        self._engine.dispose()


class Trigram(Scan):
    """SQLite's own FTS5 with its trigram tokenizer; shorter words fall back on LIKE."""

    @classmethod
    def tables(cls) -> tuple[str, ...]:
        return (
            _TABLE,
            "CREATE VIRTUAL TABLE tri USING fts5(title, creator, whole, tokenize='trigram', "
            "content='row', content_rowid='at')",
        )

    @classmethod
    def fill(cls, db: Any, batch: Sequence[tuple[int, Title]]) -> None:
        rows = [(at, *texts_of(title)) for at, title in batch]
        db.executemany("INSERT INTO tri(rowid, title, creator, whole) VALUES (?, ?, ?, ?)", rows)

    def _words(self, field: str, words: Sequence[str]) -> tuple[list[str], list[Any]]:
        long = [f'{field} : "{word}"' for word in words if len(word) > 2]
        where, values = super()._words(field, [word for word in words if len(word) <= 2])
        if long:
            where.append("at IN (SELECT rowid FROM tri WHERE tri MATCH ?)")
            values.append(" AND ".join(long))
        return where, values


_TABLE = """CREATE TABLE row(at INTEGER PRIMARY KEY, isbn TEXT, year INTEGER, kind TEXT,
    places TEXT, sort TEXT, title TEXT, creator TEXT, whole TEXT, data TEXT)"""
_PUT = f"INSERT INTO row VALUES ({', '.join('?' * 10)})"


def _row(at: int, title: Title) -> tuple[object, ...]:
    places = "|".join(("", *dict.fromkeys(copy.branch for copy in title.copies), ""))
    texts = texts_of(title)
    data = TITLE.dump_json(title, exclude_defaults=True).decode()
    year = title.year or 0
    sort = fold(title.kana or title.title).replace(" ", "")
    return (at, isbn_key(title.isbn), year, title.kind.value, places, sort, *texts, data)


def facets_of(title: Title) -> list[str]:
    """Words a peer filters by."""
    free = [copy for copy in title.copies if copy.status is CopyStatus.AVAILABLE]
    return [
        f"kind:{title.kind.value}",
        *{f"branch:{copy.branch}" for copy in title.copies},
        *{f"free:{copy.branch}" for copy in free},
    ]


def ranked(titles: Callable[[], Iterable[Title]]) -> Iterator[tuple[int, Title]]:
    """Titles with their place in the order of rank (from 1); they come in any order."""
    order = sorted((-score_of(title), title.id) for title in titles())
    places = {name: at for at, (_, name) in enumerate(order, 1)}
    del order
    return ((places[title.id], title) for title in titles())


def batches(source: Iterator[tuple[int, Title]]) -> Iterator[list[tuple[int, Title]]]:
    """A few thousand at a time."""
    while batch := list(islice(source, _BATCH)):
        yield batch
