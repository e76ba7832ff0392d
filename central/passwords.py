"""Patrons' secrets: made into Argon2id bases, and checked behind counters.

A counter is written before the check, so that pulling a plug never gives a free try. A secret is
never stored, logged or compared in the clear; an unknown card takes as long as a known one.
"""

import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select

from central.clock import Clock
from central.database import Database, put
from central.ils.port import Stored
from central.tables import attempts
from kiosk.circulation.sealing import Cost, base_of, cost_of, salt_text, same

FREE_TRIES = 5
FIRST_REST = timedelta(minutes=15)
LONGEST_REST = timedelta(hours=24)
HEARD = 500
"""Failures that are taken from one terminal until it told of none for a day: far more than honest
ones count without the network, and a stolen one locks few patrons out with it."""
_AT_ONCE = 4  # Argon2 takes 64 MiB each


@dataclass(frozen=True, slots=True)
class Checked:
    """`locked_until`: too many failures, nothing was checked. `fresh`: the right secret as it would
    be stored today, where it was made at another cost."""

    ok: bool
    locked_until: datetime | None = None
    fresh: Stored | None = field(default=None, repr=False)


class Passwords:
    """Makes and checks secrets. `cost`: what the slowest terminal of the library can pay."""

    def __init__(self, database: Database, clock: Clock, cost: Callable[[], Cost]) -> None:
        self._database = database
        self._clock = clock
        self._cost = cost
        self._busy = threading.BoundedSemaphore(_AT_ONCE)

    def make(self, secret: str) -> Stored:
        """A secret as it is stored, with a salt of its own. Takes about 0.1 s."""
        salt = salt_text(secrets.token_bytes(16), self._cost())
        return Stored(salt, self._base(secret, salt))

    def check(
        self, scope: str, secret: str, lookup: Callable[[Connection], Stored | None]
    ) -> Checked:
        """Whether the secret is right; counts against `scope`. `lookup` finds the stored one.
        Takes about 0.1 s, and twice as long once after terminals became slower or faster."""
        locked = self._consume(scope)
        if locked is not None:
            return Checked(False, locked)
        with self._database.read() as connection:
            stored = lookup(connection)
        against = stored or self._nobody()
        ok = same(self._base(secret, against.salt), against.base)
        if not ok or stored is None:
            return Checked(False)
        self.forgive_scope(scope)
        dated = cost_of(stored.salt) != self._cost()
        return Checked(True, fresh=self.make(secret) if dated else None)

    def _nobody(self) -> Stored:
        """An unknown card takes as long as a known one."""
        return Stored(salt_text(secrets.token_bytes(16), self._cost()), secrets.token_hex(32))

    def consume(self, scope: str) -> datetime | None:
        """Use up one try without a secret; until when it rests where there are none left."""
        return self._consume(scope)

    def hear(self, terminal: str, report: int, failures: Mapping[str, int]) -> None:
        """Failures by card that a terminal counted without us: they count with those seen here.
        Of a report that comes again only what is more in it. Who has gone too far has the first
        rest; the next wrong secret, wherever it is typed, the one that goes with them all."""
        now = self._clock.now()
        with self._database.write() as connection:
            heard = known = _counted(connection, heard_scope(terminal), now).failures
            for card, count in failures.items():
                told = told_scope(terminal, report, card)
                before = _counted(connection, told, now).failures
                more = min(count - before, HEARD - heard)
                if more > 0:
                    heard += more
                    _put(connection, told, _Counted(before + more), now)
                    _add(connection, online_scope(card), more, now)
            if heard > known:
                _put(connection, heard_scope(terminal), _Counted(heard), now)

    def resting(self, limit: int) -> dict[str, datetime]:
        """Cards that rest at sign-in, and until when; at most so many, the longest rests first."""
        query = (
            select(attempts.c.scope, attempts.c.until)
            .where(attempts.c.scope.like(online_scope("%")), attempts.c.until > self._clock.now())
            .order_by(attempts.c.until.desc(), attempts.c.scope)
            .limit(limit)
        )
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return {row.scope.removeprefix(online_scope("")): row.until for row in rows}

    def forgive(self, card: str) -> None:
        """Staff has seen the patron: the counters of a card begin anew."""
        with self._database.write() as connection:
            connection.execute(
                delete(attempts).where(
                    attempts.c.scope.in_((online_scope(card), register_scope(card)))
                    | attempts.c.scope.like(deferred_scope("%", card))
                )
            )

    def forget_old(self) -> None:
        """Counters that rest no more: a card number somebody once typed is not kept for ever."""
        with self._database.write() as connection:
            old = self._clock.now() - LONGEST_REST
            connection.execute(delete(attempts).where(attempts.c.updated < old))

    def forgive_scope(self, scope: str) -> None:
        """A right secret: the counter begins anew."""
        with self._database.write() as connection:
            connection.execute(delete(attempts).where(attempts.c.scope == scope))

    def _base(self, secret: str, salt: str) -> str:
        with self._busy:
            return base_of(secret, salt, self._cost()).hex()

    def _consume(self, scope: str) -> datetime | None:
        now = self._clock.now()
        with self._database.write() as connection:
            known = _counted(connection, scope, now)
            if known.until is not None and known.until > now:
                return known.until
            failures = known.failures + 1
            _put(connection, scope, _Counted(failures, _rest(failures, now)), now)
        return None


@dataclass(frozen=True, slots=True)
class _Counted:
    """One counter: failures in a row, and until when it rests."""

    failures: int = 0
    until: datetime | None = None


def _counted(connection: Connection, scope: str, now: datetime) -> _Counted:
    row = connection.execute(select(attempts).where(attempts.c.scope == scope)).first()
    if row is None:
        return _Counted()
    # What was long ago counts no more; the longest rest is not over before it.
    return _Counted(row.failures if now - row.updated <= LONGEST_REST else 0, row.until)


def _put(connection: Connection, scope: str, counted: _Counted, now: datetime) -> None:
    values = {"failures": counted.failures, "until": counted.until, "updated": now}
    put(connection, attempts, {"scope": scope, **values})


def _add(connection: Connection, scope: str, more: int, now: datetime) -> None:
    known = _counted(connection, scope, now)
    failures = known.failures + more
    rest = _rest(min(failures, FREE_TRIES), now)
    until = max(rest, known.until or rest) if rest is not None else known.until
    _put(connection, scope, _Counted(failures, until), now)


def _rest(failures: int, now: datetime) -> datetime | None:
    if failures < FREE_TRIES:
        return None
    return now + min(LONGEST_REST, FIRST_REST * (1 << min(failures - FREE_TRIES, 10)))


def online_scope(card: str) -> str:
    """The counter of a card at sign-in."""
    return f"card:{card}"


def deferred_scope(terminal: str, card: str) -> str:
    """The counter of a card in sealed boxes of one terminal: a stranger's typing at one terminal
    never locks the patron out elsewhere."""
    return f"deferred:{terminal}:{card}"


def told_scope(terminal: str, report: int, card: str) -> str:
    """How many failures of a card a report told of, so that it may be told again."""
    return f"told:{terminal}:{report}:{card}"


def heard_scope(terminal: str) -> str:
    """How many failures a terminal told of."""
    return f"heard:{terminal}"


def register_scope(card: str) -> str:
    """The counter of a card's own registration."""
    return f"register:{card}"
