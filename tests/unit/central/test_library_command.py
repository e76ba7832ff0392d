"""`python -m central library …`, and the page that tells how a further library is made."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from central.app import PROFILES
from demo.play.__main__ import main as play
from tests.unit.central.test_command import ROOT, run

PAGE = ROOT / "docs" / "libraries.md"


def test_the_schema_is_the_one_that_comes_with_the_profiles(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "library", "schema") == 0
    kept = (PROFILES / "profile.schema.json").read_text(encoding="utf-8")
    assert capsys.readouterr().out == kept


@pytest.mark.parametrize("profile", sorted(PROFILES.glob("*.toml")), ids=lambda path: path.stem)
def test_a_right_profile_is_said_to_be_right(
    tmp_path: Path, profile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path / "data", "library", "check", str(profile)) == 0
    assert capsys.readouterr().out.startswith(f"{profile.stem} ")
    assert not (tmp_path / "data").exists()


def test_a_mistake_is_told_with_file_key_value_and_what_is_allowed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (PROFILES / "template.toml").read_text(encoding="utf-8")
    own = tmp_path / "template.toml"
    own.write_text(text.replace("like_internet = true", 'like_internet = "ja"', 1), "utf-8")
    assert run(tmp_path, "library", "check", str(own)) == 1
    told = capsys.readouterr().err
    for word in ("template.toml", "terminal.like_internet", '"ja"', "true or false"):
        assert word in told
    assert run(tmp_path, "library", "check", str(tmp_path / "nowhere.toml")) == 1
    assert "nowhere.toml" in capsys.readouterr().err


def test_every_command_of_the_page_does_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "resources").symlink_to(ROOT / "resources")
    (tmp_path / "script.jsonl").write_text('{"do": "status"}\n', encoding="utf-8")
    (tmp_path / "books.csv").write_text("書名,ISBN\n本,9784062035156\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    commands = re.findall(r"^    (\S.*)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(commands) >= 8
    for command in commands:
        program, _, what = command.partition(" > ")[0].partition(" ")
        words = shlex.split(what)
        if program == "./run" and words[0] == "central":
            # A folder of its own, whichever the page names.
            rest = words[3:] if words[1] == "--data" else words[1:]
            assert run(tmp_path / "data", *rest) == 0, command
        elif program == "./run":
            assert (words[0], play(words[1:])) == ("play", 0), command
        else:
            subprocess.run([program, *words], check=True)
    told = capsys.readouterr().out
    assert "kasumi ひな形市立図書館" in told
    assert "○ 予約できます" in told
