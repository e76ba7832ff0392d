"""The rules a hold request must pass, one function each: what it asks, of which setting, and what
came of it.

Pure. `holds` makes a verdict of the findings and `explain` a tree of them: there is no second
implementation. The order is how helpful a reason is to a patron: what is so whatever the patron
does, then what the patron can put right, then what is chosen otherwise with a touch, and last what
passes by itself. A finding carries numbers, dates and words of the library, never a person's.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from kiosk.circulation import calendar
from kiosk.circulation.facts import Account, Channel, Contact, Lending, TitleFacts
from kiosk.circulation.library import Library
from kiosk.circulation.limits import group_use, like_internet
from kiosk.circulation.places import contact_refusal, pickup_refusal
from kiosk.circulation.profile import Answer, Block, Service
from kiosk.circulation.reasons import Reason, Refusal
from kiosk.circulation.states import series_refusal


class Outcome(StrEnum):
    """What a rule says of a case."""

    PASSES = "passes"
    REFUSES = "refuses"
    KEEPS_PROVISIONAL = "keeps_provisional"  # taken, but not real before this is over
    NOT_ASKED = "not_asked"  # the rule does not hold here, or nobody has signed in
    TOLD = "told"  # nothing to judge: what is or would be, for an explanation


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says of a case. `settings`: key paths in the profile, the deciding one first.

    `seen`: the facts that were looked at, whatever came of it.
    """

    rule: str
    outcome: Outcome
    settings: tuple[str, ...]
    seen: tuple[tuple[str, str], ...] = ()
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One hold request as the rules look at it; `account` None: nobody has signed in.

    `cart`: the other titles placed at the same time.
    """

    library: Library
    account: Account | None
    title: TitleFacts
    at: datetime
    cart: Sequence[TitleFacts] = ()
    channel: Channel = Channel.TERMINAL

    @property
    def today(self) -> date:
        """The day of the request in the library's time."""
        return self.at.astimezone(calendar.JST).date()


Ask = Callable[[Case], Iterator[Finding]]


def judged(case: Case) -> Iterator[Finding]:
    """The findings of every rule about title, patron and number, most helpful first."""
    for ask in _RULES:
        yield from ask(case)


def _finding(
    rule: str, settings: tuple[str, ...], refusal: Refusal | None, **seen: object
) -> Finding:
    outcome = Outcome.PASSES if refusal is None else Outcome.REFUSES
    return Finding(rule, outcome, settings, _texts(seen), refusal)


def _texts(seen: dict[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(value)) for name, value in seen.items())


# -- the title ------------------------------------------------------------------------------------


def _source(case: Case) -> Iterator[Finding]:
    held = case.title.source in case.library.titles.sources
    refusal = None if held else Refusal.because(Reason.NOT_OWNED)
    yield _finding("source", ("titles.sources",), refusal, source=case.title.source)


def _latest_issue(case: Case) -> Iterator[Finding]:
    latest = case.title.latest_issue
    barred = latest and case.library.titles.latest_issue is Answer.REFUSE
    refusal = Refusal.because(Reason.LATEST_ISSUE) if barred else None
    yield _finding("latest_issue", ("titles.latest_issue",), refusal, latest=int(latest))


def _lending(case: Case) -> Iterator[Finding]:
    """One copy that may be lent is enough."""
    rules, lendings = case.library.titles, {copy.lending for copy in case.title.copies}
    leaves = not lendings or Lending.LOAN in lendings
    indoors = lendings == {Lending.IN_HOUSE}
    watched = not leaves and indoors and rules.in_house_only is Answer.REFUSE
    kept = not leaves and not indoors and rules.not_for_loan is Answer.REFUSE
    letter = _letter(case)
    yield _finding(
        "not_for_loan",
        ("titles.not_for_loan", *([f"titles.shelf_classes.{letter}"] if letter else [])),
        _not_for_loan(case, letter) if kept else None,
        copies=len(case.title.copies),
        lendable=sum(copy.lending is Lending.LOAN for copy in case.title.copies),
    )
    yield _finding(
        "in_house_only",
        ("titles.in_house_only",),
        Refusal.because(Reason.IN_HOUSE_ONLY, kind=case.title.kind) if watched else None,
        in_house=sum(copy.lending is Lending.IN_HOUSE for copy in case.title.copies),
    )


