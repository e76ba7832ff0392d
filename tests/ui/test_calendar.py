"""The calendar page: which days are open, how far it can be leafed, whose days they are."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from kiosk.circulation.calendar import JST
from kiosk.circulation.library import load
from kiosk.ui.viewmodels import words
from tests.drawn import PROFILES
from tests.fake_desk import FakeDesk
from tests.ui.kit import HandClock, Stage

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def opened(stage: Stage) -> Stage:
    """The page, opened from the first one, with nobody signed in."""
    stage.models.calendar.open()
    stage.settle()
    return stage


@pytest.fixture
def many_places() -> Iterator[Stage]:
    """A library with five places, one of which lends on days of its own."""
    made = Stage(FakeDesk(load(PROFILES / "niiza.toml")))
    made.settle()
    yield made
    made.models.close()


def test_the_month_begins_on_its_weekday_with_sunday_first(opened: Stage) -> None:
    month = opened.models.calendar
    assert opened.models.session.get_page() == "calendar"
    assert month.get_heads() == ["日", "月", "火", "水", "木", "金", "土"]
    assert month.month_text() == "2026年11月"
    assert month.get_weeks()[0]["day"] == "1"  # a Sunday
    month.next()
    opened.settle()
    assert [day["day"] for day in month.get_weeks()[:4]] == ["", "", "1", "2"]


def test_a_day_says_in_words_what_it_is(opened: Stage) -> None:
    said = [day["said"] for day in opened.models.calendar.get_weeks()]
    assert said[22] == "11月23日(月) 勤労感謝の日 休館日"
    assert said[23] == "11月24日(火) きょう 9:30–19:00"
    opened.models.comfort.setLanguage("en")
    said = [day["said"] for day in opened.models.calendar.get_weeks()]
    assert said[22] == "Mon 23 Nov Labour Thanksgiving Day closed"


def test_hours_and_holidays_stand_in_the_legend(opened: Stage) -> None:
    assert opened.models.calendar.get_hours() == ["火–日　9:30–19:00"]
    assert opened.models.calendar.get_holidays() == [
        "3日(火)　文化の日",
        "23日(月)　勤労感謝の日",
    ]


def test_it_can_be_leafed_for_a_year_and_not_into_the_past(opened: Stage) -> None:
    month = opened.models.calendar
    assert not month.has_previous()
    month.previous()
    for _ in range(20):
        month.next()
    opened.settle()
    assert month.month_text() == "2027年10月"
    assert not month.has_next()
    assert month.has_previous()


def test_another_place_keeps_the_month(opened: Stage) -> None:
    month = opened.models.calendar
    month.next()
    month.choose("bm_yoshiura")
    opened.settle()
    assert (month.month_text(), month.place_text()) == ("2026年12月", "BM/吉浦")
    assert [place["id"] for place in month.get_places() if place["on"]] == ["bm_yoshiura"]
    assert month.get_hours() == []  # a stop whose hours nobody told


def test_this_house_is_offered_first(many_places: Stage) -> None:
    places = many_places.models.calendar.get_places()
    assert [place["id"] for place in places] == ["chuo", "fukushi", "biblia", "tohoku", "kominkan"]
    assert places[0]["note"] == "この館"


def test_opened_anew_it_shows_this_month_of_this_house(opened: Stage) -> None:
    month = opened.models.calendar
    month.next()
    month.choose("bm_yoshiura")
    opened.models.session.home()
    month.open()
    opened.settle()
    assert (month.month_text(), month.place_text()) == ("2026年11月", "中央図書館")


def test_december_is_followed_by_january() -> None:
    stage = Stage(clock=HandClock(datetime(2026, 12, 31, 9, 0, tzinfo=JST)))
    stage.models.calendar.open()
    stage.models.calendar.next()
    stage.settle()
    assert stage.models.calendar.month_text() == "2027年1月"
    stage.models.close()


@pytest.mark.parametrize(
    ("days", "japanese", "english"),
    [
        ({1, 2, 3, 4, 5, 6}, "火–日", "Tue–Sun"),
        ({0, 2, 3}, "月・水–木", "Mon, Wed–Thu"),
        ({6}, "日", "Sun"),
    ],
)
def test_weekdays_are_said_in_runs(days: set[int], japanese: str, english: str) -> None:
    assert words.weekdays(days) == japanese
    assert words.weekdays(days, "en") == english


def test_a_day_in_lieu_is_called_so() -> None:
    assert words.holiday("憲法記念日 振替休日") == "振替休日"
    assert words.holiday("憲法記念日 振替休日", "en") == "Holiday in lieu"
    assert words.holiday("即位礼正殿の儀", "en") == "Public holiday"
