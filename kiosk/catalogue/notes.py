"""What changed in sets of titles, noted beside them so that a change need not write them anew.

A note holds what a page, or several together, put into sets and took out of them, in order of keys.
Later notes hold over earlier ones. Nothing here writes.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Any, NamedTuple

from kiosk.catalogue.under import COLUMN_BITS

BITS = COLUMN_BITS + 1
"""A code is a key, bits for the column, and one for whether titles come (1) or go (0)."""
_COLUMNS = (1 << COLUMN_BITS) - 1
_KEPT = 10_000
_COMES = 1 << 32
_DOCID = _COMES - 1
"""A saying is a code and a docid, of 32 bits, as one number."""


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
    def laid(sayings: Sequence[int], touched: Iterable[int]) -> "Note":
        """What is said, in order."""
        codes = array("Q", [one >> 32 for one in sayings])
        docids = array("I", [one & _DOCID for one in sayings])
        return Note(codes, docids, array("I", touched))

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
    """The notes beside one table of sets, as the file has them now."""

    def __init__(self, db: Any, table: str) -> None:
        self._db = db
        self._table = table
        self._held: dict[int, Note] = {}
        self._found: dict[int, tuple[int, list[Change]]] = {}

    def look(self) -> list[Note] | None:
        """Read what has come since; None where anything may be different now."""
        sql = f"SELECT number FROM {self._table} ORDER BY number"
        numbers = [row[0] for row in self._db.execute(sql).fetchall()]
        # Only the oldest is ever worked off: while it is the same, the others tell of all since.
        same = bool(numbers) and next(iter(self._held), None) == numbers[0]
        sql = f"SELECT codes, docids, touched FROM {self._table} WHERE number = ?"
        fresh = {
            number: Note.loaded(*self._db.execute(sql, (number,)).fetchone())
            for number in numbers
            if number not in self._held
        }
        if len(self._found) > _KEPT or not self._held.keys() <= set(numbers):
            self._found.clear()
        self._held = {number: fresh.get(number) or self._held[number] for number in numbers}
        return list(fresh.values()) if same else None

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
        self._said: list[int] = []
        self._touched: list[int] = []

    def move(self, docid: int, before: Set[int], after: Set[int]) -> None:
        """A title of which something changed stood under these, and stands under those now."""
        self._touched.append(docid)
        self._said += [at << 33 | docid for at in before - after]
        docid |= _COMES
        self._said += [at << 33 | docid for at in after - before]

    def note(self) -> Note:
        """Everything in order."""
        return Note.laid(sorted(self._said), self._touched)


def merged(notes: Sequence[Note]) -> Note:
    """One note that says what several say, the oldest first."""
    said: dict[int, int] = {}
    for note in notes:  # what is said last holds
        pairs = zip(note.codes, note.docids, strict=True)
        ats = [code >> 1 << 32 | docid for code, docid in pairs]
        said.update(zip(ats, note.codes, strict=True))
    sayings = [code << 32 | at & _DOCID for at, code in said.items()]
    touched = dict.fromkeys(docid for note in notes for docid in note.touched)
    return Note.laid(sorted(sayings), touched)
