"""Write one catalogue file, from an empty one to its last table.

Titles are written down as they come, and read a stretch at a time while others come; then rows are
laid in order of rank, and terms merged. Two processes do all that beside this one, where there are
many titles. Only where catalogues are built.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from itertools import chain, islice
from pathlib import Path
from typing import Any

import numpy as np

from kiosk.catalogue.laying import GONE, Docids, ToLay, ToTakeBack, lay, take_back
from kiosk.catalogue.merging import merge, ranges
from kiosk.catalogue.parts import take_over
from kiosk.catalogue.records import Title
from kiosk.catalogue.rowfile import Numbers, RowFile
from kiosk.catalogue.schema import APPLICATION_ID, INDEXES, TABLES, VERSION, place_of, set_meta
from kiosk.catalogue.sheaf import Sorted
from kiosk.catalogue.spool import Spool, Stretch
from kiosk.catalogue.stretch import Heads, ToRead, frequent_in, make, make_heads
from kiosk.catalogue.terms import pairs_of
from kiosk.catalogue.workers import ahead, workers

_READ, _LAID, _MERGED = 0.6, 0.25, 0.13
"""Shares of the work, as progress is told."""
_LAID_IN = 12
"""So many parts at least, that all processes may end together."""
_FEW, _MANY = 3, 120
"""Tasks that are given out ahead: those that take much room, and those that take little."""
_OFFER = """INSERT INTO heading VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET weight = weight + excluded.weight, n = n + excluded.n"""


class Builder:
    """One new file, from an empty one to its last table. `stage`: what is needed on the way."""

    def __init__(
        self, db: Any, stage: Any, work: Path, stretch: int, progress: Callable[[int], None]
    ) -> None:
        self._db = db
        self._stage = stage
        self._work = work
        self._stretch = stretch
        self._progress = progress
        _prepare(db, stage)
        self._spool = Spool(stage, work, stretch)
        self._count = 0
        self._laid = 0
        self._ranked: list[Numbers] = []
        self._docids: Docids = np.empty(0, np.uint32)
        self._frequent = ""

    @property
    def taken(self) -> int:
        """How many titles came, those that came again included."""
        return self._spool.taken

    def run(self, titles: Iterable[Title]) -> tuple[int, int]:
        """Titles and headings written."""
        written = self._spool.take(titles)
        first = next(written, None)
        with workers(first is not None and first.full) as work:
            if first is not None and first.full:  # while they come up
                self._frequent = frequent_in(first)
            rows, terms = self._read(work, chain([first] if first else [], written))
            laid = ahead(work, lay, self._to_lay(rows), _FEW)
            self._take_rows(islice(laid, max(len(self._ranked) - _FEW, 0)))
            posts = self._merged(work, "post", terms, self._docids)
            self._take_rows(laid)  # while others merge, as all that follows
            self._take_back(work, rows)
            for statement in INDEXES:
                self._db.execute(statement)
            headings, heads = self._write_headings(work)
            self._write_terms("post", *posts)
            self._write_terms("hpost", *self._merged(work, "hpost", heads, None))
        facets = [(code, name) for name, code in self._spool.facets.items()]
        self._db.executemany("INSERT INTO facet VALUES (?, ?)", facets)
        fixed = (self._spool.sample, self._frequent)
        self._db.execute("INSERT INTO fixed VALUES (?, ?)", fixed)
        self._progress(self.taken)
        return self._count, headings

    def finish(self, marks: dict[str, str]) -> None:
        """From here on it is a catalogue."""
        set_meta(self._db, marks)
        self._db.execute("PRAGMA journal_mode = WAL")

    def _tell(self, before: float, share: float, done: int, whole: int) -> None:
        self._progress(int(self.taken * (before + share * done / whole)))

    def _read(
        self, work: Executor, written: Iterable[Stretch]
    ) -> tuple[list[RowFile], list[Sorted]]:
        """Have titles read as they come."""
        rows, terms = [], []
        for made in ahead(work, make, self._to_read(written), _FEW):
            self._stage.executemany(_OFFER, made.headings)
            rows.append(made.rows)
            terms.append(made.terms)
        return rows, terms

    def _to_read(self, written: Iterable[Stretch]) -> Iterator[ToRead]:
        frequent = pairs_of(self._frequent)
        for one in written:
            out = self._work / f"stretch-{one.first}"
            yield ToRead(one, dict(self._spool.facets), frequent, out)
            self._progress(int(self.taken * _READ))
        self._rank()  # while the last are read

    def _rank(self) -> None:
        """Which title stands where."""
        self._count = self._spool.count()
        self._docids = np.full(self.taken, GONE, np.uint32)
        rank = 0
        for numbers in self._spool.ranked(min(self._stretch, self._count // _LAID_IN + 1)):
            places = [place_of(at, self._count) for at in range(rank, rank + len(numbers))]
            self._docids[numbers] = places
            self._ranked.append(numbers)
            rank += len(numbers)

    def _to_lay(self, rows: list[RowFile]) -> Iterator[ToLay]:
        for at, numbers in enumerate(self._ranked):
            out = self._work / f"rows-{at}"
            yield ToLay(rows, numbers, self._docids[numbers], self._spool.sample, out)

    def _take_rows(self, files: Iterable[Path]) -> None:
        for file in files:
            take_over(self._db, file, ("bib", "brief"))
            self._laid += 1
            self._tell(_READ, _LAID, self._laid, len(self._ranked))

    def _take_back(self, work: Executor, rows: list[RowFile]) -> None:
        """Of titles that came again, headings are offered by the last alone."""
        gone = np.flatnonzero(self._docids == GONE).astype(np.uint32)
        some = np.split(gone, range(self._stretch, len(gone), self._stretch)) if len(gone) else []
        for offered in ahead(work, take_back, (ToTakeBack(rows, one) for one in some), _FEW):
            self._stage.executemany(_OFFER, offered)
        if some:
            self._stage.execute("DELETE FROM heading WHERE n = 0")
        for one in rows:
            one.file.unlink()

    def _write_headings(self, work: Executor) -> tuple[int, list[Sorted]]:
        """The most wanted first, each under how it and its words start; how many, and that."""
        whole = self._stage.execute("SELECT count(*) FROM heading").fetchone()[0]
        rows = self._stage.execute(
            "SELECT text, kind, kana, key, opening, runs, weight, n FROM heading "
            "ORDER BY weight DESC, text, kind, kana, key"
        )

        def heads() -> Iterator[Heads]:
            count = 0
            while some := rows.fetchmany(self._stretch):
                hids = [place_of(count + at, whole) for at in range(len(some))]
                self._db.execute("BEGIN")
                self._db.executemany(
                    "INSERT INTO heading(hid, text, kind, kana, key, weight, n) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?)",
                    [(hid, *row[:4], *row[6:]) for hid, row in zip(hids, some, strict=True)],
                )
                self._db.execute("COMMIT")
                told = [(hid, *row[3:6]) for hid, row in zip(hids, some, strict=True)]
                yield Heads(self._work / f"headings-{count}.terms", told)
                count += len(some)

        return whole, list(ahead(work, make_heads, heads(), _FEW))

    def _merged(
        self, work: Executor, table: str, files: list[Sorted], docids: Docids | None
    ) -> tuple[int, Iterator[Path]]:
        """Have terms merged: into how many parts, and these."""
        by_number = None
        if docids is not None:
            by_number = self._work / "docids"
            docids.tofile(by_number)
        tasks = list(ranges(table, files, by_number, self._work))
        return len(tasks), ahead(work, merge, tasks, _MANY)

    def _write_terms(self, table: str, parts: int, made: Iterator[Path]) -> None:
        for number, file in enumerate(made):
            take_over(self._db, file, (table, "common"))
            if table == "post":
                self._tell(_READ + _LAID, _MERGED, number + 1, parts)


def _prepare(db: Any, stage: Any) -> None:
    """Fresh files that nobody else sees: no journal, no wiping of freed pages."""
    for one in (db, stage):
        one.execute("PRAGMA journal_mode = OFF")
        one.execute("PRAGMA secure_delete = OFF")
        one.execute("PRAGMA temp_store = FILE")
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {VERSION}")
    for statement in TABLES:
        db.execute(statement)
    stage.execute("BEGIN")
    stage.execute(
        """CREATE TABLE heading(text TEXT, kind TEXT, kana TEXT, key TEXT, opening TEXT,
        runs TEXT, weight INTEGER, n INTEGER, PRIMARY KEY (text, kind, kana, key))
        WITHOUT ROWID"""
    )
