"""Several patrons and one copy: who comes first, and what each is told."""

from tests.journeys.player import Player


def two_patrons(play: Player) -> None:
    play.patron()
    play.patron("10000002", "2468", name="見本 太郎")
    play.patron("10000003", "3690", name="見本 次郎")


def test_the_counter_comes_first_then_who_asked_first(murakami: Player) -> None:
    play = murakami
    play.title("T1")
    two_patrons(play)
    play("sync")
    play.sign_in()
    play.place_one("T1")
    play("clock", by=600)
    play.sign_in("10000002", "2468")
    play.place_one("T1")
    counter = {"card": "10000003", "title": "T1", "pickup": "chuo", "contact": "phone"}
    play("staff", hold=counter)
    play("clock", to="2026-11-25T09:00:00+09:00")
    states = {}
    for card, secret in (("10000001", "1357"), ("10000002", "2468"), ("10000003", "3690")):
        play.sign_in(card, secret)
        states[card] = (play.hold("T1")["state"], play.hold("T1")["rank"])
    assert states["10000003"][0] == "ready"
    assert states["10000001"] == ("waiting", 1)
    assert states["10000002"] == ("waiting", 2)


def test_a_returned_copy_goes_to_the_first_who_waits(niiza: Player) -> None:
    play = niiza
    play.title("T1")
    two_patrons(play)
    play("given", loan={"card": "10000003", "copy": "T1-1"})
    play("sync")
    play.sign_in()
    play.place_one("T1", contact="mail")
    play("clock", to="2026-11-24T12:30:00+09:00")
    assert (play.hold("T1")["state"], play.hold("T1")["rank"]) == ("waiting", 1)
    assert play("mails")["mails"] == []
    play("staff", **{"return": {"copy": "T1-1"}})
    assert play.hold("T1")["state"] == "ready"
    play("clock", by=3600)
    assert [(mail["to"], mail["kind"]) for mail in play("mails")["mails"]] == [
        ("hanako@example.org", "ready")
    ]


def test_a_copy_set_aside_is_lent_to_nobody_else(murakami: Player) -> None:
    play = murakami
    play.title("T1")
    two_patrons(play)
    play("sync")
    play.sign_in()
    play.place_one("T1")
    play("clock", to="2026-11-25T09:00:00+09:00")
    assert play.refused("staff", lend={"copy": "T1-1", "card": "10000002"})
    play("staff", lend={"copy": "T1-1", "card": "10000001"})


def test_a_hold_cancelled_before_it_was_sent_never_lives(murakami: Player) -> None:
    play = murakami
    play.title("T1")
    two_patrons(play)
    play("sync")
    play("network", up=False)
    play.sign_in()
    hold = play.place_one("T1")["id"]
    play("cancel", hold=hold)
    assert play.hold("T1")["state"] == "cancel_requested"
    play("network", up=True)
    play("clock", to="2026-11-25T09:00:00+09:00")
    play.sign_in()
    assert play("holds")["holds"] == []
    assert play("open", title="T1")["copies"][0]["status"] == "available"


def test_a_visit_without_network_goes_on_when_it_is_back(murakami: Player) -> None:
    play = murakami
    play.title("T1")
    two_patrons(play)
    play("sync")
    play("network", up=False)
    assert play.sign_in()["mode"] == "local"
    play.place_one("T1")
    play("network", up=True)
    play("clock", to="2026-11-25T09:00:00+09:00")
    assert play.hold("T1")["state"] == "ready"


def test_a_hold_on_the_last_copy_that_goes_away_waits_again(niiza: Player) -> None:
    play = niiza
    play.title("T1")
    two_patrons(play)
    play("sync")
    play.sign_in()
    play.place_one("T1")
    play("clock", to="2026-11-24T12:30:00+09:00")
    assert play.hold("T1")["state"] == "ready"
    play("given", remove={"copy": "T1-1"})
    assert play.hold("T1")["state"] == "waiting"
