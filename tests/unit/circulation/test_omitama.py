"""小美玉市: each test names the sentence of the library's guide that it stems from."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.circulation import calendar, holds, loans, passwords
from kiosk.circulation.facts import (
    Channel,
    Contact,
    EmailState,
    HoldState,
    Kind,
    Lending,
    Patron,
    SecretState,
)
from kiosk.circulation.reasons import sentence
from tests.unit.circulation.scene import (
    NOON,
    TUESDAY,
    account,
    at,
    hold,
    library,
    loan,
    reasons,
    title,
)
from tests.unit.circulation.scene import holds as many

OMITAMA = library("omitama")
PATRON = Patron("1234567", "読者", born=date(1970, 1, 1), phone="0299580000")


def test_ten_in_all_counter_holds_included() -> None:
    """図書・雑誌・AV資料を合わせて、計10点まで…すでに窓口で予約している資料も含まれます"""
    nine = account(*many(4), *many(3, Kind.CD), *many(2, Kind.MAGAZINE, Channel.COUNTER))
    assert holds.may_hold(OMITAMA, nine, title(), NOON) == ()
    ten = account(*nine.holds, hold("tenth", channel=Channel.COUNTER))
    assert reasons(holds.may_hold(OMITAMA, ten, title(), NOON)) == ["limit_reached"]
    full_cart = holds.may_hold(OMITAMA, nine, title(), NOON, cart=(title("T2", Kind.DVD),))
    assert "かごに 1点" in sentence(full_cart[0])


def test_three_audio_visual_loans_at_once() -> None:
    """AV資料の貸出は一度に合計3点まで"""
    three = [loan(f"L{n}", kind=Kind.DVD) for n in range(3)]
    assert loans.may_lend(OMITAMA, Kind.CD, three[:2]) is None
    assert loans.may_lend(OMITAMA, Kind.BOOK, three) is None
    refusal = loans.may_lend(OMITAMA, Kind.CD, three)
    assert refusal is not None
    assert sentence(refusal).startswith("AV資料の貸出は 3点までです。")


@pytest.mark.parametrize(("call", "word"), [("T 213", "郷土資料"), ("R 030", "参考図書")])
def test_local_history_and_reference_that_may_not_leave(call: str, word: str) -> None:
    """郷土資料(請求記号:T)や参考図書室の資料(請求記号:R)で「禁帯区分」が『禁帯出』の資料"""
    (refusal,) = holds.may_hold(OMITAMA, None, title(lending=Lending.REFERENCE, call=call), NOON)
    assert refusal.reason.value == "not_for_loan"
    assert word in sentence(refusal)
    assert holds.may_hold(OMITAMA, None, title(call=call), NOON) == ()


def test_not_the_latest_issue() -> None:
    """雑誌の最新号"""
    latest = title(kind=Kind.MAGAZINE, lending=Lending.REFERENCE, latest_issue=True)
    assert reasons(holds.may_hold(OMITAMA, None, latest, NOON)) == ["latest_issue", "not_for_loan"]


def test_neither_own_loans_nor_own_holds() -> None:
    """利用者本人が、現在借りている資料 / すでに予約している資料"""
    mine = account(loan("L"), hold("H", rank=4))
    assert reasons(holds.may_hold(OMITAMA, mine, title("L"), NOON)) == ["own_loan"]
    (refusal,) = holds.may_hold(OMITAMA, mine, title("H"), NOON)
    assert sentence(refusal) == "すでに予約中です(4番目)。"


def test_overdue_loans_do_not_forbid_holds() -> None:
    """延滞資料は、赤色文字で表示されます。"""
    late = loan(due=date(2026, 11, 1))
    assert loans.overdue(late, TUESDAY)
    assert holds.may_hold(OMITAMA, account(late), title(), NOON) == ()


def test_provisional_until_one_of_three_intakes_a_day() -> None:
    """申込時点では仮予約です…処理は1日に3回、定時で行っております"""
    assert holds.label(OMITAMA, HoldState.PROVISIONAL) == "仮予約"
    day = calendar.intakes_between(OMITAMA, at("2026-11-24 00:00"), at("2026-11-24 23:59"))
    assert len(day) == 3


def test_receivable_holds_cannot_be_cancelled_here() -> None:
    """「状態」が『受取り可の』資料は…予約取り消しが出来ません"""
    refusal = holds.may_cancel(OMITAMA, hold(state=HoldState.READY))
    assert refusal is not None
    assert (
        sentence(refusal) == "「受取り可」のため、ここでは取り消せません。図書館へご連絡ください。"
    )
    assert holds.may_cancel(OMITAMA, hold(state=HoldState.PROVISIONAL)) is None


def test_mail_needs_a_registered_address_and_the_librarys_step() -> None:
    """受信メールアドレスを登録していない場合は…選択出来ません / 電話連絡を受けた後に、図書館で"""
    waiting = replace(PATRON, email="a@b.jp", email_state=EmailState.WAITING_STAFF)
    assert reasons(holds.contact_refusal(OMITAMA, PATRON, Contact.MAIL)) == [
        "contact_not_registered"
    ]
    assert reasons(holds.contact_refusal(OMITAMA, waiting, Contact.MAIL)) == [
        "contact_not_registered"
    ]
    done = replace(waiting, email_state=EmailState.REGISTERED)
    assert holds.contact_refusal(OMITAMA, done, Contact.MAIL) is None
    assert reasons(holds.contact_refusal(OMITAMA, done, Contact.NONE)) == ["contact_unknown"]


@pytest.mark.parametrize(
    ("days_before", "new_due", "warned"),
    [
        (9, date(2026, 11, 29), True),
        (8, date(2026, 11, 30), True),
        (7, date(2026, 12, 1), False),  # the same date: nothing lost, nothing gained
        (6, date(2026, 12, 2), False),
        (0, date(2026, 12, 8), False),
    ],
)
def test_contradiction_4_an_early_renewal_shortens_the_loan(
    days_before: int, new_due: date, warned: bool
) -> None:
    """1週間以上前の日に延長すると、当初の返却予定日(期限)より…早い期日になってしまいます"""
    mine = loan(due=date(2026, 12, 1))
    on = date.fromordinal(mine.due.toordinal() - days_before)
    assert loans.renewed_due(OMITAMA, mine, "ogawa", on) == new_due
    assert (loans.shortens(OMITAMA, mine, "ogawa", on) is not None) is warned
    if on < date(2026, 11, 25):
        assert loans.gains_from(OMITAMA, mine, "ogawa", on) == date(2026, 11, 25)


def test_the_warning_names_both_dates() -> None:
    refusal = loans.shortens(OMITAMA, loan(due=date(2026, 12, 5)), "ogawa", TUESDAY)
    assert refusal is not None
    assert sentence(refusal) == (
        "いま延長すると、返却期限が 12月5日(土)から 12月1日(火)に早まります。"
        "11月29日(日)からの延長がお得です。"
    )


@pytest.mark.parametrize("new", ["12345", "abcde", "あいうえおか", "with space"])
def test_passwords_of_six_or_more(new: str) -> None:
    """パスワード(6桁以上)"""
    assert reasons(passwords.may_use(OMITAMA, new, PATRON)) == ["secret_form"]


def test_a_longer_password_is_taken() -> None:
    assert passwords.may_use(OMITAMA, "Tama-2719", PATRON) is None


def test_the_slips_password_must_be_changed_and_is_not_told_by_the_rules() -> None:
    """‘仮パスワード’を、必ず変更してください"""
    first = replace(PATRON, secret_state=SecretState.INITIAL)
    assert passwords.must_change(OMITAMA, first)
    assert passwords.first_secret(OMITAMA, first) is None


def test_pickup_and_contact_per_item() -> None:
    """予約資料は1点ごとに「連絡方法」・「受取館」を選択することになります"""
    assert OMITAMA.flow.ask_per.value == "item"
