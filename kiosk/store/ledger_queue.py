"""The rows of an open ledger as they are read, and what the central holds of them.

What waits is computed from what the central said it holds, never stored. A row never changes: its
verdict stands beside it, and it goes only when that is final, old, and safe at the central.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection

from kiosk.circulation.messages import Item, OutcomesPage, PushReply
from kiosk.store import ledger_purge
from kiosk.store.ledger_file import LedgerFile
from kiosk.store.ledger_rows import Row, item_of, note_of, refuse, remember, row_of, settle

_HAVE = "ifnull((SELECT CAST(value AS INTEGER) FROM meta WHERE name = :through), 0)"
_UNHELD = f"""(SELECT * FROM ledger WHERE seq > {_HAVE} UNION SELECT ledger.* FROM ledger
    JOIN request_state USING (key) WHERE state = 'queued')"""  # noqa: S608 - a query of ours
"""Rows to offer: above `have_through`, and below it those that the central never answered for.

Under one name a central may hold another ledger's rows (a cloned disk, a disk image put back):
then its number says nothing of ours, and what a patron was promised must go out all the same.
"""


class LedgerQueue(LedgerFile):
    """What sync, the export and a patron's pages read of a ledger."""

    def rows_of(self, tag: str, limit: int = 200) -> tuple[Row, ...]:
        """A patron's requests, newest first."""
        return self._rows("WHERE tag = :tag ORDER BY seq DESC LIMIT :limit", tag=tag, limit=limit)

    def row(self, key: str) -> Row | None:
        """One request by its key."""
        found = self._rows("WHERE key = :key", key=key)
        return found[0] if found else None

    def all_items(self, after: int = 0) -> Iterable[Item]:
        """Every row above a sequence, oldest first."""
        while batch := self._items(after, 500):
            yield from batch
            after = batch[-1].seq

    def unsafe_items(self) -> list[Item]:
        """Every row that the central has not safely backed up, or never answered for: for the
        export to a USB stick."""
        query = f"SELECT * FROM {_UNHELD} ORDER BY seq"  # noqa: S608 - a name of ours
        return self._read_items(query, through="safe_through")

    # -- what sync needs ----------------------------------------------------------------------

    def due(self, limit: int = 50, max_bytes: int = 250_000, after: int = 0) -> tuple[Item, ...]:
        """The oldest rows above `after` that the central does not hold, at most `limit` and
        `max_bytes`; none where it holds all of them. At least one row, however large it is."""
        taken: list[Item] = []
        size = 0
        for item in self._unheld(limit, after):
            size += len(item.model_dump_json())
            if taken and size > max_bytes:
                break
            taken.append(item)
        return tuple(taken)

    def refused(self, key: str) -> int:
        """The central refused this row by itself, and no other with it: how often by now."""
        return self._write(lambda connection: refuse(connection, key))

    def last_item(self) -> Item | None:
        """The newest row; None where there is none."""
        rows = self._rows("ORDER BY seq DESC LIMIT 1")
        return rows[0].item if rows else None

    def held(self) -> Item | None:
        """The newest row that the central is taken to hold; None where it holds none."""
        newest = f"WHERE seq <= {_HAVE} ORDER BY seq DESC LIMIT 1"
        rows = self._rows(newest, through="have_through")
        return rows[0].item if rows else None

    def unsure(self, items: Sequence[Item]) -> tuple[str, ...]:
        """Keys of those rows whose time the machine's own clock alone vouches for: the central had
        not answered the program that wrote them."""
        query = """SELECT key FROM ledger WHERE seq BETWEEN :first AND :last AND NOT EXISTS (
            SELECT 1 FROM anchors WHERE run = ledger.run AND monotonic < ledger.monotonic)"""
        ends = {"first": items[0].seq, "last": items[-1].seq} if items else {"first": 0, "last": 0}
        return self._read(
            lambda connection: tuple(connection.exec_driver_sql(query, ends).scalars().all())
        )

    def queued(self) -> int:
        """How many rows the central does not hold yet."""
        query = f"SELECT count(*) FROM {_UNHELD}"  # noqa: S608 - a name of ours
        of = {"through": "have_through"}
        return self._read(
            lambda connection: int(connection.exec_driver_sql(query, of).scalar_one())
        )

    def oldest_queued(self) -> datetime | None:
        """When the oldest row that the central does not hold was placed."""
        waiting = self._unheld(1)
        return waiting[0].placed_at if waiting else None

    def have_through(self) -> int:
        """The highest contiguous sequence the central said it holds."""
        return int(self.note("have_through") or 0)

    def taken(self, reply: PushReply) -> None:
        """Keep the central's answer to a push, in one transaction.

        `have_through` may go back: a central restored from a backup is offered again what it lost,
        and asked for every verdict anew, as nothing it told since its backup is known there.
        """

        def work(connection: Connection) -> None:
            settle(connection, reply.items)
            if reply.have_through < int(note_of(connection, "have_through") or 0):
                remember(connection, "outcomes_cursor", "")
            remember(connection, "have_through", str(reply.have_through))
            remember(connection, "safe_through", str(reply.safe_through))
            if reply.next_intake is not None:
                remember(connection, "next_intake", reply.next_intake.isoformat())

        self._write(work)

    def decided(self, page: OutcomesPage) -> None:
        """Keep a page of verdicts and its cursor, in one transaction."""

        def work(connection: Connection) -> None:
            settle(connection, page.outcomes)
            remember(connection, "outcomes_cursor", page.cursor)

        self._write(work)

    def purge(self) -> int:
        """Let go what was settled long ago and is safe at the central; how many rows went."""
        at = self.now()
        return self._write(lambda connection: ledger_purge.purge(connection, at))

    def purged(self) -> tuple[int, str]:
        """Number and hash of the last row that was let go; 0 before the first."""
        return self._read(ledger_purge.purged)

    def purged_through(self) -> int:
        """The last row that was let go; 0 before the first."""
        return self.purged()[0]

    # -- inside -------------------------------------------------------------------------------

    def _rows(self, where: str, **values: object) -> tuple[Row, ...]:
        query = f"SELECT * FROM ledger JOIN request_state USING (key) {where}"  # noqa: S608 - ours too
        return self._read(
            lambda connection: tuple(
                row_of(found) for found in connection.exec_driver_sql(query, values).mappings()
            )
        )

    def _items(self, after: int, limit: int) -> list[Item]:
        query = "SELECT * FROM ledger WHERE seq > :after ORDER BY seq LIMIT :limit"
        return self._read_items(query, after=after, limit=limit)

    def _unheld(self, limit: int, after: int = 0) -> list[Item]:
        after_it = "WHERE seq > :after ORDER BY seq LIMIT :limit"
        query = f"SELECT * FROM {_UNHELD} {after_it}"  # noqa: S608 - names of ours
        return self._read_items(query, through="have_through", after=after, limit=limit)

    def _read_items(self, query: str, **values: int | str) -> list[Item]:
        return self._read(
            lambda connection: [
                item_of(row) for row in connection.exec_driver_sql(query, values).mappings()
            ]
        )
