"""The screen itself: found or not, filled or not, and told of each round with the central."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from kiosk import app, screen, tidying
from kiosk.__main__ import main
from kiosk.ui.shell import Shell
from tests.sync.conftest import World
from tests.sync.conftest import clock as clock
from tests.sync.conftest import serving as serving
from tests.sync.conftest import world as world
from tests.ui.kit import Stage

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@pytest.fixture
def stage(qapp: object) -> Iterator[Stage]:  # noqa: ARG001
    """View models over a desk of tests."""
    made = Stage()
    made.settle()
    yield made
    made.models.close()


@pytest.fixture
def no_screen(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A Linux machine on which nobody has started a screen."""
    monkeypatch.setattr("sys.platform", "linux")
    for name in SCREENS:
        monkeypatch.setenv(name, "")
    return monkeypatch


@pytest.mark.usefixtures("no_screen")
def test_without_a_screen_it_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(tmp_path), "run"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "画面が見つかりません。" in said
    assert "No screen found" in said


@pytest.mark.parametrize("named", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_a_screen_that_does_not_answer_is_one_sentence(
    named: str, tmp_path: Path, no_screen: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    no_screen.setenv(named, "nowhere")
    assert main(["--data", str(tmp_path), "run"]) == 2
    said = capsys.readouterr().err
    assert f"The screen ({named}=nowhere) does not answer." in said


def test_a_rehearsal_needs_no_screen(tmp_path: Path, no_screen: pytest.MonkeyPatch) -> None:
    drawn: list[str | None] = []

    def rehearse(*_: object) -> int:
        import os

        drawn.append(os.environ.get("QT_QPA_PLATFORM"))
        return 0

    no_screen.setattr(screen, "rehearse", rehearse)
    script = str(tmp_path / "script")
    assert main(["--data", str(tmp_path), "run", "--rehearse", script]) == 0
    assert drawn == ["offscreen"]


def test_the_whole_screen_is_filled_without_a_window_manager(stage: Stage) -> None:
    shell = Shell(stage.models, app.resources(), size=None)
    try:
        assert shell.window.geometry() == QGuiApplication.primaryScreen().geometry()
    finally:
        QGuiApplication.restoreOverrideCursor()
        shell.close()


def test_the_bar_is_asked_again_when_a_round_has_ended(stage: Stage) -> None:
    told: list[bool] = []
    stage.models.status.changed.connect(lambda: told.append(stage.models.status.is_online()))
    stage.models.round_ended()
    QGuiApplication.processEvents()
    stage.settle()
    assert told


def test_each_round_is_told_also_one_that_moved_nothing(world: World) -> None:
    told: list[str] = []
    world.terminal.exchange.ended = lambda: told.append("ended")
    world.terminal.exchange.changed = lambda: told.append("changed")
    world.terminal.sync()
    world.line.up = False
    world.terminal.sync()
    assert told == ["ended", "ended"]


def test_rubbish_is_looked_for_only_while_nobody_waits(
    tmp_path: Path, qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As long as the screen is there; afterwards Python does it again."""
    monkeypatch.setattr(screen, "log_qt", lambda: None)
    monkeypatch.setattr(screen, "_end_politely", lambda _: None)
    monkeypatch.setattr(tidying, "EVERY_MS", 1)

    def look() -> None:
        if not gc.isenabled():
            qapp.exit(0)

    watch = QTimer()
    watch.timeout.connect(look)
    watch.start(1)
    assert screen.run(tmp_path, windowed=True) == 0
    assert (gc.isenabled(), gc.get_freeze_count()) == (True, 0)
