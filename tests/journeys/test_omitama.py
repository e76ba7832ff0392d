"""Omitama: ten in all, a place and contact per title, renewals that would shorten a loan."""

import pytest

from tests.journeys.player import Player


def test_each_title_has_its_own_place_and_way_of_being_told(omitama: Player) -> None:
    play = omitama
    play.title("T1")
    play.title("T2")
    play.patron()
    play("sync")
    play.sign_in()
    play("cart_add", title="T1")
    play("cart_add", title="T2")
    placed = play(
        "place",
        items=[
            {"title": "T1", "pickup": "ogawa", "contact": "phone"},
            {"title": "T2", "pickup": "tamari", "contact": "mail"},
        ],
    )
    assert all(entry["ok"] for entry in placed["requests"])
    assert placed["next_intake"] == "2026-11-24T13:00:00+09:00"
    holds = {one["title"]: (one["pickup"], one["contact"]) for one in play("holds")["holds"]}
    assert holds == {"T1": ("ogawa", "phone"), "T2": ("tamari", "mail")}
    assert play.hold("T1")["label"] == "仮予約"


def test_the_counter_s_holds_count(omitama: Player) -> None:
    play = omitama
    for number in range(11):
        play.title(f"T{number}")
    play.patron()
    play("sync")
    for number in range(9):
        play(
            "staff",
            hold={
                "card": "10000001",
                "title": f"T{number}",
                "pickup": "ogawa",
                "contact": "phone",
            },
        )
    play.sign_in()
    play.place_one("T9")
    assert play.place_refused("T10") == "limit_reached"


def test_renewing_early_would_shorten_the_loan(omitama: Player) -> None:
    play = omitama
    play.title("T1")
    play.patron()
    play("given", loan={"card": "10000001", "copy": "T1-1", "due": "2026-12-05"})
    play("sync")
    play.sign_in()
    preview = play("renew_preview", copy="T1-1")
    assert (preview["old_due"], preview["new_due"], preview["shortens"]) == (
        "2026-12-05",
        "2026-12-01",
        True,
    )
    assert play.refused("renew", copy="T1-1") == "would_shorten"
    assert play("loans")["loans"][0]["due"] == "2026-12-05"
    play("renew", copy="T1-1", confirm=True)
    assert play("loans")["loans"][0]["due"] == "2026-12-01"


@pytest.mark.parametrize(("due", "shortens"), [("2026-12-01", False), ("2026-12-02", True)])
def test_seven_days_before_is_no_gain_and_no_loss(
    omitama: Player, due: str, shortens: bool
) -> None:
    play = omitama
    play.title("T1")
    play.patron()
    play("given", loan={"card": "10000001", "copy": "T1-1", "due": due})
    play("sync")
    play.sign_in()
    assert play("renew_preview", copy="T1-1")["shortens"] is shortens


def test_no_renewal_where_somebody_waits(omitama: Player) -> None:
    play = omitama
    play.title("T1")
    play.patron()
    play.patron("10000002", "2468")
    play("given", loan={"card": "10000001", "copy": "T1-1", "due": "2026-11-26"})
    play(
        "staff",
        hold={"card": "10000002", "title": "T1", "pickup": "ogawa", "contact": "phone"},
    )
    play("sync")
    play.sign_in()
    assert play("loans")["loans"][0]["reason"] == "renewal_on_hold"
    assert play.refused("renew", copy="T1-1") == "renewal_on_hold"


def test_latest_issues_and_reference_books_stay(omitama: Player) -> None:
    play = omitama
    play.title("M1", kind="magazine", latest_issue=True)
    play.title("R1", copies=[{"id": "R1-1", "branch": "ogawa", "lending": "reference"}])
    play.patron()
    play("sync")
    play.sign_in()
    assert play.place_refused("M1") == "latest_issue"
    assert play.place_refused("R1") == "not_for_loan"


def test_a_ready_hold_cannot_be_cancelled(omitama: Player) -> None:
    play = omitama
    play.title("T1")
    play.patron()
    play("sync")
    play.sign_in()
    hold = play.place_one("T1")["id"]
    play("clock", to="2026-11-24T13:30:00+09:00")
    assert (play.hold("T1")["state"], play.hold("T1")["label"]) == ("ready", "受取り可")
    assert play.refused("cancel", hold=hold) == "state_forbids"


def test_passwords_have_six_signs_or_more(omitama: Player) -> None:
    play = omitama
    play.patron(secret="slip-0042", secret_state="initial")
    play("sync")
    assert play.sign_in(secret="slip-0042")["must_change"] is True
    assert play.refused("change_password", old="slip-0042", new="ab1cd") == "secret_form"
    play("change_password", old="slip-0042", new="ab1cd7")
    assert play.sign_in(secret="ab1cd7")["must_change"] is False


def test_an_address_waits_for_staff(omitama: Player) -> None:
    play = omitama
    play.title("T1")
    play.patron(email=None)
    play("sync")
    play.sign_in()
    assert play.place_refused("T1", contact="mail") == "contact_not_registered"
    assert play("set_email", email="hanako@example.org")["state"] == "waiting_staff"
    assert play.place_refused("T1", contact="mail") == "contact_not_registered"
    play("staff", approve_email={"card": "10000001"})
    assert play.place_one("T1", contact="mail")["ok"]
