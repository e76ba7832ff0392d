"""Simulated histories of real terminals and a real central: every invariant, and seeded bugs.

`./run bench faults` plays many more of them; a seed that breaks there is told again by `tell`.
"""

from collections.abc import Iterator

import pytest

from demo.bench.faults.bugs import BUGS
from demo.bench.faults.histories import tell
from demo.bench.faults.stage import Stage, stage
from demo.bench.faults.story import Shape, Story

AT_MOST = 120
"""Histories in which a seeded bug shows itself: half of them at least need no more than twenty."""


@pytest.fixture(scope="module")
def on() -> Iterator[Stage]:
    """One central for all histories."""
    with stage() as made:
        yield made


@pytest.mark.parametrize("seed", range(12))
def test_nothing_is_lost_or_doubled(on: Stage, seed: int) -> None:
    assert tell(on, seed) is None


@pytest.mark.parametrize("name", BUGS)
def test_a_seeded_bug_is_found(on: Stage, name: str) -> None:
    assert any(tell(on, seed, BUGS[name]) is not None for seed in range(1, AT_MOST))


def test_a_clone_and_a_restored_central_lose_nothing(on: Stage) -> None:
    """Both disks hand over a row at the same place; the central forgets both, and is told again
    first by the one: the other one's place is taken then, and its row is offered all the same."""
    with on.world(5, terminals=1, whole=False) as world:
        story = Story(world, Shape(faults=0.0, kills=0.0))
        first = world.terminals[0]
        story.at = first
        story.copy_central()
        for story.at in (first, world.clone(first)):
            story.ask()
            story.sync()
        story.put_central_back()
        story.rest()
