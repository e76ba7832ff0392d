"""A catalogue ranked anew comes into use under readers that never stop asking.

Each snapshot is a file of its own: a question goes on in the file it began in. Where a system does
not let go of a file that is read (Windows), the former one stays until a later installation.
"""

import os
import threading
from pathlib import Path

import pytest

from kiosk.app import Terminal
from kiosk.catalogue.records import Copy, Title
from kiosk.catalogue.search import Query
from tests.sync.conftest import World, lost_reply

ASKED = Query("本")
TITLES = 5
PATIENCE_S = 30.0


class Reading(threading.Thread):
    """Somebody who asks without pause, and looks at every title that was answered."""

    def __init__(self, terminal: Terminal) -> None:
        super().__init__()
        self._terminal = terminal
        self._enough = threading.Event()
        self._answered = threading.Condition()
        self._first = ""
        self.wrong: list[object] = []
        self.asked = 0

    def run(self) -> None:
        try:
            while not self._enough.is_set():
                self._ask()
        except BaseException as error:  # noqa: BLE001 - told to the test, whatever it is
            self.wrong.append(error)

    def _ask(self) -> None:
        desk = self._terminal.desk
        rows = desk.search(ASKED).lines
        ids = [row.title.id for row in rows]
        opened = [desk.line(one).title.id for one in ids]
        if len(ids) != TITLES or opened != ids:
            self.wrong.append((ids, opened))
        with self._answered:
            self._first = ids[0] if ids else ""
            self.asked += 1
            self._answered.notify_all()

    def until_first_is(self, title: str) -> bool:
        """Wait for an answer that begins with this title."""
        with self._answered:
            return self._answered.wait_for(
                lambda: self._first == title or bool(self.wrong), PATIENCE_S
            )

    def stop(self) -> None:
        self._enough.set()
        self.join(PATIENCE_S)


def ranked_anew(world: World, best: int) -> bool:
    """The central has one title wanted more than all others; the terminal fetches the new file."""
    for number in range(1, TITLES + 1):
        copies = (Copy(f"C{number}", "chuo"),)
        wanted = 90 if number == best else 1
        title = Title(f"T{number}", f"本その{number}", copies=copies, popularity=wanted)
        world.central.ils.put_title(title)
    world.central.catalogue.snapshot()
    return world.terminal.replica.bootstrap()


def files(world: World) -> set[Path]:
    """All catalogues on the terminal's disk."""
    return {path for path in in_use(world).parent.iterdir() if path.suffix == ".db"}


def in_use(world: World) -> Path:
    """The file that a new reader would open."""
    path = world.terminal.replica.path
    assert path is not None
    return path


def test_questions_never_fail_while_files_are_swapped(world: World) -> None:
    reading = Reading(world.terminal)
    reading.start()
    try:
        for best in (3, 5, 2, 4):
            before = in_use(world)
            assert ranked_anew(world, best)
            assert in_use(world) != before
            assert reading.until_first_is(f"T{best}")
    finally:
        reading.stop()
    assert reading.wrong == []
    assert reading.asked >= 4


def test_an_open_list_stays_whole_and_the_next_question_sees_the_new_file(world: World) -> None:
    reader = world.terminal.shelf.reader()
    assert reader is not None
    listed = [hit.title.id for hit in reader.search(ASKED).hits]
    assert ranked_anew(world, 4)
    # The list on the screen was read from the former file, which still answers for it.
    assert [title.id for title in reader.titles(listed)] == listed
    assert [hit.title.id for hit in reader.search(ASKED).hits] == listed
    found = world.terminal.desk.search(ASKED)
    assert found.lines[0].title.id == "T4"
    assert [world.terminal.desk.line(one).title.id for one in listed] == listed


@pytest.mark.skipif(os.name != "posix", reason="a file that is read cannot be removed here")
def test_the_former_file_goes_when_the_next_one_comes(world: World) -> None:
    first = in_use(world)
    reader = world.terminal.replica.open()
    assert reader is not None
    assert ranked_anew(world, 2)
    assert first.exists()  # the last good one is kept
    second = in_use(world)
    assert ranked_anew(world, 3)
    assert files(world) == {second, in_use(world)}
    assert reader.search(ASKED).total == TITLES  # who still reads it is not disturbed
    reader.close()


def test_changes_go_into_the_new_file_after_the_swap(world: World) -> None:
    assert ranked_anew(world, 5)
    world.central.ils.put_title(Title("T6", "本その6", copies=(Copy("C6", "chuo"),)))
    assert world.terminal.sync().good
    found = world.terminal.desk.search(ASKED)
    assert (found.lines[0].title.id, found.total) == ("T5", TITLES + 1)


def rank_at_the_central(world: World, best: int) -> None:
    """As `ranked_anew`, but the terminal is not told."""
    copies = (Copy(f"C{best}", "chuo"),)
    title = Title(f"T{best}", f"本その{best}", copies=copies, popularity=95)
    world.central.ils.put_title(title)
    world.central.catalogue.snapshot()


def test_a_running_terminal_takes_what_was_ranked_anew_the_next_day(world: World) -> None:
    assert world.terminal.sync().good
    before = in_use(world)
    rank_at_the_central(world, 4)
    assert world.terminal.sync().good
    assert in_use(world) == before  # once a day is enough for an order
    world.clock.pass_by(days=1)
    assert world.terminal.sync().good
    assert in_use(world) != before
    assert world.terminal.desk.search(ASKED).lines[0].title.id == "T4"
    world.line.asked.clear()
    assert world.terminal.sync().good
    assert not [path for path in world.line.asked if "snapshot" in path]


def test_the_new_file_is_never_behind_the_one_it_follows(world: World) -> None:
    assert world.terminal.sync().good
    rank_at_the_central(world, 4)
    world.central.ils.remove_title("T5")
    world.central.ils.put_title(Title("T1", "改訂された本", copies=(Copy("C1", "chuo"),)))
    assert world.terminal.sync().good
    world.clock.pass_by(days=1)
    generation = world.terminal.replica.generation
    assert world.terminal.replica.renew(world.clock.now().date())
    assert world.terminal.replica.generation == generation + 1
    reader = world.terminal.shelf.reader()
    assert reader is not None
    assert reader.title("T5") is None
    found = reader.title("T1")
    assert found is not None
    assert found.title == "改訂された本"
    assert world.terminal.replica.follow() == 0


def test_a_line_that_breaks_leaves_the_day_open_and_the_old_file_in_use(world: World) -> None:
    assert world.terminal.sync().good
    before = in_use(world)
    rank_at_the_central(world, 4)
    world.clock.pass_by(days=1)
    world.line.fail("/v1/snapshot/", lost_reply)
    assert not world.terminal.sync().good
    assert in_use(world) == before
    assert world.terminal.desk.search(ASKED).total == TITLES
    assert world.terminal.sync().good
    assert in_use(world) != before
