"""A central on PostgreSQL: the same tables, and two workers that never decide one request twice.

The server is the test's own; where none is installed all of this is skipped (./run setup tests).
"""

import multiprocessing
import os
import random
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, event, func, select

from central import migrations, postgresql, runs
from central.app import CannotOpen, Central
from central.backups import BackupFailed
from central.clock import SystemClock
from central.database import ADDRESS, Database
from central.restoring import restore
from central.runs import Underway
from central.tables import holds, intake_runs
from kiosk.catalogue.records import Copy, Title
from kiosk.circulation.facts import Patron
from kiosk.circulation.messages import LARGEST, RequestState
from tests.unit.central import server, steps
from tests.unit.central.conftest import CHEAP
from tests.unit.central.kiosk import SmallTerminal

pytestmark = pytest.mark.skipif(
    server.tools() is None, reason="no PostgreSQL server is installed here: ./run setup tests"
)
ASKED = 16
LIVES = 2
"""Of each worker: all but the last end in kill -9."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A server for all of them."""
    with server.postgresql() as at:
        yield at


def fresh(address: str, name: str, order: str = "C") -> str:
    """A new database of that server."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(
            f"CREATE DATABASE {name} TEMPLATE template0 LC_COLLATE '{order}' LC_CTYPE '{order}'"
        )
    return address.replace("/postgres?", f"/{name}?")


def central_on(folder: Path, address: str) -> Central:
    """A central whose rows stand there."""
    folder.mkdir(exist_ok=True)
    (folder / ADDRESS).write_text(address, encoding="utf-8")
    return Central.open(folder, SystemClock(), cost=CHEAP, library="murakami")


def test_its_schema_is_the_one_in_the_code(address: str) -> None:
    made = fresh(address, "made")
    Database(made).close()
    looking = postgresql.engine(made, readonly=True)
    with looking.begin() as connection:
        assert steps.differences(connection) == []
    looking.dispose()


@pytest.mark.parametrize("step", steps.STEPS)
def test_what_stood_there_at_each_step_is_kept(address: str, step: str) -> None:
    at = fresh(address, f"step_{step}")
    steps.come_from(step, postgresql.engine(at), at)


def test_numbers_of_a_database_made_with_32_bits_grow(address: str) -> None:
    at = fresh(address, "narrow")
    made = postgresql.engine(at)
    with made.begin() as connection:
        migrations.upgrade(connection, "0008")
        for table, column in (
            ("heads", "incarnation"),
            ("ledger_rows", "incarnation"),
            ("requests", "version"),
        ):
            connection.exec_driver_sql(f"ALTER TABLE {table} ALTER COLUMN {column} TYPE integer")
    Database(at).close()
    with made.begin() as connection:
        assert steps.differences(connection) == []
    made.dispose()


def test_another_order_of_text_is_refused(address: str, tmp_path: Path) -> None:
    with pytest.raises(CannotOpen) as refused:
        central_on(tmp_path, fresh(address, "ordered", "C.UTF-8"))
    assert address not in str(refused.value)


def test_a_central_goes_on_where_it_stopped(address: str, tmp_path: Path) -> None:
    at = fresh(address, "opened")
    first = central_on(tmp_path, at)
    terminal = SmallTerminal(first, "chuo")
    # No database of theirs keeps a NUL in a text; the rows behind it must come through.
    terminal.ask("no\0such", {"words": "a\0b"}, card="1", version=LARGEST)
    terminal.push()
    first.close()
    again = central_on(tmp_path, at)
    assert [one.state for one in again.requests.all()] == [RequestState.NEEDS_STAFF]
    with pytest.raises(BackupFailed, match="pg_dump"):
        again.backups.make(tmp_path)
    with pytest.raises(BackupFailed, match="pg_restore"):
        restore(tmp_path, tmp_path / "copy.db")
    again.close()


def _work(folder: Path, dies_after: int) -> None:
    """An intake that takes the other one for dead, until it dies or nothing waits any more."""
    runs._gone = lambda lease: True  # noqa: ARG005 - its name is its type
    left = [dies_after]

    def step(_connection: object) -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    central = Central.open(folder, SystemClock(), cost=CHEAP)
    for name in ("begin", "commit"):
        event.listen(Engine, name, step)
    while central.intake.has_work():
        try:
            central.intake.run()
        except Underway:
            threading.Event().wait(0.01)
    central.close()


def test_two_workers_never_decide_one_request_twice(address: str, tmp_path: Path) -> None:
    central = central_on(tmp_path, fresh(address, "workers"))
    for number in range(1, 5):
        title = Title(f"T{number}", "本", copies=(Copy(f"C{number}", "chuo"),))
        central.ils.put_title(title)
    cards = [f"{1000 + number}" for number in range(ASKED)]
    central.ils.put_patrons([(Patron(card, "利用者", phone="0254"), "x1234") for card in cards])
    terminal = SmallTerminal(central, "chuo")
    for number, card in enumerate(cards):
        terminal.hold(card, f"T{number % 4 + 1}", "chuo")
    terminal.push()
    dice = random.Random(5)  # noqa: S311 - the same deaths each time
    spawn = multiprocessing.get_context("spawn")
    killed = 0
    for life in range(LIVES):
        last = life == LIVES - 1
        workers = [
            spawn.Process(target=_work, args=(tmp_path, 0 if last else dice.randint(4, 30)))
            for _ in range(2)
        ]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(120)
            killed += worker.exitcode == -signal.SIGKILL
    assert killed > 0
    decided = [one.state for one in central.requests.all()]
    assert decided == [RequestState.ACCEPTED] * ASKED
    with central._database.read() as connection:
        told: int = connection.execute(select(func.sum(intake_runs.c.accepted))).scalar_one()
        queue = connection.execute(select(holds.c.title, holds.c.position).order_by("position"))
        places = [(row.title, row.position) for row in queue]
    assert told == ASKED
    assert len(set(places)) == len(places) == ASKED
    central.close()
