"""Does the title a patron means stand in the first three? Real titles, asked as patrons write.

The questions are made by rule from the tables named with `--data`, equally many of each habit; an
answer is right where it carries the very title (or reading) that was meant. Pure but for asking.
"""

import random
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from demo.bench.keys import hiragana
from demo.bench.search_engines import Engine
from kiosk.catalogue.fold import fold_kana
from kiosk.catalogue.records import Title
from kiosk.catalogue.search import Query
from kiosk.catalogue.variants import VARIANTS

EACH = 20
_PATIENCE_S = 60.0
_FIRST = 3
_SEEN = 10
_OLD = {new: old for old, new in VARIANTS.items()}
_AS_SOUNDS = str.maketrans("はへをぢづ", "わえおじず")
_VOICED = dict(zip("かきくけこさしすせそたちつてとはひふへほ",
                   "がぎぐげござじずぜぞだぢづでどばびぶべぼ", strict=True))  # fmt: skip
_UNVOICED = {voiced: plain for plain, voiced in _VOICED.items()}


@dataclass(frozen=True, slots=True)
class Meant:
    """What was typed, in which habit, and the title it means."""

    habit: str
    text: str
    title: Title


@dataclass(frozen=True, slots=True)
class Score:
    """Of all questions: the share with the title among the first three; mean reciprocal rank."""

    success: float
    rank: float
    asked: int


def meant(titles: Sequence[Title], seed: int) -> tuple[Meant, ...]:
    """The questions: `EACH` of every habit, of different titles."""
    made: list[Meant] = []
    for habit, spell in _HABITS.items():
        chance = random.Random(f"{seed} {habit}")  # noqa: S311 - repeatable, no secret
        made += islice(_spelt(habit, spell, titles, chance), EACH)
    return tuple(made)


def _spelt(
    habit: str, spell: "Speller", titles: Sequence[Title], chance: random.Random
) -> Iterator[Meant]:
    for title in chance.sample(titles, len(titles)):
        if not 3 <= len(fold_kana(title.kana)) <= 14:
            continue
        text = spell(title, chance)
        if text:
            yield Meant(habit, text, title)


def judged(engine: Engine, questions: Sequence[Meant]) -> dict[str, Score]:
    """The score of every habit, and of all together under "all".

    An engine that takes longer than `_PATIENCE_S` is judged by what it was asked until then, some
    of every habit.
    """
    places: dict[str, list[int]] = {}
    begun = time.perf_counter()
    for one in random.Random(0).sample(questions, len(questions)):  # noqa: S311 - repeatable
        places.setdefault(one.habit, []).append(_place(engine, one))
        if time.perf_counter() - begun > _PATIENCE_S:
            break
    places["all"] = [place for some in places.values() for place in some]
    return {
        habit: Score(
            sum(0 < place <= _FIRST for place in some) / len(some),
            sum(1 / place for place in some if place) / len(some),
            len(some),
        )
        for habit, some in places.items()
        if some
    }


def _place(engine: Engine, one: Meant) -> int:
    """From 1; 0 where it is not among what a patron sees."""
    shown = [title.title for title in engine.ask(Query(one.text)).titles[:_SEEN]]
    if not shown:
        shown = list(engine.near(one.text))[:_SEEN]
    return next((at for at, text in enumerate(shown, 1) if text == one.title.title), 0)


Speller = Callable[[Title, random.Random], str]


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


def _as_it_sounds(title: Title, _: random.Random) -> str:
    text = _reading(title)
    return text.translate(_AS_SOUNDS) if text.translate(_AS_SOUNDS) != text else ""


def _wrong_dakuten(title: Title, chance: random.Random) -> str:
    text = _reading(title)
    places = [at for at, letter in enumerate(text) if letter in _VOICED or letter in _UNVOICED]
    if len(text) < 5 or not places:
        return ""
    at = chance.choice(places)
    letter = _VOICED.get(text[at]) or _UNVOICED[text[at]]
    return text[:at] + letter + text[at + 1 :]


def _one_letter_out(title: Title, chance: random.Random) -> str:
    text = _reading(title)
    if len(text) < 6:
        return ""
    at = chance.randrange(1, len(text) - 1)
    return text[:at] + text[at + 1 :]


def _half_width(title: Title, _: random.Random) -> str:
    wide = [letter for letter in title.title if "ァ" <= letter <= "ヺ"]
    return "".join(_NARROW.get(letter, letter) for letter in title.title) if wide else ""


_NARROW = {
    unicodedata.normalize("NFKC", narrow): narrow for narrow in map(chr, range(0xFF66, 0xFF9E))
}


def _with_creator(title: Title, chance: random.Random) -> str:
    names = [one.name.replace(" ", "") for one in title.creators if one.name]
    words = [word for word in title.title.split() if len(word) > 1]
    return f"{chance.choice(names)[:4]} {words[0][:4]}" if names and words else ""


def _beginning(title: Title, _: random.Random) -> str:
    text = _reading(title)
    return text[:6] if len(text) > 6 else ""


_HABITS: dict[str, Speller] = {
    "as written": lambda title, _: title.title,
    "reading": lambda title, _: _reading(title),
    "reading, as it sounds": _as_it_sounds,
    "old kanji": _old_kanji,
    "no long marks": _no_long_marks,
    "half-width kana": _half_width,
    "creator and word": _with_creator,
    "six kana": _beginning,
    "one wrong dakuten": _wrong_dakuten,
    "one letter missing": _one_letter_out,
}
