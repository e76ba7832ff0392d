"""Which kana may follow what was typed, so that the board can dim dead keys.

Works inside the caller's read transaction; reads only.
"""

import re
from dataclasses import dataclass
from itertools import islice

from kiosk.catalogue.fold import fold, is_kana
from kiosk.catalogue.ids import Ids
from kiosk.catalogue.plan import MAX_WORDS, plan_of, words_of
from kiosk.catalogue.reader import Reader
from kiosk.catalogue.sound import candidates, handfuls, in_one_piece
from kiosk.catalogue.terms import GRAM, START, key_of

_BASES = {
    **dict(zip("がぎぐげござじずぜぞだぢづでど", "かきくけこさしすせそたちつてと", strict=True)),
    **dict(zip("ばびぶべぼぱぴぷぺぽゔ", "はひふへほはひふへほう", strict=True)),
}
BOARD = frozenset(chr(code) for code in range(ord("ぁ"), ord("ゔ") + 1)) - {"ゎ", "ゐ", "ゑ"} | {
    "ー"
}
"""Every kana a board can produce."""
_FOLDED = {kana: fold(kana) for kana in BOARD}
LETTERS = frozenset(_FOLDED.values()) - {""}
"""The board's kana after folding."""
_SCAN = 200
_READ = 1000
"""Titles read for one answer; letters that are not decided by then stay alive."""


def next_kana(reader: Reader, typed: str) -> frozenset[str]:
    """Kana after which a search still finds something; what the board may show alive."""
    # A letter put behind shows which word it would join, whatever break stands before it.
    *before, last = fold(typed + "ア").split()
    letters = _live_letters(reader, tuple(dict.fromkeys(before))[:MAX_WORDS], last[:-1])
    here = found_any(reader, words_of(typed))
    live = {kana for kana, letter in _FOLDED.items() if letter in letters or (here and not letter)}
    if typed[-1:] in {"ゔ", "ヴ"}:  # the small vowel behind it changes the letter before
        live -= set("ぁぃぇぉ")
        live.update(kana for kana in "ぁぃぇぉ" if found_any(reader, words_of(typed + kana)))
    live.update(_BASES[kana] for kana in tuple(live) if kana in _BASES)
    return frozenset(live)


def found_any(reader: Reader, words: tuple[str, ...]) -> bool:
    """Whether a search for these folded words finds anything at all."""
    return bool(words) and (_any(reader, words, None) or bool(in_one_piece(reader, words)))


@dataclass(slots=True)
class _Patience:
    """How many titles may still be read."""

    left: int


def _any(
    reader: Reader, words: tuple[str, ...], within: Ids | None, patience: _Patience | None = None
) -> bool:
    plan = plan_of(words, frequent=reader.frequent)
    found = candidates(reader, plan, within)
    if not found or not plan.doubtful:
        return bool(found)
    for some in handfuls(found):
        if patience is not None:
            if patience.left <= 0:
                return True
            patience.left -= len(some)
        if reader.holding(some, plan.doubtful, most=1):  # one is enough
            return True
    return False


def _live_letters(reader: Reader, former: tuple[str, ...], word: str) -> frozenset[str]:
    if not former and len(word) < 3 and is_kana(word or "ア"):
        return _counted(reader, word)
    candidate = _counted(reader, word[-2:]) if is_kana(word[-2:]) and len(word) > 1 else LETTERS
    if not word and former:
        candidate = _counted(reader, "")
    return _followers(reader, former, word, candidate)


def _counted(reader: Reader, word: str) -> frozenset[str]:
    """Letters that follow up to two kana: single ones start words, twos and threes have sets."""
    mark = GRAM if word else START
    keys = {key_of(mark, word + letter): letter for letter in LETTERS}
    return frozenset(keys[key] for key in reader.titles.sizes(list(keys)))


def _followers(
    reader: Reader, former: tuple[str, ...], word: str, candidate: frozenset[str]
) -> frozenset[str]:
    """Read the letters off the best titles found; ask one by one for those not seen there."""
    base = (*former, word) if len(word) > 1 or (word and not is_kana(word)) else former
    within: Ids | None = None
    seen: set[str] = set()
    if base:
        plan = plan_of(base, frequent=reader.frequent)
        within = candidates(reader, plan, None)
        if not within:
            return frozenset()
        if word:
            after = re.compile(f"(?={re.escape(word)}([ァ-ヺ]))")
            forms = [text for _, text in reader.briefs(islice(within, _SCAN)) if plan.holds(text)]
            seen = {letter for text in forms for letter in after.findall(text)} & candidate
            if len(within) <= _SCAN:
                return (
                    frozenset(seen)
                    if len(word) > 1
                    else _asked(reader, former, word, candidate, within, seen)
                )
    return _asked(reader, former, word, candidate, within, seen)


def _asked(
    reader: Reader,
    former: tuple[str, ...],
    word: str,
    candidate: frozenset[str],
    within: Ids | None,
    seen: set[str],
) -> frozenset[str]:
    patience = _Patience(_READ)
    unseen = sorted(candidate - seen)
    more = {one for one in unseen if _any(reader, (*former, word + one), within, patience)}
    return frozenset(seen | more)
