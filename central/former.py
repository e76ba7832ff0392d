"""Signing keys that terminals had before: what was on its way when they changed may still come.

A request signed with a former key holds until 20 minutes after the next key was used first; rows of
a ledger and files on a stick for as long as a terminal may be away.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from central.database import put
from central.keys import KEEP_FORMER
from central.tables import former_keys


def keep(connection: Connection, terminal: str, sign_key: str, now: datetime) -> None:
    """This key is followed by another; those of long ago are forgotten."""
    connection.execute(delete(former_keys).where(former_keys.c.at < now - KEEP_FORMER))
    key = {"terminal": terminal, "sign_key": sign_key, "at": now, "until": None}
    put(connection, former_keys, key)


def end(connection: Connection, terminal: str, until: datetime) -> None:
    """The present key was used: requests of those before are taken until then."""
    connection.execute(
        update(former_keys)
        .where(former_keys.c.terminal == terminal, former_keys.c.until.is_(None))
        .values(until=until)
    )


def in_flight(connection: Connection, terminal: str, now: datetime) -> tuple[str, ...]:
    """Keys whose requests may still be on their way."""
    keys: Iterable[str] = connection.execute(
        select(former_keys.c.sign_key).where(
            former_keys.c.terminal == terminal,
            former_keys.c.until.is_(None) | (former_keys.c.until > now),
        )
    ).scalars()
    return tuple(keys)


def of(connection: Connection, terminal: str) -> tuple[str, ...]:
    """Every key that a terminal had before."""
    keys: Iterable[str] = connection.execute(
        select(former_keys.c.sign_key).where(former_keys.c.terminal == terminal)
    ).scalars()
    return tuple(keys)
