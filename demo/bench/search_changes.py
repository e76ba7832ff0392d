"""A page of changes under a reader: how long it takes, and what the reader notices of it.

As in the product, the writer is another thread of the reading process. Works on a copy of the file.
"""

import random
import shutil
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from demo.bench.search_engines import AS_OF
from demo.bench.search_times import Timed
from kiosk.catalogue.changes import apply
from kiosk.catalogue.records import ChangesPage, Title
from kiosk.catalogue.search import Catalogue, Query
from kiosk.circulation.facts import CopyStatus

CHANGED = 1000
PAGE = 200
"""Titles of a page, as the central sends them."""
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds for a thousand titles: by the wall, and of the writer's processor."""

    wall: float
    processor: float


@dataclass(frozen=True, slots=True)
class Changed:
    """A working day's titles, and as many of which every text changed; and a reader's times in ms
    meanwhile, by the wall and of its processor."""

    daily: Took
    rewritten: Took
    reader: Timed
    reader_processor: Timed


def measure(file: Path, titles: Sequence[Title], asked: Sequence[Query]) -> Changed:
    """Apply both kinds of changes, `_ROUNDS` times, to a copy of `file`."""
    copy = file.with_name(file.name + ".changed")
    shutil.copyfile(file, copy)
    try:
        reader = _Reader(copy, asked)
        daily = [_apply(copy, _daily(titles, turn + 1)) for turn in range(_ROUNDS)]
        rewritten = [_apply(copy, _rewritten(titles, turn)) for turn in range(_ROUNDS)]
        return Changed(_median(daily), _median(rewritten), *reader.stop())
    finally:
        for side in ("", "-wal", "-shm"):
            Path(f"{copy}{side}").unlink(missing_ok=True)


class _Reader:
    """Asks one question after the other, with a patron's short breath between."""

    def __init__(self, file: Path, asked: Sequence[Query]) -> None:
        self._file, self._asked = file, asked
        self._enough = threading.Event()
        self._times: list[float] = []
        self._worked: list[float] = []
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        catalogue = Catalogue(self._file)
        while not self._enough.is_set():
            for query in self._asked:
                busy, begun = time.thread_time(), time.perf_counter()
                catalogue.search(query)
                self._times.append((time.perf_counter() - begun) * 1000)
                self._worked.append((time.thread_time() - busy) * 1000)
                if self._enough.wait(0.002):
                    break
        catalogue.close()

    def stop(self) -> tuple[Timed, Timed]:
        self._enough.set()
        self._thread.join()
        return Timed.of_all(self._times), Timed.of_all(self._worked)


def _median(rounds: Sequence[Took]) -> Took:
    return Took(median(one.wall for one in rounds), median(one.processor for one in rounds))


def _apply(file: Path, titles: Sequence[Title]) -> Took:
    """Page by page."""
    busy, begun = time.thread_time(), time.perf_counter()
    for start in range(0, len(titles), PAGE):
        page = ChangesPage(tuple(titles[start : start + PAGE]), (), f"p{start}", True, AS_OF)
        apply(file, page)
    return Took(time.perf_counter() - begun, time.thread_time() - busy)


def _chosen(titles: Sequence[Title], turn: int) -> list[Title]:
    chance = random.Random(turn)  # noqa: S311 - repeatable, no secret
    return chance.sample(titles, min(CHANGED, len(titles)))


def _daily(titles: Sequence[Title], turn: int) -> list[Title]:
    """Loans and returns, holds, and one in ten a new title."""
    made = []
    for at, title in enumerate(_chosen(titles, turn)):
        if at % 10 == 0:
            made.append(replace(title, id=f"new-{turn}-{title.id}", popularity=0, year=2026))
            continue
        states = (CopyStatus.ON_LOAN, CopyStatus.AVAILABLE)
        copies = tuple(replace(copy, status=states[turn % 2]) for copy in title.copies)
        made.append(replace(title, copies=copies, holds=title.holds + turn))
    return made


def _rewritten(titles: Sequence[Title], turn: int) -> list[Title]:
    """Each title under the text of another."""
    some = _chosen(titles, turn + _ROUNDS)
    return [
        replace(other, id=title.id) for title, other in zip(some, some[1:] + some[:1], strict=True)
    ]
