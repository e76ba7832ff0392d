"""The cart, the thanks and My page, as the screen reads them from the desk."""

from dataclasses import replace

import pytest

from kiosk.circulation.library import load
from kiosk.circulation.messages import RequestKind, RequestState
from kiosk.circulation.reasons import Reason, Refusal, sentence
from kiosk.desk.answers import SignInMode
from kiosk.ui.viewmodels.account_rows import result_row
from tests.drawn import PROFILES, a_request
from tests.fake_desk import FakeDesk
from tests.ui.kit import Stage

pytestmark = pytest.mark.usefixtures("qapp")


def fill(stage: Stage, *titles: str) -> None:
    for title in titles:
        stage.models.cart.add(title)
    stage.settle()


def test_cart_needs_a_patron_first(stage: Stage) -> None:
    fill(stage, "kokoro")
    stage.models.session.go("cart")
    cart = stage.models.cart
    assert cart.get_need() == "sign_in"
    cart.place()
    assert stage.models.session.get_page() == "sign_in"
    stage.sign_in()
    assert stage.models.session.get_page() == "cart"
    assert cart.get_need() == ""


def test_cart_to_thanks(stage: Stage) -> None:
    fill(stage, "kokoro", "1q84", "genji")
    stage.models.session.signInFor("cart")
    stage.sign_in()
    stage.models.cart.toggle("1q84")
    stage.models.cart.place()
    stage.settle()
    thanks = stage.models.thanks
    assert stage.models.session.get_page() == "thanks"
    assert stage.desk.placed == [("kokoro", "genji")]
    assert thanks.get_receipt() == "47-318"
    assert thanks.get_titles() == ["こころ", "源氏物語 1"]
    assert thanks.intake() == "明日 午前3時"
    assert thanks.keep_text() == "1週間お取り置きします。"
    assert stage.models.cart.get_ids() == ["1q84"], "what was left out stays in the cart"
    assert "20004821" not in thanks.images.text
    assert "47-318" in thanks.images.text


def test_a_title_that_was_refused_stands_with_its_reason(stage: Stage) -> None:
    stage.desk.refused_titles = {"1q84": "すでに予約中です。"}
    fill(stage, "kokoro", "1q84")
    stage.sign_in()
    stage.models.cart.place()
    stage.settle()
    assert stage.models.thanks.get_count() == 1
    assert stage.models.thanks.get_refused() == [
        {"title": "1Q84 BOOK 2", "text": "すでに予約中です。"}
    ]


def test_nothing_taken_is_no_thanks(stage: Stage) -> None:
    stage.desk.refuse_place = Refusal.because(Reason.CLOSED_HOURS, until="04:00")
    fill(stage, "kokoro")
    stage.models.session.signInFor("cart")
    stage.sign_in()
    stage.models.cart.place()
    stage.settle()
    assert stage.models.session.get_page() == "cart"
    assert stage.models.cart.get_message()
    assert stage.models.cart.get_ids() == ["kokoro"]


def test_slots_count_what_is_ticked(stage: Stage) -> None:
    fill(stage, "kokoro", "1q84")
    stage.sign_in()
    stage.models.cart.look()
    stage.settle()
    books = stage.models.cart.get_slots()[0]
    assert (books["used"], books["now"], books["limit"]) == (3, 2, 20)
    assert books["left"].startswith("あと15")
    stage.models.cart.toggle("kokoro")
    assert stage.models.cart.get_slots()[0]["now"] == 1


def test_a_library_without_a_limit_has_no_gauge(stage: Stage) -> None:
    stage.desk.limits = (None, None)
    fill(stage, "kokoro")
    assert stage.models.cart.get_slots()[0]["limit"] == 0
    assert stage.models.cart.get_slots()[0]["left"] == ""


def test_pickup_and_contact_per_title_where_the_library_asks_so() -> None:
    stage = Stage(desk=FakeDesk(load(PROFILES / "omitama.toml")))
    stage.desk.secret = "book-7392"
    fill(stage, "kokoro", "1q84")
    stage.sign_in(secret="book-7392")
    stage.models.session.go("cart")
    stage.settle()
    cart = stage.models.cart
    assert cart.asks_per_item()
    cart.makeCurrent("1q84")
    cart.choosePickup("arakawa")
    cart.chooseContact("phone")
    assert [item["choice"] for item in cart.get_items()] == [
        "中央図書館・メール",
        "荒川図書室・電話",
    ]
    cart.place()
    stage.settle()
    assert [(c.title, c.pickup) for c in stage.desk.choices] == [
        ("kokoro", "chuo"),
        ("1q84", "arakawa"),
    ]
    stage.models.close()


