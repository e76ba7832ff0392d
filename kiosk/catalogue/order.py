"""Other orders than rank, without sorting what nobody looks at: by year, by title.

Titles lie in sets by year, and in an index by how their readings begin; both are gone through in
order until the page is full. Reads only.
"""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from kiosk.catalogue.entry import RUN
from kiosk.catalogue.ids import Ids
from kiosk.catalogue.reader import Reader
from kiosk.catalogue.terms import HEAD, key_of

_FEW = 200
"""So many titles are sorted at once sooner than sets are opened."""


def by_year(reader: Reader, ids: Ids) -> Iterator[int]:
    """Newest first, in one year by rank; last those without a year."""
    left = len(ids)
    for year in sorted(map(int, reader.facets("year")), reverse=True):
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
    left = ids.copy()
    for docid in _read(reader, ids, ""):
        left.discard(docid)
        yield docid
    yield from left  # nothing but signs for a title


def _read(reader: Reader, ids: Ids, start: str) -> Iterator[int]:
    """Those whose reading begins so, letter by letter as far as many are left."""
    for beginning in reader.beginnings(start):
        within = ids
        if beginning.isalnum():  # whoever is read so has a heading that starts so
            within = ids & reader.titles.ids(key_of(HEAD, beginning), "t")
        if len(within) <= _FEW:
            yield from reader.by_text(within, beginning) if within else ()
        elif len(beginning) < RUN and beginning.isalnum():
            yield from _read(reader, within, beginning)
        else:
            for _, same in groupby(reader.read_as(beginning), itemgetter(1)):
                found = [docid for docid, _ in same if docid in within]
                yield from reader.by_text(found) if len(found) > 1 else found
