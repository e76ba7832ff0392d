"""Small pages of a patron's affairs: changing a hold, reading order, address, first password."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from kiosk.circulation.facts import Contact, HoldState
from kiosk.circulation.library import load
from kiosk.ui.viewmodels.volumes import parted, proposed
from tests.drawn import CARD, PROFILES, a_hold
from tests.fake_desk import FakeDesk
from tests.ui.kit import Stage

pytestmark = pytest.mark.usefixtures("qapp")

VOLUMES = ("三国志 2", "こころ", "三国志 1", "三国志 10")


@pytest.fixture
def stage() -> Iterator[Stage]:
    made = Stage()
    made.settle()
    made.sign_in()
    yield made
    made.models.close()


@pytest.fixture
def series() -> Iterator[Stage]:
    """Okayama takes the order of waiting holds, and registers first passwords here."""
    desk = FakeDesk(load(PROFILES / "okayama.toml"))
    desk.hold_lines = tuple(
        a_hold(f"h{n}", title, HoldState.WAITING, 1, rank=n) for n, title in enumerate(VOLUMES)
    )
    made = Stage(desk)
    made.settle()
    yield made
    made.models.close()


def test_a_waiting_hold_goes_to_another_place(stage: Stage) -> None:
    change, session = stage.models.hold_change, stage.models.session
    change.begin("h3")
    stage.settle()
    assert session.get_page() == "hold_change"
    assert [p["id"] for p in change.get_pickups() if p["on"]] == ["chuo"]
    assert not change.has_changes()
    change.choosePickup("arakawa")
    change.chooseContact("phone")
    change.save()
    stage.settle()
    assert stage.desk.changes == [("h3", "arakawa", Contact.PHONE)]
    assert session.get_page() == "my_page"
    assert stage.models.my_page.is_good()


def test_what_was_done_is_said_in_the_language_of_the_screen(stage: Stage) -> None:
    stage.models.hold_change.begin("h3")
    stage.settle()
    stage.models.hold_change.choosePickup("arakawa")
    stage.models.hold_change.save()
    stage.settle()
    before = stage.models.my_page.get_message()
    stage.models.comfort.setLanguage("en")
    stage.settle()
    assert stage.models.my_page.get_message().isascii()
    stage.models.comfort.setLanguage("ja")
    assert stage.models.my_page.get_message() == before


def test_nothing_is_handed_in_where_nothing_changes(stage: Stage) -> None:
    stage.models.hold_change.begin("h3")
    stage.models.hold_change.choosePickup("chuo")
    stage.models.hold_change.save()
    stage.settle()
    assert stage.desk.changes == []


def test_cancelling_from_there_asks_once(stage: Stage) -> None:
    stage.models.hold_change.begin("h3")
    stage.models.hold_change.cancelInstead()
    stage.settle()
    assert stage.models.session.get_page() == "my_page"
    assert stage.models.my_page.get_cancelling() == "h3"


def test_touch_numbers_and_touch_again_takes_out(series: Stage) -> None:
    series.sign_in()
    order = series.models.series_order
    assert order.is_offered()
    order.begin()
    for id_ in ("h2", "h0", "h3"):
        order.touch(id_)
    order.touch("h0")
    assert [(v["id"], v["number"]) for v in order.get_volumes() if v["number"]] == [
        ("h2", 1),
        ("h3", 2),
    ]
    order.save()
    series.settle()
    assert series.desk.orders == [("h2", "h3")]
    assert series.models.session.get_page() == "my_page"


def test_the_order_of_volumes_is_proposed(series: Stage) -> None:
    series.sign_in()
    order = series.models.series_order
    order.begin()
    assert order.get_missing() == 2
    order.propose()
    assert [v["number"] for v in order.get_volumes()] == [2, 0, 1, 3]
    order.clear()
    assert order.get_picked() == 0


def test_an_order_that_stands_is_shown_and_can_be_taken_away(series: Stage) -> None:
    first, _, third, *rest = series.desk.hold_lines
    series.desk.hold_lines = (
        replace(first, series_order=2),
        replace(third, series_order=1),
        *rest,
    )
    series.sign_in()
    order = series.models.series_order
    order.begin()
    assert [v["number"] for v in order.get_volumes()] == [2, 1, 0]
    order.clear()
    assert order.get_missing() == 0
    order.save()
    series.settle()
    assert series.models.my_page.is_good()


def test_titles_of_the_cart_are_read_in_the_order_touched(stage: Stage) -> None:
    cart, order = stage.models.cart, stage.models.series_order
    for title in ("kokoro", "1q84", "genji"):
        cart.add(title)
    stage.settle()
    stage.models.session.go("cart")
    cart.toggleSeries()
    assert stage.models.session.get_page() == "series_order"
    order.touch("genji")
    order.touch("kokoro")
    assert order.get_missing() == 1
    order.touch("1q84")
    order.save()
    assert stage.models.session.get_page() == "cart"
    assert cart.series_on()
    stage.settle()
    cart.place()
    stage.settle()
    assert stage.desk.placed == [("genji", "kokoro", "1q84")]


@pytest.mark.parametrize(
    ("title", "work", "number"),
    [
        ("三国志 10", "三国志", 10),
        ("村上海賊の娘 下", "村上海賊の娘", 3),
        ("騎士団長殺し 第2部", "騎士団長殺し", 2),
        ("源氏物語 巻四", "源氏物語", 4),
        ("源氏物語　巻十二", "源氏物語", 12),
        ("1Q84 BOOK 2", "1Q84", 2),
        ("Harry Potter vol. 3", "Harry Potter", 3),
        ("こころ", "こころ", None),
        ("1984", "1984", None),
    ],
)
def test_volumes_are_read_from_titles(title: str, work: str, number: int | None) -> None:
    assert parted(title) == (work, number)


def test_another_work_is_proposed_where_it_was_touched_first() -> None:
    titles = {"a": "三国志 2", "b": "三国志 1", "c": "水滸伝 2", "d": "水滸伝 1", "e": "三国志 3"}
    assert proposed(titles) == ["b", "a", "e"]
    assert proposed(titles, "c") == ["d", "c"]
    assert proposed({"a": "こころ", "b": "三国志 1"}) == []


def test_an_address_is_registered_and_not_kept(stage: Stage) -> None:
    own, session = stage.models.own, stage.models.session
    session.go("settings")
    stage.settle()
    own.beginEmail()
    for sign in "hanako@example":
        own.press(sign)
    assert not own.looks_like_address()
    own.saveEmail()
    own.press(".jp")
    own.saveEmail()
    stage.settle()
    assert stage.desk.emails == ["hanako@example.jp"]
    assert session.get_page() == "settings"
    assert own.get_address() == ""
    assert own.is_good()


def test_leaving_the_page_wipes_the_address(stage: Stage) -> None:
    stage.models.own.beginEmail()
    stage.models.own.press("h")
    stage.models.session.back()
    assert stage.models.own.get_address() == ""


def register(stage: Stage, *answers: str) -> None:
    """Type each step and go on."""
    for answer in answers:
        for sign in answer:
            stage.models.register.press(sign)
        stage.models.register.submit()


def test_a_first_password_is_registered(series: Stage) -> None:
    series.models.session.signInFor("my_page")
    series.models.register.begin()
    register(series, CARD, "むらかみはなこ", "19800506", "0254123456", "tsubaki7", "tsubaki7")
    series.settle()
    assert series.desk.registered == [
        (CARD, "むらかみはなこ", date(1980, 5, 6), "0254123456", "tsubaki7")
    ]
    assert series.models.register.is_done()
    series.models.register.submit()
    assert series.models.session.get_page() == "sign_in"


def test_marks_act_on_the_last_letter_and_a_day_must_exist(series: Stage) -> None:
    form = series.models.register
    form.begin()
    register(series, CARD, "かとう゛", "19801399")
    assert form.get_step() == "born"
    assert form.get_message()
    form.back()
    assert form.get_text() == "かとう゛".replace("う゛", "ゔ")


def test_two_different_passwords_are_asked_for_again(series: Stage) -> None:
    form = series.models.register
    form.begin()
    register(series, CARD, "はなこ", "19800506", "0254123456", "tsubaki7", "tsubaki8")
    assert form.get_step() == "new"
    assert form.get_message()
    assert series.desk.registered == []


def test_leaving_the_page_forgets_what_was_typed(series: Stage) -> None:
    form = series.models.register
    form.begin()
    register(series, CARD, "はなこ")
    series.models.session.home()
    assert form.get_step() == "card"
    assert form.get_text() == ""


@pytest.mark.parametrize(
    ("library", "manner", "advises"),
    [
        ("murakami", "cart", False),
        ("okayama", "cart", False),
        ("niiza", "after", False),
        ("hitachiota", "none", True),
        ("omitama", "none", False),
    ],
)
def test_a_series_is_offered_as_the_library_orders_it(
    library: str, manner: str, advises: bool
) -> None:
    stage = Stage(FakeDesk(load(PROFILES / f"{library}.toml")))
    opened = stage.models.opened
    assert opened.series_manner() == manner
    assert ("最初の1冊だけ" in opened.series_advice()) == advises
    stage.models.close()
