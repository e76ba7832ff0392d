"""Leafing through lists on the real screens: new, most read, most asked for, themes."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtQuick import QQuickItem

from kiosk.catalogue.standing import Standing
from tests.drawn import NOW
from tests.ui.window import Window

pytestmark = pytest.mark.usefixtures("qapp")
NEW, LENT, HELD = ("新しく入った本", "よく読まれる本", "予約の多い本")
DAYS = "8月26日–11月23日"


@pytest.fixture
def window(sample_catalogue: Path) -> Iterator[Window]:
    made = Window(sample_catalogue)
    yield made
    made.shell.close()


def names(window: Window) -> list[str]:
    return [card["name"] for card in window.models.displays.get_cards()]


def card(window: Window, name: str) -> str:
    """A card as it is read out."""
    found = next(one for one in window.models.displays.get_cards() if one["name"] == name)
    return "、".join(part for part in (found["name"], found["text"], found["count"]) if part)


def test_from_the_first_page_to_a_theme_and_back(window: Window) -> None:
    window.touch("本のリスト")
    window.page("displays")
    assert names(window) == [NEW, LENT, HELD, "雪の季節に", "ねこの本だな", "ねるまえの絵本"]
    window.touch(card(window, "ねこの本だな"))
    window.page("results")
    window.hands.see("ことばで探す：ねこの本だな、おとなの本も、絵本も、どこかにねこがいます。")
    rows = window.models.listing.get_groups()[0]["rows"]
    assert [row["title"] for row in rows][:2] == ["吾輩は猫である", "100万回生きたねこ"]
    window.touch("吾輩は猫である")
    window.page("detail")
    window.hands.see("ねこの本だな　4冊のうち1冊目")
    window.touch("一覧へ", "もどる")
    window.page("displays")
    window.touch("もどる")
    window.page("attract")


def test_from_the_authors_other_works_back_to_the_title_and_its_list(window: Window) -> None:
    window.touch("本のリスト")
    window.touch(card(window, "雪の季節に"), "雪国")
    window.page("detail")
    window.touch("川端康成 の本をもっと見る")
    window.page("results")
    window.touch("古都")
    window.page("detail")
    window.touch("一覧へ", "もどる")
    window.page("detail")
    window.hands.see("雪の季節に　6冊のうち1冊目")
    assert window.models.opened.get_title()["title"] == "雪国"
    window.touch("一覧へ")
    window.page("results")
    assert (window.models.listing.get_said(), window.models.listing.get_total()) == (
        "雪の季節に",
        6,
    )
    window.touch("もどる")
    window.page("displays")


def test_each_list_says_the_days_it_was_counted_over(window: Window) -> None:
    window.touch("本のリスト")
    assert f"{DAYS}の予約から" in card(window, HELD)
    window.touch(card(window, LENT))
    window.page("results")
    window.hands.see(f"ことばで探す：{LENT}、{DAYS}の貸出から")
    window.touch("はじめにもどる", "本をさがす", LENT)
    window.page("results")
    window.hands.see(f"ことばで探す：{LENT}、{DAYS}の貸出から")


def test_a_theme_that_is_over_has_no_card(window: Window) -> None:
    themes = window.desk.standing().themes
    last = themes[1].last
    assert last is not None
    window.desk.time.at += timedelta(days=(last - NOW.date()).days + 1)
    window.touch("本のリスト")
    assert names(window) == [LENT, HELD, "雪の季節に", "ねるまえの絵本"]  # what was new is no more


def test_what_was_never_counted_claims_no_days(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window.desk, "standing", Standing)
    window.touch("本のリスト")
    assert names(window) == [NEW, LENT, HELD]
    assert "から" not in card(window, LENT)


def test_in_english_a_theme_has_its_english_name(window: Window) -> None:
    window.models.comfort.setLanguage("en")
    window.settle()
    window.touch("Book lists")
    assert "A shelf of cats" in names(window)
    window.touch(card(window, "A shelf of cats"))
    window.page("results")
    told = "For all ages, with a cat somewhere in each."
    window.hands.see(f"Search by words：A shelf of cats、{told}")


def test_in_low_reach_the_deck_opens_a_list(window: Window) -> None:
    window.touch("低い位置", "本のリスト")
    window.page("displays")
    window.touch("ねるまえの絵本、声に出して読みたい、みじかいお話です。")
    window.page("results")
    assert window.models.listing.get_total() == 7


def test_rows_in_an_order_of_their_own_stand_at_the_edge(window: Window) -> None:
    window.touch("本をさがす")
    window.models.finding.write("の")
    window.settle()
    window.models.finding.showAll()
    window.page("results")
    assert group(window).property("headWidth") > 0
    window.models.listing.nextOrder()
    window.settle()
    assert group(window).property("headWidth") == 0


def group(window: Window) -> QQuickItem:
    """The first group of results on the page."""
    waiting = [window.shell.window.contentItem()]
    while waiting:
        item = waiting.pop()
        if item.isVisible() and item.property("headWidth") is not None:
            return item
        waiting += item.childItems()
    raise AssertionError("no results on the page")
