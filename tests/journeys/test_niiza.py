"""Niiza: a limit per kind, open days for fetching, order of volumes set afterwards, history."""

from tests.journeys.player import Player


def test_each_kind_has_its_own_limit(niiza: Player) -> None:
    play = niiza
    for number in range(4):
        play.title(f"M{number}", kind="magazine")
    play.title("B1")
    play.patron()
    play("sync")
    play.sign_in()
    for number in range(3):
        play.place_one(f"M{number}")
    assert play.place_refused("M3") == "limit_reached"
    assert play("open", title="M3")["hold"]["reason"] == "limit_reached"
    used = {tuple(slot["kinds"]): (slot["used"], slot["limit"]) for slot in play("cart")["slots"]}
    assert used[("magazine",)] == (3, 3)
    assert play.place_one("B1")["ok"]


def test_the_cart_counts_too(niiza: Player) -> None:
    play = niiza
    for number in range(4):
        play.title(f"K{number}", kind="kamishibai")
    play.patron()
    play("sync")
    play.sign_in()
    for number in range(3):
        play("cart_add", title=f"K{number}")
    assert play.refused("cart_add", title="K3") == "limit_reached"


def test_holds_wait_then_travel_then_stand_ready(niiza: Player) -> None:
    play = niiza
    play.title("T1", branch="biblia")
    play.patron()
    play("sync")
    play.sign_in()
    play.place_one("T1", pickup="chuo")
    assert play.hold("T1")["label"] == "受付中です"
    play("clock", to="2026-11-24T12:30:00+09:00")
    assert (play.hold("T1")["state"], play.hold("T1")["label"]) == ("in_transit", "回送中です")
    play("staff", arrive={"copy": "T1-1"})
    play("clock", by=600)
    hold = play.hold("T1")
    assert (hold["state"], hold["label"]) == ("ready", "用意できています")
    # Told by mail on Tuesday the 24th; seven open days from the 25th, closed on Mondays.
    assert hold["pick_up_by"] == "2026-12-02"


def test_a_title_nobody_owns_is_looked_for(niiza: Player) -> None:
    play = niiza
    play("given", title={"id": "I1", "title": "よその本", "source": "interloan"})
    play.patron()
    play("sync")
    play.sign_in()
    play.place_one("I1")
    play("clock", to="2026-11-24T12:30:00+09:00")
    assert (play.hold("I1")["state"], play.hold("I1")["label"]) == ("investigating", "調査中です")


def test_any_hold_can_be_cancelled_even_a_ready_one(niiza: Player) -> None:
    play = niiza
    play.title("T1")
    play.patron()
    play("sync")
    play.sign_in()
    hold = play.place_one("T1")["id"]
    play("clock", to="2026-11-24T12:30:00+09:00")
    assert play.hold("T1")["state"] == "ready"
    play("cancel", hold=hold)
    play("clock", by=7200)
    assert play("holds")["holds"] == []
    assert [one["title"] for one in play("cancelled")["holds"]] == ["T1"]


def test_only_a_waiting_hold_can_be_changed(niiza: Player) -> None:
    play = niiza
    play.title("T1")
    play.title("T2")
    play.patron()
    play.patron("10000002", "2468")
    play("given", loan={"card": "10000002", "copy": "T1-1"})
    play("sync")
    play.sign_in()
    waiting = play.place_one("T1")["id"]
    ready = play.place_one("T2")["id"]
    play("clock", to="2026-11-24T12:30:00+09:00")
    assert play.hold("T1")["can_change"] is True
    play("change", hold=waiting, pickup="biblia", contact="none")
    play("clock", by=7200)
    changed = play.hold("T1")
    assert (changed["pickup"], changed["contact"]) == ("biblia", "none")
    assert play.refused("change", hold=ready, pickup="biblia") == "state_forbids"


