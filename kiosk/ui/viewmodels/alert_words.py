"""The words of a keyword alert, typed in kana or letters; headings propose the kanji.

What is typed lives until it was handed in, and is wiped with every way off its page.
"""

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from kiosk.circulation.facts import Alert
from kiosk.desk.answers import RequestLine
from kiosk.ui.viewmodels import kana
from kiosk.ui.viewmodels.basis import Around, Asking
from kiosk.ui.viewmodels.lists import DONE, NOTED, Lists
from kiosk.ui.viewmodels.scanner import without
from kiosk.ui.viewmodels.session import ALERT

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1

LONGEST_WORDS = 40
LOOKED_THROUGH, SHOWN = 6, 2
"""Headings asked for, and how many of them there is room for."""


@QmlElement
@QmlSingleton
class AlertWords(Asking):
    """One alert: new, or other words for the one that is pointed at."""

    changed = Signal()

    def __init__(self, around: Around, lists: Lists) -> None:
        super().__init__(around)
        self._lists = lists
        self._session.pageChanged.connect(self._page_changed)

    def _forget(self) -> None:
        super()._forget()
        self._alert = self._typed = ""
        self._headings: tuple[str, ...] = ()

    def _page_changed(self) -> None:
        if self._session.get_page() != ALERT and (self._typed or self._alert):
            self._start_over()

    @Slot()
    def begin(self) -> None:
        """Open the page for a new alert."""
        self._start_over()
        self._session.go(ALERT)

    @Slot()
    def change(self) -> None:
        """Open the page for other words of the alert that is pointed at."""
        alert = self._lists.pointed_at()
        if isinstance(alert, Alert):
            self.begin()
            self._alert = alert.id
            self._put(alert.words)

    # -- typing -----------------------------------------------------------------------------------

    @Slot(str)
    def press(self, sign: str) -> None:
        """A key of the board or of a keyboard."""
        if len(sign) == 1 and sign.isprintable():
            typed = self._typed
            marks = sign in kana.MARKS
            self._put(kana.marked(typed, sign) if marks else (typed + sign).lstrip())

    @Slot()
    def erase(self) -> None:
        """1字消す."""
        self._put(self._typed[:-1])

    @Slot()
    def clear(self) -> None:
        """ぜんぶ消す."""
        self._put("")

    @Slot(str)
    def take(self, heading: str) -> None:
        """A heading that goes on from what was typed, in its own letters."""
        self._put(heading)

    @Slot(str)
    def unscan(self, signs: str) -> None:
        """A card was scanned while words are typed: its number is none of them."""
        self._put(without(self._typed, signs, LONGEST_WORDS))

    def _put(self, typed: str) -> None:
        if self._waiting or self._session.get_page() != ALERT:
            return
        self._typed = typed[:LONGEST_WORDS]
        self._say("")
        self.changed.emit()
        if self._desk is not None:
            desk, asked = self._desk, self._typed

            def headings() -> tuple[str, ...]:
                found = desk.suggest(asked, LOOKED_THROUGH).headings if asked else ()
                texts = dict.fromkeys(heading.text for heading in found)
                return tuple(text for text in texts if text != asked)[:SHOWN]

            self._jobs.run(headings, self._take_headings, latest="alert")

    def _take_headings(self, headings: tuple[str, ...]) -> None:
        if self._session.get_page() == ALERT:
            self._headings = headings
            self.changed.emit()

    @Slot()
    def save(self) -> None:
        """Hand the words in."""
        typed, alert = self._typed.strip(), self._alert
        if self._desk is not None and typed:
            desk = self._desk
            self._ask(
                lambda: desk.alert_change(alert, typed) if alert else desk.alert_add(typed),
                self._taken,
                self._either("お預かりしています", "One moment."),
            )

    def _taken(self, line: RequestLine) -> None:
        self._session.leave(ALERT)
        self._lists.report(line, DONE, NOTED)
        self._lists.look()

    # -- what QML reads ---------------------------------------------------------------------------

    def get_typed(self) -> str:
        """The words so far."""
        return self._typed

    def is_change(self) -> bool:
        """Whether an alert that stands gets other words."""
        return bool(self._alert)

    def get_headings(self) -> list[str]:
        """Headings that go on from what was typed."""
        return list(self._headings)

    typed = Property(str, get_typed, notify=changed)
    changing = Property(bool, is_change, notify=changed)
    headings = Property(list, get_headings, notify=changed)
