"""Real processes, disks and connections at their worst, in short."""

import json
import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

import pytest

from demo.bench.__main__ import main
from demo.bench.faults import disks, histories
from demo.bench.faults.bugs import BUGS
from demo.bench.faults.disks import Trials
from demo.bench.faults.kills import Deaths, kill
from demo.bench.faults.power import Cuts
from demo.bench.faults.report import Found
from demo.bench.faults.soak import come_back


@pytest.fixture(scope="module")
def alone() -> Iterator[ProcessPoolExecutor]:
    """A process with no other threads: what runs in it forks, or limits itself."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield pool


def test_a_killed_process_goes_on_where_it_was(alone: ProcessPoolExecutor) -> None:
    deaths = alone.submit(kill, 4, 1).result()
    assert (deaths.kills, deaths.lost, deaths.doubled) == (4, 0, 0)


def test_a_full_disk_takes_nothing_back(alone: ProcessPoolExecutor) -> None:
    assert alone.submit(disks.full, 4, 1).result() == Trials(4)


def test_a_disk_that_refuses_takes_nothing_back() -> None:
    assert disks.refusing(1) == Trials(1)


def test_a_damaged_file_is_never_taken_for_a_good_one() -> None:
    assert disks.damaged(8, 1) == Trials(8)


def test_a_bad_line_between_real_programs() -> None:
    back = come_back(3, 4, 0.2, 1, faults=0.3, hurry=100.0)
    assert back.good, back


def test_a_loss_shows_in_the_last_line() -> None:
    found = Found(1, told=3, bugs=dict.fromkeys(BUGS), full=Cuts(9, 1), deaths=Deaths(2, 1, 0, 0))
    found.broken.append(histories.Fault(7, "I3", "I3: twice"))
    told = json.loads(found.as_json())
    assert not found.kept
    assert told == {
        "lost": 1,
        "doubled": 1,
        "seeded_bugs": 7,
        "seeded_bugs_found": 0,
        "crash_images": 9,
        "kills": 2,
        "histories": 3,
        "normal_mode_caught": False,
    }


def test_one_part_alone_claims_nothing_of_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["faults", "--short", "--only", "histories", "--histories", "2", "--json"]) == 0
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (told["histories"], told["seeded_bugs_found"], told["kills"]) == (2, 0, 0)
    assert not Found(1, frozenset({"bugs"})).kept
    assert not Found(1, frozenset({"power"})).kept
