"""The terms of `terms`, worked out for many texts at once.

Only where catalogues are built: numpy is not for terminals. For each text alone `terms.pieces` and
`terms.prefixes` say the same.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from kiosk.catalogue.terms import NO_PAIRS, Pairs, key_of, prefixes, within

Numbers = NDArray[np.uint64]
Masks = tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]
NUMBER_BITS = 16
MOST = 1 << NUMBER_BITS
"""So many texts at once: a term and the number of its text are one whole number."""
_AT_ONCE = 5000
_END, _BLANK = 10, 32
_FIRST_KANA, _LAST_KANA = 0x30A1, 0x30FA
_LAST_NARROW = 0xFFFF
_FIRST_HALF, _LAST_HALF = 0xD800, 0xDFFF
_FEW, _LEAST = 600, 5
"""What fewer titles have is soon read; five are the least that say anything."""


class Frequent:
    """Which pairs of letters are the frequent ones, of many at once."""

    def __init__(self, pairs: Pairs = NO_PAIRS) -> None:
        self.pairs = pairs
        packed = np.array([pair >> 16 & 0xFFFFFFFF for pair in sorted(pairs)], np.uint32)
        firsts, seconds = packed >> 16, packed & 0xFFFF
        # A letter's number, 0 for one that stands in no pair; and for every two of them whether.
        letters = np.unique(np.concatenate((firsts, seconds)))
        self._numbers = np.zeros(_LAST_NARROW + 2, np.uint16)
        self._numbers[letters] = np.arange(1, len(letters) + 1)
        self._are = np.zeros((len(letters) + 1, len(letters) + 1), np.bool_)
        self._are[self._numbers[firsts], self._numbers[seconds]] = True

    def among(self, codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
        """Of each two letters side by side."""
        numbers = self._numbers[np.minimum(codes, _LAST_NARROW + 1)]
        return self._are[numbers[:-1], numbers[1:]]


def pieces_of(texts: Sequence[str], frequent: Frequent) -> Numbers:
    """What each of the texts has under GRAM, by its place among them."""

    def masks(codes: NDArray[np.uint32]) -> Masks:
        return _pieces(codes, frequent.among(codes))

    return _all(texts, masks, lambda window: within(window, frequent.pairs))


def frequent_in(texts: Sequence[str]) -> str:
    """Pairs of letters that stand in one of `_FEW` texts or more, one pair after the other."""
    found = np.unique(pieces_of(texts, Frequent())) >> np.uint64(NUMBER_BITS)
    pairs, counts = np.unique(found, return_counts=True)
    often = pairs[counts >= max(len(texts) // _FEW, _LEAST)].tolist()
    # Two and no third; a letter of the other planes looks like two, but of a kind that is no text.
    codes = ((one >> 32, one >> 16 & _LAST_NARROW) for one in often if not one & _LAST_NARROW)
    return "".join(
        chr(first) + chr(second)
        for first, second in codes
        if second and not _FIRST_HALF <= first <= _LAST_HALF
    )


def starts_of(runs: Sequence[str]) -> Numbers:
    """What the first letters of words stand under; the words of each text are parted by ends."""
    return _all(runs, _starts, _beginnings)


def _beginnings(window: str) -> Iterable[str]:
    return prefixes((window.split("\n", 1)[0],))


def _all(
    texts: Sequence[str],
    masks: Callable[[NDArray[np.uint32]], Masks],
    one_by_one: Callable[[str], Iterable[str]],
) -> Numbers:
    found: list[Numbers] = [np.empty(0, np.uint64)]
    for first in range(0, len(texts), _AT_ONCE):
        found += _some(texts[first : first + _AT_ONCE], first, masks, one_by_one)
    return np.concatenate(found)


def _some(
    texts: Sequence[str],
    first: int,
    masks: Callable[[NDArray[np.uint32]], Masks],
    one_by_one: Callable[[str], Iterable[str]],
) -> Iterator[Numbers]:
    whole = "\n".join(texts) + "\n\n\n"
    codes = np.frombuffer(whole.encode("utf-32-le"), "<u4")
    lengths = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
    numbers = np.repeat(np.arange(first, first + len(texts), dtype=np.uint64), lengths)
    one, two, three = masks(codes)
    if codes.max() > _LAST_NARROW:
        # Letters of the other planes take the room of two.
        wide = codes > _LAST_NARROW
        near = wide[:-2] | wide[1:-1] | wide[2:]
        yield _by_hand(whole, np.flatnonzero(near & (one | two)), numbers, one_by_one)
        one, two, three = one & ~near, two & ~near, three & ~near
    letters = codes.astype(np.uint64)
    heads = letters[:-2] << np.uint64(48) | numbers
    yield heads[one]
    yield heads[two] | letters[1:-1][two] << np.uint64(32)
    yield heads[three] | letters[1:-1][three] << np.uint64(32) | letters[2:][three] << np.uint64(16)


def _pieces(codes: NDArray[np.uint32], frequent: NDArray[np.bool_]) -> Masks:
    stands = (codes != _END) & (codes != _BLANK)
    kana = (codes >= _FIRST_KANA) & (codes <= _LAST_KANA)
    return (
        stands[:-2] & ~kana[:-2],
        stands[:-2] & stands[1:-1],
        kana[:-2] & kana[1:-1] & kana[2:] | frequent[:-1] & frequent[1:],
    )


def _starts(codes: NDArray[np.uint32]) -> Masks:
    stands = codes != _END
    one = stands[:-2].copy()
    one[1:] &= ~stands[:-3]
    two = one & stands[1:-1]
    return one, two, two & stands[2:]


def _by_hand(
    whole: str,
    places: NDArray[np.int64],
    numbers: Numbers,
    one_by_one: Callable[[str], Iterable[str]],
) -> Numbers:
    return np.array(
        [
            (key_of(0, term) << NUMBER_BITS) | int(numbers[at])
            for at in places.tolist()
            for term in one_by_one(whole[at : at + 3])
        ],
        np.uint64,
    )
