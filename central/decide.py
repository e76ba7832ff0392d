"""Decides one request inside one transaction, and brings its effect about through the port.

Whether something is allowed is asked of `kiosk.circulation` and of the library's system; here is
only which question belongs to which kind of request. Nothing is opened, checked or sent here.
"""

import re
import unicodedata
from collections.abc import Callable

from central import request_rows
from central.case import ACCEPTED, WAITS, Case, Decision, answered, refused
from central.ils.port import NewHold
from central.request_rows import Request
from kiosk.circulation import holds as rules
from kiosk.circulation import messages
from kiosk.circulation.facts import Hold, HoldState, Kind, Patron, SecretState
from kiosk.circulation.messages import Message, RequestKind, RequestState
from kiosk.circulation.profile import Processed
from kiosk.circulation.reasons import Reason, Refusal

_UNKNOWN_HOLD = refused(Refusal.because(Reason.UNKNOWN_HOLD))


def decide(case: Case, body: Message) -> Decision:
    """The verdict, with its effect in the same transaction."""
    if case.prepared.refusal is not None:
        return refused(case.prepared.refusal)
    return _DESKS[type(body)](case, body)


# -- holds ----------------------------------------------------------------------------------------


def _hold(case: Case, body: messages.HoldBody) -> Decision:
    new = NewHold(
        id=case.request.key,
        card=case.card,
        title=body.title,
        pickup=body.pickup,
        contact=body.contact,
        placed_at=case.request.placed_at,
        series_group=body.series_group,
        series_order=body.series_order,
        receipt=case.receipt,
    )
    if request_rows.has_tombstone(case.connection, new.id, case.card):
        return Decision(RequestState.CANCELLED)
    case.work.touch(case.card)
    decision = WAITS if case.waits(Processed.HOLD) else _place(case, body, new)
    wanted = body.confirm_mail and case.library.flow.confirm_mail and not case.intake
    if wanted and decision.state is not RequestState.REFUSED:
        case.work.confirm_by_mail(new)
    return decision


def _place(case: Case, body: messages.HoldBody, new: NewHold) -> Decision:
    title = case.work.title(body.title)
    if title is None:
        return refused(Refusal.because(Reason.UNKNOWN_TITLE))
    account, group = case.work.account(case.card), body.series_group
    verdict = rules.decide(
        case.library,
        account,
        title,
        body.pickup,
        body.contact,
        case.now,
        series=group is not None,
        beside=[hold.pickup for hold in account.holds if group and hold.series_group == group],
    )
    if verdict.refusals:
        return refused(*verdict.refusals)
    if verdict.stays_provisional:
        return Decision(RequestState.RECEIVED, (verdict.why,) if verdict.why else ())
    case.work.place(new)
    return ACCEPTED


def _real(case: Case, hold_id: str) -> Hold | None:
    """The patron's own hold in the library's system."""
    try:
        card, hold = case.work.hold(hold_id)
    except LookupError:
        return None
    return hold if card == case.card else None


def _provisional(case: Case, hold_id: str) -> Request | None:
    """The patron's own hold request that is not decided yet."""
    found = request_rows.get(case.connection, hold_id)
    if found is None or found.kind != RequestKind.HOLD or found.card != case.card:
        return None
    open_states = (RequestState.RECEIVED, RequestState.NEEDS_STAFF)
    return found if found.state in open_states else None


def provisional_hold(
    request: Request, title: str = "", kind: Kind = Kind.BOOK, receipt: str = ""
) -> Hold | None:
    """A hold request as the hold it is to become; None where its content cannot be read."""
    try:
        body = messages.HoldBody.model_validate(request.body)
    except ValueError:
        return None
    staff = request.state is RequestState.NEEDS_STAFF
    return Hold(
        id=request.key,
        title=body.title,
        title_text=title,
        kind=kind,
        state=HoldState.NEEDS_STAFF if staff else HoldState.PROVISIONAL,
        placed_at=request.placed_at,
        pickup=body.pickup,
        contact=body.contact,
        series_group=body.series_group,
        series_order=body.series_order,
        receipt=receipt,
        reason=request.reason,
        reason_facts=request.facts,
    )


