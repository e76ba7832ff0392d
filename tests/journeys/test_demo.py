"""`./run demo` as a new user meets it: without a screen, with one, and with mistakes."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def demo(
    *arguments: str, where: Path, screen: bool = False, **more: str
) -> "subprocess.CompletedProcess[str]":
    """Run the demo from a folder of one's own; Qt draws into memory where `more` says nothing."""
    bare: Mapping[str, str] = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY")
    }
    env = {**bare, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    if screen:
        env["DISPLAY"] = ":none"
    env |= more
    return subprocess.run(
        [sys.executable, "-P", "-m", "demo.run", *arguments],
        capture_output=True,
        text=True,
        cwd=where,
        env=env,
        check=False,
        timeout=240,
    )


def test_without_a_screen_it_says_so_and_leaves_pictures(tmp_path: Path) -> None:
    done = demo("--pictures", "shown", "--size", "1366x768", where=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "There is no screen" in done.stdout
    assert str(tmp_path / "shown") in done.stdout
    pictures = {path.stem for path in (tmp_path / "shown" / "1366x768").glob("*.png")}
    assert {"01-attract", "04-detail", "10-thanks", "19-my-page-after-intake"} <= pictures
    assert "Traceback" not in done.stderr


def test_a_screen_that_does_not_answer_is_said_and_done_without(tmp_path: Path) -> None:
    done = demo("--exit-after", "0.1", where=tmp_path, screen=True, QT_QPA_PLATFORM="")
    assert done.returncode == 0, done.stderr
    assert "The screen (DISPLAY=:none) does not answer." in done.stdout
    assert "without a screen" in done.stdout
    assert str(tmp_path / "demo-pictures") in done.stdout


def test_no_picture_is_taken_when_the_time_is_up(tmp_path: Path) -> None:
    taken = ("--pictures", "shown", "--size", "1366x768", "--size", "1920x1080")
    done = demo(*taken, "--exit-after", "0.1", where=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "1366x768: 0 pictures" in done.stdout
    assert "1920x1080:" not in done.stdout


def test_with_a_screen_both_windows_come_and_go(tmp_path: Path) -> None:
    done = demo("--exit-after", "1", "--data", str(tmp_path / "d"), where=tmp_path, screen=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "d" / "world.json").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--library", "atlantis"),
        ("--size", "huge"),
        ("--clock", "yesterday"),
        ("--data", "/proc/nowhere"),
    ],
)
def test_a_mistake_is_one_plain_sentence(arguments: tuple[str, str], tmp_path: Path) -> None:
    done = demo(*arguments, "--exit-after", "1", where=tmp_path, screen=True)
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr
