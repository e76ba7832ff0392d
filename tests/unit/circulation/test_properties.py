"""What must hold for any library that a profile could describe, any patron, any title."""

import re
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.circulation import calendar, holds, loans
from kiosk.circulation.explain import Node, Outcome, as_json, explain, lines
from kiosk.circulation.facts import (
    Account,
    Channel,
    Contact,
    Hold,
    HoldState,
    Kind,
    Loan,
    Patron,
    TitleFacts,
)
from kiosk.circulation.library import Library
from kiosk.circulation.profile import DayUnit, Opening, Weekday
from kiosk.circulation.reasons import Reason, Refusal, languages, sentence
from tests.unit.circulation import worlds
from tests.unit.circulation.scene import NOON, TUESDAY, hold

often = settings(max_examples=50, deadline=None)


@often
@given(
    worlds.libraries(),
    worlds.days,
    st.integers(0, 10),
    st.integers(0, 20),
    st.sampled_from(Contact),
    st.booleans(),
)
def test_a_last_pickup_day_is_an_opening_day_of_that_branch(
    lib: Library, secured: date, told: int, moved: int, contact: Contact, known: bool
) -> None:
    ready_since = secured + timedelta(days=moved)
    for branch in lib.branches:
        ready = hold(
            state=HoldState.READY,
            pickup=branch.id,
            contact=contact,
            secured=secured,
            ready=ready_since,
            notified=ready_since + timedelta(days=told) if known else None,
        )
        found = calendar.pick_up(lib, ready)
        cancelled = calendar.cancelled_after(lib, ready)
        if found is None:
            assert cancelled > ready_since
            continue
        assert calendar.is_open(lib, branch.id, found.by)
        assert calendar.is_open(lib, branch.id, found.first)
        assert ready_since <= found.first <= found.by <= min(found.cancel_after, cancelled)


@often
@given(worlds.libraries(), worlds.days)
def test_closed_days_are_not_counted(lib: Library, secured: date) -> None:
    (rule,) = lib.pickup.deadlines
    branch = next(branch for branch in lib.branches if branch.opening is None)
    ready = hold(
        state=HoldState.READY, pickup=branch.id, secured=secured, ready=secured, notified=secured
    )
    found = calendar.pick_up(lib, ready)
    assert found is not None
    after = [secured + timedelta(days=n) for n in range(1, (found.by - secured).days + 1)]
    counted = [day for day in after if _counts(lib, branch.id, rule.unit, day)]
    if found.by > found.first and rule.unit is not DayUnit.CALENDAR_DAYS:
        assert len(counted) == rule.days


def _counts(lib: Library, branch: str, unit: DayUnit, day: date) -> bool:
    opening: Opening = lib.opening_of(branch)
    lends = not opening.lending_weekdays or Weekday.of(day) in opening.lending_weekdays
    return calendar.is_open(lib, branch, day) and (unit is not DayUnit.LENDING_DAYS or lends)


@often
@given(worlds.libraries(), worlds.loans(), worlds.accounts(), st.booleans())
def test_no_renewal_shortens_a_loan_without_confirmation(
    lib: Library, loan: Loan, account: Account, confirm: bool
) -> None:
    branch = lib.branches[0].id
    refusals, due = loans.decide_renewal(lib, loan, account, branch, NOON, confirm=confirm)
    if not refusals and not confirm:
        assert due >= loan.due
    if [refusal.reason for refusal in refusals] == [Reason.WOULD_SHORTEN]:
        assert not confirm
        assert due < loan.due
        anyway, same = loans.decide_renewal(lib, loan, account, branch, NOON, confirm=True)
        assert (anyway, same) == ((), due)
    _all_can_be_said(refusals)


@often
@given(
    worlds.libraries(),
    worlds.accounts(),
    worlds.titles(),
    st.lists(worlds.titles(), max_size=3),
    st.sampled_from(Contact),
    st.sampled_from(Channel),
    st.booleans(),
)
def test_predicting_and_deciding_and_explaining_agree(
    lib: Library,
    account: Account,
    title: TitleFacts,
    cart: list[TitleFacts],
    contact: Contact,
    channel: Channel,
    series: bool,
) -> None:
    pickup = lib.branches[-1].id
    predicted = holds.may_hold(lib, account, title, NOON, cart=cart, channel=channel)
    verdict = holds.decide(
        lib, account, title, pickup, contact, NOON, cart=cart, channel=channel, series=series
    )
    later = {Reason.PICKUP_NOT_ALLOWED, Reason.SERIES_NOT_OFFERED}
    later |= {Reason.CONTACT_UNKNOWN, Reason.CONTACT_NOT_REGISTERED}
    assert verdict.refusals[: len(predicted)] == predicted
    assert {refusal.reason for refusal in verdict.refusals[len(predicted) :]} <= later
    tree = explain(
        lib, account, title, NOON, pickup=pickup, contact=contact, cart=cart, channel=channel
    )
    expected = [r.reason.value for r in verdict.refusals if r.reason != Reason.SERIES_NOT_OFFERED]
    assert _reasons_of(tree) == expected
    if not series:
        assert (tree.outcome is Outcome.REFUSES) is bool(verdict.refusals)
        kept = tree.outcome is Outcome.KEEPS_PROVISIONAL
        assert kept is (verdict.stays_provisional and not verdict.refusals)
    assert not (verdict.refusals and verdict.stays_provisional)
    _all_can_be_said(verdict.refusals)
    _tells_nobody(tree, account)


