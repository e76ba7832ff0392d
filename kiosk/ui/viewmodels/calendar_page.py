"""The calendar page: a month of a branch, its hours, and the library's other places.

Needs no patron. Which days are open is the desk's answer; this only puts them into weeks, Sunday
first, as Japanese libraries print them.
"""

from datetime import date, time
from typing import Any

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from kiosk.circulation.calendar import Day
from kiosk.ui.viewmodels import words
from kiosk.ui.viewmodels.basis import Around, Model
from kiosk.ui.viewmodels.session import CALENDAR

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1

MONTHS_KNOWN = 12
"""Months that can be shown, this one included: for so many the public holidays are announced."""


@QmlElement
@QmlSingleton
class Calendar(Model):
    """`weeks` of the month shown, `hours` of its days, `places` to choose from."""

    changed = Signal()

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self._comfort.languageChanged.connect(self.changed)

    def _forget(self) -> None:
        self._place = self._branch
        self._ahead = 0
        self._days: tuple[Day, ...] = ()

    # -- what can be done -------------------------------------------------------------------------

    @Slot()
    def open(self) -> None:
        """Open the page: this branch, this month."""
        self._forget()
        self._fetch()
        self._session.go(CALENDAR)

    @Slot()
    def previous(self) -> None:
        """The month before; not before this month."""
        if self.has_previous():
            self._turn(self._place, self._ahead - 1)

    @Slot()
    def next(self) -> None:
        """The next month, as far as holidays are known."""
        if self.has_next():
            self._turn(self._place, self._ahead + 1)

    @Slot(str)
    def choose(self, branch: str) -> None:
        """Another branch or stop; the month stays."""
        self._turn(branch, self._ahead)

    def _turn(self, branch: str, ahead: int) -> None:
        self._place, self._ahead = branch, ahead
        self._fetch()

    def _fetch(self) -> None:
        if self._desk is not None:
            desk, branch, first = self._desk, self._place, self._first()
            self._jobs.run(
                lambda: desk.calendar(branch, first.year, first.month), self._take, latest="month"
            )

    def _take(self, days: tuple[Day, ...]) -> None:
        self._days = days
        self.changed.emit()

    # -- what QML reads ---------------------------------------------------------------------------

    def _first(self) -> date:
        """The first day of the month that is asked for."""
        today = self._clock.now().date()
        month = today.month - 1 + self._ahead
        return date(today.year + month // 12, month % 12 + 1, 1)

    def has_previous(self) -> bool:
        """Whether there is a month before."""
        return self._ahead > 0

    def has_next(self) -> bool:
        """Whether there is a month after."""
        return self._ahead < MONTHS_KNOWN - 1

    def month_text(self) -> str:
        """The month shown: 2026年11月."""
        return words.month(self._days[0].day, self._language()) if self._days else ""

    def place_text(self) -> str:
        """The branch or stop shown."""
        return self._library.branch(self._place).said(self._language()) if self._library else ""

    def get_heads(self) -> list[str]:
        """Weekdays, Sunday first."""
        return [words.weekday(date(2026, 11, day), self._language()) for day in range(1, 8)]

    def get_weeks(self) -> list[dict[str, Any]]:
        """The days in reading order, Sunday first; empty places before the first of the month."""
        if not self._days:
            return []
        blank = {"day": "", "said": ""}
        return [blank] * (self._days[0].day.isoweekday() % 7) + [self._cell(d) for d in self._days]

    def _cell(self, of: Day) -> dict[str, Any]:
        language, today = self._language(), self._clock.now().date()
        holiday = words.holiday(of.holiday, language) if of.holiday else ""
        is_today = of.day == today
        said = words.hours(of.hours, language) if of.hours or not of.open else ""
        near = words.relative_day(of.day, today, language) if is_today else ""
        parts = (words.day(of.day, language), near, holiday, said)
        return {
            "day": str(of.day.day),
            "open": of.open,
            "hours": words.hours(of.hours, language) if of.hours else "",
            "holiday": holiday,
            "today": is_today,
            "past": of.day < today,
            "said": " ".join(filter(None, parts)),
        }

    def get_hours(self) -> list[str]:
        """Opening hours of the month, each with its weekdays where they differ."""
        spans: dict[tuple[time, time], set[int]] = {}
        for of in self._days:
            if of.hours:
                spans.setdefault(of.hours, set()).add(of.day.weekday())
        language = self._language()
        said = [
            (words.weekdays(days, language), words.hours(at, language))
            for at, days in spans.items()
        ]
        return [f"{days}　{span}" for days, span in said]

    def get_holidays(self) -> list[str]:
        """Public holidays of the month: 23日(月) 勤労感謝の日."""
        language = self._language()
        return [
            f"{words.short_day(of.day, language)}　{words.holiday(of.holiday, language)}"
            for of in self._days
            if of.holiday
        ]

    def get_places(self) -> list[dict[str, Any]]:
        """Branches and stops as choices, this house first."""
        if self._library is None:
            return []
        here = self._either("この館", "This library")
        shown = sorted(self._library.branches, key=lambda branch: branch.id != self._branch)
        return [
            {
                "id": branch.id,
                "text": branch.said(self._language()),
                "note": here
                if branch.id == self._branch
                else branch.note.said(self._language())
                if branch.note
                else "",
                "symbol": "truck" if branch.stop else "building",
                "on": branch.id == self._place,
                "why": "",
            }
            for branch in shown
        ]

    hasPrevious = Property(bool, has_previous, notify=changed)
    hasNext = Property(bool, has_next, notify=changed)
    monthText = Property(str, month_text, notify=changed)
    placeText = Property(str, place_text, notify=changed)
    heads = Property(list, get_heads, notify=changed)
    days = Property(list, get_weeks, notify=changed)
    hours = Property(list, get_hours, notify=changed)
    holidays = Property(list, get_holidays, notify=changed)
    places = Property(list, get_places, notify=changed)
