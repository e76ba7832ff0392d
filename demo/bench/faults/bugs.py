"""Seeded bugs: each takes the place of a public part of the product, and must be found.

No switch for them stands in the product. They are what a hurried hand might write.
"""

import uuid
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast

import sqlcipher3.dbapi2 as driver

from central.app import Central
from central.requests import Requests
from central.terminals import Terminal
from demo.bench.faults.sides import Parts
from kiosk.circulation.messages import (
    Item,
    OutcomesPage,
    Park,
    Push,
    PushReply,
    RequestKind,
    row_hash,
)
from kiosk.circulation.reasons import Refused
from kiosk.login import Login, Session
from kiosk.store.attempts import Attempts
from kiosk.store.ledger import Ledger


class Taking:
    """In the place of the central's `requests`: everything as it is, but for what a bug changes."""

    def __init__(self, inner: Requests, file: Path, step: Callable[[], None]) -> None:
        self.inner = inner
        self._file = file
        self._step = step

    def take(self, terminal: Terminal, push: Push) -> PushReply:
        """Rows come in."""
        return self.inner.take(terminal, push)

    def park(self, terminal: Terminal, park: Park) -> PushReply:
        """A row that is refused by itself."""
        return self.inner.park(terminal, park)

    def outcomes(self, terminal: Terminal, cursor: str) -> OutcomesPage:
        """Verdicts."""
        return self.inner.outcomes(terminal, cursor)

    def sql(self, *statements: tuple[str, Sequence[object]]) -> None:
        """Behind the central's back, whole or not at all."""
        connection = driver.connect(str(self._file), isolation_level=None)
        try:
            connection.execute("BEGIN IMMEDIATE")
            for statement, values in statements:
                connection.execute(statement, values)
            connection.execute("COMMIT")
        finally:
            connection.close()

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """A look behind the central's back."""
        connection = driver.connect(str(self._file), isolation_level=None)
        try:
            return list(connection.execute(query))
        finally:
            connection.close()


class NoKeys(Taking):
    """No idempotency: whatever comes again is something new."""

    def take(self, terminal: Terminal, push: Push) -> PushReply:
        """Each arrival gets a key of its own."""
        known = [item for item in push.items if self.inner.get(item.key) is not None]
        reply = self.inner.take(terminal, push)
        again = [_renamed(item) for item in known if item.kind == RequestKind.ALERT_ADD]
        if again:
            self.inner.take_rows(terminal, push.incarnation, again)
        return reply


def _renamed(item: Item) -> Item:
    other = item.model_copy(update={"key": str(uuid.uuid5(uuid.NAMESPACE_OID, item.key))})
    return other.model_copy(update={"hash": row_hash(other)})


class PoisonAborts(Taking):
    """What cannot be read stops the rows behind it."""

    def take(self, terminal: Terminal, push: Push) -> PushReply:
        """Up to the first that cannot be read."""
        good: list[Item] = []
        for item in push.items:
            if item.kind == RequestKind.HOLD and "title" not in item.body:
                break
            good.append(item)
        return self.inner.take_rows(terminal, push.incarnation, good)


class NoTombstones(Taking):
    """A cancel that comes before its hold leaves nothing."""

    def take(self, terminal: Terminal, push: Push) -> PushReply:
        """As always, and then it is forgotten."""
        reply = self.inner.take(terminal, push)
        self.sql(("DELETE FROM tombstones", ()))
        return reply


_VERDICTS = ("requests", "ledger_rows", "heads")
_EFFECTS = ("holds", "alerts")


class TwoTransactions(Taking):
    """Verdict and effect are stored one after the other, and the power may fail in between."""

    second: Sequence[str] = ()
    """Tables that are only written in the second transaction."""

    def take(self, terminal: Terminal, push: Push) -> PushReply:
        """First the one, then the other."""
        before = {table: set(self.rows(f"SELECT * FROM {table}")) for table in self.second}
        reply = self.inner.take(terminal, push)
        after = {table: set(self.rows(f"SELECT * FROM {table}")) for table in self.second}
        self._replace(after, before)
        self._step()
        self._replace(before, after)
        return reply

    def _replace(self, old: dict[str, set[Any]], new: dict[str, set[Any]]) -> None:
        changed = [table for table in self.second if old[table] != new[table]]
        statements: list[tuple[str, Sequence[object]]] = []
        for table in changed:
            statements.append((f"DELETE FROM {table}", ()))
            statements += [
                (f"INSERT INTO {table} VALUES ({','.join('?' * len(row))})", row)
                for row in new[table]
            ]
        if statements:
            self.sql(*statements)


class EffectFirst(TwoTransactions):
    """Effect without verdict."""

    second = _VERDICTS


class VerdictFirst(TwoTransactions):
    """Verdict without effect."""

    second = _EFFECTS


class Stubborn(Ledger):
    """No `have_through` rule: what the central once held it holds for ever."""

    def taken(self, reply: PushReply) -> None:
        """Never back."""
        have = max(self.have_through(), reply.have_through)
        super().taken(reply.model_copy(update={"have_through": have}))


class LateCounters:
    """In the place of the ledger at sign-in: an attempt is only noted."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.noted: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ledger, name)

    def consume_attempt(self, tag: str) -> None:
        """Later."""
        self.noted.append(tag)

    def attempts(self, tag: str) -> Attempts:
        """As they stand."""
        return self._ledger.attempts(tag)


class LateLogin:
    """Counts an attempt when it is known to have failed."""

    def __init__(self, ledger: Ledger, build: Callable[[Ledger], Login]) -> None:
        self._ledger = ledger
        self._counters = LateCounters(ledger)
        self._login = build(cast("Ledger", self._counters))

    def sign_in(self, card: str, secret: str) -> Session:
        """First the check, then the counter."""
        self._counters.noted.clear()
        try:
            return self._login.sign_in(card, secret)
        except Refused:
            for tag in self._counters.noted:
                self._ledger.consume_attempt(tag)
            raise


def _central(kind: type[Taking]) -> Parts:
    def replace(app: Central, file: Path, step: Callable[[], None]) -> None:
        app.requests = cast("Requests", kind(app.requests, file, step))

    return Parts(central=replace)


BUGS: dict[str, Parts] = {
    "no idempotency": _central(NoKeys),
    "poison aborts the batch": _central(PoisonAborts),
    "no tombstone": _central(NoTombstones),
    "no have_through rule": Parts(ledger=Stubborn),
    "effect without verdict": _central(EffectFirst),
    "verdict without effect": _central(VerdictFirst),
    "counters after the check": Parts(login=LateLogin),
}
