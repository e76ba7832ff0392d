"""A central put back from a backup heals by what terminals still have; nobody goes to them."""

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from central.__main__ import main
from central.app import CannotOpen, Central
from central.backups import BackupFailed, verified
from central.restoring import restore
from kiosk import app
from kiosk.catalogue.records import Copy, Title
from kiosk.circulation.facts import Contact, Patron
from kiosk.circulation.messages import RequestState
from kiosk.circulation.reasons import Refused
from kiosk.desk.answers import SignInMode
from tests.fakes import FakeClock
from tests.sync.conftest import CARD, CHEAP, SECRET, Serving, World, build, fill
from tests.sync.test_exactly_once import holds, place, states

ACCEPTED = RequestState.ACCEPTED
MISSING = "are missing"


class Office:
    """The central's folder, and a serving that can be stopped and started in the same place."""

    def __init__(self, world: World, serving: Serving, folder: Path) -> None:
        self.world, self.serving, self.folder = world, serving, folder
        self.data = folder / "central"
        self.kept = folder / "kept"
        self.kept.mkdir()

    def backup(self) -> Path:
        """A verified copy."""
        return self.world.central.backups.make(self.kept).path

    def restart(self, between: Callable[[], object] = lambda: None) -> None:
        """Stop, do something to the folder, and serve again."""
        port = int(self.world.url.rsplit(":", 1)[1])
        self.serving.stop()
        between()
        central = Central.open(self.data, self.world.clock, cost=CHEAP)
        self.serving = Serving(central, port)
        self.world.central = central

    def put_back(self, copy: Path) -> None:
        """The copy takes the database's place."""
        self.restart(lambda: restore(self.data, copy, replace=True))


@pytest.fixture
def office(world: World, serving: Serving, tmp_path: Path) -> Iterator[Office]:
    """The office of a world whose patron is signed in."""
    world.terminal.desk.sign_in(CARD, SECRET)
    made = Office(world, serving, tmp_path)
    yield made
    made.serving.stop()


def rounds(world: World, count: int = 2) -> None:
    """Rounds in which everything comes through, the first may be told that it diverged."""
    for _ in range(count):
        world.terminal.sync()
    assert world.terminal.sync().good


def settle(world: World) -> None:
    """The intake decides what was asked, and the terminal hears of it."""
    world.terminal.sync()
    world.central.intake.run()
    world.terminal.sync()


def let_rows_leave(office: Office) -> None:
    """Two holds are settled, old and in a copy, and the first of their rows leaves the terminal."""
    place(office.world, "T1", "T2")
    settle(office.world)
    office.world.clock.pass_by(days=91)
    office.backup()
    rounds(office.world)
    assert office.world.terminal.ledger.purged_through() == 1


def test_what_is_in_a_verified_backup_is_safe(office: Office) -> None:
    world = office.world
    place(world, "T1", "T2")
    world.terminal.sync()
    assert world.terminal.ledger.note("safe_through") == "0"
    office.backup()
    place(world, "T3")
    world.terminal.sync()
    assert world.terminal.ledger.note("safe_through") == "2"
    assert world.terminal.ledger.have_through() == 3


def test_rows_leave_the_terminal_only_below_a_backup(office: Office) -> None:
    world = office.world
    place(world, "T1", "T2")
    settle(world)
    world.clock.pass_by(days=91)
    world.terminal.sync()
    assert len(states(world)) == 2
    office.backup()
    rounds(world)
    assert world.terminal.ledger.purged_through() == 1
    world.reopen()
    world.terminal.desk.sign_in(CARD, SECRET)
    (key,) = place(world, "T5")
    rounds(world)
    assert world.central.requests.get(key) is not None
    assert world.terminal.ledger.queued() == 0


