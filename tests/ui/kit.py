"""What the tests of view models share: a bundle around the fake desk, and a way to wait for it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent

from kiosk.ui.viewmodels import ViewModels, build_viewmodels
from kiosk.ui.viewmodels.staff import Checkup
from tests.drawn import CARD, NOW, SECRET
from tests.fake_desk import FakeDesk


@dataclass
class HandClock:
    """A clock that stands until a test moves it."""

    at: datetime = NOW
    seconds: float = 1000.0

    def now(self) -> datetime:
        """The time on the wall."""
        return self.at

    def monotonic(self) -> float:
        """Seconds since boot."""
        return self.seconds

    def move(self, seconds: float) -> None:
        """Let time pass."""
        self.at += timedelta(seconds=seconds)
        self.seconds += seconds


@dataclass
class Stage:
    """A desk, a clock and the view models between them and a screen."""

    desk: FakeDesk = field(default_factory=FakeDesk)
    clock: HandClock = field(default_factory=HandClock)
    plain_keys: bool = False
    checkup: Checkup | None = None
    models: ViewModels = field(init=False)

    def __post_init__(self) -> None:
        self.models = build_viewmodels(
            self.desk,
            self.desk.library,
            "chuo",
            self.clock,
            plain_keys=self.plain_keys,
            checkup=self.checkup,
        )

    def settle(self) -> None:
        """Wait until the worker is idle and every answer has reached the screen."""
        while self.models.jobs.is_busy():
            QCoreApplication.processEvents()
        QCoreApplication.processEvents()

    def type_secret(self, secret: str) -> None:
        """Type into the active field of the sign-in page."""
        for sign in secret:
            self.models.sign_in.press(sign)

    def sign_in(self, card: str = CARD, secret: str = SECRET) -> None:
        """Go through the sign-in page as a patron does."""
        if self.models.session.get_page() != "sign_in":
            self.models.session.signInFor("my_page")
        self.models.sign_in.useField("card")
        self.type_secret(card)
        self.models.sign_in.useField("secret")
        self.type_secret(secret)
        self.models.sign_in.submit()
        self.settle()

    def scan(self, text: str, gap_ms: int = 8, start_ms: int = 5000) -> bool:
        """What a scanner's keys do; True where the closing Enter was swallowed."""
        wedge = self.models.sign_in.wedge
        at = start_ms
        for sign in text:
            wedge.key(key_event(sign, at))
            at += gap_ms
        return wedge.key(key_event("\r", at))


def key_event(sign: str, at_ms: int) -> QKeyEvent:
    """A key press with its own time stamp, as the system makes it."""
    key = Qt.Key.Key_Return if sign == "\r" else Qt.Key(ord(sign.upper()))
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, sign)
    event.setTimestamp(at_ms)
    return event