def test_intake_is_said_with_its_day(stage: Stage) -> None:
    fill(stage, "kokoro")
    assert stage.models.cart.intake_text() == "明日 25日(水) 午前3時"
    stage.models.comfort.setLanguage("en")
    stage.settle()
    assert stage.models.cart.intake_text() == "tomorrow Wed 25 3 a.m."


def test_ready_holds_come_first_with_the_last_day(stage: Stage) -> None:
    stage.sign_in()
    holds = stage.models.my_page.get_holds()
    assert [hold["title"] for hold in holds] == [
        "こころ",
        "1Q84 BOOK 2",
        "騎士団長殺し 第1部",
        "源氏物語 1",
    ]
    assert holds[0]["whenText"] == "12月1日(火)まで"
    assert not holds[0]["canCancel"]
    assert holds[0]["whyNot"]
    assert holds[2]["whenText"] == "2番目"
    assert holds[3]["whenText"] == "明日 午前3時"
    assert holds[3]["under"] == "仮予約　受付 47-318"


def test_results_are_said_in_words(stage: Stage) -> None:
    stage.sign_in()
    results = stage.models.my_page.get_results()
    assert results[0]["bold"] == "『騎士団長殺し 第1部』を受け付けました。"
    assert results[1]["bold"] == "『舟を編む』はお受けできませんでした。"
    assert results[1]["text"] == "いま借りている本のためです。"


def test_a_refusal_gives_every_reason_the_most_helpful_first() -> None:
    line = a_request("r1", RequestKind.HOLD, RequestState.REFUSED, "舟を編む", "どちらかの理由。")
    reasons = (Refusal(Reason.LATEST_ISSUE), Refusal(Reason.OWN_LOAN))
    for language in ("ja", "en"):
        said = result_row(replace(line, refusal=reasons[0], refusals=reasons), language)["text"]
        first, second = (sentence(reason, language) for reason in reasons)
        assert said.startswith(first)
        assert said.endswith(second)
    assert result_row(line, "ja")["text"] == "どちらかの理由。"


def test_cancel_asks_once(stage: Stage) -> None:
    stage.sign_in()
    my_page = stage.models.my_page
    my_page.askCancel("h3")
    assert my_page.cancelling_title() == "騎士団長殺し 第1部"
    my_page.keepHold()
    assert stage.desk.cancelled_ids == []
    my_page.askCancel("h3")
    my_page.confirmCancel()
    stage.settle()
    assert stage.desk.cancelled_ids == ["h3"]
    assert "h3" not in [hold["id"] for hold in my_page.get_holds()]
    assert my_page.get_message()
    assert my_page.is_good()


def test_renewal_that_shortens_shows_both_dates_and_the_day_it_gains(stage: Stage) -> None:
    stage.desk.shortens = True
    stage.sign_in()
    page = stage.models.renewal
    page.begin("yukiguni")
    stage.settle()
    assert stage.models.session.get_page() == "renewal"
    renewal = page.get_dates()
    assert renewal["shortens"]
    assert (renewal["oldDay"], renewal["newDay"], renewal["days"]) == ("12月3日", "12月1日", 2)
    assert renewal["gainsFrom"] == "27日(金)"
    marks = {day["day"]: day["mark"] for day in page.get_strip()}
    assert marks["24"] == "today"
    assert marks["27"] == "gains"
    assert marks["30"] == "closed"
    assert marks["12/1"] == "new"
    assert marks["3"] == "old"
    assert stage.desk.renewed == []
    page.confirm()
    stage.settle()
    assert stage.desk.renewed == ["yukiguni"]
    assert stage.models.session.get_page() == "my_page"


def test_deferred_patron_is_told_so(stage: Stage) -> None:
    stage.desk.mode = SignInMode.DEFERRED
    stage.sign_in()
    assert stage.models.my_page.is_deferred()


def test_age_of_the_stock(stage: Stage) -> None:
    assert stage.models.status.data_text() == "在庫は 10:32 現在"
    assert stage.models.status.next_closed() == "30日(月)"


def test_after_the_last_hour_the_house_is_said_to_be_closed(stage: Stage) -> None:
    status = stage.models.status
    assert not status.is_over()
    stage.clock.at = stage.clock.at.replace(hour=19, minute=0)
    assert status.is_over()
    assert status.hours_text() == "9:30–19:00"


def test_hold_without_a_known_day_says_its_state(stage: Stage) -> None:
    stage.desk.hold_lines = tuple(
        replace(hold, rank=None) for hold in stage.desk.hold_lines if hold.id == "h3"
    )
    stage.sign_in()
    assert stage.models.my_page.get_holds()[0]["whenText"] == "確保待ち"
