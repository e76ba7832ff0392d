"""One stretch of titles in order of rank, made ready to be written; in a process of its own.

What comes of it lies in two files, for whoever writes the catalogue: rows, and terms in order.
"""

import gc
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from kiosk.catalogue.counts import facet_letter, narrowest, weighed
from kiosk.catalogue.entry import HeadingEntry, entry_from
from kiosk.catalogue.parts import part
from kiosk.catalogue.rows import Packing
from kiosk.catalogue.schema import place_of
from kiosk.catalogue.sheaf import Sheaf, Sorted, write
from kiosk.catalogue.spool import Sheet, sheets
from kiosk.catalogue.terms import facet_key

_CHUNK = 1000
Offered = tuple[str, str, str, str, str, str, int, int]
"""A heading: its identity, first letters of it and of its words (parted by line ends), weight,
titles."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What to do: `first` is the rank (from 0) of the first record, of `count` in all; `ats` and
    `sizes` say where the records lie in `spool`; `out` is where the files go (its name, and an
    ending); `facets` are the numbers of filters."""

    spool: Path
    out: Path
    first: int
    count: int
    ats: Sequence[int]
    sizes: Sequence[int]
    sample: bytes
    facets: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a stretch; `headings` are for suggestions."""

    rows: Path
    terms: Sorted
    count: int
    headings: tuple[Offered, ...]


def make(stretch: Stretch) -> Made:
    """Do it."""
    usual = gc.get_threshold()
    gc.set_threshold(100_000, 50, 100)  # many small values and no cycles
    try:
        return _Maker(stretch).make()
    finally:
        gc.set_threshold(*usual)


class _Maker:
    def __init__(self, stretch: Stretch) -> None:
        self._stretch = stretch
        self._packing = Packing(stretch.sample)
        self._sheaf = Sheaf()
        self._facets: dict[tuple[str, ...], tuple[str, tuple[int, ...]]] = {}
        self._offers: dict[int, tuple[tuple[HeadingEntry, ...], list[int]]] = {}

    def make(self) -> Made:
        task = self._stretch
        rows = task.out.with_suffix(".rows")
        made = enumerate(sheets(task.spool, task.ats, task.sizes), task.first)
        with part(rows, "bib", "brief") as db:
            while some := list(islice(made, _CHUNK)):
                taken = [self._take(place_of(rank, task.count), sheet) for rank, sheet in some]
                db.executemany(
                    "INSERT INTO bib VALUES (?, ?, ?, nullif(?, 0), ?, ?)",
                    [bib for bib, _ in taken],
                )
                db.executemany("INSERT INTO brief VALUES (?, ?, ?)", [brief for _, brief in taken])
        return Made(
            rows=rows,
            terms=write(self._sheaf.lines(), task.out.with_suffix(".terms")),
            count=len(task.ats),
            headings=tuple(self._headings()),
        )

    def _take(self, docid: int, sheet: Sheet) -> tuple[tuple[object, ...], tuple[object, ...]]:
        """Its rows in `bib` and in `brief`."""
        marks, record, told = sheet
        entry = entry_from(told)
        letters, keys = self._facets.get(entry.facets) or self._filters(entry.facets)
        self._sheaf.add(docid, entry, keys if told.day is None else (*keys, told.day))
        for headings in entry.offered:
            if headings:  # the same for many titles: told apart once
                offer = self._offers.get(id(headings))
                if offer is None:
                    offer = self._offers[id(headings)] = (headings, [0, 0])
                offer[1][0] += told.asked + 1
                offer[1][1] += 1
        name, score, isbn, holds = marks
        # No None and no bytes: the driver would look for ways to adapt them.
        bib = (docid, name, score, isbn or 0, holds, bytearray(self._packing.pack(record)))
        return bib, (docid, letters, entry.forms)

    def _filters(self, facets: tuple[str, ...]) -> tuple[str, tuple[int, ...]]:
        """Letters of the narrowest, and the keys of all."""
        codes = self._stretch.facets
        made = (
            "".join([facet_letter(codes[name]) for name in narrowest(facets)]),
            tuple([facet_key(codes[name]) for name in facets]),
        )
        self._facets[facets] = made
        return made

    def _headings(self) -> Iterator[Offered]:
        found: dict[tuple[str, str, str, str], tuple[HeadingEntry, list[int]]] = {}
        for headings, (asked, count) in self._offers.values():
            for heading in headings:
                held = found.setdefault(heading.identity, (heading, [0, 0]))[1]
                held[0] += weighed(heading, asked)
                held[1] += count
        for identity, (heading, (weight, count)) in found.items():
            yield *identity, heading.opening, heading.runs, weight, count


@dataclass(frozen=True, slots=True)
class Heads:
    """Headings to lay under how they start: number, key, first letters of it and of its words."""

    out: Path
    rows: Sequence[tuple[int, str, str, str]]


def make_heads(task: Heads) -> Sorted:
    """Do it."""
    sheaf = Sheaf()
    for hid, key, opening, runs in task.rows:
        sheaf.add_heading(hid, opening, runs, key)
    return write(sheaf.lines(), task.out)
