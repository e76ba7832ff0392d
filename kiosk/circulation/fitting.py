"""Whether the settings of a profile fit together: what no single setting can tell of itself.

Every mistake names the key, its value and what is allowed; all of them are found at once. Pure, and
asked only when a profile is read.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kiosk.circulation.facts import Contact, EmailState, Kind
from kiosk.circulation.profile import Deadline, FirstSecret, LimitGroup, MailKind, Opening, Weekday

if TYPE_CHECKING:
    from kiosk.circulation.library import Library


@dataclass(frozen=True, slots=True)
class Mistake:
    """A setting that does not fit. `key`: its path in the profile; `allowed`: in plain words."""

    key: str
    value: object
    allowed: str


def mistakes(library: "Library") -> Iterator[Mistake]:
    """Every mistake between the settings of a profile."""
    for look in _LOOKS:
        yield from look(library)


def _twice(key: str, names: Iterable[str]) -> Iterator[Mistake]:
    seen: set[str] = set()
    for number, name in enumerate(names):
        if name in seen:
            yield Mistake(key.format(number), name, "each only once; this one stands twice")
        seen.add(name)


def _one_of(names: Iterable[str]) -> str:
    return "one of " + ", ".join(names)


# -- places and ways ------------------------------------------------------------------------------


def _branches(library: "Library") -> Iterator[Mistake]:
    ids = [branch.id for branch in library.branches]
    yield from _twice("branches.{}.id", ids)
    if not any(branch.pickup for branch in library.branches):
        yield Mistake("branches", "pickup = false everywhere", "at least one place to fetch holds")
    named = [
        *(
            (f"pickup.barred.{n}.branches", name)
            for n, rule in enumerate(library.pickup.barred)
            for name in rule.branches
        ),
        *(
            (f"pickup.deadlines.{n}.branches", name)
            for n, rule in enumerate(library.pickup.deadlines)
            for name in rule.branches
        ),
        *(("password.slip_at", name) for name in library.password.slip_at),
    ]
    for key, name in named:
        if name not in ids:
            yield Mistake(key, name, _one_of(ids))


def _barred(library: "Library") -> Iterator[Mistake]:
    places = [branch.id for branch in library.branches if branch.pickup]
    for kind in Kind:
        barred = {
            name for rule in library.pickup.barred if kind in rule.kinds for name in rule.branches
        }
        if places and barred.issuperset(places):
            yield Mistake("pickup.barred", kind.value, "a place that is left to fetch it")


def _contacts(library: "Library") -> Iterator[Mistake]:
    ways = [way.contact.value for way in library.contacts]
    yield from _twice("contacts.{}.contact", ways)
    for number, rule in enumerate(library.pickup.deadlines):
        for contact in rule.contacts:
            if contact.value not in ways:
                yield Mistake(f"pickup.deadlines.{number}.contacts", contact.value, _one_of(ways))


def _mails(library: "Library") -> Iterator[Mistake]:
    kinds, offers = library.email.kinds, library.offers
    by_mail = any(way.contact is Contact.MAIL for way in library.contacts)
    for needed, key, kind in (
        (by_mail, "contacts (mail)", MailKind.READY),
        (library.flow.confirm_mail, "flow.confirm_mail", MailKind.HOLD_PLACED),
        (offers.reminders, "offers.reminders", MailKind.DUE_SOON),
        (offers.alerts, "offers.alerts", MailKind.ALERT),
    ):
        if needed and kind not in kinds:
            yield Mistake(key, "true", f"only where email.kinds has {kind.value}")
    if library.email.state_after is EmailState.NONE:
        yield Mistake(
            "email.state_after", "none", _one_of(s.value for s in EmailState if s.value != "none")
        )
    if library.email.state_after is EmailState.WAITING_STAFF and library.email.staff_step is None:
        yield Mistake(
            "email.state_after",
            "waiting_staff",
            "only where email.staff_step tells the patron what to do",
        )


# -- what is counted ------------------------------------------------------------------------------


def _limits(library: "Library") -> Iterator[Mistake]:
    """Groups stand apart, or one lies wholly within the other as a part of a total."""
    groups = library.limits
    for number, group in enumerate(groups):
        yield from _twice(f"limits.{number}.kinds", (kind.value for kind in group.kinds))
        for other in groups[:number]:
            yield from _overlap(number, group, other)


def _overlap(number: int, group: LimitGroup, other: LimitGroup) -> Iterator[Mistake]:
    mine, theirs = set(group.kinds), set(other.kinds)
    both = mine & theirs
    if both and (mine == theirs or not (mine < theirs or theirs < mine)):
        yield Mistake(
            f"limits.{number}.kinds",
            ", ".join(sorted(both)),
            f"kinds of no other group, or all kinds of one; {other.label.ja!r} has them as well",
        )


def _periods(library: "Library") -> Iterator[Mistake]:
    found = _never_first([set(p.kinds) or set(Kind) for p in library.loans.periods], set(Kind))
    for number in found.unused:
        yield Mistake(
            f"loans.periods.{number}.kinds",
            "kinds of periods before it",
            "kinds that have none yet",
        )
    if found.left:
        names = ", ".join(sorted(found.left))
        yield Mistake(
            "loans.periods",
            f"none for {names}",
            "a period for every kind; without kinds: all others",
        )


def _by_label(library: "Library") -> Iterator[Mistake]:
    for number, rule in enumerate(library.titles.by_label):
        if rule.kind is rule.becomes:
            yield Mistake(f"titles.by_label.{number}.becomes", rule.becomes.value, "another kind")


# -- fetching -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Cover:
    """Rules of which the first that fits counts: those that never do, and what none fits."""

    unused: tuple[int, ...]
    left: frozenset[str]


def _never_first(rules: Sequence[set[str]], all_: set[str]) -> _Cover:
    left, unused = set(all_), []
    for number, rule in enumerate(rules):
        if not rule & left:
            unused.append(number)
        left -= rule
    return _Cover(tuple(unused), frozenset(left))


def _deadlines(library: "Library") -> Iterator[Mistake]:
    if not library.pickup.deadlines:
        return
    everything = {
        f"{branch.id} + {way.contact.value}"
        for branch in library.branches
        if branch.pickup
        for way in library.contacts
    }
    cover = _never_first(
        [{one for one in everything if _fits(rule, one)} for rule in library.pickup.deadlines],
        everything,
    )
    for number in cover.unused:
        yield Mistake(
            f"pickup.deadlines.{number}",
            "places and contacts",
            "such that no deadline before it has",
        )
    if cover.left:
        names = "; ".join(sorted(cover.left))
        yield Mistake(
            "pickup.deadlines",
            f"none for {names}",
            "a deadline for every place and contact, or none at all",
        )


def _fits(rule: Deadline, one: str) -> bool:
    branch, contact = one.split(" + ")
    here = not rule.branches or branch in rule.branches
    return here and (not rule.contacts or Contact(contact) in rule.contacts)


# -- holds ----------------------------------------------------------------------------------------


def _holds(library: "Library") -> Iterator[Mistake]:
    yield from _twice("holds.steps.{}", (state.value for state in library.holds.steps))
    for number, source in enumerate(library.titles.investigated):
        if source not in library.titles.sources:
            yield Mistake(
                f"titles.investigated.{number}", source.value, _one_of(library.titles.sources)
            )
    if library.series.order_states and not library.series.afterwards:
        yield Mistake(
            "series.order_states",
            ", ".join(library.series.order_states),
            "only where series.afterwards = true",
        )
    if library.series.afterwards and not library.series.order_states:
        yield Mistake("series.order_states", "empty", "the states in which an order can be set")


def _passwords(library: "Library") -> Iterator[Mistake]:
    rule = library.password
    if rule.register_here and rule.first is not FirstSecret.SELF:
        yield Mistake("password.register_here", "true", 'only where password.first = "self"')
    if rule.slip_at and rule.first is FirstSecret.SLIP:
        yield Mistake(
            "password.slip_at", ", ".join(rule.slip_at), 'only where password.first is not "slip"'
        )


# -- days -----------------------------------------------------------------------------------------


def _days(library: "Library") -> Iterator[Mistake]:
    yield from _opening("opening", library.opening)
    for number, branch in enumerate(library.branches):
        if branch.opening is not None:
            yield from _opening(f"branches.{number}.opening", branch.opening)
    for number, window in enumerate(library.closed_windows):
        if window.start == window.end:
            yield Mistake(
                f"closed_windows.{number}.end", f"{window.end:%H:%M}", "another time than start"
            )


def _opening(key: str, opening: Opening) -> Iterator[Mistake]:
    for day in sorted(opening.open_days & opening.closed_days):
        yield Mistake(f"{key}.closed_days", day, "a day that is not in open_days as well")
    for number, span in enumerate(opening.closed_yearly):
        if not all(_is_day(part) for part in span.split("/")):
            yield Mistake(f"{key}.closed_yearly.{number}", span, 'two days such as "12-29/01-03"')
    if set(opening.closed_weekdays) == set(Weekday) and not opening.open_days:
        yield Mistake(f"{key}.closed_weekdays", "every day", "a weekday that is open, or open_days")
    lends = set(opening.lending_weekdays) - set(opening.closed_weekdays)
    if opening.lending_weekdays and not lends:
        yield Mistake(
            f"{key}.lending_weekdays", ", ".join(opening.lending_weekdays), "a weekday that is open"
        )


def _is_day(text: str) -> bool:
    month, day = (int(part) for part in text.split("-"))
    try:
        date(2024, month, day)  # a leap year: 29 February may be named
    except ValueError:
        return False
    return True


_LOOKS: tuple[Callable[["Library"], Iterator[Mistake]], ...] = (
    _branches,
    _barred,
    _contacts,
    _mails,
    _limits,
    _periods,
    _by_label,
    _deadlines,
    _holds,
    _passwords,
    _days,
)
