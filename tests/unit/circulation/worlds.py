"""Hypothesis strategies: libraries of any shape, patrons in any state, titles of any sort."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from kiosk.circulation.facts import (
    Account,
    Channel,
    Contact,
    CopyFacts,
    EmailState,
    Hold,
    HoldState,
    Kind,
    Lending,
    Loan,
    Patron,
    Residence,
    Source,
    TitleFacts,
)
from kiosk.circulation.library import Library, load
from kiosk.circulation.profile import (
    Anchor,
    Base,
    Block,
    ClosedDue,
    Counts,
    Deadline,
    FirstFetch,
    HolidayRule,
    LimitGroup,
    Opening,
    Patrons,
    Release,
    Renewal,
    Scope,
    Titles,
    Weekday,
    Words,
)
from kiosk.circulation.profile import Answer as May
from kiosk.circulation.profile import DayUnit as Unit
from tests.unit.circulation.scene import LIBRARIES, NOON, TUESDAY, library

SIXTH = load(Path(__file__).parent / "sixth.toml")
known = st.sampled_from([*map(library, LIBRARIES), SIXTH])
days = st.dates(date(2026, 1, 1), date(2028, 12, 31))
some_days = st.frozensets(days, max_size=8)
weekdays = st.sets(st.sampled_from(Weekday), max_size=6).map(tuple)
kinds = st.lists(st.sampled_from(Kind), min_size=1, unique=True).map(tuple)
_UNIT = Words(ja="点", en="items")


@st.composite
def openings(draw: st.DrawFn) -> Opening:
    """Opening days of any shape that leave one weekday open."""
    closed = draw(weekdays)
    open_weekdays = [day for day in Weekday if day not in closed]
    lends = st.sets(st.sampled_from(open_weekdays), max_size=3).map(tuple)
    return Opening(
        closed_weekdays=closed,
        public_holidays=draw(st.sampled_from(HolidayRule)),
        closed_days=draw(some_days),
        open_days=draw(some_days),
        closed_yearly=draw(st.sampled_from([(), ("12-29/01-03",), ("08-01/08-20", "02-29/02-29")])),
        closed_monthly=draw(st.sampled_from([(), ("last-fri",), ("1-mon", "3-sun")])),
        lending_weekdays=draw(lends),
    )


deadlines = st.builds(
    Deadline,
    days=st.integers(1, 15),
    unit=st.sampled_from(Unit),
    counted_from=st.sampled_from(Anchor),
    cancel_from=st.none() | st.sampled_from(Anchor),
    first_fetch=st.sampled_from(FirstFetch),
    unreached_days=st.none() | st.integers(1, 20),
)
groups = st.builds(
    LimitGroup,
    label=st.just(_UNIT),
    kinds=kinds,
    limit=st.none() | st.integers(1, 4),
    counts=st.sampled_from(Counts),
    scope=st.sampled_from(Scope),
    unit=st.just(_UNIT),
)
renewals = st.builds(
    Renewal,
    offered=st.booleans(),
    times=st.integers(0, 3),
    days=st.integers(1, 30),
    base=st.sampled_from(Base),
    opens_days_before=st.none() | st.integers(0, 10),
    barred_kinds=st.just(()) | kinds,
    on_hold=st.sampled_from(May),
    overdue=st.sampled_from(May),
    interloan=st.sampled_from(May),
    other_overdue=st.sampled_from(May),
)


@st.composite
def libraries(draw: st.DrawFn) -> Library:
    """One of the six with rules on days, numbers, patrons, titles and renewals of any shape."""
    base: Library = draw(known)
    flags = st.sampled_from(May)
    blocks = st.sampled_from(Block)
    patrons: Patrons = base.patrons.model_copy(
        update={
            "school_age_on_1_april": draw(st.none() | st.integers(6, 18)),
            "younger": draw(blocks),
            "elsewhere": draw(blocks),
            "expired_card": draw(blocks),
            "overdue": base.patrons.overdue.model_copy(update={"effect": draw(blocks)}),
            "residences": draw(st.sampled_from([(Residence.RESIDENT,), tuple(Residence)])),
        }
    )
    names = ("not_for_loan", "in_house_only", "latest_issue", "own_loan", "own_hold")
    titles: Titles = base.titles.model_copy(
        update={
            "sources": draw(st.sampled_from([(Source.OWN,), tuple(Source)])),
            **{name: draw(flags) for name in names},
        }
    )
    changes: dict[str, Any] = {
        "opening": draw(openings()),
        "limits": tuple(draw(st.lists(groups, max_size=3))),
        "patrons": patrons,
        "titles": titles,
        "renewal": draw(renewals),
        "terminal": base.terminal.model_copy(update={"like_internet": draw(st.booleans())}),
        "series": base.series.model_copy(update={"release": draw(st.sampled_from(Release))}),
        "loans": base.loans.model_copy(update={"on_closing_day": draw(st.sampled_from(ClosedDue))}),
        "pickup": base.pickup.model_copy(update={"deadlines": (draw(deadlines),)}),
    }
    return base.model_copy(update=changes)


@st.composite
def titles(draw: st.DrawFn, names: int = 6) -> TitleFacts:
    """One of a few titles, so that the same one comes again."""
    name = f"T{draw(st.integers(0, names - 1))}"
    lending = draw(st.lists(st.sampled_from(Lending), max_size=2))
    return TitleFacts(
        name,
        name,
        draw(st.sampled_from(Kind)),
        draw(st.sampled_from(Source)),
        draw(st.booleans()),
        copies=tuple(CopyFacts(f"{name}-{n}", "x", one) for n, one in enumerate(lending)),
    )


@st.composite
def accounts(draw: st.DrawFn) -> Account:
    """A patron with any loans and holds."""
    patron = Patron(
        card="9876543210",
        name="秘密 花子",
        born=draw(st.none() | st.dates(date(1940, 1, 1), date(2022, 1, 1))),
        phone=draw(st.none() | st.just("0299-00-0000")),
        email=draw(st.none() | st.just("himitsu@example.org")),
        email_state=draw(st.sampled_from(EmailState)),
        expires=draw(st.none() | st.just(TUESDAY - timedelta(days=1)) | st.just(TUESDAY)),
        residence=draw(st.sampled_from(Residence)),
    )
    return Account(
        patron,
        NOON,
        loans=tuple(draw(st.lists(loans(), max_size=4))),
        holds=tuple(draw(st.lists(holds(), max_size=6))),
    )


@st.composite
def loans(draw: st.DrawFn) -> Loan:
    """A loan that may be overdue, renewed, waited for."""
    name = f"T{draw(st.integers(0, 7))}"
    due = TUESDAY + timedelta(days=draw(st.integers(-60, 30)))
    return Loan(
        f"{name}-1",
        name,
        name,
        draw(st.sampled_from(Kind)),
        due - timedelta(days=14),
        due,
        draw(st.integers(0, 2)),
        draw(st.booleans()),
        draw(st.integers(0, 2)),
    )


@st.composite
def holds(draw: st.DrawFn) -> Hold:
    """A hold in any state, asked for at the terminal or at the counter."""
    name = f"T{draw(st.integers(0, 7))}"
    return Hold(
        id=f"hold-{name}",
        title=name,
        title_text=name,
        kind=draw(st.sampled_from(Kind)),
        state=draw(st.sampled_from(HoldState)),
        placed_at=NOON,
        pickup="x",
        contact=draw(st.sampled_from(Contact)),
        channel=draw(st.sampled_from(Channel)),
        rank=draw(st.none() | st.integers(1, 9)),
    )
