"""When: opening days, hours, service windows, intakes, and the last day a hold is kept.

Pure: every moment comes in as an argument, and every answer is in the library's own time (JST).
The only module that knows public holidays.
"""

import calendar as months
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache

import jpholiday

from kiosk.circulation.facts import Contact, Hold, HoldState
from kiosk.circulation.library import Library
from kiosk.circulation.profile import (
    Anchor,
    ClosedWindow,
    DayUnit,
    Deadline,
    FirstFetch,
    HolidayRule,
    Opening,
    Service,
    Weekday,
)

JST = timezone(timedelta(hours=9), "JST")
"""Japan's only time zone; it knows no summer time."""

NEVER = date.max
"""The day after which a hold is cancelled while that day is not fixed yet."""

_ONE = timedelta(days=1)
_LOOK_AHEAD = 400
"""Days looked ahead before giving up: a branch closed for so long has no next opening day."""


@lru_cache(maxsize=4096)
def holiday(day: date) -> str | None:
    """The Japanese name of the public holiday on this day, if it is one."""
    name = jpholiday.is_holiday_name(day)
    return str(name) if name else None


def is_open(library: Library, branch_id: str, day: date) -> bool:
    """Whether a branch is open on a day. KeyError for an unknown branch."""
    return _is_open(library.opening_of(branch_id), day)


def hours(library: Library, branch_id: str, day: date) -> tuple[time, time] | None:
    """Opening and closing time of a day; None where closed, or where the hours are not known."""
    opening = library.opening_of(branch_id)
    if not _is_open(opening, day):
        return None
    for span in opening.hours:
        if not span.days or Weekday.of(day) in span.days:
            return span.open, span.close
    return None


def next_closed(library: Library, branch_id: str, after: date) -> date | None:
    """The first closing day after `after`; None where there is none within a year."""
    opening = library.opening_of(branch_id)
    return next((day for day in _days_after(after) if not _is_open(opening, day)), None)


def next_open(library: Library, branch_id: str, after: date) -> date | None:
    """The first opening day after `after`; None where there is none within a year."""
    opening = library.opening_of(branch_id)
    return next((day for day in _days_after(after) if _is_open(opening, day)), None)


def _days_after(after: date) -> Iterator[date]:
    return (after + _ONE * n for n in range(1, _LOOK_AHEAD))


def _is_open(opening: Opening, day: date) -> bool:
    if day in opening.open_days:
        return True
    if day in opening.closed_days or _yearly(opening, day) or _monthly(opening, day):
        return False
    weekly = Weekday.of(day) in opening.closed_weekdays
    match opening.public_holidays:
        case HolidayRule.AS_USUAL:
            return not weekly
        case HolidayRule.CLOSED:
            return not weekly and holiday(day) is None
        case HolidayRule.MOVED:
            return holiday(day) is not None or not (weekly or _moved_to(opening, day))


def _moved_to(opening: Opening, day: date) -> bool:
    """Whether a weekly closing day that was a holiday moved to this working day."""
    before = day - _ONE
    while holiday(before) is not None:
        if Weekday.of(before) in opening.closed_weekdays:
            return True
        before -= _ONE
    return False


def _yearly(opening: Opening, day: date) -> bool:
    today = f"{day:%m-%d}"
    for span in opening.closed_yearly:
        first, last = span.split("/")
        if first <= last and first <= today <= last:
            return True
        if first > last and (today >= first or today <= last):
            return True
    return False


def _monthly(opening: Opening, day: date) -> bool:
    for rule in opening.closed_monthly:
        which, weekday = rule.split("-")
        if Weekday.of(day).value != weekday:
            continue
        last = months.monthrange(day.year, day.month)[1]
        if day.day > last - 7 if which == "last" else (day.day - 1) // 7 + 1 == int(which):
            return True
    return False


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a month view. `hours` None: closed or not known; `holiday`: its Japanese name."""

    day: date
    open: bool
    hours: tuple[time, time] | None
    holiday: str | None


def month(library: Library, branch_id: str, year: int, month: int) -> tuple[Day, ...]:
    """Every day of a month, for the calendar on the screen."""
    last = months.monthrange(year, month)[1]
    return tuple(
        Day(day, is_open(library, branch_id, day), hours(library, branch_id, day), holiday(day))
        for day in (date(year, month, number) for number in range(1, last + 1))
    )


# -- services and intakes ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Services:
    """What is open at a moment; `reopens_at`: when all of it is open again, None where it is."""

    search: bool
    hold: bool
    reopens_at: datetime | None


def services(library: Library, at: datetime) -> Services:
    """Which services rest at a moment, for instance while the library's servers stand still."""
    now = at.astimezone(JST)
    resting = [window for window in library.closed_windows if _within(window, now.time())]
    closed = {service for window in resting for service in window.closes}
    reopens = max((_ends(window, now) for window in resting), default=None)
    return Services(Service.SEARCH not in closed, Service.HOLD not in closed, reopens)


