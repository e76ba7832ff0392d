"""A code makes a terminal; everything that can go wrong is one sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher3

from kiosk import app
from kiosk.__main__ import main
from kiosk.circulation.facts import Contact
from kiosk.settings import FILE, SettingsError
from kiosk.setup.enrol import SetupFailed
from kiosk.store.problems import AlreadyEnrolled, AlreadyRunning, NotEnrolled
from tests.fakes import FakeClock
from tests.sync.conftest import CARD, SECRET, LossyLine, Serving, World, build, portal


def test_a_folder_without_a_terminal_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotEnrolled):
        app.build(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize("code", ["", "WRONGCODE1", "x" * 200])
def test_a_wrong_code_is_a_sentence(
    code: str, serving: Serving, tmp_path: Path, clock: FakeClock
) -> None:
    with pytest.raises(SetupFailed, match="登録コード"):
        app.enrol(tmp_path / "t", serving.url, code, clock=clock, adapter=LossyLine())


def test_nothing_is_said_on_an_open_line(tmp_path: Path, clock: FakeClock) -> None:
    line = LossyLine()
    with pytest.raises(SettingsError, match="https"):
        app.enrol(tmp_path / "t", "http://central.example", "CODE", clock=clock, adapter=line)
    assert (line.asked, (tmp_path / "t").exists()) == ([], False)


def test_a_code_works_once(serving: Serving, tmp_path: Path, clock: FakeClock) -> None:
    code = serving.central.terminals.add("chuo")
    line = LossyLine()
    first = app.enrol(tmp_path / "a", serving.url, code.lower(), clock=clock, adapter=line)
    assert (first.library, first.branch) == ("murakami", "chuo")
    with pytest.raises(SetupFailed):
        app.enrol(tmp_path / "b", serving.url, code, clock=clock, adapter=line)


def test_a_code_may_be_typed_wide_and_with_letters_for_digits(
    serving: Serving, tmp_path: Path, clock: FakeClock
) -> None:
    code = serving.central.terminals.add("chuo")
    written = f" {code[:5]}ー{code[5:]}".replace("0", "o").replace("1", "l")
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in written)
    app.enrol(tmp_path / "a", serving.url, wide, clock=clock, adapter=LossyLine())


def test_no_central_or_something_else_in_its_place(
    serving: Serving, tmp_path: Path, clock: FakeClock
) -> None:
    line = LossyLine()
    line.up = False
    with pytest.raises(SetupFailed, match="つながりません"):
        app.enrol(tmp_path / "t", serving.url, "ABC", clock=clock, adapter=line)
    line.up = True
    line.fail("/v1/enrol", portal)
    with pytest.raises(SetupFailed, match="つながりません"):
        app.enrol(tmp_path / "t", serving.url, "ABC", clock=clock, adapter=line)


def test_enrolled_though_the_first_sync_failed(
    serving: Serving, tmp_path: Path, clock: FakeClock
) -> None:
    line = LossyLine()
    line.fail("/v1/snapshot", portal)
    code = serving.central.terminals.add("chuo")
    app.enrol(tmp_path / "t", serving.url, code, clock=clock, adapter=line)
    terminal = build(tmp_path / "t", clock, line)
    assert terminal.desk.status().catalogue_as_of is None
    assert terminal.sync().good
    assert terminal.desk.line("T1").title.id == "T1"
    terminal.close()


def test_requests_that_only_this_terminal_has_are_never_put_away(world: World) -> None:
    world.terminal.desk.sign_in(CARD, SECRET)
    world.terminal.desk.place(["T1"], "chuo", Contact.PHONE)
    code = world.central.terminals.add("chuo")
    with pytest.raises(AlreadyRunning):
        app.enrol(world.data, world.url, code, clock=world.clock, adapter=world.line)
    world.terminal.close()
    with pytest.raises(SetupFailed, match="1件"):
        app.enrol(world.data, world.url, code, clock=world.clock, adapter=world.line)
    world.terminal = build(world.data, world.clock, world.line)
    assert world.terminal.ledger.queued() == 1


@pytest.mark.parametrize("code", ["new", "old"])
def test_a_terminal_that_is_enrolled_is_not_enrolled_anew(
    code: str, world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    before = world.terminal.identity
    world.terminal.close()
    world.line.asked.clear()
    typed = world.central.terminals.add("chuo") if code == "new" else "ABCD2345"
    with pytest.raises(AlreadyEnrolled):
        app.enrol(world.data, world.url, typed, clock=world.clock, adapter=world.line)
    arguments = ["setup", "--central", world.url, "--code", typed]
    assert main(["--data", str(world.data), *arguments]) == 2
    assert "もう登録されています" in capsys.readouterr().err
    assert world.line.asked == []
    world.terminal = build(world.data, world.clock, world.line)
    assert world.terminal.identity == before


def test_another_keyring_is_no_way_round_that(
    world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key is not missing: it is in the keyring that was chosen first."""
    world.terminal.desk.sign_in(CARD, SECRET)
    world.terminal.desk.place(["T1"], "chuo", Contact.PHONE)
    world.terminal.close()
    credentials = world.data.parent / "credentials"
    credentials.mkdir()
    (credentials / "shirabe.master").write_text("ab" * 32, "ascii")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(credentials))
    before = (world.data / FILE).read_text("utf-8")
    code = world.central.terminals.add("chuo")
    arguments = ["setup", "--central", world.url, "--code", code, "--keyring", "systemd"]
    assert main(["--data", str(world.data), *arguments]) == 2
    assert "「file」" in capsys.readouterr().err
    assert (world.data / FILE).read_text("utf-8") == before
    world.terminal = build(world.data, world.clock, world.line)
    assert world.terminal.ledger.queued() == 1


