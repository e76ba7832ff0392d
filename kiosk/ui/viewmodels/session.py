"""The visit on the screen: which page is shown, who is signed in, and when everything is wiped.

The rules of a visit are those of `kiosk.visit`; this drives them with a timer and with the touches
that the window receives. 「おわる」 and time-out end in `reset`, which leaves nothing behind: each
view model of a patron's affairs hears `wiped` and empties itself.
"""

from collections.abc import Callable

from PySide6.QtCore import Property, QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from kiosk.desk.answers import SignedIn, SignInMode
from kiosk.desk.desk import Desk
from kiosk.ports import Clock
from kiosk.ui.viewmodels.jobs import Jobs
from kiosk.ui.viewmodels.overlay import Overlay
from kiosk.ui.viewmodels.registry import held
from kiosk.visit import Idle, Patience, Stage, Visit, tick

QML_IMPORT_NAME = "Shirabe.Backend"
QML_IMPORT_MAJOR_VERSION = 1

ATTRACT = "attract"
SEARCH = "search"
SIGN_IN = "sign_in"
PASSWORD = "password"  # noqa: S105 - the name of a page
CART = "cart"
MY_PAGE = "my_page"
RENEWAL = "renewal"
HOLD_CHANGE = "hold_change"
SERIES_ORDER = "series_order"
SETTINGS = "settings"
EMAIL = "email"
RESULTS = "results"
NARROW = "narrow"
DETAIL = "detail"
THANKS = "thanks"
OUT_OF_ORDER = "out_of_order"
SETUP = "setup"
REGISTER = "register"
CALENDAR = "calendar"
DISPLAYS = "displays"
LISTS = "lists"
ALERT = "alert"
STAFF = "staff"

_PASSING = frozenset({SIGN_IN, PASSWORD, THANKS, REGISTER})
"""Pages that 「もどる」 does not lead back to."""
_TOUCHES = frozenset(
    {
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.KeyPress,
        QEvent.Type.Wheel,
    }
)


