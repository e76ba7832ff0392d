"""Write catalogue files: build one from a stream of titles, put a finished one in its place.

Never holds all titles in memory: they are written down as they come, laid in order of rank, and
made ready a stretch at a time, by two processes where there are many. Changes to a file in use are
`kiosk.catalogue.changes`.
"""

import os
import shutil
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from kiosk.catalogue.changes import apply
from kiosk.catalogue.counts import facet_letter
from kiosk.catalogue.ids import Stored, decoded, joined
from kiosk.catalogue.records import Title
from kiosk.catalogue.schema import (
    APPLICATION_ID,
    INDEXES,
    SMALL,
    TABLES,
    VERSION,
    CatalogueDamaged,
    open_file,
    place_of,
    set_meta,
)
from kiosk.catalogue.sheaf import HALVES, Sheaf, in_order, merge, write
from kiosk.catalogue.spool import Spool
from kiosk.catalogue.standing import STANDING, Standing
from kiosk.catalogue.stretch import Made, Stretch, make, rows_in
from kiosk.catalogue.terms import DRAWER, HEAD, START, facet_key
from kiosk.sqlite import engine

__all__ = ["BuildReport", "CatalogueDamaged", "apply", "build", "install"]

_NOTHING = Standing()
_WRITTEN_DOWN = 5
_PROCESSES = 2
_BATCH = 2000
_OFFER = """INSERT INTO stage.heading VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET weight = weight + excluded.weight, n = n + excluded.n"""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What was built. `repeated`: titles whose id came more than once (the last one counts)."""

    count: int
    repeated: int
    headings: int
    size_bytes: int


def build(
    path: Path,
    titles: Iterable[Title],
    *,
    as_of: datetime,
    cursor: str,
    standing: Standing = _NOTHING,
    progress: Callable[[int], None] | None = None,
    stretch: int = SMALL,
) -> BuildReport:
    """Write a catalogue to `path` (through a neighbour file and a rename), in constant memory.

    `progress` is told now and then how much is done, as a number of titles. `stretch`: so many
    titles are made ready at a time, by two processes where there are more.
    """
    fresh = path.with_name(path.name + ".new")
    work = path.with_name(path.name + ".work")
    _remove(fresh)
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    made = engine(fresh, synchronous="OFF", cache_kib=131_072)
    try:
        raw = made.raw_connection()
        try:
            builder = _Builder(raw.cursor(), work, stretch, progress or _unheard)
            count, headings = builder.run(titles)
            marks = {"as_of": as_of.isoformat(), "cursor": cursor, "count": str(count)}
            builder.finish(marks | {"standing": STANDING.dump_json(standing).decode()})
        finally:
            raw.close()
            made.dispose()
        size = fresh.stat().st_size
        install(fresh, path)
    finally:
        shutil.rmtree(work, ignore_errors=True)
        _remove(fresh)
    return BuildReport(count, builder.taken - count, headings, size)


def install(fresh: Path, path: Path) -> None:
    """Check the catalogue `fresh` and rename it over `path`. Nobody may have `path` open.

    Side files of the former catalogue go first: its log must never be played into the new file.
    """
    open_file(fresh, readonly=False).dispose()
    with fresh.open("rb") as file:
        os.fsync(file.fileno())
    _remove_sides(path)
    os.replace(fresh, path)  # noqa: PTH105 - the name says what is meant on every system
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    _remove_sides(path)


def _remove_sides(path: Path) -> None:
    for side in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + side).unlink(missing_ok=True)


class _Builder:
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
        """Titles and headings written. Writing them down is told as a fifth of the work."""
        spool = Spool(self._db, self._work / "spool")
        for taken in spool.take(titles):
            self._progress(taken // _WRITTEN_DOWN)
        self.taken = spool.taken
        packing = spool.packing()
        self._db.execute("INSERT INTO packing VALUES (?)", (packing.sample,))
        count = spool.count()
        with _workers(count > self._stretch) as work:
            files, done, start = [], 0, self.taken // _WRITTEN_DOWN
            for made in self._made(work, self._stretches(spool, packing.sample)):
                self._write_rows(made)
                files.append(made.terms)
                done += made.count
                self._progress(start + (self.taken - start) * done // (count + count // 8))
            self._write_terms("post", files, work)
            self._write_facets()
            headings = self._write_headings(work)
        self._progress(self.taken)
        return count, headings

    def finish(self, marks: dict[str, str]) -> None:
        """Look-ups and marks; from here on it is a catalogue."""
        for statement in INDEXES:
            self._db.execute(statement)
        set_meta(self._db, marks)
        self._db.execute("COMMIT")
        self._db.execute("DETACH stage")
        self._db.execute("PRAGMA journal_mode = WAL")

    def _stretches(self, spool: Spool, sample: bytes) -> Iterator[Stretch]:
        first, count = 0, spool.count()
        for number, (ats, sizes) in enumerate(spool.ranked(self._stretch)):
            out = self._work / f"stretch-{number}"
            yield Stretch(spool.file, out, first, count, ats, sizes, sample)
            first += len(ats)

    def _made(self, work: Executor, stretches: Iterator[Stretch]) -> Iterator[Made]:
        """In their order; a few are made ahead."""
        waiting: deque[Future[Made]] = deque()
        for stretch in stretches:
            waiting.append(work.submit(make, stretch))
            if len(waiting) > _PROCESSES + 1:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def _write_rows(self, made: Made) -> None:
        letters = {}
        for local, (name, stored) in enumerate(made.facets):
            self._facets.setdefault(name, []).append(stored)
            code = list(self._facets).index(name)
            letters[ord(facet_letter(local))] = facet_letter(code)
        for rows in rows_in(made.rows):
            self._db.executemany("INSERT INTO bib VALUES (?, ?, ?, ?, ?, ?)", [a for a, _ in rows])
            self._db.executemany(
                "INSERT INTO brief VALUES (?, ?, ?)",
                [(docid, facets.translate(letters), forms) for _, (docid, facets, forms) in rows],
            )
        made.rows.unlink()
        self._db.executemany(_OFFER, made.headings)

    def _write_terms(self, table: str, files: list[Path], work: Executor) -> None:
        """Each half is merged by itself; then both go into the file in order."""
        halves = [
            work.submit(merge, files, half, self._work / f"{table}.{half}")
            for half in range(HALVES)
        ]
        self._write_posts(table, in_order([half.result() for half in halves]))

    def _write_posts(self, table: str, lines: Iterable[tuple[Any, ...]]) -> None:
        source = iter(lines)
        while some := list(islice(source, _BATCH)):
            self._db.executemany(f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?, ?, ?)", some)

    def _write_facets(self) -> None:
        for code, (name, parts) in enumerate(self._facets.items()):
            self._db.execute("INSERT INTO facet VALUES (?, ?)", (code, name))
            ids = joined(parts)
            row = (facet_key(code), len(decoded(ids)), ids, None, None, None, None)
            self._write_posts("post", [row])

    def _write_headings(self, work: Executor) -> int:
        """The most wanted first, each under how it and its words start."""
        rows = self._db.connection.cursor()
        rows.execute(
            "SELECT text, kind, kana, key, heads, starts, weight, n FROM stage.heading "
            "ORDER BY weight DESC, text, kind, kana, key"
        )
        files, count = [], 0
        whole = self._db.execute("SELECT count(*) FROM stage.heading").fetchone()[0]
        while some := rows.fetchmany(self._stretch):
            sheaf = Sheaf()
            hids = [place_of(count + at, whole) for at in range(len(some))]
            for hid, (_, _, _, key, heads, starts, _, _) in zip(hids, some, strict=True):
                sheaf.put(HEAD, heads.split("\n"), hid)
                sheaf.put(START, starts.split("\n"), hid)
                sheaf.put(DRAWER, (key,), hid)
            self._db.executemany(
                "INSERT INTO heading(hid, text, kind, kana, key, weight, n) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                [(hid, *row[:4], *row[6:]) for hid, row in zip(hids, some, strict=True)],
            )
            files.append(self._work / f"headings-{count}.terms")
            write(sheaf.lines(), files[-1])
            count += len(some)
        self._write_terms("hpost", files, work)
        return count


def _workers(many: bool) -> Executor:
    """Processes where there is work for them; else a thread, which is there at once."""
    if many:
        return ProcessPoolExecutor(_PROCESSES, get_context("spawn"))
    return ThreadPoolExecutor(1)


def _unheard(done: int) -> None:
    """Nobody wants to know how far it is."""


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
    db.execute("BEGIN")
    for statement in TABLES:
        db.execute(statement)
    db.execute(
        """CREATE TABLE stage.heading(text TEXT, kind TEXT, kana TEXT, key TEXT, heads TEXT,
        starts TEXT, weight INTEGER, n INTEGER, PRIMARY KEY (text, kind, kana, key))
        WITHOUT ROWID"""
    )
