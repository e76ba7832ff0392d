"""What a patron sets or keeps: defaults, reminders, reading history, favourites, alerts, address.

Each is offered only where the library's profile says so; the answer is a refusal or nothing.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from central import mail, stock
from central.database import put
from central.ils import people
from central.ils.within import Within
from central.tables import alerts, favourites, history
from kiosk.circulation.addresses import plain_address
from kiosk.circulation.calendar import JST
from kiosk.circulation.facts import Contact, EmailState
from kiosk.circulation.holds import contact_refusal, pickup_refusal
from kiosk.circulation.profile import MailKind
from kiosk.circulation.reasons import Reason, Refusal

_LONGEST_WORDS = 100


def not_offered(what: str) -> Refusal:
    """This library does not offer it here."""
    return Refusal.because(Reason.NOT_OFFERED, what=what)


def defaults(w: Within, card: str, pickup: str | None, contact: Contact | None) -> Refusal | None:
    """Defaults for new holds; None leaves a part open."""
    if not w.library.offers.defaults:
        return not_offered("defaults")
    patron = people.from_row(people.row(w, card))
    refusal = pickup_refusal(w.library, (), pickup) if pickup else None
    if refusal is None and contact is not None:
        refusal = contact_refusal(w.library, patron, contact)
    if refusal is None:
        people.change(
            w, card, default_pickup=pickup, default_contact=contact.value if contact else None
        )
    return refusal


def reminders(w: Within, card: str, due_soon: bool) -> Refusal | None:
    """Mails before a due date."""
    if not w.library.offers.reminders:
        return not_offered("reminders")
    people.change(w, card, due_soon_mail=due_soon)
    return None


def history_set(w: Within, card: str, on: bool) -> Refusal | None:
    """Switch the reading history on or off; what is written stays where the library says so."""
    if not w.library.offers.history:
        return not_offered("history")
    if not on and not w.library.history.kept_when_off:
        w.connection.execute(delete(history).where(history.c.card == card))
    people.change(w, card, history_on=on)
    return None


def history_delete(w: Within, card: str, ids: Sequence[str]) -> Refusal | None:
    """Delete lines of the reading history."""
    if not w.library.offers.history:
        return not_offered("history")
    w.connection.execute(delete(history).where(history.c.card == card, history.c.id.in_(ids)))
    people.touch(w, [card])
    return None


def favourite_add(w: Within, card: str, title_id: str) -> Refusal | None:
    """A title to find again."""
    if not w.library.offers.favourites:
        return not_offered("favourites")
    if title_id not in stock.read(w.connection, [title_id]):
        return Refusal.because(Reason.UNKNOWN_TITLE)
    put(w.connection, favourites, {"card": card, "title": title_id, "at": w.now}, keep=("at",))
    people.touch(w, [card])
    return None


def favourite_remove(w: Within, card: str, title_id: str) -> Refusal | None:
    """No favourite any more."""
    if not w.library.offers.favourites:
        return not_offered("favourites")
    w.connection.execute(
        delete(favourites).where(favourites.c.card == card, favourites.c.title == title_id)
    )
    people.touch(w, [card])
    return None


def alert_put(w: Within, card: str, alert_id: str, words: str, *, new: bool) -> Refusal | None:
    """A new-arrival alert, or other words for one."""
    if not w.library.offers.alerts:
        return not_offered("alerts")
    text = words.strip()[:_LONGEST_WORDS]
    mine = select(alerts.c.id).where(alerts.c.id == alert_id, alerts.c.card == card)
    if not text or (not new and w.connection.execute(mine).first() is None):
        return Refusal.because(Reason.STATE_FORBIDS, action="alert")
    row = {"id": alert_id, "card": card, "words": text, "at": w.now}
    put(w.connection, alerts, row, keep=("at", "card"))
    people.touch(w, [card])
    return None


def alert_remove(w: Within, card: str, alert_id: str) -> Refusal | None:
    """No more of an alert."""
    if not w.library.offers.alerts:
        return not_offered("alerts")
    w.connection.execute(delete(alerts).where(alerts.c.id == alert_id, alerts.c.card == card))
    people.touch(w, [card])
    return None


# -- e-mail ---------------------------------------------------------------------------------------


def email(w: Within, card: str, text: str) -> Refusal | None:
    """A new address, as far as the library lets it come by itself; empty text removes it."""
    rule = w.library.email
    if not rule.offered:
        return not_offered("email")
    if not text.strip():
        mail.drop_unsent(w, card, MailKind.REGISTERED)
        none = EmailState.NONE.value
        people.change(w, card, email=None, email_wanted=None, email_state=none)
        return None
    address = plain_address(text)
    if address is None:
        return Refusal.because(Reason.STATE_FORBIDS, action="email")
    at_once = rule.state_after is EmailState.REGISTERED
    people.change(
        w,
        card,
        email=address if at_once else None,
        email_wanted=None if at_once else address,
        email_state=rule.state_after.value,
    )
    mail.drop_unsent(w, card, MailKind.REGISTERED)
    confirms = rule.state_after is EmailState.WAITING_CONFIRMATION
    if confirms or (at_once and MailKind.REGISTERED in rule.kinds):
        mail.address_registered(w, card, address, _notice_at(w))
    return None


def _notice_at(w: Within) -> datetime:
    rule = w.library.email
    if rule.completed_at is None:
        return w.now + timedelta(minutes=rule.notice_after_minutes)
    return datetime.combine(w.today + timedelta(days=1), rule.completed_at, JST)
