"""Disks that were put back, copied or are not known any more: nothing is lost, staff is told."""

import shutil
from pathlib import Path

import pytest

from central.tables import heads
from kiosk.circulation.facts import Contact
from kiosk.circulation.messages import RequestState
from kiosk.store.problems import LedgerLost
from tests.sync.conftest import CARD, SECRET, World, build
from tests.sync.test_exactly_once import place, states


@pytest.fixture
def asked(world: World) -> World:
    """Two requests have gone through."""
    world.terminal.desk.sign_in(CARD, SECRET)
    place(world, "T1")
    place(world, "T2")
    assert world.terminal.sync().good
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


def test_a_disk_put_back_goes_on_as_a_new_incarnation(asked: World, tmp_path: Path) -> None:
    world = asked
    kept = image(world, tmp_path / "image")
    world.terminal.desk.sign_in(CARD, SECRET)
    place(world, "T3")
    assert world.terminal.sync().good
    put_back(world, kept)
    assert world.terminal.sync().good
    assert world.terminal.ledger.identity.incarnation == 2
    world.terminal.desk.sign_in(CARD, SECRET)
    place(world, "T4")
    assert world.terminal.sync().good
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
    world.terminal.desk.sign_in(CARD, SECRET)
    place(world, "T3")
    place(world, "T4")
    assert world.terminal.sync().good
    put_back(world, kept)
    world.line.up = False
    world.terminal.desk.sign_in(CARD, SECRET)
    place(world, "T5")
    world.line.up = True
    assert world.terminal.sync().good
    assert not forked(world)
    assert len(world.central.requests.all()) == 5


def test_a_new_disk_image_without_any_row_is_found_out_too(world: World, tmp_path: Path) -> None:
    kept = image(world, tmp_path / "image")
    world.terminal.desk.sign_in(CARD, SECRET)
    place(world, "T1")
    assert world.terminal.sync().good
    put_back(world, kept)
    assert world.terminal.sync().good
    world.terminal.desk.sign_in(CARD, SECRET)
    place(world, "T2")
    assert world.terminal.sync().good
    assert (forked(world), len(world.central.requests.all())) == (False, 2)


def test_of_a_cloned_disk_every_request_is_taken_and_patrons_data_stops_for_both(
    asked: World, tmp_path: Path
) -> None:
    world = asked
    kept = image(world, tmp_path / "image")
    world.terminal.desk.sign_in(CARD, SECRET)
    place(world, "T3")
    assert world.terminal.sync().good
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
