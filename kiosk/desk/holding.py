"""Holds on My page: their life, what may be done with them, cancelling, changing, series."""

from collections.abc import Sequence

from kiosk.circulation.calendar import pick_up
from kiosk.circulation.facts import Contact, Hold, HoldState
from kiosk.circulation.holds import (
    contact_refusal,
    label,
    may_cancel,
    may_change,
    may_order,
    note,
    pickup_refusal,
    stays_listed,
    steps,
    waits_for_intake,
)
from kiosk.circulation.messages import (
    CancelBody,
    ChangeBody,
    RequestKind,
    SeriesBody,
)
from kiosk.circulation.profile import Processed
from kiosk.circulation.reasons import Reason, Refusal, Refused
from kiosk.desk import requesting
from kiosk.desk.answers import HoldLine, RequestLine, Step
from kiosk.desk.context import Context, Wish
from kiosk.desk.finding import branch_text


def lines(ctx: Context) -> tuple[HoldLine, ...]:
    """Live holds, ready ones first, then in the order they were placed."""
    ctx.may_act()
    live = [hold for hold in ctx.visit_account().holds if hold.state.live]
    live.sort(key=lambda hold: (hold.state is not HoldState.READY, hold.placed_at, hold.id))
    return tuple(_line(ctx, hold) for hold in live)


def ended(ctx: Context) -> tuple[HoldLine, ...]:
    """The library's list of cancelled holds: requested ones, and ended ones while it keeps them."""
    ctx.may_act()
    account = ctx.visit_account()
    today = ctx.now().date()
    listed = [
        hold
        for hold in (*account.holds, *account.ended)
        if hold.state in _ENDED and _listed(ctx, hold) and not _too_old(ctx, hold)
    ]
    listed.sort(key=lambda hold: (hold.ended_on or today, hold.placed_at), reverse=True)
    return tuple(_line(ctx, hold) for hold in listed)


_ENDED = frozenset({HoldState.CANCEL_REQUESTED, HoldState.CANCELLED, HoldState.EXPIRED})


def _listed(ctx: Context, hold: Hold) -> bool:
    return hold.state is HoldState.EXPIRED or stays_listed(ctx.library, hold, ctx.now().date())


def _too_old(ctx: Context, hold: Hold) -> bool:
    if hold.ended_on is None:
        return False
    return (ctx.now().date() - hold.ended_on).days > ctx.library.holds.cancelled_days


def _line(ctx: Context, hold: Hold) -> HoldLine:
    dates = pick_up(ctx.library, hold) if hold.state is HoldState.READY else None
    cancel, change = may_cancel(ctx.library, hold), may_change(ctx.library, hold)
    live = hold.state.live and hold.state is not HoldState.CANCEL_REQUESTED
    return HoldLine(
        id=hold.id,
        title=hold.title,
        title_text=hold.title_text,
        kind=hold.kind,
        state=hold.state,
        label=label(ctx.library, hold.state, ctx.language),
        steps=_steps(ctx, hold.state),
        rank=hold.rank,
        pickup=hold.pickup,
        pickup_text=branch_text(ctx, hold.pickup),
        contact=hold.contact,
        contact_text=_contact_text(ctx, hold.contact),
        receipt=hold.receipt,
        ready_since=hold.ready_since,
        pick_up_from=dates.first if dates else None,
        pick_up_by=dates.by if dates else None,
        pick_up_until=f"{dates.until:%H:%M}" if dates and dates.until else None,
        series_order=hold.series_order,
        can_cancel=live and cancel is None,
        can_change=live and change is None,
        why_not=cancel or change,
        note=note(ctx.library, hold.state, ctx.language),
        text=_text(ctx, hold),
    )


def _steps(ctx: Context, state: HoldState) -> tuple[Step, ...]:
    """The drawing of a hold's life; nothing where the state is outside the usual way."""
    way = steps(ctx.library)
    if state not in way:
        return ()
    now = way.index(state)
    marks = ("passed" if n < now else "now" if n == now else "to_come" for n in range(len(way)))
    return tuple(
        Step(label(ctx.library, step, ctx.language), mark)
        for step, mark in zip(way, marks, strict=True)
    )


def _contact_text(ctx: Context, contact: Contact) -> str:
    way = next((way for way in ctx.library.contacts if way.contact is contact), None)
    return contact.value if way is None else way.label.said(ctx.language)


def _text(ctx: Context, hold: Hold) -> str:
    if hold.reason is None:
        return ""
    try:
        refusal = Refusal(Reason(hold.reason), hold.reason_facts)
    except ValueError:
        return ""
    return requesting.refusal_text(ctx, refusal)


# -- doing something with them --------------------------------------------------------------------


def cancel(ctx: Context, hold_id: str) -> RequestLine:
    """Cancel a hold."""
    ctx.may_act()
    hold = _known(ctx, hold_id)
    _refuse(may_cancel(ctx.library, hold))
    return _ask(ctx, Wish(RequestKind.CANCEL, CancelBody(hold=hold_id)), Processed.CANCEL)


def change(ctx: Context, hold_id: str, pickup: str | None, contact: Contact | None) -> RequestLine:
    """Another pickup place or contact."""
    session = ctx.may_act()
    hold = _known(ctx, hold_id)
    patron = None if session.account is None else session.account.patron
    _refuse(may_change(ctx.library, hold))
    if pickup is not None:
        _refuse(pickup_refusal(ctx.library, [hold.kind], pickup))
    if contact is not None:
        _refuse(contact_refusal(ctx.library, patron, contact))
    body = ChangeBody(hold=hold_id, pickup=pickup, contact=contact)
    return _ask(ctx, Wish(RequestKind.CHANGE, body), Processed.CHANGE)


def order_series(ctx: Context, hold_ids: Sequence[str]) -> RequestLine:
    """Holds in reading order."""
    return _series(ctx, RequestKind.ORDER_SERIES, hold_ids)


def clear_series(ctx: Context, hold_ids: Sequence[str]) -> RequestLine:
    """Take the reading order away."""
    return _series(ctx, RequestKind.CLEAR_SERIES, hold_ids)


def _series(ctx: Context, kind: RequestKind, hold_ids: Sequence[str]) -> RequestLine:
    ctx.may_act()
    _refuse(may_order(ctx.library, ()))
    ids = tuple(dict.fromkeys(hold_ids))
    holds = [_known(ctx, hold_id) for hold_id in ids]
    if not holds:
        raise Refused(Refusal(Reason.UNKNOWN_HOLD))
    _refuse(may_order(ctx.library, holds))
    return _ask(ctx, Wish(kind, SeriesBody(holds=ids)), Processed.SERIES)


def _ask(ctx: Context, wish: Wish, what: Processed) -> RequestLine:
    at_once = not waits_for_intake(ctx.library, what)
    return requesting.line(ctx, ctx.ask_one(wish, at_once=at_once))


def _known(ctx: Context, hold_id: str) -> Hold:
    account = ctx.visit_account()
    found = next((hold for hold in account.holds if hold.id == hold_id), None)
    if found is None:
        raise Refused(Refusal(Reason.UNKNOWN_HOLD))
    return found


def _refuse(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise Refused(refusal)
