"""Titles and copies in the database: put, read, stream. Works inside a given transaction.

A title as read carries its copies with their status and due date and the number of live holds.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, bindparam, delete, func, select

from central.database import put
from central.tables import arrivals, copies, holds, loans, titles
from kiosk.catalogue.records import TITLE, Copy, Title
from kiosk.catalogue.rows import isbn_key
from kiosk.circulation.facts import CopyStatus, HoldState, Lending
from kiosk.circulation.library import Library

LIVE = tuple(state.value for state in HoldState if state.live)
_LENDING = {one.value: one for one in Lending}
_STATUS = {one.value: one for one in CopyStatus}
_IDS_AT_ONCE = 500

# Made once: building a statement takes three times as long as running it.
_IDS: BindParameter[Sequence[str]] = bindparam("ids", expanding=True)
_BARE = select(titles).where(titles.c.id.in_(_IDS))
_COPIES = select(copies).where(copies.c.title.in_(_IDS)).order_by(copies.c.id)
_DUE = select(loans.c.copy, loans.c.due).where(loans.c.title.in_(_IDS))
_LENT = select(loans.c.title).where(loans.c.title.in_(_IDS))
_HELD = (
    select(holds.c.title, func.count())
    .where(holds.c.title.in_(_IDS), holds.c.state.in_(LIVE))
    .group_by(holds.c.title)
)


def put_titles(connection: Connection, batch: Sequence[Title], library: Library) -> None:
    """Put or update titles; the copies they carry are put or updated, others stay.

    What a title is here may stand on its spine label: see `Library.kind_of`.
    """
    once = [_of_here(title, library) for title in _once(batch)]
    put(connection, titles, [{"id": title.id, "data": _data(title)} for title in once])
    put_copies(connection, [(title.id, copy) for title in once for copy in title.copies])


def _once(batch: Sequence[Title]) -> Iterable[Title]:
    """Each title once, as it came last, with the copies of every time it came."""
    found: dict[str, Title] = {}
    for title in batch:
        before = found.get(title.id)
        joined = title if before is None else replace(title, copies=before.copies + title.copies)
        found[title.id] = joined
    return found.values()


def _of_here(title: Title, library: Library) -> Title:
    if not library.titles.by_label:
        return title
    kind = library.kind_of(title.kind, [copy.call for copy in title.copies])
    return title if kind is title.kind else replace(title, kind=kind)


def _data(title: Title) -> str:
    return TITLE.dump_json(replace(title, copies=(), holds=0), exclude_defaults=True).decode()


def unknown(connection: Connection, ids: Sequence[str]) -> list[str]:
    """Those of these ids that no title has yet."""
    there: set[str] = set()
    for start in range(0, len(ids), _IDS_AT_ONCE):
        some = ids[start : start + _IDS_AT_ONCE]
        there.update(connection.execute(select(titles.c.id).where(titles.c.id.in_(some))).scalars())
    return [name for name in dict.fromkeys(ids) if name not in there]


def note_arrivals(connection: Connection, ids: Iterable[str]) -> None:
    """New titles, for whoever wants to hear of them."""
    put(connection, arrivals, [{"title": name} for name in ids])


def forget_arrivals(connection: Connection, ids: Sequence[str]) -> None:
    """These are not to be told of."""
    for start in range(0, len(ids), _IDS_AT_ONCE):
        some = ids[start : start + _IDS_AT_ONCE]
        connection.execute(delete(arrivals).where(arrivals.c.title.in_(some)))


def take_arrivals(connection: Connection) -> list[str]:
    """The new titles since the last time; they are forgotten with this."""
    ids: list[str] = list(
        connection.execute(select(arrivals.c.title).order_by(arrivals.c.title)).scalars()
    )
    connection.execute(delete(arrivals))
    return ids


def put_copies(connection: Connection, batch: Iterable[tuple[str, Copy]]) -> None:
    """Put or update copies. Where a copy is now is the counter's to say, not the catalogue's."""
    rows = {copy.id: _copy_row(title, copy) for title, copy in batch}
    put(connection, copies, list(rows.values()), keep=("status",))


def _copy_row(title: str, copy: Copy) -> dict[str, Any]:
    missing = copy.status is CopyStatus.MISSING
    return {
        "id": copy.id,
        "title": title,
        "branch": copy.branch,
        "lending": copy.lending.value,
        "status": (CopyStatus.MISSING if missing else CopyStatus.AVAILABLE).value,
        "shelf": copy.shelf,
        "call": copy.call,
    }


def set_status(connection: Connection, copy: str, status: CopyStatus) -> None:
    """Say where a copy is now."""
    connection.execute(copies.update().where(copies.c.id == copy).values(status=status.value))


def wanted(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Those of these titles that are lent, or that somebody waits for."""
    found: set[str] = set()
    for start in range(0, len(ids), _IDS_AT_ONCE):
        these = {"ids": ids[start : start + _IDS_AT_ONCE]}
        found.update(row[0] for row in connection.execute(_HELD, these))
        found.update(connection.execute(_LENT, these).scalars())
    return found


