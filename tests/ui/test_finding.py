"""Finding on the real screens: touch the board, the headings, the rows; type and scan."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QAccessibleInterface
from PySide6.QtTest import QTest

from kiosk.catalogue.index import build
from kiosk.catalogue.records import Title
from kiosk.circulation.facts import Kind
from tests.drawn import CARD, NOW
from tests.ui.kit import key_event
from tests.ui.window import Window

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def window(sample_catalogue: Path) -> Iterator[Window]:
    made = Window(sample_catalogue)
    yield made
    made.shell.close()


def test_four_touches_find_an_author_and_the_shelf(window: Window) -> None:
    window.touch("本をさがす")
    window.page("search")
    window.touch("む", "ら", "か", "み")
    assert window.models.finding.get_text() == "むらかみ"
    window.touch("村上春樹")
    window.page("results")
    window.hands.see("ここにあります")
    window.touch("1Q84 BOOK 1")
    window.page("detail")
    window.hands.see("1階 5番の棚")
    window.touch("棚を大きく見る")
    window.hands.see("本のページにもどる")
    window.touch("本のページにもどる", "予約かごへ入れる")
    assert len(window.desk.cart_ids) == 1
    window.hands.see("予約かごに入っています")
    window.touch("予約かごを見る")
    window.page("cart")


def test_dead_keys_still_type_and_lead_to_near_spellings(window: Window) -> None:
    window.touch("本をさがす", "む", "ら", "か", "み")
    live = window.models.finding.next_kana()
    assert "は" in live
    assert "ぬ" not in live
    window.touch("ぬ")
    assert window.models.finding.get_text() == "むらかみぬ"
    window.hands.see("見つかりませんでした")
    window.touch("1字消す")
    assert window.models.finding.get_total() > 0


def test_marks_change_the_last_letter_and_a_second_touch_undoes_it(window: Window) -> None:
    window.touch("本をさがす", "か", "゛")
    assert window.models.finding.get_text() == "が"
    window.touch("゛")
    assert window.models.finding.get_text() == "か"
    window.touch("は", "゜", "つ", "小")
    assert window.models.finding.get_text() == "かぱっ"


def test_other_boards(window: Window) -> None:
    window.touch("本をさがす", "ABC", "Q", "数字 123", "8", "4", "かな")
    assert window.models.finding.get_text() == "q84"
    window.touch("ぜんぶ消す")
    assert window.models.finding.get_text() == ""


def test_hardware_keyboard_types_whatever_page_is_open_for_it(window: Window) -> None:
    window.hands.type("1Q84")
    window.page("search")
    assert window.models.finding.get_text() == "1Q84"
    window.hands.type("\n")
    window.page("results")


def test_scanned_card_leaves_no_figures_in_the_search(window: Window) -> None:
    window.touch("本をさがす", "む")
    at = 5000
    for sign in (*CARD, "\r"):
        QCoreApplication.sendEvent(window.shell.window, key_event(sign, at))
        at += 8
    window.settle()
    assert CARD not in window.models.finding.get_text()


def test_filters_count_what_remains_and_pages_turn(window: Window) -> None:
    window.touch("本をさがす", "む", "ら", "か", "み", "村上春樹")
    window.page("results")
    before = window.models.listing.get_total()
    window.touch("次の6冊")
    window.hands.see("33冊のうち 7–12冊目")
    window.touch("前へ")
    window.touch("この館にある")
    assert 0 < window.models.listing.get_total() < before
    window.touch("条件をすべて外す")
    assert window.models.listing.get_total() == before
    window.touch("並べかた：この館にある順")
    window.hands.see("並べかた：新しい順")


def test_in_house_title_says_why_and_what_instead(window: Window) -> None:
    window.touch("本をさがす")
    for letter in ("む", "ら", "か", "み", "し", "し"):
        window.touch(letter)
    window.touch("村上市史 通史編1")
    window.page("detail")
    window.hands.see("いまは予約できません")
    assert any("禁" in name and "帯" in name for name in window.hands.names())
    window.hands.see("似た本で、借りられるもの")


def test_settings_keep_what_was_typed_and_found(window: Window) -> None:
    window.touch("本をさがす", "む", "ら", "か", "み")
    total = window.models.finding.get_total()
    for name in ("文字の大きさ", "コントラスト", "低い位置"):
        window.touch(name)
    window.touch("ことば Language")
    window.hands.see("Low reach")
    assert window.models.finding.get_text() == "むらかみ"
    assert window.models.finding.get_total() == total
    assert window.models.session.get_page() == "search"


def test_low_reach_steers_the_list_from_below(window: Window) -> None:
    window.touch("本をさがす", "低い位置")
    window.touch("まの行", "む", "らの行", "ら", "かの行", "か", "まの行", "み")
    window.touch("次の本", "次の本", "前の本", "この本をひらく")
    window.page("detail")
    found = [row["title"] for row in window.models.finding.get_live()]
    assert window.models.opened.get_title()["title"] == found[1]
    lowest = window.shell.window.height() * 0.6
    window.models.session.back()
    window.page("search")
    for name in ("まの行", "次の本", "もどる", "1字消す", "おわる"):
        for interface in _named(window, name):
            assert interface.rect().top() >= lowest - 1, name


def test_low_reach_steers_results_filters_and_a_title_from_below(window: Window) -> None:
    window.touch("低い位置", "本をさがす")
    window.touch("まの行", "む", "らの行", "ら", "かの行", "か", "まの行", "み", "村上春樹")
    window.page("results")
    before = window.models.listing.get_total()
    window.touch("しぼりこむ", "場所")
    window.touch(next(name for name in window.hands.names() if name.startswith("この館にある")))
    assert 0 < window.models.listing.get_total() < before
    window.touch(
        "条件をすべて外す", "もどる", "もどる", "次の本", "次の本", "前の本", "この本をひらく"
    )
    window.page("detail")
    second = window.models.opened.get_title()["id"]
    assert second == window.models.listing.get_groups()[0]["rows"][1]["id"]
    window.touch("一覧へ", "この本をひらく")
    window.page("detail")
    assert window.models.opened.get_title()["id"] == second
    window.touch("予約かごへ入れる")
    assert window.desk.cart_ids == [second]


def test_low_reach_leafs_on_where_a_page_ends(window: Window) -> None:
    window.touch("低い位置", "本のリスト", "よく読まれる本、8月26日–11月23日の貸出から")
    window.page("results")
    first = window.models.listing.page_text()
    rows = sum(len(group["rows"]) for group in window.models.listing.get_groups())
    for _ in range(rows):
        window.touch("次の本")
    assert window.models.listing.page_text() != first
    window.touch("前の本")
    assert window.models.listing.page_text() == first
    last = window.models.listing.get_groups()[-1]["rows"][-1]["id"]
    window.touch("この本をひらく")
    window.page("detail")
    assert window.models.opened.get_title()["id"] == last


def test_a_list_of_long_titles_has_shorter_pages_until_another_list(window: Window) -> None:
    window.touch("本をさがす", "む", "ら", "か", "み", "村上春樹")
    window.page("results")
    window.hands.see("33冊のうち 1–6冊目")
    window.models.listing.spareRow()
    window.touch("次の5冊")
    window.hands.see("33冊のうち 6–10冊目")
    window.models.listing.open(window.models.listing.get_groups()[0]["rows"][0]["id"])
    window.page("detail")
    window.touch("一覧へ")
    window.page("results")
    window.hands.see("33冊のうち 6–10冊目")
    window.touch("並べかた：この館にある順")
    window.hands.see("33冊のうち 1–6冊目")


def _named(window: Window, name: str) -> Iterator[QAccessibleInterface]:
    for said, interface in window.hands._visible():
        if said == name:
            yield interface


def test_touch_opens_what_it_touches(window: Window) -> None:
    finger = QTest.createTouchDevice()
    window.touch("本をさがす", "む", "ら", "か", "み")
    place = QPoint(400, 260)
    QTest.touchEvent(window.shell.window, finger).press(0, place, window.shell.window).commit()
    QTest.touchEvent(window.shell.window, finger).release(0, place, window.shell.window).commit()
    window.page("detail")


def test_keyboard_alone_reaches_the_button_and_shows_where_it_is(window: Window) -> None:
    window.touch("本をさがす", "む")
    QTest.keyClick(window.shell.window, Qt.Key.Key_Tab)
    focused = window.shell.window.activeFocusItem()
    assert focused is not None
    assert focused.property("visualFocus")
    QTest.keyClick(window.shell.window, Qt.Key.Key_Return)
    window.page("attract")


def test_end_of_the_visit_wipes_words_and_lists(window: Window) -> None:
    window.touch("本をさがす", "む", "ら", "か", "み", "村上春樹")
    window.page("results")
    window.models.session.finish()
    window.page("attract")
    assert window.models.finding.get_text() == ""
    assert window.models.listing.get_said() == ""
    assert window.models.opened.get_title() == {}


def test_only_the_newest_answer_is_shown(window: Window) -> None:
    window.models.session.go("search")
    for text in ("む", "むら", "むらか", "こころ"):
        window.models.finding.write(text)
    window.settle()
    assert window.models.finding.get_live()[0]["title"].startswith("こころ")


def test_a_group_is_told_to_its_end_before_the_next_begins(window: Window) -> None:
    window.touch("本をさがす", "む", "ら", "か", "み", "村上春樹")
    window.page("results")
    listing = window.models.listing
    heads: list[str] = []
    shown: dict[str, int] = {}
    while True:
        for group in listing.get_groups():
            word, count, rows = group["head"]["word"], group["head"]["count"], len(group["rows"])
            if heads[-1:] != [word]:
                heads.append(word)
            shown[word] = shown.get(word, 0) + rows
            assert count.endswith(f"{rows}冊")
        if not listing.has_next():
            break
        listing.nextPage()
        window.settle()
    assert len(heads) == len(set(heads)) > 1
    assert sum(shown.values()) == listing.get_total()


def test_all_issues_of_a_magazine_are_counted_and_listed_around_the_open_one(
    tmp_path: Path,
) -> None:
    names = [f"{year}年{month}月号" for year in range(2001, 2021) for month in range(1, 13)]
    titles = [Title(one, f"月刊 山 {one}", volume=one, kind=Kind.MAGAZINE) for one in names]
    build(tmp_path / "c.db", titles, as_of=NOW, cursor="1")
    window = Window(tmp_path / "c.db")
    try:
        window.models.opened.go("2010年6月号")
        window.page("detail")
        window.hands.see("月刊 山　240冊")
        window.hands.see("2010年7月号")
        window.touch(next(one for one in window.hands.names() if one.startswith("ほかの23")))
        window.page("results")
        listing = window.models.listing
        shown = [row["id"] for group in listing.get_groups() for row in group["rows"]]
        assert (listing.get_total(), "2010年6月号" in shown) == (240, True)
        assert (listing.has_previous(), listing.has_next()) == (True, True)
    finally:
        window.shell.close()
