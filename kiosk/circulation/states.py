"""The states of a hold in a library's own words, what each allows, and holds in reading order.

Pure. A state's rights are the profile's; what becomes of a hold is the central's.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from kiosk.circulation import words
from kiosk.circulation.facts import Hold, HoldState
from kiosk.circulation.library import Library
from kiosk.circulation.profile import Processed, Release, StateRule
from kiosk.circulation.reasons import Reason, Refusal

_NOTHING = StateRule()


class SeriesManner(StrEnum):
    """How a series is ordered: not at all, in the cart, or after placing."""

    NONE = "none"
    CART = "cart"
    AFTER = "after"


def label(library: Library, state: HoldState, language: str = "ja") -> str:
    """The library's own word for a state, or the common one where it has none."""
    own = library.holds.states.get(state, _NOTHING).label
    return (own or words.STATES[state]).said(language)


def note(library: Library, state: HoldState, language: str = "ja") -> str:
    """What a state means for the patron, in the library's own sentence; empty where it has none."""
    own = library.holds.states.get(state, _NOTHING).note
    return "" if own is None else own.said(language)


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


def series_refusal(library: Library) -> Refusal | None:
    """Why a series cannot be asked for in the cart; where that is done later, it says so."""
    return None if library.series.at_cart else _series_not_offered(library)


def _series_not_offered(library: Library) -> Refusal:
    facts: dict[str, object] = {}
    if library.series.at_cart:
        facts["when"] = "at_cart"
    elif library.series.afterwards:
        facts["when"] = "afterwards"
    if library.series.advice is not None:
        facts |= {"advice": library.series.advice.ja, "advice_en": library.series.advice.en}
    return Refusal.because(Reason.SERIES_NOT_OFFERED, **facts)


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
