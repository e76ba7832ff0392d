"""Does the heading a patron means stand in the first five, with one letter of its reading wrong?

Real readings, each with one mistake of a hand on the board; of these only such as find nothing, for
only then near spellings are shown. Pure but for asking.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from demo.bench.keys import hiragana
from demo.bench.search_engines import Engine
from kiosk.catalogue.fold import fold, fold_kana
from kiosk.catalogue.records import Title
from kiosk.catalogue.search import Query

MISTAKES = 200
FIRST = 5
_BOARD = (
    "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわん"
)
_VOICED = dict(zip("かきくけこさしすせそたちつてとはひふへほ",
                   "がぎぐげござじずぜぞだぢづでどばびぶべぼ", strict=True))  # fmt: skip
MARKS = _VOICED | {voiced: plain for plain, voiced in _VOICED.items()}
"""Each kana with its voiced or unvoiced sister."""


@dataclass(frozen=True, slots=True)
class Near:
    """Of `asked` mistakes, how many of each sort were made and how many of these were put right."""

    made: Mapping[str, int]
    righted: Mapping[str, int]

    @property
    def asked(self) -> int:
        """Mistakes that found nothing by themselves."""
        return sum(self.made.values())

    @property
    def share(self) -> float:
        """Of all of them, those put right."""
        return sum(self.righted.values()) / max(self.asked, 1)


def near_spellings(
    engine: Engine, titles: Sequence[Title], seed: int, most: int = MISTAKES
) -> Near:
    """Make mistakes in readings of `titles` until `most` found nothing, or titles end."""
    made: Counter[str] = Counter()
    righted: Counter[str] = Counter()
    for sort, typed, title in _mistaken(titles, random.Random(seed)):  # noqa: S311 - repeatable
        if engine.ask(Query(typed)).count:
            continue
        made[sort] += 1
        righted[sort] += title.title in list(engine.near(typed))[:FIRST]
        if sum(made.values()) == most:
            break
    return Near(made, righted)


def _mistaken(titles: Sequence[Title], chance: random.Random) -> Iterator[tuple[str, str, Title]]:
    """Sort, what was typed, what was meant; sorts by turns."""
    turn = 0
    for title in chance.sample(titles, len(titles)):
        reading = "".join(title.kana.split())
        typed = hiragana(reading)
        if len(typed) != len(reading) or not 4 <= len(fold_kana(typed)) <= 14:
            continue
        sort, slip = _SLIPS[turn % len(_SLIPS)]
        wrong = slip(typed, chance)
        if fold(wrong) != fold(typed):
            turn += 1
            yield sort, wrong, title


def _left_out(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    return text[:at] + text[at + 1 :]


def _too_many(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(_BOARD) + text[at:]


def _another(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    return text[:at] + chance.choice(_BOARD) + text[at + 1 :]


def _swapped(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) - 1)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _marked(text: str, chance: random.Random) -> str:
    places = [at for at, letter in enumerate(text) if letter in MARKS]
    at = chance.choice(places) if places else 0
    return text[:at] + MARKS.get(text[at], text[at]) + text[at + 1 :]


_SLIPS: tuple[tuple[str, Callable[[str, random.Random], str]], ...] = (
    ("letter left out", _left_out),
    ("letter too many", _too_many),
    ("another letter", _another),
    ("letters swapped", _swapped),
    ("dakuten", _marked),
)
