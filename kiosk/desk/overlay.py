"""The account as the patron should see it: the central's, with the ledger's own rows laid over it.

Pure. A request that the account cannot know of yet (not sent, not decided, or decided after the
account was copied) is shown as it will be, so that nothing a patron asked for ever vanishes.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.catalogue.records import Title
from kiosk.circulation.facts import (
    Account,
    Alert,
    Contact,
    Defaults,
    Hold,
    HoldState,
    Kind,
    Patron,
)
from kiosk.circulation.holds import first_state
from kiosk.circulation.library import Library
from kiosk.circulation.messages import RequestKind, RequestState
from kiosk.store.ledger_rows import Row

UNKNOWN_TITLE = "(書名を確認できません)"

_OPEN = frozenset({RequestState.QUEUED, RequestState.RECEIVED, RequestState.NEEDS_STAFF})


@dataclass(frozen=True, slots=True)
class Base:
    """What is laid under. `fresh`: fetched just now, so it knows all that has been decided."""

    account: Account
    fresh: bool

    def knows(self, row: Row) -> bool:
        """Whether the account was made after the row's verdict."""
        if row.state in _OPEN:
            return False
        if self.fresh or row.decided_at is None:
            return self.fresh
        return self.account.as_of > row.decided_at


def overlay(
    library: Library,
    base: Base,
    rows: Iterable[Row],
    title_of: Callable[[str], Title | None],
    receipt: Callable[[int], str],
) -> Account:
    """The account with every row laid over it that it cannot know of, oldest row first."""
    account = base.account
    for row in sorted(rows, key=lambda row: row.item.seq):
        if base.knows(row) or row.state is RequestState.REFUSED:
            account = _without_refused(account, row)
            continue
        lay = _LAYERS.get(row.kind)
        if row.kind is RequestKind.HOLD:
            account = _hold(library, account, row, title_of, receipt)
        elif lay is not None and row.state is not RequestState.CANCELLED:
            account = lay(account, row)
    return account


def _without_refused(account: Account, row: Row) -> Account:
    """A refused hold may still stand in an older copy as provisional."""
    if row.kind is not RequestKind.HOLD or row.state is not RequestState.REFUSED:
        return account
    kept = tuple(hold for hold in account.holds if hold.id != row.item.key)
    return replace(account, holds=kept)


# -- holds ----------------------------------------------------------------------------------------


def _hold(
    library: Library,
    account: Account,
    row: Row,
    title_of: Callable[[str], Title | None],
    receipt: Callable[[int], str],
) -> Account:
    key = row.item.key
    known = next((hold for hold in account.holds if hold.id == key), None)
    if row.state is RequestState.CANCELLED:
        return _ended(account, known or _made(library, row, title_of, receipt), row.decided_at)
    if known is not None:
        if row.state is RequestState.NEEDS_STAFF:
            return _changed(account, key, state=HoldState.NEEDS_STAFF)
        return account
    if any(hold.id == key for hold in account.ended):
        return account
    return replace(account, holds=(*account.holds, _made(library, row, title_of, receipt)))


def _made(
    library: Library,
    row: Row,
    title_of: Callable[[str], Title | None],
    receipt: Callable[[int], str],
) -> Hold:
    body = row.item.body
    title = title_of(str(body["title"]))
    state = HoldState.PROVISIONAL
    if row.state is RequestState.ACCEPTED:
        state = first_state(library, title.facts()) if title else HoldState.WAITING
    elif row.state is RequestState.NEEDS_STAFF:
        state = HoldState.NEEDS_STAFF
    return Hold(
        id=row.item.key,
        title=str(body["title"]),
        title_text=title.title if title else UNKNOWN_TITLE,
        kind=title.kind if title else Kind.BOOK,
        state=state,
        placed_at=row.item.placed_at,
        pickup=str(body["pickup"]),
        contact=Contact(body["contact"]),
        series_group=body.get("series_group"),
        series_order=body.get("series_order"),
        receipt=receipt(row.item.seq),
        reason=row.reason,
        reason_facts=tuple(sorted(row.facts.items())),
    )


def _cancel(account: Account, row: Row) -> Account:
    body = row.item.body
    key = body["hold"]
    if row.state is not RequestState.ACCEPTED:
        return _changed(account, key, live_only=True, state=HoldState.CANCEL_REQUESTED)
    hold = next((hold for hold in account.holds if hold.id == key), None)
    return account if hold is None else _ended(account, hold, row.decided_at)


