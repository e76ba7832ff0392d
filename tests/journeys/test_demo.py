"""`./run demo` as a new user meets it: without a screen, with one, and with mistakes."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def demo(*arguments: str, where: Path, screen: bool = False) -> "subprocess.CompletedProcess[str]":
    """Run the demo from a folder of one's own; Qt draws into memory in any case."""
    bare: Mapping[str, str] = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY")
    }
    env = {**bare, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    if screen:
        env["DISPLAY"] = ":none"
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
