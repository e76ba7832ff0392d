"""Merges the terms of stretches, one range of keys at a time.

Stretches tell titles by the order of their coming; here they get the docids of their rank.

Ranges are about equal and small enough to be held in memory, so that several processes can merge
at once and the first can be written while others are not yet made.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kiosk.catalogue.common import MANY, common_of
from kiosk.catalogue.common import Row as Common
from kiosk.catalogue.ids import listed
from kiosk.catalogue.laying import GONE
from kiosk.catalogue.parts import part
from kiosk.catalogue.sheaf import COLUMN_BITS, LINE, Lines, Sorted, read
from kiosk.catalogue.terms import COLUMNS

Set = int | bytearray
Row = tuple[int, int, Set, Set, Set, Set, Set]
"""A row of `post`: key, titles of all columns together, and a set for each column; 0 is none. The
driver looks for ways to adapt each None and each bytes, which takes longer than all the rest."""
_RANGE = 1_500_000
"""A range has so many titles in its sets; a set counts as some more."""
_WIDTH = len(COLUMNS)
_SETS = ", ".join(["nullif(?, 0)"] * _WIDTH)
_COLUMN = (1 << COLUMN_BITS) - 1
_END = 1 << 62
_DOCID_BITS = np.uint64(32)


@dataclass(frozen=True, slots=True)
class Range:
    """What to do: all lines from `low` and before `high`, out of the files to a part of `table`.

    `docids` is a file of docids by number, GONE for what is no more; None: numbers are docids."""

    table: str
    files: Sequence[Sorted]
    docids: Path | None
    low: int
    high: int
    out: Path


def ranges(table: str, files: Sequence[Sorted], docids: Path | None, work: Path) -> Iterator[Range]:
    """All there is, in order of keys; no key is parted."""
    low, held, number = 0, 0, 0
    for key, size in sorted(found for one in files for found in _parts(one)):
        bound = key >> COLUMN_BITS << COLUMN_BITS
        if held > _RANGE and bound > low:
            yield Range(table, files, docids, low, bound, work / f"{table}-{number}")
            low, held, number = bound, 0, number + 1
        held += size
    if held:
        yield Range(table, files, docids, low, _END, work / f"{table}-{number}")


def _parts(one: Sorted) -> Iterator[tuple[int, int]]:
    """Where parts of a file begin, and how much there is in them."""
    ends = [*one.marks[1:], (0, one.lines, one.titles)]
    for (key, line, start), (_, next_line, end) in zip(one.marks, ends, strict=True):
        yield key, end - start + LINE * (next_line - line)


def merge(task: Range) -> Path:
    """Merge one range; where its rows are then."""
    lines = _merged([read(one, task.low, task.high) for one in task.files], task.docids)
    common: list[Common] = []
    with part(task.out, task.table, "common") as db:
        db.executemany(f"INSERT INTO {task.table} VALUES (?, ?, {_SETS})", _rows(lines, common))
        db.executemany("INSERT INTO common VALUES (?, ?, ?, ?)", common)
    return task.out


def _merged(some: list[Lines], docids: Path | None) -> Lines:
    """All lines in order of keys, each key once, its titles in order of rank."""
    ats = np.concatenate([one.ats for one in some])
    counts = np.concatenate([one.counts for one in some])
    titles = np.concatenate([one.titles for one in some])
    if docids is not None:
        titles = np.memmap(docids, np.uint32, "r")[titles]
    keys, places = np.unique(ats, return_inverse=True)
    # A key's place and a title as one number: nothing is sorted as fast as that.
    packed = np.repeat(places.astype(np.uint64) << _DOCID_BITS, counts) | titles
    if docids is not None:
        packed = packed[titles != GONE]
    packed.sort()
    found = packed >> _DOCID_BITS
    firsts = np.flatnonzero(np.diff(found, prepend=np.uint64(len(keys))))
    sizes = np.diff(firsts, append=len(found)).astype(np.uint32)
    return Lines(keys[found[firsts]], sizes, packed.astype(np.uint32))


def _rows(lines: Lines, common: list[Common]) -> Iterator[Row]:
    """Rows in order of keys; what is to stand in `common` is put there on the way."""
    if not len(lines.ats):
        return
    ends = np.cumsum(lines.counts, dtype=np.int64)
    heads = lines.titles[ends - lines.counts].tolist()
    docids = lines.titles.tobytes()
    ats = lines.ats.tolist()
    last, total, start = ats[0] >> COLUMN_BITS, 0, 0
    columns: list[Set] = [0] * _WIDTH
    for at, head, end in zip(ats, heads, ends.tolist(), strict=True):
        key = at >> COLUMN_BITS
        if key != last:
            yield _whole(last, total, columns, common)
            last, total, columns = key, 0, [0] * _WIDTH
        size = end - start
        columns[at & _COLUMN] = head if size == 1 else listed(docids[start * 4 : end * 4])
        total += size
        start = end
    yield _whole(last, total, columns, common)


def _whole(key: int, total: int, columns: list[Set], common: list[Common]) -> Row:
    if total >= MANY and (row := common_of(key, total, columns)):
        common.append(row)
    t, a, p, s, r = columns
    return key, total, t, a, p, s, r
