"""What changed in sets of titles, noted beside them so that a change need not write them anew.

A note holds what a page, or several together, put into sets and took out of them, in order of keys.
Later notes hold over earlier ones. Nothing here writes.
"""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from kiosk.catalogue.entry import Column
from kiosk.catalogue.terms import DRAWER, GRAM, START, drawer, key_of, span

BITS = 4
"""A code is a key, three bits for the column, and one for whether titles come (1) or go (0)."""


class Change(NamedTuple):
    """What a note says of one key: in this column, these titles come (or else go)."""

    col: int
    put: bool
    docids: Sequence[int]

    @staticmethod
    def of(code: int, docids: Sequence[int]) -> "Change":
        """What a code says."""
        return Change(code >> 1 & 7, bool(code & 1), docids)


class Note(NamedTuple):
    """Codes in order; behind which of `docids` those of each code end."""

    codes: "array[int]"
    ends: "array[int]"
    docids: "array[int]"

    @staticmethod
    def loaded(codes: bytes, ends: bytes, docids: bytes) -> "Note":
        """A note as it lies in the file."""
        return Note(array("Q", codes), array("I", ends), array("I", docids))

    def of(self, key: int) -> Iterator[Change]:
        """What it says of a key: of one column first what goes, then what comes."""
        codes, first, behind = self.codes, key << BITS, key + 1 << BITS
        at = bisect_left(codes, first)
        while at < len(codes) and codes[at] < behind:
            yield Change.of(codes[at], self._docids(at))
            at += 1

    def keys(self, first: int, last: int) -> set[int]:
        """Keys from `first` to `last` of which it says anything."""
        start = bisect_left(self.codes, first << BITS)
        end = bisect_left(self.codes, last + 1 << BITS)
        return {code >> BITS for code in self.codes[start:end]}

    def said(self, start: int = 0, end: int | None = None) -> Iterator[tuple[int, "array[int]"]]:
        """Codes with their titles, in order."""
        for at in range(start, len(self.codes) if end is None else min(end, len(self.codes))):
            yield self.codes[at], self._docids(at)

    def _docids(self, at: int) -> "array[int]":
        return self.docids[self.ends[at - 1] if at else 0 : self.ends[at]]


class Notes:
    """The notes beside one table of sets, as the file has them now."""

    def __init__(self, db: Any, table: str) -> None:
        self._db = db
        self._table = table
        self._held: dict[int, Note] = {}

    def look(self) -> None:
        """Read what has come since, and let go of what is in the sets by now."""
        numbers = [row[0] for row in self._db.execute(f"SELECT number FROM {self._table}")]
        sql = f"SELECT codes, ends, docids FROM {self._table} WHERE number = ?"
        self._held = {
            number: self._held.get(number)
            or Note.loaded(*self._db.execute(sql, (number,)).fetchone())
            for number in sorted(numbers)
        }

    def of(self, key: int) -> list[Change]:
        """All that is noted of a key, the oldest first."""
        return [change for note in self._held.values() for change in note.of(key)]

    def keys(self, first: int, last: int) -> set[int]:
        """Keys from `first` to `last` of which anything is noted."""
        return set().union(*(note.keys(first, last) for note in self._held.values()))


class Gathered:
    """What titles put into sets and take out of them, gathered to become one note."""

    def __init__(self) -> None:
        self._terms: defaultdict[tuple[int, int, int], defaultdict[str, list[int]]]
        self._terms = defaultdict(lambda: defaultdict(list))
        self._codes: defaultdict[int, list[int]] = defaultdict(list)

    def column(self, col: int, column: Column, docid: int, put: int) -> None:
        """A whole column of a title comes (1) or goes (0)."""
        for mark, terms in (
            (GRAM, column.grams),
            (START, column.starts),
            (DRAWER, column.wholes),
        ):
            held = self._terms[mark, col, put]
            for term in terms:
                held[term].append(docid)

    def keys(self, keys: Iterable[int], docid: int, put: int) -> None:
        """A title comes or goes under keys of the first column."""
        for key in keys:
            self._codes[key << BITS | put].append(docid)

    def note(self) -> Note:
        """Everything in order; what comes and goes under one key stays."""
        codes = self._codes
        letters: dict[str, int] = {}
        for (mark, col, put), terms in self._terms.items():
            base, _ = span(mark)
            for term, docids in terms.items():
                if mark == DRAWER:
                    key = drawer(term)
                else:
                    key = base | (letters.get(term) or letters.setdefault(term, key_of(0, term)))
                codes[key << BITS | col << 1 | put] += docids
        self._terms.clear()
        return _laid(codes)


def merged(notes: Sequence[Note]) -> Note:
    """One note that says what several say, the oldest first."""
    codes: dict[int, Iterable[int]] = {}
    for note in notes:
        for code, docids in note.said():
            other = codes.get(code ^ 1)
            if other is not None:  # what is said last holds
                codes[code ^ 1] = set(other).difference(docids)
            before = codes.get(code)
            codes[code] = docids if before is None else {*before, *docids}
    return _laid(codes)


def _laid(codes: Mapping[int, Iterable[int]]) -> Note:
    """In order of codes, without what stands under both of a pair."""
    note = Note(array("Q"), array("I"), array("I"))
    for code in sorted(codes):
        docids, other = codes[code], codes.get(code ^ 1)
        if other:
            docids = set(docids).difference(other)
        if docids:
            note.docids.extend(docids)
            note.codes.append(code)
            note.ends.append(len(note.docids))
    return note
