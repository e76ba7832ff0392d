"""An open ledger as a file: its transactions, notes, owner, time and attempt counters.

Writes take turns, and each is durable when it has returned. On a full disk the ballast is given
away once, so that what a patron has touched can still be kept. Requests are `ledger`'s.
"""

import secrets
import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import Connection, Engine, text

from kiosk.ports import Clock
from kiosk.sqlite import reading
from kiosk.store.anchors import Anchor, corrected
from kiosk.store.attempts import Attempts, Failures
from kiosk.store.ballast import Ballast
from kiosk.store.database import guarded
from kiosk.store.identity import IDENTITY, Identity
from kiosk.store.ledger_rows import (
    attempts_of,
    failures_of,
    note_of,
    put_anchor,
    put_attempts,
    put_failures,
    remember,
)
from kiosk.store.problems import CannotWrite, DiskFull

T = TypeVar("T")
_REPORT = "failures_report"


class LedgerFile:
    """What every use of the ledger shares. Safe to use from several threads."""

    def __init__(self, engine: Engine, clock: Clock, ballast: Ballast, identity: Identity) -> None:
        self.ballast = ballast
        self.identity = identity
        self._engine = engine
        self._clock = clock
        self._run = secrets.token_hex(8)
        self._turn = threading.RLock()
        self._anchor: Anchor | None = None
        self._sure = False

    def _write(self, work: Callable[[Connection], T]) -> T:
        """One transaction; tried once more where giving the ballast away made room."""
        with self._turn:
            try:
                return self._write_once(work)
            except (DiskFull, CannotWrite) as full:
                if not self.ballast.release(full=isinstance(full, DiskFull)):
                    raise
            return self._write_once(work)

    def _write_once(self, work: Callable[[Connection], T]) -> T:
        with guarded(), self._engine.begin() as connection:
            return work(connection)

    def _read(self, ask: Callable[[Connection], T]) -> T:
        with guarded(), reading(self._engine) as connection:
            return ask(connection)

    # -- notes --------------------------------------------------------------------------------

    def note(self, name: str) -> str | None:
        """A remembered value: a cursor, a version, a moment."""
        return self._read(lambda connection: note_of(connection, name))

    def remember(self, name: str, value: str) -> None:
        """Remember a value."""
        self._write(lambda connection: remember(connection, name, value))

    def lately(self, name: str, within: timedelta) -> bool:
        """Whether the moment remembered so is not yet that long ago. One that is still to come was
        told by a clock that was wrong, and is none."""
        at = self.note(name)
        return at is not None and timedelta(0) <= self.now() - datetime.fromisoformat(at) < within

    # -- who it is, and to whom it seals -------------------------------------------------------

    def intake_key(self) -> tuple[str, str]:
        """The public key (hex) that boxes are sealed to now, and its name."""
        key, _, name = (self.note("intake_key") or "").partition(" ")
        return (key, name) if name else (self.identity.intake_key, self.identity.intake_key_id)

    def seals_to(self, key: str, name: str) -> None:
        """The central's intake has another key from now on."""
        self.remember("intake_key", f"{key} {name}")

    def _becomes(self, identity: Identity, **notes: str) -> None:
        nothing = {"have_through": "0", "safe_through": "0", "outcomes_cursor": "", **notes}

        def work(connection: Connection) -> None:
            remember(connection, "identity", IDENTITY.dump_json(identity).decode())
            for name, value in nothing.items():
                remember(connection, name, value)

        with self._turn:
            self._write(work)
            self.identity = identity

    # -- time ---------------------------------------------------------------------------------

    def now(self) -> datetime:
        """The central's time as well as we know it, in the zone of the terminal's clock."""
        with self._turn:
            return self._estimate(None)

    def clock_off(self) -> timedelta | None:
        """By how much the machine's own clock was behind when the time was last known; None before.
        Whatever it is, times are the central's."""
        return None if self._anchor is None else self._anchor.central - self._anchor.wall

    @property
    def sure_of_time(self) -> bool:
        """Whether the central has told this program the time; else it is the machine's clock,
        carried on as well as it can be."""
        return self._sure

    def anchor(self, central_time: datetime) -> None:
        """Remember what time the central said it was, just now."""
        made = Anchor(central_time, self._clock.now(), self._clock.monotonic(), self._run)
        with self._turn:
            self._write(lambda connection: put_anchor(connection, made))
            self._anchor, self._sure = made, True

    def _estimate(self, not_before: datetime | None) -> datetime:
        clock = self._clock
        return corrected(clock.now(), clock.monotonic(), self._run, self._anchor, not_before)

    def _trace(self) -> dict[str, object]:
        clock = self._clock
        return {
            "wall": clock.now().isoformat(),
            "monotonic": clock.monotonic(),
            "run": self._run,
        }

    # -- attempt counters ---------------------------------------------------------------------

    def attempts(self, tag: str) -> Attempts:
        """The failures of one card at this terminal."""
        return self._read(lambda connection: attempts_of(connection, tag))

    def screen_rests(self) -> datetime | None:
        """Until when nobody may sign in here, after many failures of whatever cards."""
        return self._read(failures_of).resting(self.now())

    def consume_attempt(self, tag: str) -> None:
        """Count an attempt, durably, before the secret is looked at."""
        at = self.now()
        self._count(tag, lambda attempts: attempts.consumed(at), lambda all_: all_.consumed(at))

    def attempt_succeeded(self, tag: str) -> None:
        """The secret was right: no failures of this card any more."""
        self._count(tag, lambda _: Attempts(), Failures.taken_back)

    def attempt_not_judged(self, tag: str, before: Attempts) -> None:
        """Nobody could look at the secret (deferred): the attempt was none."""
        self._count(tag, lambda now: now.not_judged(before), Failures.taken_back)

    def attempt_seen_by_central(self, tag: str) -> None:
        """The central itself said no: it counts for itself."""
        self._count(tag, Attempts.seen_by_central, lambda all_: all_)

    def contacted(self) -> None:
        """The central was reached in a sync round: every card may be tried offline again."""
        self._write(
            lambda connection: connection.exec_driver_sql(
                "UPDATE attempts SET without_contact = 0 WHERE without_contact > 0"
            )
        )

    def untold(self, limit: int) -> tuple[int, dict[str, int]]:
        """A report's number, and the failures by card that the central does not know of yet."""
        query = text(
            "SELECT tag, without_contact FROM attempts WHERE without_contact > 0 LIMIT :limit"
        )

        def ask(connection: Connection) -> tuple[int, dict[str, int]]:
            rows = connection.execute(query, {"limit": limit})
            return int(note_of(connection, _REPORT) or 0), {row[0]: row[1] for row in rows}

        return self._read(ask)

    def told(self, report: int, failures: Mapping[str, int], rests: Mapping[str, datetime]) -> None:
        """The central counts these failures now, and says which cards rest, in one transaction."""

        def work(connection: Connection) -> None:
            for tag, count in failures.items():
                put_attempts(connection, tag, attempts_of(connection, tag).told(count))
            for tag, until in rests.items():
                put_attempts(connection, tag, attempts_of(connection, tag).rested(until))
            remember(connection, _REPORT, str(report + 1))

        self._write(work)

    def _count(
        self,
        tag: str,
        card: Callable[[Attempts], Attempts],
        terminal: Callable[[Failures], Failures],
    ) -> None:
        def work(connection: Connection) -> None:
            put_attempts(connection, tag, card(attempts_of(connection, tag)))
            put_failures(connection, terminal(failures_of(connection)))

        self._write(work)
