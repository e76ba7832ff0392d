"""One stretch of titles in order of rank, made ready to be written; in a process of its own.

What comes of it lies in two files, for whoever writes the catalogue: rows, and terms in order.
"""

import gc
import marshal
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.catalogue.counts import facet_letter, narrowest, weighed
from kiosk.catalogue.entry import HeadingEntry, entry_from
from kiosk.catalogue.ids import Stored, encoded
from kiosk.catalogue.rows import Packing
from kiosk.catalogue.schema import place_of
from kiosk.catalogue.sheaf import Sheaf, Sorted, write
from kiosk.catalogue.spool import Sheet, sheets

_CHUNK = 1000
Offered = tuple[str, str, str, str, str, str, int, int]
"""A heading: its identity, first letters of it and of its words (parted by line ends), weight,
titles."""
Bib = tuple[int, str, int, int | None, int, bytes]
Brief = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Stretch:
    """What to do: `first` is the rank (from 0) of the first record, of `count` in all; `ats` and
    `sizes` say where the records lie in `spool`; `out` is where the files go (its name, and an
    ending)."""

    spool: Path
    out: Path
    first: int
    count: int
    ats: Sequence[int]
    sizes: Sequence[int]
    sample: bytes


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a stretch. `facets`: names in the order of the letters used in the rows, each
    with its titles; `headings` are for suggestions."""

    rows: Path
    terms: Sorted
    count: int
    facets: tuple[tuple[str, Stored], ...]
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
        self._facets: dict[tuple[str, ...], tuple[str, list[int]]] = {}
        self._codes: dict[str, int] = {}
        self._offers: dict[int, tuple[tuple[HeadingEntry, ...], list[int]]] = {}

    def make(self) -> Made:
        task = self._stretch
        rows = task.out.with_suffix(".rows")
        with rows.open("wb") as file:
            bib: list[Bib] = []
            brief: list[Brief] = []
            for rank, sheet in enumerate(sheets(task.spool, task.ats, task.sizes), task.first):
                self._take(place_of(rank, task.count), sheet, bib, brief)
                if len(bib) == _CHUNK:
                    marshal.dump((bib, brief), file)
                    bib.clear()
                    brief.clear()
            marshal.dump((bib, brief), file)
        return Made(
            rows=rows,
            terms=write(self._sheaf.lines(), task.out.with_suffix(".terms")),
            count=len(task.ats),
            facets=tuple(self._named()),
            headings=tuple(self._headings()),
        )

    def _take(self, docid: int, sheet: Sheet, bib: list[Bib], brief: list[Brief]) -> None:
        (name, score, isbn, holds), record, told = sheet
        entry = entry_from(told)
        self._sheaf.add(docid, entry, told.day)
        known = self._facets.get(entry.facets)
        if known is None:
            known = self._facets[entry.facets] = (self._lettered(entry.facets), [])
        known[1].append(docid)
        for headings in entry.offered:
            if headings:  # the same for many titles: told apart once
                offer = self._offers.get(id(headings))
                if offer is None:
                    offer = self._offers[id(headings)] = (headings, [0, 0])
                offer[1][0] += told.asked + 1
                offer[1][1] += 1
        bib.append((docid, name, score, isbn, holds, self._packing.pack(record)))
        brief.append((docid, known[0], entry.forms))

    def _lettered(self, facets: tuple[str, ...]) -> str:
        return "".join(
            facet_letter(self._codes.setdefault(name, len(self._codes)))
            for name in narrowest(facets)
        )

    def _named(self) -> Iterator[tuple[str, Stored]]:
        """Those with a letter in the order of their letters, then the wider ones."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for names, (_, ids) in self._facets.items():
            for name in names:
                found[name] += ids
        for name in (*self._codes, *(name for name in found if name not in self._codes)):
            yield name, encoded(sorted(found[name]))

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


def rows_in(file: Path) -> Iterator[tuple[list[Bib], list[Brief]]]:
    """The rows of a stretch, some at a time: for `bib`, and for `brief`."""
    with file.open("rb") as source:
        while True:
            try:
                # Our own file of a minute ago, in a folder of our own.
                yield marshal.load(source)  # noqa: S302 - as said
            except EOFError:
                return
