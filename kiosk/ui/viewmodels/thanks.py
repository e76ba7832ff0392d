"""The page after a hold was placed: receipt number, next intake, what was and was not taken.

Shows only what the desk has committed. Neither the page nor its QR code names a person or a card.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Property, Signal
from PySide6.QtQml import QmlElement, QmlSingleton

from kiosk.circulation.facts import Contact
from kiosk.circulation.profile import DayUnit
from kiosk.desk.answers import Placed, TitleLine
from kiosk.ui.viewmodels import rows, words
from kiosk.ui.viewmodels.basis import Around, Model
from kiosk.ui.viewmodels.receipt import ReceiptImages, receipt_text
from kiosk.ui.viewmodels.session import THANKS

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlSingleton
class Thanks(Model):
    """What the last placing brought. Empty before it and after the visit."""

    changed = Signal()

    def __init__(self, around: Around) -> None:
        self.images = ReceiptImages()
        self._serial = 0
        super().__init__(around)
        self._comfort.languageChanged.connect(self.changed)

    def _forget(self) -> None:
        self._placed: Placed | None = None
        self._lines: list[TitleLine] = []
        self._pickup: str | None = None
        self._contact: Contact | None = None
        self.images.text = ""

    def show(
        self,
        placed: Placed,
        lines: Sequence[TitleLine],
        pickup: str | None,
        contact: Contact | None,
    ) -> None:
        """The desk has committed the request: say thanks."""
        self._placed = placed
        self._lines = list(lines)
        self._pickup, self._contact = pickup, contact
        heading = self._library.name if self._library else ""
        self.images.text = receipt_text(heading, self.get_receipt(), self._taken())
        self._serial += 1
        self.changed.emit()
        self._session.go(THANKS)

    def _taken(self) -> list[str]:
        if self._placed is None:
            return []
        titles = {line.title.id: rows.full_title(line.title) for line in self._lines}
        return [titles.get(r.title or "", r.title_text) for r in self._placed.requests if r.ok]

    def get_receipt(self) -> str:
        """The receipt number: 47-318."""
        return self._placed.receipt if self._placed else ""

    def get_count(self) -> int:
        """How many titles were taken."""
        return len(self._taken())

    def only_books(self) -> bool:
        """Whether 冊 is the right counting word."""
        return rows.only_books(self._lines)

    def get_titles(self) -> list[str]:
        """The titles that were taken."""
        return self._taken()

    def get_refused(self) -> list[dict[str, Any]]:
        """Titles that were not taken, and why."""
        if self._placed is None:
            return []
        return [
            {"title": line.title_text, "text": line.text}
            for line in self._placed.requests
            if not line.ok
        ]

    def intake(self) -> str:
        """The next intake: 明日 午前3時."""
        if self._placed is None or self._placed.next_intake is None:
            return ""
        at = self._placed.next_intake
        return words.moment(at, self._clock.now(), self._language())

    def intake_day(self) -> str:
        """Its day: 25日(水)."""
        if self._placed is None or self._placed.next_intake is None:
            return ""
        at = self._placed.next_intake.astimezone(self._clock.now().tzinfo)
        return words.short_day(at.date(), self._language())

    def get_contact(self) -> str:
        """mail, phone or none."""
        return self._contact.value if self._contact else ""

    def keep_text(self) -> str:
        """How long a hold is kept; empty where the library does not say."""
        if self._library is None:
            return ""
        english = self._english()
        for rule in self._library.pickup.deadlines:
            place_fits = not rule.branches or self._pickup in rule.branches
            if place_fits and (not rule.contacts or self._contact in rule.contacts):
                return _kept(rule.days, rule.unit, english=english)
        return ""

    def counter_first(self) -> bool:
        """Whether the counter's own holds come first."""
        return self._library is not None and self._library.intake.counter_first

    def image_address(self) -> str:
        """Address of the QR code; another one for each receipt."""
        return f"image://receipt/{self._serial}" if self._placed else ""

    receipt = Property(str, get_receipt, notify=changed)
    count = Property(int, get_count, notify=changed)
    onlyBooks = Property(bool, only_books, notify=changed)
    titles = Property(list, get_titles, notify=changed)
    refused = Property(list, get_refused, notify=changed)
    intakeText = Property(str, intake, notify=changed)
    intakeDay = Property(str, intake_day, notify=changed)
    contact = Property(str, get_contact, notify=changed)
    keepText = Property(str, keep_text, notify=changed)
    counterFirst = Property(bool, counter_first, constant=True)
    image = Property(str, image_address, notify=changed)


def _kept(days: int, unit: DayUnit, *, english: bool) -> str:
    """How long; My page tells the very day."""
    if unit is DayUnit.CALENDAR_DAYS and days % 7 == 0:
        weeks = days // 7
        if english:
            return f"We keep it for {weeks} week{'' if weeks == 1 else 's'}."
        return f"{weeks}週間お取り置きします。"
    word = {
        DayUnit.CALENDAR_DAYS: ("日", "days"),
        DayUnit.OPENING_DAYS: ("開館日", "opening days"),
        DayUnit.LENDING_DAYS: ("貸出日", "lending days"),
    }[unit][english]
    return f"We keep it for {days} {word}." if english else f"{days}{word}お取り置きします。"
