"""Which titles have the words: under all their pieces, and where these may stand apart, as read.

Works inside the caller's read transaction; reads only, in order of rank or any other, and no
further than is asked for.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from math import exp

from kiosk.catalogue.ids import Ids
from kiosk.catalogue.plan import Plan
from kiosk.catalogue.reader import Reader
from kiosk.catalogue.terms import COLUMNS

CAP = 1000
"""Where text has to be read, titles are counted exactly up to here; the screen then says "1,000 and
more"."""
_TRIED, _MOST = 192, 4000
"""Of more titles than CAP, so many tell whether there are surely more than CAP; and no more are
read for a number, however few of them are right."""
FEW = 48
"""So few titles are read sooner than another set is opened."""


def candidates(reader: Reader, plan: Plan, within: Ids | None) -> Ids:
    """Titles under all pieces of a plan; for `plan.doubtful` they are still to be read."""
    pieces: Sequence[int] = plan.pieces
    if len(pieces) > 1:
        sizes = reader.titles.sizes(pieces)
        if len(sizes) < len(pieces):
            return Ids()
        pieces = sorted(pieces, key=sizes.__getitem__)
    found = reader.titles.ids(pieces[0], plan.columns)
    for key in pieces[1:]:
        if len(found) <= FEW and len(plan.doubtful) == len(plan.words):
            break
        found = found & reader.titles.ids(key, plan.columns)
    return found if within is None else found & within


def handfuls(docids: Iterable[int]) -> Iterator[list[int]]:
    """A few at first, then more at a time."""
    source, size = iter(docids), FEW
    while some := list(islice(source, size)):
        yield some
        size = min(size * 4, CAP)


class Sound:
    """Titles in which the doubtful words of a plan stand in one piece. Each is read once.

    Where one column was asked for, only titles that may have the words in another one as well
    need a closer look.
    """

    def __init__(self, reader: Reader, plan: Plan) -> None:
        self._reader = reader
        self._plan = plan
        self._known: dict[int, bool] = {}

    def of(self, docids: Iterable[int]) -> Iterator[int]:
        """Those of the titles, in the order given."""
        if not self._plan.doubtful:
            yield from docids
            return
        for some in handfuls(docids):
            self._read([docid for docid in some if docid not in self._known])
            yield from filter(self._known.__getitem__, some)

    def total(self, ids: Ids) -> tuple[int, bool]:
        """How many of `ids` these are, up to CAP; False where there are at least so many."""
        if not self._plan.doubtful:
            return len(ids), True
        if len(ids) > CAP and self._surely(ids) > CAP:
            return CAP, False
        for _ in islice(self.of(islice(ids, _MOST)), CAP + 1):
            pass
        found = sum(self._known.values())
        return min(found, CAP), found <= CAP and len(self._known) == len(ids)

    def _surely(self, ids: Ids) -> float:
        """So many are right at least, by some of them, evenly drawn: that there are fewer has odds
        of one to ten thousand million (Hoeffding; Chernoff where few are right)."""
        step = len(ids) // _TRIED
        tried = [ids[at] for at in range(0, len(ids), step)]
        right = sum(1 for _ in self.of(tried))
        share = right / len(tried)
        return len(ids) * max(share - 0.25, share * exp(-1 - 23 / right) if right else 0.0)

    def _read(self, docids: Sequence[int]) -> None:
        holding = set(self._reader.holding(docids, self._plan.doubtful)) if docids else set()
        unsure = [docid for docid in docids if docid in holding and docid in self._elsewhere]
        for docid, forms in self._reader.briefs(unsure) if unsure else ():
            if not self._plan.holds(forms):
                holding.discard(docid)
        self._known.update((docid, docid in holding) for docid in docids)

    @cached_property
    def _elsewhere(self) -> Ids:
        """Titles under all pieces in the columns that were not asked for."""
        others = "".join(column for column in COLUMNS if column not in self._plan.columns)
        if not others:
            return Ids()
        titles = self._reader.titles
        return Ids.intersection(*(titles.ids(key, others) for key in self._plan.pieces))
