"""Builds all view models around one desk, and hands them to a QML engine.

The shell makes this once per engine. Order matters at the end: QML first, then `close`.
"""

from concurrent.futures import Executor
from dataclasses import dataclass, field

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtQml import QQmlEngine

from kiosk.circulation.library import Library
from kiosk.desk.desk import Desk
from kiosk.ports import Clock
from kiosk.ui.viewmodels import registry
from kiosk.ui.viewmodels.account import MyPage
from kiosk.ui.viewmodels.alert_words import AlertWords
from kiosk.ui.viewmodels.basis import Around
from kiosk.ui.viewmodels.calendar_page import Calendar
from kiosk.ui.viewmodels.cart import Cart
from kiosk.ui.viewmodels.comfort import Comfort
from kiosk.ui.viewmodels.displays import Displays
from kiosk.ui.viewmodels.finding import Finding
from kiosk.ui.viewmodels.hold_change import HoldChange
from kiosk.ui.viewmodels.jobs import Jobs
from kiosk.ui.viewmodels.listing import Listing
from kiosk.ui.viewmodels.lists import Lists
from kiosk.ui.viewmodels.narrowing import Narrowing
from kiosk.ui.viewmodels.opened import Opened
from kiosk.ui.viewmodels.own import Own
from kiosk.ui.viewmodels.password import Password
from kiosk.ui.viewmodels.register import Register
from kiosk.ui.viewmodels.renewal import Renewal
from kiosk.ui.viewmodels.series_order import SeriesOrder
from kiosk.ui.viewmodels.session import Session
from kiosk.ui.viewmodels.setup import Enrol, Setup, Sticks
from kiosk.ui.viewmodels.sign_in import SignIn
from kiosk.ui.viewmodels.slip import Slip
from kiosk.ui.viewmodels.staff import Checkup, Staff
from kiosk.ui.viewmodels.status import Status
from kiosk.ui.viewmodels.thanks import Thanks
from kiosk.visit import Patience

__all__ = ["Enrol", "ViewModels", "build_viewmodels"]


class _Ear(QObject):
    """Brings "look again" from any thread to the screen's thread."""

    heard = Signal()
    ended = Signal()


@dataclass(slots=True)
class ViewModels:
    """All view models of one terminal. `extra`: those that a caller adds."""

    jobs: Jobs
    comfort: Comfort
    session: Session
    status: Status
    sign_in: SignIn
    password: Password
    cart: Cart
    thanks: Thanks
    my_page: MyPage
    hold_change: HoldChange
    renewal: Renewal
    series_order: SeriesOrder
    own: Own
    register: Register
    setup: Setup
    staff: Staff
    listing: Listing
    narrowing: Narrowing
    slip: Slip
    finding: Finding
    opened: Opened
    calendar: Calendar
    displays: Displays
    lists: Lists
    alert_words: AlertWords
    extra: list[QObject] = field(default_factory=list)
    ear: _Ear = field(default_factory=_Ear)

    def attach(self, engine: QQmlEngine) -> None:
        """Make these the singletons of `engine`; before the first QML is loaded."""
        registry.attach(engine, {type(model): model for model in (*self._own(), *self.extra)})
        engine.addImageProvider("receipt", self.thanks.images)

    def watch(self, window: QObject) -> None:
        """Hear the window's touches, keys and scans."""
        self.session.watch(window)
        self.sign_in.wedge.watch(window)

    def look_again(self) -> None:
        """The data changed (a sync round): may be called from any thread."""
        self.ear.heard.emit()

    def round_ended(self) -> None:
        """A sync round is over, whatever it did: only the bar. May be called from any thread."""
        self.ear.ended.emit()

    def close(self) -> None:
        """Stop timers and the worker. After the engine is gone; safe to call twice.

        The objects are taken away here, in the screen's thread: Python's own collector might run
        in the worker, and timers may not end there.
        """
        if not shiboken6.isValid(self.jobs):
            return
        self.status.stop()
        self.setup.stop()
        self.jobs.close()
        for model in (*self.extra, *reversed(self._own()), self.ear):
            if shiboken6.isValid(model):
                shiboken6.delete(model)

    def _own(self) -> tuple[QObject, ...]:
        return (
            self.jobs,
            self.comfort,
            self.session,
            self.status,
            self.sign_in,
            self.password,
            self.cart,
            self.thanks,
            self.my_page,
            self.hold_change,
            self.renewal,
            self.series_order,
            self.own,
            self.register,
            self.setup,
            self.staff,
            self.listing,
            self.narrowing,
            self.slip,
            self.finding,
            self.opened,
            self.calendar,
            self.displays,
            self.lists,
            self.alert_words,
        )


