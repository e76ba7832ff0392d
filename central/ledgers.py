"""How much of each terminal's ledger is durable here: the numbers a terminal heals itself by.

`have_through` is the highest sequence without a gap before it; `safe_through` what a verified
backup contains, 0 until one is. Both are only ever as high as the rows in this very database.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select, update

from central.database import put
from central.tables import heads, ledger_rows, requests
from kiosk.circulation.messages import Item, Push

_LEDGER = (
    ledger_rows.c.terminal == bindparam("terminal"),
    ledger_rows.c.incarnation == bindparam("incarnation"),
)
_AT = ledger_rows.c.seq == bindparam("seq")
_HEAD = select(heads).where(
    heads.c.terminal == bindparam("terminal"), heads.c.incarnation == bindparam("incarnation")
)
_NEWEST = select(func.max(heads.c.incarnation)).where(heads.c.terminal == bindparam("terminal"))
_FORKED = select(heads.c.terminal).where(
    heads.c.terminal == bindparam("terminal"), heads.c.forked.is_(True)
)
_KEYS = select(ledger_rows.c.key).where(*_LEDGER, _AT)
_THIS = _KEYS.where(ledger_rows.c.hash == bindparam("hash"))
_HASHES = select(ledger_rows.c.hash).where(*_LEDGER, _AT)
_FOLLOWING = (
    select(ledger_rows.c.seq)
    .where(*_LEDGER, ledger_rows.c.seq > bindparam("seq"))
    .distinct()
    .order_by(ledger_rows.c.seq)
)
_PLACED_BEFORE = (
    select(requests.c.placed_at)
    .join(ledger_rows, ledger_rows.c.key == requests.c.key)
    .where(*_LEDGER, ledger_rows.c.seq < bindparam("seq"))
    .order_by(ledger_rows.c.seq.desc())
    .limit(1)
)
"""Asked for every row that comes in: to make a statement costs more than to run it."""


def reach(connection: Connection, terminal: str, incarnation: int) -> tuple[int, int]:
    """`have_through` and `safe_through`."""
    row = connection.execute(_HEAD, {"terminal": terminal, "incarnation": incarnation}).first()
    if row is None:
        return 0, 0
    return row.have_through, min(row.safe_through, row.have_through)


def held(connection: Connection, terminal: str, push: Push) -> int:
    """`have_through` for the disk that asks. Where another one spoke under its name, the rows of
    that one fill the places of its own: then nothing is claimed that it did not just hand over."""
    have, _ = reach(connection, terminal, push.incarnation)
    if push.held_hash and push.held_through <= have:
        own = _at(terminal, push.incarnation, push.held_through) | {"hash": push.held_hash}
        if connection.execute(_THIS, own).first() is None:
            return push.purged_through
    if push.items and forked(connection, terminal):
        return min(have, push.items[-1].seq)
    return have


def _at(terminal: str, incarnation: int, seq: int) -> dict[str, str | int]:
    return {"terminal": terminal, "incarnation": incarnation, "seq": seq}


def newest(connection: Connection, terminal: str) -> int:
    """The newest ledger of a terminal of which a row is known; 1 before the first."""
    return connection.execute(_NEWEST, {"terminal": terminal}).scalar() or 1


def furthest(connection: Connection, names: Sequence[str]) -> int:
    """How far any ledger reaches that came under one of these names: one that goes on as a new
    incarnation, or under another name, has let go what is known here from before."""
    query = select(func.max(heads.c.have_through)).where(heads.c.terminal.in_(names))
    return connection.execute(query).scalar() or 0


def note_row(connection: Connection, terminal: str, incarnation: int, item: Item) -> None:
    """A row of a ledger is stored in this transaction. The same row again changes nothing."""
    place = _at(terminal, incarnation, item.seq)
    others: set[str] = set(connection.execute(_KEYS, place).scalars())
    if item.key in others:
        return
    connection.execute(ledger_rows.insert(), place | {"key": item.key, "hash": item.hash})
    # A disk that was put back goes on as a new incarnation; who still adds to the one before is
    # another disk.
    succeeded = incarnation < newest(connection, terminal)
    forked = bool(others) or succeeded or not _follows(connection, terminal, incarnation, item)
    _advance(connection, terminal, incarnation, forked)


def _follows(connection: Connection, terminal: str, incarnation: int, item: Item) -> bool:
    """Whether the row before this one, where it is known, is the one it was chained to.

    A parked row does not say what it was chained to.
    """
    if not item.prev_hash:
        return True
    place = _at(terminal, incarnation, item.seq - 1)
    before: set[str] = set(connection.execute(_HASHES, place).scalars())
    return not before or item.prev_hash in before


def skip_to(connection: Connection, terminal: str, incarnation: int, through: int) -> None:
    """Nobody keeps the rows up to here any more: go on behind them."""
    _advance(connection, terminal, incarnation, False, through)


def _advance(
    connection: Connection, terminal: str, incarnation: int, forked: bool, least: int = 0
) -> None:
    head = connection.execute(_HEAD, {"terminal": terminal, "incarnation": incarnation}).first()
    have = max(least, 0 if head is None else head.have_through)
    above = _at(terminal, incarnation, have)
    following: Iterable[int] = connection.execute(_FOLLOWING, above).scalars()
    for seq in following:
        if seq != have + 1:
            break
        have = seq
    put(
        connection,
        heads,
        {
            "terminal": terminal,
            "incarnation": incarnation,
            "have_through": have,
            "safe_through": 0 if head is None else head.safe_through,
            "forked": forked or (head is not None and head.forked),
        },
    )


def heads_of(connection: Connection) -> list[tuple[str, int, int]]:
    """Terminal, incarnation and `have_through` of every ledger that is known here."""
    rows = connection.execute(select(heads))
    return [(row.terminal, row.incarnation, row.have_through) for row in rows]


def make_safe(connection: Connection, terminal: str, incarnation: int, through: int) -> None:
    """A verified backup contains the rows up to here; never lower than before."""
    connection.execute(
        update(heads)
        .where(
            heads.c.terminal == terminal,
            heads.c.incarnation == incarnation,
            heads.c.safe_through < through,
        )
        .values(safe_through=through)
    )


def forked(connection: Connection, terminal: str) -> bool:
    """Whether two different ledgers were seen under one name: a cloned or rewound disk."""
    return connection.execute(_FORKED, {"terminal": terminal}).first() is not None


def placed_before(
    connection: Connection, terminal: str, incarnation: int, seq: int
) -> datetime | None:
    """When the nearest earlier row of a ledger was placed."""
    at = _at(terminal, incarnation, seq)
    placed: datetime | None = connection.execute(_PLACED_BEFORE, at).scalar()
    return placed
