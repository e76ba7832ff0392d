"""The parts of a profile that say when: opening days, closed windows and intakes; and the branches.

Days are calendar days; times of day are the library's own (JST). Nothing here decides: the rules
that ask are in `calendar`.
"""

from datetime import date, time
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, model_validator

from kiosk.circulation.parts import Flag, Identifier, OneDay, Part, Text, TimeOfDay, Words


class Weekday(StrEnum):
    """A day of the week; the order is that of `date.weekday()`."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"

    @staticmethod
    def of(day: date) -> "Weekday":
        """The weekday of a date."""
        return _WEEK[day.weekday()]


_WEEK = tuple(Weekday)


class HolidayRule(StrEnum):
    """What a public holiday does to the opening days."""

    AS_USUAL = "as_usual"  # nothing
    CLOSED = "closed"  # every public holiday is a closing day
    MOVED = "moved"  # a closing weekday on a holiday is open; the next working day is closed


class Hours(Part):
    """Opening hours on some weekdays. Empty `days`: on all of them."""

    days: tuple[Weekday, ...] = ()
    open: TimeOfDay
    close: TimeOfDay

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.open >= self.close:
            raise ValueError("close must be later than open")
        return self


class Opening(Part):
    """Opening days and hours of a branch. Without `hours` the branch is open, hours unknown.

    `closed_yearly`: spans such as "12-29/01-03". `closed_monthly`: "last-fri", "2-tue".
    `open_days` overrule every closing rule; `closed_days` overrule all but those.
    `lending_weekdays`: 貸出日 of a place that lends on some days only; empty: every opening day.
    """

    closed_weekdays: tuple[Weekday, ...] = ()
    public_holidays: HolidayRule = HolidayRule.AS_USUAL
    closed_days: frozenset[OneDay] = frozenset()
    closed_yearly: tuple[
        Annotated[str, Field(pattern=r"^(0\d|1[0-2])-[0-3]\d/(0\d|1[0-2])-[0-3]\d$")], ...
    ] = ()
    closed_monthly: tuple[
        Annotated[str, Field(pattern=r"^(last|[1-5])-(mon|tue|wed|thu|fri|sat|sun)$")], ...
    ] = ()
    open_days: frozenset[OneDay] = frozenset()
    hours: tuple[Hours, ...] = ()
    lending_weekdays: tuple[Weekday, ...] = ()


class Branch(Part):
    """A branch, a service spot or a bookmobile stop (`stop`). `pickup`: holds can be fetched here.

    `opening` overrules the library's own; `note` is a short line shown beside the name.
    """

    id: Identifier
    name: Text
    english: Text
    stop: Flag = False
    pickup: Flag = True
    note: Words | None = None
    opening: Opening | None = None

    def said(self, language: str) -> str:
        """The branch's name in a language."""
        return self.name if language.startswith("ja") else self.english


class Service(StrEnum):
    """What a closed window closes."""

    SEARCH = "search"
    HOLD = "hold"


class ClosedWindow(Part):
    """Daily hours in which services rest; may run over midnight. `end` is the first open moment."""

    start: TimeOfDay
    end: TimeOfDay
    closes: Annotated[tuple[Service, ...], Field(min_length=1)]


class Processed(StrEnum):
    """Requests that wait for the intake; all others take effect when the central has them."""

    HOLD = "hold"
    CANCEL = "cancel"
    CHANGE = "change"
    SERIES = "series"


class Intake(Part):
    """When provisional requests become real: at `times`, or every so many minutes in a span."""

    times: tuple[TimeOfDay, ...] = ()
    every_minutes: Annotated[int, Field(strict=True, ge=1, le=1440)] | None = None
    start: TimeOfDay = time(0, 0)
    end: TimeOfDay = time(23, 59)
    processes: Annotated[tuple[Processed, ...], Field(min_length=1)]
    counter_first: Flag = True

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if bool(self.times) == (self.every_minutes is not None):
            raise ValueError("exactly one of times and every_minutes must be given")
        if self.start > self.end:
            raise ValueError("end must not be earlier than start")
        return self

    @cached_property
    def moments(self) -> tuple[time, ...]:
        """The times of day of all intakes, in order."""
        if self.every_minutes is None:
            return tuple(sorted(set(self.times)))
        first = self.start.hour * 60 + self.start.minute
        last = self.end.hour * 60 + self.end.minute
        return tuple(time(*divmod(m, 60)) for m in range(first, last + 1, self.every_minutes))
