"""What must hold for every library, whatever its profile says."""

import time
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.circulation import calendar, holds, loans
from kiosk.circulation.facts import Channel, Contact, Hold, HoldState, Kind
from kiosk.circulation.library import Branch, Library
from tests.unit.circulation.scene import (
    LIBRARIES,
    NOON,
    TUESDAY,
    account,
    hold,
    library,
    loan,
    title,
)
from tests.unit.circulation.scene import holds as many

some_library = st.sampled_from(LIBRARIES).map(library)
some_day = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@settings(max_examples=60, deadline=None)
@given(
    place=some_library.flatmap(lambda lib: st.tuples(st.just(lib), st.sampled_from(lib.branches))),
    secured=some_day,
    told=st.integers(0, 10),
    moved=st.integers(0, 20),
    contact=st.sampled_from(Contact),
)
def test_a_last_pickup_day_is_an_opening_day_on_which_it_is_there(
    place: tuple[Library, Branch], secured: date, told: int, moved: int, contact: Contact
) -> None:
    lib, branch = place
    ready = hold(
        state=HoldState.READY,
        pickup=branch.id,
        contact=contact,
        secured=secured,
        ready=secured + timedelta(days=moved),
        notified=secured + timedelta(days=moved + told),
    )
    pick_up = calendar.pick_up(lib, ready)
    assert pick_up is not None
    assert calendar.is_open(lib, ready.pickup, pick_up.by)
    assert calendar.is_open(lib, ready.pickup, pick_up.first)
    assert ready.ready_since is not None
    assert ready.ready_since <= pick_up.first <= pick_up.by <= pick_up.cancel_after


@settings(max_examples=60, deadline=None)
@given(lib=some_library, kinds=st.lists(st.sampled_from(Kind), max_size=60))
def test_no_sequence_of_holds_passes_a_limit(lib: Library, kinds: list[Kind]) -> None:
    placed: list[Hold] = []
    for number, kind in enumerate(kinds):
        book = title(f"T{number}", kind)
        if not holds.may_hold(lib, account(*placed), book, NOON):
            placed.append(hold(book.id, kind, HoldState.PROVISIONAL))
    for use in holds.limits(lib, account(*placed), ()):
        assert use.limit is None or use.used <= use.limit


@settings(max_examples=60, deadline=None)
@given(lib=some_library, due_in=st.integers(0, 30))
def test_a_renewal_that_shortens_is_always_warned_of(lib: Library, due_in: int) -> None:
    mine = loan(due=TUESDAY + timedelta(days=due_in))
    branch = lib.branches[0].id
    new = loans.renewed_due(lib, mine, branch, TUESDAY)
    warned = loans.shortens(lib, mine, branch, TUESDAY) is not None
    assert warned is (new < mine.due)


@settings(max_examples=60, deadline=None)
@given(
    lib=some_library,
    states=st.lists(st.sampled_from(HoldState), min_size=2, max_size=6),
)
def test_at_most_the_first_living_volume_goes_ahead(lib: Library, states: list[HoldState]) -> None:
    group = tuple(
        replace(hold(f"V{n}", state=state), series_group="S", series_order=n + 1)
        for n, state in enumerate(states)
    )
    free = [
        volume
        for volume in group
        if volume.state in (HoldState.WAITING, HoldState.SEQUENCED)
        and not holds.held_back(lib, volume, group)
    ]
    assert len(free) <= 1


@pytest.mark.parametrize("library_id", LIBRARIES)
def test_predicting_and_deciding_agree(library_id: str) -> None:
    lib = library(library_id)
    full = account(*many(25), *many(11, Kind.DVD), loan("T9", due=TUESDAY - timedelta(days=60)))
    pickup, way = lib.branches[0].id, lib.contacts[0].contact
    for kind in Kind:
        for name in ("T1", "T9", "book-1"):
            predicted = holds.may_hold(lib, full, title(name, kind), NOON)
            decided = holds.decide(lib, full, title(name, kind), pickup, way, NOON)
            assert decided.refusals == predicted


@pytest.mark.parametrize("library_id", LIBRARIES)
def test_the_counter_is_never_bound_by_rules_of_the_internet(library_id: str) -> None:
    lib = library(library_id)
    child = account(loan(due=TUESDAY - timedelta(days=60)), born=date(2020, 1, 1))
    assert holds.may_hold(lib, child, title(), NOON, channel=Channel.COUNTER) == ()


@pytest.mark.parametrize("library_id", LIBRARIES)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_state_has_a_word(library_id: str, language: str) -> None:
    for state in HoldState:
        assert holds.label(library(library_id), state, language)
    assert set(holds.steps(library(library_id))) <= set(HoldState)


@pytest.mark.parametrize("library_id", LIBRARIES)
def test_a_whole_decision_takes_less_than_a_millisecond(library_id: str) -> None:
    lib = library(library_id)
    mine = account(*many(20), *(loan(f"L{n}") for n in range(20)))
    pickup, way = lib.branches[-1].id, lib.contacts[-1].contact
    cart = tuple(title(f"C{n}") for n in range(10))
    ready = hold(state=HoldState.READY, pickup=pickup, secured=TUESDAY, notified=TUESDAY)

    def once() -> float:
        start = time.perf_counter()
        holds.decide(lib, mine, title(), pickup, way, NOON, cart=cart)
        holds.may_hold(lib, mine, title(), NOON, cart=cart)
        calendar.pick_up(lib, ready)
        calendar.next_intake(lib, NOON)
        return time.perf_counter() - start

    assert min(once() for _ in range(20)) < 0.001
