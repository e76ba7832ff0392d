"""The counter: lending, returns, arrivals, holds asked for across the desk, renewals.

Rules are asked of `kiosk.circulation`; `Refused` carries their answer. Every call is part of one
transaction.
"""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, delete, select, update

from central import standing, stock
from central.database import put
from central.ils import people, queue
from central.ils.port import LoanFact, NewHold
from central.ils.within import NotKnown, Within
from central.tables import copies, history, holds, loans
from kiosk.circulation import holds as rules
from kiosk.circulation.facts import (
    Account,
    Channel,
    Contact,
    CopyStatus,
    Hold,
    HoldState,
    Lending,
    Loan,
)
from kiosk.circulation.loans import decide_renewal, loan_due, may_lend
from kiosk.circulation.reasons import Reason, Refusal, Refused


def _copy(w: Within, copy_id: str) -> Row[Any]:
    row = w.connection.execute(select(copies).where(copies.c.id == copy_id)).first()
    if row is None:
        raise NotKnown("copy")
    return row


def put_loans(w: Within, facts: Sequence[LoanFact]) -> None:
    """Loans as facts: they are so, whatever the rules say."""
    ids = [fact.copy for fact in facts]
    title_of = _titles_of(w, ids)
    for card in {fact.card for fact in facts}:
        people.row(w, card)
    set_aside = select(holds.c.copy).where(holds.c.copy.in_(ids), holds.c.state.in_(stock.LIVE))
    kept: Sequence[str] = w.connection.execute(set_aside).scalars().all()
    for copy in kept:
        queue.back_to_queue(w, copy)
    former = select(loans.c.copy, loans.c.card, loans.c.lent).where(loans.c.copy.in_(ids))
    before = w.connection.execute(former).all()
    known = {(row.copy, row.lent) for row in before}
    new = [
        (title_of[fact.copy], fact.lent) for fact in facts if (fact.copy, fact.lent) not in known
    ]
    standing.note(w.connection, standing.Demand.LENT, new)
    touched = [*(fact.card for fact in facts), *(row.card for row in before)]
    put(w.connection, loans, [_loan_row(fact, title_of[fact.copy]) for fact in facts])
    w.connection.execute(
        update(copies).where(copies.c.id.in_(ids)).values(status=CopyStatus.ON_LOAN.value)
    )
    w.title_changed(*title_of.values())
    people.touch(w, touched)


def _titles_of(w: Within, copy_ids: Sequence[str]) -> dict[str, str]:
    rows = w.connection.execute(
        select(copies.c.id, copies.c.title).where(copies.c.id.in_(copy_ids))
    )
    found: dict[str, str] = dict(rows.all())
    if not found.keys() >= set(copy_ids):
        raise NotKnown("copy")
    return found


def _loan_row(fact: LoanFact, title: str) -> dict[str, Any]:
    return {
        "copy": fact.copy,
        "card": fact.card,
        "title": title,
        "lent": fact.lent,
        "due": fact.due,
        "renewals": fact.renewals,
        "reminded_for": None,
        "overdue_told": None,
    }


def lend(w: Within, copy_id: str, card: str) -> Loan:
    """Lend a copy and fulfil the patron's own hold on the title."""
    copy = _copy(w, copy_id)
    patron = people.from_row(people.row(w, card))
    title = stock.read(w.connection, [copy.title])[copy.title]
    _may_leave(w, copy, card)
    too_many = may_lend(w.library, title.kind, people.account(w, card).loans)
    if too_many is not None:
        raise Refused(too_many)
    mine = _own_hold(w, card, copy)
    w.connection.execute(
        loans.insert().values(
            copy=copy_id,
            card=card,
            title=copy.title,
            lent=w.today,
            due=loan_due(w.library, title.kind, copy.branch, w.today),
            renewals=0,
        )
    )
    stock.set_status(w.connection, copy_id, CopyStatus.ON_LOAN)
    stock.note_loan(w.connection, copy.title)
    standing.note(w.connection, standing.Demand.LENT, [(copy.title, w.today)])
    if mine is not None:
        _fulfil(w, mine, copy_id)
    if patron.history_on:
        _write_history(w, card, copy.title, title.title)
    w.title_changed(copy.title)
    people.touch(w, [card])
    return people.loan(w, copy_id)[1]


def _may_leave(w: Within, copy: Row[Any], card: str) -> None:
    if copy.lending != Lending.LOAN.value:
        raise Refused(Refusal.because(Reason.NOT_FOR_LOAN))
    if copy.status in (CopyStatus.ON_LOAN.value, CopyStatus.MISSING.value):
        raise Refused(Refusal.because(Reason.STATE_FORBIDS, action="lend", status=copy.status))
    other = w.connection.execute(
        select(holds.c.card).where(holds.c.copy == copy.id, holds.c.state.in_(stock.LIVE))
    ).scalar()
    if other is not None and other != card:
        raise Refused(Refusal.because(Reason.STATE_FORBIDS, action="lend", status=copy.status))


