"""Other orders than rank, without sorting what nobody looks at: by year, by title.

Titles lie in sets by year, and by the first two letters of their reading; the sets are gone through
in order until the page is full. Reads only.
"""

from collections.abc import Iterator

from kiosk.catalogue.ids import Ids
from kiosk.catalogue.reader import Reader
from kiosk.catalogue.terms import HEAD, key_of

_FEW = 400
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
    for letter, keys in reader.readings():
        within = ids & reader.titles.ids(key_of(HEAD, letter), "t") if letter else ids
        if within:
            for found in reader.titles.walk(keys, within):
                left -= found
                yield from reader.by_text(found)
    yield from left  # nothing but signs for a title
