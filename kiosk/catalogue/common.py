"""Terms under which very many titles stand, column upon column: all of these as one set beside the
columns, how many they are, and the best of them.

A question for such a term opens one set instead of five, and none where its best titles fill the
page. What stands here says nothing new: it follows from the columns. Pure.
"""

from array import array
from collections.abc import Sequence
from itertools import islice

from kiosk.catalogue.ids import Ids, Stored, decoded, encoded

MANY = 1000
"""Terms with fewer titles are as fast column by column."""
BEST = 64
"""So many titles, the best, stand by themselves: a few pages of results."""
Row = tuple[int, int, bytes, Stored]
"""A row of `common`: key, titles in any column, the best of them (four bytes each), the set."""


def common_of(key: int, n: int, columns: Sequence[Stored | bytearray]) -> Row | None:
    """The row for a term with `n` titles in its columns together; None where it needs none.

    Empty columns may be 0, and sets bytearrays: what the driver takes the soonest.
    """
    if n < MANY:
        return None
    sets = [
        decoded(bytes(stored) if isinstance(stored, bytearray) else stored)
        for stored in columns
        if stored
    ]
    if len(sets) == 1:
        return None
    ids = Ids.union(*sets)
    return key, len(ids), array("I", islice(ids, BEST)).tobytes(), encoded(ids)
