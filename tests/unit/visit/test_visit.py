"""One visit: stages, and when everything is wiped."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.visit import Patience, Stage, Visit, tick

P = Patience()


def signed_in(at: float = 0.0) -> Visit:
    """Somebody has just signed in."""
    return Visit().touched(at).identify(at).recognised(at)


def test_a_touch_wakes_the_attract_page() -> None:
    assert Visit().touched(5).stage is Stage.BROWSING


def test_the_usual_way() -> None:
    visit = Visit().touched(0).identify(1).recognised(2)
    assert (visit.stage, visit.signed_in) == (Stage.BROWSING, True)
    assert visit.confirm(3).stage is Stage.CONFIRMING
    assert visit.confirm(3).placed(4).stage is Stage.THANKS
    assert visit.confirm(3).placed(4).ended(5) == Visit(touched_at=5)


def test_confirming_without_a_patron_is_signing_in() -> None:
    assert Visit().touched(0).confirm(1).stage is Stage.IDENTIFYING


def test_a_first_password_cannot_be_walked_round() -> None:
    visit = Visit().touched(0).identify(0).recognised(0, must_change=True)
    assert visit.back(1).stage is Stage.IDENTIFYING
    assert visit.confirm(1).stage is Stage.IDENTIFYING
    assert visit.changed_password(2).confirm(3).stage is Stage.CONFIRMING


@pytest.mark.parametrize(
    ("waited", "countdown", "wipe"),
    [
        (0, None, False),
        (59.9, None, False),
        (60, 30, False),
        (60.5, 30, False),
        (61, 29, False),
        (89.5, 1, False),
        (90, 0, True),
        (900, 0, True),
    ],
)
def test_a_signed_in_visit_asks_then_wipes(
    waited: float, countdown: int | None, wipe: bool
) -> None:
    idle = tick(signed_in(), P, waited)
    assert (idle.countdown_s, idle.wipe) == (countdown, wipe)


@pytest.mark.parametrize(("waited", "wipe"), [(0, False), (119.9, False), (120, True)])
def test_a_signed_out_visit_goes_home_without_asking(waited: float, wipe: bool) -> None:
    idle = tick(Visit().touched(0), P, waited)
    assert (idle.countdown_s, idle.wipe) == (None, wipe)


def test_going_on_loses_nothing() -> None:
    visit = signed_in().confirm(10)
    assert tick(visit, P, 75).countdown_s == 25
    again = visit.touched(75)
    assert (again.stage, again.signed_in) == (Stage.CONFIRMING, True)
    assert tick(again, P, 76).countdown_s is None


def test_nothing_is_due_while_nobody_is_here() -> None:
    assert not tick(Visit(), P, 1e6).wipe


def test_out_of_order_stays_until_repaired_and_holds_nobody() -> None:
    broken = signed_in().broken(5, "係の者をお呼びください。")
    assert not broken.signed_in
    assert broken.touched(6).stage is Stage.OUT_OF_ORDER
    assert broken.identify(6).stage is Stage.OUT_OF_ORDER
    assert broken.ended(6).trouble
    assert broken.repaired(7) == Visit(touched_at=7)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(0, 400), min_size=1, max_size=20))
def test_looking_again_when_told_never_misses_the_wipe(gaps: list[float]) -> None:
    """Whoever waits exactly as long as `next_s` says wipes at the right moment."""
    visit, at = signed_in(), 0.0
    for gap in gaps:
        at += min(gap, 50.0)
        visit = visit.touched(at)
    end = at + P.signed_in_s + P.countdown_s
    looks = 0
    while not tick(visit, P, at).wipe:
        at += tick(visit, P, at).next_s
        looks += 1
        assert looks < 100
    assert at == pytest.approx(end, abs=0.01)
