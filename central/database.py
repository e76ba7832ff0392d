"""Open the central's database, bring it to the present schema, and hand out transactions.

The only module of the central that knows which database it is. Writers take turns; readers never
wait for them and always see one moment. Nothing here knows what the rows mean.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Insert,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    bindparam,
    inspect,
    select,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DatabaseError, DataError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from central.tables import counters, metadata
from kiosk.sqlite import NotOurs, engine

SCHEMA = "0009"
"""The newest step in `central/migrations`: what `central.tables` describes."""

_VERSION = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""Alembic's own table, as it would make it."""


ADDRESS = "database.url"
"""In the data folder: the address of a PostgreSQL that takes the file's place."""


def place_of(data: Path) -> Path | str:
    """Where a central's rows stand: a file in its data folder, or another server's database."""
    address = data / ADDRESS
    return address.read_text("utf-8").strip() if address.exists() else data / "central.db"


class NewerSchema(Exception):  # noqa: N818 - a state of the file
    """The file was written by a newer version; this one must not touch it."""


class Database:
    """One database file with one schema. Safe for many threads."""

    def __init__(self, place: Path | str) -> None:
        """Open or make a file, or open a database of PostgreSQL by its address (`postgresql://…`);
        NotOurs where it is another program's, and left as it was."""
        self.is_file = isinstance(place, Path)
        self._writer = _opened(place)
        self._turn = threading.Lock()
        self._owner: int | None = None
        self._mine = _Mine()
        try:
            with self._writer.connect() as connection:
                _migrate(connection)
        except BaseException:
            self._writer.dispose()
            raise
        self._reader = _opened(place, readonly=True)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One write transaction: everything in it is stored, or nothing. Never nest two."""
        if self._owner == threading.get_ident():
            raise RuntimeError("a write transaction inside another")
        with self._transaction() as connection:
            self._owner = threading.get_ident()
            try:
                yield connection
            finally:
                self._owner = None

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        if (connection := self._mine.batch) is None:
            with self._turn, self._writer.begin() as connection:
                yield connection
        else:
            with connection.begin_nested():
                yield connection

    @contextmanager
    def together(self) -> Iterator[None]:
        """Many writes of this thread as one transaction: a bulk load waits for the disk once.

        Each is still stored whole or not at all, and this thread's reads see what was written.
        Every other writer waits meanwhile: nothing slow, and nothing that leaves this program.
        """
        with self.write() as connection:
            self._owner, self._mine.batch = None, connection
            try:
                yield
            finally:
                self._mine.batch = None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One moment of the database, to read only."""
        if self._mine.batch is not None:
            yield self._mine.batch
            return
        with self._reader.begin() as connection:
            yield connection

    def copy_to(self, target: Path) -> None:
        """A copy of this very moment as one file of its own, while others go on writing."""
        target.unlink(missing_ok=True)
        target.touch(mode=0o600)
        copy = driver.connect(str(target), isolation_level=None)
        try:
            with self._reader.connect() as connection:
                raw: Any = connection.connection.driver_connection
                raw.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        finally:
            copy.close()

    def close(self) -> None:
        """Close every connection. Safe to call twice."""
        self._reader.dispose()
        self._writer.dispose()


class _Mine(threading.local):
    """What belongs to one thread: the transaction that its writes share."""

    batch: Connection | None = None


def _opened(place: Path | str, *, readonly: bool = False) -> Engine:
    if isinstance(place, str):
        # A central that keeps a file does not wait for another database's import.
        from central import postgresql

        if not readonly:
            _look_first(postgresql.engine(place, readonly=True))
        return postgresql.engine(place, readonly=readonly)
    if not readonly:
        if place.exists() and place.stat().st_size:
            _look_first(engine(place, readonly=True))
        # Names and cards stand in it: nobody else on this machine reads it, its log neither.
        place.touch(mode=0o600)
    return engine(place, readonly=readonly)


def _look_first(looking: Engine) -> None:
    """Nothing is written into a database before it is known to be ours, or empty."""
    try:
        with looking.begin() as connection:
            tables = set(inspect(connection).get_table_names())
    finally:
        looking.dispose()
    if tables and not {"alembic_version", "ledger_rows", "terminals"} <= tables:
        raise NotOurs("the file belongs to another program")


