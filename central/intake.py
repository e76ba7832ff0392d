"""The intake: the batch that makes provisional requests real, and sets copies aside for holds.

It decides with `kiosk.circulation` and acts through the library's system; it holds the key that
opens sealed boxes, and nobody else does. It never overtakes a hold that was accepted before.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from central import request_rows
from central.boxes import Boxes, Prepared, Unreadable
from central.case import Case, Decision
from central.clock import Clock
from central.database import Database, ours
from central.decide import decide
from central.ils.port import Ils
from central.request_rows import Request
from central.runs import Run, Runs, missed
from central.tables import terminals
from central.terminals import Terminal
from central.upcasters import read_body
from kiosk.circulation.library import Library
from kiosk.circulation.messages import Item, Message, RequestKind, RequestState
from kiosk.circulation.reasons import sentence

_log = logging.getLogger(__name__)
_TERMINAL = select(terminals.c.number, terminals.c.branch).where(terminals.c.id == bindparam("id"))


@dataclass(frozen=True, slots=True)
class IntakeItem:
    """What became of one request. `text` is for staff: the reason in Japanese. `late`: how many
    intakes it missed, because its terminal could not be reached. `unsure`: when it was placed is
    known to no better than ten minutes, as its terminal's clock had not been checked."""

    key: str
    kind: str
    title: str | None
    state: RequestState
    reason: str | None
    text: str
    late: int
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class IntakeReport:
    """One run. `waiting`: requests that stay provisional (for instance a long overdue); `late`:
    requests that missed an earlier run."""

    started: datetime
    dry_run: bool
    accepted: int
    refused: int
    needs_staff: int
    cancelled: int
    waiting: int
    late: int
    items: tuple[IntakeItem, ...]


class _Undo(Exception):  # noqa: N818 - the way out of a dry run
    """Nothing of a dry run stays."""


