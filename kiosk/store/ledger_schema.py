"""The ledger's tables, as steps that are never changed once released; new ones are added below.

Rows of `ledger` cannot be changed, nor deleted above the noted `purged_through`: the file itself
refuses.
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


def _third(connection: Connection) -> None:
    for statement in (
        "DROP TRIGGER ledger_kept",
        """CREATE TRIGGER ledger_kept BEFORE DELETE ON ledger WHEN OLD.seq > coalesce(
                (SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'purged_through'), 0)
            BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END""",
        # How often the central refused a row by itself: it is parked then, and blocks nobody.
        "ALTER TABLE request_state ADD COLUMN refused INTEGER NOT NULL DEFAULT 0",
    ):
        connection.exec_driver_sql(statement)


LEDGER = Kind(application_id=0x53484C47, migrations=(_first, _second, _third))
"""`SHLG`."""
