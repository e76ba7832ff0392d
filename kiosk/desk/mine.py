"""What a patron sets for themselves: password, e-mail, defaults, history, favourites, alerts."""

from collections.abc import Sequence
from datetime import date

from kiosk.circulation.addresses import plain_address
from kiosk.circulation.facts import Alert, Contact, EmailState, Patron
from kiosk.circulation.holds import contact_refusal, pickup_refusal
from kiosk.circulation.messages import (
    AlertAddBody,
    AlertChangeBody,
    AlertRemoveBody,
    DefaultsBody,
    EmailBody,
    FavouriteBody,
    HistoryDeleteBody,
    HistorySetBody,
    PasswordBody,
    Proof,
    RegisterPasswordBody,
    RemindersBody,
    RequestKind,
    RequestState,
)
from kiosk.circulation.passwords import may_use, normalise_card, registers_here
from kiosk.circulation.reasons import Reason, Refusal, Refused
from kiosk.desk import cart, requesting
from kiosk.desk.answers import (
    EmailAnswer,
    HistoryPage,
    RequestLine,
    SettingsPage,
    TitleLine,
)
from kiosk.desk.context import Context, Wish, refuse_refused
from kiosk.desk.finding import known_title, title_line
from kiosk.desk.words import masked_email, said
from kiosk.store.ledger import Draft
from kiosk.store.uuid7 import uuid7

LONGEST_WORDS = 100


def _ask(ctx: Context, wish: Wish) -> RequestLine:
    return requesting.line(ctx, ctx.ask_one(wish))


def _offered(offered: bool, what: str) -> None:
    if not offered:
        raise Refused(Refusal.because(Reason.NOT_OFFERED, what=what))


# -- password -------------------------------------------------------------------------------------


def change_password(ctx: Context, old: str, new: str) -> RequestLine:
    """Change the password; old and new travel in a sealed box."""
    session = ctx.signed_in()
    patron = None if session.account is None else session.account.patron
    refusal = may_use(ctx.library, new, patron)
    if refusal is not None:
        raise Refused(refusal)
    if not ctx.login.secret_fits(session, old):
        raise Refused(Refusal(Reason.WRONG_SECRET))
    sealed = {"secret": old, "new_secret": new}
    row = ctx.ask_one(Wish(RequestKind.PASSWORD, PasswordBody(), sealed))
    session.must_change = False
    if session.secret is not None:
        session.secret = new
    return requesting.line(ctx, row)


def register_password(
    ctx: Context, card: str, name: str, born: date, phone: str, new: str
) -> RequestLine:
    """A first password registered here, without being signed in."""
    _offered(registers_here(ctx.library, ctx.identity.branch), "register_password")
    number = normalise_card(card)
    if number is None or not name.strip():
        raise Refused(Refusal(Reason.WRONG_SECRET))
    refusal = may_use(ctx.library, new, Patron(number, name, born=born, phone=phone))
    if refusal is not None:
        raise Refused(refusal)
    key = uuid7(ctx.now())
    fields = {
        "new_secret": new,
        "name": name.strip(),
        "born": born.isoformat(),
        "phone": phone.strip(),
    }
    draft = Draft(
        key=key,
        kind=RequestKind.REGISTER_PASSWORD,
        proof=Proof.DEFERRED,
        card=None,
        body=RegisterPasswordBody(),
        tag=ctx.login.tag(number),
        sealed=ctx.sealed(key, number, fields),
    )
    (row,) = ctx.sent(ctx.ledger.append([draft]), at_once=True)
    return requesting.line(ctx, refuse_refused(row))


# -- settings -------------------------------------------------------------------------------------


def page(ctx: Context) -> SettingsPage:
    """What the patron has set, and which of it this library offers."""
    account = ctx.account()
    patron, offers = account.patron, ctx.library.offers
    return SettingsPage(
        pickup=patron.defaults.pickup,
        contact=patron.defaults.contact,
        pickups=cart.pickup_choices(ctx, []),
        contacts=cart.contact_choices(ctx, account),
        email_masked=masked_email(patron.email),
        email_state=patron.email_state,
        due_soon_mail=patron.due_soon_mail,
        history_on=patron.history_on,
        offers_email=ctx.library.email.offered,
        offers_reminders=offers.reminders,
        offers_history=offers.history,
        offers_favourites=offers.favourites,
        offers_alerts=offers.alerts,
        offers_registration=registers_here(ctx.library, ctx.identity.branch),
    )


def set_email(ctx: Context, email: str) -> EmailAnswer:
    """Register an e-mail address."""
    ctx.may_act()
    _offered(ctx.library.email.offered, "email")
    ctx.account()
    address = plain_address(email)
    if address is None:
        raise Refused(Refusal.because(Reason.CONTACT_UNKNOWN, address="unusable"))
    row = ctx.ask_one(Wish(RequestKind.EMAIL, EmailBody(), {"email": address}))
    state = EmailState.NONE
    if row.state is not RequestState.QUEUED:
        state = ctx.account().patron.email_state
    return EmailAnswer(state, requesting.line(ctx, row), _email_text(ctx, state))


def _email_text(ctx: Context, state: EmailState) -> str:
    """How far the address has come, and what the library wants a patron to know of mail."""
    rule = ctx.library.email
    text = said(f"email_{state.value}", ctx.language)
    if state is EmailState.WAITING_STAFF and rule.staff_step is not None:
        text = rule.staff_step.said(ctx.language)
    if rule.note is not None:
        text += (" " if text.isascii() else "") + rule.note.said(ctx.language)
    return text


