"""Where a title stands: everything that the index has it under, as whole numbers. Pure.

The same pieces as `terms` tells of one text; those of letters that come again and again are kept.
"""

from collections.abc import Callable, Iterable, Iterator, Set
from functools import lru_cache
from itertools import chain

from kiosk.catalogue.entry import FORM, Column, Entry, HeadingEntry
from kiosk.catalogue.terms import (
    COLUMNS,
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

BITS = 4
"""A stand is a key and, in its lowest bits, the number of a column, and one that is free."""
_KEPT = 50_000
_COLUMNS_KEPT = 2_000


def stand(key: int, col: int = 0) -> int:
    """Under a key, in a column."""
    return key << BITS | col << 1


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


_GRAM = stand(GRAM << 48)
_FIRST_KANA, _LAST_KANA = 0x30A1, 0x30FA
_LAST_NARROW = 0xFFFF
_BREAKS = (32, 10)
NOWHERE: frozenset[int] = frozenset()


class Stands:
    """Where titles stand in one catalogue: three letters of frequent pairs are terms there."""

    def __init__(self, frequent: Pairs) -> None:
        self._columns = [_Texts(col, frequent) for col in range(len(COLUMNS))]

    def of_entry(self, entry: Entry) -> list[Set[int]]:
        """Where a title stands by its texts: column after column, how it is headed, and its names.
        No part has anything in common with another; all are to be read only."""
        found: list[Set[int]] = [
            texts.of(column) if column else NOWHERE
            for texts, column in zip(self._columns, entry.columns, strict=True)
        ]
        return [*found, _starting(_HEADS, entry.opening), set(map(stand, entry.named))]


@lru_cache(maxsize=1)
def stands(frequent: str) -> Stands:
    """Those of a catalogue with these pairs; of the one asked for last they are kept."""
    return Stands(pairs_of(frequent))


class _Texts:
    """Where the texts of one column stand."""

    def __init__(self, col: int, frequent: Pairs) -> None:
        self._col = col
        self._frequent = frequent
        self._windows = _Pieces(self._of_window)
        self._starts = _Pieces(
            lambda run: {stand(key_of(START, run[:length]), col) for length in (1, 2, 3)}
        )
        # Names and publishers come again soon, or not.
        self.of = lru_cache(maxsize=_COLUMNS_KEPT)(self._of)

    def _of(self, column: Column) -> Set[int]:
        found = set(self._windows.of(windows(column.forms)))
        found.update([stand(drawer(whole), self._col) for whole in column.wholes])
        if column.runs:
            found.update(self._starts.of(column.runs.split(FORM)))
        return found

    def _of_window(self, window: str) -> Iterable[int]:
        """As `within` and `key_of` say it, and sooner: of a page, every other window is new."""
        first, second, third = map(ord, window)
        if max(first, second, third) > _LAST_NARROW:
            return [
                stand(key_of(GRAM, piece), self._col) for piece in within(window, self._frequent)
            ]
        if first in _BREAKS:
            return ()
        letter = _GRAM | first << 32 + BITS | self._col << 1
        kana = _FIRST_KANA <= first <= _LAST_KANA
        one = () if kana else (letter,)
        if second in _BREAKS:
            return one
        pair = letter | second << 16 + BITS
        if kana and _FIRST_KANA <= second <= _LAST_KANA and _FIRST_KANA <= third <= _LAST_KANA:
            return *one, pair, pair | third << BITS
        pairs = (GRAM << 48 | first << 32 | second << 16, GRAM << 48 | second << 32 | third << 16)
        if self._frequent.issuperset(pairs):
            return *one, pair, pair | third << BITS
        return *one, pair


def _starting(pieces: _Pieces, runs: str) -> set[int]:
    return set(pieces.of(runs.split(FORM))) if runs else set()
