"""常陸太田市: each test names the sentence of the library's page that it stems from."""

from datetime import date

import pytest

from kiosk.circulation import calendar, holds, loans
from kiosk.circulation.facts import Contact, HoldState, Kind, Lending, Patron, Residence
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

HITACHIOTA = library("hitachiota")


@pytest.mark.parametrize(
    ("born", "allowed"),
    [
        (date(2014, 4, 1), True),  # 12 on 1 April 2026: first grade of junior high
        (date(2014, 4, 2), False),
        (date(2013, 12, 31), True),
        (date(2020, 2, 29), False),
    ],
)
def test_from_junior_high_school_on(born: date, allowed: bool) -> None:
    """中学生以上の方"""
    found = reasons(holds.may_hold(HITACHIOTA, account(born=born), title(), NOON))
    assert found == ([] if allowed else ["too_young"])


def test_the_first_of_april_decides() -> None:
    child = account(born=date(2014, 4, 2))
    assert holds.may_hold(HITACHIOTA, child, title(), at("2027-04-01 05:00")) == ()
    (refusal,) = holds.may_hold(HITACHIOTA, child, title(), at("2027-03-31 12:00"))
    assert "4月1日(木)から" in sentence(refusal)


def test_not_for_the_wide_area() -> None:
    """広域利用地域でない方"""
    neighbour = Patron("1", "読者", residence=Residence.WIDE_AREA)
    assert reasons(holds.may_hold(HITACHIOTA, account(patron=neighbour), title(), NOON)) == [
        "outside_area"
    ]


def test_an_expired_card_places_no_hold() -> None:
    """図書館利用カードの有効期限が切れると予約が利用できなくなります"""
    last_day = account(patron=Patron("1", "読者", expires=TUESDAY))
    expired = account(patron=Patron("1", "読者", expires=date(2026, 11, 23)))
    assert holds.may_hold(HITACHIOTA, last_day, title(), NOON) == ()
    assert reasons(holds.may_hold(HITACHIOTA, expired, title(), NOON)) == ["card_expired"]


def test_no_holds_with_overdue_items() -> None:
    """返却期限を過ぎた資料をお持ちの方はインターネットでの予約はできません。"""
    due_today = account(loan(due=TUESDAY))
    late = account(loan(due=date(2026, 11, 23)))
    assert holds.may_hold(HITACHIOTA, due_today, title(), NOON) == ()
    assert reasons(holds.may_hold(HITACHIOTA, late, title(), NOON)) == ["overdue"]


def test_not_what_one_has_on_loan() -> None:
    """ご自分で借りている本に対しての予約はできません。"""
    assert reasons(holds.may_hold(HITACHIOTA, account(loan("T1")), title("T1"), NOON)) == [
        "own_loan"
    ]


def test_neither_in_house_videos_nor_what_is_not_lent() -> None:
    """館内視聴用のビデオ、貸出禁止資料は予約できません。"""
    video = title(kind=Kind.VIDEO, lending=Lending.IN_HOUSE)
    reference = title(lending=Lending.REFERENCE)
    assert reasons(holds.may_hold(HITACHIOTA, None, video, NOON)) == ["in_house_only"]
    assert reasons(holds.may_hold(HITACHIOTA, None, reference, NOON)) == ["not_for_loan"]


def test_one_copy_that_may_be_lent_is_enough() -> None:
    """視聴覚資料について予約ができます"""
    shelf, lent = title(kind=Kind.DVD, lending=Lending.IN_HOUSE), title(kind=Kind.DVD)
    both = title(kind=Kind.DVD).__class__("T", "T", Kind.DVD, copies=shelf.copies + lent.copies)
    assert holds.may_hold(HITACHIOTA, account(), both, NOON) == ()


def test_contradiction_5_ten_in_all_audio_visual_inside() -> None:
    """図書資料10冊以内"""
    nine = account(*many(5), *many(4, Kind.CD))
    ten = account(*many(5), *many(5, Kind.CD))
    assert holds.may_hold(HITACHIOTA, nine, title(kind=Kind.DVD), NOON) == ()
    assert reasons(holds.may_hold(HITACHIOTA, ten, title(), NOON)) == ["limit_reached"]


def test_from_three_to_five_neither_search_nor_holds() -> None:
    """午前3時から午前5時までは、検索・予約ともご利用になれません"""
    night = calendar.services(HITACHIOTA, at("2026-11-24 04:59"))
    assert (night.search, night.hold) == (False, False)
    assert night.reopens_at == at("2026-11-24 05:00")
    assert calendar.services(HITACHIOTA, at("2026-11-24 05:00")).search
    assert calendar.services(HITACHIOTA, at("2026-11-24 02:59")).search


def test_every_reason_that_applies_is_given() -> None:
    late = account(loan("T1", due=date(2026, 11, 1)), born=date(2018, 1, 1))
    found = holds.may_hold(
        HITACHIOTA, late, title("T1", lending=Lending.REFERENCE), at("2026-11-24 03:10")
    )
    assert reasons(found) == ["not_for_loan", "own_loan", "too_young", "overdue", "closed_hours"]


def test_what_is_ready_cannot_be_cancelled_here() -> None:
    """確保できた資料のキャンセルはできません。ご来館もしくはお電話にて"""
    assert holds.may_cancel(HITACHIOTA, hold(state=HoldState.WAITING)) is None
    refusal = holds.may_cancel(HITACHIOTA, hold(state=HoldState.READY))
    assert refusal is not None
    assert "お電話" in sentence(refusal)


def test_no_series_but_advice() -> None:
    """最初の1冊だけに予約を入れてください"""
    assert holds.series_manner(HITACHIOTA) is holds.SeriesManner.NONE
    refusal = holds.may_order(HITACHIOTA, (hold("1"), hold("2")))
    assert refusal is not None
    assert "最初の1冊だけ" in sentence(refusal)
    verdict = holds.decide(
        HITACHIOTA, account(), title(), "honkan", Contact.NONE, NOON, series=True
    )
    assert reasons(verdict.refusals) == ["series_not_offered"]


def test_places_and_contacts() -> None:
    """受け取りたい本館・分室を指定 / “連絡不要”を選択"""
    assert [branch.name for branch, _ in holds.pickups(HITACHIOTA, ())] == ["本館", "分室"]
    assert "連絡不要" in [label for _, label, _ in holds.contacts(HITACHIOTA, None)]


def test_contradiction_11_the_channel_is_a_setting() -> None:
    """インターネット予約を利用できる方: a terminal that is not the internet asks none of this."""
    child = account(loan(due=date(2026, 11, 1)), born=date(2018, 1, 1))
    own = HITACHIOTA.model_copy(
        update={"terminal": HITACHIOTA.terminal.model_copy(update={"like_internet": False})}
    )
    assert reasons(holds.may_hold(HITACHIOTA, child, title(), NOON)) == ["too_young", "overdue"]
    assert holds.may_hold(own, child, title(), NOON) == ()


def test_the_page_names_no_renewal() -> None:
    assert reasons(loans.may_renew(HITACHIOTA, loan(), None, NOON)) == ["not_offered"]
