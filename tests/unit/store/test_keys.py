"""The terminal's keys: a backend by name, never a discovered one."""

import stat
import sys
from pathlib import Path

import pytest

from kiosk.__main__ import main
from kiosk.settings import FILE
from kiosk.store.keys import Name, open_keys
from kiosk.store.problems import KeysUnavailable

MASTER = "ab" * 32


@pytest.mark.parametrize("place", ["null", "fail", "chainer", "", "keyring.backends.null.Keyring"])
def test_backends_that_forget_or_ask_are_refused_with_a_sentence(
    place: str, tmp_path: Path
) -> None:
    with pytest.raises(KeysUnavailable, match="使えません"):
        open_keys(place, tmp_path)


def test_the_demos_file_is_private_and_says_so(tmp_path: Path) -> None:
    keys = open_keys("file", tmp_path)
    assert keys.plain
    keys.make()
    assert len(keys.get(Name.LEDGER)) == 32
    mode = stat.S_IMODE((tmp_path / "keys.plain.json").stat().st_mode)
    assert mode == 0o600
    assert open_keys("file", tmp_path).get(Name.SIGN) == keys.get(Name.SIGN)


def test_making_twice_changes_no_key(tmp_path: Path) -> None:
    keys = open_keys("file", tmp_path)
    keys.make()
    before = keys.get(Name.LEDGER)
    keys.make()
    assert keys.get(Name.LEDGER) == before


def test_systemd_keys_are_locked_with_the_credential(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    credentials, data = tmp_path / "credentials", tmp_path / "data"
    credentials.mkdir()
    data.mkdir()
    (credentials / "shirabe.master").write_text(MASTER, "ascii")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(credentials))
    keys = open_keys("systemd", data)
    assert not keys.plain
    keys.make()
    secret = keys.get(Name.LEDGER)
    content = b"".join(path.read_bytes() for path in data.iterdir())
    assert secret.hex().encode() not in content
    assert open_keys("systemd", data).get(Name.LEDGER) == secret
    (credentials / "shirabe.master").write_text("cd" * 32, "ascii")
    with pytest.raises(KeysUnavailable):
        open_keys("systemd", data).get(Name.LEDGER)


@pytest.mark.parametrize("content", [None, "", "zz" * 32, "ab" * 31])
def test_a_missing_or_wrong_credential_is_a_sentence(
    content: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if content is not None:
        (tmp_path / "shirabe.master").write_text(content, "ascii")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    with pytest.raises(KeysUnavailable, match=r"shirabe\.master"):
        open_keys("systemd", tmp_path)


def test_without_systemd_there_is_no_credential(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    with pytest.raises(KeysUnavailable):
        open_keys("systemd", tmp_path)


def test_a_damaged_key_file_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "keys.plain.json").write_text("[", "ascii")
    with pytest.raises(KeysUnavailable, match=r"keys\.plain\.json"):
        open_keys("file", tmp_path).get(Name.LEDGER)


@pytest.mark.skipif(sys.platform == "win32", reason="there it is")
def test_credential_manager_is_on_windows_only(tmp_path: Path) -> None:
    with pytest.raises(KeysUnavailable, match="Windows"):
        open_keys("windows", tmp_path)


@pytest.mark.parametrize("place", ["null", "fail", "keyring.backends.chainer.ChainerBackend"])
def test_a_terminal_does_not_start_with_a_keyring_that_forgets(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / FILE).write_text(f'keyring = "{place}"\n', "utf-8")
    for verb in ("status", "self-check", "sync"):
        assert main(["--data", str(tmp_path), verb]) == 2
        said = capsys.readouterr().err
        assert said.count("\n") == 1
        assert "keyring" in said
        assert "systemd" in said


def test_a_key_that_is_forgotten_is_gone_and_forgetting_again_is_no_trouble(
    tmp_path: Path,
) -> None:
    keys = open_keys("file", tmp_path)
    keys.make()
    keys.put(Name.NEXT_SIGN, b"n" * 32)
    for _ in range(2):
        keys.forget(Name.NEXT_SIGN)
        assert keys.find(Name.NEXT_SIGN) is None
    assert keys.find(Name.SIGN) is not None
