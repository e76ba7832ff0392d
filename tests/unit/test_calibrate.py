"""What a check of a secret may cost on a machine: dear, but quick enough, and never too cheap."""

from dataclasses import dataclass

import pytest

from kiosk.circulation.sealing import FLOOR, BadSeal, Cost, base_of, cost_of, salt_text
from kiosk.setup.calibrate import LADDER, LONGEST_S, measured


@dataclass
class Machine:
    """Needs so many seconds for a MiB of Argon2id's memory in one pass."""

    slowness: float
    now: float = 0.0

    def check(self, cost: Cost) -> None:
        """Work through it."""
        self.now += self.took(cost)

    def took(self, cost: Cost) -> float:
        """Seconds of one check."""
        return cost.passes * cost.memory_kib / 1024 * self.slowness

    def measured(self) -> Cost:
        """What is chosen on it."""
        return measured(self.check, lambda: self.now)


@pytest.mark.parametrize("slowness", [0.0001, 0.0005, 0.001, 0.002, 0.003, 0.005])
def test_a_check_takes_less_than_four_hundred_milliseconds(slowness: float) -> None:
    machine = Machine(slowness)
    assert machine.took(machine.measured()) < LONGEST_S


def test_the_dearest_that_is_quick_enough_is_taken() -> None:
    assert Machine(0.0001).measured() == Cost()
    assert [Machine(slow).measured() for slow in (0.002, 0.004)] == [*LADDER[1:3]]


def test_the_slowest_machine_never_brings_it_below_the_floor() -> None:
    assert Machine(10.0).measured() == FLOOR
    assert Cost(1, 8, 1).bounded() == FLOOR
    assert Cost(99, 99_000_000, 99).bounded() == Cost()
    assert all(rung.bounded() == rung for rung in LADDER)


def test_a_salt_carries_its_cost_and_one_of_the_first_version_still_works() -> None:
    cheap, dear = Cost(1, 8, 1), Cost(2, 16, 1)
    salt = salt_text(b"0123456789abcdef", dear)
    assert cost_of(salt) == dear
    assert base_of("4729", salt, cheap) == base_of("4729", b"0123456789abcdef".hex(), dear)
    assert cost_of("ab" * 16) is None


@pytest.mark.parametrize("salt", ["", "zz", "1.2.3", "0.0.0." + "ab" * 16, "1.8.1.ab", "9.9.ab"])
def test_a_salt_that_is_none_does_not_fit(salt: str) -> None:
    with pytest.raises(BadSeal):
        base_of("4729", salt, Cost(1, 8, 1))
