"""Disks that were put back, copied or are not known any more: nothing is lost, staff is told."""

import shutil
from pathlib import Path

import pytest

from central.app import Central
from central.restoring import restore
from central.tables import heads
from central.terminals import TurnedAway
from kiosk import app
from kiosk.__main__ import main
from kiosk.circulation.facts import Contact
from kiosk.circulation.messages import EnrolAsk, PushReply, RequestState
from kiosk.circulation.sealing import new_box_key, new_sign_key, public_key, sign, verify_key
from kiosk.setup.enrol import SetupFailed
from kiosk.store.keys import Name
from kiosk.store.problems import AlreadyEnrolled, LedgerLost
from kiosk.sync.policy import INCARNATIONS
from tests.sync.conftest import (
    CARD,
    CHEAP,
    SECRET,
    World,
    build,
    instead,
    lost_reply,
    lost_request,
)
from tests.sync.test_exactly_once import place, states


def ask(world: World, *titles: str) -> None:
    """The patron asks for these, and a round takes them to the central."""
    world.terminal.desk.sign_in(CARD, SECRET)
    place(world, *titles)
    assert world.terminal.sync().good


def ask_offline(world: World, *titles: str) -> None:
    """The patron asks for these while the cable is out."""
    world.line.up = False
    world.terminal.desk.sign_in(CARD, SECRET)
    place(world, *titles)
    world.line.up = True


@pytest.fixture
def asked(world: World) -> World:
    """Two requests have gone through."""
    ask(world, "T1", "T2")
    return world


def image(world: World, to: Path) -> Path:
    """A copy of the terminal's whole disk as it is now."""
    world.terminal.close()
    shutil.copytree(world.data, to)
    world.terminal = build(world.data, world.clock, world.line)
    return to


def put_back(world: World, kept: Path) -> None:
    """The disk is what it was when the image was made."""
    world.terminal.close()
    shutil.rmtree(world.data)
    shutil.copytree(kept, world.data)
    world.terminal = build(world.data, world.clock, world.line)


def forked(world: World) -> bool:
    """Whether the central has seen two disks under one name."""
    found = world.central.terminals.find(world.terminal.identity.terminal)
    assert found is not None
    return found.forked


def claims_more(body: bytes) -> bytes:
    """The answer of a central that has more of any ledger than anybody ever wrote."""
    reply = PushReply.model_validate_json(body)
    return reply.model_copy(update={"have_through": 9999}).model_dump_json().encode()


def test_a_central_that_always_claims_more_is_not_believed_for_ever(asked: World) -> None:
    asked.terminal.close()
    asked.terminal = build(asked.data, asked.clock, asked.line)
    before = asked.terminal.ledger.identity.incarnation
    asked.line.fail("/v1/push", *[instead(claims_more)] * 100)
    assert not asked.terminal.sync().good
    assert asked.terminal.ledger.identity.incarnation - before <= INCARNATIONS
    while not asked.terminal.sync().good:
        pass  # each round goes on from there, and the hundredth answer was the last such one
    assert len(set(states(asked))) == 1
    assert not asked.terminal.ledger.queued()


def test_a_disk_put_back_goes_on_as_a_new_incarnation(asked: World, tmp_path: Path) -> None:
    world = asked
    kept = image(world, tmp_path / "image")
    ask(world, "T3")
    put_back(world, kept)
    assert world.terminal.sync().good
    assert world.terminal.ledger.identity.incarnation == 2
    ask(world, "T4")
    assert len(world.central.requests.all()) == 4
    assert not forked(world)
    world.central.intake.run()
    assert world.terminal.sync().good
    assert states(world) == [RequestState.ACCEPTED] * 3
    world.reopen()
    assert world.terminal.sync().good
    assert world.terminal.ledger.identity.incarnation == 2


def test_what_was_asked_offline_on_a_disk_put_back_takes_no_other_rows_place(
    asked: World, tmp_path: Path
) -> None:
    world = asked
    kept = image(world, tmp_path / "image")
    ask(world, "T3", "T4")
    put_back(world, kept)
    ask_offline(world, "T5")
    assert world.terminal.sync().good
    assert not forked(world)
    assert len(world.central.requests.all()) == 5


def test_a_new_disk_image_without_any_row_is_found_out_too(world: World, tmp_path: Path) -> None:
    kept = image(world, tmp_path / "image")
    ask(world, "T1")
    put_back(world, kept)
    assert world.terminal.sync().good
    ask(world, "T2")
    assert (forked(world), len(world.central.requests.all())) == (False, 2)


def test_a_first_question_that_is_lost_lets_no_row_take_another_ones_place(
    asked: World, tmp_path: Path
) -> None:
    world = asked
    kept = image(world, tmp_path / "image")
    ask(world, "T3", "T4")
    put_back(world, kept)
    ask_offline(world, "T5")
    world.line.fail("/v1/push", lost_request)
    assert not world.terminal.sync().good
    assert world.terminal.sync().good
    assert (forked(world), len(world.central.requests.all())) == (False, 5)


