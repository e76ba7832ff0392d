"""One stretch of titles in order of coming: their terms, and what their rows are made of.

Done in a process of its own, while others are still coming. What comes of it lies in files, for
those who merge terms and lay rows in order of rank.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from kiosk.catalogue import letters, rowfile
from kiosk.catalogue.counts import facet_letter, narrowest, weighed
from kiosk.catalogue.entry import FORM, HeadingEntry, entry_from
from kiosk.catalogue.rowfile import Row, RowFile
from kiosk.catalogue.sheaf import Sheaf, Sorted, write
from kiosk.catalogue.spool import Sheet, Stretch, sheets
from kiosk.catalogue.terms import Pairs, facet_key

_EVERY = 2
"""One of so many titles tells which letters are frequent."""
Offered = tuple[str, str, str, str, str, str, int, int]
"""A heading: its identity, first letters of it and of its words (parted by line ends), weight,
titles."""


@dataclass(frozen=True, slots=True)
class ToRead:
    """What to do; `facets` are the numbers of filters, `frequent` the pairs of letters of which
    threes are terms; `out` is where the files go (its name, and an ending)."""

    stretch: Stretch
    facets: Mapping[str, int]
    frequent: Pairs
    out: Path


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a stretch; `headings` are for suggestions."""

    rows: RowFile
    terms: Sorted
    headings: tuple[Offered, ...]


def make(task: ToRead) -> Made:
    """Do it. What was written down is no more then."""
    made = _Maker(task).make()
    task.stretch.file.unlink()
    return made


def frequent_in(stretch: Stretch) -> str:
    """Pairs of letters that are frequent in some titles of a stretch, one pair after the other."""
    some = islice(sheets(stretch), 0, None, _EVERY)
    entries = (entry_from(told) for _, _, told in some)
    texts = [FORM.join([one.forms for one in entry.columns if one]) for entry in entries]
    return letters.frequent_in(texts)


class _Maker:
    def __init__(self, task: ToRead) -> None:
        self._task = task
        self._sheaf = Sheaf(task.frequent)
        self._facets: dict[tuple[str, ...], tuple[str, tuple[int, ...]]] = {}
        self._offers: dict[int, tuple[tuple[HeadingEntry, ...], list[int]]] = {}

    def make(self) -> Made:
        stretch, out = self._task.stretch, self._task.out
        taken = (self._take(at, one) for at, one in enumerate(sheets(stretch), stretch.first))
        rows = rowfile.write(out.with_suffix(".rows"), stretch.first, taken)
        terms = write(self._sheaf.lines(), out.with_suffix(".terms"))
        return Made(rows, terms, tuple(self._headings()))

    def _take(self, number: int, sheet: Sheet) -> Row:
        marks, record, told = sheet
        entry = entry_from(told)
        letters = ""
        keys: tuple[int, ...] = () if told.day is None else (told.day,)
        for part in entry.filters:
            held = self._facets.get(part) or self._filters(part)
            letters += held[0]
            keys += held[1]
        self._sheaf.add(number, entry, (*keys, *entry.named))
        for headings in entry.offered:
            if headings:  # the same for many titles: told apart once
                offer = self._offers.get(id(headings))
                if offer is None:
                    offer = self._offers[id(headings)] = (headings, [0, 0])
                offer[1][0] += told.asked + 1
                offer[1][1] += 1
        return marks, record, letters, entry.forms

    def _filters(self, facets: tuple[str, ...]) -> tuple[str, tuple[int, ...]]:
        """Letters of the narrowest of a part, and the keys of all."""
        codes = self._task.facets
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
    rows: list[tuple[int, str, str, str]]


def make_heads(task: Heads) -> Sorted:
    """Do it."""
    sheaf = Sheaf()
    for hid, key, opening, runs in task.rows:
        sheaf.add_heading(hid, opening, runs, key)
    return write(sheaf.lines(), task.out)
