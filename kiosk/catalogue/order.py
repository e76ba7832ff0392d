"""Other orders than rank, without sorting what nobody looks at: by year, by title.

Titles lie in sets by year, and in sets and an index by how their readings begin; these are gone
through in order until the page is full. Reads only.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from operator import itemgetter

from kiosk.catalogue.entry import RUN
from kiosk.catalogue.ids import Ids
from kiosk.catalogue.reader import Reader

_FEW = 64
"""So many titles are sorted at once sooner than sets are opened."""


def by_year(reader: Reader, ids: Ids) -> Iterator[int]:
    """Newest first, in one year by rank; last those without a year."""
    left = len(ids)
    for year in reader.dates:
        some = reader.facet(f"year:{year}") & ids
        yield from some
        left -= len(some)
        if not left:
            return
    dated = reader.years(0, 9999)
    yield from (docid for docid in ids if docid not in dated)


def by_reading(reader: Reader, ids: Ids) -> Iterator[int]:
    """By reading, then by rank."""
    if len(ids) <= _FEW:
        yield from reader.by_text(ids)
        return
    seen: set[int] = set()
    for block in reader.readings.blocks():
        within = ids & reader.readings.on(block)
        if len(within) <= _FEW:
            found: Iterable[int] = reader.by_text(within, block[0], block[-1]) if within else ()
        else:
            found = chain.from_iterable(_read(reader, within, start) for start in block)
        for docid in found:
            seen.add(docid)
            yield docid
    yield from (docid for docid in ids if docid not in seen)  # nothing but signs for a title


def _read(reader: Reader, ids: Ids, start: str) -> Iterator[int]:
    """Those whose reading begins so, letter by letter as far as many are left."""
    within = reader.readings.within(ids, start)
    if len(within) <= _FEW:
        yield from reader.by_text(within, start, start) if within else ()
    elif len(start) < RUN and start.isalnum():
        for longer in reader.readings.beginnings(start):
            yield from _read(reader, within, longer)
    else:
        for _, same in groupby(reader.readings.read_as(start), itemgetter(1)):
            found = [docid for docid, _ in same if docid in within]
            yield from reader.by_text(found) if len(found) > 1 else found
