"""Which titles have the words: under all their pieces, and where these may stand apart, as read.

Works inside the caller's read transaction; reads only, in order of rank or any other, and no
further than is asked for.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from math import log

from kiosk.catalogue.ids import Ids
from kiosk.catalogue.plan import Plan
from kiosk.catalogue.postings import Foremost
from kiosk.catalogue.reader import Reader
from kiosk.catalogue.terms import COLUMNS, drawer, grams, name_key

CAP = 1000
"""Where text has to be read, titles are counted exactly up to here; the screen then says "1,000 and
more"."""
_TRIED = (48, 192)
"""Of more titles than CAP, so many tell whether there are surely more than CAP."""
_MOST = 4000
"""No more titles are read for a number, however few of them are right."""
_DOUBT = 23.0
"""Surely: with odds of one to ten thousand million against it, as a natural logarithm."""
FEW = 48
"""So few titles are read sooner than another set is opened."""
_FIRST = 24
"""A page and a little more."""


def candidates(reader: Reader, plan: Plan, within: Ids | None) -> Ids:
    """Titles under all pieces of a plan; for `plan.doubtful` they are still to be read."""
    pieces: Sequence[int] = plan.pieces
    if len(pieces) > 1:
        sizes = {}
        for key in pieces:
            sizes[key] = reader.titles.size(key)
            if not sizes[key]:
                return Ids()
        pieces = sorted(pieces, key=sizes.__getitem__)
    found = reader.titles.ids(pieces[0], plan.columns)
    for key in pieces[1:]:
        if len(found) <= FEW and len(plan.doubtful) == len(plan.words):
            break
        found = found & reader.titles.ids(key, plan.columns)
    return found if within is None else found & within


def any_of(reader: Reader, plan: Plan) -> bool:
    """Whether any title at all has the words."""
    sound = Sound(reader, plan)
    return next(sound.of(candidates(reader, plan, None)), None) is not None


def in_one_piece(reader: Reader, words: Sequence[str], columns: str = COLUMNS) -> Ids:
    """Titles of which the one word is a whole heading but for the breaks in it; to be asked where
    none has the word as it is: pieces do not reach over a break."""
    if len(words) > 1:
        return Ids()
    key = drawer(words[0])
    return reader.titles.ids(key, columns) if reader.titles.size(key) else Ids()


def read_all(reader: Reader, plan: Plan, ids: Ids) -> Ids:
    """Those of a few titles in which the doubtful words stand: each is read, at once."""
    right = reader.few_holding(ids, plan.doubtful)
    if len(plan.columns) < len(COLUMNS):
        right = [docid for docid, forms in reader.briefs(right) if plan.holds(forms)]
    return Ids(right)


def handfuls(docids: Iterable[int]) -> Iterator[list[int]]:
    """A few at first, then more at a time."""
    source, size = iter(docids), _FIRST
    while some := list(islice(source, size)):
        yield some
        size = min(size * 4, CAP)


class Sound:
    """Titles in which the doubtful words of a plan stand in one piece. Each is read once.

    Whole words of names are known without. Where one column was asked for, only titles that may
    have the words in another one as well need a closer look.
    """

    def __init__(self, reader: Reader, plan: Plan) -> None:
        self._reader = reader
        self._plan = plan
        self._seen: set[int] = set()
        self._right: set[int] = set()

    def of(self, docids: Iterable[int]) -> Iterator[int]:
        """Those of the titles, in the order given."""
        if not self._plan.doubtful:
            yield from docids
            return
        for some in handfuls(docids):
            yield from self._read(some)

    def total(self, ids: Ids | Foremost) -> tuple[int, bool]:
        """How many of `ids` these are, up to CAP; False where there are at least so many."""
        if isinstance(ids, Foremost) or not self._plan.doubtful:
            return len(ids), True
        unsure = ids - self._named
        sure = len(ids) - len(unsure)
        if len(ids) > CAP:
            if sure > CAP or any(self._surely(ids, tried) > CAP for tried in _TRIED):
                return CAP, False
            for some in handfuls(islice(unsure, _MOST)):
                self._read(some)
                if sure + len(self._right) > CAP:
                    break
        else:
            self._read(unsure)
        found = sure + len(self._right)
        return min(found, CAP), found <= CAP and len(self._seen) == len(unsure)

    def best(self, ids: Ids) -> tuple[Ids, bool]:
        """These among `ids`; where text has to be read, the best CAP of them, and False where there
        may be more."""
        if not self._plan.doubtful:
            return ids, True
        found = Ids(islice(self.of(islice(ids, _MOST)), CAP))
        return found, len(ids) <= CAP or (len(ids) <= _MOST and len(found) < CAP)

    def _surely(self, ids: Ids, number: int) -> float:
        """So many are right at least, by some of them, evenly drawn."""
        tried = [ids[at] for at in range(0, len(ids), len(ids) // number)]
        return len(ids) * _least_share(len(self._read(tried)), len(tried))

    def _read(self, docids: Iterable[int]) -> list[int]:
        """Those that are right; what was read before is known."""
        asked = list(docids)
        named = self._named
        unread = [docid for docid in asked if docid not in self._seen and docid not in named]
        if unread:
            holding = self._reader.holding(unread, self._plan.doubtful)
            unsure = [docid for docid in holding if docid in self._elsewhere]
            self._seen.update(unread)
            self._right.update(holding)
            for docid, forms in self._reader.briefs(unsure) if unsure else ():
                if not self._plan.holds(forms):
                    self._right.discard(docid)
        return [docid for docid in asked if docid in self._right or docid in named]

    @cached_property
    def _named(self) -> Ids:
        """Titles that have the words for whole words of names: nobody need read them."""
        if "a" not in self._plan.columns:
            return Ids()
        keys = [name_key(word) for word in self._plan.doubtful]
        return Ids.intersection(*(self._reader.titles.ids(key, "t") for key in keys))

    @cached_property
    def _elsewhere(self) -> Ids:
        """Titles under all pieces of one of the words in the columns that were not asked for."""
        others = "".join(column for column in COLUMNS if column not in self._plan.columns)
        if not others:
            return Ids()
        ids = self._reader.titles.ids
        pieces = (grams(word, self._reader.frequent) for word in self._plan.doubtful)
        return Ids.union(
            *(Ids.intersection(*(ids(key, others) for key in some)) for some in pieces)
        )


def _least_share(right: int, tried: int) -> float:
    """The least share of right ones that would surely not have shown so many (Chernoff)."""
    share, low, high = right / tried, 0.0, right / tried
    for _ in range(20):
        middle = (low + high) / 2
        if middle and tried * _apart(share, middle) < _DOUBT:
            high = middle
        else:
            low = middle
    return low


def _apart(share: float, other: float) -> float:
    """How far two shares are apart, as information in a title (Kullback and Leibler)."""
    found = share * log(share / other) if share else 0.0
    return found + ((1 - share) * log((1 - share) / (1 - other)) if share < 1 else 0.0)
