"""What the parts of the desk share: the world they were given, the visit, and the way to ask.

`ask` is the only road to the ledger. Nothing here knows a page of the screen.
"""

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from kiosk.catalogue.records import Title
from kiosk.catalogue.search import Catalogue, CatalogueDamaged
from kiosk.circulation.calendar import JST
from kiosk.circulation.facts import Account, Patron
from kiosk.circulation.library import Library
from kiosk.circulation.messages import Because, Message, Proof, RequestKind, RequestState, Sealed
from kiosk.circulation.reasons import Reason, Refusal, Refused
from kiosk.desk.overlay import Base, overlay
from kiosk.login import Login, Session
from kiosk.ports import CentralAway, CentralDesk, Misunderstood, TurnedAway
from kiosk.store.identity import Identity
from kiosk.store.ledger import Draft, Ledger, Row
from kiosk.store.uuid7 import uuid7

T = TypeVar("T")

_FILES = 3
"""A terminal keeps two catalogue files at most: the one in use and the last good one."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a patron asks for, before it is a row. `sealed`: fields that only the intake reads."""

    kind: RequestKind
    body: Message
    sealed: dict[str, str] = field(default_factory=dict, repr=False)


@dataclass(slots=True)
class Context:
    """The world of one desk. `session` and `cart` belong to the visit and go with it."""

    library: Library
    identity: Identity
    catalogue: Callable[[], Catalogue | None]
    ledger: Ledger
    login: Login
    central: CentralDesk
    nudge: Callable[[], None]
    settle: Callable[[], None]
    online: Callable[[], bool]
    language: str = "ja"
    session: Session | None = None
    cart: list[str] = field(default_factory=list)
    turn: threading.Lock = field(default_factory=threading.Lock, repr=False)
    """Nobody is wiped away in the middle of a request."""

    # -- time and titles ----------------------------------------------------------------------

    def now(self) -> datetime:
        """The central's time as well as we know it, in the libraries' zone."""
        return self.ledger.now().astimezone(JST)

    def title(self, title_id: str) -> Title | None:
        """A title of the catalogue; None where it is gone or there is no catalogue yet."""
        return self.read(lambda catalogue: catalogue.title(title_id), None)

    def read(self, ask: Callable[[Catalogue], T], nothing: T) -> T:
        """What a question to the catalogue brings; `nothing` where there is none yet.

        Where damage shows, the file is taken away, and the last good one is asked instead.
        """
        for _ in range(_FILES):
            catalogue = self.catalogue()
            if catalogue is None:
                break
            with suppress(CatalogueDamaged):
                return ask(catalogue)
        return nothing

    # -- the visit ----------------------------------------------------------------------------

    def signed_in(self) -> Session:
        """The session; Refused(not_signed_in) where nobody is signed in."""
        if self.session is None:
            raise Refused(Refusal(Reason.NOT_SIGNED_IN))
        return self.session

    def may_act(self) -> Session:
        """The session; Refused(must_change) while a first password stands before everything."""
        session = self.signed_in()
        if session.must_change:
            raise Refused(Refusal(Reason.MUST_CHANGE))
        return session

    def rows(self) -> tuple[Row, ...]:
        """The patron's requests, newest first; only this visit's while the patron is unproved."""
        session = self.may_act()
        rows = self.ledger.rows_of(session.tag)
        if session.proof is Proof.DEFERRED:
            return tuple(row for row in rows if row.item.key in session.keys)
        return rows

    def account(self) -> Account:
        """The account, as fresh as it can be had, with the ledger's rows laid over it.

        Refused(no_answer_offline) in a deferred visit: nothing personal is shown unproved.
        """
        session = self.may_act()
        if session.account is None:
            raise Refused(Refusal(Reason.NO_ANSWER_OFFLINE))
        return self._laid_over(self._base(session))

    def account_if_known(self) -> Account | None:
        """The account, or None where there is nobody whose affairs may be shown."""
        session = self.session
        if session is None or session.account is None or session.must_change:
            return None
        return self._laid_over(self._base(session))

    def visit_account(self) -> Account:
        """As `account`, but in a deferred visit only what was asked for in this visit."""
        session = self.may_act()
        if session.account is not None:
            return self.account()
        nobody = Account(Patron(card=session.card, name=""), as_of=self.now())
        return self._laid_over(Base(nobody, fresh=False))

    def _base(self, session: Session) -> Base:
        token, copy = session.token, session.account
        if copy is None:
            raise Refused(Refusal(Reason.NOT_SIGNED_IN))
        if token is None:
            session.account = self.login.newer_copy(session) or copy
            return Base(session.account, fresh=False)
        if not self.online():
            return Base(copy, fresh=False)
        with suppress(CentralAway, TurnedAway, Misunderstood):
            fresh = self.central.account(token)
            session.account = fresh
            return Base(fresh, fresh=True)
        return Base(copy, fresh=False)

    def _laid_over(self, base: Base) -> Account:
        return overlay(self.library, base, self.rows(), self.title, self.identity.receipt)

    # -- asking -------------------------------------------------------------------------------

    def ask(self, wishes: Sequence[Wish], *, at_once: bool = False) -> tuple[Row, ...]:
        """Commit wishes, all or none, then send them; the rows as they stand afterwards.

        `at_once`: the central decides them when it has them, so a moment is waited for it.
        """
        with self.turn:
            session = self.signed_in()
            drafts = [self._draft(session, wish) for wish in wishes]
            rows = self.ledger.append(drafts)
            session.keys.extend(row.item.key for row in rows)
        return self.sent(rows, at_once=at_once)

    def sent(self, rows: Sequence[Row], *, at_once: bool) -> tuple[Row, ...]:
        """Send committed rows; the rows as they stand afterwards."""
        if at_once:
            self.settle()
        else:
            self.nudge()
        return tuple(self.ledger.row(row.item.key) or row for row in rows)

    def ask_one(self, wish: Wish, *, at_once: bool = True) -> Row:
        """Commit one wish; Refused where the central has said no to it already."""
        (row,) = self.ask([wish], at_once=at_once)
        return refuse_refused(row)

    def _draft(self, session: Session, wish: Wish) -> Draft:
        key = uuid7(self.ledger.now())
        deferred = session.proof is Proof.DEFERRED
        sealed = dict(wish.sealed)
        if deferred and session.secret is not None:
            sealed.setdefault("secret", session.secret)
        return Draft(
            key=key,
            kind=wish.kind,
            proof=session.proof,
            card=None if deferred else session.card,
            body=wish.body,
            tag=session.tag,
            sealed=self.sealed(key, session.card, sealed) if sealed else None,
        )

    def sealed(self, key: str, card: str, fields: dict[str, str]) -> str:
        """A box bound to its request, for the intake only."""
        content = Sealed(key=key, terminal=self.identity.terminal, card=card, **fields)
        return self.login.seal(content)


def refuse_refused(row: Row) -> Row:
    """The row, but Refused where the central has said no to it already."""
    if row.state is RequestState.REFUSED:
        raise Refused(*(refusals_of(row) or (Refusal(Reason.STATE_FORBIDS),)))
    return row


def refusals_of(row: Row) -> tuple[Refusal, ...]:
    """Why a request was refused, as the central said it, the most helpful reason first; none where
    it was not. One that this program does not know is left out."""
    said = () if row.reason is None else (Because(reason=row.reason, facts=row.facts), *row.also)
    return tuple(
        Refusal(Reason(because.reason), tuple(sorted(because.facts.items())))
        for because in said
        if because.reason in _REASONS
    )


_REASONS = frozenset(Reason)
