"""Other orders than rank, without sorting what nobody looks at: by year, by title.

Titles lie in sets by year, and in sets and an index by how their readings begin; these are gone
through in order until the page is full. Reads only.
"""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from kiosk.catalogue.ids import Ids
from kiosk.catalogue.reader import Reader
from kiosk.catalogue.readings import Block

_FEW = 48
"""So many titles are sorted at once sooner than sets are opened."""


def by_year(reader: Reader, ids: Ids) -> Iterator[int]:
    """Newest first, in one year by rank; last those without a year."""
    dated = [Ids()]
    left = len(ids)
    for year in reader.dates:
        some = reader.facet(f"year:{year}") & ids
        yield from some
        dated.append(some)
        left -= len(some)
        if not left:
            return
    yield from ids - Ids.union(*dated)


def by_reading(reader: Reader, ids: Ids) -> Iterator[int]:
    """By reading, then by rank."""
    if len(ids) <= _FEW:
        yield from reader.by_text(ids)
        return
    seen: set[int] = set()
    for block in reader.readings.parts():
        for docid in _along(reader, ids, block):
            seen.add(docid)
            yield docid
    yield from (docid for docid in ids if docid not in seen)  # nothing but signs for a title


def _along(reader: Reader, ids: Ids, block: Block) -> Iterator[int]:
    """Those on a stretch of the shelf, in shorter ones as far as many are left."""
    within = reader.readings.among(ids, block)
    if len(within) <= _FEW:
        yield from reader.by_text(within, block[0], block[-1]) if within else ()
        return
    readings = reader.readings
    parts = [] if readings.crowded(within, block) else readings.parts(block)
    for part in parts:
        yield from _along(reader, within, part)
    if not parts:
        for _, same in groupby(reader.readings.read_as(block[0]), itemgetter(1)):
            found = [docid for docid, _ in same if docid in within]
            yield from reader.by_text(found) if len(found) > 1 else found
