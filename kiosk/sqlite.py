"""Open a SQLite file through SQLAlchemy and the one driver we use, sqlcipher3 (SQLite 3.53).

Debian's own SQLite 3.40 carries the WAL-reset bug and lacks contentless deletes. A key never
stands in a URL, where it could reach a log: the connection is made by a function.
Used by every store of the terminal, by the catalogue and by the central. It knows no table.
"""

from pathlib import Path
from typing import Any, Literal

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool

Synchronous = Literal["FULL", "NORMAL", "OFF"]


class NotOurs(Exception):  # noqa: N818 - a state of the file
    """The file is no SQLite file, is damaged, or its key does not fit."""


def engine(
    path: Path | None,
    *,
    key: bytes | None = None,
    synchronous: Synchronous = "FULL",
    readonly: bool = False,
    cache_kib: int = 8192,
) -> Engine:
    """An engine on `path` (None: in memory). Write transactions start with BEGIN IMMEDIATE.

    `key`: 32 raw bytes for SQLCipher, None for a plain file. Nothing is opened before the first
    connection; that one raises NotOurs where the file cannot be read.
    """

    def connect() -> Any:
        if path is None:
            connection = driver.connect(":memory:", check_same_thread=False, isolation_level=None)
        elif readonly:
            connection = driver.connect(
                f"file:{_quoted(path)}?mode=ro",
                uri=True,
                check_same_thread=False,
                isolation_level=None,
                timeout=5.0,
            )
        else:
            connection = driver.connect(
                str(path), check_same_thread=False, isolation_level=None, timeout=5.0
            )
        try:
            _prepare(connection, key, synchronous, readonly or path is None, cache_kib)
        except driver.DatabaseError as error:
            connection.close()
            if "not a database" in str(error) or "malformed" in str(error):
                raise NotOurs("the file cannot be read") from None
            raise
        return connection

    made = create_engine(
        "sqlite+pysqlite://",
        creator=connect,
        module=driver,
        poolclass=StaticPool if path is None else QueuePool,
        hide_parameters=True,
    )
    event.listen(made, "begin", _begin_reading if readonly else _begin_writing)
    return made


def _quoted(path: Path) -> str:
    return path.absolute().as_uri().removeprefix("file://")


def _prepare(
    connection: Any, key: bytes | None, synchronous: Synchronous, plain: bool, cache_kib: int
) -> None:
    run = connection.execute
    if key is not None:
        run("PRAGMA cipher_log_level = NONE")
        run(f"PRAGMA key = \"x'{key.hex()}'\"")
    run("SELECT count(*) FROM sqlite_master")
    if not plain:
        run("PRAGMA journal_mode = WAL")
        run(f"PRAGMA synchronous = {synchronous}")
    run("PRAGMA busy_timeout = 5000")
    run("PRAGMA foreign_keys = ON")
    run("PRAGMA trusted_schema = OFF")
    run("PRAGMA secure_delete = ON")
    run("PRAGMA mmap_size = 0")
    run(f"PRAGMA cache_size = -{cache_kib}")


def reading(made: Engine) -> Connection:
    """A connection that only reads: it sees one moment, and waits for no writer (WAL)."""
    return made.connect().execution_options(reading=True)


def _begin_writing(connection: Connection) -> None:
    reads = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
