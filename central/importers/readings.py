"""Give a title that came without a reading one made by SudachiPy, to be found by.

A made reading is never a fact: whoever puts it into a title marks it as generated, and no screen
shows it. It is whole or none: where the dictionary lacks a word there is no reading at all. The
dictionary is an extra of the central; no terminal carries it.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING

from central.importers import text
from kiosk.catalogue.numerals import spoken

if TYPE_CHECKING:
    from sudachipy import Morpheme, Tokenizer

_MISSING = (
    "ヨミの辞書が入っていないので、ヨミのない書名はそのまま取り込みます。辞書は"
    "「./run setup readings」で入ります。 / No dictionary of readings is installed: titles without"
    " a reading go in as they are. To install it: ./run setup readings"
)
# A number before a Japanese word is read with it (第三十二回); one that stands by itself is a
# volume, and four digits are a year: catalogues leave both as they are.
_NUMBER = re.compile(
    r"(?<![0-9.,])(?:[0-9]{1,3}|[0-9]{5,16})(?=[\u4e00-\u9fff\u3005\u3041-\u30fa])"
)
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30faー]+\Z")
_LATIN = re.compile(r"[A-Za-z0-9]")
_SIGNS = ("補助記号", "空白", "記号")
_LONGEST = 2_000
"""Characters of a title that is read; a longer one is no title a person types from its start."""


class ReadingAloud:
    """How a title is read, in katakana and hiragana as the dictionary has it; "" where it cannot
    tell. Where no dictionary is installed `say` is told so, once, and nothing is read."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._opened = False
        self._tokenizer: Tokenizer | None = None

    def __call__(self, title: str) -> str:
        """The reading of one title."""
        if not text.has_japanese(title) or len(title) > _LONGEST:
            return ""
        if not self._opened:
            self._opened = True
            self._tokenizer = _open()
            if self._tokenizer is None:
                self._say(_MISSING)
        if self._tokenizer is None:
            return ""
        plain = unicodedata.normalize("NFKC", title)
        told = _NUMBER.sub(lambda found: spoken(found.group()), plain)
        read = " ".join("".join(map(_word, self._tokenizer.tokenize(told))).split())
        return read if text.is_reading(read) else ""


def _open() -> "Tokenizer | None":
    try:
        # Heavy, and an extra: loaded for the first title that lacks a reading.
        from sudachipy import Dictionary

        return Dictionary(dict="small").tokenizer()
    except ModuleNotFoundError:
        return None


def _word(morpheme: "Morpheme") -> str:
    written = morpheme.surface()
    if _KANA.match(written) or _LATIN.match(written):
        return written
    if morpheme.part_of_speech()[0] in _SIGNS and not written.isalnum():
        return " "
    # Catalogues read the country's name so wherever nobody says otherwise.
    return morpheme.reading_form().replace("ニッポン", "ニホン")
