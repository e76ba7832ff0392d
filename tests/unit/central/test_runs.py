"""One intake at a time, whoever crashes; what a run began it finishes; what came late is told."""

import os
import socket
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from central.__main__ import main
from central.app import Central
from central.clock import SystemClock
from central.runs import LEASE, Underway
from central.tables import intake_runs, intake_turns
from kiosk.circulation.messages import RequestState
from tests.fakes import START, FakeClock
from tests.unit.central.conftest import Opener
from tests.unit.central.kiosk import SmallTerminal


def leased_to(central: Central, worker: int, host: str | None = None) -> None:
    """A run is left under way, and this process had it."""
    run = central.intake.runs.begin(central.clock.now())
    name = f"{host or socket.gethostname()} {worker} {'0' * 16}"
    with central._database.write() as connection:
        connection.execute(
            update(intake_turns).where(intake_turns.c.run == run.id).values(lease=name)
        )


def recorded(central: Central) -> list[tuple[int, bool]]:
    """Of each run: how many were accepted, and whether it is finished."""
    with central._database.read() as connection:
        rows = connection.execute(select(intake_runs).order_by(intake_runs.c.id))
        return [(row.accepted, row.finished is not None) for row in rows]


def ask(terminal: SmallTerminal, *titles: str) -> None:
    """Holds, pushed."""
    for title in titles:
        terminal.hold("1001", title, "chuo")
    terminal.push()


def test_two_workers_that_are_alive_do_not_run_at_once(
    central: Central, terminal: SmallTerminal, clock: FakeClock
) -> None:
    ask(terminal, "T1")
    leased_to(central, os.getppid())
    with pytest.raises(Underway):
        central.intake.run()
    clock.pass_to(clock.now() + LEASE)
    assert central.intake.run().accepted == 1


def test_a_worker_of_another_machine_is_waited_for(
    central: Central, terminal: SmallTerminal, clock: FakeClock
) -> None:
    ask(terminal, "T1")
    leased_to(central, 1, host="elsewhere")
    with pytest.raises(Underway):
        central.intake.run()
    clock.pass_to(clock.now() + LEASE)
    assert central.intake.run().accepted == 1


def test_what_a_dead_worker_began_is_gone_on_with_at_once(
    central: Central, terminal: SmallTerminal
) -> None:
    ask(terminal, "T1", "T2")
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    leased_to(central, ended.pid)
    assert central.intake.run().accepted == 2
    assert recorded(central) == [(2, True)]


def test_the_clock_runs_what_is_due_only_where_nobody_does(
    central: Central, terminal: SmallTerminal, clock: FakeClock
) -> None:
    ask(terminal, "T1")
    clock.pass_by(days=1)
    leased_to(central, os.getppid())
    central.tick()
    assert terminal.outcome(terminal.rows[0].key).state is RequestState.RECEIVED
    clock.pass_to(clock.now() + LEASE)
    central.tick()
    assert terminal.outcome(terminal.rows[0].key).state is RequestState.ACCEPTED


def test_a_run_that_was_cut_off_keeps_its_set_and_tells_of_all(
    central: Central, terminal: SmallTerminal, clock: FakeClock
) -> None:
    ask(terminal, "T1", "T2")
    run = central.intake.runs.begin(clock.now())
    with central._database.write() as connection:
        central.intake.runs.renew(connection, run)
        (item,) = central.intake._decide(connection, terminal.rows[0].key)
        central.intake.runs.count(connection, run, item.state, late=False)
    clock.pass_by(minutes=10)
    ask(terminal, "T3")
    report = central.intake.run()
    assert report.accepted == 2
    assert recorded(central) == [(2, True), (1, True)]


def test_a_worker_that_was_replaced_decides_nothing_more(
    central: Central, terminal: SmallTerminal, clock: FakeClock
) -> None:
    ask(terminal, "T1")
    run = central.intake.runs.begin(clock.now())
    assert central.intake.run().accepted == 1
    with pytest.raises(Underway), central._database.write() as connection:
        central.intake.runs.renew(connection, run)
    with pytest.raises(Underway):
        central.intake.runs.finish(run)


def test_two_workers_never_decide_one_request_twice(
    central: Central, terminal: SmallTerminal, open_central: Opener
) -> None:
    ask(terminal, "T1", "T2", "T3", "T4")
    decided: list[str] = []

    def work(worker: Central) -> None:
        try:
            decided.extend(item.key for item in worker.intake.run().items)
        except Underway:
            return

    workers = [threading.Thread(target=work, args=(one,)) for one in (central, open_central())]
    for thread in workers:
        thread.start()
    for thread in workers:
        thread.join()
    assert len(decided) == len(set(decided))
    central.intake.run()
    assert {hold.title for hold in central.ils.account("1001").holds} == {"T1", "T2", "T3", "T4"}


def test_what_missed_an_intake_is_told_by_how_many(
    central: Central, terminal: SmallTerminal, clock: FakeClock
) -> None:
    terminal.hold("1001", "T1", "chuo", at=START)
    for _ in range(2):
        clock.pass_by(days=1)
        central.intake.run()
    clock.pass_by(minutes=1)
    terminal.hold("1001", "T2", "chuo", at=clock.now())
    terminal.push()
    clock.pass_by(minutes=1)
    report = central.intake.run()
    assert [item.late for item in report.items] == [2, 0]
    assert report.late == 1


def test_the_command_line_says_that_another_is_at_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(tmp_path), "library", "load", "murakami"]) == 0
    assert main(["--data", str(tmp_path), "intake", "run"]) == 0
    made = Central.open(tmp_path, SystemClock())
    leased_to(made, os.getppid())
    made.close()
    assert main(["--data", str(tmp_path), "intake", "run"]) == 1
    assert "Another intake" in capsys.readouterr().err


def test_a_lease_is_far_longer_than_a_request_takes() -> None:
    assert timedelta(minutes=1) <= LEASE <= timedelta(minutes=10)
