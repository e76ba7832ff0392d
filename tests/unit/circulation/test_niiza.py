"""新座市: each test names the sentence of the library's page that it stems from."""

from dataclasses import replace
from datetime import date, time

import pytest

from kiosk.circulation import calendar, holds, loans
from kiosk.circulation.facts import Channel, Contact, HoldState, Kind, Source
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

NIIZA = library("niiza")
AV = (Kind.CASSETTE, Kind.READING_CD, Kind.CD, Kind.DVD, Kind.VIDEO, Kind.LD)


@pytest.mark.parametrize(
    ("kind", "limit"),
    [(Kind.BOOK, 20), (Kind.MAGAZINE, 3), (Kind.KAMISHIBAI, 3), *((kind, 6) for kind in AV)],
)
def test_limits_by_kind(kind: Kind, limit: int) -> None:
    """図書が20冊、雑誌が3冊、紙芝居が3点、視聴覚資料が6点まで"""
    almost, full = account(*many(limit - 1, kind)), account(*many(limit, kind))
    assert holds.may_hold(NIIZA, almost, title(kind=kind), NOON) == ()
    assert reasons(holds.may_hold(NIIZA, full, title(kind=kind), NOON)) == ["limit_reached"]


def test_the_sentence_of_a_full_limit() -> None:
    full = account(*many(3, Kind.MAGAZINE))
    (refusal,) = holds.may_hold(NIIZA, full, title(kind=Kind.MAGAZINE), NOON)
    assert sentence(refusal) == "雑誌の予約は 3冊までです。いま 3冊 予約中です。"


def test_there_is_no_total() -> None:
    full_of_books = account(*many(20), *many(6, Kind.CD), *many(3, Kind.MAGAZINE))
    assert holds.may_hold(NIIZA, full_of_books, title(kind=Kind.KAMISHIBAI), NOON) == ()


def test_audio_visual_kinds_share_their_six() -> None:
    mixed = account(*many(3, Kind.CD), hold("d", Kind.DVD), hold("v", Kind.VIDEO))
    cart = (title("c", Kind.CASSETTE),)
    assert holds.may_hold(NIIZA, mixed, title(kind=Kind.LD), NOON) == ()
    assert reasons(holds.may_hold(NIIZA, mixed, title(kind=Kind.LD), NOON, cart=cart)) == [
        "limit_reached"
    ]


def test_contradiction_10_limits_are_for_internet_holds_only() -> None:
    """インターネットから予約できる点数の上限は"""
    at_the_counter = account(*many(3, Kind.MAGAZINE, Channel.COUNTER))
    magazine = title(kind=Kind.MAGAZINE)
    assert holds.may_hold(NIIZA, at_the_counter, magazine, NOON) == ()
    full = account(*many(3, Kind.MAGAZINE))
    assert holds.may_hold(NIIZA, full, magazine, NOON, channel=Channel.COUNTER) == ()


def test_a_cart_may_be_too_full_before_anyone_has_signed_in() -> None:
    cart = tuple(title(f"M{n}", Kind.MAGAZINE) for n in range(3))
    found = holds.may_hold(NIIZA, None, title(kind=Kind.MAGAZINE), NOON, cart=cart)
    assert reasons(found) == ["limit_reached"]


def test_ended_holds_take_no_slot() -> None:
    ended = replace(hold("old", Kind.MAGAZINE), state=HoldState.CANCELLED)
    mine = account(*many(2, Kind.MAGAZINE), ended)
    assert holds.may_hold(NIIZA, mine, title(kind=Kind.MAGAZINE), NOON) == ()


def test_what_nobody_owns_is_investigated() -> None:
    """「調査中です」:未所蔵資料のため、調査中です。"""
    nobody = title(source=Source.INTERLOAN, copies=0)
    assert holds.may_hold(NIIZA, account(), nobody, NOON) == ()
    assert holds.first_state(NIIZA, nobody) is HoldState.INVESTIGATING
    assert holds.first_state(NIIZA, title()) is HoldState.WAITING


@pytest.mark.parametrize(
    ("state", "word"),
    [
        (HoldState.PROVISIONAL, "受付中です"),
        (HoldState.INVESTIGATING, "調査中です"),
        (HoldState.WAITING, "予約中です"),
        (HoldState.IN_TRANSIT, "回送中です"),
        (HoldState.READY, "用意できています"),
    ],
)
def test_states_in_the_librarys_words(state: HoldState, word: str) -> None:
    assert holds.label(NIIZA, state) == word


def _by(
    pickup: str, contact: Contact, secured: date, notified: date | None = None
) -> tuple[date, time | None] | None:
    ready = hold(
        state=HoldState.READY, pickup=pickup, contact=contact, secured=secured, notified=notified
    )
    pick_up = calendar.pick_up(NIIZA, ready)
    return None if pick_up is None else (pick_up.by, pick_up.until)


@pytest.mark.parametrize("pickup", ["chuo", "fukushi", "biblia", "tohoku"])
def test_seven_opening_days_from_the_day_after_the_notice(pickup: str) -> None:
    """通知の翌日から7開館日…休館日は、取り置き期間に含まれません"""
    told = _by(pickup, Contact.MAIL, secured=date(2026, 11, 20), notified=TUESDAY)
    assert told == (date(2026, 12, 2), None)  # 25 26 27 28 29, not Monday 30, 1, 2


