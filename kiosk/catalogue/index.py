"""Write catalogue files: build one from a stream of titles, put a finished one in its place.

Never holds all titles in memory: what cannot be written in its final order at once goes through a
staging file beside the new one. Changes to a file in use are `kiosk.catalogue.changes`.
"""

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from kiosk.catalogue.changes import apply
from kiosk.catalogue.records import Title
from kiosk.catalogue.rows import row_of
from kiosk.catalogue.schema import (
    APPLICATION_ID,
    GAP,
    INDEXES,
    TABLES,
    VERSION,
    CatalogueDamaged,
    open_file,
    set_meta,
)
from kiosk.catalogue.staging import BATCH, STAGE_TABLES, Staging
from kiosk.sqlite import engine

__all__ = ["BuildReport", "CatalogueDamaged", "apply", "build", "install"]

_HASH_BYTES = 32 * 1024 * 1024
_COPIES = (
    f"""INSERT INTO bib SELECT o.rowid * {GAP}, id, score, isbn, series, added, popularity, holds,
        data FROM stage.place o JOIN stage.title t ON t.rowid = o.at ORDER BY o.rowid""",
    f"""INSERT INTO brief SELECT o.rowid * {GAP}, year, reading, brief
        FROM stage.place o JOIN stage.title t ON t.rowid = o.at ORDER BY o.rowid""",
    f"""INSERT INTO forms SELECT o.rowid * {GAP}, folded
        FROM stage.place o JOIN stage.title t ON t.rowid = o.at ORDER BY o.rowid""",
    f"""INSERT INTO ft(rowid, t, a, p, s, r, f) SELECT o.rowid * {GAP}, gt, ga, gp, gs, gr, f
        FROM stage.place o JOIN stage.title t ON t.rowid = o.at ORDER BY o.rowid""",
    f"""INSERT INTO fk(rowid, t, a, p, s, r, f) SELECT o.rowid * {GAP}, kt, ka, kp, ks, kr, f
        FROM stage.place o JOIN stage.title t ON t.rowid = o.at ORDER BY o.rowid""",
    f"""INSERT INTO fx(rowid, x) SELECT o.rowid * {GAP}, x
        FROM stage.place o JOIN stage.title t ON t.rowid = o.at ORDER BY o.rowid""",
    "INSERT INTO df SELECT term, sum(n) FROM stage.df GROUP BY term HAVING sum(n) > 0",
    f"""INSERT INTO heading(hid, kind, text, kana, key, weight, n)
        SELECT row_number() OVER (ORDER BY weight DESC, text, kind, kana, key) * {GAP},
        kind, text, kana, key, weight, n FROM stage.heading WHERE n > 0""",
    """INSERT INTO hd(rowid, k) SELECT h.hid, s.runs FROM heading h JOIN stage.heading s
        ON (s.text, s.kind, s.kana, s.key) = (h.text, h.kind, h.kana, h.key) ORDER BY h.hid""",
)


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
    progress: Callable[[int], None] | None = None,
) -> BuildReport:
    """Write a catalogue to `path` (through a neighbour file and a rename), in constant memory.

    `progress` is told now and then how many titles have been taken in.
    """
    fresh = path.with_name(path.name + ".new")
    stage = path.with_name(path.name + ".stage")
    _remove(fresh)
    _remove(stage)
    made = engine(fresh, synchronous="OFF", cache_kib=131_072)
    try:
        raw = made.raw_connection()
        try:
            with _rare_collection():
                report = _write(raw.cursor(), stage, titles, as_of, cursor, progress)
        finally:
            raw.close()
            made.dispose()
        size = fresh.stat().st_size
        install(fresh, path)
    finally:
        _remove(stage)
        _remove(fresh)
    return BuildReport(report[0], report[1], report[2], size)


@contextmanager
def _rare_collection() -> Iterator[None]:
    """A build makes many small values and no cycles: looking for them took a third of its time."""
    usual = gc.get_threshold()
    gc.set_threshold(100_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


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


def _write(
    db: Any,
    stage: Path,
    titles: Iterable[Title],
    as_of: datetime,
    cursor: str,
    progress: Callable[[int], None] | None,
) -> tuple[int, int, int]:
    _prepare(db, stage)
    staging = Staging(db)
    taken = 0
    for batch in _batches(titles):
        staging.take([row_of(title) for title in batch])
        taken += len(batch)
        if progress is not None:
            progress(taken)
    staging.finish()
    for statement in (*_COPIES, *INDEXES):
        db.execute(statement)
    db.executemany("INSERT INTO facet(code, name, n) VALUES (?, ?, ?)", staging.facets())
    for table in ("ft", "fk", "fx", "hd"):
        db.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")
    count = db.execute("SELECT count(*) FROM bib").fetchone()[0]
    headings = db.execute("SELECT count(*) FROM heading").fetchone()[0]
    set_meta(db, {"as_of": as_of.isoformat(), "cursor": cursor, "count": str(count)})
    db.execute("COMMIT")
    db.execute("ANALYZE")
    db.execute("DETACH stage")
    db.execute("PRAGMA journal_mode = WAL")
    return count, taken - count, headings


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
    for statement in (*TABLES, *STAGE_TABLES):
        db.execute(statement)
    for table in ("ft", "fk", "fx", "hd"):
        db.execute(f"INSERT INTO {table}({table}, rank) VALUES ('hashsize', {_HASH_BYTES})")


def _batches(titles: Iterable[Title]) -> Iterator[list[Title]]:
    source = iter(titles)
    while batch := list(islice(source, BATCH)):
        yield batch