class Intake:
    """The intake desk of one library."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        library: Library,
        ils: Ils,
        boxes: Boxes,
        post: Callable[[], object],
    ) -> None:
        self._database = database
        self._clock = clock
        self._library = library
        self._ils = ils
        self._boxes = boxes
        self._post = post
        self.runs = Runs(database, clock)

    # -- at receipt ---------------------------------------------------------------------------

    def prepare(self, item: Item, terminal: str) -> Prepared:
        """Open what is sealed and prove who asks, before the request's transaction."""
        return self._boxes.prepare(item, terminal)

    def at_receipt(
        self,
        connection: Connection,
        request: Request,
        terminal: Terminal,
        body: Message,
        prepared: Prepared,
    ) -> Decision:
        """Decide what need not wait; RECEIVED for what the batch decides."""
        work = self._ils.on(connection)
        known = prepared.card is not None and work.patron(prepared.card) is not None
        if prepared.refusal is None and not known and request.kind != _REGISTER:
            raise Unreadable("unknown card")
        case = Case(
            connection=connection,
            work=work,
            library=self._library,
            now=self._clock.now(),
            request=request,
            card=prepared.card or "",
            branch=terminal.branch,
            receipt=receipt_text(terminal.number, request.seq),
            prepared=prepared,
            intake=False,
        )
        return decide(case, body)

    # -- the batch ----------------------------------------------------------------------------

    def run(self, dry_run: bool = False, *, until: datetime | None = None) -> IntakeReport:
        """Decide what was received up to `until` (now); a dry run tells and changes nothing.

        Every request has its own transaction: a run that was cut off is gone on with, with the
        same requests. Underway where another worker is at it.
        """
        started = self._clock.now()
        limit = until or started
        if dry_run:
            return _report(started, True, self._rehearse(limit))
        items: list[IntakeItem] = []
        done: Run | None = None
        while done is None or done.until < limit:
            done = self.runs.begin(limit)
            items += self._carry_out(done)
        self._post()
        return _report(started, False, items)

    def _carry_out(self, run: Run) -> list[IntakeItem]:
        items: list[IntakeItem] = []
        with self._database.read() as connection:
            keys = request_rows.waiting(connection, run.until)
        for key in keys:
            with self._database.write() as connection:
                self.runs.renew(connection, run)
                decided = self._decide_or_keep(connection, key)
                for item in decided:
                    self.runs.count(connection, run, item.state, late=item.late > 0)
            items += decided
        self._allocate()
        self.runs.finish(run)
        return items

    def _rehearse(self, limit: datetime) -> list[IntakeItem]:
        items: list[IntakeItem] = []
        try:
            with self._database.write() as connection:
                for key in request_rows.waiting(connection, limit):
                    items += self._decide_or_keep(connection, key)
                raise _Undo
        except _Undo:
            return items

    def _decide_or_keep(self, connection: Connection, key: str) -> list[IntakeItem]:
        """As `_decide`; what breaks goes to a person, and never stops the requests behind it."""
        try:
            with connection.begin_nested():
                return self._decide(connection, key)
        except Exception as error:
            if not ours(error):
                raise
            # No message: it could quote what the patron asked for.
            _log.error("a request could not be decided: %s", type(error).__name__)
        now, staff = self._clock.now(), RequestState.NEEDS_STAFF
        kept = request_rows.settle(connection, now, key, staff, "failed")
        return [IntakeItem(key, kept.kind, None, staff, "failed", "", 0)]

    def _decide(self, connection: Connection, key: str) -> list[IntakeItem]:
        request = request_rows.get(connection, key)
        if request is None or request.state is not RequestState.RECEIVED:
            return []
        decision = self._verdict(connection, request)
        state, reason = decision.state, decision.reason
        if (state, reason) != (request.state, request.reason):
            now = self._clock.now()
            why = (reason, decision.facts, decision.also)
            request_rows.settle(connection, now, key, state, *why)
        title = request.body.get("title")
        text = "" if decision.refusal is None else sentence(decision.refusal)
        late = missed(connection, request.placed_at, request.received_at)
        unsure = request_rows.unsure(connection, key)
        return [IntakeItem(key, request.kind, title, state, reason, text, late, unsure)]

    def _verdict(self, connection: Connection, request: Request) -> Decision:
        work = self._ils.on(connection)
        card = request.card
        if card is None or work.patron(card) is None:
            return Decision(RequestState.NEEDS_STAFF)
        number, branch = _place(connection, request.terminal)
        case = Case(
            connection=connection,
            work=work,
            library=self._library,
            now=self._clock.now(),
            request=request,
            card=card,
            branch=branch,
            receipt=receipt_text(number, request.seq),
            prepared=Prepared(card),
            intake=True,
        )
        body = read_body(RequestKind(request.kind), request.version, request.body)
        return decide(case, body)

    def _allocate(self) -> None:
        with self._database.read() as connection:
            titles = self._ils.on(connection).titles_to_allocate()
        for title in titles:
            try:
                with self._database.write() as connection:
                    self._ils.on(connection).allocate(title)
            except Exception as error:
                if not ours(error):
                    raise
                # The other titles' copies are waited for.
                _log.error("copies could not be set aside: %s", type(error).__name__)

    def has_work(self) -> bool:
        """Whether an intake would find anything: requests that wait, or holds without a copy."""
        with self._database.read() as connection:
            if request_rows.any_waiting(connection):
                return True
            return bool(self._ils.on(connection).titles_to_allocate())


_REGISTER = RequestKind.REGISTER_PASSWORD.value


def receipt_text(number: int, seq: int) -> str:
    """The number on a receipt; the terminal computes the same."""
    return f"{number}-{seq:03d}"


def _place(connection: Connection, terminal: str) -> tuple[int, str]:
    row = connection.execute(_TERMINAL, {"id": terminal}).one()
    return row.number, row.branch


def _report(started: datetime, dry_run: bool, items: list[IntakeItem]) -> IntakeReport:
    def count(state: RequestState) -> int:
        return sum(item.state is state for item in items)

    return IntakeReport(
        started=started,
        dry_run=dry_run,
        accepted=count(RequestState.ACCEPTED),
        refused=count(RequestState.REFUSED),
        needs_staff=count(RequestState.NEEDS_STAFF),
        cancelled=count(RequestState.CANCELLED),
        waiting=count(RequestState.RECEIVED),
        late=sum(item.late > 0 for item in items),
        items=tuple(items),
    )
