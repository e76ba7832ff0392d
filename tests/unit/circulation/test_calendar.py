"""Opening days beyond the five: holidays, moved closing days, yearly and monthly rules, months."""

from datetime import date

import pytest

from kiosk.circulation import calendar
from kiosk.circulation.library import Library
from kiosk.circulation.profile import Opening
from tests.unit.circulation.scene import at, library


def _with(**opening: object) -> Library:
    rules = Opening.model_validate({"closed_weekdays": ["mon"], **opening})
    return library("okayama").model_copy(update={"opening": rules})


def _closed(library: Library, *days: str) -> list[bool]:
    return [not calendar.is_open(library, "chuo", date.fromisoformat(day)) for day in days]


def test_a_holiday_may_be_a_day_like_others() -> None:
    assert _closed(_with(), "2026-11-23", "2026-11-24", "2026-11-03") == [True, False, False]


def test_a_holiday_may_close() -> None:
    rules = _with(public_holidays="closed")
    assert _closed(rules, "2026-11-23", "2026-11-24", "2026-11-03") == [True, False, True]


def test_a_closing_day_may_move_behind_holidays() -> None:
    rules = _with(public_holidays="moved")
    assert _closed(rules, "2026-11-23", "2026-11-24", "2026-11-25") == [False, True, False]
    # Monday 4 May to Wednesday 6 May 2026 are holidays: Thursday 7 is closed
    assert _closed(rules, "2026-05-04", "2026-05-06", "2026-05-07") == [False, False, True]


def test_yearly_monthly_and_dated_days() -> None:
    rules = _with(
        closed_yearly=["12-29/01-03", "06-01/06-03"],
        closed_monthly=["last-fri", "2-wed"],
        closed_days=[date(2026, 10, 1)],
        open_days=[date(2026, 12, 30)],
    )
    assert _closed(rules, "2026-12-29", "2027-01-03", "2027-01-05") == [True, True, False]
    assert _closed(rules, "2026-06-02", "2026-10-01", "2026-12-30") == [True, True, False]
    assert _closed(rules, "2026-11-27", "2026-11-20", "2026-11-11") == [True, False, True]


def test_a_branch_that_never_opens_has_no_next_day() -> None:
    shut = _with(closed_weekdays=["mon", "tue", "wed", "thu", "fri", "sat", "sun"])
    assert calendar.next_open(shut, "chuo", date(2026, 11, 24)) is None
    assert calendar.next_closed(_with(closed_weekdays=[]), "chuo", date(2026, 11, 24)) is None


def test_a_month_for_the_screen() -> None:
    days = calendar.month(library("murakami"), "chuo", 2026, 11)
    assert len(days) == 30
    assert days[22].holiday == "勤労感謝の日"
    assert [day.day.day for day in days if not day.open] == [2, 9, 16, 23, 30]


def test_unknown_branches_are_a_programming_mistake() -> None:
    with pytest.raises(KeyError):
        calendar.is_open(library("niiza"), "nowhere", date(2026, 11, 24))


def test_intakes_between_two_moments() -> None:
    found = calendar.intakes_between(
        library("omitama"), at("2026-11-24 13:00"), at("2026-11-25 13:00")
    )
    assert found == (
        at("2026-11-24 17:00"),
        at("2026-11-25 09:00"),
        at("2026-11-25 13:00"),
    )


def test_a_window_over_midnight() -> None:
    night = library("murakami").model_validate(
        library("murakami").model_dump()
        | {"closed_windows": [{"start": "23:00", "end": "01:00", "closes": ["search"]}]}
    )
    assert not calendar.services(night, at("2026-11-24 23:30")).search
    late = calendar.services(night, at("2026-11-25 00:30"))
    assert (late.search, late.hold, late.reopens_at) == (False, True, at("2026-11-25 01:00"))
    assert calendar.services(night, at("2026-11-25 01:00")).search
