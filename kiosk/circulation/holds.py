"""May this patron hold this title, and if not, why; the states of a hold, limits and series.

Pure. The terminal predicts with these functions, the central decides with them: there is no other
implementation. A refusal always carries the facts its sentence needs, and never a name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from kiosk.circulation import calendar, words
from kiosk.circulation.facts import (
    Account,
    Channel,
    Contact,
    EmailState,
    Hold,
    HoldState,
    Kind,
    Lending,
    Patron,
    TitleFacts,
)
from kiosk.circulation.library import Branch, Library
from kiosk.circulation.profile import (
    Answer,
    LimitGroup,
    OverdueEffect,
    Processed,
    Release,
    Scope,
    StateRule,
)
from kiosk.circulation.reasons import Reason, Refusal

_NOTHING = StateRule()


class SeriesManner(StrEnum):
    """How a series is ordered: not at all, in the cart, or after placing."""

    NONE = "none"
    CART = "cart"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a hold request. Accepted where nothing is refused.

    `stays_provisional`: accepted, but it does not become real before `why` is gone.
    """

    refusals: tuple[Refusal, ...]
    stays_provisional: bool
    why: Refusal | None = None


@dataclass(frozen=True, slots=True)
class LimitUse:
    """One limit group: `used` by live holds, `in_cart` to come, `limit` None: no limit."""

    label: str
    kinds: tuple[Kind, ...]
    used: int
    in_cart: int
    limit: int | None
    label_en: str = ""
    unit: str = "点"


# -- may this title be held ----------------------------------------------------------------------


def may_hold(
    library: Library,
    account: Account | None,
    title: TitleFacts,
    at: datetime,
    *,
    cart: Sequence[TitleFacts] = (),
    channel: Channel = Channel.TERMINAL,
) -> tuple[Refusal, ...]:
    """Every reason why a hold cannot be placed now, most helpful first; empty: it can.

    `account` None: only the rules that need no patron. `cart`: the other titles to be placed at
    the same time. Hours in which holds rest count here, and here only: a request that was placed
    in time is not refused because the intake runs in such an hour.
    """
    refusals = _refusals(library, account, title, at, cart, channel)
    return refusals + _closed_hours(library, at) if channel is Channel.TERMINAL else refusals


def decide(
    library: Library,
    account: Account,
    title: TitleFacts,
    pickup: str,
    contact: Contact,
    at: datetime,
    *,
    cart: Sequence[TitleFacts] = (),
    channel: Channel = Channel.TERMINAL,
    series: bool = False,
) -> Verdict:
    """The whole decision on one hold request, as the central makes it and the terminal predicts it.

    `series`: asked for as part of a series in the cart. Closed hours are not asked for: see
    `may_hold`; a terminal asks `calendar.services` before it takes requests.
    """
    refusals = list(_refusals(library, account, title, at, cart, channel))
    refusals += _some(pickup_refusal(library, (title.kind,), pickup))
    refusals += _some(contact_refusal(library, account.patron, contact))
    if series and not library.series.at_cart:
        refusals.append(Refusal.because(Reason.SERIES_NOT_OFFERED))
    if refusals:
        return Verdict(tuple(refusals), False)
    pending = _overdue(library, account, at, channel, OverdueEffect.KEEP_PROVISIONAL)
    return Verdict((), pending is not None, pending)


def first_state(library: Library, title: TitleFacts) -> HoldState:
    """The state of an accepted hold before a copy was looked for."""
    looked_into = title.source in library.titles.investigated and not title.copies
    return HoldState.INVESTIGATING if looked_into else HoldState.WAITING


def _some(refusal: Refusal | None) -> tuple[Refusal, ...]:
    return () if refusal is None else (refusal,)


def _refusals(
    library: Library,
    account: Account | None,
    title: TitleFacts,
    at: datetime,
    cart: Sequence[TitleFacts],
    channel: Channel,
) -> tuple[Refusal, ...]:
    found = list(_title_refusals(library, title))
    if account is not None:
        found += _own_refusals(library, account, title)
        if _like_internet(library, channel):
            found += _patron_refusals(library, account.patron, at)
            found += _some(_overdue(library, account, at, channel, OverdueEffect.REFUSE))
        found += _limit_refusals(library, account, title, cart, channel)
    return tuple(found)