def remove_title(connection: Connection, title_id: str) -> None:
    """Take a title and its copies away."""
    connection.execute(delete(copies).where(copies.c.title == title_id))
    connection.execute(delete(titles).where(titles.c.id == title_id))


def read(connection: Connection, ids: Sequence[str]) -> dict[str, Title]:
    """Titles by id, as they are now; unknown ids are missing from the answer."""
    found: dict[str, Title] = {}
    for start in range(0, len(ids), _IDS_AT_ONCE):
        found.update(_read_some(connection, ids[start : start + _IDS_AT_ONCE]))
    return found


def _read_some(connection: Connection, ids: Sequence[str]) -> dict[str, Title]:
    these = {"ids": ids}
    held: dict[str, int] = dict(connection.execute(_HELD, these).all())
    due: dict[str, date] = dict(connection.execute(_DUE, these).all())
    by_title: dict[str, list[Row[Any]]] = {}
    for row in connection.execute(_COPIES, these):
        by_title.setdefault(row.title, []).append(row)
    return {
        row.id: _title(row.data, by_title.get(row.id, ()), held.get(row.id, 0), due)
        for row in connection.execute(_BARE, these)
    }


def _title(data: str, rows: Iterable[Any], held: int, due: dict[str, date]) -> Title:
    """`rows` are of `copies`, with its columns in order."""
    title = TITLE.validate_json(data)
    stock = tuple(
        [
            Copy(name, branch, _LENDING[lending], _STATUS[status], shelf, call, due.get(name))
            for name, _, branch, lending, status, shelf, call in rows
        ]
    )
    # Nobody has it yet: a copy of it with two other values takes longer than all the rest.
    object.__setattr__(title, "copies", stock)
    object.__setattr__(title, "holds", held)
    return title


def named(connection: Connection, words: str) -> list[str]:
    """Ids of the titles that a person means by an id, a copy's number or an ISBN."""
    for found in (
        select(titles.c.id).where(titles.c.id == words),
        select(copies.c.title).where(copies.c.id == words),
    ):
        if (one := connection.execute(found).scalar()) is not None:
            return [one]
    isbn = isbn_key(words)
    if isbn is None:
        return []
    # No index: asked for by a person now and then, never by a terminal.
    having = titles.c.data.contains(f'"isbn":"{isbn}"', autoescape=True)
    return list(
        connection.execute(select(titles.c.id).where(having).order_by(titles.c.id)).scalars()
    )


def stream(connection: Connection) -> Iterator[Title]:
    """Every title in order of id, in constant memory."""
    held: dict[str, int] = dict(
        connection.execute(
            select(holds.c.title, func.count())
            .where(holds.c.state.in_(LIVE))
            .group_by(holds.c.title)
        ).all()
    )
    due: dict[str, date] = dict(connection.execute(select(loans.c.copy, loans.c.due)).all())
    slow = connection.execution_options(yield_per=1000)
    groups = itertools.groupby(
        slow.execute(select(copies).order_by(copies.c.title, copies.c.id)),
        key=lambda row: str(row.title),
    )
    owner, rows = next(groups, (None, iter(())))
    for row in slow.execute(select(titles).order_by(titles.c.id)):
        # Both come in order of title id; copies of no title are passed over.
        while owner is not None and owner < row.id:
            owner, rows = next(groups, (None, iter(())))
        own = rows if owner == row.id else iter(())
        yield _title(row.data, own, held.get(row.id, 0), due)


def count(connection: Connection) -> int:
    """How many titles there are."""
    return connection.execute(select(func.count()).select_from(titles)).scalar_one()


def note_loan(connection: Connection, title_id: str) -> None:
    """One more loan: the title is asked for more often."""
    data = connection.execute(select(titles.c.data).where(titles.c.id == title_id)).scalar()
    if data is not None:
        title = TITLE.validate_json(data)
        more = replace(title, popularity=title.popularity + 1)
        put(connection, titles, {"id": title_id, "data": _data(more)})
