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

from kiosk.catalogue.merging import merge, ranges
from kiosk.catalogue.parts import take_over
from kiosk.catalogue.records import Title
from kiosk.catalogue.schema import APPLICATION_ID, INDEXES, TABLES, VERSION, place_of, set_meta
from kiosk.catalogue.sheaf import Sorted
from kiosk.catalogue.spool import Spool
from kiosk.catalogue.stretch import Heads, Stretch, make, make_heads

T = TypeVar("T")
M = TypeVar("M")

_WRITTEN_DOWN, _MADE, _LAID = 0.2, 0.6, 0.18
"""Shares of the work, as progress is told."""
_PROCESSES = 2
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
        self.taken = 0
        _prepare(db, stage)

    def run(self, titles: Iterable[Title]) -> tuple[int, int]:
        """Titles and headings written."""
        spool = Spool(self._stage, self._work / "spool")
        for taken in spool.take(titles):
            self._progress(int(taken * _WRITTEN_DOWN))
        self.taken, count = spool.taken, spool.count()
        with _workers(count > self._stretch) as work:
            terms, done = [], 0
            for made in _ahead(work, make, self._stretches(spool, count)):
                take_over(self._db, made.rows, ("bib", "brief"))
                self._stage.executemany(_OFFER, made.headings)
                terms.append(made.terms)
                done += made.count
                self._tell(_WRITTEN_DOWN, _MADE, done, count)
            spool.file.unlink()
            headings, heads = self._write_headings(work)
            self._write_terms(work, "post", terms)
            self._write_terms(work, "hpost", heads)
        facets = [(code, name) for name, code in spool.facets.items()]
        self._db.executemany("INSERT INTO facet VALUES (?, ?)", facets)
        self._db.execute("INSERT INTO packing VALUES (?)", (spool.sample,))
        self._progress(self.taken)
        return count, headings

    def _tell(self, before: float, share: float, done: int, whole: int) -> None:
        self._progress(int(self.taken * (before + share * done / whole)))

    def finish(self, marks: dict[str, str]) -> None:
        """Look-ups and marks; from here on it is a catalogue."""
        for statement in INDEXES:
            self._db.execute(statement)
        set_meta(self._db, marks)
        self._db.execute("PRAGMA journal_mode = WAL")

    def _stretches(self, spool: Spool, count: int) -> Iterator[Stretch]:
        first = 0
        for number, (ats, sizes) in enumerate(spool.ranked(self._stretch)):
            out = self._work / f"stretch-{number}"
            yield Stretch(spool.file, out, first, count, ats, sizes, spool.sample, spool.facets)
            first += len(ats)

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

        return whole, list(_ahead(work, make_heads, heads()))

    def _write_terms(self, work: Executor, table: str, files: list[Sorted]) -> None:
        tasks = list(ranges(table, files, self._work))
        for number, file in enumerate(_ahead(work, merge, tasks)):
            take_over(self._db, file, (table,))
            if table == "post":
                self._tell(_WRITTEN_DOWN + _MADE, _LAID, number + 1, len(tasks))
        for one in files:
            one.file.unlink()


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
    work: Executor
    if many:
        work = ProcessPoolExecutor(_PROCESSES, get_context("spawn"), initializer=_attend)
    else:
        work = ThreadPoolExecutor(1)
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