def test_without_contact_from_the_day_after_securing() -> None:
    """連絡不要の方は、確保日の翌日から7開館日となります"""
    assert _by("chuo", Contact.NONE, secured=TUESDAY) == (date(2026, 12, 2), None)


def test_other_places_four_lending_days() -> None:
    """その他の受取館の場合は、通知の翌日から4貸出日"""
    told = _by("kominkan", Contact.MAIL, secured=TUESDAY, notified=date(2026, 11, 27))
    assert told == (date(2026, 12, 2), None)  # 28, 29, not Monday 30, 1, 2


def test_contradiction_9_five_o_clock_only_without_contact() -> None:
    """連絡不要の方は、確保日の翌日から4貸出日(4貸出日目の午後5時まで)"""
    assert _by("kominkan", Contact.NONE, secured=TUESDAY) == (date(2026, 11, 28), time(17, 0))
    told = _by("kominkan", Contact.PHONE, secured=TUESDAY, notified=TUESDAY)
    assert told == (date(2026, 11, 28), None)


def test_the_period_does_not_begin_before_the_notice() -> None:
    assert _by("chuo", Contact.PHONE, secured=TUESDAY) is None


def test_contradiction_8_tohoku_has_seven_days_and_can_be_fetched_next_opening_day() -> None:
    """確保日の翌開館日から受取可能となります"""
    sunday = hold(
        state=HoldState.READY, pickup="tohoku", contact=Contact.NONE, secured=date(2026, 11, 29)
    )
    pick_up = calendar.pick_up(NIIZA, sunday)
    assert pick_up is not None
    assert pick_up.first == date(2026, 12, 1)  # Monday 30 is closed
    assert pick_up.by == date(2026, 12, 8)


def test_cancel_in_any_state_at_once() -> None:
    """予約のキャンセルは、資料の状態に関わらず可能です"""
    for state in HoldState:
        if state.live and state is not HoldState.CANCEL_REQUESTED:
            assert holds.may_cancel(NIIZA, hold(state=state)) is None, state
    assert holds.cancels_at_once(NIIZA, hold())


def test_contradiction_1_change_only_while_waiting_not_once_secured() -> None:
    """予約状態が「予約中」の場合には…変更 / 「確保中」の資料の変更は…中央図書館へご連絡ください"""
    assert holds.may_change(NIIZA, hold(state=HoldState.WAITING)) is None
    for secured in (HoldState.IN_TRANSIT, HoldState.READY):
        refusal = holds.may_change(NIIZA, hold(state=secured))
        assert refusal is not None
        assert sentence(refusal).endswith("中央図書館へご連絡ください。")


def test_a_cancelled_hold_is_listed() -> None:
    """「予約取消照会」に表示されます"""
    gone = hold(state=HoldState.CANCELLED, ended=TUESDAY)
    assert holds.stays_listed(NIIZA, gone, TUESDAY)


def test_series_are_ordered_after_placing() -> None:
    """予約をし、貸出順を…設定していただくと、1巻→2巻→3巻の順に用意いたします"""
    assert holds.series_manner(NIIZA) is holds.SeriesManner.AFTER
    assert holds.may_order(NIIZA, (hold("1"), hold("2"))) is None
    secured = hold("3", state=HoldState.READY)
    assert reasons(holds.may_order(NIIZA, (hold("1"), secured))) == ["state_forbids"]


def test_the_second_volume_waits_until_the_first_is_ready() -> None:
    """1巻の用意ができるまでは、2巻、3巻は用意されません"""
    first, second = hold("1", series=("S", 1)), hold("2", series=("S", 2))
    assert holds.held_back(NIIZA, second, (first, second))
    ready = replace(first, state=HoldState.READY)
    assert not holds.held_back(NIIZA, second, (ready, second))


def test_renewal_once_for_fourteen_days_from_the_day() -> None:
    """返却期限内で、次に予約がない場合について1回のみ…延長した日から14日以内"""
    mine = loan(due=date(2026, 12, 1))
    assert loans.may_renew(NIIZA, mine, account(mine), NOON) is None
    assert loans.renewed_due(NIIZA, mine, "chuo", TUESDAY) == date(2026, 12, 8)
    cases = {
        "renewed_already": replace(mine, renewals=1),
        "renewal_on_hold": replace(mine, queue=1),
        "renewal_overdue": replace(mine, due=date(2026, 11, 23)),
        "renewal_interloan": replace(mine, interloan=True),
    }
    for reason, other in cases.items():
        assert reasons(loans.may_renew(NIIZA, other, account(other), NOON)) == [reason]
    assert loans.may_renew(NIIZA, replace(mine, due=TUESDAY), account(), NOON) is None


def test_intakes_of_a_day_are_in_order() -> None:
    day = calendar.intakes_between(NIIZA, at("2026-11-24 00:00"), at("2026-11-25 00:00"))
    assert [moment.hour for moment in day] == list(range(9, 20))
    assert calendar.next_intake(NIIZA, at("2026-11-24 19:00")) == at("2026-11-25 09:00")
