"""Take a terminal's requests exactly once: key, verdict and effect in one transaction each.

A repeated key gets the present verdict. Nothing is ever refused for its form: what cannot be read
is kept for a person (`needs_staff`). No rule of lending stands here.
"""

import hashlib
import json
import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.exc import IntegrityError

from central import former, ledgers, request_rows
from central.boxes import Prepared, Unreadable
from central.clock import Clock
from central.database import Database, ours, put, tick
from central.feed import BadCursor, Cursors
from central.intake import Intake
from central.request_rows import Request
from central.tables import conflicts, unsure_times
from central.tables import requests as table
from central.terminals import Terminal, TurnedAway
from central.upcasters import read_body
from kiosk.circulation.calendar import JST, next_intake
from kiosk.circulation.library import Library
from kiosk.circulation.messages import (
    SCHEMA,
    Item,
    Message,
    Outcome,
    OutcomesPage,
    Park,
    Proof,
    Push,
    PushReply,
    RequestKind,
    RequestState,
    head_content,
)
from kiosk.circulation.sealing import BadSeal, canonical, chain_hash, same

__all__ = ["Request", "Requests"]

NEXT_POLL_S = 30.0
_PAGE = 200
_SURE = timedelta(minutes=10)
"""Narrower than this, the order of two requests is as sure as anybody asks for."""
_PARKED = "parked"
_DIGEST = select(table.c.digest).where(table.c.key == bindparam("key"))
_CHANGED = (
    select(table)
    .where(table.c.terminal == bindparam("terminal"), table.c.changed > bindparam("seq"))
    .order_by(table.c.changed)
    .limit(_PAGE + 1)
)
_log = logging.getLogger(__name__)


class _Parked(Exception):  # noqa: N818 - a state of the request
    """Kept for a person; the text is the reason's code."""


