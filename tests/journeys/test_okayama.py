"""Okayama: AV not everywhere, three groups of limits, a long overdue, self-registration, wishes."""

import pytest

from tests.journeys.player import Player


@pytest.mark.parametrize(("pickup", "may"), [("chuo", True), ("ashimori", False), ("ijima", False)])
def test_av_is_not_fetched_everywhere(okayama: Player, pickup: str, may: bool) -> None:
    play = okayama
    play.title("D1", kind="dvd")
    play.title("B1")
    play.patron()
    play("sync")
    play.sign_in()
    if may:
        play.place_one("D1", pickup=pickup)
    else:
        assert play.place_refused("D1", pickup=pickup) == "pickup_not_allowed"
    play.place_one("B1", pickup=pickup)


def test_films_share_five_and_cds_have_ten_and_books_no_number(okayama: Player) -> None:
    play = okayama
    kinds = ("dvd", "video", "ld")
    for number in range(6):
        play.title(f"F{number}", kind=kinds[number % 3])
    for number in range(11):
        play.title(f"C{number}", kind="cd")
    play.title("R1", kind="reading_cd")
    play.patron()
    play("sync")
    play.sign_in()
    for number in range(5):
        play.place_one(f"F{number}")
    assert play.place_refused("F5") == "limit_reached"
    for number in range(10):
        play.place_one(f"C{number}")
    assert play.place_refused("C10") == "limit_reached"
    play.place_one("R1")


def test_a_long_overdue_keeps_a_hold_provisional_until_it_is_returned(okayama: Player) -> None:
    play = okayama
    play.title("T1")
    play.title("T2")
    play.patron()
    play("given", loan={"card": "10000001", "copy": "T2-1", "due": "2026-06-01"})
    play("sync")
    play.sign_in()
    play.place_one("T1")
    play("clock", by=3600)
    assert (play.hold("T1")["state"], play.hold("T1")["label"]) == ("provisional", "予約受付中")
    play("staff", **{"return": {"copy": "T2-1"}})
    play("clock", by=3600)
    assert (play.hold("T1")["state"], play.hold("T1")["label"]) == ("ready", "取置済")


def test_renewal_begins_on_the_day_before_and_never_for_av(okayama: Player) -> None:
    play = okayama
    play.title("T1")
    play.title("T2")
    play.title("D1", kind="dvd")
    play.patron()
    for copy, due in (("T1-1", "2026-11-25"), ("T2-1", "2026-11-26"), ("D1-1", "2026-11-25")):
        play("given", loan={"card": "10000001", "copy": copy, "due": due})
    play("sync")
    play.sign_in()
    reasons = {loan["copy"]: loan["reason"] for loan in play("loans")["loans"]}
    assert reasons == {"T1-1": None, "T2-1": "renewal_too_early", "D1-1": "renewal_kind"}
    play("renew", copy="T1-1")
    assert play.refused("renew", copy="T1-1") == "renewed_already"
    assert play.refused("renew", copy="D1-1") == "renewal_kind"


def test_patrons_register_their_password_at_the_terminal(okayama: Player) -> None:
    play = okayama
    play(
        "given",
        patron={
            "card": "20000001",
            "name": "見本 一郎",
            "kana": "ミホン イチロウ",
            "born": "1990-01-01",
            "phone": "086-000-0000",
            "secret_state": "none",
        },
    )
    play("sync")
    asked = {
        "card": "2000-0001",
        "name": "見本 一郎",
        "born": "1990-01-01",
        "phone": "0860000000",
        "new": "okayama7",
    }
    assert play.refused("register_password", **{**asked, "born": "1990-01-02"})
    play("register_password", **asked)
    assert play.sign_in("20000001", "okayama7")["mode"] == "online"


def test_guessing_at_a_registration_is_stopped_after_five_tries(okayama: Player) -> None:
    play = okayama
    known = {"name": "見本 二郎", "born": "1990-01-01", "phone": "086-000-0001"}
    play("given", patron={"card": "20000002", "secret_state": "none", **known})
    asked = {"card": "20000002", **known, "new": "okayama7"}
    for day in range(2, 7):
        wrong = {**asked, "born": f"1990-01-0{day}"}
        assert play.refused("register_password", **wrong) == "wrong_secret"
    assert play.refused("register_password", **asked) == "locked"


def test_cancelled_holds_stay_seven_days_in_the_list(okayama: Player) -> None:
    play = okayama
    play.title("T1")
    play.patron()
    play.patron("10000002", "2468")
    play("given", loan={"card": "10000002", "copy": "T1-1"})
    play("sync")
    play.sign_in()
    hold = play.place_one("T1")["id"]
    play("clock", by=1800)
    play("cancel", hold=hold)
    play("clock", by=1800)
    assert [(one["title"], one["state"]) for one in play("cancelled")["holds"]] == [
        ("T1", "cancelled")
    ]
    play("clock", by=8 * 24 * 3600)
    assert play("cancelled")["holds"] == []


def test_favourites_and_new_arrival_alerts(okayama: Player) -> None:
    play = okayama
    play.title("T1")
    play.patron()
    play("sync")
    play.sign_in()
    play("favourite_add", title="T1")
    assert [one["id"] for one in play("favourites")["favourites"]] == ["T1"]
    play("favourite_remove", title="T1")
    assert play("favourites")["favourites"] == []
    alert = play("alert_add", words="桃太郎")["id"]
    assert play("alerts")["alerts"] == [{"id": alert, "words": "桃太郎"}]
    play("alert_change", id=alert, words="桃 太郎")
    assert play("alerts")["alerts"] == [{"id": alert, "words": "桃 太郎"}]
    play("given", title={"id": "T2", "title": "桃の太郎伝説", "added": "2026-11-25"})
    play("clock", by=2 * 24 * 3600)
    assert "alert" in [mail["kind"] for mail in play("mails")["mails"]]
    play("alert_remove", id=alert)
    assert play("alerts")["alerts"] == []


def test_defaults_are_used_where_nothing_is_chosen(okayama: Player) -> None:
    play = okayama
    play.title("T1")
    play.patron()
    play("sync")
    play.sign_in()
    assert play("defaults", pickup="ijima", contact="none") == {
        "pickup": "ijima",
        "contact": "none",
    }
    (entry,) = play("place", titles=["T1"])["requests"]
    assert entry["ok"], entry
    hold = play.hold("T1")
    assert (hold["pickup"], hold["contact"]) == ("ijima", "none")


def test_phone_is_no_way_of_being_told_here(okayama: Player) -> None:
    play = okayama
    play.title("T1")
    play.patron()
    play("sync")
    play.sign_in()
    assert play.place_refused("T1", contact="phone") == "contact_unknown"
