"""Other orders than rank, without sorting what nobody looks at: by year, by title.

Titles lie in sets by year, and in an index by how their readings begin; both are gone through in
order until the page is full. Reads only.
"""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

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
    for letter in reader.letters_read():
        # Whoever is read with this letter has a heading that starts with it.
        within = ids & reader.titles.ids(key_of(HEAD, letter), "t")
        if len(within) > _FEW:
            source = _by_beginnings(reader, letter, within)
        else:
            source = iter(reader.by_text(within, letter)) if within else iter(())
        for docid in source:
            left.discard(docid)
            yield docid
    yield from left  # nothing but signs for a title


def _by_beginnings(reader: Reader, letter: str, within: Ids) -> Iterator[int]:
    for _, same in groupby(reader.read_as(letter), itemgetter(1)):
        found = [docid for docid, _ in same if docid in within]
        yield from reader.by_text(found) if len(found) > 1 else found
