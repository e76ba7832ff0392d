"""What may be kept of this branch's patrons to sign them in offline: disposable, with an expiry.

Rows are useless without the terminal's key and what the patron types; no card number or name
stands in them. Without contact for 30 days they are not used any more, then deleted. A damaged
file is dropped: sign-in becomes deferred, and the central sends the rows again.
"""

import threading
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from kiosk.circulation.messages import PatronRow, PatronsPage
from kiosk.sqlite import reading
from kiosk.store.database import Damaged, Kind, create, guarded, open_existing, remove

FILE = "patrons.db"
KEEP = timedelta(days=30)


def _first(connection: Connection) -> None:
    connection.exec_driver_sql(
        """CREATE TABLE patrons (
            tag TEXT PRIMARY KEY,
            salt TEXT NOT NULL,
            verifier TEXT NOT NULL,
            account_box TEXT NOT NULL
        ) STRICT"""
    )
    connection.exec_driver_sql(
        "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT"
    )


PATRONS = Kind(application_id=0x53485054, migrations=(_first,))
"""`SHPT`."""


class PatronStore:
    """The rows of this terminal. Safe to use from several threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._turn = threading.RLock()

    @classmethod
    def open(cls, folder: Path, key: bytes) -> "PatronStore":
        """Open or make the file; a damaged one is dropped."""
        path = folder / FILE
        try:
            if path.exists():
                return cls(open_existing(path, key, PATRONS, "NORMAL"))
        except Damaged:
            remove(path)
        return cls(create(path, key, PATRONS, "NORMAL"))

    def close(self) -> None:
        """Close the file."""
        with self._turn:
            self._engine.dispose()

    @property
    def cursor(self) -> str:
        """Where the stream of rows goes on; `""` from the start."""
        return self._note("cursor") or ""

    def apply(self, page: PatronsPage) -> None:
        """Take a page of rows and its cursor, in one transaction."""
        with self._turn, guarded(), self._engine.begin() as connection:
            for row in page.rows:
                _put(connection, row)
            _remember(connection, "cursor", page.cursor)

    def contacted(self, at: datetime) -> None:
        """The central was reached at `at`: the rows are good for another 30 days from there."""
        with self._turn, guarded(), self._engine.begin() as connection:
            _remember(connection, "contact", at.isoformat())

    def find(self, tag: str, at: datetime) -> PatronRow | None:
        """The row of a card, or None where there is none that may still be used."""
        if self._expired(at):
            return None
        with guarded(), reading(self._engine) as connection:
            found = connection.execute(
                text("SELECT tag, salt, verifier, account_box FROM patrons WHERE tag = :tag"),
                {"tag": tag},
            ).first()
        if found is None:
            return None
        return PatronRow(tag=found[0], salt=found[1], verifier=found[2], account_box=found[3])

    def expire(self, at: datetime) -> bool:
        """Delete everything where the central has been away for too long; True where it was."""
        if self._note("contact") is None or not self._expired(at):
            return False  # rows that are still coming in cannot be used yet, nor are they old
        self.clear()
        return True

    def clear(self) -> None:
        """Delete all rows (secure_delete overwrites them) and start the stream anew."""
        with self._turn, guarded(), self._engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM patrons")
            connection.exec_driver_sql("DELETE FROM meta")
        with self._turn, guarded(), self._engine.connect() as connection:
            raw = connection.connection.driver_connection
            if raw is not None:
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def count(self) -> int:
        """How many patrons could sign in offline."""
        with guarded(), reading(self._engine) as connection:
            return int(connection.exec_driver_sql("SELECT count(*) FROM patrons").scalar_one())

    def _expired(self, at: datetime) -> bool:
        contact = self._note("contact")
        return contact is None or at - datetime.fromisoformat(contact) > KEEP

    def _note(self, name: str) -> str | None:
        with guarded(), reading(self._engine) as connection:
            value = connection.execute(
                text("SELECT value FROM meta WHERE name = :name"), {"name": name}
            ).scalar()
        return None if value is None else str(value)


def _put(connection: Connection, row: PatronRow) -> None:
    if row.removed:
        connection.execute(text("DELETE FROM patrons WHERE tag = :tag"), {"tag": row.tag})
        return
    connection.execute(
        text(
            "INSERT INTO patrons (tag, salt, verifier, account_box)"
            " VALUES (:tag, :salt, :verifier, :box) ON CONFLICT (tag) DO UPDATE SET"
            " salt = :salt, verifier = :verifier, account_box = :box"
        ),
        {"tag": row.tag, "salt": row.salt, "verifier": row.verifier, "box": row.account_box},
    )


def _remember(connection: Connection, name: str, value: str) -> None:
    connection.execute(
        text(
            "INSERT INTO meta (name, value) VALUES (:name, :value)"
            " ON CONFLICT (name) DO UPDATE SET value = :value"
        ),
        {"name": name, "value": value},
    )
