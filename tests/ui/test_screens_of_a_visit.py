"""The main job on the real screens: touches by accessible name; any word from Qt or QML fails."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtQuick import QQuickItem

from kiosk.ui.rehearsal import Rehearsal
from kiosk.ui.shell import Shell
from tests.drawn import CARD, FIRST_SECRET, SECRET
from tests.ui.kit import Stage, key_event

RESOURCES = Path(__file__).resolve().parent.parent.parent / "resources"

pytestmark = pytest.mark.usefixtures("qapp")


class Screen:
    """The terminal's window over the fake desk, and hands to touch it."""

    def __init__(self, *, plain_keys: bool = False) -> None:
        self.stage = Stage(plain_keys=plain_keys)
        self.desk, self.models = self.stage.desk, self.stage.models
        self.shell = Shell(self.models, RESOURCES, size=(1920, 1080), scale=4.03)
        self.hands = Rehearsal(self.shell.window)

    def page(self, name: str) -> None:
        """Wait for a page."""
        self.hands.until(lambda: self.models.session.get_page() == name, f"page {name}")
        self.stage.settle()
        self.hands.breathe()

    def fill(self, *titles: str) -> None:
        """Put titles into the cart."""
        for title in titles:
            self.models.cart.add(title)
        self.stage.settle()

    def tap_digits(self, digits: str) -> None:
        """Touch keys of the number pad."""
        for digit in digits:
            self.hands.tap(digit)

    def scan(self, text: str) -> None:
        """A scanner's keys, sent to the window."""
        at = 5000
        for sign in (*text, "\r"):
            QCoreApplication.sendEvent(self.shell.window, key_event(sign, at))
            at += 8
        self.hands.breathe()

    def sign_in(self, secret: str = SECRET) -> None:
        """Scan the card and touch the password."""
        self.scan(CARD)
        self.tap_digits(secret)
        self.hands.tap("はいる")
        self.stage.settle()

    def texts(self) -> list[str]:
        """Every text that any item of the window holds, seen or not."""
        waiting, found = [self.shell.window.contentItem()], []
        while waiting:
            item: QQuickItem = waiting.pop()
            text = item.property("text")
            if isinstance(text, str) and text:
                found.append(text.replace("\u2060", ""))
            waiting.extend(item.childItems())
        return found


@pytest.fixture
def screen() -> Iterator[Screen]:
    made = Screen()
    made.stage.settle()
    yield made
    made.shell.close()


def test_cart_to_thanks(screen: Screen) -> None:
    screen.fill("kokoro", "1q84", "genji")
    screen.models.session.go("cart")
    screen.page("cart")
    screen.hands.tap("カードを確認する")
    screen.page("sign_in")
    screen.sign_in()
    screen.page("cart")
    screen.hands.tap("荒川図書室、")
    screen.hands.tap("1Q84 BOOK 2を外す")
    screen.hands.tap("2冊を仮予約する")
    screen.page("thanks")
    screen.hands.see("47-318")
    screen.hands.see("明日 午前3時")
    screen.hands.see("2冊の仮予約をお預かりしました")
    assert screen.desk.placed == [("kokoro", "genji")]


def test_a_touch_on_the_hours_opens_the_calendar(screen: Screen) -> None:
    screen.hands.tap("開館カレンダー、9:30–19:00、次のお休みは 30日(月)")
    screen.page("calendar")
    screen.hands.see("11月30日(月) 休館日")
    screen.hands.tap("次の月")
    screen.hands.see("12月23日(水)")
    screen.hands.tap("BM/吉浦")
    screen.hands.see("時間は、係に")
    screen.hands.tap("もどる")
    screen.page("attract")


def test_wrong_secret_is_said_kindly(screen: Screen) -> None:
    screen.models.session.signInFor("my_page")
    screen.page("sign_in")
    screen.hands.see("カードの番号を打ってください")
    screen.tap_digits(CARD)
    screen.hands.tap("つぎはパスワード")
    screen.tap_digits("11")
    screen.hands.see("あと2桁 打ってください")
    screen.tap_digits("11")
    screen.hands.tap("はいる")
    screen.stage.settle()
    message = screen.models.sign_in.get_message()
    screen.hands.see(message)
    assert screen.models.session.get_page() == "sign_in"


def test_scanner_with_full_width_digits(screen: Screen) -> None:
    screen.models.session.signInFor("my_page")
    screen.page("sign_in")
    screen.scan("２０００－４８２１")
    screen.hands.see("カードの番号 2000 4821")
    screen.hands.see("読めました")


def test_first_password_is_changed_and_the_visit_goes_on(screen: Screen) -> None:
    screen.desk.first = True
    screen.fill("kokoro")
    screen.models.session.signInFor("cart")
    screen.page("sign_in")
    screen.sign_in(FIRST_SECRET)
    screen.page("password")
    screen.hands.see("仮パスワードを、\n数字4桁に変えます")
    screen.tap_digits(SECRET + SECRET)
    screen.hands.tap("このパスワードにする")
    screen.page("cart")
    assert screen.desk.passwords == [SECRET]
    screen.hands.see("1冊を仮予約する")


