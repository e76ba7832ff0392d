"""The order of a catalogue being built: records as they come, then by rank.

Records lie one behind the other in a file; where each lies, and its score, in a small table. Both
are thrown away when the build is done, and neither is held in memory.
"""

import marshal
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from kiosk.catalogue.entry import facets_in
from kiosk.catalogue.records import Title
from kiosk.catalogue.rows import Marks, marks_of, record_of
from kiosk.catalogue.told import Told, told

_BATCH = 2000
_SAMPLES = 8
_SAMPLE_BYTES = 3500
_MET = 20_000


Sheet = tuple[Marks, bytes, Told]
"""All that is written down of a title: its marks, its record, and what the index reads of it."""


def sheets(file: Path, ats: Iterable[int], sizes: Iterable[int]) -> Iterator[Sheet]:
    """What was written down at these places."""
    with file.open("rb", buffering=0) as spool:
        for at, size in zip(ats, sizes, strict=True):
            spool.seek(at)
            # Our own file of a minute ago, in a folder of our own.
            marks, record, told = marshal.loads(spool.read(size))  # noqa: S302
            yield marks, record, Told(*told)


class Spool:
    """Takes titles in any order; one that comes again replaces itself.

    `facets`: the filters that were met, and their numbers.
    """

    def __init__(self, db: Any, file: Path) -> None:
        self._db = db
        self.file = file
        self.taken = 0
        self.facets: dict[str, int] = {}
        self._samples: list[bytes] = []
        self._met: set[tuple[str, ...]] = set()
        db.execute(
            "CREATE TABLE place(id TEXT PRIMARY KEY, score INTEGER, at INTEGER, size INTEGER)"
            " WITHOUT ROWID"
        )

    def take(self, titles: Iterable[Title]) -> Iterator[int]:
        """Write everything down; yields now and then how many have come."""
        source = iter(titles)
        at = 0
        with self.file.open("wb") as out:
            while batch := list(islice(source, _BATCH)):
                places = []
                for title in batch:
                    marks, record, read = marks_of(title), record_of(title), told(title)
                    self._name(facets_in(read))
                    sheet = marshal.dumps((marks, record, tuple(read)))
                    out.write(sheet)
                    places.append((*marks[:2], at, len(sheet)))
                    at += len(sheet)
                self._db.executemany("INSERT OR REPLACE INTO place VALUES (?,?,?,?)", places)
                self._sample(record)
                self.taken += len(batch)
                yield self.taken

    def count(self) -> int:
        """How many different titles there are."""
        found: int = self._db.execute("SELECT count(*) FROM place").fetchone()[0]
        return found

    def ranked(self, size: int) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
        """Where records lie and how long they are, in order of rank, `size` at a time."""
        # On a cursor of its own: others write meanwhile.
        rows = self._db.connection.cursor()
        rows.execute("SELECT at, size FROM place ORDER BY score DESC, id")
        while some := rows.fetchmany(size):
            yield array("q", [at for at, _ in some]), array("q", [size for _, size in some])

    @property
    def sample(self) -> bytes:
        """What records of this catalogue are compressed against."""
        return b"".join(self._samples)[-_SAMPLE_BYTES:]

    def _name(self, facets: tuple[str, ...]) -> None:
        """Give filters their numbers, in order of appearance."""
        if facets in self._met:
            return
        if len(self._met) == _MET:
            self._met.clear()
        self._met.add(facets)
        for name in facets:
            self.facets.setdefault(name, len(self.facets))

    def _sample(self, record: bytes) -> None:
        """One of every batch, evenly thinned: later ones replace earlier ones."""
        if len(self._samples) < _SAMPLES:
            self._samples.append(record)
        else:
            self._samples[self.taken // _BATCH % _SAMPLES] = record
