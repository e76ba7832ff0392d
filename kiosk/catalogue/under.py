"""Where a title stands: everything that the index has it under, as whole numbers. Pure.

The same pieces as `terms` tells of one text; those of letters that come again and again are kept.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain

from kiosk.catalogue.entry import FORM, Column, Entry, HeadingEntry
from kiosk.catalogue.terms import (
    GRAM,
    HEAD,
    START,
    Pairs,
    drawer,
    key_of,
    pairs_of,
    windows,
    within,
)

COLUMN_BITS = 3
"""A stand is a key and, in its lowest bits, the number of a column."""
_KEPT = 50_000
_COLUMNS_KEPT = 2_000


def stand(key: int, col: int = 0) -> int:
    """Under a key, in a column."""
    return key << COLUMN_BITS | col


def of_heading(heading: HeadingEntry) -> set[int]:
    """Where a heading stands that is offered."""
    found = _starting(_HEADS, heading.opening) | _starting(_STARTS, heading.runs)
    found.update(_WHOLES[heading.identity[3]])
    return found


class _Pieces(dict[str, tuple[int, ...]]):
    """Where letters stand, worked out once for as long as there are not too many."""

    def __init__(self, stands: Callable[[str], Iterable[int]]) -> None:
        super().__init__()
        self._stands = stands

    def __missing__(self, letters: str) -> tuple[int, ...]:
        if len(self) >= _KEPT:
            self.clear()
        found = self[letters] = tuple(self._stands(letters))
        return found

    def of(self, some: Iterable[str]) -> Iterator[int]:
        """Where all of these stand."""
        return chain.from_iterable(map(self.__getitem__, some))


_HEADS = _Pieces(lambda run: {stand(key_of(HEAD, run[:length])) for length in (1, 2, 3)})
_STARTS = _Pieces(lambda run: {stand(key_of(START, run[:length])) for length in (1, 2, 3)})
_WHOLES = _Pieces(lambda whole: (stand(drawer(whole)),))


class Stands:
    """Where titles stand in one catalogue: three letters of frequent pairs are terms there."""

    def __init__(self, frequent: Pairs) -> None:
        self._windows = _Pieces(
            lambda window: [stand(key_of(GRAM, piece)) for piece in within(window, frequent)]
        )
        # Names and publishers come again soon, or not.
        self._of_column = lru_cache(maxsize=_COLUMNS_KEPT)(self._column)

    def of_entry(self, entry: Entry) -> set[int]:
        """Where a title stands by its texts."""
        found = _starting(_HEADS, entry.opening)
        found.update(map(stand, entry.named))
        for col, column in enumerate(entry.columns):
            if column is not None:
                found.update(self._of_column(col, column))
        return found

    def _column(self, col: int, column: Column) -> list[int]:
        found = set(self._windows.of(windows(column.forms)))
        found.update(_WHOLES.of(column.wholes))
        found |= _starting(_STARTS, column.runs)
        return [at | col for at in found]


@lru_cache(maxsize=1)
def stands(frequent: str) -> Stands:
    """Those of a catalogue with these pairs; of the one asked for last they are kept."""
    return Stands(pairs_of(frequent))


def _starting(pieces: _Pieces, runs: str) -> set[int]:
    return set(pieces.of(runs.split(FORM))) if runs else set()
