"""How long a card rests after wrong secrets."""

from datetime import timedelta

import pytest

from kiosk.store.attempts import Attempts
from tests.fakes import START


@pytest.mark.parametrize(
    ("failures", "minutes"),
    [(4, None), (5, 15), (6, 15), (9, 15), (10, 30), (15, 60), (20, 120), (60, 24 * 60)],
)
def test_the_rest_doubles_with_every_fifth_failure(failures: int, minutes: int | None) -> None:
    attempts = Attempts()
    for _ in range(failures):
        attempts = attempts.consumed(START)
    expected = None if minutes is None else START + timedelta(minutes=minutes)
    assert attempts.resting(START) == expected


def test_after_ten_without_contact_the_card_waits_for_the_network() -> None:
    attempts = Attempts()
    for _ in range(10):
        attempts = attempts.consumed(START)
    assert not attempts.waits_for_network
    assert attempts.consumed(START).waits_for_network
    assert not attempts.consumed(START).told(11).waits_for_network


def test_what_nobody_judged_brings_back_nothing_that_was_told_meanwhile() -> None:
    before = Attempts(in_a_row=2, without_contact=2)
    assert before.consumed(START).not_judged(before) == before
    assert before.consumed(START).told(2).not_judged(before).without_contact == 0
