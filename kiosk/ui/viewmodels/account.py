"""My page: holds with their life, loans, what came of my requests, cancel, renew.

Everything is fetched when the page opens and forgotten when the visit ends. All words and rules
come from the desk; this only puts them in order.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from kiosk.circulation import calendar
from kiosk.circulation.facts import HoldState
from kiosk.circulation.library import Library
from kiosk.circulation.messages import RequestState
from kiosk.circulation.reasons import Refused, sentence
from kiosk.desk.answers import (
    Cart,
    HoldLine,
    LoanLine,
    RenewalPreview,
    RequestLine,
)
from kiosk.desk.desk import Desk
from kiosk.ports import Clock
from kiosk.ui.viewmodels import account_rows, renewal_rows, words
from kiosk.ui.viewmodels.choices import slot_row
from kiosk.ui.viewmodels.comfort import Comfort
from kiosk.ui.viewmodels.jobs import Jobs
from kiosk.ui.viewmodels.registry import held
from kiosk.ui.viewmodels.session import Session

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1

MY_PAGE, RENEWAL = "my_page", "renewal"
HOLD_CHANGE, SERIES_ORDER = "hold_change", "series_order"
PAGES = (MY_PAGE, RENEWAL, HOLD_CHANGE, SERIES_ORDER)
PARTS = ("holds", "loans", "results")


@dataclass(frozen=True, slots=True)
class _All:
    """One look at the patron's affairs."""

    holds: tuple[HoldLine, ...]
    loans: tuple[LoanLine, ...]
    requests: tuple[RequestLine, ...]
    cart: Cart


