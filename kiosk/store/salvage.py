"""A second copy of the ledger, and what can still be read of a damaged or kept one.

Copies are as encrypted as the ledger. Salvaging never writes into the file it reads.
"""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from kiosk import durable
from kiosk.circulation.messages import Item, row_hash
from kiosk.sqlite import NotOurs, engine, reading
from kiosk.store.identity import IDENTITY, Identity
from kiosk.store.ledger_rows import item_of, note_of


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What could be read. `lost`: rows known to exist that could not; `safe`: `safe_through`."""

    identity: Identity | None
    items: tuple[Item, ...]
    lost: int
    have: int
    safe: int


def copy_files(source: Path, target: Path) -> None:
    """Copy a database that nobody writes to just now, with its WAL, each by atomic rename."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for ending in ("-wal", ""):
        of, to = Path(f"{source}{ending}"), Path(f"{target}{ending}")
        if of.exists():
            beside = to.with_name(f"{to.name}.new")
            shutil.copyfile(of, beside)
            beside.chmod(0o600)
            durable.into_place(beside, to)
        else:
            to.unlink(missing_ok=True)


def salvage(path: Path, key: bytes, scratch: Path) -> Salvaged:
    """Read all rows of a ledger file that are whole; works on a copy in `scratch`."""
    copied = scratch / "salvage.db"
    copy_files(path, copied)
    opened = engine(copied, key=key)
    try:
        with opened.connect() as connection:
            return _read(connection)
    except (NotOurs, DBAPIError):
        return Salvaged(None, (), 0, 0, 0)
    finally:
        opened.dispose()
        for ending in ("", "-wal", "-shm"):
            Path(f"{copied}{ending}").unlink(missing_ok=True)


def _read(connection: Connection) -> Salvaged:
    identity = None
    have = safe = last = gone = 0
    with suppress(DBAPIError, ValueError):
        identity = IDENTITY.validate_json(note_of(connection, "identity") or "")
    with suppress(DBAPIError):
        have = int(note_of(connection, "have_through") or 0)
        safe = int(note_of(connection, "safe_through") or 0)
        gone = int(note_of(connection, "purged_through") or 0)
    with suppress(DBAPIError):
        last = int(connection.exec_driver_sql("SELECT max(seq) FROM ledger").scalar() or 0)
    items = tuple(_whole(connection, gone + 1, last))
    return Salvaged(identity, items, max(0, last - gone - len(items)), have, safe)


def _whole(connection: Connection, first: int, last: int) -> Iterator[Item]:
    """Row by row, so that one damaged page takes only its own rows with it."""
    query = "SELECT * FROM ledger WHERE seq = :seq"
    for seq in range(first, last + 1):
        try:
            row = connection.exec_driver_sql(query, {"seq": seq}).mappings().first()
        except DBAPIError:
            # SQLCipher reads nothing more through a connection that has met a damaged page.
            connection.rollback()
            connection.invalidate()
            continue
        with suppress(ValueError, KeyError):
            if row is not None and row_hash(item := item_of(row)) == item.hash:
                yield item


def copy_live(source: Engine, path: Path, target: Path) -> None:
    """Copy a database in use, while others go on writing.

    An open reader keeps the log from being begun anew: what a checkpoint moves into the file
    meanwhile stands in the log too, and that is copied first. A torn end of it is passed over.
    """
    with reading(source) as connection:
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
        copy_files(path, target)
