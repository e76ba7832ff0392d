"""May this patron hold this title, and if not why: the whole decision on a hold.

The single questions stand in `rules`; limits, places, states and series are in modules of their own
and can be had from here. Pure. The terminal predicts with these functions, the central decides with
them: there is no other implementation. A refusal always carries the facts its sentence needs, and
never a name.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.circulation.facts import Account, Channel, Contact, HoldState, TitleFacts
from kiosk.circulation.library import Library
from kiosk.circulation.limits import LimitUse, limits
from kiosk.circulation.places import contact_refusal, contacts, pickup_refusal, pickups
from kiosk.circulation.reasons import Refusal
from kiosk.circulation.rules import (
    Case,
    Finding,
    Outcome,
    contact_finding,
    hours_finding,
    judged,
    pickup_finding,
    school_begins,
    series_finding,
)
from kiosk.circulation.states import (
    SeriesManner,
    cancels_at_once,
    held_back,
    label,
    may_cancel,
    may_change,
    may_order,
    note,
    series_manner,
    series_refusal,
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
    "note",
    "pickup_refusal",
    "pickups",
    "school_begins",
    "series_manner",
    "series_refusal",
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
    case = Case(library, account, title, at, cart, channel)
    return _of((*judged(case), hours_finding(case)), Outcome.REFUSES)


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
    beside: Sequence[str] = (),
) -> Verdict:
    """The whole decision on one hold request, as the central makes it and the terminal predicts it.

    `series`: asked for as part of a series in the cart; `beside`: the pickup places of its other
    volumes. Closed hours are not asked for: see `may_hold`; a terminal asks `calendar.services`
    before it takes requests.
    """
    case = Case(library, account, title, at, cart, channel)
    findings = [*judged(case), pickup_finding(case, pickup), contact_finding(case, contact)]
    if series:
        findings.append(series_finding(case, pickup, beside))
    refusals = _of(findings, Outcome.REFUSES)
    kept = () if refusals else _of(findings, Outcome.KEEPS_PROVISIONAL)
    return Verdict(refusals, bool(kept), next(iter(kept), None))


def first_state(library: Library, title: TitleFacts) -> HoldState:
    """The state of an accepted hold before a copy was looked for."""
    looked_into = title.source in library.titles.investigated and not title.copies
    return HoldState.INVESTIGATING if looked_into else HoldState.WAITING


def _of(findings: Iterable[Finding], outcome: Outcome) -> tuple[Refusal, ...]:
    return tuple(
        finding.refusal
        for finding in findings
        if finding.outcome is outcome and finding.refusal is not None
    )
