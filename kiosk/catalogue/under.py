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
"""A stand is a key and, in its lowest bits, the number of a column, and one that is set: without it
the same says that a title stands there no more."""
_KEPT = 50_000
_COLUMNS_KEPT = 2_000


def stand(key: int, col: int = 0) -> int:
    """Under a key, in a column."""
    return key << BITS | col << 1 | 1


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


def _starts(mark: int, col: int = 0) -> _Pieces:
    """How words start, or headings: one letter, two and three. As `prefixes` and `key_of` say it,
    and sooner: of a page, every other one is new."""
    base = stand(mark << 48, col)

    def of_run(run: str) -> Iterable[int]:
        letters = run.encode("utf-16-be", "surrogatepass")
        if not run or len(letters) != len(run) * 2:
            return {stand(key_of(mark, run[:length]), col) for length in (1, 2, 3)}
        three = base | int.from_bytes(letters.ljust(6, b"\0"), "big") << BITS
        return (three & _ONE, three & _TWO, three)[: len(run)]

    return _Pieces(of_run)


_LETTER, _LETTERS = 0xFFFF, 0xFFFF_FFFF_FFFF
_TWO = ~(_LETTER << BITS)
"""What is left of a stand without its third letter; and without its second and third."""
_ONE = _TWO & ~(_LETTER << 16 + BITS)
_HEADS, _STARTS = _starts(HEAD), _starts(START)
_WHOLES = _Pieces(lambda whole: (stand(drawer(whole)),))
_BREAKS = " \n"
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
        self._base = stand(GRAM << 48, col)
        self._starts = _starts(START, col)
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
        letters = window.encode("utf-16-be", "surrogatepass")
        if len(letters) != 6:
            pieces = within(window, self._frequent)
            return [stand(key_of(GRAM, piece), self._col) for piece in pieces]
        first, second, third = window[0], window[1], window[2]
        if first in _BREAKS:
            return ()
        code = int.from_bytes(letters, "big")
        three = self._base | code << BITS
        kana = _is_kana(first)
        one = () if kana else (three & _ONE,)
        if second in _BREAKS:
            return one
        if kana and _is_kana(second) and _is_kana(third):
            return three & _TWO, three
        pair, next_pair = GRAM << 48 | code & ~_LETTER, GRAM << 48 | code << 16 & _LETTERS
        if pair in self._frequent and next_pair in self._frequent:
            return *one, three & _TWO, three
        return *one, three & _TWO


def _is_kana(letter: str) -> bool:
    return "ァ" <= letter <= "ヺ"


def _starting(pieces: _Pieces, runs: str) -> set[int]:
    return set(pieces.of(runs.split(FORM))) if runs else set()