class Requests:
    """The requests of all terminals."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        library: Library,
        cursors: Cursors,
        intake: Intake,
        post: Callable[[], object],
    ) -> None:
        self._database = database
        self._clock = clock
        self._library = library
        self._cursors = cursors
        self._intake = intake
        self._post = post

    # -- taking -------------------------------------------------------------------------------

    def take(self, terminal: Terminal, push: Push) -> PushReply:
        """Take a batch; every item has its own verdict. TurnedAway for the whole of it where the
        head is not signed by this terminal, or the rows are not in order."""
        _check_head(terminal, push)
        self._settled(terminal, push)
        reply = self.take_rows(terminal, push.incarnation, push.items)
        unsure = [item for item in push.items if item.key in push.unsure]
        self.note_unsure(terminal, push.incarnation, unsure)
        with self._database.read() as connection:
            have = ledgers.held(connection, terminal.id, push)
        safe = min(reply.safe_through, have)
        return reply.model_copy(update={"have_through": have, "safe_through": safe})

    def note_unsure(self, terminal: Terminal, incarnation: int, items: Sequence[Item]) -> None:
        """Keep within which time requests were placed of which their terminal cannot say it for
        sure: after the row before it, and before it came here."""
        if not items:
            return
        with self._database.write() as connection:
            for item in items:
                place = terminal.id, incarnation, item.seq
                earliest = ledgers.placed_before(connection, *place) or terminal.enrolled_at
                request = request_rows.one(connection, item.key)
                latest = request.received_at
                if request.terminal == terminal.id and latest - earliest > _SURE:
                    put(
                        connection,
                        unsure_times,
                        {"key": item.key, "earliest": earliest, "latest": latest},
                    )

    def take_rows(self, terminal: Terminal, incarnation: int, items: Iterable[Item]) -> PushReply:
        """As `take`, for rows that are proved already to be this terminal's."""
        outcomes = tuple(self._take(terminal, incarnation, item) for item in items)
        self._post()
        return self.reply(terminal, incarnation, outcomes)

    def park(self, terminal: Terminal, park: Park) -> PushReply:
        """Keep a row for a person, whatever stands in it, so that those behind it can come."""
        item = Item(
            seq=park.seq,
            key=park.key,
            kind="parked",
            version=SCHEMA,
            placed_at=self._clock.now(),
            proof=Proof.DEFERRED,
            card=None,
            body={"text": park.text},
            prev_hash="",
            hash=park.hash,
        )
        with self._database.write() as connection:
            known = request_rows.get(connection, park.key)
            if known is not None:
                ledgers.note_row(connection, terminal.id, park.incarnation, item)
                if known.terminal != terminal.id:
                    self._keep_other(connection, terminal, item)
        if known is None:
            outcome = self._park(terminal, park.incarnation, item, _PARKED)
        elif known.terminal == terminal.id:
            outcome = known.outcome()
        else:  # nothing is told of another terminal's request, not even that there is one
            staff, now = RequestState.NEEDS_STAFF, self._clock.now()
            outcome = Outcome(key=park.key, state=staff, reason=_PARKED, decided_at=now)
        return self.reply(terminal, park.incarnation, (outcome,))

    def reply(
        self, terminal: Terminal, incarnation: int, outcomes: tuple[Outcome, ...] = ()
    ) -> PushReply:
        """Verdicts, and how far this central holds the terminal's rows."""
        now = self._clock.now()
        with self._database.read() as connection:
            have, safe = ledgers.reach(connection, terminal.id, incarnation)
        return PushReply(
            items=outcomes,
            have_through=have,
            safe_through=safe,
            central_time=now,
            next_poll_after_s=NEXT_POLL_S,
            next_intake=next_intake(self._library, now),
        )

    def _settled(self, terminal: Terminal, push: Push) -> None:
        """Rows that a terminal no longer keeps are not waited for. Where this central lacks them it
        was put back to before its last verified backup: they are settled, and a person must know.
        """
        with self._database.read() as connection:
            have, _ = ledgers.reach(connection, terminal.id, push.incarnation)
            if push.purged_through <= have:
                return
            names = (terminal.id, *former.names(connection, terminal.id))
            missing = push.purged_through - max(have, ledgers.furthest(connection, names))
        if missing > 0:
            _log.error("%s rows of terminal %s are missing", missing, terminal.id)
        with self._database.write() as connection:
            ledgers.skip_to(connection, terminal.id, push.incarnation, push.purged_through)

    def _take(self, terminal: Terminal, incarnation: int, item: Item) -> Outcome:
        with self._database.read() as connection:
            known = request_rows.get(connection, item.key)
        if known is None:
            try:
                return self._take_new(terminal, incarnation, item)
            except IntegrityError:
                with self._database.read() as connection:
                    known = request_rows.get(connection, item.key)
                if known is None:
                    # Not the row but its effect clashes with what is there: for a person.
                    return self._park(terminal, incarnation, item, "failed")
                # The same row came in twice at the same moment.
        return self._take_known(terminal, incarnation, item)

    def _take_known(self, terminal: Terminal, incarnation: int, item: Item) -> Outcome:
        with self._database.write() as connection:
            ledgers.note_row(connection, terminal.id, incarnation, item)
            digest: str = connection.execute(_DIGEST, {"key": item.key}).scalar_one()
            if not same(digest, _digest(item)):
                return self._conflict(connection, terminal, item)
            return request_rows.one(connection, item.key).outcome()

    def _conflict(self, connection: Connection, terminal: Terminal, item: Item) -> Outcome:
        """One key, two contents: both are kept, and a person looks at them."""
        self._keep_other(connection, terminal, item)
        if request_rows.one(connection, item.key).state is RequestState.RECEIVED:
            now = self._clock.now()
            request_rows.settle(connection, now, item.key, RequestState.NEEDS_STAFF, "same_key")
        return Outcome(key=item.key, state=RequestState.NEEDS_STAFF, reason="same_key")

    def _keep_other(self, connection: Connection, terminal: Terminal, item: Item) -> None:
        content = json.dumps(item.content(), ensure_ascii=False, sort_keys=True)
        kept = connection.execute(
            select(conflicts.c.id).where(
                conflicts.c.key == item.key, conflicts.c.content == content
            )
        ).first()
        if kept is None:
            connection.execute(
                conflicts.insert().values(
                    key=item.key, terminal=terminal.id, content=content, at=self._clock.now()
                )
            )

    def _take_new(self, terminal: Terminal, incarnation: int, item: Item) -> Outcome:
        try:
            body = _read(item)
            prepared = self._intake.prepare(item, terminal.id)
            return self._store(terminal, incarnation, item, body, prepared)
        except (_Parked, Unreadable) as parked:
            return self._park(terminal, incarnation, item, str(parked).replace(" ", "_"))
        except IntegrityError:
            raise  # `_take` knows why
        except Exception as error:
            if not ours(error):
                raise
            # Ours to mend; meanwhile one bad row must not stop the rows behind it. No message:
            # it could quote what the patron asked for.
            _log.error("a request could not be decided: %s", type(error).__name__)
            return self._park(terminal, incarnation, item, "failed")

    def _store(
        self,
        terminal: Terminal,
        incarnation: int,
        item: Item,
        body: Message,
        prepared: Prepared,
    ) -> Outcome:
        with self._database.write() as connection:
            self._insert(connection, terminal, incarnation, item, prepared.card)
            request = request_rows.one(connection, item.key)
            with connection.begin_nested():
                decision = self._intake.at_receipt(connection, request, terminal, body, prepared)
            now = self._clock.now()
            why = (decision.reason, decision.facts, decision.also)
            return request_rows.settle(connection, now, item.key, decision.state, *why).outcome()

    def _park(self, terminal: Terminal, incarnation: int, item: Item, reason: str) -> Outcome:
        with self._database.write() as connection:
            self._insert(connection, terminal, incarnation, item, None)
            now = self._clock.now()
            staff = RequestState.NEEDS_STAFF
            return request_rows.settle(connection, now, item.key, staff, reason).outcome()

    def _insert(
        self,
        connection: Connection,
        terminal: Terminal,
        incarnation: int,
        item: Item,
        card: str | None,
    ) -> None:
        now = self._clock.now()
        before = ledgers.placed_before(connection, terminal.id, incarnation, item.seq)
        placed_at = _corrected(item.placed_at, before or terminal.enrolled_at, now)
        row = {
            "key": item.key,
            "terminal": terminal.id,
            "seq": item.seq,
            "kind": item.kind,
            "version": item.version,
            "placed_at": placed_at,
            "received_at": now,
            "proof": item.proof.value,
            "card": card,
            "body": json.dumps(item.body, ensure_ascii=False),
            "sealed": item.sealed,
            "digest": _digest(item),
            "state": RequestState.RECEIVED.value,
            "facts": "{}",
            "changed": tick(connection, now),
        }
        connection.execute(table.insert(), row)
        ledgers.note_row(connection, terminal.id, incarnation, item)

    # -- telling --------------------------------------------------------------------------------

    def outcomes(self, terminal: Terminal, cursor: str) -> OutcomesPage:
        """Verdicts of this terminal's requests that changed since `cursor` (`""`: from the start).

        A cursor this central does not know starts over: verdicts may be told twice.
        """
        scope = f"outcomes:{terminal.id}"
        try:
            seq = self._cursors.read(scope, cursor) if cursor else 0
        except BadCursor:
            seq = 0
        with self._database.read() as connection:
            rows = connection.execute(_CHANGED, {"terminal": terminal.id, "seq": seq}).all()
        page = rows[:_PAGE]
        return OutcomesPage(
            outcomes=tuple(request_rows.from_row(row).outcome() for row in page),
            cursor=self._cursors.make(scope, page[-1].changed if page else seq),
            has_more=len(rows) > _PAGE,
        )

    def incarnation(self, terminal: Terminal) -> int:
        """Which ledger of a terminal is the newest one that is known here."""
        with self._database.read() as connection:
            return ledgers.newest(connection, terminal.id)

    def all(self, state: RequestState | None = None) -> tuple[Request, ...]:
        """Requests in order of arrival, for the intake desk."""
        query = select(table).order_by(table.c.received_at, table.c.terminal, table.c.seq)
        if state is not None:
            query = query.where(table.c.state == state.value)
        with self._database.read() as connection:
            return tuple(request_rows.from_row(row) for row in connection.execute(query))

    def get(self, key: str) -> Request | None:
        """One request."""
        with self._database.read() as connection:
            return request_rows.get(connection, key)


