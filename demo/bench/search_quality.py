"""Does the title a patron means stand in the first three? Real titles, asked as patrons write.

The questions are made by rule from the tables named with `--data`, equally many of each habit; an
answer is right where it carries the very title (or reading) that was meant. Pure but for asking.
"""

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from demo.bench.search_engines import Engine
from demo.bench.search_habits import HABITS, Speller
from kiosk.catalogue.fold import fold_kana
from kiosk.catalogue.records import Title
from kiosk.catalogue.search import Query

EACH = 20
_PATIENCE_S = 60.0
_FIRST = 3
_SEEN = 10


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
    for habit, spell in HABITS.items():
        chance = random.Random(f"{seed} {habit}")  # noqa: S311 - repeatable, no secret
        made += islice(_spelt(habit, spell, titles, chance), EACH)
    return tuple(made)


def _spelt(
    habit: str, spell: Speller, titles: Sequence[Title], chance: random.Random
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