def build_viewmodels(
    desk: Desk | None,
    library: Library | None,
    branch: str,
    clock: Clock,
    *,
    patience: Patience | None = None,
    enrol: Enrol | None = None,
    sticks: Sticks | None = None,
    checkup: Checkup | None = None,
    executor: Executor | None = None,
    language: str = "ja",
    central: str = "",
    plain_keys: bool = False,
) -> ViewModels:
    """All view models. `desk` None: a terminal that is not enrolled yet (Setup page).

    `branch`: id of this terminal's branch. `executor`: tests may pass one that runs at once.
    `plain_keys`: keys lie in a plain file, which the first page says in red. `checkup`: what the
    staff's page asks; None: there is none.
    """
    jobs = Jobs(executor=executor, interrupt=desk.interrupt if desk is not None else None)
    comfort = Comfort(language=language)
    if desk is not None:
        _speak(desk, comfort)  # before the pages: they ask again in the new language
    session = Session(desk, jobs, clock, patience=patience)
    around = Around(desk, library, branch, session, jobs, comfort, clock)
    thanks = Thanks(around)
    cart = Cart(around, thanks)
    my_page = MyPage(around)
    password = Password(around)
    sign_in = SignIn(around, password)
    listing = Listing(around)
    narrowing = Narrowing(around, listing)
    lists = Lists(around)
    models = ViewModels(
        jobs,
        comfort,
        session,
        Status(around, plain_keys=plain_keys),
        sign_in,
        password,
        cart,
        thanks,
        my_page,
        HoldChange(around, my_page),
        Renewal(around, my_page),
        SeriesOrder(around, my_page, cart),
        Own(around),
        Register(around),
        Setup(around, enrol, sticks, central=central),
        Staff(around, checkup, sign_in.wedge.health),
        listing,
        narrowing,
        Slip(around, listing, narrowing),
        Finding(around, listing),
        Opened(around, listing, cart),
        Calendar(around),
        Displays(around, listing),
        lists,
        AlertWords(around, lists),
    )
    typing = (models.finding, models.own, models.alert_words, password)
    for unscan in (model.unscan for model in typing):
        sign_in.wedge.scanned.connect(unscan)
    sign_in.wedge.scanned.connect(models.setup.scan)
    sign_in.bookScanned.connect(models.finding.scannedBook)
    looks = (
        models.status.look,
        cart.look,
        my_page.look,
        models.own.look,
        models.lists.look,
        listing.look,
        models.finding.look,
        models.displays.look,
    )
    for hear in looks:
        models.ear.heard.connect(hear, Qt.ConnectionType.QueuedConnection)
    for hear in (models.status.look, models.staff.look):
        models.ear.ended.connect(hear, Qt.ConnectionType.QueuedConnection)
    jobs.troubled.connect(session.stumbled)
    session.wiped.connect(comfort.reset)
    return models


def _speak(desk: Desk, comfort: Comfort) -> None:
    """Let the desk word its answers in the language of the screen."""

    def tell() -> None:
        desk.language = comfort.get_language()

    comfort.languageChanged.connect(tell)
    tell()
