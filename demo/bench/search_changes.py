"""Pages of changes under a reader: how long they take, and what the reader notices of them.

As in the product, a process of its own applies them (`kiosk.catalogue.apart`), and Python looks for
no rubbish while somebody asks (`kiosk.tidying`). Works on a copy of the file.
"""

import os
import random
import shutil
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from statistics import median

from demo.bench.search_engines import AS_OF
from demo.bench.search_times import Timed
from kiosk import tidying
from kiosk.catalogue.apart import Apart
from kiosk.catalogue.records import ChangesPage, Title
from kiosk.catalogue.search import Catalogue, Query
from kiosk.circulation.facts import CopyStatus

CHANGED = 1000
PAGE = 200
"""Titles of a page, as the central sends them."""
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds by the wall, once the process is there, and of processors, its start included; and
    the slowest page by the wall."""

    wall: float
    processor: float
    page: float = 0.0


@dataclass(frozen=True, slots=True)
class Changed:
    """What the process takes to start, once for all pages of a round; a working day's titles, and
    as many of which every text changed; and a reader's times in ms while pages are applied, by the
    wall and of its processor."""

    start: Took
    daily: Took
    rewritten: Took
    reader: Timed
    reader_processor: Timed


def measure(file: Path, titles: Sequence[Title], asked: Sequence[Query]) -> Changed:
    """Apply both kinds of changes, `_ROUNDS` times, to a copy of `file`: so many pages that notes
    are laid together among them."""
    copy = file.with_name(file.name + ".changed")
    shutil.copyfile(file, copy)
    _settle(copy)
    try:
        start = _median([_started() for _ in range(_ROUNDS)])
        reader = _Reader(copy, asked)
        tidying.begin()
        try:
            daily = [_applied(copy, _daily(titles, turn + 1), reader) for turn in range(_ROUNDS)]
            rewritten = [_applied(copy, _rewritten(titles, at), reader) for at in range(_ROUNDS)]
        finally:
            tidying.end()
            noticed = reader.stop()
        return Changed(start, _median(daily), _median(rewritten), *noticed)
    finally:
        for side in ("", "-wal", "-shm"):
            Path(f"{copy}{side}").unlink(missing_ok=True)


def _settle(file: Path) -> None:
    """Have it on the disk: gigabytes that are still on their way there would be measured too."""
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


class _Reader:
    """Asks one question after the other, with a patron's short breath between."""

    def __init__(self, file: Path, asked: Sequence[Query]) -> None:
        self._file, self._asked = file, asked
        self._enough = threading.Event()
        self.watched = False
        """Whether times count."""
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
                wall, worked = time.perf_counter() - begun, time.thread_time() - busy
                if self.watched:
                    self._times.append(wall * 1000)
                    self._worked.append(worked * 1000)
                if self._enough.wait(0.002):
                    break
        catalogue.close()

    def stop(self) -> tuple[Timed, Timed]:
        self._enough.set()
        self._thread.join()
        return Timed.of_all(self._times), Timed.of_all(self._worked)


def _median(rounds: Sequence[Took]) -> Took:
    return Took(
        median(one.wall for one in rounds),
        median(one.processor for one in rounds),
        max(one.page for one in rounds),
    )


def _started() -> Took:
    """The process, and nothing to do for it."""
    busy, begun = _processors(), time.perf_counter()
    with Apart() as apart:
        apart.start()
        wall = time.perf_counter() - begun
    return Took(wall, _processors() - busy)


def _applied(file: Path, titles: Sequence[Title], reader: _Reader) -> Took:
    """Page by page, by a process that is there."""
    busy = _processors()
    with Apart() as apart:
        apart.start()
        reader.watched, begun = True, time.perf_counter()
        ends = [begun]
        for at in range(0, len(titles), PAGE):
            page = ChangesPage(tuple(titles[at : at + PAGE]), (), f"p{at}", True, AS_OF)
            apart.apply(file, page)
            ends.append(time.perf_counter())
        reader.watched = False
    pages = (end - start for start, end in pairwise(ends))
    return Took(ends[-1] - begun, _processors() - busy, max(pages))


def _processors() -> float:
    """Seconds of this thread and of all processes that have ended."""
    done = os.times()
    return time.thread_time() + done.children_user + done.children_system


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
