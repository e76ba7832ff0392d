"""A scan is told from a person's typing by its pace."""

import pytest

from kiosk.devices.health import State
from kiosk.devices.scanner import LONGEST, TROUBLED_AFTER, Wedge


def scan(wedge: Wedge, text: str, gap_ms: int = 5, begin_ms: int = 1000) -> str | None:
    """Type a text at a pace and end it with Enter."""
    at = begin_ms
    for sign in text:
        wedge.sign(sign, at)
        at += gap_ms
    return wedge.enter(at)


@pytest.mark.parametrize("gap", [0, 5, 50])
def test_quick_signs_and_enter_are_a_scan(gap: int) -> None:
    assert scan(Wedge(), "10000001", gap) == "10000001"


@pytest.mark.parametrize(("text", "gap"), [("10000001", 51), ("12345", 5), ("", 5)])
def test_a_person_is_no_scanner(text: str, gap: int) -> None:
    assert scan(Wedge(), text, gap) is None


def test_typed_signs_before_a_scan_do_not_belong_to_it() -> None:
    wedge = Wedge()
    wedge.sign("9", 0)
    assert scan(wedge, "10000001", begin_ms=400) == "10000001"


def test_two_scans_in_a_row() -> None:
    wedge = Wedge()
    assert scan(wedge, "10000001") == "10000001"
    assert scan(wedge, "20000002", begin_ms=1100) == "20000002"


@pytest.mark.parametrize(
    "text", ["1000\x030001", "1000 0001", "１０００００００", "1" * (LONGEST + 1)]
)
def test_control_codes_and_foreign_signs_spoil_a_scan(text: str) -> None:
    assert scan(Wedge(), text) is None


def test_health_tells_staff_when_the_window_is_dirty() -> None:
    wedge = Wedge()
    assert wedge.health().state is State.UNSEEN
    for number in range(TROUBLED_AFTER):
        scan(wedge, "100000\x01", begin_ms=number * 1000)
    assert wedge.health().state is State.TROUBLE
    assert wedge.health().text
    scan(wedge, "10000001", begin_ms=900_000)
    assert wedge.health().state is State.READY