def set_defaults(ctx: Context, pickup: str | None, contact: Contact | None) -> RequestLine:
    """Defaults for new holds; None leaves a part as it is."""
    ctx.may_act()
    _offered(ctx.library.offers.defaults, "defaults")
    patron = ctx.account().patron
    refusals = (
        None if pickup is None else pickup_refusal(ctx.library, [], pickup),
        None if contact is None else contact_refusal(ctx.library, patron, contact),
    )
    for refusal in refusals:
        if refusal is not None:
            raise Refused(refusal)
    body = DefaultsBody(
        pickup=pickup or patron.defaults.pickup, contact=contact or patron.defaults.contact
    )
    return _ask(ctx, Wish(RequestKind.DEFAULTS, body))


def reminders(ctx: Context, due_soon: bool) -> RequestLine:
    """Mails before a due date."""
    ctx.may_act()
    _offered(ctx.library.offers.reminders, "reminders")
    ctx.account()
    return _ask(ctx, Wish(RequestKind.REMINDERS, RemindersBody(due_soon=due_soon)))


# -- history, favourites, alerts ------------------------------------------------------------------


def history(ctx: Context) -> HistoryPage:
    """The reading history."""
    ctx.signed_in()
    _offered(ctx.library.offers.history, "history")
    account = ctx.account()
    entries = sorted(account.history, key=lambda entry: (entry.lent, entry.id), reverse=True)
    return HistoryPage(account.patron.history_on, tuple(entries))


def history_set(ctx: Context, on: bool) -> RequestLine:
    """Switch the reading history on or off."""
    ctx.may_act()
    _offered(ctx.library.offers.history, "history")
    ctx.account()
    return _ask(ctx, Wish(RequestKind.HISTORY_SET, HistorySetBody(on=on)))


def history_delete(ctx: Context, ids: Sequence[str]) -> RequestLine:
    """Delete lines of the reading history."""
    ctx.may_act()
    _offered(ctx.library.offers.history, "history")
    ctx.account()
    return _ask(ctx, Wish(RequestKind.HISTORY_DELETE, HistoryDeleteBody(ids=tuple(ids))))


def favourites(ctx: Context) -> tuple[TitleLine, ...]:
    """The patron's favourites that are still in the catalogue."""
    ctx.signed_in()
    _offered(ctx.library.offers.favourites, "favourites")
    titles = (ctx.title(title_id) for title_id in ctx.account().favourites)
    return tuple(title_line(ctx, title) for title in titles if title is not None)


def favourite_add(ctx: Context, title_id: str) -> RequestLine:
    """Add a favourite."""
    return _favourite(ctx, RequestKind.FAVOURITE_ADD, known_title(ctx, title_id).id)


def favourite_remove(ctx: Context, title_id: str) -> RequestLine:
    """Remove a favourite, also one whose title is gone."""
    return _favourite(ctx, RequestKind.FAVOURITE_REMOVE, title_id)


def _favourite(ctx: Context, kind: RequestKind, title_id: str) -> RequestLine:
    ctx.may_act()
    _offered(ctx.library.offers.favourites, "favourites")
    ctx.account()
    return _ask(ctx, Wish(kind, FavouriteBody(title=title_id)))


def alerts(ctx: Context) -> tuple[Alert, ...]:
    """The patron's new-arrival alerts."""
    ctx.signed_in()
    _offered(ctx.library.offers.alerts, "alerts")
    return ctx.account().alerts


def alert_add(ctx: Context, words: str) -> RequestLine:
    """A new alert."""
    return _alert(ctx, RequestKind.ALERT_ADD, AlertAddBody(words=_words(ctx, words)))


def alert_change(ctx: Context, alert_id: str, words: str) -> RequestLine:
    """Other words for an alert."""
    _known_alert(ctx, alert_id)
    body = AlertChangeBody(id=alert_id, words=_words(ctx, words))
    return _alert(ctx, RequestKind.ALERT_CHANGE, body)


def alert_remove(ctx: Context, alert_id: str) -> RequestLine:
    """No more of an alert."""
    _known_alert(ctx, alert_id)
    return _alert(ctx, RequestKind.ALERT_REMOVE, AlertRemoveBody(id=alert_id))


def _alert(
    ctx: Context, kind: RequestKind, body: AlertAddBody | AlertChangeBody | AlertRemoveBody
) -> RequestLine:
    ctx.may_act()
    _offered(ctx.library.offers.alerts, "alerts")
    ctx.account()
    return _ask(ctx, Wish(kind, body))


def _known_alert(ctx: Context, alert_id: str) -> None:
    if alert_id not in {alert.id for alert in alerts(ctx)}:
        raise Refused(Refusal.because(Reason.UNKNOWN_TITLE, alert="gone"))


def _words(ctx: Context, words: str) -> str:
    """One line that can be read: no line breaks and no control signs."""
    ctx.signed_in()
    _offered(ctx.library.offers.alerts, "alerts")
    readable = "".join(sign if sign.isprintable() else " " for sign in words)
    plain = " ".join(readable.split())[:LONGEST_WORDS].rstrip()
    if not plain:
        raise Refused(Refusal.because(Reason.UNKNOWN_TITLE, alert="empty"))
    return plain
