"""State of the data and of the house: what the bar, the attract page and the notices say.

Asks the desk now and then, off the screen's thread. A network that is away is no error here: the
screen says how old its stock is, and nothing else changes.
"""

from datetime import date, datetime, timedelta
from typing import Any

from PySide6.QtCore import Property, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from kiosk.circulation import calendar
from kiosk.desk.answers import Status as Answer
from kiosk.ui.viewmodels import words
from kiosk.ui.viewmodels.basis import Around, Model

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1

LOOK_EVERY_MS = 20_000


@QmlElement
@QmlSingleton
class Status(Model):
    """`dataText` for the bar; opening hours, the week, the next intake for the other pages."""

    changed = Signal()

    def __init__(self, around: Around, *, plain_keys: bool = False) -> None:
        self._answer: Answer | None = None
        super().__init__(around)
        self._plain_keys = plain_keys
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._comfort.languageChanged.connect(self.changed)
        if self._desk is not None:
            self._timer.start()
            self.look()

    def has_plain_keys(self) -> bool:
        """Whether keys lie in a plain file: to be tried only, never for real patrons."""
        return self._plain_keys

    plainKeys = Property(bool, has_plain_keys, constant=True)

    @Slot()
    def look(self) -> None:
        """Ask again; the answer changes the screen when it comes."""
        if self._desk is not None:
            self._jobs.run(self._desk.status, self._take, latest="status")

    def _take(self, answer: Answer) -> None:
        self._answer = answer
        self.changed.emit()

    def stop(self) -> None:
        """Ask no more."""
        self._timer.stop()

    def _now(self) -> datetime:
        return self._clock.now()

    def data_text(self) -> str:
        """Age of the stock, for the middle of the bar."""
        if self._answer is None:
            return ""
        return words.data_age(self._answer.catalogue_as_of, self._now(), self._language())

    def is_online(self) -> bool:
        """Whether the central answered the last time."""
        return self._answer is None or self._answer.online

    def get_queued(self) -> int:
        """Requests that have not been sent yet."""
        return self._answer.queued if self._answer else 0

    def search_open(self) -> bool:
        """Whether searching is offered at this hour."""
        return self._answer is None or self._answer.search_open

    def hold_open(self) -> bool:
        """Whether holds are taken at this hour."""
        return self._answer is None or self._answer.hold_open

    def reopens(self) -> str:
        """When a closed service opens again; empty where all is open."""
        if self._answer is None or self._answer.reopens_at is None:
            return ""
        return words.moment(self._answer.reopens_at, self._now(), self._language())

    def next_intake(self) -> str:
        """The next intake: 明日 午前3時."""
        if self._answer is None or self._answer.next_intake is None:
            return ""
        return words.moment(self._answer.next_intake, self._now(), self._language())

    def branch_text(self) -> str:
        """Name of this branch."""
        if self._library is None:
            return ""
        branch = self._library.branch(self._branch)
        return branch.english if self._english() else branch.name

    def library_text(self) -> str:
        """Name of the library."""
        return self._library.said(self._language()) if self._library else ""

    def house_text(self) -> str:
        """Library and branch as the sign at the door says it: 村上市立中央図書館."""
        library, branch = self.library_text(), self.branch_text()
        if self._english():
            return f"{library}　{branch}" if branch else library
        joined = library.removesuffix("図書館")
        if joined != library and branch.endswith("図書館") and joined not in branch:
            return joined + branch
        return branch if "図書館" in branch or not branch else f"{library}　{branch}"

    def today_text(self) -> str:
        """Today: 11月24日(火)."""
        return words.day(self._now().date(), self._language())

    def time_text(self) -> str:
        """The time on the wall: 10:32."""
        now = self._now()
        return f"{now.hour}:{now.minute:02d}"

    def hours_text(self) -> str:
        """Opening hours today."""
        if self._library is None:
            return ""
        today = self._now().date()
        return words.hours(calendar.hours(self._library, self._branch, today), self._language())

    def is_over(self) -> bool:
        """Whether the house has closed for today: the hours on the screen are past."""
        if self._library is None:
            return False
        now = self._now()
        span = calendar.hours(self._library, self._branch, now.date())
        return span is not None and now.time() >= span[1]

    def open_today(self) -> bool:
        """Whether the house is open today."""
        if self._library is None:
            return False
        return calendar.is_open(self._library, self._branch, self._now().date())

    def next_closed(self) -> str:
        """The next closed day after today: 30日(月); empty where none is known."""
        if self._library is None:
            return ""
        closed = calendar.next_closed(self._library, self._branch, self._now().date())
        if closed is None:
            return ""
        near = closed - self._now().date() < timedelta(days=28)
        language = self._language()
        return words.short_day(closed, language) if near else words.day(closed, language)

    def get_week(self) -> list[dict[str, Any]]:
        """Seven days from today: weekday, day of the month, open, today."""
        today = self._now().date()
        return [self._day(today + timedelta(days=step), today) for step in range(7)]

    def _day(self, day: date, today: date) -> dict[str, Any]:
        is_open = self._library is not None and calendar.is_open(self._library, self._branch, day)
        return {
            "weekday": words.weekday(day, self._language()),
            "day": str(day.day),
            "open": is_open,
            "today": day == today,
        }

    dataText = Property(str, data_text, notify=changed)
    online = Property(bool, is_online, notify=changed)
    queued = Property(int, get_queued, notify=changed)
    searchOpen = Property(bool, search_open, notify=changed)
    holdOpen = Property(bool, hold_open, notify=changed)
    reopensText = Property(str, reopens, notify=changed)
    nextIntakeText = Property(str, next_intake, notify=changed)
    branchText = Property(str, branch_text, notify=changed)
    libraryText = Property(str, library_text, notify=changed)
    houseText = Property(str, house_text, notify=changed)
    todayText = Property(str, today_text, notify=changed)
    timeText = Property(str, time_text, notify=changed)
    hoursText = Property(str, hours_text, notify=changed)
    hoursOver = Property(bool, is_over, notify=changed)
    openToday = Property(bool, open_today, notify=changed)
    nextClosedText = Property(str, next_closed, notify=changed)
    week = Property(list, get_week, notify=changed)
