"""What changed in sets of titles, noted beside them so that a change need not write them anew.

A note holds what a page, or several together, took out of sets and put into them, in order of keys.
Of a title that was written anew, or is no more, it need not say where it stood: it stands nowhere
but where the note puts it. Later notes hold over earlier ones. Nothing here writes.
"""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import accumulate, chain
from typing import Any, NamedTuple

from kiosk.catalogue.ids import Ids, numbers
from kiosk.catalogue.schema import unreadable
from kiosk.catalogue.under import BITS

_COLUMNS = (1 << BITS - 1) - 1
_NONE = Ids()
_KEPT = 10_000
_HELD = 64
"""A reader goes on with so many notes as it read them; then it reads all as it lies by now."""


class Change(NamedTuple):
    """What a note says of one key: in this column, these titles come (or else go)."""

    col: int
    put: bool
    docids: Sequence[int]


class Note(NamedTuple):
    """Codes in order, where the titles of each end, and these one behind the other; the titles that
    stand nowhere but where they come here; and those of which anything at all changed. A code is a
    stand where titles come; without its lowest bit they go."""

    codes: "array[int]"
    ends: "array[int]"
    docids: "array[int]"
    anew: "array[int]"
    touched: "array[int]"

    @staticmethod
    def loaded(codes: bytes, *parts: bytes) -> "Note":
        """A note as it lies in the file; CatalogueDamaged where it is none."""
        note = Note(numbers(codes, "Q"), *map(numbers, parts))
        whole = len(note.ends) == len(note.codes) and sum(note.ends[-1:]) == len(note.docids)
        if not whole:
            raise unreadable("a note")
        return note

    @staticmethod
    def laid(
        said: Mapping[int, Sequence[int]], anew: Iterable[int], touched: Iterable[int]
    ) -> "Note":
        """What is said, by code."""
        codes = sorted(said)
        some = [*map(said.__getitem__, codes)]
        ends = array("I", list(accumulate(map(len, some))))
        docids = array("I", list(chain.from_iterable(some)))
        return Note(array("Q", codes), ends, docids, array("I", anew), array("I", touched))

    def at(self, at: int) -> "array[int]":
        """Titles of the code that stands there."""
        return self.docids[self.ends[at - 1] if at else 0 : self.ends[at]]

    def lines(self) -> Iterator[tuple[int, "array[int]"]]:
        """Each code with its titles."""
        start = 0
        for code, end in zip(self.codes, self.ends, strict=True):
            yield code, self.docids[start:end]
            start = end

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

    def keys(self, first: int, last: int) -> set[int]:
        """Keys from `first` to `last` of which it says anything."""
        start = bisect_left(self.codes, first << BITS)
        end = bisect_left(self.codes, last + 1 << BITS)
        return {code >> BITS for code in self.codes[start:end]}


class News(NamedTuple):
    """What is noted of one key, by column: titles that go, and titles that come. What went before a
    title stood nowhere but where it comes (`Notes.void`) is left out."""

    gone: Mapping[int, Ids]
    come: Mapping[int, Ids]

    def then(self, changes: Iterable[Change], anew: Ids) -> "News":
        """With what a later note says."""
        gone = {col: ids - anew for col, ids in self.gone.items()}
        come = {col: ids - anew for col, ids in self.come.items()}
        for col, put, docids in changes:
            some = Ids(docids) if put else Ids(docids) - anew
            to, other = (come, gone) if put else (gone, come)
            to[col] = to.get(col, _NONE) | some
            other[col] = other.get(col, _NONE) - some
        return News(_filled(gone), _filled(come))


def _filled(some: Mapping[int, Ids]) -> Mapping[int, Ids]:
    return {col: ids for col, ids in some.items() if ids}


_NO_NEWS = News({}, {})