def _cancel(case: Case, body: messages.CancelBody) -> Decision:
    hold = _real(case, body.hold)
    if hold is not None:
        return _cancel_real(case, hold)
    pending = _provisional(case, body.hold)
    if pending is not None:
        return _cancel_provisional(case, pending)
    if request_rows.get(case.connection, body.hold) is not None:
        return _UNKNOWN_HOLD  # decided otherwise, or another patron's
    try:
        case.work.hold(body.hold)
    except LookupError:
        request_rows.leave_tombstone(case.connection, case.now, body.hold, case.card)
        return ACCEPTED
    return _UNKNOWN_HOLD


def _cancel_real(case: Case, hold: Hold) -> Decision:
    asked_in_time = case.intake and hold.state.live
    refusal = None if asked_in_time else rules.may_cancel(case.library, hold)
    if refusal is not None:
        if hold.state.live:
            case.work.ask_cancel(hold.id, False)
        return refused(refusal)
    if case.waits(Processed.CANCEL):
        case.work.ask_cancel(hold.id, True)
        return WAITS
    case.work.end(hold.id, HoldState.CANCELLED)
    return ACCEPTED


def _cancel_provisional(case: Case, pending: Request) -> Decision:
    hold = provisional_hold(pending)
    refusal = rules.may_cancel(case.library, hold) if hold is not None else None
    if refusal is not None and not case.intake:
        return refused(refusal)
    case.work.touch(case.card)
    if case.waits(Processed.CANCEL):
        return WAITS
    request_rows.settle(case.connection, case.now, pending.key, RequestState.CANCELLED)
    return ACCEPTED


def _change(case: Case, body: messages.ChangeBody) -> Decision:
    hold = _real(case, body.hold)
    if hold is None:
        pending = _provisional(case, body.hold)
        hold = provisional_hold(pending) if pending is not None else None
        if hold is None:
            return _UNKNOWN_HOLD
        refusal = rules.may_change(case.library, hold)
        # Allowed on a hold that is not real yet: it waits until that is.
        return WAITS if refusal is None else refused(refusal)
    refusal = rules.may_change(case.library, hold)
    refusals = _place_and_contact(case, hold, body) if refusal is None else (refusal,)
    if refusals:
        return refused(*refusals)
    if case.waits(Processed.CHANGE):
        return WAITS
    case.work.change(hold.id, body.pickup, body.contact)
    return ACCEPTED


def _place_and_contact(case: Case, hold: Hold, body: messages.ChangeBody) -> tuple[Refusal, ...]:
    patron, found = case.work.patron(case.card), []
    if body.pickup is not None:
        found.append(rules.pickup_refusal(case.library, (hold.kind,), body.pickup))
    if body.contact is not None:
        found.append(rules.contact_refusal(case.library, patron, body.contact))
    return tuple(refusal for refusal in found if refusal is not None)


def _series(case: Case, body: messages.SeriesBody) -> Decision:
    if not body.holds or len(set(body.holds)) != len(body.holds):
        return _UNKNOWN_HOLD
    found: list[Hold] = []
    unsettled = False
    for hold_id in body.holds:
        hold = _real(case, hold_id)
        if hold is None:
            pending = _provisional(case, hold_id)
            hold = provisional_hold(pending) if pending is not None else None
            unsettled = True
        if hold is None:
            return _UNKNOWN_HOLD
        found.append(hold)
    refusal = rules.may_order(case.library, found)
    if refusal is not None:
        return refused(refusal)
    if case.waits(Processed.SERIES) or unsettled:
        return WAITS
    group = case.request.key if case.request.kind == RequestKind.ORDER_SERIES else None
    case.work.order(body.holds, group)
    return ACCEPTED


# -- loans, secrets, wishes: always at once -------------------------------------------------------


