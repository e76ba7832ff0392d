"""Rubbish is collected while nobody waits, or when there is much of it."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from kiosk import tidying


class Ring:
    """Refers to itself: only a collection ends it."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture(autouse=True)
def begun() -> Iterator[None]:
    tidying.begin()
    yield
    tidying.end()


def dropped() -> weakref.ref[Ring]:
    return weakref.ref(Ring())


def test_rubbish_stays_while_a_patron_waits_and_goes_at_rest() -> None:
    ring = dropped()
    kept = [[number] for number in range(10_000)]  # Python itself would have looked by now
    assert ring() is not None
    tidying.look(at_rest=False)
    assert ring() is not None
    tidying.look(at_rest=True)
    assert ring() is None
    assert len(kept) == 10_000


def test_much_of_it_goes_even_while_a_patron_waits() -> None:
    ring = dropped()
    kept = [[number] for number in range(300_000)]
    tidying.look(at_rest=False)
    assert ring() is None
    assert len(kept) == 300_000


def test_python_has_its_way_again_at_the_end() -> None:
    assert not gc.isenabled()
    tidying.end()
    assert (gc.isenabled(), gc.get_freeze_count()) == (True, 0)


def test_it_begins_as_soon_as_nobody_waits() -> None:
    tidying.end()
    tidying.look(at_rest=False)
    assert gc.isenabled()
    tidying.look(at_rest=True)
    assert not gc.isenabled()


def test_what_a_former_screen_left_behind_goes_when_the_next_one_begins() -> None:
    ring = dropped()
    tidying.end()
    tidying.begin()
    assert ring() is None
