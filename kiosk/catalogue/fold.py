"""One folding for what is indexed and what is asked, so that spelling habits never part the two.

Pure text to text. In this order: NFKC; variation selectors and zero-widths out; variant kanji to
one form; hiragana to katakana; case and Latin accents; punctuation out, as breaks; then kana by
sound: ヲ→オ ヂ→ジ ヅ→ズ ヰ→イ ヱ→エ, ヴァ→バ, small to large, long mark out, ハ→ワ and ヘ→エ.
Readings in catalogues write the particles は and へ as they sound, patrons as they are spelt.
A change here changes every index: raise `schema.VERSION` with it.
"""

import re
import unicodedata

from kiosk.catalogue.variants import VARIANTS

KANA = re.compile(r"[ァ-ヺ]+\Z")
"""Folded text that consists of kana only."""

# The sounding marks as keys of their own (゛ ゜) must join the kana before them.
_MARKS = str.maketrans({"゛": "\u3099", "゜": "\u309a", "ﾞ": "\u3099", "ﾟ": "\u309a"})
_ANY_MARK = re.compile("[゛゜ﾞﾟ]")
_BY_SOUND = {
    **dict(zip("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ", strict=True)),
    **dict(zip("ヲヂヅヰヱハヘ", "オジズイエワエ", strict=True)),
    **dict(zip("ヷヸヹヺ", "バビベボ", strict=True)),
}
_VU = {"ヴァ": "バ", "ヴィ": "ビ", "ヴェ": "ベ", "ヴォ": "ボ", "ヴュ": "ビュ", "ヴ": "ブ"}
_VU_PATTERN = re.compile("|".join(_VU))
_SMALL_AFTER_VU = re.compile("ヴ([ぁぃぇぉゅ])")
_TYPES_OUT = frozenset({"Mn", "Me", "Cf"})
_LONG_MARKS = "ー\uff70"


class _Table(dict[int, str | None]):
    """A translation table that fills itself: each character is judged once."""

    def __init__(self, *, by_sound: bool) -> None:
        super().__init__()
        self._by_sound = by_sound

    def __missing__(self, code: int) -> str | None:
        made = self._judge(chr(code))
        # Bounded by the characters that exist; a hostile text cannot grow it without end.
        self[code] = made
        return made

    def _judge(self, char: str) -> str | None:
        kept = VARIANTS.get(char)
        if kept is not None:
            return kept
        if "ぁ" <= char <= "ゖ" or char in "ゝゞ":
            char = chr(ord(char) + 0x60)
        if "ァ" <= char <= "ヺ":
            return _BY_SOUND.get(char, char) if self._by_sound else char
        if char in _LONG_MARKS:
            return None if self._by_sound else char
        kind = unicodedata.category(char)
        if kind in _TYPES_OUT:
            return None
        if kind[0] in "PSZC":
            return " "
        return _latin(char)


def _latin(char: str) -> str:
    """Lower case, without accents where the letter under them is a Latin one."""
    lower = char.casefold()
    if lower.isascii():
        return lower
    base = unicodedata.normalize("NFD", lower)
    if base[0].isascii():
        return "".join(part for part in base if not unicodedata.combining(part))
    return lower


_FULL = _Table(by_sound=True)
_SCRIPT_ONLY = _Table(by_sound=False)


def _composed(text: str) -> str:
    if _ANY_MARK.search(text):
        text = text.translate(_MARKS)
    return unicodedata.normalize("NFKC", text)


def fold(text: str) -> str:
    """`text` as words parted by single blanks; a blank stands for every break."""
    text = _composed(text)
    if "ヴ" in text or "ゔ" in text:
        text = _SMALL_AFTER_VU.sub(_small_to_katakana, text.replace("ゔ", "ヴ"))
        text = _VU_PATTERN.sub(lambda found: _VU[found.group()], text)
    return " ".join(text.translate(_FULL).split())


def _small_to_katakana(found: re.Match[str]) -> str:
    return "ヴ" + chr(ord(found.group(1)) + 0x60)


def fold_kana(text: str) -> str:
    """A reading in one piece: folded, its breaks closed up (readings are spaced in three ways)."""
    return fold(text).replace(" ", "")


def as_spelt(text: str) -> str:
    """Katakana without any folding by sound: tells はな from わな where both were found."""
    return "".join(_composed(text).translate(_SCRIPT_ONLY).split())


def is_kana(folded: str) -> bool:
    """Whether a folded word is kana throughout."""
    return KANA.match(folded) is not None


def unvoiced(folded: str) -> str:
    """Without voiced marks: only for near spellings, it merges far too much for anything else."""
    bare = unicodedata.normalize("NFD", folded).replace("\u3099", "").replace("\u309a", "")
    # ハ and ヘ come back from バ and ベ here; they fold as everywhere.
    return unicodedata.normalize("NFC", bare).translate(_FULL)
