"""What changed in sets of titles, noted beside them so that a change need not write them anew.

A note holds what a page, or several together, put into sets and took out of them, in order of keys.
Later notes hold over earlier ones. Nothing here writes.
"""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import accumulate, chain
from typing import Any, NamedTuple

from kiosk.catalogue.under import BITS

_COLUMNS = (1 << BITS - 1) - 1
_KEPT = 10_000
_HELD = 64
"""A reader goes on with so many notes as it read them; then it reads them as they lie by now."""


class Change(NamedTuple):
    """What a note says of one key: in this column, these titles come (or else go)."""

    col: int
    put: bool
    docids: Sequence[int]


class Note(NamedTuple):
    """Codes in order, where the titles of each end, and these one behind the other; and the titles
    of which anything at all changed. A code is a stand, and in its lowest bit whether titles come
    (1) or go (0)."""

    codes: "array[int]"
    ends: "array[int]"
    docids: "array[int]"
    touched: "array[int]"

    @staticmethod
    def loaded(codes: bytes, ends: bytes, docids: bytes, touched: bytes) -> "Note":
        """A note as it lies in the file."""
        return Note(array("Q", codes), array("I", ends), array("I", docids), array("I", touched))

    @staticmethod
    def laid(said: Mapping[int, Sequence[int]], touched: Iterable[int]) -> "Note":
        """What is said, by code."""
        codes = sorted(said)
        some = [*map(said.__getitem__, codes)]
        ends = array("I", list(accumulate(map(len, some))))
        docids = array("I", list(chain.from_iterable(some)))
        return Note(array("Q", codes), ends, docids, array("I", touched))

    def at(self, at: int) -> "array[int]":
        """Titles of the code that stands there."""
        return self.docids[self.ends[at - 1] if at else 0 : self.ends[at]]

    def of(self, key: int) -> list[Change]:
        """What it says of a key: of one column first what goes, then what comes."""
        at = bisect_left(self.codes, key << BITS)
        if at == len(self.codes) or self.codes[at] >> BITS != key:
            return []
        end = bisect_left(self.codes, key + 1 << BITS, at)
        return [change for _, change in self.said(at, end)]

    def said(self, start: int, end: int) -> Iterator[tuple[int, Change]]:
        """What is said from one place to another, and of which keys."""
        for at in range(start, min(end, len(self.codes))):
            code = self.codes[at]
            yield code >> BITS, Change(code >> 1 & _COLUMNS, bool(code & 1), self.at(at))

    def has(self, key: int) -> bool:
        """Whether it says anything of a key."""
        at = bisect_left(self.codes, key << BITS)
        return at < len(self.codes) and self.codes[at] >> BITS == key

    def keys(self, first: int, last: int) -> set[int]:
        """Keys from `first` to `last` of which it says anything."""
        start = bisect_left(self.codes, first << BITS)
        end = bisect_left(self.codes, last + 1 << BITS)
        return {code >> BITS for code in self.codes[start:end]}


class Notes:
    """The notes beside one table of sets.

    A number is never given twice. Notes that are laid together go on under the number of the newest
    of them, and one that is worked off said nothing later than those behind it. So what was read
    once stays true, and a reader needs nothing but what has a higher number.
    """

    def __init__(self, db: Any, table: str) -> None:
        self._db = db
        self._table = table
        self._held: dict[int, Note] = {}
        self._found: dict[int, tuple[int, list[Change]]] = {}

    def look(self) -> list[Note] | None:
        """Read what has come since; None where some of that is worked off already, so that anything
        may be different now."""
        sql = f"SELECT number FROM {self._table} ORDER BY number"
        numbers = [row[0] for row in self._db.execute(sql).fetchall()]
        since = self.newest
        missed = not numbers or numbers[0] > since + 1
        anew = missed or len(self._held) > _HELD
        sql = f"SELECT codes, ends, docids, touched FROM {self._table} WHERE number = ?"
        fresh = {
            number: Note.loaded(*self._db.execute(sql, (number,)).fetchone())
            for number in numbers
            if anew or number > since
        }
        if anew or len(self._found) > _KEPT:
            self._found.clear()
        self._held = fresh if anew else self._held | fresh
        return None if missed else [note for number, note in fresh.items() if number > since]

    @property
    def newest(self) -> int:
        """The number of the last note; 0 where there is none."""
        return next(reversed(self._held), 0)

    def silent(self, key: int, since: int) -> bool:
        """Whether no note after that number says anything of a key."""
        for number in reversed(self._held):
            if number <= since:
                break
            if self._held[number].has(key):
                return False
        return True

    def of(self, key: int) -> list[Change]:
        """All that is noted of a key, the oldest first; a question asks for it several times."""
        since, found = self._found.get(key, (0, []))
        if since != self.newest:
            news = (note for number, note in self._held.items() if number > since)
            found = found + [change for note in news for change in note.of(key)]
            self._found[key] = self.newest, found
        return found

    def keys(self, first: int, last: int) -> set[int]:
        """Keys from `first` to `last` of which anything is noted."""
        return set().union(*(note.keys(first, last) for note in self._held.values()))


class Gathered:
    """Where titles came to stand and stand no more, gathered to become one note."""

    def __init__(self) -> None:
        self._gone: defaultdict[int, list[int]] = defaultdict(list)
        self._come: defaultdict[int, list[int]] = defaultdict(list)
        self._touched: list[int] = []

    def move(self, docid: int, before: Iterable[Set[int]], after: Iterable[Set[int]]) -> None:
        """A title of which something changed stood under these, and stands under those now: part by
        part, and the parts of a title have nothing in common."""
        self._touched.append(docid)
        gone, come = self._gone, self._come
        for one, other in zip(before, after, strict=True):
            if one is not other:
                both = one & other  # next to nothing, where a text is new
                for at in one - both if both else one:
                    gone[at].append(docid)
                for at in other - both if both else other:
                    come[at].append(docid)

    def note(self) -> Note:
        """Everything in order; once."""
        said = self._gone
        said.update(zip(map((1).__or__, self._come), self._come.values(), strict=True))
        return Note.laid(said, self._touched)


def merged(notes: Sequence[Note]) -> Note:
    """One note that says what several say, the oldest first; what is said last holds."""
    touched = Counter(docid for note in notes for docid in note.touched)
    again = {docid for docid, times in touched.items() if times > 1}
    said: defaultdict[int, list[int]] = defaultdict(list)
    last: dict[tuple[int, int], int] = {}
    for note in notes:
        for at, code in enumerate(note.codes):
            docids = note.at(at)
            if again.isdisjoint(docids):
                said[code].extend(docids)
                continue
            for docid in docids:
                if docid in again:
                    last[code >> 1, docid] = code
                else:
                    said[code].append(docid)
    for (_, docid), code in last.items():
        said[code].append(docid)
    return Note.laid(said, touched)
