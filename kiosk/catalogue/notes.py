"""What changed in sets of titles, noted beside them so that a change need not write them anew.

A note holds what a page, or several together, put into sets and took out of them, in order of keys.
Later notes hold over earlier ones. Nothing here writes.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain, repeat
from typing import Any, NamedTuple

from kiosk.catalogue.under import COLUMN_BITS

BITS = COLUMN_BITS + 1
"""A code is a key, bits for the column, and one for whether titles come (1) or go (0)."""
_COLUMNS = (1 << COLUMN_BITS) - 1
_KEPT = 10_000
_HELD = 64
"""A reader goes on with so many notes as it read them; then it reads them as they lie by now."""


class Change(NamedTuple):
    """What a note says of one key: in this column, these titles come (or else go)."""

    col: int
    put: bool
    docids: Sequence[int]


class Note(NamedTuple):
    """Codes in order, each with a title; and the titles of which anything at all changed."""

    codes: "array[int]"
    docids: "array[int]"
    touched: "array[int]"

    @staticmethod
    def loaded(codes: bytes, docids: bytes, touched: bytes) -> "Note":
        """A note as it lies in the file."""
        return Note(array("Q", codes), array("I", docids), array("I", touched))

    @staticmethod
    def laid(said: Mapping[int, Sequence[int]], touched: Iterable[int]) -> "Note":
        """What is said, by code."""
        order = sorted(said)
        docids = [said[code] for code in order]
        codes = chain.from_iterable(map(repeat, order, map(len, docids)))
        there = chain.from_iterable(docids)
        return Note(array("Q", list(codes)), array("I", list(there)), array("I", touched))

    def of(self, key: int) -> list[Change]:
        """What it says of a key: of one column first what goes, then what comes."""
        at = bisect_left(self.codes, key << BITS)
        if at == len(self.codes) or self.codes[at] >> BITS != key:
            return []
        end = bisect_left(self.codes, key + 1 << BITS, at)
        return [change for _, change in self.said(at, end)]

    def said(self, start: int, end: int) -> Iterator[tuple[int, Change]]:
        """What is said from one place to another, and of which keys; nothing by half."""
        codes, at = self.codes, start
        while at < min(end, len(codes)):
            code = codes[at]
            behind = bisect_right(codes, code, at)
            change = Change(code >> 1 & _COLUMNS, bool(code & 1), self.docids[at:behind])
            yield code >> BITS, change
            at = behind

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
        sql = f"SELECT codes, docids, touched FROM {self._table} WHERE number = ?"
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
        self._said: defaultdict[int, list[int]] = defaultdict(list)
        self._touched: list[int] = []

    def move(self, docid: int, before: Set[int], after: Set[int]) -> None:
        """A title of which something changed stood under these, and stands under those now."""
        self._touched.append(docid)
        said = self._said
        for at in before - after:
            said[at << 1].append(docid)
        for at in after - before:
            said[at << 1 | 1].append(docid)

    def note(self) -> Note:
        """Everything in order."""
        return Note.laid(self._said, self._touched)


def merged(notes: Sequence[Note]) -> Note:
    """One note that says what several say, the oldest first; what is said last holds."""
    touched = Counter(docid for note in notes for docid in note.touched)
    again = {docid for docid, times in touched.items() if times > 1}
    said: defaultdict[int, list[int]] = defaultdict(list)
    last: dict[tuple[int, int], int] = {}
    for note in notes:
        for code, docid in zip(note.codes, note.docids, strict=True):
            if docid in again:
                last[code >> 1, docid] = code
            else:
                said[code].append(docid)
    for (_, docid), code in last.items():
        said[code].append(docid)
    return Note.laid(said, touched)
