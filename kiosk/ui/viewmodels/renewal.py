"""Renewing a loan: both due dates are shown first, and nothing changes before a second touch.

Dates and reasons are the desk's. What was looked at is forgotten when the page is left.
"""

from typing import Any

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from kiosk.circulation.reasons import Refused
from kiosk.desk.answers import RenewalPreview, RequestLine
from kiosk.ui.viewmodels import renewal_rows
from kiosk.ui.viewmodels.account import MyPage
from kiosk.ui.viewmodels.basis import Around, Asking
from kiosk.ui.viewmodels.session import RENEWAL

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1

RENEWED = ("貸出期間を延長しました。", "The loan is renewed.")
NOTED = ("延長の申込をお預かりしました。", "Your renewal is noted.")


@QmlElement
@QmlSingleton
class Renewal(Asking):
    """One loan of My page with its old and its new due date; My page tells what came of it."""

    changed = Signal()

    def __init__(self, around: Around, my_page: MyPage) -> None:
        super().__init__(around)
        self._my_page = my_page
        self._session.pageChanged.connect(self._page_changed)
        self._comfort.languageChanged.connect(self.changed)

    def _forget(self) -> None:
        super()._forget()
        self._preview: RenewalPreview | None = None

    def _page_changed(self) -> None:
        if self._session.get_page() != RENEWAL and self._preview is not None:
            self._start_over()

    @Slot(str)
    def begin(self, copy: str) -> None:
        """延長: show both dates first; nothing changes yet."""
        if self._desk is None:
            return
        desk, show = self._desk, self._session.once_ready(RENEWAL)

        def take(preview: RenewalPreview) -> None:
            self._preview = preview
            self.changed.emit()
            show()

        self._jobs.run(lambda: desk.renew_preview(copy), take, self._refuse)

    @Slot()
    def confirm(self) -> None:
        """Renew, with both dates seen."""
        if self._preview is None or self._desk is None:
            return
        desk, copy = self._desk, self._preview.copy
        said = self._either("お預かりしています", "One moment.")
        self._ask(lambda: desk.renew(copy, confirm=True), self._renewed, said)

    def _renewed(self, line: RequestLine) -> None:
        self._session.leave(RENEWAL)
        self._my_page.report(line, RENEWED, NOTED)

    def _refuse(self, refused: Refused) -> None:
        self._session.leave(RENEWAL)
        self._my_page.refuse(refused)

    def get_dates(self) -> dict[str, Any]:
        """Both due dates, the difference in days, and from when renewing gains."""
        return renewal_rows.dates(self._preview, self._language())

    def get_strip(self) -> list[dict[str, Any]]:
        """The days from today to just past both dates."""
        today = self._clock.now().date()
        return renewal_rows.strip(
            self._preview, self._library, self._branch, today, self._language()
        )

    def get_rule(self) -> str:
        """How renewing works here, in one sentence."""
        return renewal_rows.rule_text(self._library, self._language())

    dates = Property(dict, get_dates, notify=changed)
    strip = Property(list, get_strip, notify=changed)
    rule = Property(str, get_rule, notify=changed)
