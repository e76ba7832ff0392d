"""Finding: search, suggest, browse, the detail page; where a title stands, seen from here."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from kiosk.catalogue.records import Copy, Title
from kiosk.catalogue.search import (
    BrowseList,
    Catalogue,
    Query,
    Results,
    Suggestions,
    Volumes,
)
from kiosk.catalogue.standing import Standing
from kiosk.circulation import calendar
from kiosk.circulation.facts import Account, CopyStatus, Lending, TitleFacts
from kiosk.circulation.holds import limits, may_hold
from kiosk.circulation.reasons import Reason, Refusal, Refused
from kiosk.desk.answers import (
    CopyLine,
    Found,
    Here,
    HoldOffer,
    Slot,
    TitleLine,
    TitlePage,
)
from kiosk.desk.context import Context

NEW_FOR = timedelta(days=30)
"""So long a book is new."""


def search(ctx: Context, query: Query) -> Found:
    """Titles for a query; nothing where there is no catalogue yet."""
    open_hours(ctx)
    return _found(ctx, ctx.read(lambda catalogue: catalogue.search(query), Results()))


def suggest(ctx: Context, typed: str, limit: int) -> Suggestions:
    """Headings and next kana."""
    open_hours(ctx)
    return ctx.read(lambda catalogue: catalogue.suggest(typed, limit), Suggestions())


def browse(ctx: Context, which: BrowseList, key: str, limit: int, offset: int) -> Found:
    """A standing list; of new arrivals what is new by the calendar of this house."""
    open_hours(ctx)
    if which is BrowseList.NEW:
        key = (ctx.now().date() - NEW_FOR).isoformat()

    def ask(catalogue: Catalogue) -> Results:
        return catalogue.browse(which, key, limit, offset)

    return _found(ctx, ctx.read(ask, Results()))


def standing(ctx: Context) -> Standing:
    """The rankings, and those of the themes that are shown here today."""
    known = ctx.read(lambda catalogue: catalogue.standing(), Standing())
    branch, today = ctx.identity.branch, ctx.now().date()
    themes = tuple(theme for theme in known.themes if theme.shown(branch, today))
    return replace(known, themes=themes)


def open_hours(ctx: Context) -> None:
    """Refused(closed_hours) where the catalogue may not be searched now."""
    services = calendar.services(ctx.library, ctx.now())
    if not services.search:
        facts = {"opens": services.reopens_at.isoformat()} if services.reopens_at else {}
        raise Refused(Refusal.because(Reason.CLOSED_HOURS, service="search", **facts))


def _found(ctx: Context, results: Results) -> Found:
    lines = tuple(title_line(ctx, hit.title, hit.tier.value) for hit in results.hits)
    return Found(lines, results.total, results.exact)


def line(ctx: Context, title_id: str) -> TitleLine:
    """One title as a row; Refused(unknown_title)."""
    return title_line(ctx, known_title(ctx, title_id))


def known_title(ctx: Context, title_id: str) -> Title:
    """A title that must exist; Refused(unknown_title)."""
    title = ctx.title(title_id)
    if title is None:
        raise Refused(Refusal(Reason.UNKNOWN_TITLE))
    return title


def open_title(ctx: Context, title_id: str) -> TitlePage:
    """The detail page."""
    title = known_title(ctx, title_id)
    found = ctx.read(lambda catalogue: catalogue.volumes(title), Volumes())
    ids = [one.id for one in found.titles]
    return TitlePage(
        line=title_line(ctx, title),
        copies=_copies(ctx, title),
        offer=_offer(ctx, title),
        volumes=tuple(title_line(ctx, other) for other in found.titles if other.id != title.id),
        group=found.name,
        count=found.total,
        before=found.first + (ids.index(title.id) if title.id in ids else 0),
    )


def cart_facts(ctx: Context) -> tuple[TitleFacts, ...]:
    """What is in the cart, as the rules see it."""
    titles = (ctx.title(title_id) for title_id in ctx.cart)
    return tuple(title.facts() for title in titles if title is not None)


def _offer(ctx: Context, title: Title) -> HoldOffer:
    account = ctx.account_if_known()
    in_cart = title.id in ctx.cart
    cart = cart_facts(ctx)
    others = tuple(facts for facts in cart if facts.id != title.id)
    refusals = may_hold(ctx.library, account, title.facts(), ctx.now(), cart=others)
    return HoldOffer(
        allowed=not refusals,
        refusals=refusals,
        slots=slots(ctx, account, cart),
        in_cart=in_cart,
    )


def slots(ctx: Context, account: Account | None, cart: tuple[TitleFacts, ...]) -> tuple[Slot, ...]:
    """The limit groups, with what is used and what is in the cart."""
    japanese = ctx.language.startswith("ja")
    return tuple(
        Slot(
            label=use.label if japanese else use.label_en or use.label,
            kinds=use.kinds,
            used=use.used,
            in_cart=use.in_cart,
            limit=use.limit,
        )
        for use in limits(ctx.library, account, cart)
    )


# -- where it stands ------------------------------------------------------------------------------


def title_line(ctx: Context, title: Title, tier: str = "") -> TitleLine:
    """A title as a row: where it stands, and the copy to point at."""
    here, copy = _stands(ctx.identity.branch, title.copies)
    shown = None if copy is None else _copy_line(ctx, copy)
    place = "" if shown is None or here is Here.ON_LOAN else shown.branch_text
    return TitleLine(title, here, place, shown, title.holds, tier)


def _stands(branch: str, copies: tuple[Copy, ...]) -> tuple[Here, Copy | None]:
    """The best that can be said of a title, and the copy that makes it true."""
    free = [copy for copy in copies if copy.status is CopyStatus.AVAILABLE]
    lent = [copy for copy in copies if copy.lending is Lending.LOAN]
    choices: tuple[tuple[Here, Iterable[Copy]], ...] = (
        (Here.HERE, (c for c in free if c.branch == branch and c.lending is Lending.LOAN)),
        (Here.IN_BUILDING, (c for c in free if c.branch == branch)),
        (Here.ELSEWHERE, (c for c in free if c.lending is Lending.LOAN)),
        (Here.ON_LOAN, (c for c in lent if c.status is not CopyStatus.MISSING)),
        (Here.ELSEWHERE, free),
    )
    for here, candidates in choices:
        copy = next(iter(candidates), None)
        if copy is not None:
            return here, copy
    return Here.NONE, None


def _copies(ctx: Context, title: Title) -> tuple[CopyLine, ...]:
    """Copies of this branch first."""
    lines = [_copy_line(ctx, copy) for copy in title.copies]
    order = {branch.id: number for number, branch in enumerate(ctx.library.branches)}
    lines.sort(key=lambda copy: (not copy.here, order.get(copy.branch, len(order))))
    return tuple(lines)


def _copy_line(ctx: Context, copy: Copy) -> CopyLine:
    return CopyLine(
        id=copy.id,
        branch=copy.branch,
        branch_text=branch_text(ctx, copy.branch),
        status=copy.status,
        lending=copy.lending,
        shelf=copy.shelf,
        call=copy.call,
        due=copy.due,
        here=copy.branch == ctx.identity.branch,
    )


def branch_text(ctx: Context, branch_id: str) -> str:
    """A branch's name; its id where the profile does not know it (any more)."""
    try:
        branch = ctx.library.branch(branch_id)
    except KeyError:
        return branch_id
    return branch.name if ctx.language.startswith("ja") else branch.english
