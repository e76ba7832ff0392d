"""Patrons as terminals meet them: online sign-in, sessions, accounts, and the offline rows.

Secrets are stored as an Argon2id base and a salt, never in the clear; counters are written before
a secret is checked. A row for a terminal is useless without that terminal's own key.
"""

import hashlib
import secrets
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from central import request_rows, stock
from central.clock import Clock
from central.database import Database, put
from central.decide import provisional_hold
from central.feed import BadCursor, Cursors
from central.ils.builtin import Builtin
from central.ils.people import from_row
from central.ils.port import Stored
from central.intake import receipt_text
from central.passwords import Passwords, online_scope
from central.request_rows import Request
from central.tables import patrons as table
from central.tables import sessions, terminals, visits
from central.terminals import Terminal, Terminals, TurnedAway
from kiosk.circulation import sealing
from kiosk.circulation.facts import Account, Hold, HoldState, Kind
from kiosk.circulation.library import Library
from kiosk.circulation.messages import (
    ACCOUNT,
    FAILURES,
    CardRest,
    FailuresAsk,
    FailuresReply,
    PatronRow,
    PatronsPage,
    RequestKind,
    RequestState,
    SignInAsk,
    SignInReply,
)
from kiosk.circulation.passwords import normalise_card, offline_allowed

SESSION_IDLE = timedelta(minutes=15)
SESSION_LIFE = timedelta(hours=1)
_PAGE = 100


