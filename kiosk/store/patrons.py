"""What may be kept of this branch's patrons to sign them in offline: disposable, with an expiry.

Rows are useless without the terminal's key and what the patron types; no card number or name
stands in them. Without contact for 30 days they are not used any more, then deleted. A damaged
file is dropped: sign-in becomes deferred, and the central sends the rows again.
"""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine

from kiosk.circulation.messages import PatronRow, PatronsPage
from kiosk.sqlite import reading
from kiosk.store.database import Kind, create, guarded, open_existing, remove
from kiosk.store.problems import Damaged, NotUpToDate

T = TypeVar("T")

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
    """The rows of this terminal. Safe to use from several threads.

    Where damage shows, the file is dropped and begun anew: nobody is known for a moment.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        self._path = path
        self._key = key
        self._turn = threading.RLock()
        self._engine = self._opened()

    @classmethod
    def open(cls, folder: Path, key: bytes) -> "PatronStore":
        """Open or make the file; a damaged one, or one of a newer version, is dropped."""
        return cls(folder / FILE, key)

    def _opened(self) -> Engine:
        try:
            if self._path.exists():
                return open_existing(self._path, self._key, PATRONS, "NORMAL")
        except (Damaged, NotUpToDate):
            remove(self._path)
        return create(self._path, self._key, PATRONS, "NORMAL")

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

        def work(connection: Connection) -> None:
            for row in page.rows:
                _put(connection, row)
            _remember(connection, "cursor", page.cursor)

        self._write(work)

    def contacted(self, at: datetime) -> None:
        """The central was reached at `at`: the rows are good for another 30 days from there."""
        self._write(lambda connection: _remember(connection, "contact", at.isoformat()))

    def find(self, tag: str, at: datetime) -> PatronRow | None:
        """The row of a card, or None where there is none that may still be used."""
        if self._expired(at):
            return None
        query = "SELECT tag, salt, verifier, account_box FROM patrons WHERE tag = :tag"
        found = self._read(
            lambda connection: connection.exec_driver_sql(query, {"tag": tag}).first()
        )
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

        def work(connection: Connection) -> None:
            connection.exec_driver_sql("DELETE FROM patrons")
            connection.exec_driver_sql("DELETE FROM meta")

        self._write(work)
        with self._turn, guarded(), self._engine.connect() as connection:
            raw = connection.connection.driver_connection
            if raw is not None:
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def count(self) -> int:
        """How many patrons could sign in offline."""
        query = "SELECT count(*) FROM patrons"
        return self._read(lambda db: int(db.exec_driver_sql(query).scalar_one())) or 0

    def _expired(self, at: datetime) -> bool:
        contact = self._note("contact")
        return contact is None or at - datetime.fromisoformat(contact) > KEEP

    def _note(self, name: str) -> str | None:
        query = "SELECT value FROM meta WHERE name = :name"
        value = self._read(lambda db: db.exec_driver_sql(query, {"name": name}).scalar())
        return None if value is None else str(value)

    def _read(self, ask: Callable[[Connection], T | None]) -> T | None:
        try:
            with guarded(), reading(self._engine) as connection:
                return ask(connection)
        except Damaged:
            self._begin_anew()
            return None

    def _write(self, work: Callable[[Connection], None]) -> None:
        with self._turn:
            try:
                with guarded(), self._engine.begin() as connection:
                    work(connection)
            except Damaged:
                self._begin_anew()

    def _begin_anew(self) -> None:
        with self._turn:
            self._engine.dispose()
            remove(self._path)
            self._engine = self._opened()


def _put(connection: Connection, row: PatronRow) -> None:
    if row.removed:
        connection.exec_driver_sql("DELETE FROM patrons WHERE tag = :tag", {"tag": row.tag})
        return
    connection.exec_driver_sql(
        "INSERT INTO patrons (tag, salt, verifier, account_box)"
        " VALUES (:tag, :salt, :verifier, :box) ON CONFLICT (tag) DO UPDATE SET"
        " salt = :salt, verifier = :verifier, account_box = :box",
        {"tag": row.tag, "salt": row.salt, "verifier": row.verifier, "box": row.account_box},
    )


def _remember(connection: Connection, name: str, value: str) -> None:
    connection.exec_driver_sql(
        "INSERT INTO meta (name, value) VALUES (:name, :value)"
        " ON CONFLICT (name) DO UPDATE SET value = :value",
        {"name": name, "value": value},
    )