def _reasons_of(tree: Node) -> list[str]:
    judged = (node for part in tree.parts[:3] for node in part.parts)
    return [node.reason for node in judged if node.reason and node.outcome is Outcome.REFUSES]


def _all_can_be_said(refusals: tuple[Refusal, ...]) -> None:
    for refusal in refusals:
        for language in languages():
            text = sentence(refusal, language)
            assert text
            assert "{" not in text


def _tells_nobody(tree: Node, account: Account) -> None:
    patron = account.patron
    text = "\n".join((*lines(tree), *lines(tree, "en"), str(as_json(tree))))
    born = None if patron.born is None else patron.born.isoformat()
    for secret in (patron.card, patron.name, patron.phone, patron.email, born):
        assert secret is None or secret not in text
    assert not re.search(r"\{\w+", "\n".join(lines(tree)))


@often
@given(
    worlds.libraries(),
    st.lists(
        st.tuples(
            st.sampled_from(["ask", "ask", "ask", "counter", "cancel", "intake", "fetch"]),
            st.integers(0, 7),
            st.sampled_from(Kind),
        ),
        max_size=60,
    ),
)
def test_no_sequence_of_requests_cancels_and_intakes_exceeds_a_limit(
    lib: Library, steps: list[tuple[str, int, Kind]]
) -> None:
    world = _Central(lib)
    for what, number, kind in steps:
        getattr(world, what)(number, kind)
        for group, use in zip(lib.limits, holds.limits(lib, world.account(), ()), strict=True):
            assert group.limit is None or use.used <= group.limit


class _Central:
    """Provisional and real holds of one patron, decided as the central decides them."""

    def __init__(self, lib: Library) -> None:
        self.lib = lib
        self.real: list[Hold] = []
        self.waiting: list[tuple[TitleFacts, int]] = []
        self.made = 0

    def account(self) -> Account:
        return Account(Patron("1", "読者"), NOON, holds=tuple(self.real))

    def _title(self, number: int, kind: Kind) -> TitleFacts:
        return TitleFacts(f"T{number}-{kind}", "", kind)

    def ask(self, number: int, kind: Kind) -> None:
        self.made += 1
        self.waiting.append((self._title(number, kind), self.made))

    def counter(self, number: int, kind: Kind) -> None:
        self._decide(self._title(number, kind), Channel.COUNTER)

    def cancel(self, number: int, kind: Kind) -> None:  # noqa: ARG002
        if self.real:
            hold = self.real.pop(number % len(self.real))
            if holds.may_cancel(self.lib, hold) is not None:
                self.real.append(hold)

    def intake(self, number: int, kind: Kind) -> None:  # noqa: ARG002
        waiting, self.waiting = self.waiting, []
        for title, name in waiting:
            verdict = self._decide(title, Channel.TERMINAL)
            if verdict.stays_provisional:
                self.waiting.append((title, name))

    def _decide(self, title: TitleFacts, channel: Channel) -> holds.Verdict:
        where, how = self.lib.branches[0].id, self.lib.contacts[0].contact
        verdict = holds.decide(self.lib, self.account(), title, where, how, NOON, channel=channel)
        if not verdict.refusals and not verdict.stays_provisional:
            self.made += 1
            self.real.append(
                replace(hold(title.id, title.kind, channel=channel), id=str(self.made))
            )
        return verdict

    def fetch(self, number: int, kind: Kind) -> None:  # noqa: ARG002
        if self.real:
            self.real.pop(number % len(self.real))


@often
@given(
    worlds.libraries(),
    st.integers(2, 6),
    st.lists(
        st.tuples(st.sampled_from(["free", "arrive", "lend", "cancel"]), st.integers(0, 5)),
        max_size=60,
    ),
)
def test_the_order_of_a_series_never_breaks(
    lib: Library, volumes: int, events: list[tuple[str, int]]
) -> None:
    group = [hold(f"V{n}", series=("S", n + 1)) for n in range(volumes)]
    secured: list[int] = []
    for what, number in events:
        n = number % volumes
        state = group[n].state
        if (
            what == "free"
            and state is HoldState.WAITING
            and not holds.held_back(lib, group[n], group)
        ):
            group[n] = replace(group[n], state=HoldState.IN_TRANSIT)
            secured.append(n)
        elif what == "arrive" and state is HoldState.IN_TRANSIT:
            group[n] = replace(group[n], state=HoldState.READY)
        elif what == "lend" and state is HoldState.READY:
            group[n] = replace(group[n], state=HoldState.FULFILLED)
        elif what == "cancel" and state.live:
            group[n] = replace(group[n], state=HoldState.CANCELLED)
        assert secured == sorted(secured)
        in_hand = [one for one in group if one.state is HoldState.IN_TRANSIT]
        assert len(in_hand) <= 1
        ready = [one for one in group if one.state is HoldState.READY]
        if lib.series.release.value == "lent":
            assert len(in_hand) + len(ready) <= 1


@often
@given(worlds.libraries(), st.integers(0, 60))
def test_the_warning_tells_a_day_on_which_renewing_gains(lib: Library, due_in: int) -> None:
    mine = Loan("C", "T", "T", Kind.BOOK, TUESDAY, TUESDAY + timedelta(days=due_in))
    branch = lib.branches[0].id
    warning = loans.shortens(lib, mine, branch, TUESDAY)
    if warning is not None and "gains_from" in dict(warning.facts):
        day = date.fromisoformat(dict(warning.facts)["gains_from"])
        assert loans.renewed_due(lib, mine, branch, day) > mine.due
