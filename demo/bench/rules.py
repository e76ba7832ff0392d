"""How long a whole decision takes: the rules alone, for every library, on one patron with much.

Pure: no file but the profiles is read. A decision is all that a terminal or a central asks of one
title: may it be held, where and how, what becomes of it, until when it is kept; and, beside it, the
explanation of all that.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from demo.bench.figures import Figure, Report
from kiosk.circulation import calendar, holds, loans
from kiosk.circulation.explain import explain
from kiosk.circulation.facts import (
    Account,
    Contact,
    CopyFacts,
    Hold,
    HoldState,
    Kind,
    Loan,
    Patron,
    TitleFacts,
)
from kiosk.circulation.library import Library, find, known

DECISION_US = 1000.0
LIBRARIES = Path(__file__).parents[2] / "resources" / "libraries"
_AT = datetime(2026, 11, 24, 12, 0, tzinfo=calendar.JST)
_HOLDS, _LOANS, _CART = 20, 20, 10


def measure(repeat: int = 300) -> Report:
    """Microseconds of a decision and of an explanation, over every library that is known; by the
    processor's time, which the promise is about, and by the wall."""
    decisions: list[Taken] = []
    explanations: list[Taken] = []
    names = known(LIBRARIES)
    for name in names:
        decide, told = _work(find(name, LIBRARIES))
        decisions += timed(decide, repeat)
        explanations += timed(told, max(1, repeat // 10))
    return Report(
        "rules",
        {"libraries": len(names), "holds": _HOLDS, "loans": _LOANS, "cart": _CART},
        [
            Figure("a whole decision", "us", _processor(decisions), DECISION_US),
            Figure("a whole decision, by the wall", "us", _wall(decisions)),
            Figure("its explanation", "us", _processor(explanations)),
            Figure("its explanation, by the wall", "us", _wall(explanations)),
        ],
    )


def _work(library: Library) -> tuple[Callable[[], object], Callable[[], object]]:
    account, title, cart = _patron(library), _title(0), tuple(_title(n) for n in range(_CART))
    return (
        lambda: _decide(library, account, title, cart),
        lambda: explain(library, account, title, _AT, cart=cart),
    )


@dataclass(frozen=True, slots=True)
class Taken:
    """What one run took, in microseconds: of this thread's processor time, and by the wall."""

    processor: float
    wall: float


def timed(work: Callable[[], object], repeat: int) -> list[Taken]:
    """What each of `repeat` runs took, after one unmeasured.

    By the wall alone whatever else the machine does would be measured: a decision is that short.
    """
    work()
    found = []
    for _ in range(repeat):
        wall, processor = time.perf_counter(), time.thread_time()
        work()
        used, passed = time.thread_time() - processor, time.perf_counter() - wall
        found.append(Taken(used * 1_000_000, passed * 1_000_000))
    return found


def _processor(runs: Sequence[Taken]) -> tuple[float, ...]:
    return tuple(run.processor for run in runs)


def _wall(runs: Sequence[Taken]) -> tuple[float, ...]:
    return tuple(run.wall for run in runs)


def _decide(
    library: Library, account: Account, title: TitleFacts, cart: tuple[TitleFacts, ...]
) -> None:
    pickup, contact = library.branches[-1].id, library.contacts[-1].contact
    holds.may_hold(library, account, title, _AT, cart=cart)
    holds.decide(library, account, title, pickup, contact, _AT, cart=cart)
    holds.limits(library, account, cart)
    calendar.next_intake(library, _AT)
    calendar.pick_up(library, _ready(pickup, contact))
    loans.decide_renewal(library, account.loans[0], account, pickup, _AT, confirm=False)


def _title(number: int) -> TitleFacts:
    copies = tuple(CopyFacts(f"T{number}-{n}", "", call="913") for n in range(3))
    return TitleFacts(f"T{number}", "", Kind.BOOK, copies=copies)


def _patron(library: Library) -> Account:
    place, way = library.branches[0].id, library.contacts[0].contact
    patron = Patron("1", "", born=date(1985, 6, 15), phone="1", email="a@b.jp")
    due = _AT.date() + timedelta(days=3)
    return Account(
        patron,
        _AT,
        loans=tuple(Loan(f"C{n}", f"L{n}", "", Kind.BOOK, due, due) for n in range(_LOANS)),
        holds=tuple(
            Hold(f"H{n}", f"H{n}", "", Kind.BOOK, HoldState.WAITING, _AT, place, way)
            for n in range(_HOLDS)
        ),
    )


def _ready(pickup: str, contact: Contact) -> Hold:
    today = _AT.date()
    return Hold(
        "R",
        "R",
        "",
        Kind.BOOK,
        HoldState.READY,
        _AT,
        pickup,
        contact,
        secured_on=today,
        notified_on=today,
        ready_since=today,
    )
