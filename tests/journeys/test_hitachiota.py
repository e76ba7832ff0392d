"""Hitachiota: closed from three to five, ten in all, who may hold, nothing about series."""

import pytest

from tests.journeys.player import Player


def test_from_three_to_five_there_is_neither_search_nor_hold(hitachiota: Player) -> None:
    play = hitachiota
    play.title("T1")
    play.patron()
    play("sync")
    play.sign_in()
    play("clock", to="2026-11-25T03:30:00+09:00")
    assert play("status")["services"] == {"search": False, "hold": False}
    assert play.refused("search", query="ためし") == "closed_hours"
    assert play.refused("place", titles=["T1"], pickup="honkan", contact="mail") == "closed_hours"
    play("clock", to="2026-11-25T05:00:00+09:00")
    assert play("search", query="ためし")["total"] == 1


@pytest.mark.parametrize(
    ("patron", "reason"),
    [
        ({"born": "2018-05-05"}, "too_young"),
        ({"expires": "2026-11-23"}, "card_expired"),
        ({"residence": "wide_area"}, "outside_area"),
    ],
)
def test_who_may_not_hold(hitachiota: Player, patron: dict[str, str], reason: str) -> None:
    play = hitachiota
    play.title("T1")
    play.patron(**patron)
    play("sync")
    play.sign_in()
    assert play.place_refused("T1") == reason


@pytest.mark.parametrize(("born", "may"), [("2014-04-01", True), ("2014-04-02", False)])
def test_the_first_grade_of_junior_high_school_may(
    hitachiota: Player, born: str, may: bool
) -> None:
    play = hitachiota
    play.title("T1")
    play.patron(born=born)
    play("sync")
    play.sign_in()
    assert play("open", title="T1")["hold"]["allowed"] is may


def test_an_overdue_loan_bars_holds_until_it_is_returned(hitachiota: Player) -> None:
    play = hitachiota
    play.title("T1")
    play.title("T2")
    play.patron()
    play("given", loan={"card": "10000001", "copy": "T2-1", "due": "2026-11-20"})
    play("sync")
    play.sign_in()
    assert play("loans")["loans"][0]["overdue"] is True
    assert play.place_refused("T1") == "overdue"
    play("staff", **{"return": {"copy": "T2-1"}})
    assert play.place_one("T1")["ok"]


def test_ten_in_all_whatever_the_kind(hitachiota: Player) -> None:
    play = hitachiota
    for number in range(11):
        play.title(f"T{number}", kind="dvd" if number % 2 else "book")
    play.patron()
    play("sync")
    play.sign_in()
    for number in range(10):
        play.place_one(f"T{number}")
    assert play.place_refused("T10") == "limit_reached"


def test_what_is_watched_in_the_building_is_not_held(hitachiota: Player) -> None:
    play = hitachiota
    play.title(
        "D1", kind="video", copies=[{"id": "D1-1", "branch": "honkan", "lending": "in_house"}]
    )
    play.title("R1", copies=[{"id": "R1-1", "branch": "honkan", "lending": "reference"}])
    play.patron()
    play("sync")
    play.sign_in()
    assert play.place_refused("D1") == "in_house_only"
    assert play.place_refused("R1") == "not_for_loan"


def test_a_secured_hold_is_cancelled_at_the_counter_only(hitachiota: Player) -> None:
    play = hitachiota
    play.title("T1")
    play.title("T2")
    play.patron()
    play.patron("10000002", "2468")
    play("given", loan={"card": "10000002", "copy": "T2-1"})
    play("sync")
    play.sign_in()
    secured = play.place_one("T1")["id"]
    waiting = play.place_one("T2")["id"]
    play("clock", to="2026-11-24T12:30:00+09:00")
    assert play.refused("cancel", hold=secured) == "state_forbids"
    play("cancel", hold=waiting)
    play("clock", by=7200)
    assert [one["title"] for one in play("holds")["holds"]] == ["T1"]


def test_there_is_no_series(hitachiota: Player) -> None:
    play = hitachiota
    play.title("V1", series="長い物語", volume=1)
    play.title("V2", series="長い物語", volume=2)
    play.patron()
    play("sync")
    play.sign_in()
    assert play.refused("order_series", holds=["a", "b"]) == "series_not_offered"
    told = play.line("place", titles=["V1", "V2"], pickup="honkan", contact="mail", series=True)
    assert told["ok"] is False
    assert told["reason"] == "series_not_offered"