def test_a_central_put_back_gets_all_that_came_after_its_backup(office: Office) -> None:
    world = office.world
    wanted = place(world, "T1")
    world.terminal.sync()
    copy = office.backup()
    world.clock.pass_by(hours=1)
    wanted += place(world, "T2", "T3")
    settle(world)
    assert states(world) == [ACCEPTED] * 3
    office.put_back(copy)
    assert [request.seq for request in world.central.requests.all()] == [1]
    rounds(world)
    world.central.intake.run()
    rounds(world)
    assert states(world) == [ACCEPTED] * 3
    assert holds(world) == sorted(wanted)
    assert [request.seq for request in world.central.requests.all()] == [1, 2, 3]


def test_a_database_put_back_by_hand_heals_as_well(office: Office, tmp_path: Path) -> None:
    """Somebody copies an old file over the new one and tells nobody."""
    world = office.world
    wanted = place(world, "T1")
    world.terminal.sync()
    by_hand = tmp_path / "by-hand"
    office.restart(lambda: shutil.copytree(office.data, by_hand))
    wanted += place(world, "T2")
    settle(world)

    def put() -> None:
        for old in office.data.glob("central.db*"):
            old.unlink()
        shutil.copy(by_hand / "central.db", office.data)

    office.restart(put)
    world.central.ils.put_patron(Patron("10000007", "見本 七子"), SECRET)
    rounds(world)
    world.central.intake.run()
    rounds(world)
    assert world.terminal.patrons is not None
    assert world.terminal.patrons.count() == 3
    assert holds(world) == sorted(wanted)
    assert states(world) == [ACCEPTED] * 2


