"""Rows of the ledger's tables as values, in and out. No transaction begins or ends here."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping

from kiosk.circulation.messages import (
    Because,
    Item,
    Message,
    Outcome,
    Proof,
    RequestKind,
    RequestState,
    read_why,
    write_why,
)
from kiosk.circulation.sealing import GENESIS
from kiosk.store.anchors import Anchor
from kiosk.store.attempts import Attempts, Failures

_FAILURES = "failures"


@dataclass(frozen=True, slots=True)
class Draft:
    """A request that is not yet a row. `tag` finds a patron's rows without the card number."""

    key: str
    kind: RequestKind
    proof: Proof
    card: str | None
    body: Message
    tag: str
    sealed: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Row:
    """One request as it stands: what was asked, and the central's present verdict on it."""

    item: Item
    tag: str
    state: RequestState
    reason: str | None
    facts: dict[str, str]
    decided_at: datetime | None
    also: tuple[Because, ...] = ()

    @property
    def kind(self) -> RequestKind:
        """What was asked for."""
        return RequestKind(self.item.kind)


def head_of(connection: Connection) -> tuple[int, str, datetime | None]:
    found = connection.exec_driver_sql(
        "SELECT seq, hash, placed_at FROM ledger ORDER BY seq DESC LIMIT 1"
    ).first()
    if found is None:
        return 0, GENESIS, None
    return int(found[0]), str(found[1]), datetime.fromisoformat(found[2])


def item_of(row: RowMapping) -> Item:
    return Item(
        seq=row["seq"],
        key=row["key"],
        kind=row["kind"],
        version=row["version"],
        placed_at=datetime.fromisoformat(row["placed_at"]),
        proof=Proof(row["proof"]),
        card=row["card"],
        body=json.loads(row["body"]),
        sealed=row["sealed"],
        prev_hash=row["prev_hash"],
        hash=row["hash"],
    )


def row_of(row: RowMapping) -> Row:
    decided = row["decided_at"]
    facts, also = read_why(row["facts"])
    return Row(
        item=item_of(row),
        tag=row["tag"],
        state=RequestState(row["state"]),
        reason=row["reason"],
        facts=facts,
        also=also,
        decided_at=datetime.fromisoformat(decided) if decided else None,
    )


def settle(connection: Connection, outcomes: Iterable[Outcome]) -> None:
    """Verdicts for rows of ours; a verdict on a row we do not know is nobody's business here."""
    for outcome in outcomes:
        connection.exec_driver_sql(
            "UPDATE request_state SET state = :state, reason = :reason, facts = :facts,"
            " decided_at = :decided WHERE key = :key",
            {
                "key": outcome.key,
                "state": outcome.state.value,
                "reason": outcome.reason,
                "facts": write_why(outcome.facts, outcome.also),
                "decided": outcome.decided_at.isoformat() if outcome.decided_at else None,
            },
        )


def refuse(connection: Connection, key: str) -> int:
    """One more refusal of a row by itself; how many there were."""
    query = "UPDATE request_state SET refused = refused + 1 WHERE key = :key RETURNING refused"
    return int(connection.exec_driver_sql(query, {"key": key}).scalar() or 0)


def attempts_of(connection: Connection, tag: str) -> Attempts:
    found = connection.exec_driver_sql(
        "SELECT in_a_row, without_contact, rests_until FROM attempts WHERE tag = :tag",
        {"tag": tag},
    ).first()
    if found is None:
        return Attempts()
    rests = datetime.fromisoformat(found[2]) if found[2] else None
    return Attempts(int(found[0]), int(found[1]), rests)


def note_of(connection: Connection, name: str) -> str | None:
    value: Any = connection.exec_driver_sql(
        "SELECT value FROM meta WHERE name = :name", {"name": name}
    ).scalar()
    return None if value is None else str(value)


def remember(connection: Connection, name: str, value: str) -> None:
    connection.exec_driver_sql(
        "INSERT INTO meta (name, value) VALUES (:name, :value)"
        " ON CONFLICT (name) DO UPDATE SET value = :value",
        {"name": name, "value": value},
    )


def put_attempts(connection: Connection, tag: str, attempts: Attempts) -> None:
    """Keep the failures of one card."""
    connection.exec_driver_sql(
        "INSERT INTO attempts (tag, in_a_row, without_contact, rests_until)"
        " VALUES (:tag, :row, :contact, :rests) ON CONFLICT (tag) DO UPDATE SET"
        " in_a_row = :row, without_contact = :contact, rests_until = :rests",
        {
            "tag": tag,
            "row": attempts.in_a_row,
            "contact": attempts.without_contact,
            "rests": attempts.rests_until.isoformat() if attempts.rests_until else None,
        },
    )


def failures_of(connection: Connection) -> Failures:
    """The last failures at this terminal."""
    moments: list[str] = json.loads(note_of(connection, _FAILURES) or "[]")
    return Failures(tuple(datetime.fromisoformat(moment) for moment in moments))


def put_failures(connection: Connection, failures: Failures) -> None:
    """Keep the last failures at this terminal."""
    moments = [moment.isoformat() for moment in failures.moments]
    remember(connection, _FAILURES, json.dumps(moments))


def put_item(connection: Connection, item: Item, tag: str, trace: Mapping[str, object]) -> None:
    """A new row, queued. `trace`: wall, monotonic and run at the moment of writing."""
    connection.exec_driver_sql(
        "INSERT INTO ledger (seq, key, kind, version, placed_at, proof, card, body, sealed,"
        " prev_hash, hash, tag, wall, monotonic, run) VALUES (:seq, :key, :kind, :version,"
        " :placed_at, :proof, :card, :body, :sealed, :prev_hash, :hash, :tag, :wall,"
        " :monotonic, :run)",
        {
            **item.model_dump(mode="json"),
            "placed_at": item.placed_at.isoformat(),
            "body": json.dumps(item.body, ensure_ascii=False, sort_keys=True),
            "tag": tag,
            **trace,
        },
    )
    connection.exec_driver_sql(
        "INSERT INTO request_state (key, state) VALUES (:key, :state)",
        {"key": item.key, "state": RequestState.QUEUED.value},
    )


def put_anchor(connection: Connection, anchor: Anchor) -> None:
    """A new anchor; only the last twenty are kept."""
    connection.exec_driver_sql(
        "INSERT INTO anchors (central, wall, monotonic, run)"
        " VALUES (:central, :wall, :monotonic, :run)",
        {
            "central": anchor.central.isoformat(),
            "wall": anchor.wall.isoformat(),
            "monotonic": anchor.monotonic,
            "run": anchor.run,
        },
    )
    connection.exec_driver_sql("DELETE FROM anchors WHERE id <= (SELECT max(id) FROM anchors) - 20")


def anchor_of(connection: Connection) -> Anchor | None:
    """The newest anchor."""
    found = connection.exec_driver_sql(
        "SELECT central, wall, monotonic, run FROM anchors ORDER BY id DESC LIMIT 1"
    ).first()
    if found is None:
        return None
    central, wall = datetime.fromisoformat(found[0]), datetime.fromisoformat(found[1])
    return Anchor(central, wall, float(found[2]), str(found[3]))