@QmlElement
@QmlSingleton
class MyPage(QObject):
    """Lists and actions of a signed-in patron."""

    changed = Signal()
    renewalChanged = Signal()
    cancelChanged = Signal()

    def __init__(
        self,
        desk: Desk | None,
        library: Library | None,
        branch: str,
        session: Session,
        jobs: Jobs,
        comfort: Comfort,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._library = library
        self._branch = branch
        self._session = session
        self._jobs = jobs
        self._comfort = comfort
        self._clock = clock
        self._forget()
        session.wiped.connect(self.reset)
        session.pageChanged.connect(self._page_changed)
        comfort.languageChanged.connect(self.look)

    @staticmethod
    def create(engine: QQmlEngine) -> QObject:
        """The object of this engine."""
        return held(engine, MyPage)

    def _forget(self) -> None:
        self._all: _All | None = None
        self._preview: RenewalPreview | None = None
        self._cancelling = ""
        self._part = "holds"
        self._message = ""
        self._good = False
        self._waiting = False

    @Slot()
    def reset(self) -> None:
        """Forget everything of the visit."""
        self._forget()
        self._tell_all()

    def _tell_all(self) -> None:
        for signal in (
            self.changed,
            self.renewalChanged,
            self.cancelChanged,
        ):
            signal.emit()

    # -- fetching ---------------------------------------------------------------------------------

    @Slot()
    def look(self) -> None:
        """Fetch again, where a patron is signed in and one of these pages is open."""
        page = self._session.get_page()
        if self._desk is None or not self._session.is_signed_in():
            return
        if page in PAGES:
            desk = self._desk
            self._jobs.run(
                lambda: _All(desk.holds(), desk.loans(), desk.requests(), desk.cart()),
                self._take,
                self._refuse,
                text="Fetching your page." if self._english() else "マイページを用意しています",
                latest="my_page",
            )

    def _page_changed(self) -> None:
        page = self._session.get_page()
        if page not in PAGES:
            self._message = ""
            self._part = "holds"
            return
        if page != RENEWAL:
            self._set_cancelling("")
            self._preview = None
        self._message = self._message if page == MY_PAGE else ""
        self.look()

    def _take(self, all_: _All) -> None:
        self._all = all_
        self.changed.emit()

    def _refuse(self, refused: Refused) -> None:
        self._waiting = False
        self._say(sentence(refused.refusal, self._comfort.get_language()), good=False)

    @Slot(str)
    def openPart(self, part: str) -> None:
        """Where only one part fits the screen: holds, loans or results."""
        if part in PARTS:
            self._part = part
            self.changed.emit()

    def hold(self, hold_id: str) -> HoldLine | None:
        """One hold, as the desk last told it."""
        return next((hold for hold in self.hold_lines() if hold.id == hold_id), None)

    def hold_lines(self) -> tuple[HoldLine, ...]:
        """All holds, as the desk last told them."""
        return self._all.holds if self._all else ()

    def cart(self) -> Cart | None:
        """Places and ways of being told, as the desk last told them."""
        return self._all.cart if self._all else None

    def tell(self, text: str, *, good: bool) -> None:
        """Say here what came of a page that led away from this one."""
        self._say(text, good=good)

    def _say(self, text: str, *, good: bool) -> None:
        self._message, self._good = text, good
        self._tell_all()

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
            self._ask_for(lambda: desk.cancel(hold), self._cancelled)

    def _set_cancelling(self, hold: str) -> None:
        self._cancelling = hold
        self.cancelChanged.emit()

    def _cancelled(self, line: RequestLine) -> None:
        pending = line.state in (RequestState.QUEUED, RequestState.RECEIVED)
        if self._english():
            said = "Your cancellation is noted." if pending else "The hold is cancelled."
        else:
            said = "取消の申込をお預かりしました。" if pending else "予約を取り消しました。"
        self._say(said, good=True)

    def _ask_for(
        self, work: Callable[[], RequestLine], then: Callable[[RequestLine], None]
    ) -> None:
        if self._waiting:
            return
        self._waiting = True

        def done(line: RequestLine) -> None:
            self._waiting = False
            then(line)
            self.look()

        text = "One moment." if self._english() else "お預かりしています"
        self._jobs.run(work, done, self._refuse, text=text, keep=True)

    # -- renewing ---------------------------------------------------------------------------------

    @Slot(str)
    def renew(self, copy: str) -> None:
        """延長: show both dates first; nothing changes yet."""
        if self._desk is None:
            return
        desk = self._desk
        self._jobs.run(lambda: desk.renew_preview(copy), self._show_preview, self._refuse)

    def _show_preview(self, preview: RenewalPreview) -> None:
        self._preview = preview
        self._message = ""
        self.renewalChanged.emit()
        self._session.go(RENEWAL)

    @Slot()
    def confirmRenewal(self) -> None:
        """Renew, with both dates seen."""
        preview = self._preview
        if preview is None or self._desk is None:
            return
        desk = self._desk
        self._ask_for(lambda: desk.renew(preview.copy, confirm=True), self._renewed)

    def _renewed(self, line: RequestLine) -> None:
        pending = line.state in (RequestState.QUEUED, RequestState.RECEIVED)
        if self._english():
            said = "Your renewal is noted." if pending else "The loan is renewed."
        else:
            said = "延長の申込をお預かりしました。" if pending else "貸出期間を延長しました。"
        self._session.back()
        self._say(said, good=True)

    # -- what QML reads: lists --------------------------------------------------------------------

    def _english(self) -> bool:
        return self._comfort.get_language() == "en"

    def _language(self) -> str:
        return self._comfort.get_language()

    def _next_intake(self) -> datetime | None:
        return self._all.cart.next_intake if self._all else None

    def get_part(self) -> str:
        """The part that is shown where only one fits: holds, loans or results."""
        return self._part

    def get_holds(self) -> list[dict[str, Any]]:
        """Holds, ready ones first."""
        if self._all is None:
            return []
        now, intake = self._clock.now(), self._next_intake()
        holds = sorted(self._all.holds, key=account_rows.hold_order)
        return [account_rows.hold_row(hold, now, intake, self._language()) for hold in holds]

    def get_ready(self) -> list[dict[str, Any]]:
        """Holds that can be fetched today."""
        return [row for row in self.get_holds() if row["ready"]]

    def get_loans(self) -> list[dict[str, Any]]:
        """Loans, first due first."""
        if self._all is None:
            return []
        today = self._clock.now().date()
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

    def get_message(self) -> str:
        """What was done, or why it was not possible."""
        return self._message

    def is_good(self) -> bool:
        """Whether the message tells of something done."""
        return self._good

    def is_deferred(self) -> bool:
        """Whether the patron is still to be checked: no personal data is shown then."""
        return self._session.get_mode() == "deferred"

    def next_closed(self) -> str:
        """The next closed day of this branch: 30日(月)."""
        if self._library is None:
            return ""
        closed = calendar.next_closed(self._library, self._branch, self._clock.now().date())
        if closed is None:
            return ""
        near = (closed - self._clock.now().date()).days < 28
        return (words.short_day if near else words.day)(closed, self._language())

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
        holds = self._all.holds if self._all else ()
        return next((hold.title_text for hold in holds if hold.id == self._cancelling), "")

    def cancel_when(self) -> str:
        """When a cancellation takes effect; empty where it does at once."""
        holds = self._all.holds if self._all else ()
        hold = next((hold for hold in holds if hold.id == self._cancelling), None)
        at = self._next_intake()
        if hold is None or at is None or self._library is None:
            return ""
        waits = any(part.value == "cancel" for part in self._library.intake.processes)
        if not waits or hold.state is HoldState.PROVISIONAL:
            return ""
        return words.moment(at, self._clock.now(), self._language())

    # -- what QML reads: renewal ------------------------------------------------------------------

    def get_renewal(self) -> dict[str, Any]:
        """Both due dates, the difference in days, and from when renewing gains."""
        return renewal_rows.dates(self._preview, self._language())

    def get_strip(self) -> list[dict[str, Any]]:
        """The days from today to just past both dates."""
        today = self._clock.now().date()
        return renewal_rows.strip(
            self._preview, self._library, self._branch, today, self._language()
        )

    def renewal_rule(self) -> str:
        """How renewing works here, in one sentence."""
        return renewal_rows.rule_text(self._library, self._language())

    part = Property(str, get_part, notify=changed)
    holds = Property(list, get_holds, notify=changed)
    readyHolds = Property(list, get_ready, notify=changed)
    loans = Property(list, get_loans, notify=changed)
    results = Property(list, get_results, notify=changed)
    slots = Property(list, get_slots, notify=changed)
    loaded = Property(bool, is_loaded, notify=changed)
    message = Property(str, get_message, notify=changed)
    good = Property(bool, is_good, notify=changed)
    deferred = Property(bool, is_deferred, notify=changed)
    nextClosedText = Property(str, next_closed, notify=changed)
    askText = Property(str, ask_text, notify=changed)
    renewLabel = Property(str, renew_label, notify=changed)
    cancelling = Property(str, get_cancelling, notify=cancelChanged)
    cancellingTitle = Property(str, cancelling_title, notify=cancelChanged)
    cancelWhen = Property(str, cancel_when, notify=cancelChanged)
    renewal = Property(dict, get_renewal, notify=renewalChanged)
    strip = Property(list, get_strip, notify=renewalChanged)
    renewalRule = Property(str, renewal_rule, notify=renewalChanged)