def test_a_backup_older_than_the_last_one_stops_nobody(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    """Rows that left the terminal are not waited for; what comes now is taken in."""
    world = office.world
    oldest = office.backup()
    let_rows_leave(office)
    office.put_back(oldest)
    world.terminal.desk.sign_out()
    world.terminal.desk.sign_in(CARD, SECRET)
    (late,) = place(world, "T3")
    rounds(world)
    assert world.terminal.ledger.queued() == 0
    assert world.terminal.ledger.have_through() == 3
    world.central.intake.run()
    rounds(world)
    assert late in holds(world)
    assert MISSING in caplog.text


@pytest.mark.parametrize("under", ["a new incarnation", "another name"])
def test_rows_that_left_before_a_ledger_goes_on_otherwise_are_not_missed(
    office: Office, under: str, caplog: pytest.LogCaptureFixture
) -> None:
    world = office.world
    let_rows_leave(office)
    if under == "a new incarnation":
        world.terminal.ledger.begin_anew()
    else:
        world.central.terminals.revoke(world.terminal.identity.terminal)
        world.terminal.sync()
        world.terminal.close()
        code = world.central.terminals.add("chuo")
        app.enrol_again(world.data, code, clock=world.clock, adapter=world.line)
        world.terminal = build(world.data, world.clock, world.line)
    rounds(world)
    assert world.terminal.ledger.have_through() == 2
    assert MISSING not in caplog.text


def test_a_password_changed_after_the_backup_is_changed_again(office: Office) -> None:
    world = office.world
    copy = office.backup()
    world.terminal.desk.change_password(SECRET, "8361")
    world.terminal.sync()
    world.terminal.desk.sign_out()
    office.put_back(copy)
    rounds(world)
    assert world.terminal.desk.sign_in(CARD, "8361").mode is SignInMode.ONLINE
    world.terminal.desk.sign_out()
    world.line.up = False
    rounds_away = world.terminal.sync()
    assert not rounds_away.reached
    assert world.terminal.desk.sign_in(CARD, "8361").mode is SignInMode.LOCAL
    with pytest.raises(Refused):
        world.terminal.desk.sign_in(CARD, SECRET)


def test_patrons_and_titles_from_after_the_backup_are_forgotten(office: Office) -> None:
    """What terminals were told since is not known any more; they take it afresh, and no older
    catalogue comes into use."""
    world = office.world
    world.terminal.sync()
    before = world.terminal.replica.version
    copy = office.backup()
    world.clock.pass_by(hours=1)
    world.central.ils.put_title(Title("T9", "後で来た本", copies=(Copy("C9", "chuo"),)))
    rounds(world)
    assert world.terminal.desk.line("T9").title.id == "T9"
    office.put_back(copy)
    rounds(world)
    assert world.terminal.patrons is not None
    assert world.terminal.patrons.count() == 2
    after = world.terminal.replica.version
    assert before is not None
    assert after is not None
    assert after > before
    with pytest.raises(Refused, match="unknown_title"):
        world.terminal.desk.line("T9")


def test_a_terminal_enrolled_after_the_backup_is_told_so_and_keeps_its_requests(
    office: Office, tmp_path: Path
) -> None:
    world = office.world
    copy = office.backup()
    code = world.central.terminals.add("chuo")
    data = tmp_path / "younger"
    app.enrol(data, world.url, code, clock=world.clock, adapter=world.line)
    office.put_back(copy)
    younger = build(data, world.clock, world.line)
    assert younger.patrons is not None
    assert younger.sync().needs_person == "unknown_terminal"
    younger.desk.sign_in(CARD, SECRET)
    younger.desk.place(["T4"], "chuo", Contact.PHONE)
    assert younger.ledger.queued() == 1
    younger.close()


# -- the copy itself ------------------------------------------------------------------------------


@pytest.fixture
def central(tmp_path: Path, clock: FakeClock) -> Iterator[Central]:
    """A central that nobody asks."""
    made = Central.open(tmp_path / "c", clock, cost=CHEAP)
    fill(made)
    yield made
    made.close()


def test_a_copy_made_while_others_write_is_sound(central: Central, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            central.ils.put_title(Title(f"W{number}", f"本{number}"))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for name in ("a.db", "b.db", "c.db"):
            assert verified(central.backups.make(tmp_path / name).path)[0] == []
    finally:
        stop.set()
        writer.join()


def test_keys_are_never_in_the_copy_and_beside_it_only_when_asked(
    central: Central, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    central.backups.make(kept)
    keys = [path.read_bytes() for path in (tmp_path / "c" / "keys").iterdir()]
    content = b"".join(path.read_bytes() for path in kept.rglob("*") if path.is_file())
    assert not any(key in content or key.hex().encode() in content for key in keys)
    central.backups.make(tmp_path / "kept", with_keys=True)
    copied = list((kept / "shirabe-central-keys").iterdir())
    assert sorted(path.read_bytes() for path in copied) == sorted(keys)
    assert all(path.stat().st_mode & 0o077 == 0 for path in [*copied, *kept.glob("*.db*")])


@pytest.mark.parametrize("name", ["letter.txt", "letter", "copy.db"])
def test_a_copy_takes_no_other_files_place(central: Central, tmp_path: Path, name: str) -> None:
    letter = tmp_path / name
    letter.write_text("keep me", "utf-8")
    with pytest.raises(BackupFailed, match="not replaced"):
        central.backups.make(letter)
    beside = tmp_path / "other.db.json"
    beside.write_text("{}", "utf-8")
    with pytest.raises(BackupFailed, match="not replaced"):
        central.backups.make(tmp_path / "other.db")
    assert (letter.read_text("utf-8"), beside.read_text("utf-8")) == ("keep me", "{}")


def test_a_former_copy_is_replaced_and_a_folder_that_is_none_is_said(
    central: Central, tmp_path: Path
) -> None:
    copy = central.backups.make(tmp_path / "copy.db").path
    assert central.backups.make(copy).path == copy
    for missing in (tmp_path / "stick", tmp_path / "stick" / "copy.db"):
        with pytest.raises(BackupFailed, match="no folder"):
            central.backups.make(missing)
    assert not (tmp_path / "stick").exists()


def test_a_new_machine_needs_the_keys(central: Central, tmp_path: Path, clock: FakeClock) -> None:
    kept, new = tmp_path / "kept", tmp_path / "new"
    kept.mkdir()
    copy = central.backups.make(kept).path
    with pytest.raises(BackupFailed, match="--keys"):
        restore(new, copy)
    assert not (new / "central.db").exists()
    central.backups.make(kept, with_keys=True)
    restore(new, copy)
    again = Central.open(new, clock, cost=CHEAP)
    assert again.catalogue.count() == central.catalogue.count()
    again.close()


def test_a_folder_is_told_from_the_copy_in_it(central: Central, tmp_path: Path) -> None:
    copy = central.backups.make(tmp_path).path
    with pytest.raises(BackupFailed, match=copy.name):
        restore(tmp_path / "new", tmp_path)
    with pytest.raises(BackupFailed, match="no file"):
        restore(tmp_path / "new", tmp_path / "none.db")


def test_keys_of_another_central_do_not_fit(
    central: Central, tmp_path: Path, clock: FakeClock
) -> None:
    Central.open(tmp_path / "d", clock, cost=CHEAP).close()
    copy = central.backups.make(tmp_path / "copy.db").path
    with pytest.raises(BackupFailed, match="another central"):
        restore(tmp_path / "d", copy, replace=True)
    Central.open(tmp_path / "d", clock, cost=CHEAP).close()


def test_a_damaged_copy_is_never_put_back(central: Central, tmp_path: Path) -> None:
    copy = central.backups.make(tmp_path / "copy.db").path
    sound = copy.read_bytes()
    for damage in (sound[: len(sound) // 2], sound[:5000] + b"x" + sound[5001:], b""):
        copy.write_bytes(damage)
        with pytest.raises(BackupFailed, match="damaged"):
            restore(tmp_path / "new", copy)
    copy.write_bytes(sound)
    (tmp_path / "copy.db.json").unlink()
    with pytest.raises(BackupFailed, match="note"):
        restore(tmp_path / "new", copy)
    assert not (tmp_path / "new").exists()


def test_nothing_is_replaced_unasked_or_while_it_is_in_use(
    central: Central, tmp_path: Path
) -> None:
    copy = central.backups.make(tmp_path / "copy.db").path
    data = tmp_path / "c"
    with pytest.raises(BackupFailed, match="--replace"):
        restore(data, copy)
    with pytest.raises(BackupFailed, match="stop it first"):
        restore(data, copy, replace=True)
    central.close()
    done = restore(data, copy, replace=True)
    assert done.kept is not None
    assert done.kept.exists()


def test_a_lost_database_is_put_back(central: Central, tmp_path: Path, clock: FakeClock) -> None:
    copy = central.backups.make(tmp_path / "copy.db").path
    data = tmp_path / "c"
    central.close()
    (data / "central.db").unlink()
    with pytest.raises(CannotOpen):
        Central.open(data, clock, cost=CHEAP)
    restore(data, copy)
    Central.open(data, clock, cost=CHEAP).close()


def test_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, kept = ["--data", str(tmp_path / "c")], tmp_path / "kept"
    kept.mkdir()
    assert main([*data, "library", "load", "murakami"]) == 0
    assert main([*data, "terminal", "add"]) == 0
    assert main([*data, "backup", str(kept), "--with-keys"]) == 0
    assert "verified" in capsys.readouterr().out
    (copy,) = kept.glob("*.db")
    assert main([*data, "backup", str(tmp_path / "c" / "copy.db")]) == 1
    assert main([*data, "restore", str(copy)]) == 1
    assert "--replace" in capsys.readouterr().err
    assert main([*data, "restore", str(copy), "--replace"]) == 0
    assert main(["--data", str(tmp_path / "new"), "restore", str(copy)]) == 0
    assert main(["--data", str(tmp_path / "new"), "terminal", "list"]) == 0
    assert main([*data, "restore", str(tmp_path / "none.db")]) == 1