class Patrons:
    """Sign-in and the patron stream."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        library: Library,
        cursors: Cursors,
        ils: Builtin,
        passwords: Passwords,
        terminals: Terminals,
    ) -> None:
        self._database = database
        self._clock = clock
        self._library = library
        self._cursors = cursors
        self._ils = ils
        self._passwords = passwords
        self._terminals = terminals
        self.session_idle = SESSION_IDLE
        self.session_life = SESSION_LIFE
        """How long a visit may look again: between two looks, and in all."""

    # -- online -------------------------------------------------------------------------------

    def sign_in(self, terminal: Terminal, ask: SignInAsk) -> SignInReply:
        """TurnedAway: `wrong_secret`, or `locked` with `until` (ISO 8601)."""
        card = normalise_card(ask.card)
        if card is None:
            raise TurnedAway("wrong_secret")
        checked = self._passwords.check(
            online_scope(card), ask.secret, lambda connection: self._ils.on(connection).stored(card)
        )
        if checked.locked_until is not None:
            raise TurnedAway("locked", until=checked.locked_until.isoformat())
        if not checked.ok:
            raise TurnedAway("wrong_secret")
        if checked.fresh is not None:
            self._renew(card, checked.fresh)
        try:
            return SignInReply(session=self._begin(terminal, card), account=self.account(card))
        except LookupError as error:  # taken away at the counter at this very moment
            raise TurnedAway("wrong_secret") from error

    def _renew(self, card: str, fresh: Stored) -> None:
        """Keep a right secret at today's cost; terminals get the row anew."""
        with self._database.write() as connection:
            work = self._ils.on(connection)
            patron = work.patron(card)
            if patron is not None:
                work.set_secret(card, fresh, patron.secret_state)

    def _begin(self, terminal: Terminal, card: str) -> str:
        token, now = secrets.token_urlsafe(24), self._clock.now()
        with self._database.write() as connection:
            connection.execute(delete(sessions).where(sessions.c.started < now - self.session_life))
            connection.execute(
                sessions.insert().values(
                    token=_hash(token), card=card, terminal=terminal.id, started=now, used=now
                )
            )
            self._note_visit(connection, card, terminal.branch, now)
        return token

    def _note_visit(self, connection: Connection, card: str, branch: str, now: datetime) -> None:
        seen = connection.execute(
            select(visits.c.card).where(visits.c.card == card, visits.c.branch == branch)
        ).first()
        put(connection, visits, {"card": card, "branch": branch, "at": now})
        if seen is None:
            # From now on this branch's terminals know the patron.
            self._ils.on(connection).touch(card)

    def session_account(self, terminal: Terminal, session: str) -> Account:
        """The account of a visit; TurnedAway(`not_signed_in`) where the session has ended."""
        now = self._clock.now()
        with self._database.write() as connection:
            row = connection.execute(
                select(sessions).where(sessions.c.token == _hash(session))
            ).first()
            if (
                row is None
                or row.terminal != terminal.id
                or now - row.used > self.session_idle
                or now - row.started > self.session_life
            ):
                raise TurnedAway("not_signed_in")
            connection.execute(
                update(sessions).where(sessions.c.token == row.token).values(used=now)
            )
        try:
            return self.account(row.card)
        except LookupError as error:  # taken away at the counter in the middle of the visit
            raise TurnedAway("not_signed_in") from error

    def hear(self, terminal: Terminal, ask: FailuresAsk) -> FailuresReply:
        """Wrong secrets that a terminal counted without us, and which cards rest, wherever the
        failures were. Of a tag that is no card of ours nothing is counted."""
        _, lookup_key = self._terminals.secrets(terminal)
        told = {failures.tag: failures.count for failures in ask.cards}
        if told:
            with self._database.read() as connection:
                cards: list[str] = list(connection.execute(select(table.c.card)).scalars())
            tags = ((card, sealing.card_tag(lookup_key, card)) for card in cards)
            counts = {card: told[tag] for card, tag in tags if tag in told}
            self._passwords.hear(terminal.id, ask.report, counts)
        resting = {} if terminal.forked else self._passwords.resting(FAILURES)
        return FailuresReply(
            rests=tuple(
                CardRest(tag=sealing.card_tag(lookup_key, card), until=until)
                for card, until in resting.items()
            )
        )

    # -- accounts -----------------------------------------------------------------------------

    def account(self, card: str) -> Account:
        """The account as it is now, provisional holds included; KeyError for an unknown card."""
        with self._database.read() as connection:
            return self._account(connection, normalise_card(card) or card)

    def _account(self, connection: Connection, card: str) -> Account:
        account = self._ils.on(connection).account(card)
        now = self._clock.now()
        since = now - timedelta(days=self._library.holds.cancelled_days + 1)
        asked = request_rows.of_card(connection, card, RequestKind.HOLD, since)
        leaving = {
            request.body.get("hold")
            for request in request_rows.of_card(connection, card, RequestKind.CANCEL, now)
            if request.state is RequestState.RECEIVED
        }
        known = stock.read(connection, [str(request.body.get("title")) for request in asked])
        receipts = _receipts(connection, asked)
        pending: list[Hold] = []
        ended = list(account.ended)
        for request in asked:
            title = known.get(str(request.body.get("title")))
            text, kind = (title.title, title.kind) if title else ("", Kind.BOOK)
            hold = provisional_hold(request, text, kind, receipts[request.key])
            if hold is None:
                continue
            if request.state in (RequestState.RECEIVED, RequestState.NEEDS_STAFF):
                state = HoldState.CANCEL_REQUESTED if hold.id in leaving else hold.state
                pending.append(replace(hold, state=state))
            elif self._listed(request):
                state = _ENDED[request.state]
                ended.append(replace(hold, state=state, ended_on=_day(request)))
        return replace(account, holds=(*account.holds, *pending), ended=tuple(ended))

    def _listed(self, request: Request) -> bool:
        if request.state not in _ENDED or request.decided_at is None:
            return False
        kept = timedelta(days=self._library.holds.cancelled_days)
        return self._clock.now().date() <= request.decided_at.date() + kept

    # -- the stream to terminals ----------------------------------------------------------------

    def page(self, terminal: Terminal, cursor: str) -> PatronsPage:
        """Rows for this terminal that changed since `cursor` (`""`: from the start).

        TurnedAway(`forked`): two disks under one name, and neither gets patrons' data, nor may it
        take what it has for fresh, before staff has looked. `diverged`: begin anew with no rows.
        """
        if terminal.forked:
            raise TurnedAway("forked")
        scope = f"patrons:{terminal.id}"
        try:
            seq = self._cursors.read(scope, cursor) if cursor else 0
        except BadCursor as error:
            raise TurnedAway("diverged") from error
        verifier_key, lookup_key = self._terminals.secrets(terminal)
        with self._database.read() as connection:
            rows = connection.execute(
                select(table)
                .where(table.c.changed > seq)
                .order_by(table.c.changed)
                .limit(_PAGE + 1)
            ).all()
            page = rows[:_PAGE]
            here = _seen_at(connection, terminal.branch, [row.card for row in page])
            made = [
                self._row(connection, row, row.card in here, terminal, verifier_key, lookup_key)
                for row in page
            ]
        return PatronsPage(
            rows=tuple(row for row in made if seq or not row.removed),
            cursor=self._cursors.make(scope, page[-1].changed if page else seq),
            has_more=len(rows) > _PAGE,
        )

    def _row(
        self,
        connection: Connection,
        row: Row[Any],
        seen: bool,
        terminal: Terminal,
        verifier_key: bytes,
        lookup_key: bytes,
    ) -> PatronRow:
        tag = sealing.card_tag(lookup_key, row.card)
        at_home = row.branch is None or row.branch == terminal.branch or seen
        allowed = not row.removed and offline_allowed(self._library, from_row(row))
        if not (allowed and at_home and row.base):
            return PatronRow(tag=tag, removed=True)
        base = bytes.fromhex(row.base)
        key = sealing.account_key(verifier_key, base)
        return PatronRow(
            tag=tag,
            salt=row.salt,
            verifier=sealing.verifier(verifier_key, base),
            account_box=sealing.lock(key, ACCOUNT.dump_json(self._account(connection, row.card))),
        )


_ENDED = {
    RequestState.CANCELLED: HoldState.CANCELLED,
    RequestState.REFUSED: HoldState.REFUSED,
}


def _day(request: Request) -> date | None:
    return None if request.decided_at is None else request.decided_at.date()


def _receipts(connection: Connection, asked: list[Request]) -> dict[str, str]:
    ids = {request.terminal for request in asked}
    numbers: dict[str, int] = dict(
        connection.execute(
            select(terminals.c.id, terminals.c.number).where(terminals.c.id.in_(ids))
        ).all()
    )
    return {r.key: receipt_text(numbers.get(r.terminal, 0), r.seq) for r in asked}


def _seen_at(connection: Connection, branch: str, cards: list[str]) -> set[str]:
    return set(
        connection.execute(
            select(visits.c.card).where(visits.c.branch == branch, visits.c.card.in_(cards))
        ).scalars()
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
