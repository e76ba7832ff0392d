"""My page: holds with their life, loans, what came of my requests, and cancelling a hold.

Everything is fetched when the page opens and forgotten when the visit ends. All words and rules
come from the desk; this only puts them in order.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from kiosk.circulation.facts import HoldState
from kiosk.circulation.messages import RequestState
from kiosk.circulation.reasons import Refused
from kiosk.desk.answers import Cart, HoldLine, LoanLine, RequestLine
from kiosk.ui.viewmodels import account_rows, words
from kiosk.ui.viewmodels.basis import Around, Asking
from kiosk.ui.viewmodels.choices import slot_row
from kiosk.ui.viewmodels.session import HOLD_CHANGE, MY_PAGE, RENEWAL, SERIES_ORDER

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1

PAGES = (MY_PAGE, RENEWAL, HOLD_CHANGE, SERIES_ORDER)
PARTS = ("holds", "loans", "results")
CANCELLED = ("予約を取り消しました。", "The hold is cancelled.")
CANCEL_NOTED = ("取消の申込をお預かりしました。", "Your cancellation is noted.")


@dataclass(frozen=True, slots=True)
class _All:
    """One look at the patron's affairs."""

    holds: tuple[HoldLine, ...]
    loans: tuple[LoanLine, ...]
    requests: tuple[RequestLine, ...]
    cart: Cart


