"""The record of intake runs, and whose turn it is: one run at a time, whoever crashes.

A run is leased to a worker and renewed with every request it decides, in that request's own
transaction: a worker that was thought dead finds out before it decides anything twice. A run that
was cut off is gone on with, with the same set of requests. Nothing is decided here.
"""

import os
import secrets
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, func, select, update

from central.clock import Clock
from central.database import Database, put
from central.tables import intake_runs, intake_turns, meta
from kiosk.circulation.messages import RequestState

LEASE = timedelta(minutes=2)
"""Far longer than one request takes, and soon enough for the next intake after a crash."""
_DONE_UNTIL = "intake_done_until"
_MISSED = select(func.count()).where(
    intake_runs.c.finished.is_not(None),
    intake_runs.c.until >= bindparam("placed_at"),
    intake_runs.c.until < bindparam("received_at"),
)
_RENEW = update(intake_turns).where(
    intake_turns.c.run == bindparam("its_run"), intake_turns.c.lease == bindparam("its_lease")
)


class Underway(Exception):  # noqa: N818 - a state of the world
    """Another worker runs the intake; the text says so in both languages."""

    def __init__(self) -> None:
        super().__init__(
            "いま、別のところで受付処理が動いています。"
            " / Another intake is running just now. Its result will be the same."
        )


@dataclass(frozen=True, slots=True)
class Run:
    """A run that is ours: it takes what was received up to `until`. `lease` is this turn's name."""

    id: int
    until: datetime
    lease: str


class Runs:
    """All runs of one central."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def begin(self, until: datetime) -> Run:
        """Our run from here on: one that was cut off, or a new one. Underway where another worker
        is alive and at it. In one write transaction, so that a request that is being taken
        meanwhile is waited for, and not left for tomorrow."""
        now, lease = self._clock.now(), f"{_place()} {secrets.token_hex(8)}"
        with self._database.write() as connection:
            left = connection.execute(
                select(intake_runs).where(intake_runs.c.finished.is_(None)).order_by("id")
            ).first()
            if left is None:
                nothing = {"accepted": 0, "refused": 0, "needs_staff": 0}
                made = connection.execute(
                    intake_runs.insert().values(until=until, started=now, **nothing)
                )
                key = made.inserted_primary_key
                run = Run(int(key[0]) if key else 0, until, lease)
            else:
                run = Run(left.id, left.until, lease)
            late = _left_by(connection, run.id, now)
            turn = {"run": run.id, "lease": lease, "lease_until": now + LEASE, "late": late}
            put(connection, intake_turns, turn)
        return run

    def renew(self, connection: Connection, run: Run) -> None:
        """Still ours, in this very transaction; Underway where another worker took it over."""
        until = self._clock.now() + LEASE
        turn = {"its_run": run.id, "its_lease": run.lease, "lease_until": until}
        renewed = connection.execute(_RENEW, turn)
        if not renewed.rowcount:
            raise Underway

    def count(self, connection: Connection, run: Run, state: RequestState, late: bool) -> None:
        """One more was decided, in the same transaction: a run that is gone on with after a crash
        tells of all of them."""
        if state.value in intake_runs.c:
            more = {state.value: intake_runs.c[state.value] + 1}
            connection.execute(update(intake_runs).where(intake_runs.c.id == run.id).values(**more))
        if late:
            more = {"late": intake_turns.c.late + 1}
            connection.execute(
                update(intake_turns).where(intake_turns.c.run == run.id).values(**more)
            )

    def finish(self, run: Run) -> None:
        """All of it is decided."""
        with self._database.write() as connection:
            self.renew(connection, run)
            ours = intake_runs.c.id == run.id
            connection.execute(update(intake_runs).where(ours).values(finished=self._clock.now()))
            done = _done_until(connection)
            until = run.until if done is None else max(done, run.until)
            put(connection, meta, {"name": _DONE_UNTIL, "value": until.isoformat()})

    def done_until(self) -> datetime | None:
        """Up to which moment intakes have been run."""
        with self._database.read() as connection:
            return _done_until(connection)

    def start_counting(self, moment: datetime) -> None:
        """The first start: no intake before this moment is missing."""
        with self._database.write() as connection:
            put(connection, meta, {"name": _DONE_UNTIL, "value": moment.isoformat()})


def _done_until(connection: Connection) -> datetime | None:
    value = connection.execute(select(meta.c.value).where(meta.c.name == _DONE_UNTIL)).scalar()
    return None if value is None else datetime.fromisoformat(value)


def _left_by(connection: Connection, run: int, now: datetime) -> int:
    """How many late requests the worker before us counted; Underway where he is alive."""
    turn = connection.execute(select(intake_turns).where(intake_turns.c.run == run)).first()
    if turn is None:
        return 0
    if turn.lease_until > now and not _gone(turn.lease):
        raise Underway
    return int(turn.late)


def missed(connection: Connection, placed_at: datetime, received_at: datetime) -> int:
    """How many finished runs a request missed: it was placed before them and came after them."""
    between = {"placed_at": placed_at, "received_at": received_at}
    return int(connection.execute(_MISSED, between).scalar_one())


def _place() -> str:
    return f"{socket.gethostname()} {os.getpid()}"


def _gone(lease: str) -> bool:
    """Whether the worker cannot be alive: this very process (two turns of one process wait for
    each other at the database), or one of this machine that has ended."""
    host, number, *_ = lease.rsplit(" ", 2)
    if host != socket.gethostname() or not number.isdecimal():
        return False
    if int(number) == os.getpid():
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