@QmlElement
@QmlSingleton
class Session(Overlay):
    """Page, sign-in state and the idle countdown of the visit that is going on.

    Pages: attract search results narrow detail cart sign_in password register thanks my_page
    hold_change series_order settings email renewal lists alert calendar displays staff
    setup out_of_order.
    """

    pageChanged = Signal()
    signedInChanged = Signal()
    askingChanged = Signal()
    secondsLeftChanged = Signal()
    troubleChanged = Signal()
    wiped = Signal()
    """The visit is over: everything of the patron must go, now."""
    signedIn_ = Signal(object)
    """A patron has signed in; carries the desk's SignedIn for the other view models."""

    def __init__(
        self,
        desk: Desk | None,
        jobs: Jobs,
        clock: Clock,
        *,
        patience: Patience | None = None,
    ) -> None:
        super().__init__(desk)
        self._jobs = jobs
        self._clock = clock
        self.patience = patience or Patience()
        self._visit = Visit(touched_at=clock.monotonic())
        self._page = ATTRACT if desk is not None else SETUP
        self._trail: list[str] = []
        self._after = ""
        self._mode: SignInMode | None = None
        self._seconds = 0
        self._asking = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    @staticmethod
    def create(engine: QQmlEngine) -> QObject:
        """The object of this engine."""
        return held(engine, Session)

    # -- pages ------------------------------------------------------------------------------------

    @Slot(str)
    def go(self, page: str) -> None:
        """Open a page; 「もどる」 leads back to the present one."""
        if self._visit.stage is Stage.OUT_OF_ORDER or self._page == SETUP:
            return
        if self._visit.must_change and page not in (PASSWORD, ATTRACT):
            page = PASSWORD
        if page == ATTRACT:
            self._trail.clear()
        elif page != self._page and self._page not in _PASSING:
            self._trail.append(self._page)
        self._show(page)

    @Slot()
    def back(self) -> None:
        """The page before; the first password cannot be walked round: there it ends the visit."""
        if self._visit.must_change:
            self.finish()
            return
        if self._page == SIGN_IN:
            self._after = ""
        self._show(self._trail.pop() if self._trail else ATTRACT)

    def leave(self, page: str) -> None:
        """`page` has done its work: the page before, unless the patron has left it already."""
        if self._page == page:
            self.back()

    def once_ready(self, page: str) -> Callable[[], None]:
        """Opens `page` when its facts have come, unless the patron has gone elsewhere meanwhile."""
        asked_on = self._page

        def ready() -> None:
            if self._page == asked_on:
                self.go(page)

        return ready

    @Slot()
    def home(self) -> None:
        """「はじめにもどる」: the first page; the cart and the patron stay."""
        if self._visit.must_change:
            self.finish()
        else:
            self.go(ATTRACT)

    @Slot(str)
    def signInFor(self, page: str) -> None:
        """Open a page that needs a patron; sign-in comes first where nobody is signed in."""
        if self._visit.signed_in:
            self.go(page)
        else:
            self._after = page
            self.go(SIGN_IN)

    def _show(self, page: str) -> None:
        at = self._clock.monotonic()
        if page == SIGN_IN:
            self._visit = self._visit.identify(at)
        elif page == THANKS:
            self._visit = self._visit.placed(at)
        elif page == CART and self._visit.signed_in:
            self._visit = self._visit.confirm(at)
        elif page != PASSWORD:
            self._visit = self._visit.back(at)
        self.closeHelp()
        if page != self._page:
            self._page = page
            self.pageChanged.emit()
        self.look()

    def _first_page(self) -> str:
        return ATTRACT if self._desk is not None else SETUP

    # -- who --------------------------------------------------------------------------------------

    def recognised(self, answer: SignedIn) -> None:
        """The desk knows the patron: go on where sign-in was asked for.

        Whoever has left the sign-in page meanwhile stays where they went.
        """
        at, waiting = self._clock.monotonic(), self._page == SIGN_IN
        self._visit = self._visit.recognised(at, must_change=answer.must_change)
        self._mode = answer.mode
        self.signedInChanged.emit()
        self.signedIn_.emit(answer)
        if answer.must_change:
            self._show(PASSWORD)
        elif waiting:
            self._go_on()
        else:
            self._show(self._page)

    def password_changed(self) -> None:
        """The first password has been changed: the visit goes on where it was."""
        self._visit = self._visit.changed_password(self._clock.monotonic())
        self.signedInChanged.emit()
        self._go_on()

    def _go_on(self) -> None:
        page, self._after = self._after or MY_PAGE, ""
        if self._trail and self._trail[-1] == page:
            self._trail.pop()
        self._show(page)

    # -- the end ----------------------------------------------------------------------------------

    @Slot()
    def finish(self) -> None:
        """「おわる」: sign out, wipe, home."""
        self.reset()

    def reset(self) -> None:
        """Leave nothing of this visit, neither on the screen nor in memory."""
        self._jobs.forget()
        if self._desk is not None:
            self._jobs.run(self._desk.sign_out, keep=True)
        self._visit = self._visit.ended(self._clock.monotonic())
        self._trail.clear()
        self._after = ""
        self._mode = None
        self.uncover()
        page = OUT_OF_ORDER if self._visit.stage is Stage.OUT_OF_ORDER else self._first_page()
        changed, self._page = page != self._page, page
        self.wiped.emit()
        self.signedInChanged.emit()
        if changed:
            self.pageChanged.emit()
        self.look()

    def broken(self, trouble: str) -> None:
        """Out of order, with one sentence for staff."""
        self.reset()
        self._visit = self._visit.broken(self._clock.monotonic(), trouble)
        self._page = OUT_OF_ORDER
        self.troubleChanged.emit()
        self.pageChanged.emit()

    def repaired(self) -> None:
        """In order again: home."""
        self._visit = self._visit.repaired(self._clock.monotonic())
        self._page = self._first_page()
        self.troubleChanged.emit()
        self.pageChanged.emit()

    # -- time -------------------------------------------------------------------------------------

    def watch(self, window: QObject) -> None:
        """Count every touch, key and wheel that this window receives."""
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Sees what the window receives and swallows nothing."""
        if event.type() in _TOUCHES:
            self.touched()
        return False

    def touched(self) -> None:
        """Somebody is here. While the question stands, only its button counts."""
        if not self._asking:
            waiting_for_nobody = self._visit.stage is Stage.ATTRACT
            self._visit = self._visit.touched(self._clock.monotonic())
            if waiting_for_nobody:
                self.look()

    @Slot()
    def stay(self) -> None:
        """「つづける」: nothing was lost, the time starts anew."""
        self._visit = self._visit.touched(self._clock.monotonic())
        self.look()

    @Slot()
    def look(self) -> None:
        """Ask the visit what is due now, and come again when it says. Setting up is no visit."""
        if self._page == SETUP:
            return
        idle: Idle = tick(self._visit, self.patience, self._clock.monotonic())
        if idle.wipe:
            self.reset()
            return
        self._ask(idle.countdown_s)
        self._timer.start(max(10, min(int(idle.next_s * 1000) + 5, 3_600_000)))

    def _ask(self, seconds: int | None) -> None:
        asking = seconds is not None
        if asking != self._asking:
            self._asking = asking
            self.askingChanged.emit()
        if (seconds or 0) != self._seconds:
            self._seconds = seconds or 0
            self.secondsLeftChanged.emit()

    # -- what QML reads ---------------------------------------------------------------------------

    def get_page(self) -> str:
        """The page that is shown."""
        return self._page

    def is_signed_in(self) -> bool:
        """Whether a patron is signed in."""
        return self._visit.signed_in

    def must_change(self) -> bool:
        """Whether a first password stands before everything else."""
        return self._visit.must_change

    def waits_for_somebody(self) -> bool:
        """Whether no visit is going on."""
        return self._visit.stage is Stage.ATTRACT

    def get_mode(self) -> str:
        """online, local or deferred; empty when nobody is signed in."""
        return self._mode.value if self._mode is not None else ""

    def is_asking(self) -> bool:
        """Whether 「つづけますか」 is shown."""
        return self._asking

    def seconds_left(self) -> int:
        """Whole seconds until everything is wiped."""
        return self._seconds

    def seconds_total(self) -> int:
        """Length of the countdown, seconds."""
        return int(self.patience.countdown_s)

    def get_trouble(self) -> str:
        """One sentence for staff on the out-of-order page."""
        return self._visit.trouble

    def is_out_of_order(self) -> bool:
        """Whether staff are needed."""
        return self._visit.stage is Stage.OUT_OF_ORDER

    page = Property(str, get_page, notify=pageChanged)
    signedIn = Property(bool, is_signed_in, notify=signedInChanged)
    mustChange = Property(bool, must_change, notify=signedInChanged)
    mode = Property(str, get_mode, notify=signedInChanged)
    asking = Property(bool, is_asking, notify=askingChanged)
    secondsLeft = Property(int, seconds_left, notify=secondsLeftChanged)
    secondsTotal = Property(int, seconds_total, constant=True)
    trouble = Property(str, get_trouble, notify=troubleChanged)