def _own_hold(w: Within, card: str, copy: Row[Any]) -> Row[Any] | None:
    own = w.connection.execute(
        select(holds)
        .where(holds.c.card == card, holds.c.title == copy.title, holds.c.state.in_(stock.LIVE))
        .order_by(holds.c.position)
    ).all()
    return next((row for row in own if row.copy == copy.id), own[0] if own else None)


def _fulfil(w: Within, hold: Row[Any], copy_id: str) -> None:
    other = hold.copy if hold.copy != copy_id else None
    if other is not None:
        stock.set_status(w.connection, other, CopyStatus.AVAILABLE)
    queue.end(w, hold.id, HoldState.FULFILLED)


def _write_history(w: Within, card: str, title: str, title_text: str) -> None:
    w.connection.execute(
        history.insert().values(
            id=uuid.uuid4().hex, card=card, title=title, title_text=title_text, lent=w.today
        )
    )


def give_back(w: Within, copy_id: str) -> None:
    """Take a copy back; where somebody waits it is set aside at once."""
    copy = _copy(w, copy_id)
    card = w.connection.execute(select(loans.c.card).where(loans.c.copy == copy_id)).scalar()
    if card is None:
        raise NotKnown("loan")
    w.connection.execute(delete(loans).where(loans.c.copy == copy_id))
    stock.set_status(w.connection, copy_id, CopyStatus.AVAILABLE)
    w.title_changed(copy.title)
    people.touch(w, [card])
    queue.allocate(w, [copy.title])


def set_missing(w: Within, copy_id: str, missing: bool) -> None:
    """A copy cannot be found; or one that could not is back, on its shelf or with its borrower."""
    copy = _copy(w, copy_id)
    if missing == (copy.status == CopyStatus.MISSING.value):
        return
    lent = w.connection.execute(select(loans.c.card).where(loans.c.copy == copy_id)).first()
    found = CopyStatus.AVAILABLE if lent is None else CopyStatus.ON_LOAN
    stock.set_status(w.connection, copy_id, CopyStatus.MISSING if missing else found)
    if missing:
        queue.back_to_queue(w, copy_id)
    w.title_changed(copy.title)


def arrive(w: Within, copy_id: str) -> None:
    """A copy in transit has reached its pickup place."""
    _copy(w, copy_id)
    hold = w.connection.execute(
        select(holds.c.id).where(
            holds.c.copy == copy_id, holds.c.state == HoldState.IN_TRANSIT.value
        )
    ).scalar()
    if hold is None:
        raise Refused(Refusal.because(Reason.STATE_FORBIDS, action="arrive"))
    queue.make_ready(w, hold)
    queue.allocate(w, _series_titles(w, hold))


def _series_titles(w: Within, hold_id: str) -> list[str]:
    row = w.connection.execute(select(holds).where(holds.c.id == hold_id)).one()
    if row.series_group is None:
        return []
    return list(
        w.connection.execute(
            select(holds.c.title).where(
                holds.c.card == row.card,
                holds.c.series_group == row.series_group,
                holds.c.state.in_(people.QUEUING),
            )
        ).scalars()
    )


def hold(w: Within, card: str, title_id: str, pickup: str, contact: Contact) -> Hold:
    """A hold asked for at the counter: real at once."""
    account = people.account(w, card)
    title = stock.read(w.connection, [title_id]).get(title_id)
    if title is None:
        raise NotKnown("title")
    verdict = rules.decide(
        w.library, account, title.facts(), pickup, contact, w.now, channel=Channel.COUNTER
    )
    if verdict.refusals:
        raise Refused(*verdict.refusals)
    new = NewHold(
        str(uuid.uuid4()), card, title_id, pickup, contact, w.now, channel=Channel.COUNTER
    )
    queue.place(w, new)
    people.touch_queue(w, title_id)
    return queue.find(w, new.id)[1]


def notify(w: Within, card: str, title_id: str) -> None:
    """The patron has been told, for instance by telephone."""
    changed = w.connection.execute(
        update(holds)
        .where(
            holds.c.card == card,
            holds.c.title == title_id,
            holds.c.state == HoldState.READY.value,
        )
        .values(notified_on=w.today)
    )
    if not changed.rowcount:
        raise NotKnown("hold")
    people.touch(w, [card])


def renew(
    w: Within, account: Account, copy_id: str, branch: str, *, confirm: bool
) -> tuple[Refusal, ...]:
    """Renew a loan of this patron, or every reason why not; `branch` is where it is asked for."""
    loan = next((loan for loan in account.loans if loan.copy == copy_id), None)
    if loan is None:
        return (Refusal.because(Reason.STATE_FORBIDS, action="renew"),)
    refusals, due = decide_renewal(w.library, loan, account, branch, w.now, confirm=confirm)
    if refusals:
        return refusals
    w.connection.execute(
        update(loans).where(loans.c.copy == copy_id).values(due=due, renewals=loan.renewals + 1)
    )
    w.title_changed(loan.title)
    people.touch(w, [account.patron.card])
    return ()
