"""Patrons as rows, and the account put together from everything the library knows of one.

Secrets come in as finished Argon2id bases; nothing here ever sees one in the clear.
"""

from collections.abc import Iterable, Set
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, delete, select, update

from central import stock
from central.database import put
from central.ils.port import Stored
from central.ils.within import NotKnown, Within
from central.tables import (
    alerts,
    favourites,
    history,
    holds,
    loans,
    outbox,
    patrons,
    sessions,
    visits,
)
from kiosk.catalogue.records import Title
from kiosk.circulation.calendar import pick_up
from kiosk.circulation.facts import (
    Account,
    Alert,
    Channel,
    Contact,
    Defaults,
    EmailState,
    HistoryEntry,
    Hold,
    HoldState,
    Kind,
    Loan,
    Patron,
    Residence,
    SecretState,
)

QUEUING = (HoldState.INVESTIGATING.value, HoldState.WAITING.value, HoldState.SEQUENCED.value)
"""States of a hold that still waits for a copy."""

# What an account is read with. Made once: building a statement takes longer than running it.
_CARD: BindParameter[str] = bindparam("card")
_PATRON = select(patrons).where(patrons.c.card == _CARD, patrons.c.removed.is_(False))
_LOANS = select(loans).where(loans.c.card == _CARD).order_by(loans.c.due, loans.c.copy)
_HOLDS = (
    select(holds)
    .where(
        holds.c.card == _CARD,
        holds.c.state.in_(stock.LIVE)
        | (
            holds.c.state.in_((HoldState.CANCELLED.value, HoldState.EXPIRED.value))
            & (holds.c.ended_on >= bindparam("kept_from"))
        ),
    )
    .order_by(holds.c.position)
)
_QUEUES = (
    select(holds.c.id, holds.c.title)
    .where(holds.c.title.in_(bindparam("titles", expanding=True)), holds.c.state.in_(QUEUING))
    .order_by(holds.c.position)
)
_HISTORY = (
    select(history)
    .where(history.c.card == _CARD)
    .order_by(history.c.lent.desc(), history.c.id.desc())
)
_FAVOURITES = (
    select(favourites.c.title)
    .where(favourites.c.card == _CARD)
    .order_by(favourites.c.at, favourites.c.title)
)
_TOUCH = (
    update(patrons).where(patrons.c.card == bindparam("of")).values(changed=bindparam("number"))
)
_ALERTS = select(alerts).where(alerts.c.card == _CARD).order_by(alerts.c.at, alerts.c.id)


def row(w: Within, card: str) -> Row[Any]:
    """The row of a patron; NotKnown where there is none."""
    found = w.connection.execute(_PATRON, {"card": card}).first()
    if found is None:
        raise NotKnown("card")
    return found


def from_row(found: Row[Any]) -> Patron:
    """A patron as the rules see one."""
    contact = found.default_contact
    return Patron(
        card=found.card,
        name=found.name,
        kana=found.kana,
        born=found.born,
        phone=found.phone,
        email=found.email or found.email_wanted,
        email_state=EmailState(found.email_state),
        expires=found.expires,
        residence=Residence(found.residence),
        secret_state=SecretState(found.secret_state),
        defaults=Defaults(found.default_pickup, Contact(contact) if contact else None),
        due_soon_mail=found.due_soon_mail,
        history_on=found.history_on,
    )


def put_patron(w: Within, patron: Patron, secret: Stored | None, branch: str | None) -> None:
    """Put or update a patron; `secret` or `branch` None keeps the one that is there."""
    email_state = patron.email_state
    if patron.email and email_state is EmailState.NONE:
        email_state = EmailState.REGISTERED
    values: dict[str, Any] = {
        "card": patron.card,
        "name": patron.name,
        "kana": patron.kana,
        "born": patron.born,
        "phone": patron.phone,
        "email": patron.email,
        "email_state": email_state.value,
        "email_wanted": None,
        "expires": patron.expires,
        "residence": patron.residence.value,
        "secret_state": patron.secret_state.value,
        "salt": secret.salt if secret else "",
        "base": secret.base if secret else "",
        "default_pickup": patron.defaults.pickup,
        "default_contact": patron.defaults.contact.value if patron.defaults.contact else None,
        "due_soon_mail": patron.due_soon_mail,
        "history_on": patron.history_on,
        "branch": branch,
        "changed": w.next_number(),
        "removed": False,
    }
    keep = (*(() if secret else ("salt", "base")), *(() if branch else ("branch",)))
    put(w.connection, patrons, values, keep=keep)


def change(w: Within, card: str, **values: Any) -> None:
    """Change columns of a patron, and let terminals know."""
    w.connection.execute(
        update(patrons).where(patrons.c.card == card).values(changed=w.next_number(), **values)
    )


