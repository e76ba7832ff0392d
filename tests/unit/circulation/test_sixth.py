"""A sixth library is a file and nothing else: one of our own, whose settings differ from the five.

What the settings do at a real desk with a real central is played in tests/journeys/test_sixth.py.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from kiosk.circulation import calendar, holds, loans, passwords
from kiosk.circulation.facts import (
    Channel,
    Contact,
    HoldState,
    Kind,
    Lending,
    Patron,
    Residence,
    SecretState,
    Source,
)
from kiosk.circulation.library import Library, load, parse
from kiosk.circulation.parts import Part, Words
from kiosk.circulation.profile import Service, Weekday
from kiosk.circulation.reasons import sentence
from kiosk.circulation.schema import settings
from tests.unit.circulation.scene import (
    LIBRARIES,
    NOON,
    TUESDAY,
    account,
    at,
    hold,
    library,
    loan,
    reasons,
    title,
)
from tests.unit.circulation.scene import holds as many

PATH = Path(__file__).parent / "sixth.toml"
SIXTH = load(PATH)

SWITCHES = {
    "terminal.like_internet",
    "renewal.offered",
    "email.offered",
    "branches.pickup",
    "intake.times",  # excludes every_minutes
    "email.completed_at",  # excludes notice_after_minutes
}
"""Left as most have them, or what hangs on them could not be seen; switched over below."""

FEW_ANSWERS = {"patrons.residences"}
"""Lists of which hardly more than the five have can be made: like words of a short list."""


def _values(part: Part, path: str = "") -> Iterator[tuple[str, Any]]:
    for name in type(part).model_fields:
        here = f"{path}.{name}" if path else name
        value = getattr(part, name)
        inner = value.values() if isinstance(value, dict) else value
        tables = inner if isinstance(inner, tuple) or isinstance(value, dict) else (value,)
        parts = [one for one in tables if isinstance(one, Part) and not isinstance(one, Words)]
        for one in parts:
            yield from _values(one, here)
        if not parts and value is not None:
            yield here, value


def _by_path(lib: Library) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for path, value in _values(lib):
        found.setdefault(path, []).append(value)
    return found


def test_every_setting_differs_from_the_five() -> None:
    """Open values from each of them; words of a short list and yes or no from what most say."""
    five, mine = [_by_path(library(name)) for name in LIBRARIES], _by_path(SIXTH)
    known = {path for path, _ in settings()} - SWITCHES
    same: list[str] = []
    for path in sorted(known & set(mine)):
        theirs = [other[path] for other in five if path in other]
        if not theirs or (path.startswith("branches.") and path.count(".") > 1):
            continue
        short = all(isinstance(value, bool | StrEnum) for value in mine[path])
        if short or path in FEW_ANSWERS:
            most = Counter(str(value) for value in theirs).most_common(1)[0][0]
            if str(mine[path]) == most:
                same.append(path)
        elif mine[path] in theirs:
            same.append(path)
    assert same == []


def _without(*lines: str) -> Library:
    """The same library with one or another switch over: `old -> new`."""
    text = PATH.read_text(encoding="utf-8")
    for line in lines:
        old, _, new = line.partition(" -> ")
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return parse(text, "sixth.toml")


def test_days_of_its_own() -> None:
    opened = [calendar.is_open(SIXTH, "lake", date(2026, 11, day)) for day in (3, 4, 18, 26)]
    assert opened == [True, False, False, False]  # holiday; Wednesday; Wednesday; last Thursday
    assert not calendar.is_open(SIXTH, "lake", date(2026, 12, 5))
    assert calendar.is_open(SIXTH, "lake", date(2027, 1, 4))
    assert not calendar.is_open(SIXTH, "lake", date(2027, 1, 5))
    assert calendar.hours(SIXTH, "lake", date(2026, 11, 29)) == (time(10, 15), time(16, 45))
    assert calendar.hours(SIXTH, "lake", TUESDAY) == (time(8, 45), time(20, 15))
    # Wednesday 2026-09-23 is a holiday: open, and the next working day is closed instead.
    assert calendar.is_open(SIXTH, "lake", date(2026, 9, 23))
    assert not calendar.is_open(SIXTH, "lake", date(2026, 9, 24))
    assert Weekday.of(date(2026, 9, 23)) is Weekday.WED


def test_hours_of_its_own() -> None:
    late = calendar.services(SIXTH, at("2026-11-24 23:45"))
    assert (late.search, late.hold, late.reopens_at) == (False, True, at("2026-11-25 00:45"))
    early = calendar.services(SIXTH, at("2026-11-24 00:30"))
    assert (early.search, early.reopens_at) == (False, at("2026-11-24 00:45"))
    assert Service.HOLD in SIXTH.closed_windows[1].closes
    assert reasons(holds.may_hold(SIXTH, None, title(), at("2026-11-24 06:15"))) == ["closed_hours"]
    day = calendar.intakes_between(SIXTH, at("2026-11-24 00:00"), at("2026-11-24 23:59"))
    assert [f"{moment:%H:%M}" for moment in day][:3] == ["08:15", "09:45", "11:15"]
    assert len(day) == 9


@pytest.mark.parametrize(
    ("patron", "reason"),
    [
        ({"born": date(2012, 1, 1)}, "too_young"),
        ({"residence": Residence.WIDE_AREA}, "outside_area"),
        ({"expires": date(2026, 11, 23)}, "card_expired"),
    ],
)
def test_blocks_that_keep_a_hold_provisional(patron: dict[str, Any], reason: str) -> None:
    mine = account(patron=Patron("1", "読者", phone="1", **patron))
    assert holds.may_hold(SIXTH, mine, title(), NOON) == ()
    verdict = holds.decide(SIXTH, mine, title(), "lake", Contact.NONE, NOON)
    assert (verdict.refusals, verdict.stays_provisional) == ((), True)
    assert reasons(verdict.why) == [reason]
    free = _without("like_internet = true -> like_internet = false")
    assert not holds.decide(free, mine, title(), "lake", Contact.NONE, NOON).stays_provisional


def test_only_a_longer_overdue_refuses() -> None:
    within, beyond = (account(loan(due=TUESDAY - timedelta(days=days))) for days in (3, 4))
    assert holds.may_hold(SIXTH, within, title(), NOON) == ()
    assert reasons(holds.may_hold(SIXTH, beyond, title(), NOON)) == ["overdue"]


def test_titles_others_refuse_and_the_other_way_round() -> None:
    mine = account(loan("L"), hold("H"))
    for wanted in (
        title(lending=Lending.REFERENCE),
        title(kind=Kind.VIDEO, lending=Lending.IN_HOUSE),
        title("L"),
        title("H"),
        title(source=Source.INTERLOAN, copies=0),
    ):
        assert holds.may_hold(SIXTH, mine, wanted, NOON) == ()
    network, latest = title(source=Source.NETWORK), title(kind=Kind.MAGAZINE, latest_issue=True)
    assert reasons(holds.may_hold(SIXTH, mine, network, NOON)) == ["not_owned"]
    assert reasons(holds.may_hold(SIXTH, mine, latest, NOON)) == ["latest_issue"]
    assert holds.first_state(SIXTH, title(copies=0)) is HoldState.INVESTIGATING
    strict = _without('not_for_loan = "allow" -> not_for_loan = "refuse"')
    (refusal,) = holds.may_hold(strict, None, title(lending=Lending.REFERENCE, call="K 1"), NOON)
    assert "湖の本" in sentence(refusal)
    assert SIXTH.kind_of(Kind.BOOK, ["紙 ア"]) is Kind.KAMISHIBAI


def test_a_total_over_a_part_counted_by_title() -> None:
    three = account(*many(2, Kind.BOOK), hold("same", Kind.DVD), hold("same", Kind.DVD))
    assert [(use.used, use.limit) for use in holds.limits(SIXTH, three, ())] == [(3, 4), (1, 2)]
    assert holds.may_hold(SIXTH, three, title("new", Kind.DVD), NOON) == ()
    four = account(*three.holds, hold("fourth", Kind.CD))
    refused = holds.may_hold(SIXTH, four, title("new", Kind.LD), NOON)
    assert reasons(refused) == ["limit_reached", "limit_reached"]
    assert holds.may_hold(SIXTH, four, title("same", Kind.DVD), NOON) == ()  # counted already
    counter = account(*many(9, Kind.BOOK, Channel.COUNTER))
    assert holds.may_hold(SIXTH, counter, title(), NOON) == ()


def test_places_and_notices() -> None:
    verdict = holds.decide(SIXTH, account(), title(kind=Kind.MAGAZINE), "hill", Contact.NONE, NOON)
    assert reasons(verdict.refusals) == ["pickup_not_allowed"]
    nowhere = holds.decide(SIXTH, account(), title(), "stacks", Contact.NONE, NOON)
    assert reasons(nowhere.refusals) == ["pickup_not_allowed"]
    labels = [label for _, label, _ in holds.contacts(SIXTH, None)]
    assert labels == ["来て確かめる", "お電話", "電子メール"]


def test_last_days_of_its_own() -> None:
    ready = hold(state=HoldState.READY, pickup="boat", secured=TUESDAY)
    boat = calendar.pick_up(SIXTH, ready)
    assert boat is not None
    assert (boat.first, boat.by, boat.until) == (
        date(2026, 11, 25),
        date(2026, 12, 4),
        time(15, 30),
    )
    told = replace(ready, pickup="lake", contact=Contact.MAIL, notified_on=TUESDAY)
    lake = calendar.pick_up(SIXTH, told)
    assert lake is not None
    assert lake.by == date(2026, 12, 4)
    not_told = replace(told, notified_on=None)
    assert calendar.pick_up(SIXTH, not_told) is None
    assert calendar.cancelled_after(SIXTH, not_told) == date(2026, 11, 29)


def test_rights_of_its_states() -> None:
    rights = {
        state: (
            holds.may_cancel(SIXTH, hold(state=state)) is None,
            holds.may_change(SIXTH, hold(state=state)) is None,
        )
        for state in SIXTH.holds.states
    }
    assert rights[HoldState.PROVISIONAL] == (False, False)
    assert rights[HoldState.WAITING] == (True, False)
    assert rights[HoldState.READY] == (True, True)
    assert rights[HoldState.IN_TRANSIT] == (False, True)
    assert holds.note(SIXTH, HoldState.WAITING) == "あなたの番をお待ちください。"
    assert not holds.cancels_at_once(SIXTH, hold())
    gone = hold(state=HoldState.CANCELLED, ended=TUESDAY)
    listed = [holds.stays_listed(SIXTH, gone, TUESDAY + timedelta(days=n)) for n in (3, 4)]
    assert listed == [True, False]


def test_a_series_goes_to_one_place() -> None:
    def placed(beside: list[str]) -> list[str]:
        verdict = holds.decide(
            SIXTH, account(), title(), "lake", Contact.NONE, NOON, series=True, beside=beside
        )
        return reasons(verdict.refusals)

    assert placed(["lake"]) == []
    assert placed(["hill"]) == ["pickup_not_allowed"]
    apart = (hold("1", pickup="lake"), hold("2", pickup="hill"))
    assert reasons(holds.may_order(SIXTH, apart)) == ["pickup_not_allowed"]
    secured = hold("3", state=HoldState.READY)
    assert reasons(holds.may_order(SIXTH, (secured,))) == ["state_forbids"]
    first = hold("1", state=HoldState.READY, series=("S", 1))
    second = hold("2", state=HoldState.SEQUENCED, series=("S", 2))
    assert holds.held_back(SIXTH, second, (first, second))


def test_loans_of_its_own() -> None:
    due = loans.loan_due(SIXTH, Kind.MAGAZINE, "lake", date(2026, 11, 20))
    assert due == date(2026, 11, 27)  # 25 is a Wednesday, 26 the last Thursday
    assert loans.loan_due(SIXTH, Kind.BOOK, "lake", TUESDAY) == date(2026, 12, 15)
    one = [loan(kind=Kind.MAGAZINE)]
    assert reasons(loans.may_lend(SIXTH, Kind.MAGAZINE, one)) == ["limit_reached"]
    held = replace(loan(due=date(2026, 11, 28)), queue=3, interloan=True, renewals=1)
    refusals, new_due = loans.decide_renewal(
        SIXTH, held, account(held), "lake", NOON, confirm=False
    )
    assert (refusals, new_due) == ((), date(2026, 12, 4))  # six days after the due date
    late = replace(held, due=date(2026, 11, 20))
    assert loans.may_renew(SIXTH, late, account(late), NOON) is None
    twice = replace(held, renewals=2, kind=Kind.MAGAZINE, due=date(2026, 11, 29))
    both = account(twice, loan("other", due=date(2026, 11, 1)))
    assert reasons(loans.renewal_refusals(SIXTH, twice, both, NOON)) == [
        "renewal_kind",
        "renewed_already",
        "overdue",
        "renewal_too_early",
    ]
    shut = _without(
        "offered = true                                            # 「借りつづけ"
        " -> offered = false                                           # 「借りつづけ"
    )
    assert reasons(loans.may_renew(shut, held, None, NOON)) == ["not_offered"]


def test_passwords_of_its_own() -> None:
    initial = Patron("1", "読者", secret_state=SecretState.INITIAL)
    assert passwords.may_use(SIXTH, "11111", initial) is None
    for wrong in ("1111", "1111111111", "abcde"):
        assert reasons(passwords.may_use(SIXTH, wrong, initial)) == ["secret_form"]
    assert not passwords.must_change(SIXTH, initial)
    assert passwords.first_secret(SIXTH, initial) is None
    assert not passwords.offline_allowed(SIXTH, Patron("1", "読者"))
    assert passwords.registers_here(SIXTH, "lake")
    assert not passwords.registers_here(SIXTH, "hill")
