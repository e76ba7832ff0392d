"""`python -m central`: what each verb says, and one plain sentence for whatever goes wrong."""

import io
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Row, select

from central.__main__ import main
from central.app import Central
from central.clock import SystemClock
from central.tables import codes, patrons
from tests.unit.central.kiosk import SmallTerminal

ROOT = Path(__file__).parents[3]


def run(data: Path, *words: str) -> int:
    """Carry out one command on a data folder."""
    return main(["--data", str(data), *words])


def codes_kept(data: Path) -> int:
    """How many codes of enrolment a central knows."""
    central = Central.open(data, SystemClock())
    with central._database.read() as connection:
        count = len(connection.execute(select(codes)).all())
    central.close()
    return count


@pytest.fixture
def begun(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The data folder of a new central of murakami."""
    assert run(tmp_path / "central", "library", "load", "murakami") == 0
    capsys.readouterr()
    return tmp_path / "central"


@pytest.mark.parametrize(
    "words",
    [
        ("terminal", "list"),
        ("terminal", "add"),
        ("patron", "add", "--card", "1", "--name", "試"),
        ("import", "books.csv"),
        ("harvest", "http://127.0.0.1:9"),
        ("intake", "run"),
        ("snapshot", "build"),
        ("serve", "--port", "0"),
        ("explain", "--title", "9784062035156"),
        ("backup", "kept"),
    ],
)
def test_a_mistyped_folder_begins_no_central(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    mistyped = tmp_path / "mis typed"
    assert run(mistyped, *words) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert f"{mistyped} に中央サーバはありません" in told.err
    assert f"./run central --data '{mistyped}' library load ID" in told.err
    assert not mistyped.exists()


def test_the_demos_data_begins_a_central_and_says_whose_rules_hold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path / "new", "demo-data") == 0
    told = capsys.readouterr()
    assert "Cards to try" in told.out
    assert "the rules of murakami" in told.err
    assert f"./run central --data {tmp_path / 'new'} library load ID" in told.err
    assert run(tmp_path / "new", "demo-data") == 0
    assert "the rules of" not in capsys.readouterr().err


def test_a_terminal_code_is_printed_with_the_line_that_uses_it(
    begun: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(begun, "terminal", "add", "--branch", "chuo") == 0
    told = capsys.readouterr()
    code = told.out.strip()
    assert len(code) == 11
    assert told.err.splitlines()[-1].strip() == (
        f"./run kiosk --data {begun.parent / 'terminal'} setup"
        f" --central http://127.0.0.1:8470 --code {code}"
    )
    assert run(begun, "terminal", "list") == 0


def test_a_stick_is_said_what_to_do_with(
    begun: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(begun, "terminal", "add", "--stick", str(tmp_path)) == 0
    told = capsys.readouterr()
    assert len(told.out.strip()) == 11
    (file,) = tmp_path.glob("shirabe-*.json")
    assert told.err.splitlines()[-1].strip() == (
        f"./run kiosk --data {begun.parent / 'terminal'} setup --from {file}"
    )
    assert "Put the stick into the terminal" in told.err
    assert "--code" not in told.err
    assert "for a terminal on this machine" in told.err
    elsewhere = ("--stick", str(tmp_path), "--address", "https://central.example")
    assert run(begun, "terminal", "add", *elsewhere) == 0
    assert "on this machine" not in capsys.readouterr().err


@pytest.mark.parametrize("address", ["foo", "http://10.1.2.3:8470", "https://", "https://a b"])
def test_an_address_that_no_terminal_takes_is_said_before_a_code_is_made(
    begun: Path, capsys: pytest.CaptureFixture[str], address: str
) -> None:
    with pytest.raises(SystemExit, match="2"):
        run(begun, "terminal", "add", "--address", address)
    told = capsys.readouterr()
    assert told.out == ""
    assert f"{address!r} cannot be the central's address" in told.err
    assert codes_kept(begun) == 0


def test_a_stick_that_is_not_there_is_said_before_a_code_is_made(
    begun: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        run(begun, "terminal", "add", "--stick", str(tmp_path / "nodir"))
    told = capsys.readouterr()
    assert told.out == ""
    assert "nodir" in told.err
    assert codes_kept(begun) == 0


def test_a_terminal_is_revoked_once(
    central: Central, terminal: SmallTerminal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, number = tmp_path / "central", str(terminal.reply.number)
    central.close()
    assert run(data, "terminal", "revoke", number) == 0
    assert "Revoked." in capsys.readouterr().err
    assert run(data, "terminal", "revoke", number) == 0
    assert "revoked before" in capsys.readouterr().err


def test_a_copy_says_how_many_terminals_are_enrolled(
    central: Central, terminal: SmallTerminal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert terminal.reply.number == 1
    central.close()
    assert run(tmp_path / "central", "backup", str(tmp_path / "copy.db")) == 0
    assert "端末1台" in capsys.readouterr().out


def test_a_terminal_stands_at_the_first_branch_where_nobody_says(begun: Path) -> None:
    assert run(begun, "terminal", "add") == 0
    # Names and cards are not for every account of this machine.
    assert (begun / "central.db").stat().st_mode & 0o077 == 0


def test_an_unknown_branch_is_named_with_the_known_ones(
    begun: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(begun, "terminal", "add", "--branch", "nowhere") == 2
    said = capsys.readouterr().err
    assert "'nowhere'" in said
    assert "chuo" in said


def test_another_library_is_loaded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "library", "load", "niiza") == 0
    assert "新座" in capsys.readouterr().out
    assert run(tmp_path, "terminal", "add", "--branch", "biblia") == 0
    assert run(tmp_path, "library", "load", "atlantis") == 2
    said = capsys.readouterr().err
    assert "atlantis" in said
    assert "niiza" in said


def test_data_in_use_does_not_change_hands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "library", "load", "niiza") == 0
    assert run(tmp_path, "library", "load", "murakami") == 0
    assert run(tmp_path, "patron", "add", "--card", "1", "--name", "試 花子") == 0
    assert run(tmp_path, "library", "load", "niiza") == 1
    assert "in use by the library murakami" in capsys.readouterr().err
    assert run(tmp_path, "library", "load", "murakami") == 0


def test_an_emptied_or_lost_database_is_never_begun_anew(
    begun: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(begun, "terminal", "add") == 0
    database = begun / "central.db"
    kept = database.read_bytes()
    database.write_bytes(b"")
    assert run(begun, "terminal", "list") == 1
    database.unlink()
    assert run(begun, "library", "load", "niiza") == 1
    assert "Put the backup back" in capsys.readouterr().err
    assert not database.exists()
    database.write_bytes(kept)
    assert run(begun, "terminal", "list") == 0


@pytest.mark.parametrize("name", ["sign", "intake", "store", "cursor"])
def test_a_single_lost_key_is_not_replaced_either(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert run(tmp_path / "a", "library", "load", "murakami") == 0
    assert run(tmp_path / "a", "terminal", "list") == 0
    (tmp_path / "a" / "keys" / f"{name}.key").unlink()
    assert run(tmp_path / "a", "terminal", "list") == 1
    assert "missing its keys" in capsys.readouterr().err


def test_keys_of_another_central_are_not_used_and_lost_keys_not_replaced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a", "b"):
        assert run(tmp_path / name, "library", "load", "murakami") == 0
        assert run(tmp_path / name, "terminal", "add") == 0
    capsys.readouterr()
    own = tmp_path / "a" / "keys"
    own.rename(tmp_path / "keys")
    assert run(tmp_path / "a", "terminal", "list") == 1
    assert "missing its keys" in capsys.readouterr().err
    assert not own.exists()
    (tmp_path / "b" / "keys").rename(own)
    assert run(tmp_path / "a", "terminal", "list") == 1
    assert "another central" in capsys.readouterr().err


def test_a_profile_of_ones_own_is_loaded_and_kept(tmp_path: Path) -> None:
    from central.app import PROFILES

    text = (PROFILES / "niiza.toml").read_text(encoding="utf-8")
    own = tmp_path / "mura.toml"
    own.write_text(text.replace('id = "niiza"', 'id = "mura"', 1), encoding="utf-8")
    assert run(tmp_path / "data", "library", "load", str(own)) == 0
    assert run(tmp_path / "data", "terminal", "add", "--branch", "biblia") == 0
    # Where it may not change hands, nothing of it changes.
    kept = (tmp_path / "data" / "libraries" / "mura.toml").read_bytes()
    assert run(tmp_path / "data", "patron", "add", "--card", "1", "--name", "試") == 0
    other = tmp_path / "omi.toml"
    other.write_text(text.replace('id = "niiza"', 'id = "omi"', 1), encoding="utf-8")
    assert run(tmp_path / "data", "library", "load", str(other)) == 1
    assert [path.name for path in (tmp_path / "data" / "libraries").iterdir()] == ["mura.toml"]
    assert (tmp_path / "data" / "libraries" / "mura.toml").read_bytes() == kept
    own.unlink()
    assert run(tmp_path / "data", "terminal", "list") == 0


def test_a_code_for_a_branch_of_another_library_is_no_more(begun: Path) -> None:
    assert run(begun, "terminal", "add", "--branch", "chuo") == 0
    assert run(begun, "library", "load", "niiza") == 0
    assert codes_kept(begun) == 0


def test_a_patron_is_added_with_the_librarys_first_password(
    begun: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    person = ("--card", "1234-5678", "--name", "山田", "--born", "1980-05-06")
    assert run(begun, "patron", "add", *person) == 0
    assert run(begun, "patron", "add", "--card", "1", "--name", "x", "--born", "80") == 2
    assert "'80' is no date" in capsys.readouterr().err
    central = Central.open(begun, SystemClock())
    assert central.ils.cards() == ("12345678",)
    central.close()


def test_a_patron_who_is_there_keeps_what_nobody_spoke_of(
    begun: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    person = ("patron", "add", "--card", "1234-5678", "--name")
    where = ("--branch", "chuo", "--born", "1980-05-06")
    monkeypatch.setattr(sys, "stdin", io.StringIO("8206\n"))
    assert run(begun, *person, "山田", *where, "--secret-stdin") == 0
    before = kept_of(begun)
    # However the number is written, and never with another password.
    assert run(begun, *person, "山田 花子", "--email", "a@example.jp") == 0
    after = kept_of(begun)
    assert after.name == "山田 花子"
    assert (after.born, after.branch, after.base) == (before.born, before.branch, before.base)
    assert (after.secret_state, after.email) == ("set", "a@example.jp")
    told = capsys.readouterr()
    assert told.out == ""
    assert "更新しました。 / Changed." in told.err


def kept_of(data: Path) -> Row[Any]:
    """The row of the only patron."""
    central = Central.open(data, SystemClock())
    with central._database.read() as connection:
        row = connection.execute(select(patrons)).one()
    central.close()
    return row


def test_a_temporary_password_is_handed_over_once(
    begun: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(begun, "patron", "add", "--card", "1", "--name", "試") == 0
    told = capsys.readouterr()
    assert told.out.strip().isdecimal()
    assert "仮パスワード" in told.err
    assert run(begun, "patron", "add", "--card", " １ ", "--name", "試す") == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("words", "typed", "said"),
    [
        (("--card", "!!", "--name", "試"), "", "カード番号"),
        (("--card", "1", "--name", " "), "", "氏名"),
        (("--card", "1", "--name", "試", "--email", "nonsense"), "", "メールアドレス"),
        (("--card", "1", "--name", "試", "--branch", "nowhere"), "", "'nowhere'"),
        (("--card", "1", "--name", "試", "--secret-stdin"), "", "パスワード"),
        (("--card", "1", "--name", "試", "--secret-stdin"), "あいう\n", "パスワード"),
    ],
)
def test_what_cannot_be_a_patron_is_said_and_not_added(
    begun: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    typed: str,
    said: str,
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    assert run(begun, "patron", "add", *words) == 2
    told = capsys.readouterr().err
    assert said in told
    assert " / " in told
    central = Central.open(begun, SystemClock())
    assert central.ils.cards() == ()
    central.close()


def test_the_intake_and_a_snapshot(begun: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(begun, "intake", "run", "--dry-run") == 0
    assert capsys.readouterr().out == (
        "受付0件、お断り0件、係の確認待ち0件、取消し0件、待ち0件、遅れ0件。"
        " / 0 accepted, 0 refused, 0 needs staff, 0 cancelled, 0 waiting, 0 late.\n"
    )
    assert run(begun, "snapshot", "build") == 0
    assert "The catalogue for terminals is built: 0 titles," in capsys.readouterr().out


def test_a_port_in_use_is_said(begun: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert run(begun, "serve", "--port", str(port)) == 1
    assert capsys.readouterr().err == (
        f"127.0.0.1 のポート {port} で待ち受けできません。"
        f" / Cannot listen on 127.0.0.1 port {port}: address already in use.\n"
    )


@pytest.mark.parametrize("host", ["a" * 70, "192.0.2.1"])
def test_a_host_that_is_none_is_said(
    begun: Path, capsys: pytest.CaptureFixture[str], host: str
) -> None:
    assert run(begun, "serve", "--host", host, "--port", "0") == 1
    assert f"{host} のポート 0 で" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ("serve", "--port", "70000"),
        ("demo-data", "--titles", "abc"),
        ("demo-data", "--titles", "-1"),
        ("dance",),
        (),
    ],
)
def test_what_is_no_command_ends_with_status_two(
    tmp_path: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        run(tmp_path, *words)
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert " / " in told.splitlines()[-1]


def test_a_foreign_file_an_unknown_library_and_a_folder_that_is_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "central.db").write_bytes(b"nothing of ours" * 1000)
    assert run(tmp_path, "serve", "--port", "0") == 1
    assert "not a database of this program" in capsys.readouterr().err
    assert run(tmp_path / "new", "serve", "--port", "0", "--library", "atlantis") == 2
    assert "atlantis" in capsys.readouterr().err
    assert run(tmp_path / "central.db", "serve", "--port", "0") == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_under_the_output_is_one_sentence(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "central", "--data", str(tmp_path), "library", "list"]
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            program, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert ended.returncode == 1
    assert ended.stderr == "ファイルを使えません。 / No space left on device.\n"


def test_serve_answers_until_it_is_ended(begun: Path) -> None:
    import requests

    program = [sys.executable, "-m", "central", "--data", str(begun), "serve", "--port", "0"]
    with subprocess.Popen(program, cwd=ROOT, stderr=subprocess.PIPE, text=True) as serving:
        assert serving.stderr is not None
        line = serving.stderr.readline()
        url = line.split(": ")[1].strip()
        headers = {"Connection": "close"}
        assert "central_time" in requests.get(f"{url}/v1/time", timeout=10, headers=headers).json()
        serving.terminate()
        assert serving.wait(10) == 0
        assert "Traceback" not in serving.stderr.read()
