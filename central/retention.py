"""What is forgotten of patrons with time: whatever no rule and no person needs any more.

Who asked for what, or borrowed it, is nobody's business once it is over. That a request was
decided, and how, stays for ever: a terminal may ask for it late. See docs/decisions/019.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select, update

from central.database import tick
from central.tables import (
    conflicts,
    holds,
    outbox,
    patrons,
    requests,
    tombstones,
    unsure_times,
    visits,
)
from kiosk.circulation.calendar import JST
from kiosk.circulation.facts import HoldState
from kiosk.circulation.library import Library
from kiosk.circulation.messages import RequestState

ASKED_ABOUT = timedelta(days=30)
"""So long a patron may ask at the counter what came of a request, or what a mail said."""

SEEN_FOR = timedelta(days=400)
"""So long after a visit a branch's terminals know a patron of another one: thirteen months."""
_LISTED = (HoldState.CANCELLED.value, HoldState.EXPIRED.value)
_OVER = tuple(state.value for state in HoldState if not state.live and state.value not in _LISTED)
_DECIDED = tuple(state.value for state in RequestState if state.final)


def forget(connection: Connection, library: Library, now: datetime) -> None:
    """Forget what is over, as of now. Again changes nothing."""
    listed = timedelta(days=library.holds.cancelled_days)
    today = now.astimezone(JST).date()
    connection.execute(
        delete(holds).where(
            (holds.c.state.in_(_LISTED) & (holds.c.ended_on < today - listed))
            | (holds.c.state.in_(_OVER) & (holds.c.ended_on < today))
        )
    )
    before = now - max(ASKED_ABOUT, listed + timedelta(days=1))
    connection.execute(
        update(requests)
        .where(
            requests.c.state.in_(_DECIDED),
            requests.c.decided_at < before,
            requests.c.body != "{}",
        )
        .values(card=None, body="{}")
    )
    # The hold has come and was cancelled by it.
    connection.execute(delete(tombstones).where(tombstones.c.key.in_(select(requests.c.key))))
    decided = select(requests.c.key).where(requests.c.state.in_(_DECIDED))
    connection.execute(
        delete(conflicts).where(conflicts.c.at < before, conflicts.c.key.in_(decided))
    )
    connection.execute(delete(unsure_times).where(unsure_times.c.latest < before))
    _forget_visits(connection, now)
    connection.execute(delete(outbox).where(outbox.c.sent_at < before))


def _forget_visits(connection: Connection, now: datetime) -> None:
    """Who was last at a branch long ago; the branch's terminals are told."""
    old = visits.c.at < now - SEEN_FOR
    cards: list[str] = list(
        connection.execute(select(visits.c.card).where(old).distinct()).scalars()
    )
    connection.execute(delete(visits).where(old))
    for card in cards:
        changed = tick(connection, now)
        connection.execute(update(patrons).where(patrons.c.card == card).values(changed=changed))