def _within(window: ClosedWindow, now: time) -> bool:
    if window.start <= window.end:
        return window.start <= now < window.end
    return now >= window.start or now < window.end


def _ends(window: ClosedWindow, now: datetime) -> datetime:
    end = datetime.combine(now.date(), window.end, JST)
    return end if end > now else end + _ONE


def next_intake(library: Library, at: datetime) -> datetime | None:
    """The first intake strictly after a moment."""
    now = at.astimezone(JST)
    moments = library.intake.moments
    for moment in moments:
        if (found := datetime.combine(now.date(), moment, JST)) > now:
            return found
    return datetime.combine(now.date() + _ONE, moments[0], JST) if moments else None


def intakes_between(library: Library, start: datetime, end: datetime) -> tuple[datetime, ...]:
    """All intakes with start < t <= end, in order."""
    first, last = start.astimezone(JST), end.astimezone(JST)
    found: list[datetime] = []
    day = first.date()
    while day <= last.date():
        for moment in library.intake.moments:
            at = datetime.combine(day, moment, JST)
            if first < at <= last:
                found.append(at)
        day += _ONE
    return tuple(found)


# -- the last pickup day -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PickUp:
    """How long a ready hold is kept.

    `by`: last day shown to the patron; `until`: last hour of that day where the library names one;
    `cancel_after`: the library cancels when this day is over (NEVER while not fixed);
    `first`: the first day on which it can be fetched.
    """

    by: date
    until: time | None
    cancel_after: date
    first: date


def pick_up(library: Library, hold: Hold) -> PickUp | None:
    """How long a hold is kept; None while it is not ready, or its period has not begun.

    A period counted from the notice does not begin before the patron was told (`notified_on`).
    """
    if hold.state is not HoldState.READY:
        return None
    number = deadline_of(library, hold.pickup, hold.contact)
    if number is None:
        return None
    rule = library.pickup.deadlines[number]
    if (anchor := _anchor(rule.counted_from, hold)) is None:
        return None
    opening = library.opening_of(hold.pickup)
    first = _first_fetch(rule, opening, hold, anchor)
    by = max(_count(rule, opening, anchor, rule.days), first)
    other = rule.cancel_from
    late = anchor if other is None else _anchor(other, hold)
    cancel = NEVER if late is None else max(by, _count(rule, opening, late, rule.days))
    return PickUp(by, rule.until, cancel, first)


def cancelled_after(library: Library, hold: Hold) -> date:
    """The library cancels a ready hold when this day is over; NEVER while no day is fixed.

    A hold whose patron could not be told goes so many days after it was ready as the library says.
    """
    found = pick_up(library, hold)
    if found is not None and found.cancel_after != NEVER:
        return found.cancel_after
    number = deadline_of(library, hold.pickup, hold.contact)
    since = hold.ready_since or hold.secured_on
    if hold.state is not HoldState.READY or number is None or since is None:
        return NEVER
    rule = library.pickup.deadlines[number]
    if rule.unreached_days is None or hold.notified_on is not None:
        return NEVER
    last = _count(rule, library.opening_of(hold.pickup), since, rule.unreached_days)
    return last if found is None else max(last, found.by)


def deadline_of(library: Library, branch_id: str, contact: Contact) -> int | None:
    """The number of the deadline that holds for a place and a contact: the first that fits."""
    for number, rule in enumerate(library.pickup.deadlines):
        here = not rule.branches or branch_id in rule.branches
        if here and (not rule.contacts or contact in rule.contacts):
            return number
    return None


def _anchor(anchor: Anchor, hold: Hold) -> date | None:
    if anchor is Anchor.NOTICE and hold.contact is not Contact.NONE:
        return hold.notified_on
    return hold.secured_on or hold.ready_since


def _first_fetch(rule: Deadline, opening: Opening, hold: Hold, anchor: date) -> date:
    first = hold.ready_since or anchor
    if rule.first_fetch is FirstFetch.NEXT_OPENING_DAY:
        first = max(first, _next_open(opening, hold.secured_on or anchor))
    return first if _is_open(opening, first) else _next_open(opening, first)


def _count(rule: Deadline, opening: Opening, anchor: date, days: int) -> date:
    """The last day of a period that starts the day after the anchor; always an opening day."""
    if rule.unit is DayUnit.CALENDAR_DAYS:
        last = anchor + _ONE * days
        return last if _is_open(opening, last) else _next_open(opening, last)
    left = days
    for day in _days_after(anchor):
        lends = not opening.lending_weekdays or Weekday.of(day) in opening.lending_weekdays
        if _is_open(opening, day) and (rule.unit is DayUnit.OPENING_DAYS or lends):
            left -= 1
            if left == 0:
                return day
    return anchor + _ONE * _LOOK_AHEAD


def _next_open(opening: Opening, after: date) -> date:
    return next((day for day in _days_after(after) if _is_open(opening, day)), after)
