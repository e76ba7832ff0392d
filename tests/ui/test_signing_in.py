"""Signing in: pad, scan, kind refusals, the forced change of a first password."""

import pytest

from tests.drawn import CARD, FIRST_SECRET, SECRET
from tests.ui.kit import Stage

pytestmark = pytest.mark.usefixtures("qapp")


def test_right_secret_opens_the_page_that_was_wanted(stage: Stage) -> None:
    stage.models.session.signInFor("my_page")
    assert stage.models.session.get_page() == "sign_in"
    stage.sign_in()
    assert stage.models.session.get_page() == "my_page"
    assert stage.models.session.is_signed_in()


def test_wrong_secret_says_so_kindly_and_keeps_the_card(stage: Stage) -> None:
    stage.sign_in(secret="1111")
    sign_in = stage.models.sign_in
    assert sign_in.get_message().endswith("。")
    assert sign_in.has_card()
    assert all(box["mark"] != "dot" for box in sign_in.get_boxes())
    assert not stage.models.session.is_signed_in()


def test_wrong_secret_in_english(stage: Stage) -> None:
    stage.models.comfort.setLanguage("en")
    stage.sign_in(secret="1111")
    message = stage.models.sign_in.get_message()
    assert message.isascii()
    assert message


def test_button_tells_how_many_digits_are_missing(stage: Stage) -> None:
    sign_in = stage.models.sign_in
    sign_in.useField("secret")
    assert sign_in.get_missing() == 4
    stage.type_secret("73")
    assert sign_in.get_missing() == 2
    stage.type_secret("92")
    assert sign_in.get_missing() == 0
    stage.type_secret("1")
    assert sign_in.get_missing() == 3, "a birth date has eight digits"
    assert len(sign_in.get_boxes()) == 8


def test_digits_are_shown_only_while_the_button_is_pressed(stage: Stage) -> None:
    sign_in = stage.models.sign_in
    sign_in.useField("secret")
    stage.type_secret("73")
    assert [box["sign"] for box in sign_in.get_boxes()] == ["", "", "", ""]
    sign_in.peek(True)
    assert [box["sign"] for box in sign_in.get_boxes()] == ["7", "3", "", ""]
    sign_in.peek(False)
    assert [box["mark"] for box in sign_in.get_boxes()] == ["dot", "dot", "cursor", "empty"]


@pytest.mark.parametrize(
    "scanned", ["20004821", "２０００４８２１", "2000-4821", "２０００－４８２１"]
)
def test_scanner_may_send_full_width_digits_and_hyphens(stage: Stage, scanned: str) -> None:
    stage.models.session.signInFor("my_page")
    assert stage.scan(scanned), "the closing Enter is swallowed"
    assert stage.models.sign_in.card_text() == "2000 4821"
    assert stage.models.sign_in.is_scanned()
    assert stage.models.sign_in.get_field() == "secret"


def test_scan_on_another_page_leads_to_sign_in(stage: Stage) -> None:
    assert stage.scan(CARD)
    assert stage.models.session.get_page() == "sign_in"
    assert stage.models.sign_in.has_card()


def test_scan_of_a_book_is_no_card(stage: Stage) -> None:
    stage.models.session.go("search")
    books: list[str] = []
    stage.models.sign_in.bookScanned.connect(books.append)
    assert stage.scan("9784101001371")
    assert books == ["9784101001371"]
    assert stage.models.session.get_page() == "search"


def test_a_person_typing_is_no_scan(stage: Stage) -> None:
    stage.models.session.signInFor("my_page")
    assert not stage.scan(CARD, gap_ms=180)
    assert not stage.models.sign_in.has_card()
    assert not stage.scan("123", gap_ms=8)


def test_first_password_must_be_changed_and_the_cart_stays(stage: Stage) -> None:
    stage.desk.first = True
    stage.models.cart.add("kokoro")
    stage.settle()
    stage.models.session.go("cart")
    stage.models.session.signInFor("cart")
    stage.sign_in(secret=FIRST_SECRET)
    session, password = stage.models.session, stage.models.password
    assert session.get_page() == "password"
    session.go("search")
    assert session.get_page() == "password", "there is no way round"
    for sign in SECRET:
        password.press(sign)
    assert password.get_field() == "again"
    for sign in SECRET:
        password.press(sign)
    password.submit()
    stage.settle()
    assert stage.desk.passwords == [SECRET]
    assert session.get_page() == "cart"
    assert stage.models.cart.get_ids() == ["kokoro"]


def test_two_different_new_passwords_are_asked_for_again(stage: Stage) -> None:
    password = stage.models.password
    password.begin_first(FIRST_SECRET)
    for sign in "73927391":
        password.press(sign)
    password.submit()
    assert "もういちど" in password.get_message()
    assert password.get_field() == "new"
    assert stage.desk.passwords == []


def test_easy_password_is_refused_at_once(stage: Stage) -> None:
    password = stage.models.password
    password.begin_first(FIRST_SECRET)
    for sign in "1111":
        password.press(sign)
    assert password.get_message()
    assert password.get_field() == "new"


def test_leaving_the_first_password_ends_the_visit(stage: Stage) -> None:
    stage.desk.first = True
    stage.sign_in(secret=FIRST_SECRET)
    stage.models.session.back()
    stage.settle()
    assert stage.models.session.get_page() == "attract"
    assert not stage.models.session.is_signed_in()
    assert not stage.desk.signed_in


def test_own_wish_needs_the_old_password(stage: Stage) -> None:
    stage.sign_in()
    password = stage.models.password
    password.begin()
    for sign in "0000":
        password.press(sign)
    password.submit()
    assert password.get_field() == "new"
    for sign in "58205820":
        password.press(sign)
    password.submit()
    stage.settle()
    assert password.get_message()
    assert password.get_field() == "old"
    for sign in SECRET:
        password.press(sign)
    password.submit()
    for sign in "58205820":
        password.press(sign)
    password.submit()
    stage.settle()
    assert stage.desk.passwords == ["5820"]
    assert password.is_done()


def test_a_message_follows_the_language(stage: Stage) -> None:
    stage.sign_in(secret="1111")
    sign_in, comfort = stage.models.sign_in, stage.models.comfort
    japanese = sign_in.get_message()
    assert japanese
    comfort.setLanguage("en")
    assert sign_in.get_message().isascii()
    comfort.setLanguage("ja")
    assert sign_in.get_message() == japanese
