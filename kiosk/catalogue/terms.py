"""What a set of titles is kept under: each piece of folded text as one whole number. Pure.

A key is a mark and up to three letters. Longer pieces are put together from these and then read in
the folded text of the titles; whole headings and words of names stand under checksums.

Any two letters are a term. Three are one where two say little: three kana, and two pairs of letters
that are both frequent. Which pairs are is fixed when a catalogue is built.
"""

import re
import zlib
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

GRAM = 1
"""Stands anywhere: one letter that is no kana, any two letters, some threes."""
START = 2
"""A word starts so: one to three letters."""
HEAD = 3
"""A heading starts so: one to three letters."""
DRAWER = 4
"""A whole heading."""
FACET = 5
"""A filter, by its code."""
DAY = 6
"""The day on which a title came."""
NAME = 7
"""A word of a name, or the whole of it, in one piece."""

COLUMNS = "tapsr"
"""One letter for each text of a title, in order: title, creator (a), publisher, subject, series."""
Pairs = frozenset[int]
"""Frequent pairs of letters, as their keys."""
NO_PAIRS: Pairs = frozenset()

_BYTES = 6
_LAST_NARROW = 0xFFFF
_KANA_THREE = re.compile(r"[ァ-ヺ]{3}")


def key_of(mark: int, letters: str) -> int:
    """The key of up to three letters under a mark.

    Letters of the other planes take the room of two and may share a key: their text is read.
    """
    code = letters.encode("utf-16-be", "surrogatepass")[:_BYTES].ljust(_BYTES, b"\0")
    return mark << 48 | int.from_bytes(code, "big")


def drawer(heading: str) -> int:
    """The key of a whole folded heading in one piece."""
    return DRAWER << 48 | _mark_of(heading)


def name_key(word: str) -> int:
    """The key of a word of a name."""
    return NAME << 48 | _mark_of(word)


def _mark_of(text: str) -> int:
    """What stands for a whole text: checksums of it, read forwards and backwards, together 48 bits
    wide. Among a million headings a text finds another's once in hundred millions."""
    code = text.encode("utf-8", "replace")
    return zlib.crc32(code) << 16 | zlib.crc32(code[::-1]) & 0xFFFF


def facet_key(code: int) -> int:
    """The key of a filter."""
    return FACET << 48 | code


def day_key(day: date) -> int:
    """The key of a day; later days are larger."""
    return DAY << 48 | day.toordinal()


def span(mark: int) -> tuple[int, int]:
    """The first and the last key under a mark."""
    return mark << 48, (mark + 1 << 48) - 1


def pairs_of(letters: str) -> Pairs:
    """Pairs written one behind the other."""
    return frozenset([key_of(GRAM, letters[at : at + 2]) for at in range(0, len(letters), 2)])


def grams(word: str, frequent: Pairs = NO_PAIRS) -> tuple[int, ...]:
    """Keys of the pieces that together stand wherever `word` does."""
    if len(word) < 3:
        return (key_of(GRAM, word),)
    codes = [*map(ord, word)]
    if max(codes) > _LAST_NARROW:
        return tuple({key_of(GRAM, first + second): None for first, second in pairwise(word)})
    # As `key_of` says it; asked for with every letter that is typed.
    pairs = [GRAM << 48 | first << 32 | second << 16 for first, second in pairwise(codes)]
    if not _KANA_THREE.search(word) and len(frequent.intersection(pairs)) < 2:
        return tuple(dict.fromkeys(pairs))
    found: dict[int, None] = {}
    covered = False
    for at, pair in enumerate(pairs):
        if at + 2 < len(codes) and _is_three(word[at : at + 3], frequent):
            found[pair | codes[at + 2]] = None
            covered = True
        else:
            if not covered:
                found[pair] = None
            covered = False
    return tuple(found)


def is_sure(word: str, its_grams: tuple[int, ...] | None = None) -> bool:
    """Whether the word is a piece itself, so that it stands in all titles under that one, and none
    of them need be read."""
    if len(word) > _BYTES // 2 or ord(max(word)) > _LAST_NARROW:
        return False
    return (its_grams or grams(word)) == (key_of(GRAM, word),)


def windows(folded: str) -> list[str]:
    """Of every place of a folded text the three letters from there; behind the end stand breaks."""
    padded = folded + "\n\n"
    return [padded[at : at + 3] for at in range(len(folded))]


def within(window: str, frequent: Pairs = NO_PAIRS) -> tuple[str, ...]:
    """What of a folded text stands under GRAM and begins at the first letter of a window."""
    first = window[0]
    if first in _BREAKS:
        return ()
    one = () if _is_kana(first) else (first,)
    if window[1] in _BREAKS:
        return one
    three = (window,) if _is_three(window, frequent) else ()
    return (*one, window[:2], *three)


def pieces(folded: str, frequent: Pairs = NO_PAIRS) -> frozenset[str]:
    """Everything of a folded text that stands under GRAM."""
    found = [piece for window in set(windows(folded)) for piece in within(window, frequent)]
    return frozenset(found)


def prefixes(runs: Iterable[str]) -> frozenset[str]:
    """What stands under START or HEAD for runs of up to three letters."""
    return frozenset([run[:length] for run in runs for length in (1, 2, 3)])


def _is_three(window: str, frequent: Pairs) -> bool:
    """Whether these three letters are a term."""
    if _KANA_THREE.match(window):
        return True
    pairs = (key_of(GRAM, window[:2]), key_of(GRAM, window[1:]))
    return bool(frequent) and frequent.issuperset(pairs)


def _is_kana(letter: str) -> bool:
    return "ァ" <= letter <= "ヺ"


_BREAKS = " \n"
