"""Merges the terms of stretches that lie one behind the other, one range of keys at a time.

Ranges are about equal and small enough to be held in memory, so that several processes can merge
at once and the first can be written while others are not yet made.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kiosk.catalogue.ids import listed
from kiosk.catalogue.parts import part
from kiosk.catalogue.sheaf import COLUMN_BITS, Lines, Sorted, in_order, read
from kiosk.catalogue.terms import COLUMNS

Set = int | bytearray
Row = tuple[int, int, Set, Set, Set, Set, Set]
"""A row of `post`: key, titles of all columns together, and a set for each column; 0 is none. The
driver looks for ways to adapt each None and each bytes, which takes longer than all the rest."""
_RANGE = 1_500_000
_LINE = 4
"""A range has so many titles in its sets; a set counts as some more."""
_WIDTH = len(COLUMNS)
_SETS = ", ".join(["nullif(?, 0)"] * _WIDTH)
_COLUMN = (1 << COLUMN_BITS) - 1
_END = 1 << 62


@dataclass(frozen=True, slots=True)
class Range:
    """What to do: all lines from `low` and before `high`, out of the files to a part of `table`."""

    table: str
    files: Sequence[Sorted]
    low: int
    high: int
    out: Path


def ranges(table: str, files: Sequence[Sorted], work: Path) -> Iterator[Range]:
    """All there is, in order of keys; no key is parted."""
    low, held, number = 0, 0, 0
    for key, size in sorted(found for one in files for found in _parts(one)):
        bound = key >> COLUMN_BITS << COLUMN_BITS
        if held > _RANGE and bound > low:
            yield Range(table, files, low, bound, work / f"{table}-{number}")
            low, held, number = bound, 0, number + 1
        held += size
    if held:
        yield Range(table, files, low, _END, work / f"{table}-{number}")


def _parts(one: Sorted) -> Iterator[tuple[int, int]]:
    """Where parts of a file begin, and how much there is in them."""
    ends = [at for _, at in one.marks[1:]] + [one.titles]
    lines = _LINE * one.lines // max(len(one.marks), 1)
    for (key, start), end in zip(one.marks, ends, strict=True):
        yield key, end - start + lines


def merge(task: Range) -> Path:
    """Merge one range; where its rows are then."""
    lines = in_order([read(one, task.low, task.high) for one in task.files])
    with part(task.out, task.table) as db:
        db.executemany(f"INSERT INTO {task.table} VALUES (?, ?, {_SETS})", _rows(lines))
    return task.out


def _rows(lines: Lines) -> Iterator[Row]:
    if not len(lines.ats):
        return
    firsts = np.flatnonzero(np.concatenate(([True], lines.ats[1:] != lines.ats[:-1])))
    ats = lines.ats[firsts].tolist()
    sizes = np.add.reduceat(lines.counts, firsts, dtype=np.int64)
    ends = np.cumsum(sizes).tolist()
    docids = lines.docids.tobytes()
    last, total, start = ats[0] >> COLUMN_BITS, 0, 0
    columns: list[Set] = [0] * _WIDTH
    for at, end in zip(ats, ends, strict=True):
        key = at >> COLUMN_BITS
        if key != last:
            yield last, total, *columns
            last, total, columns = key, 0, [0] * _WIDTH
        columns[at & _COLUMN] = listed(docids[start * 4 : end * 4])
        total += end - start
        start = end
    yield last, total, *columns
