"""Gathers the terms of many titles, and lays what was gathered in order of keys.

Titles come a stretch at a time, and are told by any numbers that rise. Nothing here reads or writes
a catalogue.
"""

from array import array
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from pathlib import Path
from typing import BinaryIO, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from kiosk.catalogue.entry import Column, Entry
from kiosk.catalogue.letters import MOST, NUMBER_BITS, Numbers, pieces_of, starts_of
from kiosk.catalogue.terms import COLUMNS, DRAWER, GRAM, HEAD, START, drawer

T = TypeVar("T", bound=np.generic)
COLUMN_BITS = 3
_WIDTH = len(COLUMNS)
_LETTERS = (1 << 48) - 1
_MARKED = 1024
_KEPT = 20_000
_NOTHING = Column("", "", ())


class Lines(NamedTuple):
    """Sets in order: a key and a column as one number, how many titles stand there, and these one
    set behind the other."""

    ats: NDArray[np.int64]
    counts: NDArray[np.uint32]
    titles: NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Sorted:
    """A file of lines. `marks`: every so often a line, and where its titles begin."""

    file: Path
    lines: int
    titles: int
    marks: tuple[tuple[int, int], ...]


class Sheaf:
    """The terms of one stretch of titles, or of headings."""

    def __init__(self) -> None:
        self._titles = array("I")
        self._forms: list[list[str]] = [[] for _ in COLUMNS]
        self._runs: list[list[str]] = [[] for _ in COLUMNS]
        self._drawers = [array("Q") for _ in COLUMNS]
        self._opening: list[str] = []
        self._keys = array("q")
        self._owners = array("I")

    def add(self, title: int, entry: Entry, keys: Collection[int]) -> None:
        """One title, behind all that came before; `keys` under which it stands as well."""
        number = len(self._titles)
        for col, column in enumerate(entry.columns):
            forms, runs, wholes = column or _NOTHING
            self._forms[col].append(forms)
            self._runs[col].append(runs)
            for whole in wholes:
                self._drawers[col].append(_drawer(whole) | number)
        self._opening.append(entry.opening)
        self._keys.extend(keys)
        self._owners.extend(repeat(number, len(keys)))
        self._titles.append(title)

    def add_heading(self, hid: int, opening: str, runs: str, whole: str) -> None:
        """One heading: first letters of it and of its words, and the whole of it."""
        self._drawers[0].append(_drawer(whole) | len(self._titles))
        self._opening.append(opening)
        self._runs[0].append(runs)
        self._titles.append(hid)

    def lines(self) -> Lines:
        """Everything gathered; nothing is left."""
        if len(self._titles) > MOST:
            raise ValueError(f"more than {MOST} at once")
        found = [self._by_key()]
        found.append(_grouped(starts_of(self._opening), HEAD, 0))
        for col in range(_WIDTH):
            forms, self._forms[col] = self._forms[col], []
            runs, self._runs[col] = self._runs[col], []
            drawers = np.frombuffer(self._drawers[col], np.uint64)
            found.append(_grouped(pieces_of(forms), GRAM, col))
            found.append(_grouped(starts_of(runs), START, col))
            found.append(_grouped(drawers.copy(), DRAWER, col))
        ats, counts, numbers = in_order(found)
        return Lines(ats, counts, np.frombuffer(self._titles, np.uint32)[numbers])

    def _by_key(self) -> Lines:
        """Keys that are known already, in the first column."""
        keys = np.frombuffer(self._keys, np.int64)
        order = np.argsort(keys, kind="stable")
        return _lines(keys[order] << COLUMN_BITS, np.frombuffer(self._owners, np.uint32)[order])


@lru_cache(maxsize=_KEPT)
def _drawer(whole: str) -> int:
    return (drawer(whole) & _LETTERS) << NUMBER_BITS


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


def in_order(some: list[Lines]) -> Lines:
    """All lines in order of keys; of those that are under one key the former stay first."""
    ats = np.concatenate([one.ats for one in some])
    counts = np.concatenate([one.counts for one in some])
    titles = np.concatenate([one.titles for one in some])
    order = np.argsort(ats, kind="stable")
    before = np.cumsum(counts, dtype=np.int64) - counts
    moved = counts[order]
    after = np.cumsum(moved, dtype=np.int64) - moved
    places = np.repeat(before[order] - after, moved) + np.arange(len(titles))
    return Lines(ats[order], moved, titles[places])


def write(lines: Lines, file: Path) -> Sorted:
    """Put lines into a file, to be merged with others."""
    with file.open("wb") as out:
        for part in lines:
            out.write(np.ascontiguousarray(part).data)
    before = np.cumsum(lines.counts, dtype=np.int64) - lines.counts
    marks = zip(lines.ats[::_MARKED].tolist(), before[::_MARKED].tolist(), strict=True)
    return Sorted(file, len(lines.ats), len(lines.titles), tuple(marks))


def read(source: Sorted, low: int, high: int) -> Lines:
    """The lines of a file from `low` and before `high`, and little else of it."""
    keys = [key for key, _ in source.marks]
    first = max((at for at, key in enumerate(keys) if key <= low), default=0)
    last = sum(key < high for key in keys)
    start, end = first * _MARKED, min(last * _MARKED, source.lines)
    begins = [at for _, at in source.marks] + [source.titles]
    if start >= end:
        return Lines(np.empty(0, np.int64), np.empty(0, np.uint32), np.empty(0, np.uint32))
    with source.file.open("rb") as file:
        ats = _part(file, np.int64, 0, start, end)
        counts = _part(file, np.uint32, source.lines * 8, start, end)
        titles = _part(file, np.uint32, source.lines * 12, begins[first], begins[last])
    here, there = np.searchsorted(ats, (low, high))
    skipped = int(counts[:here].sum())
    some = counts[here:there]
    return Lines(ats[here:there], some, titles[skipped : skipped + int(some.sum())])


def _part(file: BinaryIO, kind: type[T], base: int, start: int, end: int) -> NDArray[T]:
    size = np.dtype(kind).itemsize
    file.seek(base + start * size)
    return np.frombuffer(file.read((end - start) * size), kind)
