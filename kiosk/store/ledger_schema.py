"""The ledger's tables, as steps that are never changed once released; new ones are added below.

Rows of `ledger` can be neither changed nor deleted: the file itself refuses.
"""

from sqlalchemy import Connection

from kiosk.store.database import Kind


def _first(connection: Connection) -> None:
    for statement in (
        """CREATE TABLE ledger (
            seq INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            version INTEGER NOT NULL,
            placed_at TEXT NOT NULL,
            proof TEXT NOT NULL,
            card TEXT,
            body TEXT NOT NULL,
            sealed TEXT,
            prev_hash TEXT NOT NULL,
            hash TEXT NOT NULL,
            tag TEXT NOT NULL,
            wall TEXT NOT NULL,
            monotonic REAL NOT NULL,
            run TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX ledger_tag ON ledger (tag, seq)",
        """CREATE TRIGGER ledger_unchanged BEFORE UPDATE ON ledger
            BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END""",
        """CREATE TRIGGER ledger_kept BEFORE DELETE ON ledger
            BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END""",
        """CREATE TABLE request_state (
            key TEXT PRIMARY KEY REFERENCES ledger (key),
            state TEXT NOT NULL,
            reason TEXT,
            facts TEXT NOT NULL DEFAULT '{}',
            decided_at TEXT
        ) STRICT""",
        """CREATE TABLE attempts (
            tag TEXT PRIMARY KEY,
            in_a_row INTEGER NOT NULL,
            without_contact INTEGER NOT NULL,
            rests_until TEXT
        ) STRICT""",
        """CREATE TABLE anchors (
            id INTEGER PRIMARY KEY,
            central TEXT NOT NULL,
            wall TEXT NOT NULL,
            monotonic REAL NOT NULL,
            run TEXT NOT NULL
        ) STRICT""",
        "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    ):
        connection.exec_driver_sql(statement)


def _second(connection: Connection) -> None:
    # Few rows wait for an answer among all that were ever asked: they must be quick to find.
    connection.exec_driver_sql(
        "CREATE INDEX request_unanswered ON request_state (key) WHERE state = 'queued'"
    )


LEDGER = Kind(application_id=0x53484C47, migrations=(_first, _second))
"""`SHLG`."""
