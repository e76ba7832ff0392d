"""Murakami: cart, nightly intake, first password is the birth date, series one at a time."""

from tests.journeys.player import Player


def test_a_first_password_must_be_changed_before_anything_else(murakami: Player) -> None:
    play = murakami
    play.title("T1")
    play.patron(secret="19850615", secret_state="initial")
    play("sync")
    assert play.sign_in(secret="19850615")["must_change"] is True
    for do, keys in (
        ("place", {"titles": ["T1"], "pickup": "chuo", "contact": "mail"}),
        ("holds", {}),
        ("loans", {}),
    ):
        assert play.refused(do, **keys) == "must_change"
    assert play.refused("change_password", old="19850615", new="12") == "secret_form"
    assert play.refused("change_password", old="19850615", new="abcd") == "secret_form"
    play("change_password", old="19850615", new="2749")
    play.place_one("T1")
    play("sign_out")
    assert play.refused("sign_in", card="10000001", secret="19850615") == "wrong_secret"
    assert play.sign_in(secret="2749")["must_change"] is False


def test_the_birth_date_is_the_first_password_where_none_is_given(murakami: Player) -> None:
    play = murakami
    play("given", patron={"card": "10000003", "born": "1970-01-02", "secret_state": "initial"})
    assert play.sign_in("10000003", "19700102")["must_change"] is True


def test_staff_puts_a_forgotten_password_back_to_the_birth_date(murakami: Player) -> None:
    play = murakami
    play.patron()
    play("staff", reset_secret={"card": "10000001"})
    assert play.refused("sign_in", card="10000001", secret="1357") == "wrong_secret"
    assert play.sign_in(secret="19850615")["must_change"] is True


def test_a_cancel_is_a_request_until_the_night(murakami: Player) -> None:
    play = murakami
    play.title("T1", copies=[])
    play("given", title={"id": "T1", "copies": [{"id": "T1-1", "branch": "chuo"}]})
    play.patron()
    play.patron("10000002", "2468")
    play("given", loan={"card": "10000002", "copy": "T1-1"})
    play("sync")
    play.sign_in()
    hold = play.place_one("T1")["id"]
    play("clock", to="2026-11-25T09:00:00+09:00")
    assert (play.hold("T1")["state"], play.hold("T1")["label"]) == ("waiting", "確保待ち")
    play("cancel", hold=hold)
    assert (play.hold("T1")["state"], play.hold("T1")["label"]) == ("cancel_requested", "取消申込")
    play("clock", to="2026-11-26T09:00:00+09:00")
    assert play("holds")["holds"] == []


def test_a_ready_hold_cannot_be_cancelled_here(murakami: Player) -> None:
    play = murakami
    play.title("T1")
    play.patron()
    play("sync")
    play.sign_in()
    hold = play.place_one("T1")["id"]
    play("clock", to="2026-11-25T09:00:00+09:00")
    shown = play.hold("T1")
    assert (shown["state"], shown["can_cancel"], shown["why_not"]) == (
        "ready",
        False,
        "state_forbids",
    )
    assert play.refused("cancel", hold=hold) == "state_forbids"


def test_a_hold_not_fetched_lapses_after_a_week(murakami: Player) -> None:
    play = murakami
    play.title("T1")
    play.patron()
    play("sync")
    play.sign_in()
    play.place_one("T1")
    play("clock", to="2026-12-02T18:00:00+09:00")
    assert play.hold("T1")["pick_up_by"] == "2026-12-02"
    play("clock", to="2026-12-20T09:00:00+09:00")
    assert play("holds")["holds"] == []
    play("sync")
    assert play("open", title="T1")["copies"][0]["status"] == "available"


def test_a_copy_of_another_branch_is_on_its_way(murakami: Player) -> None:
    play = murakami
    play.title("T1", branch="chuo")
    play.patron()
    play("sync")
    play.sign_in()
    play.place_one("T1", pickup="bm_yoshiura")
    play("clock", to="2026-11-25T09:00:00+09:00")
    assert (play.hold("T1")["state"], play.hold("T1")["label"]) == ("in_transit", "他館確保")
    play("staff", arrive={"copy": "T1-1"})
    assert play.hold("T1")["state"] == "ready"