@QmlElement
@QmlSingleton
class MyPage(Asking):
    """Lists and actions of a signed-in patron."""

    changed = Signal()
    cancelChanged = Signal()

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self._session.pageChanged.connect(self._page_changed)
        self._comfort.languageChanged.connect(self.look)

    def _forget(self) -> None:
        super()._forget()
        self._all: _All | None = None
        self._cancelling = ""
        self._part = PARTS[0]

    def _start_over(self) -> None:
        super()._start_over()
        self.cancelChanged.emit()

    # -- fetching ---------------------------------------------------------------------------------

    @Slot()
    def look(self) -> None:
        """Fetch again, where a patron is signed in and one of these pages is open."""
        if self._desk is None or not self._session.is_signed_in():
            return
        if self._session.get_page() in PAGES:
            desk = self._desk
            self._jobs.run(
                lambda: _All(desk.holds(), desk.loans(), desk.requests(), desk.cart()),
                self._take,
                self._refuse,
                text=self._either("マイページを用意しています", "Fetching your page."),
                latest="my_page",
            )

    def _page_changed(self) -> None:
        page = self._session.get_page()
        if page != MY_PAGE:
            self._say("")
        self._set_cancelling("")
        if page in PAGES:
            self.look()
        else:
            self._part = PARTS[0]

    def _take(self, all_: _All) -> None:
        self._all = all_
        self.changed.emit()

    @Slot(str)
    def openPart(self, part: str) -> None:
        """Where only one part fits the screen: holds, loans or results."""
        if part in PARTS:
            self._part = part
            self.changed.emit()

    def refuse(self, refused: Refused) -> None:
        """What a page behind this one was refused."""
        self._refuse(refused)

    def hold(self, hold_id: str) -> HoldLine | None:
        """One hold, as the desk last told it."""
        return next((hold for hold in self.hold_lines() if hold.id == hold_id), None)

    def hold_lines(self) -> tuple[HoldLine, ...]:
        """All holds, as the desk last told them."""
        return self._all.holds if self._all else ()

    def cart(self) -> Cart | None:
        """Places and ways of being told, as the desk last told them."""
        return self._all.cart if self._all else None

    # -- cancelling -------------------------------------------------------------------------------

    @Slot(str)
    def askCancel(self, hold: str) -> None:
        """取消: ask once whether it is meant."""
        self._set_cancelling(hold)

    @Slot()
    def keepHold(self) -> None:
        """Do not cancel."""
        self._set_cancelling("")

    @Slot()
    def confirmCancel(self) -> None:
        """Yes, cancel it."""
        hold = self._cancelling
        self._set_cancelling("")
        if hold and self._desk is not None:
            desk = self._desk
            said = self._either("お預かりしています", "One moment.")
            self._ask(lambda: desk.cancel(hold), self._cancelled, said)

    def _cancelled(self, line: RequestLine) -> None:
        self.report(line, CANCELLED, CANCEL_NOTED)
        self.look()

    def _set_cancelling(self, hold: str) -> None:
        self._cancelling = hold
        self.cancelChanged.emit()

    # -- what QML reads: lists --------------------------------------------------------------------

    def _now(self) -> datetime:
        return self._clock.now()

    def _next_intake(self) -> datetime | None:
        return self._all.cart.next_intake if self._all else None

    def get_part(self) -> str:
        """The part that is shown where only one fits: holds, loans or results."""
        return self._part

    def get_holds(self) -> list[dict[str, Any]]:
        """Holds, ready ones first."""
        if self._all is None:
            return []
        now, intake = self._now(), self._next_intake()
        holds = sorted(self._all.holds, key=account_rows.hold_order)
        return [account_rows.hold_row(hold, now, intake, self._language()) for hold in holds]

    def get_ready(self) -> list[dict[str, Any]]:
        """Holds that can be fetched today."""
        return [row for row in self.get_holds() if row["ready"]]

    def get_loans(self) -> list[dict[str, Any]]:
        """Loans, first due first."""
        if self._all is None:
            return []
        today = self._now().date()
        loans = sorted(self._all.loans, key=lambda line: line.loan.due)
        return [account_rows.loan_row(line, today, self._language()) for line in loans]

    def get_results(self) -> list[dict[str, Any]]:
        """What came of my requests, newest first."""
        if self._all is None:
            return []
        shown = [
            line
            for line in self._all.requests
            if line.kind in account_rows.SHOWN_RESULTS
            and line.state not in (RequestState.QUEUED, RequestState.RECEIVED)
        ]
        return [account_rows.result_row(line, self._language()) for line in shown[:6]]

    def get_slots(self) -> list[dict[str, Any]]:
        """Limit groups with what is used."""
        if self._all is None:
            return []
        return [slot_row(s, self._library, self._language(), 0) for s in self._all.cart.slots]

    def is_loaded(self) -> bool:
        """Whether the page has been fetched."""
        return self._all is not None

    def is_deferred(self) -> bool:
        """Whether the patron is still to be checked: no personal data is shown then."""
        return self._session.get_mode() == "deferred"

    def ask_text(self) -> str:
        """Whom to ask for what cannot be done here, in the library's words."""
        return self._library.holds.ask.said(self._language()) if self._library else ""

    def renew_label(self) -> str:
        """The library's word for renewing."""
        return self._library.labels.renew.said(self._language()) if self._library else ""

    # -- what QML reads: cancelling ---------------------------------------------------------------

    def get_cancelling(self) -> str:
        """Id of the hold that may be cancelled now; empty where none is asked about."""
        return self._cancelling

    def cancelling_title(self) -> str:
        """Its title."""
        hold = self.hold(self._cancelling)
        return hold.title_text if hold else ""

    def cancel_when(self) -> str:
        """When a cancellation takes effect; empty where it does at once."""
        hold, at = self.hold(self._cancelling), self._next_intake()
        if hold is None or at is None or self._library is None:
            return ""
        waits = any(part.value == "cancel" for part in self._library.intake.processes)
        if not waits or hold.state is HoldState.PROVISIONAL:
            return ""
        return words.moment(at, self._now(), self._language())

    part = Property(str, get_part, notify=changed)
    holds = Property(list, get_holds, notify=changed)
    readyHolds = Property(list, get_ready, notify=changed)
    loans = Property(list, get_loans, notify=changed)
    results = Property(list, get_results, notify=changed)
    slots = Property(list, get_slots, notify=changed)
    loaded = Property(bool, is_loaded, notify=changed)
    deferred = Property(bool, is_deferred, notify=changed)
    askText = Property(str, ask_text, notify=changed)
    renewLabel = Property(str, renew_label, notify=changed)
    cancelling = Property(str, get_cancelling, notify=cancelChanged)
    cancellingTitle = Property(str, cancelling_title, notify=cancelChanged)
    cancelWhen = Property(str, cancel_when, notify=cancelChanged)
