"""Simulated histories of real terminals and a real central: every invariant, and seeded bugs.

`./run bench faults` plays many more of them; a seed that breaks there is told again by `tell`.
"""

from collections.abc import Iterator

import pytest

from demo.bench.faults.bugs import BUGS
from demo.bench.faults.histories import tell
from demo.bench.faults.stage import Stage, stage

FOUND_BY = {
    "no idempotency": 6,
    "poison aborts the batch": 1,
    "no tombstone": 4,
    "no have_through rule": 24,
    "effect without verdict": 61,
    "verdict without effect": 61,
    "counters after the check": 14,
}
"""A seed that shows each bug, so that a few histories are enough here."""


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
    fault = tell(on, FOUND_BY[name], BUGS[name])
    assert fault is not None
    assert tell(on, FOUND_BY[name]) is None
