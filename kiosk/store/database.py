"""Open one of the terminal's SQLite files: checks, migrations, read-back of durability, quarantine.

It knows no table. A file that is damaged or not ours is renamed, never deleted and never replaced
by an empty one; what to do then is the caller's decision.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from kiosk import durable
from kiosk.sqlite import NotOurs, Synchronous, engine
from kiosk.store.problems import CannotWrite, Damaged, DiskFull, NotUpToDate, of_disk

_LEVELS = {"OFF": 0, "NORMAL": 1, "FULL": 2}

Migration = Callable[[Connection], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """What makes a file ours: its mark inside the file, and the steps that built its tables."""

    application_id: int
    migrations: Sequence[Migration]


def create(path: Path, key: bytes, kind: Kind, synchronous: Synchronous = "FULL") -> Engine:
    """A new file at the newest schema. FileExistsError where something is there already."""
    with guarded():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=False)
    made = engine(path, key=key, synchronous=synchronous)
    with guarded(), made.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {kind.application_id}")
        _migrate(connection, kind, 0)
    _read_back(made, synchronous)
    return made


def open_existing(path: Path, key: bytes, kind: Kind, synchronous: Synchronous = "FULL") -> Engine:
    """Open a file of this kind and bring its tables up to date.

    Damaged where it is not a sound file of ours; NotUpToDate where it is from a newer version.
    """
    if not path.is_file() or path.stat().st_size == 0:
        raise Damaged("the file is missing or empty")
    made = engine(path, key=key, synchronous=synchronous)
    try:
        with guarded(), made.begin() as connection:
            _check(connection, kind)
            version = int(_pragma(connection, "user_version"))
            if version > len(kind.migrations):
                raise NotUpToDate(path.name)
            _migrate(connection, kind, version)
        _read_back(made, synchronous)
    except BaseException:
        made.dispose()
        raise
    return made


def _check(connection: Connection, kind: Kind) -> None:
    if int(_pragma(connection, "application_id")) != kind.application_id:
        raise Damaged("the file belongs to something else")
    if _pragma(connection, "quick_check(1)") != "ok":
        raise Damaged("the file does not pass its check")


def _migrate(connection: Connection, kind: Kind, version: int) -> None:
    for step in kind.migrations[version:]:
        step(connection)
    if version != len(kind.migrations):
        connection.exec_driver_sql(f"PRAGMA user_version = {len(kind.migrations)}")


def _read_back(made: Engine, synchronous: Synchronous) -> None:
    """A pragma can be refused without a word, so durability is read back, never assumed."""
    with guarded(), made.connect() as connection:
        level = int(_pragma(connection, "synchronous"))
        mode = _pragma(connection, "journal_mode")
    if level != _LEVELS[synchronous] or mode != "wal":
        raise CannotWrite


def _pragma(connection: Connection, name: str) -> str:
    return str(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())


@contextmanager
def guarded() -> Iterator[None]:
    """Turn what driver and system say about the world into DiskFull, CannotWrite or Damaged.

    FileExistsError stays what it is: whoever makes a file must know.
    """
    try:
        yield
    except NotOurs as error:
        raise Damaged(str(error)) from None
    except DBAPIError as error:
        _raise_ours(str(error.orig))
        raise
    except driver.Error as error:
        _raise_ours(str(error))
        raise
    except FileExistsError:
        raise
    except OSError as error:
        raise of_disk(error) from None


def _raise_ours(said: str) -> None:
    if "disk is full" in said:
        raise DiskFull from None
    if any(word in said for word in ("readonly", "disk I/O", "unable to open", "locked")):
        raise CannotWrite from None
    if any(word in said for word in ("malformed", "not a database")):
        raise Damaged("the file cannot be read") from None


def set_aside(path: Path) -> Path | None:
    """Rename a file with its WAL so that nothing of it is lost; where it is kept now.

    Where nothing is there: the one kept last, None where there is none.
    """
    number, before = 1, None
    while (kept := path.with_name(f"{path.stem}.kept-{number}{path.suffix}")).exists():
        number, before = number + 1, kept
    if not path.exists():
        return before
    with guarded():
        for ending in ("-wal", "-shm"):
            with suppress(FileNotFoundError):
                durable.rename(Path(f"{path}{ending}"), Path(f"{kept}{ending}"))
        durable.rename(path, kept)
    return kept


def remove(path: Path) -> None:
    """Delete a disposable file with its WAL."""
    with guarded():
        for name in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
            name.unlink(missing_ok=True)
