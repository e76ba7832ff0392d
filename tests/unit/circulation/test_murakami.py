"""村上市: each test names the sentence of the library's page that it stems from."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from kiosk.circulation import calendar, holds, passwords
from kiosk.circulation.facts import (
    Contact,
    EmailState,
    HoldState,
    Kind,
    Patron,
    SecretState,
    Source,
)
from kiosk.circulation.reasons import sentence
from tests.unit.circulation.scene import (
    NOON,
    TUESDAY,
    account,
    at,
    hold,
    library,
    reasons,
    title,
)
from tests.unit.circulation.scene import holds as many

MURAKAMI = library("murakami")
PATRON = Patron("1234567", "読者", born=date(1970, 1, 1))


def test_first_password_is_the_birth_date_in_eight_digits() -> None:
    """生年月日西暦8桁(例:19700101)が仮パスワードとして設定されています"""
    assert passwords.first_secret(MURAKAMI, PATRON) == "19700101"


def test_first_password_must_be_changed_at_the_first_login() -> None:
    """ログインすると「パスワード変更」画面が展開します"""
    first = replace(PATRON, secret_state=SecretState.INITIAL)
    assert passwords.must_change(MURAKAMI, first)
    assert not passwords.must_change(MURAKAMI, PATRON)


def test_contradiction_12_a_birth_date_is_never_checked_by_the_terminal_itself() -> None:
    first = replace(PATRON, secret_state=SecretState.INITIAL)
    assert not passwords.offline_allowed(MURAKAMI, first)
    assert passwords.offline_allowed(MURAKAMI, PATRON)


@pytest.mark.parametrize("new", ["123", "12345", "12a4", "１９０３", "", "19700101"])
def test_the_real_password_is_four_digits(new: str) -> None:
    """任意のパスワード(数字4桁)"""
    refusal = passwords.may_use(MURAKAMI, new, PATRON)
    assert refusal is not None
    assert sentence(refusal) == "パスワードは、数字4桁で決めてください。"


def test_four_digits_of_ones_own_are_taken() -> None:
    assert passwords.may_use(MURAKAMI, "8053", PATRON) is None


def test_no_holds_between_three_and_four() -> None:
    """午前3時から午前4時の間は予約できません。"""
    assert reasons(holds.may_hold(MURAKAMI, account(), title(), at("2026-11-24 03:00"))) == [
        "closed_hours"
    ]
    assert holds.may_hold(MURAKAMI, account(), title(), at("2026-11-24 02:59")) == ()
    assert holds.may_hold(MURAKAMI, account(), title(), at("2026-11-24 04:00")) == ()
    now = calendar.services(MURAKAMI, at("2026-11-24 03:30"))
    assert (now.search, now.hold, now.reopens_at) == (True, False, at("2026-11-24 04:00"))


def test_contradiction_13_the_terminal_waits_for_the_intake_that_runs_while_holds_rest() -> None:
    """毎朝午前3時から4時の間に受付処理をいたします"""
    verdict = holds.decide(
        MURAKAMI, account(), title(), "chuo", Contact.NONE, at("2026-11-25 03:00")
    )
    assert verdict.refusals == ()
    assert calendar.next_intake(MURAKAMI, NOON) == at("2026-11-25 03:00")
    assert calendar.next_intake(MURAKAMI, at("2026-11-25 03:00")) == at("2026-11-26 03:00")


def test_only_what_the_library_and_its_network_own() -> None:
    """図書館で所蔵していない本の予約はできません。"""
    network = title(source=Source.NETWORK)
    nobody = title(source=Source.INTERLOAN, copies=0)
    assert holds.may_hold(MURAKAMI, account(), network, NOON) == ()
    assert reasons(holds.may_hold(MURAKAMI, account(), nobody, NOON)) == ["not_owned"]


def test_the_page_names_no_number_of_holds() -> None:
    full = account(*many(60), *many(60, Kind.DVD))
    assert holds.may_hold(MURAKAMI, full, title(), NOON) == ()
    assert [use.limit for use in holds.limits(MURAKAMI, full, (title(),))] == [None, None]
    assert [(use.used, use.in_cart) for use in holds.limits(MURAKAMI, full, (title(),))] == [
        (60, 1),
        (60, 0),
    ]


def test_bookmobile_stops_can_be_chosen() -> None:
    """受取館の指定を移動図書館車にする場合は、利用ステーション(例「BM/吉浦」)を選んでください"""
    places = {branch.id: refusal for branch, refusal in holds.pickups(MURAKAMI, (Kind.BOOK,))}
    assert places == {"chuo": None, "bm_yoshiura": None}
    assert MURAKAMI.branch("bm_yoshiura").stop


def test_phone_and_mail_only_where_registered() -> None:
    """電話およびメール連絡は、登録してある場合のみ表示されます"""
    nobody = replace(PATRON, phone=None, email=None)
    offered = {label: reasons(why) for _, label, why in holds.contacts(MURAKAMI, nobody)}
    assert offered == {
        "電話": ["contact_not_registered"],
        "メール": ["contact_not_registered"],
        "自主確認": [],
    }


def test_an_address_counts_when_the_morning_mail_has_come() -> None:
    """翌日の午前中に、図書館から「登録完了メール」が送信されるとメールアドレスの登録が完了します。"""
    waiting = replace(PATRON, email="a@b.jp", email_state=EmailState.WAITING_CONFIRMATION)
    done = replace(waiting, email_state=EmailState.REGISTERED)
    assert reasons(holds.contact_refusal(MURAKAMI, waiting, Contact.MAIL)) == [
        "contact_not_registered"
    ]
    assert holds.contact_refusal(MURAKAMI, done, Contact.MAIL) is None


@pytest.mark.parametrize(
    ("state", "word"),
    [
        (HoldState.PROVISIONAL, "予約申込"),
        (HoldState.WAITING, "確保待ち"),
        (HoldState.SEQUENCED, "準備中"),
        (HoldState.IN_TRANSIT, "他館確保"),
        (HoldState.READY, "貸出可能"),
        (HoldState.CANCEL_REQUESTED, "取消申込"),
    ],
)
def test_states_in_the_librarys_words(state: HoldState, word: str) -> None:
    assert holds.label(MURAKAMI, state) == word


def test_contradiction_2_a_cancel_is_a_request_and_not_possible_once_ready() -> None:
    """すでに「利用可能」となっている場合は、「取消」ボタンが表示されません。電話か窓口で"""
    on_the_way = hold(state=HoldState.IN_TRANSIT)
    assert holds.may_cancel(MURAKAMI, on_the_way) is None
    assert not holds.cancels_at_once(MURAKAMI, on_the_way)
    refusal = holds.may_cancel(MURAKAMI, hold(state=HoldState.READY))
    assert refusal is not None
    assert sentence(refusal) == (
        "「貸出可能」のため、ここでは取り消せません。お電話か窓口でお申し込みください。"
    )


def test_contradiction_3_kept_a_week_the_earlier_day_is_shown_the_later_cancels() -> None:
    """資料確保日から1週間以内に / 連絡をしてから1週間お取り置きいたします"""
    told_later = hold(
        state=HoldState.READY, contact=Contact.PHONE, secured=TUESDAY, notified=date(2026, 11, 26)
    )
    pick_up = calendar.pick_up(MURAKAMI, told_later)
    assert pick_up is not None
    assert (pick_up.by, pick_up.cancel_after) == (date(2026, 12, 1), date(2026, 12, 3))
    not_told = calendar.pick_up(MURAKAMI, replace(told_later, notified_on=None))
    assert not_told is not None
    assert (not_told.by, not_told.cancel_after) == (date(2026, 12, 1), calendar.NEVER)


def test_a_last_day_on_a_closing_day_moves_to_the_next_opening_day() -> None:
    monday_before = hold(state=HoldState.READY, secured=date(2026, 11, 23), ready=TUESDAY)
    pick_up = calendar.pick_up(MURAKAMI, monday_before)
    assert pick_up is not None
    assert pick_up.by == date(2026, 12, 1)


def test_no_deadline_before_it_is_ready() -> None:
    assert calendar.pick_up(MURAKAMI, hold(state=HoldState.IN_TRANSIT, secured=TUESDAY)) is None


def test_series_are_prepared_one_at_a_time_in_order() -> None:
    """予約した順に本が一冊ずつ用意確保されます…すぐ借りれる本があっても用意されません"""
    assert holds.series_manner(MURAKAMI) is holds.SeriesManner.CART
    first = hold("V1", state=HoldState.READY, series=("S", 1))
    second = hold("V2", state=HoldState.SEQUENCED, series=("S", 2))
    group = (first, second)
    assert not holds.held_back(MURAKAMI, first, group)
    assert holds.held_back(MURAKAMI, second, group)
    assert not holds.held_back(
        MURAKAMI, second, (replace(first, state=HoldState.FULFILLED), second)
    )
    assert not holds.held_back(MURAKAMI, second, (second,))


def test_hours_and_closing_days() -> None:
    assert calendar.hours(MURAKAMI, "chuo", TUESDAY) == (time(9, 30), time(19, 0))
    assert calendar.hours(MURAKAMI, "chuo", date(2026, 11, 30)) is None
    assert calendar.hours(MURAKAMI, "bm_yoshiura", TUESDAY) is None
    assert calendar.is_open(MURAKAMI, "bm_yoshiura", TUESDAY)
    assert calendar.next_closed(MURAKAMI, "chuo", TUESDAY) == date(2026, 11, 30)


def test_moments_of_other_zones_are_the_librarys_moments() -> None:
    utc = datetime.fromisoformat("2026-11-23T18:30:00+00:00")
    assert not calendar.services(MURAKAMI, utc).hold