def test_volumes_are_ordered_after_placing(niiza: Player) -> None:
    play = niiza
    play.patron()
    play.patron("10000002", "2468")
    for number in (1, 2):
        play.title(f"V{number}", series="長い物語", volume=number)
        play("given", loan={"card": "10000002", "copy": f"V{number}-1"})
    play("sync")
    play.sign_in()
    ids = [play.place_one(f"V{number}")["id"] for number in (1, 2)]
    play("clock", to="2026-11-24T12:30:00+09:00")
    play("order_series", holds=ids)
    play("clock", by=7200)
    assert [play.hold(f"V{number}")["series_order"] for number in (1, 2)] == [1, 2]
    play("staff", **{"return": {"copy": "V2-1"}})
    play("clock", by=7200)
    assert play.hold("V2")["state"] not in ("ready", "in_transit")
    play("staff", **{"return": {"copy": "V1-1"}})
    play("clock", by=7200)
    assert [play.hold(f"V{number}")["state"] for number in (1, 2)] == ["ready", "ready"]


def test_the_order_can_be_taken_away(niiza: Player) -> None:
    play = niiza
    play.patron()
    play.patron("10000002", "2468")
    for number in (1, 2):
        play.title(f"V{number}", series="長い物語", volume=number)
        play("given", loan={"card": "10000002", "copy": f"V{number}-1"})
    play("sync")
    play.sign_in()
    ids = [play.place_one(f"V{number}")["id"] for number in (1, 2)]
    play("clock", to="2026-11-24T12:30:00+09:00")
    play("order_series", holds=ids)
    play("clock", by=7200)
    play("clear_series", holds=ids)
    play("clock", by=7200)
    assert [play.hold(f"V{number}")["series_order"] for number in (1, 2)] == [None, None]


def test_renewal_runs_two_weeks_from_today_once(niiza: Player) -> None:
    play = niiza
    play.title("T1")
    play.patron()
    play("given", loan={"card": "10000001", "copy": "T1-1", "due": "2026-11-28"})
    play("sync")
    play.sign_in()
    preview = play("renew_preview", copy="T1-1")
    assert (preview["old_due"], preview["new_due"], preview["shortens"]) == (
        "2026-11-28",
        "2026-12-08",
        False,
    )
    play("renew", copy="T1-1")
    (loan,) = play("loans")["loans"]
    assert (loan["due"], loan["can_renew"], loan["reason"]) == (
        "2026-12-08",
        False,
        "renewed_already",
    )
    assert play.refused("renew", copy="T1-1") == "renewed_already"


def test_reading_history_is_kept_only_where_it_was_asked_for(niiza: Player) -> None:
    play = niiza
    for number in (1, 2, 3):
        play.title(f"T{number}")
    play.patron()
    play("sync")
    play.sign_in()
    play("staff", lend={"copy": "T1-1", "card": "10000001"})
    assert play("history") == {"on": False, "entries": []}
    play("history_set", on=True)
    play("staff", lend={"copy": "T2-1", "card": "10000001"})
    page = play("history")
    assert page["on"] is True
    assert [entry["title"] for entry in page["entries"]] == ["T2"]
    play("history_set", on=False)
    play("staff", lend={"copy": "T3-1", "card": "10000001"})
    page = play("history")
    assert [entry["title"] for entry in page["entries"]] == ["T2"]
    play("history_delete", ids=[page["entries"][0]["id"]])
    assert play("history")["entries"] == []


def test_at_a_small_place_without_notice_four_lending_days_until_five(niiza: Player) -> None:
    play = niiza
    play.title("T1", branch="kominkan")
    play.patron()
    play("sync")
    play.sign_in()
    play.place_one("T1", pickup="kominkan", contact="none")
    play("clock", to="2026-11-24T12:30:00+09:00")
    hold = play.hold("T1")
    assert (hold["state"], hold["pick_up_until"]) == ("ready", "17:00")
    assert hold["pick_up_by"] == "2026-11-28"


def test_told_by_phone_the_period_begins_with_the_call(niiza: Player) -> None:
    play = niiza
    play.title("T1")
    play.patron()
    play("sync")
    play.sign_in()
    play.place_one("T1", contact="phone")
    play("clock", to="2026-11-26T12:30:00+09:00")
    play("staff", notify={"card": "10000001", "title": "T1"})
    # Seven open days from Friday the 27th, closed on Monday the 30th.
    assert play.hold("T1")["pick_up_by"] == "2026-12-04"