def _like_internet(library: Library, channel: Channel) -> bool:
    return channel is Channel.TERMINAL and library.terminal.like_internet


def _closed_hours(library: Library, at: datetime) -> tuple[Refusal, ...]:
    now = calendar.services(library, at)
    if now.hold or now.reopens_at is None:
        return ()
    return (Refusal.because(Reason.CLOSED_HOURS, opens=f"{now.reopens_at:%H:%M}"),)


def _title_refusals(library: Library, title: TitleFacts) -> list[Refusal]:
    rules = library.titles
    found: list[Refusal] = []
    if title.source not in rules.sources:
        found.append(Refusal.because(Reason.NOT_OWNED))
    if title.latest_issue and rules.latest_issue is Answer.REFUSE:
        found.append(Refusal.because(Reason.LATEST_ISSUE))
    lendings = {copy.lending for copy in title.copies}
    if not lendings or Lending.LOAN in lendings:
        return found
    if lendings == {Lending.IN_HOUSE}:
        if rules.in_house_only is Answer.REFUSE:
            found.append(Refusal.because(Reason.IN_HOUSE_ONLY, kind=title.kind))
    elif rules.not_for_loan is Answer.REFUSE:
        found.append(_not_for_loan(library, title))
    return found


def _not_for_loan(library: Library, title: TitleFacts) -> Refusal:
    for copy in title.copies:
        for letter, name in library.titles.shelf_classes.items():
            if copy.call.startswith(letter):
                return Refusal.because(Reason.NOT_FOR_LOAN, shelf=name.ja, shelf_en=name.en)
    return Refusal.because(Reason.NOT_FOR_LOAN)


def _own_refusals(library: Library, account: Account, title: TitleFacts) -> list[Refusal]:
    found: list[Refusal] = []
    if library.titles.own_hold is Answer.REFUSE:
        mine = next((h for h in account.holds if h.title == title.id and h.state.live), None)
        if mine is not None and mine.rank:
            found.append(Refusal.because(Reason.OWN_HOLD, rank=mine.rank))
        elif mine is not None:
            found.append(Refusal.because(Reason.OWN_HOLD))
    if library.titles.own_loan is Answer.REFUSE:
        loan = next((loan for loan in account.loans if loan.title == title.id), None)
        if loan is not None:
            found.append(Refusal.because(Reason.OWN_LOAN, due=loan.due))
    return found


def _patron_refusals(library: Library, patron: Patron, at: datetime) -> list[Refusal]:
    rules, today = library.patrons, at.astimezone(calendar.JST).date()
    found: list[Refusal] = []
    expired = patron.expires is not None and patron.expires < today
    if expired and rules.expired_card is Answer.REFUSE:
        found.append(Refusal.because(Reason.CARD_EXPIRED, expired=patron.expires))
    if patron.born is not None and rules.school_age_on_1_april is not None:
        begins = school_begins(patron.born, rules.school_age_on_1_april)
        if today < begins:
            found.append(Refusal.because(Reason.TOO_YOUNG, begins=begins))
    if patron.residence not in rules.residences:
        found.append(Refusal.because(Reason.OUTSIDE_AREA))
    return found


def school_begins(born: date, age: int) -> date:
    """The first 1 April on which a child is `age` years old."""
    year = born.year + age
    return date(year if (born.month, born.day) <= (4, 1) else year + 1, 4, 1)


def _overdue(
    library: Library, account: Account, at: datetime, channel: Channel, effect: OverdueEffect
) -> Refusal | None:
    rule = library.patrons.overdue
    if rule.effect is not effect or not _like_internet(library, channel):
        return None
    latest = at.astimezone(calendar.JST).date() - timedelta(days=rule.longer_than_days)
    count = sum(loan.due < latest for loan in account.loans)
    return Refusal.because(Reason.OVERDUE, count=count) if count else None


