"""The patrons' requests and the attempt counters: the precious file of a terminal.

Append-only, gap-free, hash-chained, synchronous=FULL: when `append` has returned, the request
survives a power cut. Verdicts stand beside the rows, never in them. It never starts empty by
itself: only `create`, at enrolment, makes a new one, and `open` raises LedgerLost where the file
is not what the side mark remembers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from kiosk.circulation.messages import (
    SCHEMA,
    Item,
    OutcomesPage,
    PushReply,
    RequestState,
    row_hash,
)
from kiosk.circulation.sealing import GENESIS
from kiosk.ports import Clock
from kiosk.sqlite import reading
from kiosk.store import ledger_purge, mark
from kiosk.store.anchors import carried
from kiosk.store.ballast import Ballast
from kiosk.store.database import create, guarded, open_existing, set_aside
from kiosk.store.identity import IDENTITY, Identity
from kiosk.store.ledger_check import check_chain, check_mark, identity_of, lost
from kiosk.store.ledger_file import LedgerFile
from kiosk.store.ledger_rows import (
    Draft,
    Row,
    anchor_of,
    head_of,
    item_of,
    note_of,
    put_item,
    refuse,
    remember,
    row_of,
    settle,
)
from kiosk.store.ledger_schema import LEDGER
from kiosk.store.lock import Lock
from kiosk.store.problems import CannotWrite, Damaged, DiskFull, LedgerFull, NotEnrolled
from kiosk.store.salvage import copy_live

__all__ = ["Draft", "Ledger", "Row"]

FILE = "ledger.db"
CAP = 50_000
"""Rows that the central does not hold yet: what a branch asks for in months without a network."""
_HAVE = "ifnull((SELECT CAST(value AS INTEGER) FROM meta WHERE name = :through), 0)"
_UNHELD = f"""(SELECT * FROM ledger WHERE seq > {_HAVE} UNION SELECT ledger.* FROM ledger
    JOIN request_state USING (key) WHERE state = 'queued')"""  # noqa: S608 - a query of ours
"""Rows to offer: above `have_through`, and below it those that the central never answered for.

