"""Signing in and out, what the patron is told first, and the state of the data for the bar."""

from datetime import datetime

from kiosk.circulation import calendar
from kiosk.circulation.facts import Account, EmailState, HoldState, Residence
from kiosk.circulation.loans import overdue
from kiosk.circulation.messages import Proof, RequestState
from kiosk.desk.answers import PatronCard, SignedIn, SignInMode, Status
from kiosk.desk.context import Context
from kiosk.desk.words import masked_email, masked_phone, said
from kiosk.login import Session


def sign_in(ctx: Context, card: str, secret: str) -> SignedIn:
    """Sign in. A cart filled before stays; that of a visit still open goes with it."""
    session = ctx.login.sign_in(card, secret)
    if ctx.session is not None:
        sign_out(ctx)
    ctx.session = session
    return SignedIn(
        mode=SignInMode(session.proof.value),
        must_change=session.must_change,
        messages=_messages(ctx, session),
    )


def sign_out(ctx: Context) -> None:
    """Forget the patron and the cart."""
    with ctx.turn:
        session, ctx.session = ctx.session, None
        ctx.cart.clear()
        if session is not None:
            session.wipe()


def _messages(ctx: Context, session: Session) -> tuple[str, ...]:
    found: list[str] = []
    if session.must_change:
        found.append(said("must_change", ctx.language))
    if session.proof is Proof.DEFERRED:
        found.append(said("deferred", ctx.language))
    account = session.account
    if account is None or session.must_change:
        return tuple(found)
    if session.proof is Proof.LOCAL:
        as_of = account.as_of.astimezone(calendar.JST)
        found.append(said("local", ctx.language, as_of=f"{as_of:%m/%d %H:%M}"))
    return (*found, *account.notices, *_counts(ctx, account))


def _counts(ctx: Context, account: Account) -> list[str]:
    """What the patron would look for first: ready, overdue, could not be accepted."""
    today = ctx.now().date()
    counts = {
        "ready": sum(hold.state is HoldState.READY for hold in account.holds),
        "overdue": sum(overdue(loan, today) for loan in account.loans),
        "came_refused": sum(
            row.state is RequestState.REFUSED
            and row.decided_at is not None
            and (ctx.now() - row.decided_at).days < _NEWS_DAYS
            for row in ctx.rows()
        ),
    }
    return [said(name, ctx.language, count=count) for name, count in counts.items() if count]


_NEWS_DAYS = 7


def patron_card(ctx: Context) -> PatronCard | None:
    """The little the screen shows of who is signed in."""
    session = ctx.session
    if session is None:
        return None
    patron = None if session.account is None else session.account.patron
    return PatronCard(
        mode=SignInMode(session.proof.value),
        must_change=session.must_change,
        email_masked="" if patron is None else masked_email(patron.email),
        email_state=EmailState.NONE if patron is None else patron.email_state,
        phone_masked="" if patron is None else masked_phone(patron.phone),
        expires=None if patron is None else patron.expires,
        residence=Residence.RESIDENT if patron is None else patron.residence,
    )


def status(ctx: Context) -> Status:
    """State of the data and of the services."""
    now = ctx.now()
    services = calendar.services(ctx.library, now)
    last_sync = ctx.ledger.note("last_sync")
    return Status(
        online=ctx.online(),
        queued=ctx.ledger.queued(),
        last_sync=datetime.fromisoformat(last_sync) if last_sync else None,
        catalogue_as_of=ctx.read(lambda catalogue: catalogue.as_of, None),
        search_open=services.search,
        hold_open=services.hold,
        reopens_at=services.reopens_at,
        next_intake=calendar.next_intake(ctx.library, now),
    )
