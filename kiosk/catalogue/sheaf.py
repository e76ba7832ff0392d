"""Gathers the terms of many titles, and lays what was gathered in order of keys.

Titles come a stretch at a time, and are told by any numbers that rise. Nothing here reads or writes
a catalogue.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from typing import BinaryIO, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from kiosk.catalogue.entry import Column, Entry
from kiosk.catalogue.letters import MOST, NUMBER_BITS, Frequent, Numbers, pieces_of, starts_of
from kiosk.catalogue.terms import COLUMNS, DRAWER, GRAM, HEAD, NO_PAIRS, START, Pairs, drawer

T = TypeVar("T", bound=np.generic)
Counts = NDArray[np.uint32] | NDArray[np.int64]
COLUMN_BITS = 3
_ALL = (1 << 64) - 1
LINE = 4
"""A line takes as much room as so many of its titles."""
_MARKED = 16_384


class Lines(NamedTuple):
    """Sets in order: a key and a column as one number, how many titles stand there, and these one
    set behind the other."""

    ats: NDArray[np.int64]
    counts: NDArray[np.uint32]
    titles: NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Sorted:
    """A file of lines. `marks`: now and then what a line stands under, its number, and where its
    titles begin."""

    file: Path
    lines: int
    titles: int
    marks: tuple[tuple[int, int, int], ...]


class _Texts:
    """The texts of one column, each once however many titles have it."""

    def __init__(self) -> None:
        self._forms: list[str] = []
        self._runs: list[str] = []
        self._drawers = array("Q")
        self._held: dict[int, tuple[int, Column]] = {}
        self._which = array("I")
        self._owners = array("I")

    def add(self, title: int, column: Column) -> None:
        """`title` has this text. Texts that many titles have are one object."""
        held = self._held.get(id(column))
        if held is None:
            held = self._held[id(column)] = (len(self._forms), column)
            self.add_text(*column)
        self._which.append(held[0])
        self._owners.append(title)

    def add_text(self, forms: str, runs: str, wholes: Iterable[str]) -> None:
        """One text more."""
        for whole in wholes:
            self._drawers.append(drawer(whole) << NUMBER_BITS & _ALL | len(self._forms))
        self._forms.append(forms)
        self._runs.append(runs)

    def lines(self, col: int, frequent: Frequent) -> Iterator[Lines]:
        """What stands under the pieces, starts and drawers of these texts."""
        which = np.frombuffer(self._which, np.uint32)
        owners = np.frombuffer(self._owners, np.uint32)[np.argsort(which, kind="stable")]
        shares = np.bincount(which, minlength=len(self._forms))
        drawers = np.frombuffer(self._drawers, np.uint64).copy()
        yield _spread(_grouped(pieces_of(self._forms, frequent), GRAM, col), shares, owners)
        yield _spread(_grouped(starts_of(self._runs), START, col), shares, owners)
        yield _spread(_grouped(drawers, DRAWER, col), shares, owners)


class Sheaf:
    """The terms of one stretch of titles, or of headings."""

    def __init__(self, frequent: Pairs = NO_PAIRS) -> None:
        self._frequent = Frequent(frequent)
        self._titles = array("I")
        self._columns = [_Texts() for _ in COLUMNS]
        self._opening: list[str] = []
        self._keys = array("q")
        self._owners = array("I")

    def add(self, title: int, entry: Entry, keys: Collection[int]) -> None:
        """One title; `keys` under which it stands as well."""
        for texts, column in zip(self._columns, entry.columns, strict=True):
            if column:
                texts.add(title, column)
        self._opening.append(entry.opening)
        self._keys.extend(keys)
        self._owners.extend(repeat(title, len(keys)))
        self._titles.append(title)

    def add_heading(self, hid: int, opening: str, runs: str, whole: str) -> None:
        """One heading: first letters of it and of its words, and the whole of it."""
        self._columns[0].add(hid, Column("", runs, (whole,)))
        self._opening.append(opening)
        self._titles.append(hid)

    def lines(self) -> Lines:
        """Everything gathered, in order of keys; in no order of titles."""
        if len(self._titles) > MOST:
            raise ValueError(f"more than {MOST} at once")
        titles = np.frombuffer(self._titles, np.uint32)
        heads = _grouped(starts_of(self._opening), HEAD, 0)
        found = [self._by_key(), heads._replace(titles=titles[heads.titles])]
        for col, texts in enumerate(self._columns):
            found += texts.lines(col, self._frequent)
        return _in_order(found)

    def _by_key(self) -> Lines:
        """Keys that are known already, in the first column."""
        keys = np.frombuffer(self._keys, np.int64)
        order = np.argsort(keys, kind="stable")
        return _lines(keys[order] << COLUMN_BITS, np.frombuffer(self._owners, np.uint32)[order])


def _grouped(packed: Numbers, mark: int, col: int) -> Lines:
    """Letters and numbers, in any order and repeated, as lines."""
    packed.sort()
    if len(packed):
        packed = packed[np.concatenate(([True], packed[1:] != packed[:-1]))]
    letters = (packed >> np.uint64(NUMBER_BITS)).astype(np.int64)
    numbers = (packed & np.uint64(MOST - 1)).astype(np.uint32)
    return _lines((letters | mark << 48) << COLUMN_BITS | col, numbers)


def _lines(ats: NDArray[np.int64], numbers: NDArray[np.uint32]) -> Lines:
    """Numbers in order of what they stand under, which is told of each."""
    if not len(ats):
        return Lines(ats, np.empty(0, np.uint32), numbers)
    firsts = np.flatnonzero(np.concatenate(([True], ats[1:] != ats[:-1])))
    counts = np.diff(firsts, append=len(ats)).astype(np.uint32)
    return Lines(ats[firsts], counts, numbers)


def _spread(lines: Lines, shares: NDArray[np.int64], owners: NDArray[np.uint32]) -> Lines:
    """The titles that have the texts in lines: each text has its share of `owners`, in order."""
    firsts = np.cumsum(shares) - shares
    sizes = shares[lines.titles]
    some = _slices(firsts[lines.titles], sizes)
    counts = np.add.reduceat(sizes, _before(lines.counts)) if len(sizes) else lines.counts
    return Lines(lines.ats, counts.astype(np.uint32), owners[some])


def _in_order(some: list[Lines]) -> Lines:
    """All lines in order of keys."""
    ats = np.concatenate([one.ats for one in some])
    counts = np.concatenate([one.counts for one in some])
    titles = np.concatenate([one.titles for one in some])
    order = np.argsort(ats, kind="stable")
    moved = counts[order]
    return Lines(ats[order], moved, titles[_slices(_before(counts)[order], moved)])


def _before(counts: Counts) -> NDArray[np.int64]:
    return np.cumsum(counts, dtype=np.int64) - counts


def _slices(firsts: NDArray[np.int64], sizes: Counts) -> NDArray[np.int64]:
    """Places of slices, one slice behind the other."""
    ends = np.cumsum(sizes, dtype=np.int64)
    whole = int(ends[-1]) if len(ends) else 0
    starts = firsts - ends + sizes.astype(np.int64)
    return np.repeat(starts, sizes) + np.arange(whole)


def write(lines: Lines, file: Path) -> Sorted:
    """Put lines into a file, to be merged with others."""
    with file.open("wb") as out:
        for part in lines:
            out.write(np.ascontiguousarray(part).data)
    begins = _before(lines.counts)
    portions = (begins + np.arange(len(begins)) * LINE) // _MARKED
    some = np.flatnonzero(np.diff(portions, prepend=-1))
    marks = zip(lines.ats[some].tolist(), some.tolist(), begins[some].tolist(), strict=True)
    return Sorted(file, len(lines.ats), len(lines.titles), tuple(marks))


def read(source: Sorted, low: int, high: int) -> Lines:
    """The lines of a file from `low` and before `high`, and little else of it."""
    keys = [key for key, _, _ in source.marks]
    first, last = max(bisect_right(keys, low) - 1, 0), bisect_left(keys, high)
    if first >= last:
        return Lines(np.empty(0, np.int64), np.empty(0, np.uint32), np.empty(0, np.uint32))
    _, start, begin = source.marks[first]
    _, end, stop = (*source.marks, (0, source.lines, source.titles))[last]
    with source.file.open("rb") as file:
        ats = _part(file, np.int64, 0, start, end)
        counts = _part(file, np.uint32, source.lines * 8, start, end)
        titles = _part(file, np.uint32, source.lines * 12, begin, stop)
    here, there = np.searchsorted(ats, (low, high))
    skipped = int(counts[:here].sum())
    some = counts[here:there]
    return Lines(ats[here:there], some, titles[skipped : skipped + int(some.sum())])


def _part(file: BinaryIO, kind: type[T], base: int, start: int, end: int) -> NDArray[T]:
    size = np.dtype(kind).itemsize
    file.seek(base + start * size)
    return np.frombuffer(file.read((end - start) * size), kind)