def test_my_page_cancel_and_renew(screen: Screen) -> None:
    screen.models.session.signInFor("my_page")
    screen.page("sign_in")
    screen.sign_in()
    screen.page("my_page")
    screen.hands.see("12月1日(火)まで")
    screen.hands.tap("騎士団長殺し 第1部を変える")
    screen.page("hold_change")
    screen.hands.tap("予約を取り消す")
    screen.page("my_page")
    screen.hands.see("この予約を取り消しますか")
    screen.hands.tap("取り消す")
    screen.stage.settle()
    assert screen.desk.cancelled_ids == ["h3"]
    screen.desk.shortens = True
    screen.hands.tap("雪国を延長する")
    screen.page("renewal")
    screen.hands.see("いま延長すると、返却日が2日早くなります")
    screen.hands.tap("延長しない（12月3日のまま）")
    screen.page("my_page")
    assert screen.desk.renewed == []


def test_countdown_hides_everything_and_one_touch_brings_it_back(screen: Screen) -> None:
    screen.models.session.signInFor("my_page")
    screen.page("sign_in")
    screen.sign_in()
    screen.page("my_page")
    screen.stage.clock.move(72)
    screen.models.session.look()
    screen.hands.see("つづけますか")
    assert not screen.hands.shows("雪国"), "nothing personal is visible"
    screen.hands.tap("つづける")
    screen.hands.see("マイページ")
    screen.hands.see("雪国")


def test_time_out_leaves_no_text_of_the_visit_in_any_item(screen: Screen) -> None:
    screen.fill("kokoro")
    screen.models.session.signInFor("my_page")
    screen.page("sign_in")
    screen.sign_in()
    screen.page("my_page")
    assert any("雪国" in text for text in screen.texts())
    screen.stage.clock.move(200)
    screen.models.session.look()
    screen.page("attract")
    left = "\n".join(screen.texts())
    for word in ("雪国", "2000 4821", SECRET, "47-318", "騎士団長殺し", "m•••"):
        assert word not in left
    assert not screen.hands.shows("おわる")


@pytest.mark.parametrize("page", ["attract", "cart", "my_page", "settings", "email", "detail"])
def test_a_scanned_book_opens_its_search_from_any_page(screen: Screen, page: str) -> None:
    screen.models.session.signInFor("my_page")
    screen.page("sign_in")
    screen.sign_in()
    screen.page("my_page")
    screen.models.session.go(page)
    screen.page(page)
    screen.scan("9784101001371")
    screen.page("results")
    assert screen.models.session.is_signed_in()
    assert screen.models.own.get_address() == ""


def test_low_reach_is_turned_in_place(screen: Screen) -> None:
    screen.fill("kokoro", "1q84")
    screen.models.session.signInFor("cart")
    screen.page("sign_in")
    screen.hands.tap("低い位置")
    screen.scan(CARD)
    screen.tap_digits(SECRET)
    screen.hands.tap("低い位置")
    screen.hands.see("カードの番号 2000 4821")
    screen.hands.tap("低い位置")
    screen.hands.tap("はいる")
    screen.page("cart")
    screen.hands.tap("次の本")
    screen.hands.tap("1Q84 BOOK 2を外す")
    screen.hands.tap("受取館をえらぶ")
    screen.hands.tap("荒川図書室、")
    screen.hands.tap("低い位置")
    screen.hands.see("1冊を仮予約する")
    screen.hands.tap("低い位置")
    screen.hands.tap("受取館をえらぶ")
    screen.hands.tap("連絡方法をえらぶ")
    screen.hands.tap("1冊を仮予約する")
    screen.page("thanks")
    screen.hands.see("47-318")
    screen.hands.tap("マイページを見る")
    screen.page("my_page")
    screen.hands.tap("次の行")
    screen.hands.tap("次の行")
    screen.hands.tap("騎士団長殺し 第1部を取り消す")
    screen.hands.tap("取り消す")
    screen.stage.settle()
    assert screen.desk.cancelled_ids == ["h3"]
    assert screen.desk.placed == [("kokoro",)]


def test_bar_settings_keep_the_page(screen: Screen) -> None:
    screen.fill("kokoro")
    screen.models.session.go("cart")
    screen.page("cart")
    screen.hands.tap("ことば Language")
    screen.hands.see("Check your card")
    screen.hands.tap("Contrast")
    screen.hands.tap("Text size")
    assert screen.models.session.get_page() == "cart"
    screen.hands.see("Text: large")


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (1080, 1920)])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_page_loads_without_a_word_from_qml(size: tuple[int, int], language: str) -> None:
    stage = Stage()
    shell = Shell(stage.models, RESOURCES, size=size, scale=4.0)
    models = stage.models
    models.comfort.setLanguage(language)
    models.cart.add("kokoro")
    stage.settle()
    models.session.signInFor("my_page")
    hands = Rehearsal(shell.window)
    hands.breathe()
    stage.sign_in()
    for page in ("my_page", "settings", "password", "cart"):
        models.session.go(page)
        for _ in range(3):
            models.comfort.nextSize()
            hands.breathe()
    models.renewal.begin("yukiguni")
    stage.settle()
    hands.breathe()
    models.cart.place()
    stage.settle()
    hands.breathe()
    models.session.askStaff()
    hands.breathe()
    models.session.broken("。")
    hands.breathe()
    shell.close()


PLAIN_KEYS = "体験用：鍵を平文のファイルに置いています。"


def test_the_first_page_says_that_keys_lie_in_a_plain_file() -> None:
    made = Screen(plain_keys=True)
    try:
        made.stage.settle()
        made.hands.see(PLAIN_KEYS)
        made.hands.tap("本をさがす")
        made.hands.gone(PLAIN_KEYS)
    finally:
        made.shell.close()


def test_nothing_is_said_of_keys_that_are_kept_well(screen: Screen) -> None:
    screen.hands.see("本をさがす")
    assert not screen.hands.shows(PLAIN_KEYS)
