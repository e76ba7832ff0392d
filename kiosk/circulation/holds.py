"""May this patron hold this title, and if not, why: the whole decision on a hold.

Limits, places, states and series are in modules of their own and can be had from here. Pure. The
terminal predicts with these functions, the central decides with them: there is no other
implementation. A refusal always carries the facts its sentence needs, and never a name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kiosk.circulation import calendar
from kiosk.circulation.facts import (
    Account,
    Channel,
    Contact,
    HoldState,
    Lending,
    Patron,
    TitleFacts,
)
from kiosk.circulation.library import Library
from kiosk.circulation.limits import LimitUse, like_internet, limit_refusals, limits
from kiosk.circulation.places import contact_refusal, contacts, pickup_refusal, pickups
from kiosk.circulation.profile import Answer, OverdueEffect
from kiosk.circulation.reasons import Reason, Refusal
from kiosk.circulation.states import (
    SeriesManner,
    cancels_at_once,
    held_back,
    label,
    may_cancel,
    may_change,
    may_order,
    series_manner,
    stays_listed,
    steps,
    waits_for_intake,
)

__all__ = [
    "LimitUse",
    "SeriesManner",
    "Verdict",
    "cancels_at_once",
    "contact_refusal",
    "contacts",
    "decide",
    "first_state",
    "held_back",
    "label",
    "limits",
    "may_cancel",
    "may_change",
    "may_hold",
    "may_order",
    "pickup_refusal",
    "pickups",
    "school_begins",
    "series_manner",
    "stays_listed",
    "steps",
    "waits_for_intake",
]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a hold request. Accepted where nothing is refused.

    `stays_provisional`: accepted, but it does not become real before `why` is gone.
    """

    refusals: tuple[Refusal, ...]
    stays_provisional: bool
    why: Refusal | None = None


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

    `account` None: only the rules that need no patron; of limits, what the cart alone fills.
    `cart`: the other titles to be placed at the same time. Hours in which holds rest count here,
    and here only: a request placed in time is not refused because the intake runs in such an hour.
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
        if like_internet(library, channel):
            found += _patron_refusals(library, account.patron, at)
            found += _some(_overdue(library, account, at, channel, OverdueEffect.REFUSE))
    found += limit_refusals(library, account, title, cart, channel)
    return tuple(found)


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
    if rule.effect is not effect or not like_internet(library, channel):
        return None
    latest = at.astimezone(calendar.JST).date() - timedelta(days=rule.longer_than_days)
    count = sum(loan.due < latest for loan in account.loans)
    return Refusal.because(Reason.OVERDUE, count=count) if count else None
