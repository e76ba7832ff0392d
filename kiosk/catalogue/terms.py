"""What a set of titles is kept under: each piece of folded text as one whole number. Pure.

A key is a mark and up to three letters. Longer pieces are put together from these and then read in
the folded text of the titles; whole headings and words of names stand under checksums.
"""

import re
import zlib
from collections.abc import Iterable, Sequence
from datetime import date
from operator import add

GRAM = 1
"""Stands anywhere: one letter that is no kana, any two letters, three kana."""
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
_BYTES = 6
_KANA_THREE = re.compile(r"[ァ-ヺ]{3}")
_WIDE = re.compile("[\U00010000-\U0010ffff]")


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


def grams(word: str) -> list[str]:
    """Pieces that together stand wherever `word` does; one piece alone says it all."""
    if len(word) < 3:
        return [word]
    if not _KANA_THREE.search(word):
        return list(dict.fromkeys(map(add, word, word[1:])))
    found = []
    covered = False
    for at in range(len(word) - 1):
        if _KANA_THREE.match(word, at):
            found.append(word[at : at + 3])
            covered = True
        else:
            if not covered:
                found.append(word[at : at + 2])
            covered = False
    return list(dict.fromkeys(found))


def is_sure(word: str, its_grams: Sequence[str] | None = None) -> bool:
    """Whether titles under the word's one piece need not be read: it stands in all of them."""
    return len(its_grams or grams(word)) == 1 and not _WIDE.search(word)


def windows(folded: str) -> list[str]:
    """Of every place of a folded text the three letters from there; behind the end stand breaks."""
    padded = folded + "\n\n"
    return [padded[at : at + 3] for at in range(len(folded))]


def within(window: str) -> tuple[str, ...]:
    """What of a folded text stands under GRAM and begins at the first letter of a window."""
    first = window[0]
    if first in _BREAKS:
        return ()
    if window[1] in _BREAKS:
        return () if _is_kana(first) else (first,)
    if not _is_kana(first):
        return first, window[:2]
    return (window[:2], window) if _KANA_THREE.match(window) else (window[:2],)


def pieces(folded: str) -> frozenset[str]:
    """Everything of a folded text that stands under GRAM."""
    return frozenset([piece for window in set(windows(folded)) for piece in within(window)])


def prefixes(runs: Iterable[str]) -> frozenset[str]:
    """What stands under START or HEAD for runs of up to three letters."""
    return frozenset([run[:length] for run in runs for length in (1, 2, 3)])


def _is_kana(letter: str) -> bool:
    return "ァ" <= letter <= "ヺ"


_BREAKS = " \n"
