"""Simulated histories of real terminals and a real central: every invariant, and seeded bugs.

`./run bench faults` plays many more of them; a seed that breaks there is told again by `tell`.
"""

from collections.abc import Iterator
from typing import NoReturn

import pytest

from demo.bench.faults.bugs import BUGS
from demo.bench.faults.histories import tell
from demo.bench.faults.shape import Shape
from demo.bench.faults.stage import Stage, stage
from demo.bench.faults.story import Story
from kiosk.circulation.messages import Push
from kiosk.ports import Silent

AT_MOST = 120
"""Histories in which a seeded bug shows itself: half of them at least need no more than twenty."""


@pytest.fixture(scope="module")
def on() -> Iterator[Stage]:
    """One central for all histories."""
    with stage() as made:
        yield made


SELDOM = {
    20224: "a run of the intake that was cut off goes on before the requests that came since",
    61190: "a disk that let its first rows go begins a new incarnation behind them",
}


@pytest.mark.parametrize("seed", [*range(12), *SELDOM])
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


def test_a_started_terminal_believes_no_more_than_it_handed_over(
    on: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its rows came in, no answer did, and the central forgot them: what stands at their places
    there is another disk's. Told how far the central is, it offers them all the same."""
    with on.world(5, terminals=1, whole=False) as world:
        story = Story(world, Shape(faults=0.0, kills=0.0))
        first = story.at = world.terminals[0]
        other, line = world.clone(first), world.line_of(first)
        deliver = line.push

        def lose_the_answer(push: Push) -> NoReturn:
            deliver(push)
            raise Silent("no answer in time")

        story.ask()
        story.at = other
        while len(list(other.ledger.all_items())) <= len(list(first.ledger.all_items())):
            story.ask()
        story.sync()
        story.copy_central()
        story.at = first
        with monkeypatch.context() as lost:
            lost.setattr(line, "push", lose_the_answer)
            story.sync()
        for _ in range(3):  # more than the other disk has
            story.ask()
        story.put_central_back()
        story.restart()
        story.rest()