def _letter(case: Case) -> str | None:
    """The class letter of a copy's call number that has a name here."""
    calls = [copy.call for copy in case.title.copies]
    letters = case.library.titles.shelf_classes
    return next((one for call in calls for one in letters if call.startswith(one)), None)


def _not_for_loan(case: Case, letter: str | None) -> Refusal:
    if letter is None:
        return Refusal.because(Reason.NOT_FOR_LOAN)
    name = case.library.titles.shelf_classes[letter]
    return Refusal.because(Reason.NOT_FOR_LOAN, shelf=name.ja, shelf_en=name.en)


# -- what the patron has already ------------------------------------------------------------------


def _own_hold(case: Case) -> Iterator[Finding]:
    settings = ("titles.own_hold",)
    if case.account is None:
        yield Finding("own_hold", Outcome.NOT_ASKED, settings)
        return
    holds = case.account.holds
    mine = next((hold for hold in holds if hold.title == case.title.id and hold.state.live), None)
    refusal = None
    if mine is not None and case.library.titles.own_hold is Answer.REFUSE:
        rank = {"rank": mine.rank} if mine.rank else {}
        refusal = Refusal.because(Reason.OWN_HOLD, **rank)
    yield _finding("own_hold", settings, refusal, own=int(mine is not None))


def _own_loan(case: Case) -> Iterator[Finding]:
    settings = ("titles.own_loan",)
    if case.account is None:
        yield Finding("own_loan", Outcome.NOT_ASKED, settings)
        return
    loan = next((loan for loan in case.account.loans if loan.title == case.title.id), None)
    barred = loan is not None and case.library.titles.own_loan is Answer.REFUSE
    refusal = Refusal.because(Reason.OWN_LOAN, due=loan.due) if loan and barred else None
    yield _finding("own_loan", settings, refusal, own=int(loan is not None))


# -- who asks: rules of the internet, and of a terminal treated like it ---------------------------


def _blocked(
    case: Case,
    rule: str,
    settings: tuple[str, ...],
    block: Block,
    why: Refusal | None,
    seen: object,
) -> Finding:
    """A state of the patron's affairs (`why`), and what the library lets it do."""
    if case.account is None or not like_internet(case.library, case.channel):
        return Finding(rule, Outcome.NOT_ASKED, (*settings, "terminal.like_internet"))
    shown = () if seen is None else _texts({"seen": seen})
    if why is None or block is Block.ALLOW:
        return Finding(rule, Outcome.PASSES, settings, shown)
    refuses = block is Block.REFUSE
    outcome = Outcome.REFUSES if refuses else Outcome.KEEPS_PROVISIONAL
    return Finding(rule, outcome, settings, shown, why)


def _card(case: Case) -> Iterator[Finding]:
    expires = case.account.patron.expires if case.account else None
    expired = expires is not None and expires < case.today
    why = Refusal.because(Reason.CARD_EXPIRED, expired=expires) if expired else None
    block = case.library.patrons.expired_card
    yield _blocked(case, "card", ("patrons.expired_card",), block, why, expires)


def _age(case: Case) -> Iterator[Finding]:
    rules, born = case.library.patrons, case.account.patron.born if case.account else None
    why, begins = None, None
    if born is not None and rules.school_age_on_1_april is not None:
        begins = school_begins(born, rules.school_age_on_1_april)
        why = Refusal.because(Reason.TOO_YOUNG, begins=begins) if case.today < begins else None
    settings = ("patrons.school_age_on_1_april", "patrons.younger")
    yield _blocked(case, "age", settings, rules.younger, why, begins)


def school_begins(born: date, age: int) -> date:
    """The first 1 April on which a child is `age` years old."""
    year = born.year + age
    return date(year if (born.month, born.day) <= (4, 1) else year + 1, 4, 1)


