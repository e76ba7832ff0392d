"""Small builders for scenes: a library, a patron with loans and holds, a title, a moment."""

from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from kiosk.circulation.calendar import JST
from kiosk.circulation.facts import (
    Account,
    Channel,
    Contact,
    CopyFacts,
    Hold,
    HoldState,
    Kind,
    Lending,
    Loan,
    Patron,
    Source,
    TitleFacts,
)
from kiosk.circulation.library import Library, find
from kiosk.circulation.reasons import Refusal

FOLDER = Path(__file__).parents[3] / "resources" / "libraries"
LIBRARIES = ("hitachiota", "murakami", "niiza", "okayama", "omitama")
TUESDAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=JST)


@lru_cache
def library(library_id: str) -> Library:
    return find(library_id, FOLDER)


def at(text: str) -> datetime:
    """`2026-11-24 03:30` in the library's time."""
    return datetime.fromisoformat(text).replace(tzinfo=JST)


def title(
    name: str = "T1",
    kind: Kind = Kind.BOOK,
    *,
    lending: Lending = Lending.LOAN,
    source: Source = Source.OWN,
    latest_issue: bool = False,
    call: str = "913",
    copies: int = 1,
) -> TitleFacts:
    held = tuple(CopyFacts(f"{name}-{n}", "chuo", lending, call=call) for n in range(copies))
    return TitleFacts(name, name, kind, source, latest_issue, copies=held)


def hold(
    name: str = "T1",
    kind: Kind = Kind.BOOK,
    state: HoldState = HoldState.WAITING,
    *,
    pickup: str = "chuo",
    contact: Contact = Contact.NONE,
    channel: Channel = Channel.TERMINAL,
    secured: date | None = None,
    notified: date | None = None,
    ready: date | None = None,
    ended: date | None = None,
    rank: int | None = None,
    series: tuple[str, int] | None = None,
) -> Hold:
    return Hold(
        id=f"hold-{name}",
        title=name,
        title_text=name,
        kind=kind,
        state=state,
        placed_at=NOON,
        pickup=pickup,
        contact=contact,
        channel=channel,
        rank=rank,
        secured_on=secured,
        notified_on=notified,
        ready_since=ready or secured,
        ended_on=ended,
        series_group=series[0] if series else None,
        series_order=series[1] if series else None,
    )


def holds(
    number: int, kind: Kind = Kind.BOOK, channel: Channel = Channel.TERMINAL
) -> tuple[Hold, ...]:
    return tuple(hold(f"{kind}-{n}", kind, channel=channel) for n in range(number))


def loan(
    name: str = "L1",
    due: date = date(2026, 12, 1),
    kind: Kind = Kind.BOOK,
    *,
    renewals: int = 0,
    queue: int = 0,
    interloan: bool = False,
) -> Loan:
    return Loan(
        f"copy-{name}", name, name, kind, date(2026, 11, 17), due, renewals, interloan, queue
    )


def account(
    *things: Hold | Loan,
    born: date | None = date(1980, 5, 17),
    phone: str | None = "0254-00-0000",
    email: str | None = "reader@example.jp",
    patron: Patron | None = None,
) -> Account:
    someone = patron or Patron("1234567", "読者", born=born, phone=phone, email=email)
    return Account(
        someone,
        NOON,
        loans=tuple(thing for thing in things if isinstance(thing, Loan)),
        holds=tuple(thing for thing in things if isinstance(thing, Hold)),
    )


def reasons(refusals: tuple[Refusal, ...] | Refusal | None) -> list[str]:
    """The codes of refusals, in order; empty where nothing is refused."""
    if refusals is None:
        return []
    if isinstance(refusals, Refusal):
        return [refusals.reason.value]
    return [refusal.reason.value for refusal in refusals]
