"""`./run demo` as a new user meets it: without a screen, with one, and with mistakes."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.signals import heard

ROOT = Path(__file__).resolve().parents[2]


def demo(
    *arguments: str, where: Path, screen: bool = False, before: Sequence[str] = (), **more: str
) -> "subprocess.CompletedProcess[str]":
    """Run the demo from a folder of one's own, to its end. `before`: a command that starts it."""
    return subprocess.run(
        [*before, *command(arguments)],
        capture_output=True,
        text=True,
        cwd=where,
        env=surroundings(screen=screen) | more,
        check=False,
        timeout=240,
    )


@contextmanager
def started(
    *arguments: str, where: Path, screen: bool = False
) -> Iterator["subprocess.Popen[str]"]:
    """Start the demo; its throw-away folders are made in `where`. It ends with the test."""
    with heard(signal.SIGHUP), heard(signal.SIGINT):
        running = subprocess.Popen(
            command(arguments),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=where,
            env=surroundings(screen=screen) | {"TMPDIR": str(where)},
        )
    with running:
        try:
            yield running
        finally:
            running.kill()


def wait_for(folder: Path, pattern: str, running: "subprocess.Popen[str]") -> None:
    """Until a path is there that fits `pattern`."""
    while not list(folder.glob(pattern)):
        with suppress(subprocess.TimeoutExpired):
            running.wait(0.01)
            raise AssertionError(running.communicate())


def command(arguments: Sequence[str]) -> list[str]:
    return [sys.executable, "-P", "-m", "demo.run", *arguments]


def surroundings(*, screen: bool) -> dict[str, str]:
    """Qt draws into memory, whether a screen is told of or not."""
    bare: Mapping[str, str] = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY")
    }
    env = {**bare, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    if screen:
        env["DISPLAY"] = ":none"
    return env


def test_without_a_screen_it_says_so_and_leaves_pictures(tmp_path: Path) -> None:
    done = demo("--pictures", "shown", "--size", "1366x768", where=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "There is no screen" in done.stdout
    assert str(tmp_path / "shown") in done.stdout
    pictures = {path.stem for path in (tmp_path / "shown" / "1366x768").glob("*.png")}
    assert {"01-attract", "04-detail", "10-thanks", "19-my-page-after-intake"} <= pictures
    assert "Traceback" not in done.stderr
    there = len(list((tmp_path / "shown" / "1366x768").glob("*.png")))
    assert f"1366x768: {there} pictures in " in done.stdout


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


def test_with_a_screen_a_size_is_the_windows_own(tmp_path: Path) -> None:
    done = demo("--size", "1366x768", "--exit-after", "1", where=tmp_path, screen=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("--library", "niiza"),
        ("--library", "foo"),
        ("--clock", "2026-12-01T10:00:00+09:00"),
        ("--data", "kept"),
        ("--port", "8123"),
    ],
)
def test_what_the_pictures_cannot_tell_is_said_at_once(
    arguments: tuple[str, str], tmp_path: Path
) -> None:
    done = demo(*arguments, "--pictures", "shown", where=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "The pictures tell one story only" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("moment", ["shirabe-*", "shirabe-*/world.json"])
def test_the_end_is_heard_while_the_window_is_made(
    number: signal.Signals, moment: str, tmp_path: Path
) -> None:
    with started(where=tmp_path, screen=True) as running:
        wait_for(tmp_path, moment, running)
        running.send_signal(number)
        said = running.communicate(timeout=60)
    assert (running.returncode, *said) == (128 + number, "", "")
    assert list(tmp_path.iterdir()) == []


def test_the_end_is_heard_while_pictures_are_taken(tmp_path: Path) -> None:
    asked = ("--pictures", str(tmp_path / "shown"), "--size", "1366x768")
    with started(*asked, where=tmp_path) as running:
        wait_for(tmp_path, "shown/1366x768/01-attract.png", running)
        running.terminate()
        _, errors = running.communicate(timeout=60)
    assert (running.returncode, errors) == (128 + signal.SIGTERM, "")
    assert [path.name for path in tmp_path.iterdir()] == ["shown"]
    assert len(list((tmp_path / "shown" / "1366x768").glob("*.png"))) < 26


@pytest.mark.parametrize("screen", [True, False])
def test_a_machine_without_loopback_is_told_so(screen: bool, tmp_path: Path) -> None:
    cut = ("unshare", "--map-root-user", "--net")
    if subprocess.run([*cut, "true"], capture_output=True, check=False).returncode:
        pytest.skip("no network of its own can be made here")
    done = demo("--exit-after", "1", where=tmp_path, screen=screen, before=cut)
    assert done.returncode == 2
    assert "The central cannot be reached" in done.stderr
    assert len(done.stderr.splitlines()) == 1


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
