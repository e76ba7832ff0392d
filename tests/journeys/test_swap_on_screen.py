"""A catalogue ranked anew comes under a running screen: nobody sees it happen."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from collections.abc import Iterator
from datetime import timedelta

import pytest

from kiosk import app
from kiosk.catalogue.records import Copy, Title
from kiosk.ui.rehearsal import Rehearsal
from kiosk.ui.shell import Shell
from kiosk.ui.viewmodels import ViewModels, build_viewmodels
from tests.journeys.player import Player

pytestmark = pytest.mark.usefixtures("qapp")


class Screen:
    """The terminal's own window in a world, and hands to touch it."""

    def __init__(self, play: Player) -> None:
        terminal = play.world.terminal
        self.models: ViewModels = build_viewmodels(
            terminal.desk, terminal.library, terminal.branch.id, play.world.clock
        )
        self.shell = Shell(self.models, app.resources(), size=(1366, 768), scale=3.96)
        self.hands = Rehearsal(self.shell.window)

    def settle(self) -> None:
        """Wait until the desk has answered everything."""
        self.hands.until(lambda: not self.models.jobs.is_busy(), "an answer of the desk")
        self.hands.breathe()

    def titles(self) -> list[str]:
        """The titles of the page of results, from top to bottom."""
        groups = self.models.listing.get_groups()
        return [row["title"] for group in groups for row in group["rows"]]


def put(play: Player, number: int, wanted: int) -> None:
    """A title at the central, with a copy in this house."""
    copies = (Copy(f"C{number}", play.world.terminal.branch.id),)
    title = Title(f"T{number}", f"猫の本 {number}", popularity=wanted, copies=copies)
    play.world.central.ils.put_title(title)


@pytest.fixture
def screen(okayama: Player) -> Iterator[Screen]:
    for number in range(1, 5):
        put(okayama, number, wanted=50 - number)
    okayama("sync")
    made = Screen(okayama)
    made.settle()
    yield made
    made.shell.close()


def rank_anew(play: Player) -> None:
    """The last title is wanted most, the second is gone; the file of the next day arrives."""
    put(play, 4, wanted=99)
    play("given", remove={"title": "T2"})
    play.world.central.catalogue.snapshot()
    before = play.world.terminal.replica.path
    assert play.world.terminal.replica.renew(play.world.clock.now().date() + timedelta(days=1))
    assert play.world.terminal.replica.path != before


def test_a_new_file_comes_without_a_blink(screen: Screen, okayama: Player) -> None:
    models = screen.models
    models.session.go("search")
    models.finding.write("猫の本")
    screen.settle()
    models.finding.showAll()
    screen.settle()
    shown = ["猫の本 1", "猫の本 2", "猫の本 3", "猫の本 4"]
    assert screen.titles() == shown
    before = screen.shell.grab()

    rank_anew(okayama)
    models.look_again()
    screen.settle()
    assert screen.titles() == shown
    assert screen.shell.grab() == before

    models.listing.open("T3")
    screen.settle()
    assert models.opened.get_title()["title"] == "猫の本 3"
    models.session.back()
    models.listing.open("T2")
    screen.settle()
    assert models.session.get_page() == "results"
    assert models.session.has_notice()
    models.session.closeNotice()

    models.session.go("search")
    models.finding.write("猫の")
    screen.settle()
    assert [row["title"] for row in models.finding.get_live()] == [
        "猫の本 4",
        "猫の本 1",
        "猫の本 3",
    ]
