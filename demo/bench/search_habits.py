"""How patrons write what they look for: one maker of a text for each habit. Pure."""

import random
import unicodedata
from collections.abc import Callable, Mapping

from demo.bench.keys import hiragana
from demo.bench.search_near import MARKS
from kiosk.catalogue.numerals import respelt
from kiosk.catalogue.records import Title
from kiosk.catalogue.variants import VARIANTS

_OLD = {new: old for old, new in reversed(VARIANTS.items())}
"""The first form of each group is the one that was usual."""
_NEW = str.maketrans(VARIANTS)
_AS_SOUNDS = str.maketrans("はへを", "わえお")
_AS_SPELT = {"ワ": "ハ", "エ": "ヘ", "オ": "ヲ"}
_FOUR_KANA = str.maketrans("づずぢじ", "ずづじぢ")
_LARGE = str.maketrans("ぁぃぅぇぉっゃゅょ", "あいうえおつやゆよ")
_OTHER_KANA = {
    **{code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)},
    **{code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)},
}

Speller = Callable[[Title, random.Random], str]
"""What a patron types for a title; empty where the habit does not show in it."""


def _reading(title: Title) -> str:
    """The reading in hiragana, in one piece; empty where it has other letters."""
    reading = "".join(title.kana.split())
    typed = hiragana(reading)
    return typed if len(typed) == len(reading) else ""


def _old_kanji(title: Title, _: random.Random) -> str:
    text = "".join(_OLD.get(letter, letter) for letter in title.title)
    return text if text != title.title else ""


def _no_long_marks(title: Title, _: random.Random) -> str:
    text = title.title.replace("ー", "")
    return text if text != title.title else ""


def _changed(text: str, table: Mapping[int, int | str | None]) -> str:
    made = text.translate(table)
    return made if made != text else ""


def _particles_as_spelt(title: Title, _: random.Random) -> str:
    """は where the record's reading, word by word, has ワ."""
    words = title.kana.split()
    spelt = [_AS_SPELT.get(word, word) for word in words]
    typed = hiragana("".join(spelt))
    return typed if spelt != words and len(typed) == len("".join(spelt)) else ""


def _no_space(title: Title, _: random.Random) -> str:
    words = title.title.split()
    return "".join(words) if len(words) > 1 else ""


def _other_numerals(title: Title, _: random.Random) -> str:
    """3 for 三, and the other way."""
    return next(iter(respelt(title.title)), "")


def _wrong_dakuten(title: Title, chance: random.Random) -> str:
    text = _reading(title)
    places = [at for at, letter in enumerate(text) if letter in MARKS]
    if len(text) < 5 or not places:
        return ""
    at = chance.choice(places)
    return text[:at] + MARKS[text[at]] + text[at + 1 :]


def _one_letter_out(title: Title, chance: random.Random) -> str:
    text = _reading(title)
    if len(text) < 6:
        return ""
    at = chance.randrange(1, len(text) - 1)
    return text[:at] + text[at + 1 :]


def _half_width(title: Title, _: random.Random) -> str:
    text = "".join(map(_narrow, title.title))
    return text if text != title.title else ""


def _narrow(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    return "".join(map(_NARROW.__getitem__, parts)) if set(parts) <= set(_NARROW) else letter


_NARROW = {
    unicodedata.normalize("NFKC", narrow): narrow for narrow in map(chr, range(0xFF66, 0xFFA0))
}


def _with_creator(title: Title, chance: random.Random) -> str:
    names = [one.name.replace(" ", "") for one in title.creators if one.name]
    words = [word for word in title.title.split() if len(word) > 1]
    return f"{chance.choice(names)[:4]} {words[0][:4]}" if names and words else ""


def _beginning(title: Title, _: random.Random) -> str:
    text = _reading(title)
    return text[:6] if len(text) > 6 else ""


HABITS: dict[str, Speller] = {
    "as written": lambda title, _: title.title,
    "reading": lambda title, _: _reading(title),
    "reading as it sounds": lambda title, _: _changed(_reading(title), _AS_SOUNDS),
    "は for ワ": _particles_as_spelt,
    "ず for づ": lambda title, _: _changed(_reading(title), _FOUR_KANA),
    "large for small kana": lambda title, _: _changed(_reading(title), _LARGE),
    "other kana": lambda title, _: _changed(title.title, _OTHER_KANA),
    "old kanji": _old_kanji,
    "new kanji": lambda title, _: _changed(title.title, _NEW),
    "no long marks": _no_long_marks,
    "half-width kana": _half_width,
    "other numerals": _other_numerals,
    "no space": _no_space,
    "creator and word": _with_creator,
    "six kana": _beginning,
    "one wrong dakuten": _wrong_dakuten,
    "one letter missing": _one_letter_out,
}
