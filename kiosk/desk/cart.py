"""The hold cart, the choices of the confirm page, and placing holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.catalogue.records import Title
from kiosk.circulation import calendar
from kiosk.circulation.facts import Account, Contact, Kind, TitleFacts
from kiosk.circulation.holds import (
    contact_refusal,
    contacts,
    decide,
    may_hold,
    pickup_refusal,
    pickups,
    series_refusal,
    waits_for_intake,
)
from kiosk.circulation.messages import HoldBody, RequestKind, RequestState
from kiosk.circulation.profile import Processed
from kiosk.circulation.reasons import Reason, Refusal, Refused
from kiosk.desk import finding, requesting
from kiosk.desk.answers import (
    Cart,
    ContactChoice,
    ItemChoice,
    PickupChoice,
    Placed,
    RequestLine,
)
from kiosk.desk.context import Context, Wish
from kiosk.desk.words import masked_email, masked_phone
from kiosk.store.uuid7 import uuid7


def add(ctx: Context, title_id: str) -> Cart:
    """Put a title into the cart; Refused with every reason where it cannot be held."""
    account = ctx.account_if_known()
    if title_id not in ctx.cart:
        title = finding.known_title(ctx, title_id)
        refusals = may_hold(
            ctx.library,
            account,
            title.facts(),
            ctx.now(),
            cart=finding.cart_facts(ctx),
        )
        if refusals:
            raise Refused(*refusals)
        ctx.cart.append(title_id)
    return _view(ctx, account)


def remove(ctx: Context, title_id: str) -> Cart:
    """Take a title out."""
    if title_id in ctx.cart:
        ctx.cart.remove(title_id)
    return view(ctx)


def view(ctx: Context) -> Cart:
    """The cart and the choices."""
    return _view(ctx, ctx.account_if_known())


def _view(ctx: Context, account: Account | None) -> Cart:
    titles = [title for title_id in ctx.cart if (title := ctx.title(title_id)) is not None]
    facts = tuple(title.facts() for title in titles)
    kinds = [title.kind for title in titles]
    where, how = pickup_choices(ctx, kinds), contact_choices(ctx, account)
    return Cart(
        items=tuple(finding.title_line(ctx, title) for title in titles),
        slots=finding.slots(ctx, account, facts),
        pickups=where,
        contacts=how,
        pickup=_default_pickup(ctx, account, where),
        contact=_default_contact(account, how),
        confirm_mail_offered=ctx.library.flow.confirm_mail
        and bool(account is None or account.patron.email),
        series_offered=ctx.library.series.at_cart and len(titles) > 1,
        next_intake=calendar.next_intake(ctx.library, ctx.now()),
    )


def pickup_choices(ctx: Context, kinds: Sequence[Kind]) -> tuple[PickupChoice, ...]:
    """Every place, and why these kinds cannot be fetched there."""
    japanese = ctx.language.startswith("ja")
    return tuple(
        PickupChoice(
            id=branch.id,
            text=branch.name if japanese else branch.english,
            note="" if branch.note is None else branch.note.said(ctx.language),
            here=branch.id == ctx.identity.branch,
            stop=branch.stop,
            refusal=refusal,
        )
        for branch, refusal in pickups(ctx.library, kinds)
    )


def contact_choices(ctx: Context, account: Account | None) -> tuple[ContactChoice, ...]:
    """Every way to be told, and why this patron cannot choose it."""
    patron = None if account is None else account.patron
    notes = (
        {}
        if patron is None
        else {
            Contact.MAIL: masked_email(patron.email),
            Contact.PHONE: masked_phone(patron.phone),
        }
    )
    return tuple(
        ContactChoice(contact, text, notes.get(contact, ""), refusal)
        for contact, text, refusal in contacts(ctx.library, patron, ctx.language)
    )


def _default_pickup(
    ctx: Context, account: Account | None, choices: Sequence[PickupChoice]
) -> str | None:
    own = None if account is None else account.patron.defaults.pickup
    open_ = [choice.id for choice in choices if choice.refusal is None]
    for wanted in (own, ctx.identity.branch):
        if wanted in open_:
            return wanted
    return next(iter(open_), None)


def _default_contact(account: Account | None, choices: Sequence[ContactChoice]) -> Contact | None:
    own = None if account is None else account.patron.defaults.contact
    open_ = [choice.contact for choice in choices if choice.refusal is None]
    return own if own in open_ else next(iter(open_), None)


# -- placing --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Order:
    """What is asked for in one go."""

    titles: tuple[str, ...]
    pickup: str | None
    contact: Contact | None
    items: dict[str, ItemChoice]
    series: bool
    confirm_mail: bool


def place(
    ctx: Context,
    titles: Sequence[str] | None,
    pickup: str | None,
    contact: Contact | None,
    items: Sequence[ItemChoice],
    series: bool,
    confirm_mail: bool,
) -> Placed:
    """Place holds; one line per title, refused ones included."""
    ctx.may_act()
    _may_place_at_all(ctx, series)
    wanted = tuple(dict.fromkeys(ctx.cart if titles is None else titles))
    if not wanted:
        raise Refused(Refusal.because(Reason.UNKNOWN_TITLE, cart="empty"))
    per_item = {item.title: item for item in items}
    order = _Order(wanted, pickup, contact, per_item, series, confirm_mail)
    wishes, refused = _judged(ctx, order)
    at_once = not waits_for_intake(ctx.library, Processed.HOLD)
    rows = ctx.ask(list(wishes.values()), at_once=at_once) if wishes else ()
    lines: dict[str, RequestLine] = {
        title: requesting.line(ctx, row) for title, row in zip(wishes, rows, strict=True)
    }
    ctx.cart[:] = [title for title in ctx.cart if title not in wishes]
    return Placed(
        requests=tuple(lines.get(title) or refused[title] for title in wanted),
        receipt=lines[next(iter(wishes))].receipt if wishes else "",
        next_intake=calendar.next_intake(ctx.library, ctx.now()),
    )


def _may_place_at_all(ctx: Context, series: bool) -> None:
    services = calendar.services(ctx.library, ctx.now())
    if not services.hold:
        facts = {"opens": services.reopens_at.isoformat()} if services.reopens_at else {}
        raise Refused(Refusal.because(Reason.CLOSED_HOURS, **facts))
    refusal = series_refusal(ctx.library) if series else None
    if refusal is not None:
        raise Refused(refusal)


def _judged(ctx: Context, order: _Order) -> tuple[dict[str, Wish], dict[str, RequestLine]]:
    """What will be asked for, and the lines of what cannot be, each in the order given."""
    account = ctx.account_if_known()
    group = uuid7(ctx.now()) if order.series else None
    taken: list[TitleFacts] = []
    wishes: dict[str, Wish] = {}
    refused: dict[str, RequestLine] = {}
    for title_id in order.titles:
        title = ctx.title(title_id)
        where, how = _choices(ctx, account, title, order, title_id)
        beside = [_place_of(wish) for wish in wishes.values()] if order.series else None
        refusals = _refusals(ctx, account, title, where, how, taken, beside)
        if title is None or refusals or where is None or how is None:
            refused[title_id] = _refused_line(ctx, title_id, title, refusals)
            continue
        taken.append(title.facts())
        body = HoldBody(
            title=title_id,
            pickup=where,
            contact=how,
            series_group=group,
            series_order=len(taken) if group else None,
            confirm_mail=order.confirm_mail and ctx.library.flow.confirm_mail,
        )
        wishes[title_id] = Wish(RequestKind.HOLD, body)
    return wishes, refused


def _place_of(wish: Wish) -> str:
    return wish.body.pickup if isinstance(wish.body, HoldBody) else ""


def _choices(
    ctx: Context, account: Account | None, title: Title | None, order: _Order, title_id: str
) -> tuple[str | None, Contact | None]:
    """Pickup and contact of one title: its own where the library asks per item, else the cart's."""
    item = order.items.get(title_id)
    where, how = order.pickup, order.contact
    if item is not None:
        where, how = item.pickup or where, item.contact or how
    kinds = [] if title is None else [title.kind]
    if where is None:
        where = _default_pickup(ctx, account, pickup_choices(ctx, kinds))
    if how is None:
        how = _default_contact(account, contact_choices(ctx, account))
    return where, how