def _ended(account: Account, hold: Hold, at: datetime | None) -> Account:
    ended = replace(
        hold, state=HoldState.CANCELLED, rank=None, ended_on=at.date() if at is not None else None
    )
    return replace(
        account,
        holds=tuple(other for other in account.holds if other.id != hold.id),
        ended=(*(other for other in account.ended if other.id != hold.id), ended),
    )


def _change(account: Account, row: Row) -> Account:
    body = row.item.body
    changes: dict[str, object] = {}
    if body.get("pickup") is not None:
        changes["pickup"] = body["pickup"]
    if body.get("contact") is not None:
        changes["contact"] = Contact(str(body["contact"]))
    return _changed(account, body["hold"], live_only=True, **changes)


def _order(account: Account, row: Row) -> Account:
    body = row.item.body
    for number, key in enumerate(_listed(body, "holds"), start=1):
        account = _changed(
            account, key, live_only=True, series_group=row.item.key, series_order=number
        )
    return account


def _clear(account: Account, row: Row) -> Account:
    body = row.item.body
    for key in _listed(body, "holds"):
        account = _changed(account, key, live_only=True, series_group=None, series_order=None)
    return account


def _changed(
    account: Account, key: object, *, live_only: bool = False, **changes: object
) -> Account:
    return replace(
        account,
        holds=tuple(
            replace(hold, **changes)  # type: ignore[arg-type]
            if hold.id == key and (hold.state.live or not live_only)
            else hold
            for hold in account.holds
        ),
    )


# -- the patron's own settings --------------------------------------------------------------------


def _defaults(account: Account, row: Row) -> Account:
    body = row.item.body
    contact = body.get("contact")
    pickup = body.get("pickup")
    defaults = Defaults(
        pickup=None if pickup is None else str(pickup),
        contact=None if contact is None else Contact(str(contact)),
    )
    return _patron(account, defaults=defaults)


def _reminders(account: Account, row: Row) -> Account:
    body = row.item.body
    return _patron(account, due_soon_mail=bool(body["due_soon"]))


def _history_set(account: Account, row: Row) -> Account:
    body = row.item.body
    return _patron(account, history_on=bool(body["on"]))


def _history_delete(account: Account, row: Row) -> Account:
    body = row.item.body
    gone = set(_listed(body, "ids"))
    return replace(
        account, history=tuple(entry for entry in account.history if entry.id not in gone)
    )


def _favourite_add(account: Account, row: Row) -> Account:
    body = row.item.body
    title = str(body["title"])
    if title in account.favourites:
        return account
    return replace(account, favourites=(*account.favourites, title))


def _favourite_remove(account: Account, row: Row) -> Account:
    body = row.item.body
    return replace(
        account, favourites=tuple(title for title in account.favourites if title != body["title"])
    )


def _alert_add(account: Account, row: Row) -> Account:
    body = row.item.body
    if any(alert.id == row.item.key for alert in account.alerts):
        return account
    return replace(account, alerts=(*account.alerts, Alert(row.item.key, str(body["words"]))))


def _alert_change(account: Account, row: Row) -> Account:
    body = row.item.body
    alerts = (
        replace(alert, words=str(body["words"])) if alert.id == body["id"] else alert
        for alert in account.alerts
    )
    return replace(account, alerts=tuple(alerts))


def _alert_remove(account: Account, row: Row) -> Account:
    body = row.item.body
    return replace(
        account, alerts=tuple(alert for alert in account.alerts if alert.id != body["id"])
    )


def _patron(account: Account, **changes: object) -> Account:
    patron: Patron = replace(account.patron, **changes)  # type: ignore[arg-type]
    return replace(account, patron=patron)


def _listed(body: Mapping[str, object], name: str) -> tuple[str, ...]:
    value = body[name]
    return tuple(str(part) for part in value) if isinstance(value, list | tuple) else ()


_LAYERS: Mapping[RequestKind, Callable[[Account, Row], Account]] = {
    RequestKind.CANCEL: _cancel,
    RequestKind.CHANGE: _change,
    RequestKind.ORDER_SERIES: _order,
    RequestKind.CLEAR_SERIES: _clear,
    RequestKind.DEFAULTS: _defaults,
    RequestKind.REMINDERS: _reminders,
    RequestKind.HISTORY_SET: _history_set,
    RequestKind.HISTORY_DELETE: _history_delete,
    RequestKind.FAVOURITE_ADD: _favourite_add,
    RequestKind.FAVOURITE_REMOVE: _favourite_remove,
    RequestKind.ALERT_ADD: _alert_add,
    RequestKind.ALERT_CHANGE: _alert_change,
    RequestKind.ALERT_REMOVE: _alert_remove,
}
