"""A sixth library, of which only a profile's file exists, played through desk and central.

Its settings differ from the five (tests/unit/circulation/sixth.toml); not a line of code knows it.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.player import Player, playing

PROFILE = Path(__file__).parents[1] / "unit" / "circulation" / "sixth.toml"


@pytest.fixture
def play(tmp_path: Path) -> Iterator[Player]:
    with playing(str(PROFILE), tmp_path / "sixth") as player:
        yield player


def _grown_up(play: Player, **more: str) -> None:
    play.patron(secret="11111", **more)


def _signed_in(play: Player, *titles: str) -> None:
    for title in titles:
        play.title(title)
    _grown_up(play)
    play("sync")
    play.sign_in(secret="11111")


def test_asked_waiting_and_ready_in_its_own_words(play: Player) -> None:
    _signed_in(play, "T1")
    placed = play.place_one("T1", pickup="lake", contact="none")
    hold = play.hold("T1")
    assert (hold["label"], hold["note"]) == ("おうかがい中", "つぎの処理をお待ちください。")
    assert (hold["can_cancel"], hold["can_change"]) == (False, False)
    assert play("status")["next_intake"] == "2026-11-24T11:15:00+09:00"
    play("clock", to="2026-11-24T11:20:00+09:00")
    hold = play.hold("T1")
    assert (hold["state"], hold["label"]) == ("ready", "どうぞ")
    # Five days from securing, the 29th; told or not, as the patron comes to see.
    assert (hold["pick_up_from"], hold["pick_up_by"]) == ("2026-11-24", "2026-11-29")
    play("cancel", hold=placed["id"])
    assert play.hold("T1")["label"] == "取りやめ中"
    play("clock", to="2026-11-24T13:00:00+09:00")
    assert [one["title"] for one in play("cancelled")["holds"]] == ["T1"]
    play("clock", to="2026-11-28T13:00:00+09:00")
    assert play("cancelled")["holds"] == []


def test_two_groups_counted_by_title(play: Player) -> None:
    for number in range(3):
        play.title(f"D{number}", kind="dvd")
    _signed_in(play, "T1", "T2", "T3")
    for title in ("D0", "D1", "T1"):
        play.place_one(title, pickup="lake", contact="none")
    told = play("place", titles=["D2"], pickup="lake", contact="none")["requests"][0]
    assert [one["reason"] for one in told["reasons"]] == ["limit_reached"]
    assert "音と映像" in told["text"]
    play.place_one("D1", pickup="lake", contact="none")  # the same title takes no new slot
    play.place_one("T2", pickup="lake", contact="none")
    assert play.place_refused("T3", pickup="lake", contact="none") == "limit_reached"


@pytest.mark.parametrize(
    ("patron", "reason"),
    [
        ({"born": "2012-05-05"}, "ここでの予約は"),
        ({"residence": "wide_area"}, "広域利用"),
        ({"expires": "2026-11-20"}, "有効期限"),
    ],
)
def test_some_holds_stay_provisional(play: Player, patron: dict[str, str], reason: str) -> None:
    play.title("T1")
    _grown_up(play, **patron)
    play("sync")
    play.sign_in(secret="11111")
    play.place_one("T1", pickup="lake", contact="none")
    play("clock", to="2026-11-24T13:00:00+09:00")
    hold = play.hold("T1")
    assert hold["state"] == "provisional"
    assert reason in hold["text"]


def test_the_counter_has_no_precedence(play: Player) -> None:
    play.title("T1")
    play.patron("10000002", "22222")
    play.patron("10000003", "33333")
    play("given", loan={"card": "10000003", "copy": "T1-1"})
    _signed_in(play)
    play.place_one("T1", pickup="lake", contact="none")
    play("clock", by=600)
    counter = {"card": "10000002", "title": "T1", "pickup": "lake", "contact": "none"}
    play("staff", hold=counter)
    play("clock", to="2026-11-24T11:20:00+09:00")
    assert play.hold("T1")["rank"] == 1


def test_a_series_goes_to_one_place_and_one_volume_at_a_time(play: Player) -> None:
    _signed_in(play, "V1", "V2")
    items = [
        {"title": "V1", "pickup": "lake", "contact": "none"},
        {"title": "V2", "pickup": "hill", "contact": "none"},
    ]
    entries = play("place", items=items, series=True)["requests"]
    assert [entry["reason"] for entry in entries] == [None, "pickup_not_allowed"]
    items[1]["pickup"] = "lake"
    play("clock", to="2026-11-24T13:00:00+09:00")
    assert play.hold("V1")["state"] == "ready"


def test_who_could_not_be_told_loses_the_hold(play: Player) -> None:
    _signed_in(play, "T1")
    play.place_one("T1", pickup="lake", contact="phone")
    play("clock", to="2026-11-29T12:00:00+09:00")
    hold = play.hold("T1")
    assert (hold["state"], hold["pick_up_by"]) == ("ready", None)
    play("clock", to="2026-11-30T12:00:00+09:00")
    assert play("holds")["holds"] == []


def test_renewed_from_the_due_day_twice_even_overdue(play: Player) -> None:
    play.title("M1", kind="magazine")
    play.title("M2", kind="magazine")
    _signed_in(play, "T1")
    play("given", loan={"card": "10000001", "copy": "T1-1", "due": "2026-11-22"})
    assert play("loans")["loans"][0]["overdue"] is True
    play("renew", copy="T1-1")
    assert play("loans")["loans"][0]["due"] == "2026-11-28"
    play("renew", copy="T1-1")
    assert play("loans")["loans"][0]["due"] == "2026-12-04"
    assert play.refused("renew", copy="T1-1") == "renewed_already"
    play("staff", lend={"copy": "M1-1", "card": "10000001"})
    # A magazine goes for five days; the 29th is an opening day.
    assert {loan["copy"]: loan["due"] for loan in play("loans")["loans"]}["M1-1"] == "2026-11-29"
    assert play.refused("staff", lend={"copy": "M2-1", "card": "10000001"}) == "limit_reached"


def test_its_mails_and_passwords(play: Player) -> None:
    play.title("T1")
    play.patron(secret="11111", secret_state="initial", email=None)
    play("sync")
    assert play.sign_in(secret="11111")["must_change"] is False
    assert play.refused("change_password", old="11111", new="1234") == "secret_form"
    play("change_password", old="11111", new="000000000")
    told = play("set_email", email="hanako@example.org")
    assert told["state"] == "waiting_confirmation"
    assert "迷惑メール" in told["text"]
    play("clock", by=46 * 60)
    play("sync")
    assert [mail["kind"] for mail in play("mails")["mails"]] == ["registered"]
    assert play("defaults")["contact"] == "mail"
    play.place_one("T1", pickup="lake", confirm_mail=True)
    play("clock", to="2026-11-24T13:00:00+09:00")
    mails = play("mails")["mails"]
    assert [mail["kind"] for mail in mails] == ["registered", "hold_placed", "ready"]
    assert "ためしの本 T1" in mails[-1]["text"]


def test_history_is_gone_when_it_is_switched_off(play: Player) -> None:
    _signed_in(play, "T1")
    play("history_set", on=True)
    play("staff", lend={"copy": "T1-1", "card": "10000001"})
    assert [one["title"] for one in play("history")["entries"]] == ["T1"]
    play("history_set", on=False)
    assert play("history")["entries"] == []


def test_a_world_goes_on_with_the_profile_it_began_with(tmp_path: Path) -> None:
    with playing(str(PROFILE), tmp_path / "world") as player:
        assert player.world.library.id == "sixth"
    with playing("sixth", tmp_path / "world") as player:
        assert player.world.library.name == "湖の町図書館"