Under one name a central may hold another ledger's rows (a cloned disk, a disk image put back):
then its number says nothing of ours, and what a patron was promised must go out all the same.
"""


class Ledger(LedgerFile):
    """An open ledger. Safe to use from several threads; writes take turns."""

    def __init__(
        self,
        folder: Path,
        engine: Engine,
        identity: Identity,
        clock: Clock,
        lock: Lock | None,
        ballast: Ballast | None = None,
    ) -> None:
        super().__init__(engine, clock, ballast or Ballast(folder), identity)
        self._folder = folder
        self._lock = lock

    # -- opening ------------------------------------------------------------------------------

    @classmethod
    def create(cls, folder: Path, key: bytes, identity: Identity, clock: Clock) -> "Ledger":
        """A new ledger for a newly enrolled terminal. FileExistsError where one is there."""
        lock = Lock(folder)
        try:
            made = cls(folder, create(folder / FILE, key, LEDGER), identity, clock, lock)
            made.remember("identity", IDENTITY.dump_json(identity).decode())
        except BaseException:
            lock.release()
            raise
        made._write_mark(0, GENESIS)
        return made

    @classmethod
    def open(cls, folder: Path, key: bytes, clock: Clock, *, locked: bool = True) -> "Ledger":
        """The ledger of this folder, checked. `locked=False`: beside a running terminal, to read.

        NotEnrolled, AlreadyRunning, or LedgerLost (the file has then been set aside).
        """
        remembered = mark.read(folder)
        if remembered is None and not (folder / FILE).exists():
            raise NotEnrolled
        try:
            return cls._open_or_lost(folder, key, clock, locked, remembered)
        except (DiskFull, CannotWrite) as full:
            if not Ballast(folder).release(full=isinstance(full, DiskFull)):
                raise
        return cls._open_or_lost(folder, key, clock, locked, remembered)

    @classmethod
    def _open_or_lost(
        cls, folder: Path, key: bytes, clock: Clock, locked: bool, known: mark.Mark | None
    ) -> "Ledger":
        lock = Lock(folder) if locked else None
        try:
            return cls._open_checked(folder, key, clock, lock, known)
        except Damaged as damage:
            kept = set_aside(folder / FILE) if locked else None
            raise lost(damage.what, kept) from None

    @classmethod
    def _open_checked(
        cls, folder: Path, key: bytes, clock: Clock, lock: Lock | None, known: mark.Mark | None
    ) -> "Ledger":
        engine: Engine | None = None
        try:
            engine = open_existing(folder / FILE, key, LEDGER)
            with guarded(), reading(engine) as connection:
                identity = identity_of(connection)
                check_chain(connection)
                check_mark(connection, identity, known)
            opened = cls(folder, engine, identity, clock, lock)
            with guarded(), reading(engine) as connection:
                anchor, (_, _, last) = anchor_of(connection), head_of(connection)
            opened._anchor = carried(clock.now(), clock.monotonic(), opened._run, anchor, last)
        except BaseException:
            if engine is not None:
                engine.dispose()
            if lock is not None:
                lock.release()
            raise
        return opened

    def begin_anew(self) -> None:
        """This disk was put back to an earlier day: its rows are offered as a new incarnation, so
        that new ones take no place that the central has filled meanwhile."""
        self._becomes(replace(self.identity, incarnation=self.identity.incarnation + 1))
        self._mark_last()

    def enrolled_as(self, identity: Identity) -> None:
        """The same ledger under another name at the same central: everything is offered anew."""
        mark.forget(self._folder)
        # It brings a key of today, and is taken again.
        self._becomes(identity, intake_key="", intake_key_made="", turned_away="")
        self._mark_last()

    def _mark_last(self) -> None:
        last = self.last_item()
        self._write_mark(last.seq if last else 0, last.hash if last else GENESIS)

    def copy_to(self, place: Path) -> None:
        """Keep a second copy in another folder, best on another disk. A Problem where it cannot."""
        with guarded():
            copy_live(self._engine, self._folder / FILE, place / FILE)

    def close(self) -> None:
        """Close the file and let go of the folder."""
        with self._turn:
            self._engine.dispose()
        if self._lock is not None:
            self._lock.release()

    # -- the patrons' requests ----------------------------------------------------------------

    def append(self, drafts: Sequence[Draft]) -> tuple[Row, ...]:
        """Commit requests, all or none. When this returns, they survive a power cut.

        DiskFull, CannotWrite or LedgerFull where they could not be written: then nothing was.
        """
        with self._turn:
            rows = self._write(lambda connection: self._put(connection, drafts))
            if rows:
                self._write_mark(rows[-1].item.seq, rows[-1].item.hash)
        return rows

    def _put(self, connection: Connection, drafts: Sequence[Draft]) -> tuple[Row, ...]:
        rows: list[Row] = []
        seq, prev_hash, last_at = head_of(connection)
        gone, _ = ledger_purge.purged(connection)
        if seq + len(drafts) - max(gone, int(note_of(connection, "have_through") or 0)) > CAP:
            raise LedgerFull
        for draft in drafts:
            seq += 1
            item = self._made(draft, seq, prev_hash, last_at)
            put_item(connection, item, draft.tag, self._trace())
            prev_hash, last_at = item.hash, item.placed_at
            rows.append(Row(item, draft.tag, RequestState.QUEUED, None, {}, None))
        return tuple(rows)

    def _made(self, draft: Draft, seq: int, prev_hash: str, not_before: datetime | None) -> Item:
        unhashed = Item(
            seq=seq,
            key=draft.key,
            kind=draft.kind.value,
            version=SCHEMA,
            placed_at=self._estimate(not_before),
            proof=draft.proof,
            card=draft.card,
            body=draft.body.model_dump(mode="json"),
            sealed=draft.sealed,
            prev_hash=prev_hash,
            hash="",
        )
        return unhashed.model_copy(update={"hash": row_hash(unhashed)})

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

    def _write_mark(self, seq: int, digest: str) -> None:
        identity = self.identity
        mark.write(self._folder, mark.Mark(identity.terminal, identity.incarnation, seq, digest))

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