def touch(w: Within, cards: Iterable[str]) -> None:
    """Something in these accounts changed: terminals fetch their copies again."""
    many = list(dict.fromkeys(cards))
    if many:
        first = w.next_number(len(many))
        rows = [{"of": card, "number": first + place} for place, card in enumerate(many)]
        w.connection.execute(_TOUCH, rows)


def touch_queue(w: Within, title_id: str) -> None:
    """Everybody who waits for this title may have another rank now."""
    touch(
        w,
        w.connection.execute(
            select(holds.c.card).where(holds.c.title == title_id, holds.c.state.in_(stock.LIVE))
        )
        .scalars()
        .all(),
    )


def remove(w: Within, card: str) -> None:
    """Take a patron away with all that tells of one: wishes, reading history, holds, mails, visits.
    The number stays as a mark, by which terminals forget the patron."""
    for table in (history, favourites, alerts, holds, outbox, sessions, visits):
        w.connection.execute(delete(table).where(table.c.card == card))
    change(
        w,
        card,
        removed=True,
        name="",
        kana="",
        born=None,
        phone=None,
        email=None,
        email_wanted=None,
        salt="",
        base="",
        branch=None,
    )


# -- the account ----------------------------------------------------------------------------------


def account(w: Within, card: str) -> Account:
    """Everything the library knows of a patron now; NotKnown for an unknown card."""
    patron = from_row(row(w, card))
    of = {"card": card}
    own_loans = w.connection.execute(_LOANS, of).all()
    kept_from = w.today - timedelta(days=w.library.holds.cancelled_days)
    own_holds = w.connection.execute(_HOLDS, {**of, "kept_from": kept_from}).all()
    ids = list({line.title for line in (*own_loans, *own_holds)})
    known = stock.read(w.connection, ids)
    own = {line.title for line in own_holds if HoldState(line.state).live}
    ranks = _ranks(w, {line.title for line in own_holds})
    made = [hold_from_row(w, line, known.get(line.title), ranks) for line in own_holds]
    return Account(
        patron=patron,
        as_of=w.now,
        loans=tuple(_loan(line, known.get(line.title), line.title in own) for line in own_loans),
        holds=tuple(hold for hold in made if hold.state.live),
        ended=tuple(hold for hold in made if not hold.state.live),
        history=tuple(
            HistoryEntry(line.id, line.title, line.title_text, line.lent)
            for line in w.connection.execute(_HISTORY, of)
        ),
        favourites=tuple(w.connection.execute(_FAVOURITES, of).scalars()),
        alerts=tuple(Alert(line.id, line.words) for line in w.connection.execute(_ALERTS, of)),
    )


def _loan(line: Row[Any], title: Title | None, own_hold: bool) -> Loan:
    return Loan(
        copy=line.copy,
        title=line.title,
        title_text=title.title if title else "",
        kind=title.kind if title else Kind.BOOK,
        lent=line.lent,
        due=line.due,
        renewals=line.renewals,
        interloan=title is not None and title.source.value == "interloan",
        queue=max(0, title.holds - own_hold) if title else 0,
    )


def loan(w: Within, copy: str) -> tuple[str, Loan]:
    """Who has this copy, and the loan; NotKnown where it is not on loan."""
    line = w.connection.execute(select(loans).where(loans.c.copy == copy)).first()
    if line is None:
        raise NotKnown("loan")
    title = stock.read(w.connection, [line.title]).get(line.title)
    held = w.connection.execute(
        select(holds.c.id).where(
            holds.c.card == line.card,
            holds.c.title == line.title,
            holds.c.state.in_(stock.LIVE),
        )
    ).first()
    return line.card, _loan(line, title, held is not None)


def hold_from_row(
    w: Within, line: Row[Any], title: Title | None, ranks: dict[str, int] | None = None
) -> Hold:
    """A hold as the rules see it, with its rank and the last day to fetch it."""
    state = HoldState(line.state)
    if line.cancel_pending and state.live:
        state = HoldState.CANCEL_REQUESTED
    made = Hold(
        id=line.id,
        title=line.title,
        title_text=title.title if title else "",
        kind=title.kind if title else Kind.BOOK,
        state=state,
        placed_at=line.placed_at,
        pickup=line.pickup,
        contact=Contact(line.contact),
        channel=Channel(line.channel),
        rank=(ranks or {}).get(line.id),
        secured_on=line.secured_on,
        notified_on=line.notified_on,
        ready_since=line.ready_since,
        ended_on=line.ended_on,
        series_group=line.series_group,
        series_order=line.series_order,
        receipt=line.receipt,
    )
    until = pick_up(w.library, made) if state is HoldState.READY else None
    return made if until is None else replace(made, pick_up_by=until.by)


def _ranks(w: Within, titles: Set[str]) -> dict[str, int]:
    ranks: dict[str, int] = {}
    place: dict[str, int] = {}
    if not titles:
        return ranks
    for line in w.connection.execute(_QUEUES, {"titles": sorted(titles)}):
        place[line.title] = ranks[line.id] = place.get(line.title, 0) + 1
    return ranks
