"""Write one catalogue file, from an empty one to its last table.

Titles are written down as they come, laid in order of rank, and made ready a stretch at a time, by
two processes where there are many; then their terms are merged. Only where catalogues are built.
"""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

from kiosk.catalogue.counts import facet_letter
from kiosk.catalogue.ids import Stored, decoded, joined
from kiosk.catalogue.merging import merge, ranges
from kiosk.catalogue.merging import rows_in as merged_rows_in
from kiosk.catalogue.records import Title
from kiosk.catalogue.schema import APPLICATION_ID, INDEXES, TABLES, VERSION, place_of, set_meta
from kiosk.catalogue.sheaf import Sorted
from kiosk.catalogue.spool import Spool
from kiosk.catalogue.stretch import Heads, Made, Stretch, make, make_heads, rows_in
from kiosk.catalogue.terms import facet_key

T = TypeVar("T")
M = TypeVar("M")

_WRITTEN_DOWN, _MADE, _LAID = 0.2, 0.6, 0.18
"""Shares of the work, as progress is told."""
_PROCESSES = 2
_OFFER = """INSERT INTO stage.heading VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET weight = weight + excluded.weight, n = n + excluded.n"""


class Builder:
    """One new file, from an empty one to its last table."""

    def __init__(self, db: Any, work: Path, stretch: int, progress: Callable[[int], None]) -> None:
        self._db = db
        self._work = work
        self._stretch = stretch
        self._progress = progress
        self._facets: dict[str, list[Stored]] = {}
        self.taken = 0
        _prepare(db, work / "stage.db")

    def run(self, titles: Iterable[Title]) -> tuple[int, int]:
        """Titles and headings written."""
        spool = Spool(self._db, self._work / "spool")
        for taken in spool.take(titles):
            self._progress(int(taken * _WRITTEN_DOWN))
        self.taken = spool.taken
        packing = spool.packing()
        self._db.execute("INSERT INTO packing VALUES (?)", (packing.sample,))
        count = spool.count()
        with _workers(count > self._stretch) as work:
            terms, done = [], 0
            for made in _ahead(work, make, self._stretches(spool, packing.sample, count)):
                self._write_rows(made)
                terms.append(made.terms)
                done += made.count
                self._tell(_WRITTEN_DOWN, _MADE, done, count)
            spool.file.unlink()
            headings, heads = self._write_headings(work)
            self._write_terms(work, "post", terms)
            self._write_facets()
            self._write_terms(work, "hpost", heads)
        self._progress(self.taken)
        return count, headings

    def _tell(self, before: float, share: float, done: int, whole: int) -> None:
        self._progress(int(self.taken * (before + share * done / whole)))

    def finish(self, marks: dict[str, str]) -> None:
        """Look-ups and marks; from here on it is a catalogue."""
        for statement in INDEXES:
            self._db.execute(statement)
        set_meta(self._db, marks)
        self._db.execute("COMMIT")
        self._db.execute("DETACH stage")
        self._db.execute("PRAGMA journal_mode = WAL")

    def _stretches(self, spool: Spool, sample: bytes, count: int) -> Iterator[Stretch]:
        first = 0
        for number, (ats, sizes) in enumerate(spool.ranked(self._stretch)):
            out = self._work / f"stretch-{number}"
            yield Stretch(spool.file, out, first, count, ats, sizes, sample)
            first += len(ats)

    def _write_rows(self, made: Made) -> None:
        letters = {}
        for local, (name, stored) in enumerate(made.facets):
            self._facets.setdefault(name, []).append(stored)
            code = list(self._facets).index(name)
            letters[ord(facet_letter(local))] = facet_letter(code)
        for bib, brief in rows_in(made.rows):
            self._db.executemany("INSERT INTO bib VALUES (?, ?, ?, ?, ?, ?)", bib)
            self._db.executemany(
                "INSERT INTO brief VALUES (?, ?, ?)",
                [(docid, facets.translate(letters), forms) for docid, facets, forms in brief],
            )
        made.rows.unlink()
        self._db.executemany(_OFFER, made.headings)

    def _write_headings(self, work: Executor) -> tuple[int, list[Sorted]]:
        """The most wanted first, each under how it and its words start; how many, and that."""
        rows = self._db.connection.cursor()
        rows.execute(
            "SELECT text, kind, kana, key, opening, runs, weight, n FROM stage.heading "
            "ORDER BY weight DESC, text, kind, kana, key"
        )
        whole = self._db.execute("SELECT count(*) FROM stage.heading").fetchone()[0]

        def heads() -> Iterator[Heads]:
            count = 0
            while some := rows.fetchmany(self._stretch):
                hids = [place_of(count + at, whole) for at in range(len(some))]
                self._db.executemany(
                    "INSERT INTO heading(hid, text, kind, kana, key, weight, n) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?)",
                    [(hid, *row[:4], *row[6:]) for hid, row in zip(hids, some, strict=True)],
                )
                told = [(hid, *row[3:6]) for hid, row in zip(hids, some, strict=True)]
                yield Heads(self._work / f"headings-{count}.terms", told)
                count += len(some)

        return whole, list(_ahead(work, make_heads, heads()))

    def _write_terms(self, work: Executor, table: str, files: list[Sorted]) -> None:
        tasks = list(ranges(files, self._work / table))
        for number, file in enumerate(_ahead(work, merge, tasks)):
            for rows in merged_rows_in(file):
                self._write_posts(table, rows)
            file.unlink()
            if table == "post":
                self._tell(_WRITTEN_DOWN + _MADE, _LAID, number + 1, len(tasks))
        for one in files:
            one.file.unlink()

    def _write_posts(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        self._db.executemany(f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def _write_facets(self) -> None:
        for code, (name, parts) in enumerate(self._facets.items()):
            self._db.execute("INSERT INTO facet VALUES (?, ?)", (code, name))
            ids = joined(parts)
            self._write_posts(
                "post", [(facet_key(code), len(decoded(ids)), ids, None, None, None, None)]
            )


def _ahead(work: Executor, do: Callable[[T], M], tasks: Iterable[T]) -> Iterator[M]:
    """What is made of tasks, in their order; a few are made ahead."""
    waiting: deque[Future[M]] = deque()
    for task in tasks:
        waiting.append(work.submit(do, task))
        if len(waiting) > _PROCESSES + 1:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


@contextmanager
def _workers(many: bool) -> Iterator[Executor]:
    """Processes where there is work for them; else a thread, which is there at once."""
    work: Executor = ThreadPoolExecutor(1)
    if many:
        work = ProcessPoolExecutor(_PROCESSES, get_context("spawn"), initializer=_attend)
    try:
        yield work
    finally:
        work.shutdown(cancel_futures=True)


def _attend() -> None:
    """A worker ends with the process it works for, and not by the keys that are meant for that."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _prepare(db: Any, stage: Path) -> None:
    """A fresh file that nobody else sees yet: no journal, no wiping of freed pages."""
    db.execute("PRAGMA journal_mode = OFF")
    db.execute("PRAGMA secure_delete = OFF")
    db.execute("PRAGMA temp_store = FILE")
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {VERSION}")
    db.execute("ATTACH ? AS stage", (str(stage),))
    db.execute("PRAGMA stage.journal_mode = OFF")
    db.execute("PRAGMA stage.synchronous = OFF")
    db.execute("PRAGMA stage.cache_size = -65536")
    db.execute("BEGIN")
    for statement in TABLES:
        db.execute(statement)
    db.execute(
        """CREATE TABLE stage.heading(text TEXT, kind TEXT, kana TEXT, key TEXT, opening TEXT,
        runs TEXT, weight INTEGER, n INTEGER, PRIMARY KEY (text, kind, kana, key))
        WITHOUT ROWID"""
    )
