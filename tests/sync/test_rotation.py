"""Keys that change: the terminal's signing key and the intake's, cut off anywhere, in any order."""

import json
import os
import shutil
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from requests import PreparedRequest, Response

from central.__main__ import main as central_main
from central.app import CannotOpen, Central
from central.keys import IntakeKeys, Keys
from central.restoring import restore
from kiosk.__main__ import main
from kiosk.circulation.facts import Contact
from kiosk.circulation.messages import RequestState, Rotate, rotate_content
from kiosk.circulation.sealing import new_sign_key, sign, verify_key
from kiosk.ports import TurnedAway
from kiosk.setup.export import export
from kiosk.store.keys import Name
from tests.sync.conftest import CARD, CHEAP, SECRET, World, instead, lost_reply, lost_request
from tests.sync.test_exactly_once import place, states


def signing(world: World) -> bytes:
    """The key that the terminal signs with."""
    return world.terminal.keys.get(Name.SIGN)


def known(world: World) -> str:
    """The key that the central knows the terminal by."""
    found = world.central.terminals.find(world.terminal.identity.terminal)
    assert found is not None
    return found.sign_key


def rotate(world: World) -> bytes:
    """Change the signing key; the new one."""
    world.terminal.rotation.ask()
    assert world.terminal.sync().good
    return signing(world)


# -- the terminal's signing key ------------------------------------------------------------------


def test_the_signing_key_changes_and_everything_goes_on(world: World) -> None:
    before = signing(world)
    after = rotate(world)
    assert after != before
    assert known(world) == verify_key(after)
    world.terminal.desk.sign_in(CARD, SECRET)
    place(world, "T1")
    assert world.terminal.sync().good
    world.reopen()
    assert world.terminal.sync().good
    assert signing(world) == after


def test_it_changes_by_itself_after_ninety_days(world: World) -> None:
    assert world.terminal.sync().good
    before = signing(world)
    world.clock.pass_by(days=89)
    world.terminal.sync()
    assert signing(world) == before
    world.clock.pass_by(days=2)
    world.terminal.sync()
    assert known(world) == verify_key(signing(world)) != verify_key(before)


@pytest.mark.parametrize("fault", [lost_request, lost_reply])
@pytest.mark.parametrize("restart", [False, True])
def test_a_change_that_is_cut_off_goes_on_in_the_next_round(
    fault: Callable[[PreparedRequest, Callable[[], Response]], Response],
    restart: bool,
    world: World,
) -> None:
    before = signing(world)
    world.line.fail("/v1/rotate", fault)
    world.terminal.rotation.ask()
    assert not world.terminal.sync().good
    assert signing(world) == before
    if restart:
        world.reopen()
    assert world.terminal.sync().good
    assert known(world) == verify_key(signing(world)) != verify_key(before)
    assert world.terminal.sync().good


def test_power_that_fails_between_the_answer_and_the_keyring_loses_nothing(world: World) -> None:
    """The central has the next key; the terminal still signs with the one before."""
    coming = new_sign_key()
    world.terminal.keys.put(Name.NEXT_SIGN, coming)
    content = rotate_content(world.terminal.identity.terminal, verify_key(coming))
    world.terminal.server.rotate(Rotate(sign_key=verify_key(coming), proof=sign(coming, content)))
    world.reopen()
    assert world.terminal.sync().good
    assert signing(world) == coming


def test_what_was_signed_before_and_is_on_its_way_still_arrives(world: World) -> None:
    former = signing(world)
    after = rotate(world)
    terminal, server = world.terminal.identity.terminal, world.terminal.server
    assert world.terminal.sync().good  # the new key was used
    server.introduce(terminal, former)
    world.terminal.exchange.signs_with(former)
    world.terminal.desk.sign_in(CARD, SECRET)
    place(world, "T1")
    assert world.terminal.exchange.push_only().good
    world.clock.pass_by(minutes=21)
    with pytest.raises(TurnedAway, match="bad_signature"):
        server.terminal()
    server.introduce(terminal, after)
    assert server.terminal().number == world.terminal.identity.number


def test_a_former_key_changes_no_key(world: World) -> None:
    former = signing(world)
    rotate(world)
    thief, terminal = new_sign_key(), world.terminal.identity.terminal
    world.terminal.server.introduce(terminal, former)
    for key in (thief, former):
        proof = sign(key, rotate_content(terminal, verify_key(key)))
        with pytest.raises(TurnedAway, match="bad_"):
            world.terminal.server.rotate(Rotate(sign_key=verify_key(key), proof=proof))
    assert known(world) == verify_key(signing(world))


def test_a_key_that_is_not_proved_is_not_taken(world: World) -> None:
    other = verify_key(new_sign_key())
    with pytest.raises(TurnedAway, match="bad_message"):
        world.terminal.server.rotate(Rotate(sign_key=other, proof="00" * 64))
    assert known(world) == verify_key(signing(world))