def _area(case: Case) -> Iterator[Finding]:
    rules, lives = case.library.patrons, case.account.patron.residence if case.account else None
    why = None if lives in rules.residences else Refusal.because(Reason.OUTSIDE_AREA)
    settings = ("patrons.residences", "patrons.elsewhere")
    yield _blocked(case, "area", settings, rules.elsewhere, why, lives)


def _overdue(case: Case) -> Iterator[Finding]:
    rule = case.library.patrons.overdue
    latest = case.today - timedelta(days=rule.longer_than_days)
    count = sum(loan.due < latest for loan in case.account.loans) if case.account else 0
    why = Refusal.because(Reason.OVERDUE, count=count) if count else None
    settings = ("patrons.overdue.effect", "patrons.overdue.longer_than_days")
    yield _blocked(case, "overdue", settings, rule.effect, why, count)


# -- how many -------------------------------------------------------------------------------------


def _limits(case: Case) -> Iterator[Finding]:
    for number, group in enumerate(case.library.limits):
        if case.title.kind not in group.kinds:
            continue
        use = group_use(case.library, group, case.account, case.title, case.cart, case.channel)
        settings = tuple(f"limits.{number}.{key}" for key in ("limit", "kinds", "scope", "counts"))
        if not use.binds:
            yield Finding("limit", Outcome.NOT_ASKED, (*settings, "terminal.like_internet"))
            continue
        yield _finding(
            "limit",
            settings,
            use.refusal,
            label=group.label.ja,
            label_en=group.label.en,
            used=use.used,
            in_cart=use.others,
            limit=group.limit or "-",
            unit=group.unit.ja,
        )


_RULES: tuple[Ask, ...] = (
    _source,
    _latest_issue,
    _lending,
    _own_hold,
    _own_loan,
    _card,
    _age,
    _area,
    _overdue,
    _limits,
)


# -- what is chosen with it, and when -------------------------------------------------------------


def pickup_finding(case: Case, pickup: str) -> Finding:
    """Whether this title can be fetched at a place."""
    settings = (
        *(
            f"pickup.barred.{n}.kinds"
            for n, rule in enumerate(case.library.pickup.barred)
            if pickup in rule.branches
        ),
        *(
            f"branches.{n}.pickup"
            for n, place in enumerate(case.library.branches)
            if place.id == pickup
        ),
    )
    refusal = pickup_refusal(case.library, (case.title.kind,), pickup)
    return _finding("pickup", settings or ("branches",), refusal, branch=pickup)


def contact_finding(case: Case, contact: Contact) -> Finding:
    """Whether this patron can be told in this way."""
    ways = [way.contact for way in case.library.contacts]
    settings = (f"contacts.{ways.index(contact)}.contact",) if contact in ways else ("contacts",)
    patron = None if case.account is None else case.account.patron
    return _finding(
        "contact", settings, contact_refusal(case.library, patron, contact), contact=contact
    )


def series_finding(case: Case, pickup: str, beside: Sequence[str]) -> Finding:
    """Whether a series can be asked for in the cart; `beside`: where its other volumes go."""
    refusal = series_refusal(case.library)
    elsewhere = case.library.series.one_pickup and any(place != pickup for place in beside)
    if refusal is None and elsewhere:
        refusal = Refusal.because(Reason.PICKUP_NOT_ALLOWED, series="one_place")
    return _finding("series", ("series.at_cart", "series.one_pickup"), refusal)


def hours_finding(case: Case) -> Finding:
    """Whether holds rest at this hour; asked of the terminal only."""
    settings = tuple(
        f"closed_windows.{number}.{key}"
        for number, window in enumerate(case.library.closed_windows)
        if Service.HOLD in window.closes
        for key in ("start", "end", "closes")
    ) or ("closed_windows",)
    if case.channel is not Channel.TERMINAL:
        return Finding("hours", Outcome.NOT_ASKED, settings)
    now = calendar.services(case.library, case.at)
    refusal = None
    if not now.hold and now.reopens_at is not None:
        refusal = Refusal.because(Reason.CLOSED_HOURS, opens=f"{now.reopens_at:%H:%M}")
    return _finding("hours", settings, refusal)
