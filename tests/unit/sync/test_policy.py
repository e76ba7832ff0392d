"""When the next round comes."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.sync.policy import BASE_S, BATCH, CAP_S, Pace, batch_after, hurried, wait_s
from tests.fakes import START


def pace(failures: int = 0, **more: object) -> Pace:
    """A pace with the usual minute between rounds."""
    return Pace(failures, 60.0, **more)  # type: ignore[arg-type]


def test_all_is_well_the_central_says_when() -> None:
    assert wait_s(pace(), START, 0.5) == 60
    assert wait_s(pace(next_poll_after_s=30.0), START, 0.5) == 30
    assert wait_s(pace(next_poll_after_s=1e9), START, 0.5) == CAP_S


@given(st.integers(1, 60), st.floats(0, 1, exclude_max=True))
def test_back_off_is_jittered_and_capped(failures: int, dice: float) -> None:
    wait = wait_s(pace(failures), START, dice)
    assert 1.0 <= wait <= min(CAP_S, BASE_S * 2.0**failures)


def test_a_busy_central_is_left_alone_as_long_as_it_asks() -> None:
    assert wait_s(pace(4, retry_after_s=120.0), START, 0.0) == 120


def test_requests_that_would_miss_the_next_intake_do_not_wait() -> None:
    soon = START + timedelta(minutes=8)
    urgent = pace(9, oldest_queued=START - timedelta(hours=1), next_intake=soon)
    assert hurried(urgent, START)
    assert wait_s(urgent, START, 0.99) <= BASE_S
    assert not hurried(pace(9, next_intake=soon), START)
    later = START + timedelta(hours=3)
    assert not hurried(pace(9, oldest_queued=START, next_intake=later), START)


def test_a_batch_refused_as_a_whole_is_halved_down_to_one() -> None:
    batch = BATCH
    for _ in range(10):
        batch = batch_after(batch, refused=True)
    assert batch == 1
    for _ in range(10):
        batch = batch_after(batch, refused=False)
    assert batch == BATCH
