"""What staff are told of a terminal that works on, on the command line and on their page."""

from datetime import UTC, datetime, timedelta

import pytest

from kiosk.circulation.facts import Contact
from kiosk.setup.findings import Finding, Topic
from kiosk.setup.self_check import check
from kiosk.setup.words import moment
from kiosk.store import mark
from kiosk.store.database import set_aside
from kiosk.sync.exchange import refusal_of
from tests.sync.conftest import CARD, SECRET, World


def found(world: World) -> dict[Topic, Finding]:
    """What is told without asking the central."""
    built = world.terminal
    files = built.data, built.keys, built.ledger, built.replica, built.profiles
    return {finding.what: finding for finding in check(*files, world.clock)}


def ask(world: World) -> None:
    """A patron places a hold."""
    world.terminal.desk.sign_in(CARD, SECRET)
    world.terminal.desk.place(["T1"], "chuo", Contact.PHONE)
    world.terminal.desk.sign_out()


def test_all_is_well_after_a_round(world: World) -> None:
    world.terminal.sync()
    said = found(world)
    assert {what for what, finding in said.items() if finding.fit is not True} == {Topic.KEYS}
    assert "最後の連絡は" in said[Topic.CENTRAL].text


def test_both_languages_name_the_same_library_and_the_same_time(world: World) -> None:
    world.terminal.sync()
    said = {what: finding.told for what, finding in found(world).items()}
    assert "「村上市立図書館」" in said[Topic.PROFILE].japanese
    assert "Murakami City Library" in said[Topic.PROFILE].english
    at = moment(world.clock.now())
    assert at in said[Topic.CENTRAL].japanese
    assert at in said[Topic.CENTRAL].english


def test_a_time_is_told_to_the_minute_in_the_librarys_zone() -> None:
    assert moment(datetime(2026, 11, 22, 18, 5, 59, 123, UTC)) == "2026-11-23 03:05"


def test_the_central_is_not_asked(world: World) -> None:
    world.terminal.sync()
    world.line.asked.clear()
    found(world)
    assert world.line.asked == []


def test_a_revoked_terminal_is_told_without_asking(world: World) -> None:
    (terminal,) = world.central.terminals.all()
    world.central.terminals.revoke(terminal.id)
    world.terminal.sync()
    assert refusal_of(world.terminal.ledger) == "unknown_terminal"
    central = found(world)[Topic.CENTRAL]
    assert central.fit is False
    assert "setup --again" in central.told.todo
    assert "setup --again" in central.told.todo_english


def test_days_without_the_central_are_told_with_what_waits(world: World) -> None:
    world.terminal.sync()
    world.line.up = False
    ask(world)
    assert found(world)[Topic.REQUESTS].fit is True
    world.clock.pass_by(days=2)
    world.terminal.sync()
    said = found(world)
    for what in (Topic.CENTRAL, Topic.REQUESTS, Topic.CATALOGUE):
        assert said[what].fit is None
    assert "未送信 1件" in said[Topic.REQUESTS].text
    assert "export-requests" in said[Topic.REQUESTS].told.todo


def test_a_clock_of_years_is_told_and_one_not_yet_compared(world: World) -> None:
    world.line.up = False
    world.reopen()
    assert "まだ" in found(world)[Topic.CLOCK].text
    world.line.up = True
    world.terminal.sync()
    assert found(world)[Topic.CLOCK].fit is True
    right = world.clock.now()
    world.clock.pass_by(days=-8400)
    world.terminal.ledger.anchor(right)
    clock = found(world)[Topic.CLOCK]
    assert clock.fit is None
    assert "8400日" in clock.text
    world.terminal.ledger.anchor(world.clock.now() + timedelta(seconds=3))
    assert found(world)[Topic.CLOCK].fit is True


def test_a_chain_that_is_loose_and_a_ledger_set_aside_are_told(world: World) -> None:
    world.terminal.sync()
    mark.forget(world.data)
    assert "目印" in found(world)[Topic.LEDGER].text
    (world.data / "ledger.db.old").write_bytes(b"an earlier one")
    (world.data / "ledger.db.old").rename(world.data / "ledger.kept-1.db")
    aside = found(world)[Topic.LEDGER]
    assert aside.fit is None
    assert "ledger.kept-1.db" in aside.told.japanese
    world.terminal.ledger.remember("chain_loose", "7")
    assert found(world)[Topic.LEDGER].fit is False


def test_what_is_looked_for_is_what_is_set_aside(world: World) -> None:
    world.terminal.close()
    kept = set_aside(world.data / "ledger.db")
    assert kept is not None
    assert kept.match("ledger.kept-*.db")
    kept.rename(world.data / "ledger.db")
    world.reopen()


@pytest.mark.parametrize("english", [False, True])
def test_nothing_of_patrons_is_told(world: World, english: bool) -> None:
    world.line.up = False
    ask(world)
    world.clock.pass_by(days=2)
    for finding in found(world).values():
        told = finding.told
        said = told.english + told.todo_english if english else told.japanese + told.todo
        assert said
        for secret in (CARD, "花子", "本その", "127.0.0.1"):
            assert secret not in said


def test_the_screen_has_a_word_with_the_central_first(world: World) -> None:
    world.terminal.sync()
    (known,) = world.central.terminals.all()
    world.central.terminals.revoke(known.id)
    world.terminal.start()
    told = {one.what: one for one in world.terminal.look_over(True)}
    assert told[Topic.CENTRAL].fit is False