def _check_head(terminal: Terminal, push: Push) -> None:
    if not push.items:
        return
    numbers = [item.seq for item in push.items]
    if numbers != sorted(set(numbers)):
        raise TurnedAway("bad_message")
    try:
        terminal.check_signed(head_content(push.items[-1]), push.head_signature)
    except BadSeal as error:
        raise TurnedAway("bad_signature") from error


def _read(item: Item) -> Message:
    """The content of a request; parked where it was changed on the way or cannot be read."""
    if not same(item.hash, chain_hash(item.prev_hash, item.content())):
        raise _Parked("bad_chain")
    if item.kind not in set(RequestKind):
        raise _Parked("unknown_kind")
    if item.version > SCHEMA:
        raise _Parked("unknown_version")
    try:
        return read_body(RequestKind(item.kind), item.version, item.body)
    except ValueError as error:
        raise _Parked("unreadable") from error


def _digest(item: Item) -> str:
    """What makes a request the same: all but its place in a ledger, which may change."""
    content = item.model_dump(mode="json", exclude={"seq", "prev_hash", "hash"})
    return hashlib.sha256(canonical(content)).hexdigest()


def _corrected(said: datetime, before: datetime, now: datetime) -> datetime:
    """Never ahead of its receipt, never before the row before it, or before there was a terminal:
    a clock that was set back to its first day must not jump the queue."""
    return min(max(said if said.tzinfo else said.replace(tzinfo=JST), before), now)
