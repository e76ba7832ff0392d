"""Cursors that nobody can make up, and the change log of the catalogue.

A cursor is a place in one central's history, opaque to whoever carries it. The log holds which
titles changed, never what they are: a page always shows them as they are now.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from central.database import put, tick
from central.tables import changes, meta

_FLOOR = "feed_floor"
EPOCH = "epoch"
"""The note that is another after a backup was put back: cursors from before fit no more."""


class BadCursor(ValueError):  # noqa: N818 - the state of a text
    """A cursor that this central never gave out for this purpose."""


class Cursors:
    """Makes and reads cursors; `scope` says what for (a stream, a terminal)."""

    def __init__(self, key: bytes, epoch: str = "") -> None:
        self._key = key
        self._epoch = epoch

    def make(self, scope: str, seq: int) -> str:
        """The cursor of a place."""
        text = f"{seq}.{self._mark(scope, seq)}"
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    def read(self, scope: str, cursor: str) -> int:
        """The place of a cursor; BadCursor where it is not ours."""
        try:
            text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
            number, mark = text.split(".")
            seq = int(number)
        except (ValueError, binascii.Error) as error:
            raise BadCursor("not a cursor") from error
        if not hmac.compare_digest(mark, self._mark(scope, seq)):
            raise BadCursor("not a cursor of this central")
        return seq

    def _mark(self, scope: str, seq: int) -> str:
        content = "\0".join((scope, str(seq), self._epoch)).rstrip("\0").encode()
        return hmac.new(self._key, content, hashlib.sha256).hexdigest()[:32]


def log(connection: Connection, now: datetime, titles: Iterable[str]) -> None:
    """Note that titles changed (or went away)."""
    ids = list(dict.fromkeys(titles))
    if ids:
        first = tick(connection, now, "changes", len(ids))
        rows = [{"seq": first + place, "title": title} for place, title in enumerate(ids)]
        connection.execute(changes.insert(), rows)


def floor(connection: Connection) -> int:
    """Where the log begins: whoever stands before it must take a snapshot."""
    value = connection.execute(select(meta.c.value).where(meta.c.name == _FLOOR)).scalar()
    return 0 if value is None else int(value)


def raise_floor(connection: Connection, to: int) -> None:
    """Forget all up to `to`."""
    connection.execute(delete(changes).where(changes.c.seq <= to))
    put(connection, meta, {"name": _FLOOR, "value": str(to)})


def skip(connection: Connection, now: datetime) -> None:
    """So much changed that no log of it makes sense: everybody takes the next snapshot."""
    raise_floor(connection, tick(connection, now, "changes"))


def head(connection: Connection) -> int:
    """The newest place in the log."""
    newest = connection.execute(select(func.max(changes.c.seq))).scalar()
    return newest or floor(connection)


def known(connection: Connection, seq: int) -> bool:
    """Whether this history has such a place; false after the central was set back."""
    if seq == floor(connection):
        return True
    found = connection.execute(select(changes.c.seq).where(changes.c.seq == seq)).scalar()
    return found is not None


def after(connection: Connection, seq: int, limit: int) -> list[tuple[int, str]]:
    """Up to `limit` rows of the log after `seq`, oldest first."""
    rows = connection.execute(
        select(changes.c.seq, changes.c.title)
        .where(changes.c.seq > seq)
        .order_by(changes.c.seq)
        .limit(limit)
    )
    return [(row.seq, row.title) for row in rows]


def reaches(connection: Connection, seq: int, count: int) -> bool:
    """Whether the log goes on for `count` rows after `seq`."""
    last = select(changes.c.seq).where(changes.c.seq > seq).order_by(changes.c.seq)
    return connection.execute(last.offset(count - 1).limit(1)).first() is not None


def count_after(connection: Connection, seq: int) -> int:
    """How many rows of the log come after `seq`."""
    query = select(func.count()).select_from(changes).where(changes.c.seq > seq)
    return int(connection.execute(query).scalar_one())


def forget_before(connection: Connection, day: datetime) -> None:
    """Forget what is older than `day`: the numbers of the log are times."""
    newest_old = connection.execute(
        select(func.max(changes.c.seq)).where(changes.c.seq < int(day.timestamp() * 1_000_000))
    ).scalar()
    if newest_old is not None:
        raise_floor(connection, newest_old)