def test_one_image_put_back_again_and_again_takes_no_other_rows_place(
    asked: World, tmp_path: Path
) -> None:
    world = asked
    kept = image(world, tmp_path / "image")
    for title in ("T3", "T4", "T5"):
        put_back(world, kept)
        assert world.terminal.sync().good
        ask(world, title)
    assert (forked(world), len(world.central.requests.all())) == (False, 5)


def test_of_a_cloned_disk_every_request_is_taken_and_patrons_data_stops_for_both(
    asked: World, tmp_path: Path
) -> None:
    world = asked
    kept = image(world, tmp_path / "image")
    ask(world, "T3")
    clone = build(kept, world.clock, world.line)
    try:
        assert clone.sync().good  # as far as anybody can tell, a disk that was put back
        clone.desk.sign_in(CARD, SECRET)
        clone.desk.place(["T4"], "chuo", Contact.PHONE)
        assert clone.sync().good
        place(world, "T5")  # the other one goes on as if nothing had been
        world.terminal.sync()
        assert forked(world)
        for disk in (world.terminal, clone):
            assert disk.sync().needs_person == "forked"
        assert len(world.central.requests.all()) == 5
    finally:
        clone.close()


def test_a_copied_disk_that_nobody_asks_anything_at_is_found_out_too(
    asked: World, tmp_path: Path
) -> None:
    """It only looks: its rounds follow what the other one asks, and staff hear of it."""
    world = asked
    clone = build(image(world, tmp_path / "image"), world.clock, world.line)
    try:
        assert clone.sync().good
        ask(world, "T3")
        assert clone.sync().good
        place(world, "T4")
        world.terminal.sync()
        assert forked(world)
        for disk in (world.terminal, clone):
            assert disk.sync().needs_person == "forked"
        assert len(world.central.requests.all()) == 4
    finally:
        clone.close()