def _migrate(connection: Connection) -> None:
    with connection.begin():
        if not inspect(connection).has_table("alembic_version"):
            metadata.create_all(connection)
            _VERSION.create(connection)
            connection.execute(_VERSION.insert().values(version_num=SCHEMA))
            return
        present = connection.execute(select(_VERSION.c.version_num)).scalar()
        if present == SCHEMA:
            return
        # Alembic is slow to import, and seldom needed.
        from central import migrations

        if present is not None and present not in {
            step.revision for step in migrations.steps().walk_revisions()
        }:
            raise NewerSchema("the file was written by a newer version of this program")
        migrations.upgrade(connection)


STORAGE_ERRORS: tuple[type[Exception], ...] = (DatabaseError, driver.DatabaseError, PoolTimeout)
"""What a full, broken or crowded disk raises: here, and where a catalogue file is written."""


def ours(error: Exception) -> bool:
    """Whether an error is a fault of ours in one row, and not a state of the disk or database."""
    return isinstance(error, IntegrityError | DataError) or not isinstance(error, STORAGE_ERRORS)


def readable(error: Exception) -> str:
    """One plain sentence, in both languages, for a storage error; never a value or a statement."""
    said, cause = "", error.__context__
    while cause is not None:
        # A full disk ends the transaction by itself; what is told last is that there is none.
        said, cause = said + _said(cause), cause.__context__
    said = _said(error) + said
    for sign, sentence in _SENTENCES.items():
        if sign in said:
            return sentence
    return "データベースを使えません。 / The database cannot be used."


def _said(error: BaseException) -> str:
    if not isinstance(error, STORAGE_ERRORS):
        return ""
    return f"{error.orig if isinstance(error, DatabaseError) else error}\n"


_CANNOT_OPEN = (
    "データベースを開けません。ディスクの空きと状態、フォルダの権限を確かめてください。"
    " / The database cannot be opened: the disk is full, failing or read-only, or not yours."
)
_SENTENCES = {
    "full": "ディスクがいっぱいで、もう保存できません。それまでの内容は無事です。"
    " / The disk is full: nothing more can be stored. What was stored before is safe.",
    "unable to open": _CANNOT_OPEN,
    "disk I/O": _CANNOT_OPEN,
    "readonly": "データのフォルダに書き込めません。 / The data folder cannot be written to.",
    "locked": "データベースをほかのプログラムが使っています。"
    " / The database is in use by another program.",
    "QueuePool": "データベースが混み合っています。 / The database is busy.",
}


_COUNTER = select(counters.c.value).where(counters.c.name == bindparam("name")).with_for_update()


def tick(connection: Connection, now: datetime, name: str = "order", count: int = 1) -> int:
    """The first of `count` next numbers: always growing, never below the time in microseconds.

    So a central restored from a backup never gives a number out twice.
    """
    least = int(now.timestamp() * 1_000_000)
    last = connection.execute(_COUNTER, {"name": name}).scalar()
    first = least if last is None else max(last + 1, least)
    put(connection, counters, {"name": name, "value": first + count - 1})
    return first


def put(
    connection: Connection,
    table: Table,
    rows: Mapping[str, Any] | Sequence[Mapping[str, Any]],
    *,
    keep: Sequence[str] = (),
    add: Sequence[str] = (),
) -> None:
    """Insert rows, or update those that are there by primary key.

    `keep`: never overwrite these; `add`: numbers that are added to what is there.
    """
    many = [rows] if isinstance(rows, Mapping) else list(rows)
    if not many:
        return
    statement = _upsert(connection.dialect.name, table, tuple(many[0]), tuple(keep), tuple(add))
    connection.execute(statement, many)


@lru_cache(maxsize=256)
def _upsert(
    dialect: str, table: Table, names: tuple[str, ...], keep: tuple[str, ...], add: tuple[str, ...]
) -> Insert:
    """The statement of `put`, made once per form: building one costs more than running it."""
    if dialect == "sqlite":
        statement: Any = sqlite.insert(table)
    else:
        # The embedded default does not wait for another database's import.
        from sqlalchemy.dialects import postgresql

        statement = postgresql.insert(table)
    keys = [column.name for column in table.primary_key.columns]
    fresh = {
        name: table.c[name] + statement.excluded[name] if name in add else statement.excluded[name]
        for name in names
        if name not in keys and name not in keep
    }
    if fresh:
        statement = statement.on_conflict_do_update(index_elements=keys, set_=fresh)
    else:
        statement = statement.on_conflict_do_nothing(index_elements=keys)
    made: Insert = statement
    return made
