"""The main job, end to end: find, sign in, place, intake, fetch. With the network up or down."""

from tests.journeys.player import Player


def test_a_patron_finds_a_title_and_gets_it(murakami: Player) -> None:
    play = murakami
    play.title("T1", title="吾輩は猫である", kana="ワガハイ ワ ネコ デ アル")
    play.patron()
    play("sync")

    (hit,) = play("search", query="わがはい")["hits"]
    assert (hit["id"], hit["here"], hit["available"]) == ("T1", True, True)
    page = play("open", title="T1")
    assert page["hold"]["allowed"]
    assert [copy["status"] for copy in page["copies"]] == ["available"]

    assert play.sign_in()["mode"] == "online"
    assert [item["id"] for item in play("cart_add", title="T1")["items"]] == ["T1"]
    placed = play("place", pickup="chuo", contact="phone")
    (entry,) = placed["requests"]
    assert (entry["ok"], entry["state"], entry["title"]) == (True, "provisional", "T1")
    assert placed["next_intake"] == "2026-11-25T03:00:00+09:00"
    assert play("cart")["items"] == []

    hold = play.hold("T1")
    assert (hold["state"], hold["label"]) == ("provisional", "予約申込")
    play("clock", to="2026-11-25T09:30:00+09:00")
    hold = play.hold("T1")
    assert (hold["state"], hold["label"], hold["id"]) == ("ready", "貸出可能", entry["id"])
    assert hold["pick_up_by"] == "2026-12-02"

    play("staff", notify={"card": "10000001", "title": "T1"})
    play("staff", lend={"copy": "T1-1", "card": "10000001"})
    assert play("holds")["holds"] == []
    assert [loan["copy"] for loan in play("loans")["loans"]] == ["T1-1"]


def test_days_without_network_and_then_exactly_once(murakami: Player) -> None:
    play = murakami
    play.title("T1")
    play.title("T2")
    play.patron()
    play("sync")
    play("network", up=False)
    assert play("status")["online"] is False
    assert play.refused("sync") == "no_answer_offline"

    assert play.sign_in()["mode"] in ("local", "deferred")
    first = play.place_one("T1")
    play("clock", by=3 * 24 * 3600)
    second = play.place_one("T2")
    assert play("status")["queued"] == 2
    assert {line["state"] for line in play("requests")["requests"]} == {"queued"}
    assert play("intake")["accepted"] == 0

    play("network", up=True)
    play("sync")
    play("sync")
    assert play("status")["queued"] == 0
    assert [play("intake")["accepted"] for _ in range(3)] == [2, 0, 0]
    play("sync")
    play.sign_in()
    assert {one["id"]: one["state"] for one in play("holds")["holds"]} == {
        first["id"]: "ready",
        second["id"]: "ready",
    }
    assert {line["state"] for line in play("requests")["requests"]} == {"accepted"}


def test_the_intake_refuses_what_the_terminal_could_not_know(murakami: Player) -> None:
    play = murakami
    play.title("T1")
    play.patron()
    play("sync")
    play("network", up=False)
    play("given", loan={"card": "10000001", "copy": "T1-1"})
    play.sign_in()
    entry = play.place_one("T1")
    play("network", up=True)
    play("sync")
    report = play("intake")
    assert (report["accepted"], report["refused"], report["needs_staff"]) == (0, 1, 0)
    play("sync")
    (line,) = play("requests")["requests"]
    assert (line["id"], line["state"], line["reason"]) == (entry["id"], "refused", "own_loan")
    assert line["text"]


def test_a_title_of_ones_own_loans_is_refused_on_the_spot(murakami: Player) -> None:
    play = murakami
    play.title("T1")
    play.patron()
    play("given", loan={"card": "10000001", "copy": "T1-1"})
    play("sync")
    play.sign_in()
    assert play.refused("cart_add", title="T1") == "own_loan"
    assert play.place_refused("T1") == "own_loan"


def test_the_same_title_twice_is_ones_own_hold(murakami: Player) -> None:
    play = murakami
    play.title("T1")
    play.patron()
    play("sync")
    play.sign_in()
    play.place_one("T1")
    assert play.place_refused("T1") == "own_hold"
    assert play("open", title="T1")["hold"]["reason"] == "own_hold"


def test_one_bad_title_never_blocks_another(murakami: Player) -> None:
    play = murakami
    play.title("T1")
    play.title("R1", copies=[{"id": "R1-1", "branch": "chuo", "lending": "reference"}])
    play.patron()
    play("sync")
    play.sign_in()
    placed = play("place", titles=["R1", "T1", "??"], pickup="chuo", contact="mail")
    told = {one["title"]: (one["ok"], one["reason"]) for one in placed["requests"]}
    assert told == {
        "R1": (False, "not_for_loan"),
        "T1": (True, None),
        "??": (False, "unknown_title"),
    }


def test_nobody_signed_in_places_nothing(murakami: Player) -> None:
    play = murakami
    play.title("T1")
    play("sync")
    play("cart_add", title="T1")
    told = play.line("place", pickup="chuo", contact="mail")
    assert (told["reason"], told["text"]) == ("not_signed_in", "ログインしてください。")
    for do in ("holds", "requests", "loans", "cancelled"):
        assert play.refused(do) == "not_signed_in"


def test_unknown_titles_and_holds_are_refused_by_name(murakami: Player) -> None:
    play = murakami
    play.patron()
    play("sync")
    assert play.refused("open", title="T404") == "unknown_title"
    assert play.refused("cart_add", title="T404") == "unknown_title"
    play.sign_in()
    assert play.refused("cancel", hold="00000000-0000-7000-8000-000000000000") == "unknown_hold"


def test_the_next_patron_finds_nothing_of_the_last(murakami: Player) -> None:
    play = murakami
    play.title("T1")
    play.title("T2")
    play.patron()
    play.patron("10000002", "2468", name="見本 太郎")
    play("sync")
    play.sign_in()
    play("cart_add", title="T1")
    play.place_one("T2")
    play("sign_out")
    assert play("cart")["items"] == []
    play.sign_in("10000002", "2468")
    assert play("holds")["holds"] == []
    assert play("requests")["requests"] == []
