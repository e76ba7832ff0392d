"""Titles on their way into a catalogue: written down as they come, counted out by rank.

Which title came when, and its score, stand in a small table. All of it is thrown away when the
build is done, and none of it is held in memory.
"""

import marshal
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from kiosk.catalogue.entry import filters_in
from kiosk.catalogue.records import Title
from kiosk.catalogue.rowfile import Numbers
from kiosk.catalogue.rows import Marks, marks_of, record_of
from kiosk.catalogue.told import Told, told

_BATCH = 1000
_SAMPLES = 8
_SAMPLE_BYTES = 3500
_MET = 20_000
_FIRST, _GROWN = 5, 8
"""The first stretch is a fifth as long, others an eighth of what came before them: all processes
have work at once, and end together."""

Sheet = tuple[Marks, bytes, Told]
"""All that is written down of a title: its marks, its record, and what the index reads of it."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Titles that came one behind the other: `first` is the number of the first, from 0; `file` is
    where they are written down, in batches of `sizes` bytes; `full`: there may be more."""

    file: Path
    first: int
    sizes: tuple[int, ...]
    full: bool


def sheets(stretch: Stretch) -> Iterator[Sheet]:
    """What was written down, in order of coming."""
    with stretch.file.open("rb") as spool:
        for size in stretch.sizes:
            # Our own file of a minute ago, in a folder of our own.
            for marks, record, read in marshal.loads(spool.read(size)):  # noqa: S302 - we wrote it
                yield marks, record, Told(*read)


class Spool:
    """Takes titles in any order; one that comes again replaces itself.

    `taken`: how many came; `facets`: the filters that were met, and their numbers.
    """

    def __init__(self, db: Any, folder: Path, stretch: int) -> None:
        self._db = db
        self._folder = folder
        self._stretch = stretch
        self.taken = 0
        self.facets: dict[str, int] = {}
        self._samples: list[bytes] = []
        self._met: set[tuple[str, ...]] = set()
        db.execute(
            "CREATE TABLE place(id TEXT PRIMARY KEY, score INTEGER, number INTEGER) WITHOUT ROWID"
        )

    def take(self, titles: Iterable[Title]) -> Iterator[Stretch]:
        """Write everything down; yields each stretch as soon as it is whole."""
        source = iter(titles)
        while True:
            size = max(self.taken // _GROWN, self._stretch // _FIRST) + 1
            size = min(size, self._stretch)
            some = self._write(source, size)
            if some.sizes:
                yield some
            if not some.full:
                return

    def _write(self, source: Iterator[Title], count: int) -> Stretch:
        titles = islice(source, count)
        first, sizes = self.taken, []
        file = self._folder / f"spool-{first}"
        with file.open("wb") as out:
            while batch := list(islice(titles, _BATCH)):
                sheets = [(marks_of(title), record_of(title), told(title)) for title in batch]
                self._name(part for _, _, read in sheets for part in filters_in(read))
                whole = marshal.dumps([(*sheet[:2], tuple(sheet[2])) for sheet in sheets])
                out.write(whole)
                sizes.append(len(whole))
                self._db.executemany(
                    "INSERT OR REPLACE INTO place VALUES (?,?,?)",
                    [(*marks[:2], at) for at, (marks, _, _) in enumerate(sheets, self.taken)],
                )
                self._sample(sheets[-1][1])
                self.taken += len(batch)
        return Stretch(file, first, tuple(sizes), self.taken == first + count)

    def count(self) -> int:
        """How many different titles there are."""
        found: int = self._db.execute("SELECT count(*) FROM place").fetchone()[0]
        return found

    def ranked(self, size: int) -> Iterator[Numbers]:
        """Numbers of titles in order of rank, `size` at a time; of one that came again, the last
        alone."""
        # On a cursor of its own: others write meanwhile.
        rows = self._db.connection.cursor()
        rows.execute("SELECT number FROM place ORDER BY score DESC, id")
        while some := rows.fetchmany(size):
            yield np.array([number for (number,) in some], np.uint32)

    @property
    def sample(self) -> bytes:
        """What records of this catalogue are compressed against."""
        return b"".join(self._samples)[-_SAMPLE_BYTES:]

    def _name(self, parts: Iterable[tuple[str, ...]]) -> None:
        """Give filters their numbers, in order of appearance."""
        for part in parts:
            if part not in self._met:
                if len(self._met) == _MET:
                    self._met.clear()
                self._met.add(part)
                for name in part:
                    self.facets.setdefault(name, len(self.facets))

    def _sample(self, record: bytes) -> None:
        """One of every batch, evenly thinned: later ones replace earlier ones."""
        if len(self._samples) < _SAMPLES:
            self._samples.append(record)
        else:
            self._samples[self.taken // _BATCH % _SAMPLES] = record
