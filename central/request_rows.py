"""The requests table: rows in, rows out, and the marks that cancels leave. Nothing is decided here.

A state that changes gets a new number, by which terminals ask what is new.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, select, update

from central.database import put, tick
from central.tables import requests, tombstones, unsure_times
from kiosk.circulation.messages import (
    Because,
    Outcome,
    Proof,
    RequestKind,
    RequestState,
    read_why,
    write_why,
)

_BY_KEY = select(requests).where(requests.c.key == bindparam("key"))
_CHANGE = update(requests).where(requests.c.key == bindparam("its_key"))
_UNSURE = select(unsure_times.c.key).where(unsure_times.c.key == bindparam("key"))
_TOMBSTONE = select(tombstones.c.key).where(
    tombstones.c.key == bindparam("key"), tombstones.c.card == bindparam("card")
)
"""Asked for every row that comes in: to make a statement costs more than to run it."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request as the central keeps it. `placed_at` is corrected; `card` None while unproved."""

    key: str
    terminal: str
    seq: int
    kind: str
    version: int
    placed_at: datetime
    received_at: datetime
    proof: Proof
    card: str | None
    body: dict[str, Any]
    sealed: str | None
    state: RequestState
    reason: str | None
    facts: tuple[tuple[str, str], ...]
    also: tuple[Because, ...]
    decided_at: datetime | None

    def outcome(self) -> Outcome:
        """The present verdict, as terminals read it."""
        return Outcome(
            key=self.key,
            state=self.state,
            reason=self.reason,
            facts=dict(self.facts),
            also=self.also,
            decided_at=self.decided_at,
        )


def from_row(row: Row[Any]) -> Request:
    """A row as a value."""
    facts, also = read_why(row.facts)
    return Request(
        key=row.key,
        terminal=row.terminal,
        seq=row.seq,
        kind=row.kind,
        version=row.version,
        placed_at=row.placed_at,
        received_at=row.received_at,
        proof=Proof(row.proof),
        card=row.card,
        body=json.loads(row.body),
        sealed=row.sealed,
        state=RequestState(row.state),
        reason=row.reason,
        facts=tuple(sorted(facts.items())),
        also=also,
        decided_at=row.decided_at,
    )


def get(connection: Connection, key: str) -> Request | None:
    """One request."""
    row = connection.execute(_BY_KEY, {"key": key}).first()
    return None if row is None else from_row(row)


def one(connection: Connection, key: str) -> Request:
    """A request that is there; KeyError where it is not."""
    found = get(connection, key)
    if found is None:
        raise KeyError(key)
    return found


def settle(
    connection: Connection,
    now: datetime,
    key: str,
    state: RequestState,
    reason: str | None = None,
    facts: tuple[tuple[str, str], ...] = (),
    also: tuple[Because, ...] = (),
) -> Request:
    """Write a verdict. The sealed box is emptied with it: it has been opened, and whoever waits
    for the intake is proved. Only a person may still need a box that did not open."""
    decided = state is not RequestState.RECEIVED
    values: dict[str, Any] = {
        "its_key": key,
        "state": state.value,
        "reason": reason,
        "facts": write_why(dict(facts), also),
        "decided_at": now if decided else None,
        "changed": tick(connection, now),
    }
    if state is not RequestState.NEEDS_STAFF:
        values["sealed"] = None
    connection.execute(_CHANGE, values)
    return one(connection, key)


def unsure(connection: Connection, key: str) -> bool:
    """Whether nobody knows for sure when this was placed."""
    return connection.execute(_UNSURE, {"key": key}).first() is not None


def waiting(connection: Connection, until: datetime) -> list[str]:
    """Keys that wait for the intake, in its order: corrected time, then terminal, then sequence."""
    return list(
        connection.execute(
            select(requests.c.key)
            .where(requests.c.state == RequestState.RECEIVED.value, requests.c.received_at <= until)
            .order_by(requests.c.placed_at, requests.c.terminal, requests.c.seq, requests.c.key)
        ).scalars()
    )


def any_waiting(connection: Connection) -> bool:
    """Whether any request waits for the intake."""
    found = connection.execute(
        select(requests.c.key).where(requests.c.state == RequestState.RECEIVED.value).limit(1)
    ).first()
    return found is not None


def of_card(connection: Connection, card: str, kind: RequestKind, since: datetime) -> list[Request]:
    """A patron's requests of one kind that are open, or came to nothing since then; oldest first.

    Accepted ones are not among them: those are the library system's now.
    """
    open_states = (RequestState.RECEIVED.value, RequestState.NEEDS_STAFF.value)
    no_states = (RequestState.REFUSED.value, RequestState.CANCELLED.value)
    rows = connection.execute(
        select(requests)
        .where(
            requests.c.card == card,
            requests.c.kind == kind.value,
            requests.c.state.in_(open_states)
            | (requests.c.state.in_(no_states) & (requests.c.decided_at >= since)),
        )
        .order_by(requests.c.placed_at, requests.c.terminal, requests.c.seq)
    )
    return [from_row(row) for row in rows]


def forget_patron(connection: Connection, card: str) -> None:
    """Who asked, and for what, is gone with a patron; that a key was decided stays for ever."""
    decided = requests.c.state.in_([state.value for state in RequestState if state.final])
    connection.execute(
        update(requests).where(requests.c.card == card, decided).values(card=None, body="{}")
    )
    # A hold that comes still is an unknown card's, and no hold.
    connection.execute(delete(tombstones).where(tombstones.c.card == card))


def leave_tombstone(connection: Connection, now: datetime, key: str, card: str) -> None:
    """A hold was cancelled before it came: when it comes it is cancelled already."""
    put(connection, tombstones, {"key": key, "card": card, "at": now}, keep=("card", "at"))


def has_tombstone(connection: Connection, key: str, card: str) -> bool:
    """Whether this patron cancelled this hold before it came."""
    return connection.execute(_TOMBSTONE, {"key": key, "card": card}).first() is not None
