"""A code makes a terminal; everything that can go wrong is one sentence."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher3

from central.app import Central
from kiosk import app
from kiosk.__main__ import main
from kiosk.circulation.facts import Contact
from kiosk.circulation.invitations import FILE as INVITATION
from kiosk.circulation.invitations import scanned, to_scan
from kiosk.devices.scanner import Wedge
from kiosk.settings import FILE, SettingsError
from kiosk.setup.enrol import SetupFailed, invited
from kiosk.store.problems import AlreadyEnrolled, AlreadyRunning, NotEnrolled
from tests.fakes import FakeClock
from tests.sync.conftest import CARD, CHEAP, SECRET, LossyLine, Serving, World, build, portal


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
    told = capsys.readouterr().out
    assert "queued      0\n" in told
    assert re.search(r"^profile     村上市立図書館（版 / version [0-9a-f]{12}）$", told, re.M)
    assert re.search(r"^last sync   \d{4}-\d\d-\d\d \d\d:\d\d$", told, re.M)
    assert re.search(r"^catalogue   .* as of \d{4}-\d\d-\d\d \d\d:\d\d$", told, re.M)
    assert main(["--data", data, "self-check"]) == 0
    assert "○ ledger" in capsys.readouterr().out
    assert main(["--data", data, "export-requests", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "0件を書き出しました(未送信 0件)。" in told
    assert " / 0 requests, 0 of them unsent: " in told
    assert list(tmp_path.glob("shirabe-requests-*.json"))


def test_a_clock_that_is_years_wrong_is_told_and_harms_nothing(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    now = world.clock.now()
    world.terminal.close()
    world.terminal = build(world.data, FakeClock(now.replace(year=2003)), world.line)
    assert world.terminal.sync().good
    world.terminal.desk.sign_in(CARD, SECRET)
    world.terminal.desk.place(["T1"], "chuo", Contact.PHONE)
    (item,) = world.terminal.ledger.all_items()
    assert item.placed_at == now
    assert world.terminal.sync().good
    assert main(["--data", str(world.data), "status"]) == 0
    assert "時計が8401日ずれています" in capsys.readouterr().out


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


def test_an_export_takes_no_other_files_place_and_is_no_file_named_as_a_folder(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter, stick, own = tmp_path / "letter.txt", tmp_path / "stick", tmp_path / "own.json"
    letter.write_text("keep me", "utf-8")
    verb = ["--data", str(world.data), "export-requests"]
    assert main([*verb, str(letter)]) == 2
    assert "not replaced" in capsys.readouterr().err
    assert letter.read_text("utf-8") == "keep me"
    assert main([*verb, str(stick)]) == 2
    assert "no folder" in capsys.readouterr().err
    assert not stick.exists()
    assert [main([*verb, str(own)]), main([*verb, str(own)])] == [0, 0]


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


# -- by file and by scanner -----------------------------------------------------------------------


@pytest.fixture
def stick(serving: Serving, tmp_path: Path) -> Path:
    """A stick with a file of enrolment."""
    folder = tmp_path / "stick"
    folder.mkdir()
    told = serving.central.terminals.invite("chuo", serving.url)
    (folder / INVITATION).write_text(told.model_dump_json(), "utf-8")
    return folder


def test_a_file_on_a_stick_enrols_and_brings_the_rules(
    stick: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "t"
    assert main(["--data", str(data), "setup", "--from", str(stick)]) == 0
    assert "murakami" in capsys.readouterr().out
    assert main(["--data", str(tmp_path / "u"), "setup", "--from", str(stick)]) == 2
    assert "もう使われています" in capsys.readouterr().err


def test_the_rules_come_from_the_stick_where_the_line_brings_none(
    stick: Path, tmp_path: Path, clock: FakeClock
) -> None:
    told, line = invited(stick), LossyLine()
    assert told.profile.text is not None
    line.fail("/v1/profile", *[portal] * 3)
    enrolment = {"clock": clock, "adapter": line, "invitation": told}
    app.enrol(tmp_path / "t", told.address, told.code, **enrolment)  # type: ignore[arg-type]
    terminal = build(tmp_path / "t", clock, line)
    assert terminal.library.digest == told.profile.digest
    terminal.close()


@pytest.mark.parametrize("what", ["nothing", "a letter", "a changed address"])
def test_a_file_that_is_none_or_was_changed_is_a_sentence(
    what: str, stick: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = stick / INVITATION
    if what == "nothing":
        file.unlink()
    elif what == "a letter":
        file.write_text("Dear librarian", "utf-8")
    else:
        told = json.loads(file.read_text("utf-8")) | {"address": "https://thief.example"}
        file.write_text(json.dumps(told), "utf-8")
    assert main(["--data", str(tmp_path / "t"), "setup", "--from", str(stick)]) == 2
    assert "登録ファイル" in capsys.readouterr().err
    assert not (tmp_path / "t" / "ledger.db").exists()


def test_another_central_in_the_place_of_the_files_is_found_out(
    stick: Path, serving: Serving, tmp_path: Path, clock: FakeClock
) -> None:
    other = Central.open(tmp_path / "other", clock, cost=CHEAP, library="murakami")
    told = other.terminals.invite("chuo", serving.url)
    other.close()
    code, line = invited(stick).code, LossyLine()
    enrolment = {"clock": clock, "adapter": line, "invitation": told}
    with pytest.raises(SetupFailed, match="別のものが答えました"):
        app.enrol(tmp_path / "t", told.address, code, **enrolment)  # type: ignore[arg-type]
    assert not (tmp_path / "t" / "ledger.db").exists()


@pytest.mark.parametrize(
    ("why", "said"), [("used", "もう使われて"), ("expired", "期限"), ("foreign", "別の中央サーバ")]
)
def test_a_code_says_why_it_does_not_work(
    why: str, said: str, serving: Serving, tmp_path: Path, clock: FakeClock
) -> None:
    code = serving.central.terminals.add("chuo")
    if why == "used":
        app.enrol(tmp_path / "a", serving.url, code, clock=clock, adapter=LossyLine())
    elif why == "expired":
        clock.pass_by(minutes=31)
    else:
        other = Central.open(tmp_path / "other", clock, cost=CHEAP, library="murakami")
        code = other.terminals.add("chuo")
        other.close()
    with pytest.raises(SetupFailed, match=said):
        app.enrol(tmp_path / "t", serving.url, code, clock=clock, adapter=LossyLine())


@pytest.mark.parametrize("address", [None, "https://central.example", "127.0.0.1:8470"])
def test_what_is_printed_to_be_scanned_is_understood(address: str | None) -> None:
    text = to_scan("ABCDEFGH12", address)
    wedge = Wedge()
    for at, sign in enumerate(text):
        wedge.sign(sign, at)
    assert wedge.enter(len(text)) == text
    kept = (address or "").removeprefix("https://")
    assert scanned(text) == scanned(text.lower()) == ("ABCDEFGH12", kept)


def test_an_address_too_long_to_be_scanned_is_left_out() -> None:
    assert to_scan("ABCDEFGH12", "https://" + "a" * 50) == "ABCDEFGH12"
    assert scanned("ABCDE-FGH12") == ("ABCDEFGH12", "")
    assert scanned("ABCDEFGH12-1!") == ("ABCDEFGH121!", "")
