"""What a patron keeps: favourites, alerts, the reading history, ended holds, where offered."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from kiosk.circulation.facts import HistoryEntry, HoldState
from kiosk.circulation.library import load
from kiosk.circulation.reasons import Reason, Refusal, Refused
from kiosk.desk.answers import RequestLine
from kiosk.ui.viewmodels import own_rows
from tests.drawn import CARD, PROFILES, a_hold
from tests.fake_desk import FakeDesk
from tests.ui.kit import Stage

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def at() -> Iterator[Callable[[str], Stage]]:
    """A patron of a library, signed in."""
    made: list[Stage] = []

    def make(library: str) -> Stage:
        stage = Stage(FakeDesk(load(PROFILES / f"{library}.toml")))
        stage.settle()
        stage.sign_in()
        made.append(stage)
        return stage

    yield make
    for stage in made:
        stage.models.close()


def opened(stage: Stage, part: str) -> list[str]:
    """Open a list; the titles in it."""
    stage.models.session.go("lists")
    stage.models.lists.openPart(part)
    stage.settle()
    return [row["title"] for row in stage.models.lists.get_rows()]


@pytest.mark.parametrize(
    ("library", "parts", "name"),
    [
        ("okayama", ["favourites", "alerts", "cancelled"], "わたしのリスト"),
        ("niiza", ["history", "cancelled"], "わたしのリスト"),
        ("murakami", [], "わたしのリスト"),
    ],
)
def test_only_what_the_library_offers_is_there(
    at: Callable[[str], Stage], library: str, parts: list[str], name: str
) -> None:
    lists = at(library).models.lists
    assert [part["id"] for part in lists.get_parts()] == parts
    assert lists.get_name() == name


def test_a_title_is_kept_from_its_page_and_taken_out_of_the_list(
    at: Callable[[str], Stage],
) -> None:
    stage = at("okayama")
    lists = stage.models.lists
    stage.models.opened.go("kokoro")
    stage.settle()
    lists.toggleFavourite("kokoro")
    stage.settle()
    assert lists.get_favourites() == ["kokoro"]
    assert opened(stage, "favourites") == ["こころ"]
    lists.remove()
    stage.settle()
    assert stage.desk.favourite_ids == []
    assert lists.get_rows() == []
    assert lists.is_good()


def test_a_second_touch_takes_it_out_again(at: Callable[[str], Stage]) -> None:
    stage = at("okayama")
    stage.models.opened.go("kokoro")
    stage.settle()
    for _ in range(2):
        stage.models.lists.toggleFavourite("kokoro")
        stage.settle()
    assert stage.desk.favourite_ids == []


def test_whoever_is_not_signed_in_does_that_first() -> None:
    stage = Stage(FakeDesk(load(PROFILES / "okayama.toml")))
    stage.models.opened.go("kokoro")
    stage.settle()
    stage.models.lists.toggleFavourite("kokoro")
    assert stage.models.session.get_page() == "sign_in"
    stage.sign_in()
    assert stage.models.session.get_page() == "detail"
    stage.models.close()


class _Shut(FakeDesk):
    """A desk that keeps no favourite now."""

    def favourite_add(self, title_id: str) -> RequestLine:  # noqa: ARG002
        raise Refused(Refusal(Reason.NO_ANSWER_OFFLINE))


def test_a_favourite_that_cannot_be_kept_is_explained() -> None:
    stage = Stage(_Shut(load(PROFILES / "okayama.toml")))
    stage.sign_in()
    stage.models.opened.go("kokoro")
    stage.settle()
    stage.models.lists.toggleFavourite("kokoro")
    stage.settle()
    assert stage.models.session.has_notice()
    assert stage.models.session.notice_text() == stage.models.lists.get_message() != ""
    stage.models.close()


def test_an_alert_is_typed_in_kana_and_takes_the_kanji(at: Callable[[str], Stage]) -> None:
    stage = at("okayama")
    words = stage.models.alert_words
    opened(stage, "alerts")
    words.begin()
    for sign in "むらかみ":
        words.press(sign)
    stage.settle()
    assert words.get_headings() == ["村上春樹", "村上龍"]
    words.take("村上春樹")
    words.save()
    stage.settle()
    assert stage.models.session.get_page() == "lists"
    assert stage.desk.alert_words == {"a1": "村上春樹"}
    assert stage.models.lists.is_good()
    assert words.get_typed() == ""


def test_an_alert_gets_other_words_and_ends(at: Callable[[str], Stage]) -> None:
    stage = at("okayama")
    stage.desk.alert_words = {"a1": "村上春樹", "a2": "か"}
    opened(stage, "alerts")
    stage.models.lists.point(1)
    words = stage.models.alert_words
    words.change()
    assert words.is_change()
    words.press("゛")
    words.press(" ")
    words.press("く")
    words.save()
    stage.settle()
    assert stage.desk.alert_words["a2"] == "が く"
    stage.models.lists.point(0)
    stage.models.lists.remove()
    stage.settle()
    assert stage.desk.alert_words == {"a2": "が く"}


def test_leaving_the_page_wipes_the_words_and_a_scanned_card(at: Callable[[str], Stage]) -> None:
    stage = at("okayama")
    words = stage.models.alert_words
    words.begin()
    for sign in "ねこ" + CARD:
        words.press(sign)
    words.unscan(CARD)
    assert words.get_typed() == "ねこ"
    stage.models.session.back()
    assert words.get_typed() == ""


def test_the_history_is_switched_and_a_line_deleted(at: Callable[[str], Stage]) -> None:
    stage = at("niiza")
    lists = stage.models.lists
    stage.desk.history_lines = (
        HistoryEntry("l1", "kokoro", "こころ", date(2026, 11, 3)),
        HistoryEntry("l2", "genji", "源氏物語 1", date(2026, 10, 9)),
    )
    assert opened(stage, "history") == ["こころ", "源氏物語 1"]
    assert lists.get_rows()[0]["second"] == "2026年11月3日に借りました"
    assert not lists.is_history_on()
    lists.toggleHistory()
    lists.point(1)
    stage.settle()
    assert lists.is_history_on()
    lists.remove()
    stage.settle()
    assert [line.id for line in stage.desk.history_lines] == ["l1"]
    assert lists.get_pick() == 0


def test_ended_holds_are_shown_in_the_librarys_words(at: Callable[[str], Stage]) -> None:
    stage = at("okayama")
    hold = replace(a_hold("h9", "雪国", HoldState.CANCELLED, 1), label="取消済")
    stage.desk.ended = (hold,)
    assert opened(stage, "cancelled") == ["雪国"]
    assert stage.models.lists.get_rows()[0]["word"] == "取消済"
    assert stage.models.lists.cancelled_days() == 7
    stage.models.lists.remove()
    assert not stage.models.lists.is_waiting()


def test_nothing_is_remembered_after_the_visit(at: Callable[[str], Stage]) -> None:
    stage = at("okayama")
    stage.desk.alert_words = {"a1": "ひみつ"}
    assert opened(stage, "alerts") == ["ひみつ"]
    stage.models.session.finish()
    assert stage.models.lists.get_rows() == []
    assert stage.models.lists.get_part() == "favourites"


@pytest.mark.parametrize(
    ("library", "mails", "form"),
    [
        (
            "niiza",
            ["メールアドレスを登録したとき", "予約の用意ができたとき（書名も書きます）"],
            "英数字と記号4–20文字",
        ),
        (
            "murakami",
            [
                "メールアドレスを登録したとき",
                "予約を受け付けたとき",
                "予約の用意ができたとき（書名は書きません）",
            ],
            "数字4桁",
        ),
    ],
)
def test_settings_tell_the_librarys_own_ways(library: str, mails: list[str], form: str) -> None:
    profile = load(PROFILES / f"{library}.toml")
    assert own_rows.mails(profile, "ja") == mails
    assert own_rows.secret_form(profile, "ja") == form


def test_a_library_without_mail_tells_nothing_of_it() -> None:
    profile = load(PROFILES / "niiza.toml")
    without = profile.model_copy(
        update={"email": profile.email.model_copy(update={"offered": False})}
    )
    assert own_rows.mails(without, "ja") == []
    assert own_rows.mail_note(without, "ja") == ""
