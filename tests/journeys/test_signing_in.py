"""Who is it: cards as people write them, wrong secrets, counters, and no network."""

from tests.journeys.player import Player


def test_a_card_number_is_read_however_it_is_written(murakami: Player) -> None:
    play = murakami
    play.patron("10000001")
    for written in ("1000-0001", "10000001", " 1000 0001 ", "1000ー0001"):
        assert play.sign_in(written)["mode"] == "online"


def test_a_wrong_secret_and_an_unknown_card_sound_the_same(murakami: Player) -> None:
    play = murakami
    play.patron()
    wrong = play.line("sign_in", card="10000001", secret="9999")
    unknown = play.line("sign_in", card="77777777", secret="9999")
    assert wrong["reason"] == unknown["reason"] == "wrong_secret"
    assert wrong["text"] == unknown["text"]
    assert play.refused("sign_in", card="", secret="9999") == "wrong_secret"


def test_five_failures_lock_the_card_for_a_quarter_of_an_hour(murakami: Player) -> None:
    play = murakami
    play.patron()
    for _ in range(5):
        assert play.refused("sign_in", card="10000001", secret="9999") == "wrong_secret"
    assert play.refused("sign_in", card="10000001", secret="1357") == "locked"
    play("clock", by=16 * 60)
    assert play.sign_in()["mode"] == "online"


def test_without_network_a_known_patron_is_checked_here(murakami: Player) -> None:
    play = murakami
    play.patron()
    play.title("T1")
    play("given", loan={"card": "10000001", "copy": "T1-1"})
    play("sync")
    play("network", up=False)
    assert play.refused("sign_in", card="10000001", secret="9999") == "wrong_secret"
    assert play.sign_in()["mode"] == "local"
    assert [loan["copy"] for loan in play("loans")["loans"]] == ["T1-1"]


def test_without_network_an_unknown_patron_is_checked_later(murakami: Player) -> None:
    play = murakami
    play.title("T1")
    play.title("T2")
    play("sync")
    play("network", up=False)
    play.patron()
    assert play.sign_in()["mode"] == "deferred"
    play.place_one("T1", contact="none")
    assert play.sign_in(secret="9999")["mode"] == "deferred"
    play.place_one("T2", contact="none")
    play("network", up=True)
    play("sync")
    report = play("intake")
    assert report["accepted"] == 1
    play("sync")
    play.sign_in()
    assert [one["title"] for one in play("holds")["holds"]] == ["T1"]


def test_a_password_changed_without_network_counts_once_confirmed(murakami: Player) -> None:
    play = murakami
    play.patron()
    play("sync")
    play("network", up=False)
    play.sign_in()
    play("change_password", old="1357", new="8642")
    assert play.sign_in(secret="1357")["mode"] == "local"
    play("network", up=True)
    play("sync")
    assert play.refused("sign_in", card="10000001", secret="1357") == "wrong_secret"
    assert play.sign_in(secret="8642")["mode"] == "online"


def test_the_old_password_must_be_right(murakami: Player) -> None:
    play = murakami
    play.patron()
    play("sync")
    play.sign_in()
    assert play.refused("change_password", old="9999", new="8642") == "wrong_secret"
    assert play.sign_in(secret="1357")["mode"] == "online"