def test_power_that_fails_while_the_incarnation_changes_harms_nothing(
    asked: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = asked

    class Pulled(Exception):  # noqa: N818 - a state of the world
        """The power is gone."""

    def pulled(*_: object) -> None:
        raise Pulled

    with monkeypatch.context() as patch:
        patch.setattr(type(world.terminal.ledger), "_write_mark", pulled)
        with pytest.raises(Pulled):
            world.terminal.ledger.begin_anew()
    world.reopen()
    assert world.terminal.ledger.identity.incarnation == 2
    assert world.terminal.sync().good
    with world.central._database.read() as connection:
        found = connection.execute(heads.select()).all()
    assert [(row.incarnation, row.have_through) for row in found] == [(1, 2), (2, 2)]


def test_a_ledger_file_of_an_earlier_incarnation_is_not_taken_for_the_present_one(
    asked: World, tmp_path: Path
) -> None:
    world = asked
    kept = image(world, tmp_path / "image")
    world.terminal.ledger.begin_anew()
    world.terminal.close()
    for path in kept.glob("ledger.db*"):
        shutil.copy(path, world.data / path.name)
    with pytest.raises(LedgerLost):
        build(world.data, world.clock, world.line)
    shutil.rmtree(world.data)
    shutil.copytree(kept, world.data)
    world.terminal = build(world.data, world.clock, world.line)


# -- enrolled anew, with everything ---------------------------------------------------------------


def forget_the_terminal(world: World, folder: Path) -> None:
    """The central is put back to a day before this terminal was enrolled."""
    world.central.close()
    restore(folder / "central", folder / "before.db", replace=True)
    found = Central.open(folder / "central", world.clock, cost=CHEAP)
    world.central.__dict__.update(found.__dict__)


@pytest.fixture
def later(world: World, tmp_path: Path) -> World:
    """A terminal that was enrolled after the last backup; one request went through, two wait, and
    the secret of one of them is in a box."""
    world.central.backups.make(tmp_path / "before.db")
    world.terminal.close()
    world.data = tmp_path / "later"
    code = world.central.terminals.add("chuo")
    app.enrol(world.data, world.url, code, clock=world.clock, adapter=world.line)
    world.terminal = build(world.data, world.clock, world.line)
    ask(world, "T1")
    place(world, "T2")
    world.line.up = False
    world.terminal.desk.sign_in("10000002", "4726")
    place(world, "T3")
    world.line.up = True
    return world


def again(world: World, code: str) -> None:
    """Staff enrols the terminal anew with its ledger."""
    world.terminal.close()
    try:
        app.enrol_again(world.data, code, clock=world.clock, adapter=world.line)
    finally:
        world.terminal = build(world.data, world.clock, world.line)


def test_a_restored_central_that_knows_nothing_of_a_terminal_gets_it_back_with_all_requests(
    later: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world = later
    before = world.terminal.identity
    forget_the_terminal(world, tmp_path)
    assert world.terminal.sync().needs_person == "unknown_terminal"
    world.terminal.close()
    assert main(["--data", str(world.data), "self-check"]) == 1
    assert "setup --again" in capsys.readouterr().out
    again(world, world.central.terminals.add("chuo"))
    assert world.terminal.identity.terminal != before.terminal
    assert world.terminal.sync().good
    assert world.terminal.ledger.queued() == 0
    assert len(list(world.terminal.ledger.all_items())) == 3
    world.central.intake.run()
    assert [request.state for request in world.central.requests.all()] == [
        RequestState.ACCEPTED
    ] * 3
    assert world.terminal.sync().good


def test_a_terminal_that_counts_as_copied_is_enrolled_anew_and_the_other_disk_shut_out(
    asked: World, tmp_path: Path
) -> None:
    world = asked
    kept = image(world, tmp_path / "image")
    for disk in (world.terminal, clone := build(kept, world.clock, world.line)):
        disk.desk.sign_in(CARD, SECRET)
        disk.desk.place(["T3" if disk is clone else "T4"], "chuo", Contact.PHONE)
        disk.sync()
    world.central.intake.run()
    assert forked(world)
    key = world.terminal.keys.get(Name.SIGN)
    again(world, world.central.terminals.add("chuo"))
    assert world.terminal.sync().good
    assert world.terminal.keys.get(Name.SIGN) != key
    assert not forked(world)
    assert states(world) == [RequestState.ACCEPTED] * 3
    assert clone.sync().needs_person == "unknown_terminal"
    clone.close()


def test_a_terminal_that_the_central_knows_needs_no_enrolment_and_keeps_the_code(
    asked: World, tmp_path: Path
) -> None:
    world = asked
    before, code = world.terminal.identity, world.central.terminals.add("chuo")
    with pytest.raises(AlreadyEnrolled):
        again(world, code)
    world.line.up = False
    with pytest.raises(SetupFailed, match="つながりません"):
        again(world, code)
    world.line.up = True
    assert world.terminal.identity == before
    app.enrol(tmp_path / "new", world.url, code, clock=world.clock, adapter=world.line)


def test_another_central_does_not_get_this_ones_requests(later: World, tmp_path: Path) -> None:
    world = later
    other = Central.open(tmp_path / "other", world.clock, cost=CHEAP, library="murakami")
    mine = dict(world.central.__dict__)
    world.central.__dict__.update(other.__dict__)
    with pytest.raises(SetupFailed, match="別の中央サーバ"):
        again(world, other.terminals.add("chuo"))
    other.close()
    world.central.__dict__.update(mine)
    assert world.terminal.sync().good
    assert len(world.central.requests.all()) == 3


def test_a_name_is_not_taken_over_without_its_key(asked: World) -> None:
    world, victim, key = asked, asked.terminal.identity.terminal, new_sign_key()
    ask = EnrolAsk(
        code=world.central.terminals.add("chuo"),
        sign_key=verify_key(key),
        receive_key=public_key(new_box_key()),
        version="test",
        formerly=victim,
    )
    world.central.terminals.enrol(ask.model_copy(update={"proof": sign(key, ask.content())}))
    assert {request.terminal for request in world.central.requests.all()} == {victim}
    assert world.terminal.sync().good


def test_a_name_is_not_taken_over_by_who_only_knows_its_public_key(asked: World) -> None:
    world, victim = asked, asked.terminal.identity.terminal
    ask = EnrolAsk(
        code=world.central.terminals.add("chuo"),
        sign_key=verify_key(world.terminal.keys.get(Name.SIGN)),
        receive_key=public_key(new_box_key()),
        version="test",
        formerly=victim,
        proof=sign(new_sign_key(), b"whatever"),
    )
    with pytest.raises(TurnedAway, match="bad_message"):
        world.central.terminals.enrol(ask)
    assert {request.terminal for request in world.central.requests.all()} == {victim}
    assert world.terminal.sync().good


def test_an_enrolment_anew_that_was_cut_off_is_done_once_more_with_all_requests(
    asked: World,
) -> None:
    world = asked
    world.central.terminals.revoke(world.terminal.identity.terminal)
    world.line.fail("/v1/enrol", lost_reply)
    with pytest.raises(SetupFailed, match="つながりません"):
        again(world, world.central.terminals.add("chuo"))
    again(world, world.central.terminals.add("chuo"))
    assert world.terminal.sync().good
    world.central.intake.run()
    assert world.terminal.sync().good
    assert states(world) == [RequestState.ACCEPTED] * 2
    assert [known.revoked for known in world.central.terminals.all()] == [True, True, False]
