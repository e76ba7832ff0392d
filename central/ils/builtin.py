"""The library's own system where it has no other: a complete small one, on the central's database.

Titles, copies, patrons, loans, holds with a queue, transfers between branches, the counter. What
may be lent or held is decided by `kiosk.circulation`; here it is done and kept.
"""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, select

from central import mail, request_rows, stock
from central.clock import Clock
from central.database import Database
from central.ils import counter, people, queue, reminders
from central.ils.port import LoanFact, Stored
from central.ils.within import NotKnown, Within
from central.ils.work import BuiltinWork
from central.passwords import Passwords
from central.tables import copies, holds, loans, patrons
from kiosk.catalogue.records import Copy, Title
from kiosk.circulation.facts import (
    Account,
    Contact,
    Hold,
    HoldState,
    Loan,
    Patron,
    SecretState,
)
from kiosk.circulation.library import Library
from kiosk.circulation.passwords import first_secret, may_use, normalise_card
from kiosk.circulation.profile import FirstSecret
from kiosk.circulation.reasons import Reason, Refusal, Refused

__all__ = ["Builtin", "NotKnown"]

_AT_ONCE = 500
"""Loans that are put with one statement."""


class Builtin:
    """Counter and shelves. Every call is one transaction. `Refused` where a rule forbids."""

    def __init__(
        self, database: Database, clock: Clock, library: Library, passwords: Passwords
    ) -> None:
        self._database = database
        self._clock = clock
        self._library = library
        self._passwords = passwords

    def on(self, connection: Connection) -> BuiltinWork:
        """Work inside the transaction of `connection`, at this moment."""
        return BuiltinWork(Within(connection, self._clock.now(), self._library))

    @contextmanager
    def _writing(self) -> Iterator[Within]:
        with self._database.write() as connection:
            yield Within(connection, self._clock.now(), self._library)

    @contextmanager
    def _reading(self) -> Iterator[Within]:
        with self._database.read() as connection:
            yield Within(connection, self._clock.now(), self._library)

    # -- the library's stock and people -----------------------------------------------------

    def put_title(self, title: Title) -> None:
        """Put or update a title, and put or update the copies it carries."""
        with self._writing() as w:
            stock.note_arrivals(w.connection, stock.unknown(w.connection, [title.id]))
            stock.put_titles(w.connection, [title], w.library)
            w.title_changed(title.id)

    def put_copy(self, title_id: str, copy: Copy) -> None:
        """Put or update one copy."""
        with self._writing() as w:
            title = stock.read(w.connection, [title_id]).get(title_id)
            if title is None:
                raise NotKnown("title")
            stock.put_titles(w.connection, [replace(title, copies=(copy,))], w.library)
            w.title_changed(title_id)

    def put_patron(
        self, patron: Patron, secret: str | None = None, *, branch: str | None = None
    ) -> None:
        """Put or update a patron. `secret` None keeps the old one; for a new patron the library's
        first secret is set, where it has one. `branch`: whose terminals know the patron; None for
        a new patron: all of them, and for another: as before."""
        self.put_patrons([(patron, secret)], branch=branch)

    def put_patrons(
        self, many: Iterable[tuple[Patron, str | None]], *, branch: str | None = None
    ) -> None:
        """Put or update patrons with their secrets, all or none."""
        made = [self._with_secret(patron, secret) for patron, secret in many]
        with self._writing() as w:
            for patron, stored in made:
                people.put_patron(w, patron, stored, branch)

    def _with_secret(self, patron: Patron, secret: str | None) -> tuple[Patron, Stored | None]:
        card = _plain(patron.card)
        with self._reading() as w:
            new = BuiltinWork(w).patron(card) is None
        state, stored = self._first_or(patron, secret, new)
        return replace(patron, card=card, secret_state=state), stored

    def _first_or(
        self, patron: Patron, secret: str | None, new: bool
    ) -> tuple[SecretState, Stored | None]:
        """What to store as the secret (None: what is stored already), and the state it is in."""
        if patron.secret_state is SecretState.NONE:
            return SecretState.NONE, Stored("", "")
        # Argon2 takes its time: never inside a transaction.
        if secret is not None:
            return patron.secret_state, self._passwords.make(secret)
        if not new:
            return patron.secret_state, None
        first = first_secret(self._library, patron)
        if first is None:
            return SecretState.NONE, Stored("", "")
        return SecretState.INITIAL, self._passwords.make(first)

    def put_loan(self, card: str, copy: str, lent: date, due: date, renewals: int = 0) -> None:
        """Put or update a loan as a fact, without asking the rules."""
        self.put_loans([LoanFact(card, copy, lent, due, renewals)])

    def put_loans(self, facts: Sequence[LoanFact]) -> None:
        """Put or update loans as facts, all or none; NotKnown where a copy or card is not known."""
        with self._writing() as w:
            for start in range(0, len(facts), _AT_ONCE):
                some = facts[start : start + _AT_ONCE]
                counter.put_loans(w, [replace(fact, card=_plain(fact.card)) for fact in some])

    def remove_title(self, title_id: str) -> None:
        """Take a title and its copies away; its holds go to the cancelled ones."""
        with self._writing() as w:
            live = select(holds.c.id).where(
                holds.c.title == title_id, holds.c.state.in_(stock.LIVE)
            )
            # The copies go first: none may be set aside for the next who waits, and told of.
            stock.remove_title(w.connection, title_id)
            for hold in _ids(w, live):
                queue.end(w, hold, HoldState.CANCELLED)
            _end_loans(w, loans.c.title == title_id)
            w.title_changed(title_id)

    def remove_copy(self, copy: str) -> None:
        """Take a copy away; a hold it was set aside for waits again."""
        with self._writing() as w:
            row = w.connection.execute(select(copies).where(copies.c.id == copy)).first()
            if row is None:
                raise NotKnown("copy")
            _end_loans(w, loans.c.copy == copy)
            w.connection.execute(delete(copies).where(copies.c.id == copy))
            queue.back_to_queue(w, copy)
            w.title_changed(row.title)

    def remove_patron(self, card: str) -> None:
        """Take a patron away, with holds and wishes; Refused while there are loans."""
        card = _plain(card)
        with self._writing() as w:
            people.row(w, card)
            if w.connection.execute(select(loans.c.copy).where(loans.c.card == card)).first():
                raise Refused(Refusal.because(Reason.STATE_FORBIDS, action="remove"))
            live = select(holds.c.id).where(holds.c.card == card, holds.c.state.in_(stock.LIVE))
            for hold in _ids(w, live):
                queue.end(w, hold, HoldState.CANCELLED)
            people.remove(w, card)
            request_rows.forget_patron(w.connection, card)

    # -- the counter --------------------------------------------------------------------------

    def lend(self, copy: str, card: str) -> Loan:
        """Lend a copy; fulfils this patron's hold. Refused where it is set aside for another."""
        with self._writing() as w:
            return counter.lend(w, copy, _plain(card))

    def return_copy(self, copy: str) -> None:
        """Take a copy back; a free copy goes to the first hold that waits."""
        with self._writing() as w:
            counter.give_back(w, copy)
        self._post()

    def arrive(self, copy: str) -> None:
        """A copy in transit reaches its pickup place: the hold is ready."""
        with self._writing() as w:
            counter.arrive(w, copy)
        self._post()

    def hold(self, card: str, title_id: str, pickup: str, contact: Contact) -> Hold:
        """A hold at the counter: real at once. Refused where a rule forbids."""
        with self._writing() as w:
            return counter.hold(w, _plain(card), title_id, pickup, contact)

    def notify(self, card: str, title_id: str) -> None:
        """The patron has been told that this hold is ready."""
        with self._writing() as w:
            counter.notify(w, _plain(card), title_id)

    def set_missing(self, copy: str, missing: bool = True) -> None:
        """A copy cannot be found, or was found again."""
        with self._writing() as w:
            counter.set_missing(w, copy, missing)

    def reset_secret(self, card: str) -> str | None:
        """Back to the library's first secret, to be changed at the next sign-in.

        Where staff hand out slips the new temporary one is returned, once; where patrons register
        by themselves none is registered any more. None where nothing needs to be handed over.
        """
        card = _plain(card)
        with self._reading() as w:
            row = people.row(w, card)
        patron = people.from_row(row)
        first = first_secret(self._library, patron)
        slip = None if first is not None else self._slip(patron, row.branch)
        chosen = first or slip
        stored = Stored("", "") if chosen is None else self._passwords.make(chosen)
        state = SecretState.NONE if chosen is None else SecretState.INITIAL
        with self._writing() as w:
            BuiltinWork(w).set_secret(card, stored, state)
        self._passwords.forgive(card)
        return slip

    def _slip(self, patron: Patron, branch: str | None) -> str | None:
        rule = self._library.password
        if rule.first is FirstSecret.SELF and branch not in rule.slip_at:
            return None
        length = max(6, self._library.password.shortest)
        length = min(length, self._library.password.longest)
        while True:
            slip = "".join(secrets.choice("0123456789") for _ in range(length))
            if may_use(self._library, slip, patron) is None:
                return slip

    def approve_email(self, card: str) -> None:
        """Staff has confirmed the address that the patron asked for."""
        with self._writing() as w:
            mail.confirm_address(w, _plain(card))

    def _post(self) -> None:
        mail.send_due(self._database, self._clock, self._library)

    # -- looking ------------------------------------------------------------------------------

    def account(self, card: str) -> Account:
        """The patron's affairs as the library knows them; NotKnown for an unknown card."""
        with self._reading() as w:
            return people.account(w, _plain(card))

    def cards(self) -> tuple[str, ...]:
        """Every card."""
        with self._reading() as w:
            rows = w.connection.execute(
                select(patrons.c.card).where(patrons.c.removed.is_(False)).order_by(patrons.c.card)
            )
            return tuple(rows.scalars())

    # -- what passes with time ------------------------------------------------------------------

    def expire(self) -> int:
        """End every ready hold that was not fetched in time; how many."""
        with self._writing() as w:
            return queue.expire(w)

    def remind(self) -> None:
        """Put the mails about due dates and about new titles into the outbox."""
        with self._writing() as w:
            reminders.due_dates(w)
            reminders.new_arrivals(w)


def _end_loans(w: Within, which: ColumnElement[bool]) -> None:
    """Loans of what is no longer the library's; the borrowers' accounts look different now."""
    people.touch(w, w.connection.execute(select(loans.c.card).where(which)).scalars().all())
    w.connection.execute(delete(loans).where(which))


def _ids(w: Within, query: Select[Any]) -> list[str]:
    return list(w.connection.execute(query).scalars())


def _plain(card: str) -> str:
    return normalise_card(card) or card
