"""One stretch of titles in order of rank, made ready to be written; in a process of its own.

What comes of it lies in two files, for whoever writes the catalogue: rows, and terms in order.
"""

import gc
import marshal
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.catalogue.counts import HeadingKey, facet_letter, narrowest, weight_of
from kiosk.catalogue.ids import Stored, encoded
from kiosk.catalogue.records import TITLE, Title
from kiosk.catalogue.rows import Packing, Row, row_of
from kiosk.catalogue.schema import place_of
from kiosk.catalogue.sheaf import Sheaf, write
from kiosk.catalogue.terms import day_key

_CHUNK = 1000
Offered = tuple[str, str, str, str, str, str, int, int]
"""A heading: its identity, how it and its words start (parted by line ends), weight, titles."""


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
    terms: Path
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
        self._facets: defaultdict[str, list[int]] = defaultdict(list)
        self._letters: dict[tuple[str, ...], str] = {}
        self._codes: dict[str, int] = {}
        self._headings: dict[HeadingKey, Offered] = {}

    def make(self) -> Made:
        out = self._stretch.out
        rows, terms = out.with_suffix(".rows"), out.with_suffix(".terms")
        with rows.open("wb") as file:
            held = []
            for docid, row in self._rows():
                held.append(self._take(docid, row))
                if len(held) == _CHUNK:
                    marshal.dump(held, file)
                    held.clear()
            marshal.dump(held, file)
        write(self._sheaf.lines(), terms)
        codes = sorted(self._codes, key=self._codes.__getitem__)
        rest = [name for name in self._facets if name not in self._codes]
        return Made(
            rows=rows,
            terms=terms,
            count=len(self._stretch.ats),
            facets=tuple((name, encoded(self._facets[name])) for name in (*codes, *rest)),
            headings=tuple(self._headings.values()),
        )

    def _rows(self) -> Iterator[tuple[int, Row]]:
        rank = self._stretch.first
        with self._stretch.spool.open("rb") as spool:
            for at, size in zip(self._stretch.ats, self._stretch.sizes, strict=True):
                spool.seek(at)
                record = spool.read(size)
                yield (
                    place_of(rank, self._stretch.count),
                    row_of(TITLE.validate_json(record), record),
                )
                rank += 1

    def _take(self, docid: int, row: Row) -> tuple[tuple[object, ...], tuple[int, str, str]]:
        entry, title = row.entry, row.title
        self._sheaf.add(docid, entry)
        if title.added is not None:
            self._sheaf.put_key(day_key(title.added), docid)
        for name in entry.facets:
            self._facets[name].append(docid)
        self._offer(row, title)
        letters = self._letters.get(entry.facets)
        if letters is None:
            letters = self._letters[entry.facets] = self._lettered(entry.facets)
        return row.bib(docid, self._packing), (docid, letters, entry.forms)

    def _lettered(self, facets: tuple[str, ...]) -> str:
        return "".join(
            facet_letter(self._codes.setdefault(name, len(self._codes)))
            for name in narrowest(facets)
        )

    def _offer(self, row: Row, title: Title) -> None:
        for heading in row.entry.headings:
            weight = weight_of(heading, title)
            known = self._headings.get(heading.identity)
            if known is None:
                starts = "\n".join(heading.starts)
                self._headings[heading.identity] = (
                    *heading.identity, "\n".join(heading.heads), starts, weight, 1,
                )  # fmt: skip
            else:
                self._headings[heading.identity] = (*known[:6], known[6] + weight, known[7] + 1)


def rows_in(file: Path) -> Iterator[list[tuple[tuple[object, ...], tuple[int, str, str]]]]:
    """The rows of a stretch, some at a time: one for `bib`, one for `brief`."""
    with file.open("rb") as source:
        while True:
            try:
                # Our own file of a minute ago, in a folder of our own.
                yield marshal.load(source)  # noqa: S302
            except EOFError:
                return
