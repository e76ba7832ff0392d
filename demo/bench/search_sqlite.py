"""SQLite as others use it: plain LIKE, and FTS5 with trigrams.

Where a choice had to be made it was made in their favour: rows lie in order of rank, so that they
need no sort, the index is merged into one, and both count no further than 1,000.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from demo.bench.search_corpus import Corpus
from demo.bench.search_engines import Answer, Built, Meter, texts_of
from demo.bench.search_progress import counted
from kiosk.catalogue.fold import fold
from kiosk.catalogue.records import TITLE, Title
from kiosk.catalogue.rows import isbn_key
from kiosk.catalogue.search import Field, Order, Query
from kiosk.sqlite import engine

CAP = 1000
"""Who would have to walk all hits counts to here."""
_BATCH = 2000
_TABLE = """CREATE TABLE row(at INTEGER PRIMARY KEY, isbn TEXT, year INTEGER, kind TEXT,
    places TEXT, sort TEXT, title TEXT, creator TEXT, whole TEXT, data TEXT)"""
_PUT = f"INSERT INTO row VALUES ({', '.join('?' * 10)})"
_INDEX = """CREATE VIRTUAL TABLE tri USING fts5(title, creator, whole, tokenize='trigram',
    content='row', content_rowid='at')"""
_INDEX_ROWS = """INSERT INTO tri(rowid, title, creator, whole)
    SELECT at, title, creator, whole FROM row WHERE at BETWEEN ? AND ?"""
_GATHERED = 64 << 20
"""Bytes of the index that are gathered before they are written, so that less is merged again."""


class Scan:
    """SQLite with nothing but LIKE, as the simplest systems do it."""

    def __init__(self, path: Path) -> None:
        self._engine = engine(path, readonly=True, cache_kib=65536)
        self._raw: Any = self._engine.raw_connection()
        self._db: Any = self._raw.cursor()

    @staticmethod
    def build(path: Path, corpus: Corpus) -> Built:
        """Lay the rows, best first."""
        meter = Meter()
        path.unlink(missing_ok=True)
        with _written(path) as db:
            db.execute(_TABLE)
            for batch in _batches(counted("like", corpus.number, corpus.ranked())):
                db.executemany(_PUT, batch)
            db.execute("CREATE INDEX row_isbn ON row(isbn)")
        return meter.built(path.stat().st_size)

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

    @staticmethod
    def built_on(rows: Path, path: Path, number: int) -> Built:
        """The rows of a `Scan` with the index beside them."""
        meter = Meter()
        shutil.copyfile(rows, path)
        with _written(path) as db:
            db.execute(_INDEX)
            db.execute("INSERT INTO tri(tri, rank) VALUES ('hashsize', ?)", (_GATHERED,))
            steps = range(1, number + 1, _BATCH)
            for start in counted("trigram, by 2,000", len(steps), steps):
                db.execute(_INDEX_ROWS, (start, start + _BATCH - 1))
            db.execute("INSERT INTO tri(tri) VALUES ('optimize')")
        return meter.built(path.stat().st_size)

    def _words(self, field: str, words: Sequence[str]) -> tuple[list[str], list[Any]]:
        long = [f'{field} : "{word}"' for word in words if len(word) > 2]
        where, values = super()._words(field, [word for word in words if len(word) <= 2])
        if long:
            where.append("at IN (SELECT rowid FROM tri WHERE tri MATCH ?)")
            values.append(" AND ".join(long))
        return where, values


@contextmanager
def _written(path: Path) -> Iterator[Any]:
    """One great transaction with no journal: a file that breaks off is made anew."""
    made = engine(path, synchronous="OFF", cache_kib=131_072)
    raw = made.raw_connection()
    try:
        db: Any = raw.cursor()
        for pragma in ("journal_mode = DELETE", "journal_mode = OFF", "secure_delete = OFF"):
            db.execute(f"PRAGMA {pragma}").fetchall()
        db.execute("BEGIN")
        yield db
        db.execute("COMMIT")
    finally:
        raw.close()
        made.dispose()


def _batches(titles: Iterator[Title]) -> Iterator[list[tuple[object, ...]]]:
    rows = (_row(at, title) for at, title in enumerate(titles, 1))
    while batch := list(islice(rows, _BATCH)):
        yield batch


def _row(at: int, title: Title) -> tuple[object, ...]:
    places = "|".join(("", *dict.fromkeys(copy.branch for copy in title.copies), ""))
    texts = texts_of(title)
    data = TITLE.dump_json(title, exclude_defaults=True).decode()
    year = title.year or 0
    sort = fold(title.kana or title.title).replace(" ", "")
    return (at, isbn_key(title.isbn), year, title.kind.value, places, sort, *texts, data)
