"""Holds: taken into the queue, given a copy, changed, cancelled, expired.

A place in the queue is given once and never moved: an accepted hold is never overtaken. Whether a
hold may exist at all is decided by `kiosk.circulation` before this is called.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, select, update

from central import mail, standing, stock
from central.ils import people
from central.ils.port import NewHold
from central.ils.within import NotKnown, Within
from central.tables import copies, holds
from kiosk.circulation.calendar import cancelled_after, pick_up
from kiosk.circulation.facts import Channel, Contact, CopyStatus, Hold, HoldState, Lending
from kiosk.circulation.holds import first_state, held_back


def place(w: Within, new: NewHold) -> None:
    """Put a hold at the end of its title's queue; see also `_before_the_counter`."""
    title = stock.read(w.connection, [new.title]).get(new.title)
    if title is None:
        raise NotKnown("title")
    w.connection.execute(
        holds.insert().values(
            id=new.id,
            card=new.card,
            title=new.title,
            state=first_state(w.library, title.facts()).value,
            position=w.next_number(),
            placed_at=new.placed_at,
            pickup=new.pickup,
            contact=new.contact.value,
            channel=new.channel.value,
            series_group=new.series_group,
            series_order=new.series_order,
            receipt=new.receipt,
            cancel_pending=False,
        )
    )
    if new.channel is not Channel.COUNTER and not w.library.intake.counter_first:
        _before_the_counter(w, new)
    if new.series_group is not None:
        _sequence(w, new.card, new.series_group)
    standing.note(w.connection, standing.Demand.HELD, [(new.title, new.placed_at.date())])
    w.title_changed(new.title)
    people.touch(w, [new.card])


def _before_the_counter(w: Within, new: NewHold) -> None:
    """Where the counter has no precedence: ahead of what was asked for there later."""
    queue = w.connection.execute(
        select(holds.c.id, holds.c.channel, holds.c.placed_at, holds.c.position)
        .where(holds.c.title == new.title, holds.c.state.in_(people.QUEUING))
        .order_by(holds.c.position)
    ).all()
    later = (
        n
        for n, row in enumerate(queue)
        if row.channel == Channel.COUNTER.value and row.placed_at > new.placed_at
    )
    first = next(later, None)
    if first is None:
        return
    order = [*queue[:first], queue[-1], *queue[first:-1]]
    for row, place in zip(order, queue, strict=True):
        if row.position != place.position:
            _change(w, row.id, position=place.position)
    people.touch_queue(w, new.title)


def find(w: Within, hold_id: str) -> tuple[str, Hold]:
    """Whose hold this is, and the hold in its own state, a cancel under way or not."""
    row = _row(w, hold_id)
    return row.card, replace(_hold(w, row), state=HoldState(row.state))


def _row(w: Within, hold_id: str) -> Row[Any]:
    row = w.connection.execute(select(holds).where(holds.c.id == hold_id)).first()
    if row is None:
        raise NotKnown("hold")
    return row


def _hold(w: Within, row: Row[Any]) -> Hold:
    title = stock.read(w.connection, [row.title]).get(row.title)
    return people.hold_from_row(w, row, title)


def _change(w: Within, hold_id: str, **values: Any) -> None:
    w.connection.execute(update(holds).where(holds.c.id == hold_id).values(**values))


# -- what a patron asks for -----------------------------------------------------------------------


def ask_cancel(w: Within, hold_id: str, pending: bool) -> None:
    """A cancel is on its way to the intake (or was refused): no copy is set aside meanwhile."""
    row = _row(w, hold_id)
    _change(w, hold_id, cancel_pending=pending)
    people.touch(w, [row.card])


def change(w: Within, hold_id: str, pickup: str | None, contact: Contact | None) -> None:
    """Another pickup place or contact; None leaves a part as it is."""
    row = _row(w, hold_id)
    _change(
        w,
        hold_id,
        pickup=pickup or row.pickup,
        contact=contact.value if contact else row.contact,
    )
    people.touch(w, [row.card])


def order(w: Within, hold_ids: Sequence[str], group: str | None) -> None:
    """Join holds as one series in this order; `group` None takes the order away."""
    for place, hold_id in enumerate(hold_ids, start=1):
        _change(w, hold_id, series_group=group, series_order=place if group else None)
    row = _row(w, hold_ids[0])
    if group is not None:
        _sequence(w, row.card, group)
    else:
        _unsequence(w, hold_ids)
    people.touch(w, [row.card])


# -- ends -----------------------------------------------------------------------------------------


def end(w: Within, hold_id: str, state: HoldState) -> None:
    """End a hold; its copy goes to the next in the queue."""
    row = _row(w, hold_id)
    _change(w, hold_id, state=state.value, copy=None, ended_on=w.today, cancel_pending=False)
    if row.copy is not None and state is not HoldState.FULFILLED:
        stock.set_status(w.connection, row.copy, CopyStatus.AVAILABLE)
    w.title_changed(row.title)
    people.touch(w, [row.card])
    people.touch_queue(w, row.title)
    allocate(w, [row.title, *_followers(w, row)])


def back_to_queue(w: Within, copy_id: str) -> None:
    """The copy set aside for a hold is lost to it: the hold waits again, at its old place."""
    row = w.connection.execute(
        select(holds).where(holds.c.copy == copy_id, holds.c.state.in_(stock.LIVE))
    ).first()
    if row is not None:
        _change(
            w,
            row.id,
            state=HoldState.WAITING.value,
            copy=None,
            secured_on=None,
            notified_on=None,
            ready_since=None,
        )
        people.touch(w, [row.card])
        allocate(w, [row.title])


