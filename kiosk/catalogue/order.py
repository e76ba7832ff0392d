"""Other orders than rank, without sorting what nobody looks at: by year, by title.

Titles lie in sets by year, and by the first two letters of their reading; the sets are gone through
in order until the page is full. Reads only.
"""

from collections.abc import Iterator
from itertools import groupby

from kiosk.catalogue.ids import Ids
from kiosk.catalogue.reader import Reader
from kiosk.catalogue.terms import HEAD, key_of

_FEW = 400
"""So many titles are sorted at once sooner than sets are opened."""
_BEHIND = 32
"""Bits of a key behind its first letter."""


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
    for start, keys in groupby(reader.readings(), lambda key: key >> _BEHIND):
        within = ids & _heads(reader, start & 0xFFFF) if _is_letter(start & 0xFFFF) else ids
        if within:
            for some in reader.titles.walk(list(keys)):
                found = some & within
                if found:
                    left -= found
                    yield from reader.by_text(found)
    yield from left  # nothing but signs for a title


def _heads(reader: Reader, letter: int) -> Ids:
    """Titles of which a heading starts with a letter: all that are read with it are there."""
    return reader.titles.ids(key_of(HEAD, chr(letter)), "t")


def _is_letter(unit: int) -> bool:
    """Whether half a pair, or nothing, is not what a reading starts with."""
    return 0 < unit < 0xD800 or unit > 0xDFFF