def _renew(case: Case, body: messages.RenewBody) -> Decision:
    return answered(*case.work.renew(case.card, body.copy_id, case.branch, confirm=body.confirm))


def _password(case: Case, body: messages.PasswordBody) -> Decision:  # noqa: ARG001
    if case.prepared.secret is None:
        return refused(Refusal.because(Reason.WRONG_SECRET))
    case.work.set_secret(case.card, case.prepared.secret, SecretState.SET)
    return ACCEPTED


def _register(case: Case, body: messages.RegisterPasswordBody) -> Decision:  # noqa: ARG001
    sealed, patron = case.prepared.opened, case.work.patron(case.card)
    secret = case.prepared.secret
    if sealed is None or secret is None or patron is None or not _is_patron(sealed, patron):
        return refused(Refusal.because(Reason.WRONG_SECRET))
    case.work.set_secret(case.card, secret, SecretState.SET)
    return ACCEPTED


def _is_patron(said: messages.Sealed, patron: Patron) -> bool:
    born = re.sub(r"\D", "", said.born or "")
    phone = re.sub(r"\D", "", unicodedata.normalize("NFKC", said.phone or ""))
    known_phone = re.sub(r"\D", "", unicodedata.normalize("NFKC", patron.phone or ""))
    names = {_bare_name(patron.name), _bare_name(patron.kana)} - {""}
    return (
        patron.born is not None
        and born == f"{patron.born:%Y%m%d}"
        and known_phone != ""
        and phone == known_phone
        and _bare_name(said.name or "") in names
    )


def _bare_name(name: str) -> str:
    """Without spaces, and hiragana as katakana: how a name is written differs, not who it is."""
    plain = re.sub(r"[\s・]", "", unicodedata.normalize("NFKC", name))
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in plain)


def _email(case: Case, body: messages.EmailBody) -> Decision:  # noqa: ARG001
    sealed = case.prepared.opened
    return answered(case.work.set_email(case.card, (sealed.email if sealed else None) or ""))


def _defaults(case: Case, body: messages.DefaultsBody) -> Decision:
    return answered(case.work.set_defaults(case.card, body.pickup, body.contact))


def _reminders(case: Case, body: messages.RemindersBody) -> Decision:
    return answered(case.work.set_reminders(case.card, body.due_soon))


def _history_set(case: Case, body: messages.HistorySetBody) -> Decision:
    return answered(case.work.set_history(case.card, body.on))


def _history_delete(case: Case, body: messages.HistoryDeleteBody) -> Decision:
    return answered(case.work.delete_history(case.card, body.ids))


def _favourite(case: Case, body: messages.FavouriteBody) -> Decision:
    on = case.request.kind == RequestKind.FAVOURITE_ADD
    return answered(case.work.set_favourite(case.card, body.title, on))


def _alert_add(case: Case, body: messages.AlertAddBody) -> Decision:
    return answered(case.work.put_alert(case.card, case.request.key, body.words, new=True))


def _alert_change(case: Case, body: messages.AlertChangeBody) -> Decision:
    return answered(case.work.put_alert(case.card, body.id, body.words, new=False))


def _alert_remove(case: Case, body: messages.AlertRemoveBody) -> Decision:
    return answered(case.work.remove_alert(case.card, body.id))


_DESKS: dict[type[Message], Callable[..., Decision]] = {
    messages.HoldBody: _hold,
    messages.CancelBody: _cancel,
    messages.ChangeBody: _change,
    messages.SeriesBody: _series,
    messages.RenewBody: _renew,
    messages.PasswordBody: _password,
    messages.RegisterPasswordBody: _register,
    messages.EmailBody: _email,
    messages.DefaultsBody: _defaults,
    messages.RemindersBody: _reminders,
    messages.HistorySetBody: _history_set,
    messages.HistoryDeleteBody: _history_delete,
    messages.FavouriteBody: _favourite,
    messages.AlertAddBody: _alert_add,
    messages.AlertChangeBody: _alert_change,
    messages.AlertRemoveBody: _alert_remove,
}
