"""岡山市: each test names the sentence of the library's page that it stems from."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kiosk.circulation import holds, loans, passwords
from kiosk.circulation.facts import Contact, HoldState, Kind, Lending
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

OKAYAMA = library("okayama")
AV = (Kind.CASSETTE, Kind.READING_CD, Kind.CD, Kind.DVD, Kind.VIDEO, Kind.LD)


def test_contradiction_6_limits_by_title() -> None:
    """CD(朗読CDを除く) 10タイトル / DVD・ビデオ・LD 合わせて5タイトル"""
    full = account(
        *many(40),
        *many(30, Kind.READING_CD),
        *many(10, Kind.CD),
        *many(2, Kind.DVD),
        *many(3, Kind.LD),
    )
    free = {Kind.BOOK, Kind.MAGAZINE, Kind.KAMISHIBAI, Kind.CASSETTE, Kind.READING_CD}
    for kind in Kind:
        found = reasons(holds.may_hold(OKAYAMA, full, title(kind=kind), NOON))
        assert found == ([] if kind in free else ["limit_reached"]), kind


@pytest.mark.parametrize("pickup", ["ashimori", "ijima"])
@pytest.mark.parametrize("kind", AV)
def test_no_audio_visual_at_ashimori_and_ijima(pickup: str, kind: Kind) -> None:
    """AV資料(CD、DVD、ビデオなど)は足守図書館・伊島図書館では受け取りができません"""
    verdict = holds.decide(OKAYAMA, account(), title(kind=kind), pickup, Contact.NONE, NOON)
    assert reasons(verdict.refusals) == ["pickup_not_allowed"]
    assert OKAYAMA.branch(pickup).name in sentence(verdict.refusals[0])
    assert holds.pickup_refusal(OKAYAMA, (Kind.BOOK,), pickup) is None


def test_a_cart_with_one_dvd_cannot_go_to_ijima() -> None:
    places = {b.id: reasons(why) for b, why in holds.pickups(OKAYAMA, (Kind.BOOK, Kind.DVD))}
    assert places == {
        "chuo": [],
        "ashimori": ["pickup_not_allowed"],
        "ijima": ["pickup_not_allowed"],
    }


def test_mail_or_none() -> None:
    """予約資料のご連絡は、「メール」か「不要」です。"""
    assert [label for _, label, _ in holds.contacts(OKAYAMA, None)] == ["メール", "不要"]
    verdict = holds.decide(OKAYAMA, account(), title(), "chuo", Contact.PHONE, NOON)
    assert reasons(verdict.refusals) == ["contact_unknown"]


def test_long_overdue_keeps_the_hold_provisional() -> None:
    """長期の延滞資料をお持ちの場合は…「予約受付中」状態のまま、予約は未確定となり"""
    long_late = account(loan(due=TUESDAY - timedelta(days=31)))
    verdict = holds.decide(OKAYAMA, long_late, title(), "chuo", Contact.NONE, NOON)
    assert verdict.refusals == ()
    assert verdict.stays_provisional
    assert reasons(verdict.why) == ["overdue"]
    a_little_late = account(loan(due=TUESDAY - timedelta(days=30)))
    verdict = holds.decide(OKAYAMA, a_little_late, title(), "chuo", Contact.NONE, NOON)
    assert not verdict.stays_provisional


@pytest.mark.parametrize(
    ("state", "word"),
    [
        (HoldState.PROVISIONAL, "予約受付中"),
        (HoldState.WAITING, "予約中"),
        (HoldState.READY, "取置済"),
        (HoldState.CANCEL_REQUESTED, "予約取消中"),
        (HoldState.CANCELLED, "取消済"),
    ],
)
def test_states_in_the_librarys_words(state: HoldState, word: str) -> None:
    assert holds.label(OKAYAMA, state) == word


def test_cancelled_holds_stay_seven_days() -> None:
    """「予約取消中・取消済」一覧に7日残ります"""
    gone = hold(state=HoldState.CANCELLED, ended=TUESDAY)
    assert holds.stays_listed(OKAYAMA, gone, TUESDAY + timedelta(days=7))
    assert not holds.stays_listed(OKAYAMA, gone, TUESDAY + timedelta(days=8))


def test_not_for_loan_cannot_be_held() -> None:
    """禁帯出資料は、館内閲覧用の資料です"""
    reference = title(lending=Lending.REFERENCE)
    assert reasons(holds.may_hold(OKAYAMA, None, reference, NOON)) == ["not_for_loan"]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2026-11-29 23:59", ["renewal_too_early"]),
        ("2026-11-30 00:00", []),
        ("2026-12-01 20:00", []),
        ("2026-12-02 00:00", ["renewal_overdue"]),
    ],
)
def test_contradiction_7_renewal_from_the_day_before_until_the_due_day(
    when: str, expected: list[str]
) -> None:
    """貸出期限の延長は、期限の前日から行うことができます。"""
    mine = loan(due=date(2026, 12, 1))
    assert reasons(loans.may_renew(OKAYAMA, mine, account(mine), at(when))) == expected


def test_what_cannot_be_renewed() -> None:
    """AV資料の延長はできません / 「予約があります」や「延長済みです」"""
    mine = loan(due=date(2026, 11, 25))
    assert loans.may_renew(OKAYAMA, mine, None, NOON) is None
    for kind in AV:
        assert reasons(loans.may_renew(OKAYAMA, replace(mine, kind=kind), None, NOON)) == [
            "renewal_kind"
        ]
    on_hold = loans.may_renew(OKAYAMA, replace(mine, queue=2), None, NOON)
    again = loans.may_renew(OKAYAMA, replace(mine, renewals=1), None, NOON)
    assert on_hold is not None
    assert again is not None
    assert "予約があります" in sentence(on_hold)
    assert "延長済みです" in sentence(again)


def test_passwords_are_registered_at_the_terminal() -> None:
    """インターネット(パソコン、携帯電話など)や館内利用者検索機でパスワードを登録できます"""
    assert passwords.registers_here(OKAYAMA)
    assert not passwords.registers_here(library("murakami"))


def test_what_is_offered_besides() -> None:
    """お気に入りリスト / メールマガジンサービス / 返却期限通知サービス / 検索条件・予約設定"""
    offers = OKAYAMA.offers
    assert (offers.favourites, offers.alerts, offers.reminders, offers.defaults) == (True,) * 4


def test_series_in_the_order_named() -> None:
    """複数の資料を、届く順番を指定して予約することができます"""
    assert holds.series_manner(OKAYAMA) is holds.SeriesManner.CART
    assert holds.may_order(OKAYAMA, (hold("1"), hold("2"))) is None
