"""Gathers the terms of many titles, and lays what was gathered in order of keys.

Titles come in order of rank, a stretch at a time; stretches are then merged. Nothing here reads or
writes a catalogue.
"""

import heapq
import marshal
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path

from kiosk.catalogue.entry import Column, Entry
from kiosk.catalogue.ids import Stored, encoded, joined
from kiosk.catalogue.terms import COLUMNS, DRAWER, GRAM, HEAD, READING, START, drawer, key_of

Line = tuple[int, int, Stored, Stored, Stored, Stored, Stored]
"""A row of `post`: key, titles of all columns together, and a set for each column."""
_WIDTH = len(COLUMNS)
_CHUNK = 2000
_Terms = defaultdict[str, list[int]]


class Sheaf:
    """The terms of one stretch of titles."""

    def __init__(self) -> None:
        self._terms: dict[tuple[int, int], _Terms] = {
            (mark, col): defaultdict(list)
            for mark in (GRAM, START, DRAWER, HEAD, READING)
            for col in range(_WIDTH)
        }
        self._keys: defaultdict[int, list[int]] = defaultdict(list)
        self._shared: dict[tuple[int, int], tuple[Column, list[int]]] = {}

    def add(self, docid: int, entry: Entry) -> None:
        """One title, behind all that came before."""
        own = entry.columns[0]
        if own is not None:
            for mark, terms in ((GRAM, own.grams), (START, own.starts), (DRAWER, own.wholes)):
                held = self._terms[mark, 0]
                for term in terms:
                    held[term].append(docid)
        for col in range(1, _WIDTH):
            column = entry.columns[col]
            if column is not None:  # the same value for many titles: taken apart once
                known = self._shared.get((col, id(column)))
                if known is None:
                    known = self._shared[col, id(column)] = (column, [])
                known[1].append(docid)
        heads = self._terms[HEAD, 0]
        for term in entry.heads:
            heads[term].append(docid)
        self._terms[READING, 0][entry.reading[:2]].append(docid)

    def put(self, mark: int, terms: Iterable[str], number: int) -> None:
        """Some terms of one thing, in the first column."""
        held = self._terms[mark, 0]
        for term in terms:
            held[term].append(number)

    def put_key(self, key: int, number: int) -> None:
        """A key that is known already."""
        self._keys[key].append(number)

    def lines(self) -> list[Line]:
        """Everything gathered, in order of keys."""
        self._take_apart()
        sets: dict[int, list[list[int] | None]] = {}
        for (mark, col), terms in self._terms.items():
            for term, ids in terms.items():
                key = drawer(term) if mark == DRAWER else key_of(mark, term)
                row = sets.get(key)
                if row is None:
                    row = sets[key] = [None] * _WIDTH
                held = row[col]
                # Two terms may share a key: rare letters, and drawers.
                row[col] = ids if held is None else sorted({*held, *ids})
            terms.clear()
        sets.update((key, [ids] + [None] * (_WIDTH - 1)) for key, ids in self._keys.items())
        return [_line(key, sets[key]) for key in sorted(sets)]

    def _take_apart(self) -> None:
        for (col, _), (column, ids) in self._shared.items():
            for mark, terms in (
                (GRAM, column.grams),
                (START, column.starts),
                (DRAWER, column.wholes),
            ):
                held = self._terms[mark, col]
                for term in terms:
                    held[term] += ids
        for (mark, col), some in self._terms.items():
            if col and mark in (GRAM, START, DRAWER):
                for ids in some.values():
                    ids.sort()
        self._shared.clear()


def _line(key: int, row: list[list[int] | None]) -> Line:
    count = sum([len(ids) for ids in row if ids])
    t, a, p, s, r = [encoded(ids) if ids else None for ids in row]
    return key, count, t, a, p, s, r


HALVES = 2
"""Terms lie in so many files, to be merged apart from each other."""


def write(lines: list[Line], file: Path) -> None:
    """Put lines into files, to be merged with others."""
    for half in range(HALVES):
        _write(iter([line for line in lines if _side(line[0]) == half]), _half(file, half))


def _side(key: int) -> int:
    """Even or odd by the sum of its letters: about as many of each."""
    return (key + (key >> 16) + (key >> 32)) % HALVES


def _half(file: Path, half: int) -> Path:
    return file.with_name(f"{file.name}.{half}")


def _write(lines: Iterator[Line], file: Path) -> None:
    with file.open("wb") as out:
        while some := list(islice(lines, _CHUNK)):
            marshal.dump(some, out)


def _read(file: Path) -> Iterator[Line]:
    with file.open("rb") as source:
        while True:
            try:
                # Our own file of a minute ago, in a folder of our own.
                yield from marshal.load(source)  # noqa: S302
            except EOFError:
                return


def merge(files: Sequence[Path], half: int, out: Path) -> Path:
    """Merge one half of stretches that lie one behind the other; where the lines are then."""
    _write(_merged([_half(file, half) for file in files]), out)
    return out


def in_order(halves: Sequence[Path]) -> Iterator[Line]:
    """All lines of merged halves, in order of keys."""
    return heapq.merge(*map(_read, halves), key=itemgetter(0))


def _merged(files: Iterable[Path]) -> Iterator[Line]:
    """All lines, those of one key as one."""
    for key, some in groupby(heapq.merge(*map(_read, files), key=itemgetter(0)), itemgetter(0)):
        lines = list(some)
        if len(lines) == 1:
            yield lines[0]
            continue
        t, a, p, s, r = [joined(line[col] for line in lines) for col in range(2, 2 + _WIDTH)]
        yield key, sum(line[1] for line in lines), t, a, p, s, r
