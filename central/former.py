"""What terminals were before: their former signing keys, and the names they were enrolled under.

A request signed with a former key holds until 20 minutes after the next key was used first; rows of
a ledger and files on a stick for as long as a terminal may be away. A name is taken over only by
who has its key, or where nobody knows it any more.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select, update

from central.database import put
from central.keys import KEEP_FORMER
from central.tables import former_keys, former_names, heads, requests, terminals

_OF = select(former_keys.c.sign_key).where(former_keys.c.terminal == bindparam("terminal"))


def keep(connection: Connection, terminal: str, sign_key: str, now: datetime) -> None:
    """This key is followed by another; those of long ago are forgotten."""
    connection.execute(delete(former_keys).where(former_keys.c.at < now - KEEP_FORMER))
    key = {"terminal": terminal, "sign_key": sign_key, "at": now, "until": None}
    put(connection, former_keys, key)


def end(connection: Connection, terminal: str, used: str, until: datetime) -> None:
    """A key was used: requests of those before are taken until then. It may itself have been
    followed at this very moment, by one that is yet to be used."""
    connection.execute(
        update(former_keys)
        .where(
            former_keys.c.terminal == terminal,
            former_keys.c.sign_key != used,
            former_keys.c.until.is_(None),
        )
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
    keys: Iterable[str] = connection.execute(_OF, {"terminal": terminal}).scalars()
    return tuple(keys)


def take_over(connection: Connection, terminal: str, formerly: str, sign_key: str) -> None:
    """A terminal was enrolled anew with the ledger of another name: that name's requests are its
    own from here on, and nobody else speaks under it. Nothing happens without that name's key."""
    row = connection.execute(select(terminals).where(terminals.c.id == formerly)).first()
    if row is not None and sign_key not in (row.sign_key, *of(connection, formerly)):
        return
    over = (formerly, *_cut_off(connection, formerly, sign_key))
    for name in (*over, *names(connection, formerly)):
        connection.execute(former_names.insert().values(terminal=terminal, formerly=name))
    connection.execute(
        update(requests).where(requests.c.terminal.in_(over)).values(terminal=terminal)
    )
    connection.execute(update(terminals).where(terminals.c.id.in_(over)).values(revoked=True))


def _cut_off(connection: Connection, formerly: str, sign_key: str) -> list[str]:
    """Who took this name over before and never heard of it: a terminal that did has brought its
    ledger and changed its key."""
    return list(
        connection.execute(
            select(former_names.c.terminal)
            .join(terminals, terminals.c.id == former_names.c.terminal)
            .where(
                former_names.c.formerly == formerly,
                terminals.c.sign_key == sign_key,
                terminals.c.id.not_in(select(heads.c.terminal)),
            )
        ).scalars()
    )


def names(connection: Connection, terminal: str) -> tuple[str, ...]:
    """What a terminal was called before."""
    found: Iterable[str] = connection.execute(
        select(former_names.c.formerly).where(former_names.c.terminal == terminal)
    ).scalars()
    return tuple(found)