class Notes:
    """The notes beside one table of sets.

    A number is never given twice. Notes that are laid together go on under the number of the newest
    of them, and one that is worked off said nothing later than those behind it. So what was read
    once stays true, and a reader needs nothing but what has a higher number.

    `void`: titles that stand nowhere but where a note says; `newest`: the number of the last note;
    0 where there is none.
    """

    def __init__(self, db: Any, table: str) -> None:
        self._db = db
        self._table = table
        self._held: dict[int, tuple[Note, Ids]] = {}
        self._found: dict[int, tuple[int, News]] = {}
        self.void = _NONE
        self.newest = 0

    def look(self) -> list[Note] | None:
        """Read what has come since; None where anything may be different now: some of that is
        worked off already, or so much is held that all is read as it lies by now."""
        sql = f"SELECT number FROM {self._table} ORDER BY number"
        numbers = [row[0] for row in self._db.execute(sql).fetchall()]
        since = self.newest
        again = not numbers or numbers[0] > since + 1 or len(self._held) > _HELD
        sql = f"SELECT {', '.join(Note._fields)} FROM {self._table} WHERE number = ?"
        fresh = {
            number: Note.loaded(*self._db.execute(sql, (number,)).fetchone())
            for number in numbers
            if again or number > since
        }
        if again or len(self._found) > _KEPT:
            self._found.clear()
        if again:
            self._held.clear()
        self._held.update((number, (note, Ids(note.anew))) for number, note in fresh.items())
        self.void = Ids.union(_NONE, *(anew for _, anew in self._held.values()))
        self.newest = next(reversed(self._held), 0)
        return None if again else [note for number, note in fresh.items() if number > since]

    def of(self, key: int) -> News:
        """All that is noted of a key; a question asks for it several times."""
        since, found = self._found.get(key, (0, _NO_NEWS))
        if since != self.newest:
            for number, (note, anew) in self._held.items():
                if number > since and ((changes := note.of(key)) or found is not _NO_NEWS):
                    found = found.then(changes, anew)
            self._found[key] = self.newest, found
        return found

    def keys(self, first: int, last: int) -> set[int]:
        """Keys from `first` to `last` of which anything is noted."""
        return set().union(*(note.keys(first, last) for note, _ in self._held.values()))


class Gathered:
    """Where titles came to stand and stand no more, gathered to become one note."""

    def __init__(self) -> None:
        self._gone: defaultdict[int, list[int]] = defaultdict(list)
        self._come: defaultdict[int, list[int]] = defaultdict(list)
        self._anew: list[int] = []
        self._touched: list[int] = []

    def stand(self, docid: int, stands: Iterable[Set[int]]) -> None:
        """A title stands under these, and nowhere else."""
        self._anew.append(docid)
        self.add(docid, stands)

    def add(self, docid: int, stands: Iterable[Set[int]]) -> None:
        """A title that stood nowhere stands under these: in parts that have nothing in common."""
        self._touched.append(docid)
        come = self._come
        for at in chain.from_iterable(stands):
            come[at].append(docid)

    def move(self, docid: int, before: Iterable[Set[int]], after: Iterable[Set[int]]) -> None:
        """A title stood under some of these, and stands under those now: part by part; where else
        it stands is as before."""
        self._touched.append(docid)
        for one, other in zip(before, after, strict=True):
            for at in one - other:
                self._gone[at ^ 1].append(docid)
            for at in other - one:
                self._come[at].append(docid)

    def note(self) -> Note:
        """Everything in order; once."""
        return Note.laid(self._gone | self._come, self._anew, self._touched)


def with_gone(note: Note, stood: Iterable[tuple[int, Iterable[Set[int]]]]) -> Note:
    """A note that says as well where its titles stood that it has anew, so that they can be taken
    out there."""
    said: defaultdict[int, list[int]] = defaultdict(list)
    for docid, parts in stood:
        for at in chain.from_iterable(parts):
            said[at ^ 1].append(docid)
    for code, docids in note.lines():
        said[code].extend(docids)
    return Note.laid(said, note.anew, note.touched)


def merged(notes: Sequence[Note]) -> Note:
    """One note that says what several say, the oldest first; what is said last holds. Where titles
    came that a later one has anew is left out; where such went is not."""
    touched = Counter(chain.from_iterable(note.touched for note in notes))
    again = {docid for docid, times in touched.items() if times > 1}
    said: defaultdict[int, list[int]] = defaultdict(list)
    last: dict[tuple[int, int], int] = {}
    for number, note in enumerate(notes, 1):
        void = again.intersection(chain.from_iterable(one.anew for one in notes[number:]))
        for code, docids in note.lines():
            if again.isdisjoint(docids):
                said[code].extend(docids)
                continue
            for docid in docids:
                if docid not in again:
                    said[code].append(docid)
                elif not (code & 1 and docid in void):
                    last[code >> 1, docid] = code
    for (_, docid), code in last.items():
        said[code].append(docid)
    anew = dict.fromkeys(chain.from_iterable(note.anew for note in notes))
    return Note.laid(said, anew, touched)