def test_a_stick_written_before_the_change_is_taken_after_it(world: World, tmp_path: Path) -> None:
    world.terminal.desk.sign_in(CARD, SECRET)
    place(world, "T1")
    file = export(world.terminal.ledger, signing(world), tmp_path).path
    rotate(world)
    world.clock.pass_by(days=30)
    assert world.central.stick.take(file).rows == 1


def test_a_central_put_back_to_before_the_change_is_told_again(
    world: World, tmp_path: Path
) -> None:
    kept = world.central.backups.make(tmp_path).path
    rotate(world)
    world.terminal.sync()
    after = signing(world)
    world.central.close()
    restore(tmp_path / "central", kept, replace=True)
    put_back(world, Central.open(tmp_path / "central", world.clock, cost=CHEAP))
    assert not world.terminal.sync().good
    assert world.terminal.sync().good
    assert known(world) == verify_key(after) == verify_key(signing(world))


def put_back(world: World, central: Central) -> None:
    """The central of this folder was opened anew; the same address answers for it."""
    world.central.__dict__.update(central.__dict__)


def test_the_command_line_changes_the_key(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    before = signing(world)
    world.terminal.close()
    (world.data / "terminal.toml").write_text(f'central = "{world.url}"\nkeyring = "file"\n')
    assert main(["--data", str(world.data), "rotate-keys"]) == 0
    assert "署名の鍵を替えました" in capsys.readouterr().out
    world.reopen()
    assert signing(world) != before


# -- the intake's key ----------------------------------------------------------------------------


def box_names(world: World) -> list[str]:
    """For which keys the boxes of the terminal's rows were made."""
    items = world.terminal.ledger.all_items()
    return [item.sealed.partition(":")[0] for item in items if item.sealed is not None]


def ask_deferred(world: World, title: str) -> None:
    """A patron asks while the network is away, and is checked at the intake."""
    world.line.up = False
    if world.terminal.patrons is not None:
        world.terminal.patrons.clear()
    world.terminal.desk.sign_in(CARD, SECRET)
    world.terminal.desk.place([title], "chuo", Contact.PHONE)
    world.terminal.desk.sign_out()
    world.line.up = True


def test_boxes_for_the_former_key_still_open_and_new_ones_are_made_for_the_new_one(
    world: World,
) -> None:
    assert world.terminal.sync().good
    first = world.terminal.identity.intake_key_id
    ask_deferred(world, "T1")
    second = world.central.change_intake_key()
    ask_deferred(world, "T2")
    assert world.terminal.sync().good
    world.clock.pass_by(days=1)
    assert world.terminal.sync().good
    ask_deferred(world, "T3")
    assert world.terminal.sync().good
    assert box_names(world) == [first, first, second]
    world.central.intake.run()
    world.terminal.sync()
    assert states(world) == [RequestState.ACCEPTED] * 3


@pytest.mark.parametrize("step", ["prepared", "noted", "taken up"])
def test_a_change_that_was_cut_off_is_gone_on_with(
    step: str, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Pulled(Exception):  # noqa: N818 - a state of the world
        """The power is gone."""

    def pulled(*_: object) -> None:
        raise Pulled

    world.terminal.sync()
    ask_deferred(world, "T1")
    before = world.central.terminals.intake_key().intake_key_id
    seam = {"noted": "take_up", "taken up": "forget_old"}.get(step)
    with monkeypatch.context() as patch:
        if seam is None:
            patch.setattr("central.app.put", pulled)
        else:
            patch.setattr(IntakeKeys, seam, pulled)
        with pytest.raises(Pulled):
            world.central.change_intake_key()
    world.central.close()
    put_back(world, Central.open(tmp_path / "central", world.clock, cost=CHEAP))
    now = world.central.terminals.intake_key().intake_key_id
    assert (now == before) is (step == "prepared")
    assert world.central.change_intake_key() != before
    assert world.terminal.sync().good
    world.central.intake.run()
    world.terminal.sync()
    assert states(world) == [RequestState.ACCEPTED]


def test_former_keys_are_kept_for_four_hundred_days(world: World, tmp_path: Path) -> None:
    keys = tmp_path / "central" / "keys"
    for _ in range(2):
        world.central.change_intake_key()
    former = sorted(keys.glob("intake-former-*.key"))
    assert len(former) == 2
    assert all(path.stat().st_mode & 0o077 == 0 for path in keys.iterdir())
    long_ago = (world.clock.now() - timedelta(days=401)).timestamp()
    os.utime(former[0], (long_ago, long_ago))
    os.utime(former[1], (world.clock.now().timestamp(),) * 2)
    world.central.change_intake_key()
    assert former[0] not in keys.glob("*.key")
    assert former[1] in keys.glob("*.key")


def test_an_older_backup_opens_with_the_keys_of_today_and_todays_not_with_older_keys(
    world: World, tmp_path: Path
) -> None:
    older = world.central.backups.make(tmp_path, with_keys=True).path
    world.central.change_intake_key()
    world.clock.pass_by(minutes=1)
    newer = world.central.backups.make(tmp_path).path
    world.central.close()
    restore(tmp_path / "central", older, replace=True)
    opened = Central.open(tmp_path / "central", world.clock, cost=CHEAP)
    opened.close()
    shutil.rmtree(tmp_path / "central")
    with pytest.raises(Exception, match="another central"):
        restore(tmp_path / "central", newer)
    assert not (tmp_path / "central" / "central.db").exists()


def test_keys_of_another_central_are_still_refused(world: World, tmp_path: Path) -> None:
    Central.open(tmp_path / "other", world.clock, cost=CHEAP, library="murakami").close()
    world.central.close()
    shutil.rmtree(tmp_path / "central" / "keys")
    shutil.copytree(tmp_path / "other" / "keys", tmp_path / "central" / "keys")
    with pytest.raises(CannotOpen, match="another central"):
        Central.open(tmp_path / "central", world.clock, cost=CHEAP)


def test_no_box_is_made_for_a_key_that_the_central_did_not_sign(
    world: World, tmp_path: Path
) -> None:
    assert world.terminal.sync().good
    before = world.terminal.ledger.intake_key()
    old = world.terminal.server.intake_key()
    world.central.change_intake_key()
    world.clock.pass_by(days=1)

    def forged(told: bytes) -> bytes:
        return json.dumps(json.loads(told) | {"intake_key": "ab" * 32}).encode()

    def replayed(_: bytes) -> bytes:
        older = old.model_copy(update={"made": old.made - timedelta(days=1)})
        signature = sign(Keys.load(tmp_path / "central" / "keys").sign, older.content())
        return older.model_copy(update={"signature": signature}).model_dump_json().encode()

    for fault in (forged, replayed):
        world.line.fail("/v1/intake-key", instead(fault))
        assert [failure.step for failure in world.terminal.sync().failures] == ["keys"]
        assert world.terminal.ledger.intake_key() == before
    assert world.terminal.sync().good
    assert world.terminal.ledger.intake_key() != before


def test_a_key_is_told_with_its_own_name_while_it_changes(world: World) -> None:
    changing = threading.Thread(
        target=lambda: [world.central.change_intake_key() for _ in range(15)]
    )
    changing.start()
    while changing.is_alive():
        told = world.central.terminals.intake_key()
        assert told.intake_key.startswith(told.intake_key_id)


def test_two_who_change_the_intakes_key_at_once_lose_none(world: World, tmp_path: Path) -> None:
    """Two commands over one folder: a box for any key that was ever told still opens."""
    other = Central.open(tmp_path / "central", world.clock, cost=CHEAP)
    told = {world.central.terminals.intake_key().intake_key_id}

    def change(central: Central) -> None:
        for _ in range(10):
            told.add(central.change_intake_key())

    changing = [threading.Thread(target=change, args=(one,)) for one in (world.central, other)]
    for thread in changing:
        thread.start()
    for thread in changing:
        thread.join()
    other.close()
    assert told == IntakeKeys(tmp_path / "central" / "keys").ids()
    assert len(told) > 10


def test_a_key_made_by_a_clock_that_was_set_back_is_taken_all_the_same(
    world: World, tmp_path: Path
) -> None:
    assert world.terminal.sync().good
    before = world.central.terminals.intake_key()
    file = tmp_path / "central" / "keys" / "intake.key"
    ahead = (before.made + timedelta(days=400)).timestamp()
    os.utime(file, (ahead, ahead))
    world.clock.pass_by(days=1)
    assert world.terminal.sync().good
    world.central.change_intake_key()
    world.clock.pass_by(days=1)
    assert world.terminal.sync().good
    assert (
        world.terminal.ledger.intake_key()[1] == world.central.terminals.intake_key().intake_key_id
    )


def test_a_disk_that_was_put_back_seals_to_the_key_it_learnt_last(world: World) -> None:
    world.central.change_intake_key()
    world.clock.pass_by(days=1)
    assert world.terminal.sync().good
    before = world.terminal.ledger.intake_key()
    assert before[1] != world.terminal.identity.intake_key_id
    world.terminal.ledger.begin_anew()
    assert world.terminal.ledger.intake_key() == before


def test_the_command_line_changes_the_intake_key(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The central goes on serving meanwhile, and tells the new key."""
    assert central_main(["--data", str(tmp_path / "central"), "rotate-keys"]) == 0
    told = capsys.readouterr().out.strip()
    assert world.central.terminals.intake_key().intake_key_id == told