def test_a_terminal_whose_settings_cannot_be_kept_is_none(
    serving: Serving, tmp_path: Path, clock: FakeClock
) -> None:
    """With a ledger but no address it could neither work nor be enrolled anew."""
    data = tmp_path / "t"
    (data / f"{FILE}.new").mkdir(parents=True)
    code = serving.central.terminals.add("chuo")
    with pytest.raises(SettingsError):
        app.enrol(data, serving.url, code, clock=clock, adapter=LossyLine())
    assert not (data / "ledger.db").exists()
    (data / f"{FILE}.new").rmdir()
    code = serving.central.terminals.add("chuo")
    app.enrol(data, serving.url, code, clock=clock, adapter=LossyLine())
    terminal = build(data, clock, LossyLine())
    assert terminal.sync().good
    terminal.close()


def test_a_terminal_that_lost_its_ledger_starts_anew_and_keeps_the_old_file(world: World) -> None:
    world.terminal.desk.sign_in(CARD, SECRET)
    world.terminal.desk.place(["T1"], "chuo", Contact.PHONE)
    world.terminal.sync()
    world.terminal.close()
    (world.data / "ledger.db").write_bytes(b"rot" * 4096)
    code = world.central.terminals.add("chuo")
    app.enrol(world.data, world.url, code, clock=world.clock, adapter=world.line)
    world.terminal = build(world.data, world.clock, world.line)
    assert world.terminal.ledger.last_item() is None
    assert (world.data / "ledger.kept-1.db").exists()
    world.terminal.desk.sign_in(CARD, SECRET)
    assert len(world.terminal.desk.holds()) == 1


# -- the command line -----------------------------------------------------------------------------


def test_the_command_line_from_setup_to_export(
    serving: Serving, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = str(tmp_path / "t")
    code = serving.central.terminals.add("chuo")
    assert main(["--data", data, "setup", "--central", serving.url, "--code", code]) == 0
    assert "murakami" in capsys.readouterr().out
    assert main(["--data", data, "search", "本その1"]) == 0
    assert "本その1" in capsys.readouterr().out
    assert main(["--data", data, "search", "zzzz"]) == 1
    assert main(["--data", data, "sync"]) == 0
    told = capsys.readouterr().out
    assert "送信0件、結果0件、" in told
    assert " / 0 pushed, 0 outcomes, " in told
    assert main(["--data", data, "status"]) == 0
    assert "queued      0" in capsys.readouterr().out
    assert main(["--data", data, "self-check"]) == 0
    assert "○ ledger" in capsys.readouterr().out
    assert main(["--data", data, "export-requests", str(tmp_path)]) == 0
    assert list(tmp_path.glob("shirabe-requests-*.json"))


@pytest.mark.parametrize("verb", ["sync", "status", "self-check", "search 本"])
def test_a_terminal_that_is_none_is_one_sentence(
    verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(tmp_path), *verb.split()]) == 2
    said = capsys.readouterr().err
    assert "setup" in said
    assert "Traceback" not in said


def test_bad_settings_are_one_sentence(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    (world.data / "terminal.toml").write_text("central = 5\n", "utf-8")
    assert main(["--data", str(world.data), "status"]) == 2
    assert "terminal.toml" in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["status", "self-check", "sync"])
@pytest.mark.parametrize("library", ["atlantis", "niiza"])
def test_settings_of_another_library_are_one_sentence(
    verb: str, library: str, world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    world.terminal.close()
    path = world.data / FILE
    path.write_text(path.read_text("utf-8") + f'library = "{library}"\n', "utf-8")
    assert main(["--data", str(world.data), verb]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert library in said or "murakami" in said


def test_an_export_that_cannot_be_written_names_the_stick(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "stick" / "requests.json"
    assert main(["--data", str(world.data), "export-requests", str(target)]) == 2
    assert str(target) in capsys.readouterr().err


def test_setup_without_a_central_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["setup", "--central", "http://127.0.0.1:9", "--code", "A"]
    assert main(["--data", str(tmp_path), *arguments]) == 2
    assert "つながりません" in capsys.readouterr().err
    assert main(["--data", str(tmp_path), "setup", "--central", "nowhere", "--code", "A"]) == 2


def test_a_terminal_without_a_usable_catalogue_says_that_and_not_that_it_is_none(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    path = world.terminal.replica.path
    assert path is not None
    world.terminal.close()
    raw = sqlcipher3.connect(str(path))
    raw.execute("UPDATE bib SET data = 'rot'")
    raw.commit()
    raw.close()
    for _ in ("found damaged", "gone"):
        assert main(["--data", str(world.data), "search", "本その1"]) == 2
        assert "蔵書データ" in capsys.readouterr().err


def test_a_console_that_lacks_a_sign_or_stops_reading_is_no_trouble(world: World) -> None:
    world.terminal.close()
    command = [sys.executable, "-m", "kiosk", "--data", str(world.data), "search", "本"]
    plain = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, env=plain, capture_output=True, text=True, check=True)
    assert "T1\t" in done.stdout
    assert "Traceback" not in done.stderr
    reader, writer = os.pipe()
    os.close(reader)
    unheard = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, check=True)
    os.close(writer)
    assert "Error" not in unheard.stderr
