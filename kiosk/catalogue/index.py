"""Write catalogue files: build one from a stream of titles, put a finished one in its place.

Never holds all titles in memory: they are written down as they come, and made ready a stretch at a
time, by two processes where there are many. Changes to a file in use are
`kiosk.catalogue.changes`.
"""

import shutil
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk import durable
from kiosk.catalogue.records import Title
from kiosk.catalogue.schema import CatalogueDamaged, open_file
from kiosk.catalogue.standing import STANDING, Standing
from kiosk.sqlite import engine

__all__ = ["BuildReport", "CatalogueDamaged", "build", "install"]

_NOTHING = Standing()
_CACHE_KIB = 65_536
_STRETCH = 30_000


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
    stretch: int = _STRETCH,
) -> BuildReport:
    """Write a catalogue to `path` (through a neighbour file and a rename), in constant memory.

    `progress` is told now and then how much is done, as a number of titles. `stretch`: so many
    titles are made ready at a time, by two processes where there are many.
    """
    # What a terminal never does: numpy is loaded with it.
    from kiosk.catalogue.building import Builder

    fresh = path.with_name(path.name + ".new")
    work = path.with_name(path.name + ".work")
    _remove(fresh)
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    made = engine(fresh, synchronous="OFF", cache_kib=_CACHE_KIB)
    stage = engine(work / "stage.db", synchronous="OFF", cache_kib=_CACHE_KIB)
    try:
        with closing(made.raw_connection()) as raw, closing(stage.raw_connection()) as aside:
            builder = Builder(raw.cursor(), aside.cursor(), work, stretch, progress or _unheard)
            count, headings = builder.run(titles)
            marks = {"as_of": as_of.isoformat(), "cursor": cursor, "count": str(count)}
            builder.finish(marks | {"standing": STANDING.dump_json(standing).decode()})
        made.dispose()
        size = fresh.stat().st_size
        install(fresh, path)
    finally:
        made.dispose()
        stage.dispose()
        shutil.rmtree(work, ignore_errors=True)
        _remove(fresh)
    return BuildReport(count, builder.taken - count, headings, size)


def install(fresh: Path, path: Path) -> None:
    """Check the catalogue `fresh` and rename it over `path`. Nobody may have `path` open.

    Side files of the former catalogue go first: its log must never be played into the new file.
    """
    open_file(fresh, readonly=False).dispose()
    _remove_sides(path)
    durable.into_place(fresh, path)


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    _remove_sides(path)


def _remove_sides(path: Path) -> None:
    for side in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + side).unlink(missing_ok=True)


def _unheard(done: int) -> None:
    """Nobody wants to know how far it is."""