# -- limits --------------------------------------------------------------------------------------


def limits(
    library: Library, account: Account | None, cart: Sequence[TitleFacts]
) -> tuple[LimitUse, ...]:
    """How many holds each limit group has, with those in the cart."""
    return tuple(
        LimitUse(
            label=group.label.ja,
            kinds=group.kinds,
            used=_used(library, group, account),
            in_cart=sum(title.kind in group.kinds for title in cart),
            limit=group.limit,
            label_en=group.label.en,
            unit=group.unit.ja,
        )
        for group in library.limits
    )


def _used(library: Library, group: LimitGroup, account: Account | None) -> int:
    if account is None:
        return 0
    return sum(
        hold.state.live and hold.kind in group.kinds and _binds(library, group, hold.channel)
        for hold in account.holds
    )


def _binds(library: Library, group: LimitGroup, channel: Channel) -> bool:
    return group.scope is Scope.ALL or _like_internet(library, channel)


def _limit_refusals(
    library: Library,
    account: Account,
    title: TitleFacts,
    cart: Sequence[TitleFacts],
    channel: Channel,
) -> list[Refusal]:
    found: list[Refusal] = []
    for group in library.limits:
        bound = group.limit is not None and title.kind in group.kinds
        if not bound or not _binds(library, group, channel):
            continue
        used = _used(library, group, account)
        others = sum(other.kind in group.kinds and other.id != title.id for other in cart)
        if group.limit is not None and used + others >= group.limit:
            found.append(_limit_reached(group, used, others))
    return found


def _limit_reached(group: LimitGroup, used: int, in_cart: int) -> Refusal:
    facts: dict[str, object] = {
        "label": group.label.ja,
        "label_en": group.label.en,
        "unit": group.unit.ja,
        "limit": group.limit,
        "used": used,
    }
    if in_cart:
        facts["in_cart"] = in_cart
    return Refusal.because(Reason.LIMIT_REACHED, **facts)


# -- where and how -------------------------------------------------------------------------------


def pickups(library: Library, kinds: Sequence[Kind]) -> tuple[tuple[Branch, Refusal | None], ...]:
    """Every pickup place, and why titles of these kinds cannot be fetched there."""
    places = (branch for branch in library.branches if branch.pickup)
    return tuple((place, pickup_refusal(library, kinds, place.id)) for place in places)


def pickup_refusal(library: Library, kinds: Sequence[Kind], branch_id: str) -> Refusal | None:
    """Why titles of these kinds cannot be fetched at a place."""
    place = next((b for b in library.branches if b.id == branch_id and b.pickup), None)
    if place is None:
        return Refusal.because(Reason.PICKUP_NOT_ALLOWED)
    for rule in library.pickup.barred:
        if branch_id in rule.branches and (
            barred := next(filter(rule.kinds.__contains__, kinds), None)
        ):
            return Refusal.because(
                Reason.PICKUP_NOT_ALLOWED, kind=barred, place=place.name, place_en=place.english
            )
    return None


def contacts(
    library: Library, patron: Patron | None, language: str = "ja"
) -> tuple[tuple[Contact, str, Refusal | None], ...]:
    """Every contact in the library's word, and why this patron cannot choose it."""
    return tuple(
        (way.contact, way.label.said(language), contact_refusal(library, patron, way.contact))
        for way in library.contacts
    )


def contact_refusal(library: Library, patron: Patron | None, contact: Contact) -> Refusal | None:
    """Why a contact cannot be chosen; `patron` None: where nothing is known of the patron yet."""
    if all(way.contact is not contact for way in library.contacts):
        return Refusal.because(Reason.CONTACT_UNKNOWN, contact=contact)
    if patron is None or contact is Contact.NONE:
        return None
    if contact is Contact.PHONE:
        registered = bool(patron.phone)
    else:
        waiting = (EmailState.WAITING_CONFIRMATION, EmailState.WAITING_STAFF)
        registered = bool(patron.email) and patron.email_state not in waiting
    if registered:
        return None
    if contact is Contact.MAIL and patron.email:
        return Refusal.because(
            Reason.CONTACT_NOT_REGISTERED, contact=contact, waiting=patron.email_state
        )
    return Refusal.because(Reason.CONTACT_NOT_REGISTERED, contact=contact)