def test_a_series_comes_one_volume_at_a_time(murakami: Player) -> None:
    play = murakami
    for number in (1, 2, 3):
        play.title(f"V{number}", series="長い物語", volume=number)
    play.patron()
    play("sync")
    play.sign_in()
    placed = play("place", titles=["V1", "V2", "V3"], pickup="chuo", contact="mail", series=True)
    assert all(entry["ok"] for entry in placed["requests"])
    play("clock", to="2026-11-25T09:00:00+09:00")
    assert [play.hold(f"V{n}")["state"] for n in (1, 2, 3)] == ["ready", "sequenced", "sequenced"]
    assert play.hold("V2")["label"] == "準備中"
    assert [play.hold(f"V{n}")["series_order"] for n in (1, 2, 3)] == [1, 2, 3]
    play("staff", lend={"copy": "V1-1", "card": "10000001"})
    play("clock", by=24 * 3600)
    assert [play.hold(f"V{n}")["state"] for n in (2, 3)] == ["ready", "sequenced"]


def test_between_three_and_four_nothing_is_held_but_search_goes_on(murakami: Player) -> None:
    play = murakami
    play.title("T1")
    play.patron()
    play("sync")
    play.sign_in()
    play("clock", to="2026-11-25T03:30:00+09:00")
    status = play("status")
    assert status["services"] == {"search": True, "hold": False}
    assert play("search", query="ためしの本")["total"] == 1
    assert play.refused("place", titles=["T1"], pickup="chuo", contact="mail") == "closed_hours"


def test_ways_of_being_told_need_to_be_registered(murakami: Player) -> None:
    play = murakami
    play.title("T1")
    play.patron(phone=None, email=None)
    play("sync")
    play.sign_in()
    assert play.place_refused("T1", contact="phone") == "contact_not_registered"
    assert play.place_refused("T1", contact="mail") == "contact_not_registered"
    assert play.place_refused("T1", contact="letter") == "contact_unknown"
    assert play.place_one("T1", contact="none")["ok"]


def test_titles_of_no_library_near_cannot_be_held(murakami: Player) -> None:
    play = murakami
    play("given", title={"id": "I1", "title": "よその本", "source": "interloan"})
    play.title("N1", source="network")
    play.patron()
    play("sync")
    play.sign_in()
    assert play.place_refused("I1") == "not_owned"
    assert play.place_one("N1")["ok"]


def test_the_confirmation_mail_is_sent_where_it_was_ticked(murakami: Player) -> None:
    play = murakami
    play.title("T1")
    play.patron()
    play("sync")
    play.sign_in()
    play.place_one("T1", confirm_mail=True)
    play("clock", to="2026-11-25T09:30:00+09:00")
    kinds = [mail["kind"] for mail in play("mails")["mails"]]
    assert kinds == ["hold_placed", "ready"]


def test_an_address_is_complete_the_next_morning(murakami: Player) -> None:
    play = murakami
    play.patron(email=None)
    play("sync")
    play.sign_in()
    assert play("set_email", email="hanako@example.org")["state"] == "waiting_confirmation"
    play("clock", to="2026-11-25T12:30:00+09:00")
    assert [mail["kind"] for mail in play("mails")["mails"]] == ["registered"]


def test_what_the_library_does_not_have_is_said(murakami: Player) -> None:
    play = murakami
    play.title("T1")
    play.patron()
    play("sync")
    play.sign_in()
    for do, keys in (
        ("history", {}),
        ("history_set", {"on": True}),
        ("history_delete", {"ids": ["x"]}),
        ("favourites", {}),
        ("favourite_add", {"title": "T1"}),
        ("favourite_remove", {"title": "T1"}),
        ("alerts", {}),
        ("alert_add", {"words": "鮭"}),
        ("alert_change", {"id": "x", "words": "鮭"}),
        ("alert_remove", {"id": "x"}),
        (
            "register_password",
            {
                "card": "10000001",
                "name": "見本 花子",
                "born": "1985-06-15",
                "phone": "0254-00-0000",
                "new": "2749",
            },
        ),
    ):
        assert play.refused(do, **keys) == "not_offered", do
