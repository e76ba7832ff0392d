"""The patrons' requests and the attempt counters: the precious file of a terminal.

Append-only, gap-free, hash-chained, synchronous=FULL: when `append` has returned, the request
survives a power cut. Verdicts stand beside the rows, never in them. It never starts empty by
itself: only `create`, at enrolment, makes a new one, and `open` raises LedgerLost where the file
is not what the side mark remembers.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from kiosk.circulation.messages import SCHEMA, Item, RequestState, row_hash
from kiosk.circulation.sealing import GENESIS
from kiosk.ports import Clock
from kiosk.sqlite import reading
from kiosk.store import ledger_purge, mark
from kiosk.store.anchors import carried
from kiosk.store.ballast import Ballast
from kiosk.store.database import create, guarded, open_existing, set_aside
from kiosk.store.identity import IDENTITY, Identity
from kiosk.store.ledger_check import check_chain, check_mark, identity_of, lost
from kiosk.store.ledger_queue import LedgerQueue
from kiosk.store.ledger_rows import Draft, Row, anchor_of, head_of, note_of, put_item
from kiosk.store.ledger_schema import LEDGER
from kiosk.store.lock import Lock
from kiosk.store.problems import CannotWrite, Damaged, DiskFull, LedgerFull, NotEnrolled
from kiosk.store.salvage import copy_live

__all__ = ["Draft", "Ledger", "Row"]

FILE = "ledger.db"
CAP = 50_000
"""Rows that the central does not hold yet: what a branch asks for in months without a network."""


class Ledger(LedgerQueue):
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

    # -- inside -------------------------------------------------------------------------------

    def _write_mark(self, seq: int, digest: str) -> None:
        identity = self.identity
        mark.write(self._folder, mark.Mark(identity.terminal, identity.incarnation, seq, digest))