# -- states --------------------------------------------------------------------------------------


def label(library: Library, state: HoldState, language: str = "ja") -> str:
    """The library's own word for a state, or the common one where it has none."""
    own = library.holds.states.get(state, _NOTHING).label
    return (own or words.STATES[state]).said(language)


def steps(library: Library) -> tuple[HoldState, ...]:
    """The usual way of a hold, for the drawing of its life."""
    return library.holds.steps


def may_cancel(library: Library, hold: Hold) -> Refusal | None:
    """Why a hold cannot be cancelled at the terminal."""
    if library.holds.states.get(hold.state, _NOTHING).cancel:
        return None
    return _state_forbids(library, hold.state, "cancel")


def cancels_at_once(library: Library, hold: Hold) -> bool:
    """Whether cancelling this hold takes effect at the central at once, not at the next intake."""
    return hold.state.live and Processed.CANCEL not in library.intake.processes


def waits_for_intake(library: Library, what: Processed) -> bool:
    """Whether requests of this sort are decided by the intake."""
    return what in library.intake.processes


def may_change(library: Library, hold: Hold) -> Refusal | None:
    """Why pickup and contact of a hold cannot be changed at the terminal."""
    if library.holds.states.get(hold.state, _NOTHING).change:
        return None
    return _state_forbids(library, hold.state, "change")


def _state_forbids(library: Library, state: HoldState, action: str) -> Refusal:
    return Refusal.because(
        Reason.STATE_FORBIDS,
        action=action,
        label=label(library, state),
        label_en=label(library, state, "en"),
        ask=library.holds.ask.ja,
        ask_en=library.holds.ask.en,
    )


def stays_listed(library: Library, hold: Hold, on: date) -> bool:
    """Whether a cancelled hold is still shown in the list of cancelled holds on a day."""
    if hold.state is HoldState.CANCEL_REQUESTED:
        return True
    if hold.state is not HoldState.CANCELLED or hold.ended_on is None:
        return False
    return on <= hold.ended_on + timedelta(days=library.holds.cancelled_days)


# -- series --------------------------------------------------------------------------------------


def series_manner(library: Library) -> SeriesManner:
    """How this library takes a series; see also `Library.series`, which may allow both ways."""
    if library.series.at_cart:
        return SeriesManner.CART
    return SeriesManner.AFTER if library.series.afterwards else SeriesManner.NONE


def may_order(library: Library, holds: Sequence[Hold]) -> Refusal | None:
    """Why the reading order of these holds cannot be set or cleared after placing."""
    if not library.series.afterwards:
        return _series_not_offered(library)
    for hold in holds:
        if hold.state not in library.series.order_states:
            return _state_forbids(library, hold.state, "order")
    if library.series.one_pickup and len({hold.pickup for hold in holds}) > 1:
        return Refusal.because(Reason.PICKUP_NOT_ALLOWED, series="one_place")
    return None


def _series_not_offered(library: Library) -> Refusal:
    advice = library.series.advice
    if advice is None:
        return Refusal.because(Reason.SERIES_NOT_OFFERED)
    return Refusal.because(Reason.SERIES_NOT_OFFERED, advice=advice.ja, advice_en=advice.en)


def held_back(library: Library, hold: Hold, group: Sequence[Hold]) -> bool:
    """Whether a later volume must wait for a former one of its series.

    `group`: all holds of the series, ended ones included or not. A volume whose hold ended without
    being fetched holds nobody back.
    """
    if hold.series_group is None or hold.series_order is None:
        return False
    order = hold.series_order
    before = (
        other
        for other in group
        if other.series_group == hold.series_group
        and other.series_order is not None
        and other.series_order < order
    )
    ready_is_enough = library.series.release is Release.READY
    return any(
        other.state.live and not (ready_is_enough and other.state is HoldState.READY)
        for other in before
    )