def _refusals(
    ctx: Context,
    account: Account | None,
    title: Title | None,
    pickup: str | None,
    contact: Contact | None,
    taken: Sequence[TitleFacts],
    beside: Sequence[str] | None,
) -> tuple[Refusal, ...]:
    """Why one title cannot be had. `beside`: where the other volumes go; None: no series."""
    if title is None:
        return (Refusal(Reason.UNKNOWN_TITLE),)
    if pickup is None:
        return (Refusal(Reason.PICKUP_NOT_ALLOWED),)
    if contact is None:
        return (Refusal(Reason.CONTACT_NOT_REGISTERED),)
    if account is not None:
        verdict = decide(
            ctx.library,
            account,
            title.facts(),
            pickup,
            contact,
            ctx.now(),
            cart=taken,
            series=beside is not None,
            beside=beside or (),
        )
        return verdict.refusals
    return (
        *may_hold(ctx.library, None, title.facts(), ctx.now(), cart=taken),
        *_chosen_badly(ctx, title, pickup, contact),
    )


def _chosen_badly(ctx: Context, title: Title, pickup: str, contact: Contact) -> tuple[Refusal, ...]:
    """What can be said of pickup and contact while the patron is not yet proved."""
    found = (
        pickup_refusal(ctx.library, [title.kind], pickup),
        contact_refusal(ctx.library, None, contact),
    )
    return tuple(refusal for refusal in found if refusal is not None)


def _refused_line(
    ctx: Context, title_id: str, title: Title | None, refusals: Sequence[Refusal]
) -> RequestLine:
    refusal = refusals[0] if refusals else Refusal(Reason.UNKNOWN_TITLE)
    return RequestLine(
        refusals=tuple(refusals) or (refusal,),
        id="",
        kind=RequestKind.HOLD,
        receipt="",
        title=title_id,
        title_text="" if title is None else title.title,
        ok=False,
        state=RequestState.REFUSED,
        refusal=refusal,
        text=requesting.refusal_text(ctx, refusal),
        placed_at=None,
    )
