"""Many histories, over all processors: which invariants hold, and whether seeded bugs are found.

A history is named by its seed; the seed of one that breaks is told, and tells it again.
"""

import gc
import multiprocessing
import os
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from demo.bench.faults.bugs import BUGS
from demo.bench.faults.shape import Shape
from demo.bench.faults.sides import Parts
from demo.bench.faults.stage import NO_BUG, Stage, stage
from demo.bench.faults.story import Story
from demo.bench.faults.truth import Broken, require

AT_MOST = 2000
"""Histories in which a seeded bug must show itself."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A history that broke an invariant."""

    seed: int
    invariant: str
    what: str

    @property
    def lost(self) -> bool:
        """Whether a confirmed request did not reach the central."""
        return self.invariant in ("I1", "I2", "I11")

    @property
    def doubled(self) -> bool:
        """Whether one took effect more than once, or without its verdict."""
        return self.invariant == "I3"


def tell(on: Stage, seed: int, parts: Parts = NO_BUG) -> Fault | None:
    """One history; None where every invariant held."""
    try:
        if seed % 10 == 7 and parts is NO_BUG:
            _twice(on, seed)
        else:
            with on.world(seed, parts, terminals=1 + seed % 3, whole=seed % 10 == 0) as world:
                steps = 40 if seed % 25 == 24 else world.fate.dice.randint(6, 16)
                # A bug that shows only in a sudden death is hunted where there are many.
                deaths = 0.25 if parts is NO_BUG else 0.8
                Story(world, Shape(steps, kills=deaths)).play()
    except Broken as broken:
        return Fault(seed, broken.invariant, str(broken))
    except Exception as error:  # noqa: BLE001 - a fault of ours is a finding too
        return Fault(seed, type(error).__name__, str(error)[:200])
    return None


def _twice(on: Stage, seed: int) -> None:
    """Faults of the line and sudden deaths change nothing of what there is in the end."""
    endings = []
    for faults in (True, False):
        with on.world(seed, terminals=2, whole=False) as world:
            story = Story(world, Shape.of_twins(faults=faults))
            story.play()
            endings.append(story.ending())
    require(endings[0] == endings[1], "I12", "faults changed the end")


def many(first: int, count: int, seconds: float, processes: int) -> tuple[int, list[Fault]]:
    """So many histories from a seed on, or as many as fit into the time; and those that broke."""
    until = time.time() + seconds
    parts = [range(first + number, first + count, processes) for number in range(processes)]
    if processes == 1:
        return _some(parts[0], until)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        done = list(pool.map(_some, parts, [until] * processes))
    return sum(told for told, _ in done), [fault for _, broken in done for fault in broken]


def _some(seeds: Iterable[int], until: float) -> tuple[int, list[Fault]]:
    told, broken = 0, []
    with stage() as on:
        # What is there by now stays; a history's own leavings are few.
        gc.freeze()
        gc.set_threshold(20_000)
        for seed in seeds:
            if time.time() > until:
                break
            fault = tell(on, seed)
            told += 1
            if fault is not None:
                broken.append(fault)
    return told, broken


def hunt(name: str, first: int, count: int = AT_MOST) -> Fault | None:
    """The first history from a seed on that a seeded bug breaks."""
    with stage() as on:
        for seed in range(first, first + count):
            fault = tell(on, seed, BUGS[name])
            if fault is not None:
                return fault
    return None


def hunt_all(first: int, processes: int) -> dict[str, Fault | None]:
    """As `hunt`, for every seeded bug."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(processes, len(BUGS)), mp_context=context) as pool:
        found = list(pool.map(hunt, BUGS, [first] * len(BUGS)))
    return dict(zip(BUGS, found, strict=True))


def processors() -> int:
    """How many processes make sense here."""
    return max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1)
