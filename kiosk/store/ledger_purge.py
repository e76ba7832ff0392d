"""Rows that nobody needs any more leave the ledger: settled long ago, and in a verified backup.

What stays can still be checked: the number and hash of the last row that left are noted, and the
first row that stays follows it. The newest row never leaves, so that the sequence goes on.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row

from kiosk.circulation.messages import RequestState
from kiosk.circulation.sealing import GENESIS
from kiosk.store.ledger_rows import note_of, remember

KEEP = timedelta(days=90)
"""How long a settled row stays: a central put back from an older backup is still given it."""
_AT_ONCE = 1000
_FINAL = frozenset(state.value for state in RequestState if state.final)


def purged(connection: Connection) -> tuple[int, str]:
    """The last row that left, and its hash: what the first row that stays must follow."""
    through = int(note_of(connection, "purged_through") or 0)
    return through, note_of(connection, "purged_hash") or GENESIS


def purge(connection: Connection, at: datetime) -> int:
    """Let the oldest rows go, as far as all of them may; how many went."""
    through, last = 0, ""
    gone: list[str] = []
    for row in _safe(connection):
        decided = row.decided_at and datetime.fromisoformat(row.decided_at)
        if row.state not in _FINAL or decided is None or decided >= at - KEEP:
            break
        through, last = row.seq, row.hash
        gone.append(row.key)
    if gone:
        remember(connection, "purged_through", str(through))
        remember(connection, "purged_hash", last)
        rows = [{"key": key} for key in gone]
        connection.exec_driver_sql("DELETE FROM request_state WHERE key = :key", rows)
        connection.exec_driver_sql("DELETE FROM ledger WHERE key = :key", rows)
    return len(gone)


def _safe(connection: Connection) -> Sequence[Row[Any]]:
    safe = int(note_of(connection, "safe_through") or 0)
    query = (
        "SELECT seq, hash, key, state, decided_at FROM ledger JOIN request_state USING (key)"
        " WHERE seq <= :safe AND seq < (SELECT max(seq) FROM ledger) ORDER BY seq LIMIT :limit"
    )
    return connection.exec_driver_sql(query, {"safe": safe, "limit": _AT_ONCE}).all()