def expire(w: Within) -> int:
    """End every ready hold that was not fetched in time; how many."""
    ready = w.connection.execute(select(holds).where(holds.c.state == HoldState.READY.value)).all()
    ended = 0
    for row in ready:
        if cancelled_after(w.library, replace(_hold(w, row), state=HoldState.READY)) < w.today:
            end(w, row.id, HoldState.EXPIRED)
            ended += 1
    return ended


# -- copies for holds -----------------------------------------------------------------------------


def titles_to_allocate(w: Within) -> list[str]:
    """Titles that have both a free copy and a hold that waits for one."""
    return list(
        w.connection.execute(
            select(holds.c.title)
            .join(copies, copies.c.title == holds.c.title)
            .where(
                holds.c.state.in_(people.QUEUING),
                copies.c.status == CopyStatus.AVAILABLE.value,
                copies.c.lending == Lending.LOAN.value,
            )
            .group_by(holds.c.title)
            .order_by(holds.c.title)
        ).scalars()
    )


def allocate(w: Within, titles: Sequence[str]) -> None:
    """Give free copies to the first holds that wait; follows a series to its next volume."""
    left = list(dict.fromkeys(titles))
    while left:
        title = left.pop(0)
        secured = _allocate_title(w, title)
        for row in secured:
            left += [follower for follower in _followers(w, row) if follower not in left]
        if secured:
            w.title_changed(title)
            people.touch_queue(w, title)


def _free_copies(w: Within, title: str) -> list[Row[Any]]:
    free = (
        select(copies.c.id, copies.c.branch)
        .where(
            copies.c.title == title,
            copies.c.status == CopyStatus.AVAILABLE.value,
            copies.c.lending == Lending.LOAN.value,
        )
        .order_by(copies.c.id)
    )
    return list(w.connection.execute(free))


def _waiting(w: Within, title: str) -> list[Row[Any]]:
    first_come = (
        select(holds)
        .where(
            holds.c.title == title,
            holds.c.state.in_(people.QUEUING),
            holds.c.cancel_pending.is_(False),
        )
        .order_by(holds.c.position)
    )
    return list(w.connection.execute(first_come))


def _allocate_title(w: Within, title: str) -> list[Row[Any]]:
    free, secured = _free_copies(w, title), []
    for row in _waiting(w, title):
        if row.series_group is not None and _sequence(w, row.card, row.series_group, row.id):
            continue
        if not free:
            break
        copy = next((copy for copy in free if copy.branch == row.pickup), free[0])
        free.remove(copy)
        _secure(w, row, copy.id, at_pickup=copy.branch == row.pickup)
        secured.append(row)
    return secured


def _secure(w: Within, row: Row[Any], copy: str, *, at_pickup: bool) -> None:
    state = HoldState.READY if at_pickup else HoldState.IN_TRANSIT
    _change(w, row.id, state=state.value, copy=copy, secured_on=w.today)
    if at_pickup:
        make_ready(w, row.id)
    else:
        stock.set_status(w.connection, copy, CopyStatus.IN_TRANSIT)


def make_ready(w: Within, hold_id: str) -> None:
    """The copy stands at the pickup place: the hold is ready, and the notice goes out."""
    _change(w, hold_id, state=HoldState.READY.value, ready_since=w.today)
    row = _row(w, hold_id)
    stock.set_status(w.connection, row.copy, CopyStatus.ON_HOLD_SHELF)
    w.title_changed(row.title)
    people.touch(w, [row.card])
    hold = _hold(w, row)
    told = replace(hold, state=HoldState.READY, notified_on=w.today)
    until = pick_up(w.library, told)
    mail.hold_ready(w, row.card, hold, until.by if until else None)


# -- series ---------------------------------------------------------------------------------------


def _group(w: Within, card: str, group: str) -> list[Row[Any]]:
    return list(
        w.connection.execute(
            select(holds)
            .where(holds.c.card == card, holds.c.series_group == group)
            .order_by(holds.c.series_order)
        )
    )


def _sequence(w: Within, card: str, group: str, asked: str | None = None) -> bool:
    """Bring waiting and held-back volumes of a series up to date; whether `asked` is held back."""
    rows = _group(w, card, group)
    made = {row.id: people.hold_from_row(w, row, None) for row in rows}
    answer = False
    for row in rows:
        if row.state not in people.QUEUING:
            continue
        back = held_back(w.library, made[row.id], list(made.values()))
        if back != (row.state == HoldState.SEQUENCED.value):
            state = HoldState.SEQUENCED if back else HoldState.WAITING
            _change(w, row.id, state=state.value)
        if row.id == asked:
            answer = back
    return answer


def _unsequence(w: Within, hold_ids: Sequence[str]) -> None:
    w.connection.execute(
        update(holds)
        .where(holds.c.id.in_(hold_ids), holds.c.state == HoldState.SEQUENCED.value)
        .values(state=HoldState.WAITING.value)
    )


def _followers(w: Within, row: Row[Any]) -> list[str]:
    """Titles of the same patron's series that may come nearer now."""
    if row.series_group is None:
        return []
    _sequence(w, row.card, row.series_group)
    return [
        other.title
        for other in _group(w, row.card, row.series_group)
        if other.id != row.id and other.state in people.QUEUING
    ]
