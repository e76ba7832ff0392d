"""Asks every engine the questions of every class, by turns, and keeps the times.

Question by question each engine has its turn, in an order that changes: what else the machine does
meets all alike. Beside the wall's time stands what the processors spent on this process: on a
machine that does other work too, the wall's slowest times are waiting for a turn. What the bench
itself holds in memory is not gone through for garbage meanwhile: no terminal holds it.
"""

import gc
import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from demo.bench.search_corpus import SEED
from demo.bench.search_engines import Engine
from demo.bench.search_progress import say
from demo.bench.search_questions import CLASSES, Questions
from kiosk.catalogue.search import Query

REPEATS = 5
PATIENCE_S = 6.0
"""So long an engine may take for the questions of a class; what it answered by then counts."""


@dataclass(frozen=True, slots=True)
class Timed:
    """Times in ms, one a question (the median of up to REPEATS askings); `askings` of them all."""

    values: tuple[float, ...]
    askings: int

    def at(self, share: float) -> float:
        """The value that this share of all does not exceed."""
        ordered = sorted(self.values)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]

    @staticmethod
    def of_all(times: Sequence[float]) -> "Timed":
        """Every asking for itself."""
        return Timed(tuple(times), len(times))

    @staticmethod
    def of(times: Mapping[Query, Sequence[float]]) -> "Timed":
        """From all times of each question."""
        return Timed(tuple(map(median, times.values())), sum(map(len, times.values())))


@dataclass(frozen=True, slots=True)
class Asked:
    """One class of one engine: by the wall, and by the processor."""

    wall: Timed
    processor: Timed


def ask_all(engines: Mapping[str, Engine], asked: Questions) -> dict[str, dict[str, Asked]]:
    """Class by class, engine by engine; classes without a question are left out."""
    chance = random.Random(SEED)  # noqa: S311 - repeatable, no secret
    told = {}
    gc.collect()
    gc.freeze()
    for name in CLASSES:  # each engine has read its files once before anything is timed
        for one in engines.values():
            if asked[name]:
                one.ask(asked[name][0])
    for name in CLASSES:
        if asked[name]:
            begun = time.perf_counter()
            told[name] = _ask_class(engines, asked[name], chance)
            say(f"{name}: {time.perf_counter() - begun:.1f} s")
    gc.unfreeze()
    return told


def _ask_class(
    engines: Mapping[str, Engine], asked: Sequence[Query], chance: random.Random
) -> dict[str, Asked]:
    wall: dict[str, dict[Query, list[float]]] = {name: {} for name in engines}
    processor: dict[str, dict[Query, list[float]]] = {name: {} for name in engines}
    spent = dict.fromkeys(engines, 0.0)
    order = list(engines)
    for _ in range(REPEATS):
        for query in chance.sample(asked, len(asked)):
            chance.shuffle(order)
            for name in order:
                if spent[name] > PATIENCE_S:
                    continue
                busy, begun = time.process_time(), time.perf_counter()
                engines[name].ask(query)
                seconds = time.perf_counter() - begun
                worked = time.process_time() - busy
                spent[name] += seconds
                wall[name].setdefault(query, []).append(seconds * 1000)
                processor[name].setdefault(query, []).append(worked * 1000)
    return {name: Asked(Timed.of(wall[name]), Timed.of(processor[name])) for name in engines}
