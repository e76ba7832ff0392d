"""The terminal on its screen: builds it, shows it, and starts anew after enrolment.

The other half of the composition root: `app` builds the engine, this puts the window over it. A
terminal that cannot start shows one sentence for staff instead, and starts by itself when what was
in the way is gone; it never ends on a desktop.
"""

import logging
import signal
import sys
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from kiosk import __version__, app, settings, tidying
from kiosk.app import SystemClock, Terminal
from kiosk.circulation.invitations import FILE as FILE_OF_ENROLMENT
from kiosk.circulation.invitations import Invitation
from kiosk.circulation.library import ProfileError
from kiosk.devices.sticks import holding, places
from kiosk.settings import AddressError, Settings, SettingsError
from kiosk.setup.calibrate import measured
from kiosk.setup.enrol import invited
from kiosk.store.problems import AlreadyRunning, NotEnrolled, Problem, of_disk
from kiosk.sync.snapshot import Progress
from kiosk.ui.rehearsal import NotThere, Rehearsal, Step, read_script
from kiosk.ui.shell import Shell, application, log_qt, px_per_mm
from kiosk.ui.viewmodels.bundle import ViewModels, build_viewmodels
from kiosk.ui.viewmodels.setup import Hears, SetupRefused, Sticks
from kiosk.ui.viewmodels.staff import Checkup
from kiosk.visit import Patience

WINDOW = (1600, 900)
"""Pixels of the window where one is asked for; else the whole screen is filled."""
PANEL = (1920, 1080)
"""Pixels of the panel that a rehearsal is played on."""
AGAIN = 17
"""What the event loop ends with when the screen is to be built anew."""

LOOK_AGAIN_MS = 15_000
"""How often a terminal looks whether it could start now, or start anew with other rules."""

_OPEN_LINE = (
    "つなぐ先の番地を確かめてください。https:// で始まる番地が使えます。",
    "Please check the address: it begins with https://.",
)
"""Staff typed an address that is none, or one without TLS."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rehearse:
    """Play a script on the terminal instead of waiting for a patron; pictures go to a folder."""

    script: tuple[Step, ...]
    pictures: Path | None

    def on(self, window: QQuickWindow) -> None:
        """Play it and end the event loop: with 0, or with 1 where the screen was not as told."""
        try:
            Rehearsal(window, self.pictures).follow(self.script)
        except (NotThere, OSError) as error:
            print(error, file=sys.stderr)
            QGuiApplication.exit(1)
        else:
            QGuiApplication.exit(0)


def rehearse(data: Path, script: Path, pictures: Path | None) -> int:
    """Play `script` on the terminal of `data`, and end; the exit status. NoScript may be raised."""
    told = Rehearse(read_script(script), pictures)
    log_qt()
    qt = application()
    with _Screen(data, PANEL) as screen:
        QTimer.singleShot(0, lambda: told.on(screen.window))
        return qt.exec()


def run(data: Path, *, windowed: bool = False) -> int:
    """Show the terminal of `data` until it is told to stop; the exit status."""
    log_qt()
    qt = application()
    _end_politely(qt)
    status = AGAIN
    while status == AGAIN:
        with _Screen(data, WINDOW if windowed else None):
            status = qt.exec()
    return status


def _end_politely(qt: QGuiApplication) -> None:
    """SIGTERM ends the event loop (`quit` would ask the window, which stays shut).

    Python hears signals only between its own steps, so a timer wakes it.
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: qt.exit(0))
    timer = QTimer(qt)
    timer.timeout.connect(lambda: None)
    timer.start(500)


@dataclass
class _Screen:
    """One window over what could be built: a terminal, the setup page, or a sentence for staff."""

    data: Path
    size: tuple[int, int] | None
    _terminal: Terminal | None = field(default=None, init=False)
    _shell: Shell | None = field(default=None, init=False)
    _models: ViewModels | None = field(default=None, init=False)

    def __enter__(self) -> "_Screen":
        trouble = ""
        try:
            self._terminal = app.build(self.data)
        except NotEnrolled:
            log.info("this terminal is not enrolled yet")
        except AlreadyRunning:
            raise
        except Problem as problem:
            trouble = problem.sentence
        except (SettingsError, ProfileError) as error:
            trouble = str(error)
        except OSError as error:
            trouble = of_disk(error).sentence
        if trouble:
            print(trouble, file=sys.stderr)
        self._show(trouble)
        return self

    def __exit__(self, *_: object) -> None:
        if self._terminal is not None:  # a round may be under way, and outlive the view models
            exchange = self._terminal.exchange
            exchange.changed = exchange.ended = lambda: None
        if self._shell is not None:
            self._shell.close()
        if self._terminal is not None:
            self._terminal.close()
        tidying.end()

    @property
    def window(self) -> QQuickWindow:
        """The window that is shown."""
        if self._shell is None:
            raise RuntimeError("the screen is not shown")
        return self._shell.window

    def _show(self, trouble: str) -> None:
        wanted = self._settings()
        models = self._models = self._made(wanted)
        width = self.size[0] if self.size else QGuiApplication.primaryScreen().size().width()
        scale = px_per_mm(width, wanted.screen.width_mm)
        self._shell = Shell(models, app.resources(), size=self.size, scale=scale)
        models.setup.finished.connect(lambda: QTimer.singleShot(1500, _again))
        if trouble:
            models.session.broken(trouble)
        again = QTimer(self._shell.window)
        again.timeout.connect(self._look_again if trouble else self._take_up)
        again.start(LOOK_AGAIN_MS)
        if self._terminal is not None:
            self._terminal.exchange.changed = models.look_again
            self._terminal.exchange.ended = models.round_ended
            self._terminal.start()
        at_times = QTimer(self._shell.window)
        at_times.timeout.connect(self._tidy)
        at_times.start(tidying.EVERY_MS)

    def _tidy(self) -> None:
        if self._models is not None:
            tidying.look(at_rest=self._models.session.waits_for_somebody())

    def _look_again(self) -> None:
        """Space has come back on the disk, or staff have mended a file: start anew."""
        try:
            app.build(self.data).close()
        except (Problem, SettingsError, ProfileError, OSError):
            return
        _again()

    def _take_up(self) -> None:
        """Other rules have come from the central: start anew with them, between two visits."""
        if self._terminal is None or self._models is None:
            return
        if self._terminal.profiles.waits() and self._models.session.waits_for_somebody():
            _again()

    def _settings(self) -> Settings:
        if self._terminal is not None:
            return self._terminal.settings
        try:
            return settings.load(self.data)
        except SettingsError:
            return Settings()

    def _made(self, wanted: Settings) -> ViewModels:
        terminal, screen = self._terminal, wanted.screen
        patience = Patience(screen.signed_in_s, screen.countdown_s, screen.signed_out_s)
        return build_viewmodels(
            terminal.desk if terminal else None,
            terminal.library if terminal else None,
            terminal.branch.id if terminal else "",
            terminal.clock if terminal else SystemClock(),
            patience=patience,
            enrol=self._enrol,
            sticks=Sticks(lambda: holding(FILE_OF_ENROLMENT, places()), self._enrol_from),
            language=screen.language,
            central=wanted.central,
            plain_keys=terminal is not None and terminal.plain_keys,
            checkup=Checkup(terminal.identity.number, __version__, terminal.look_over)
            if terminal
            else None,
        )

    def _enrol_from(self, stick: Path, progress: Hears) -> None:
        """What the setup page calls for the file on a stick."""
        try:
            told = invited(stick)
        except Problem as problem:
            raise SetupRefused(str(problem), problem.english) from None
        self._enrol(told.address, told.code, progress, told)

    def _enrol(
        self, central: str, code: str, progress: Hears, invitation: Invitation | None = None
    ) -> None:
        """What the setup page calls, in its own thread."""
        try:
            app.enrol(
                self.data,
                central,
                code,
                cost=measured,
                invitation=invitation,
                progress=lambda so_far: _tell(progress, so_far),
            )
        except Problem as problem:
            raise SetupRefused(str(problem), problem.english) from None
        except AddressError:
            raise SetupRefused(*_OPEN_LINE) from None
        except (SettingsError, ProfileError) as error:
            raise SetupRefused(str(error)) from None
        except OSError as error:
            disk = of_disk(error)
            raise SetupRefused(str(disk), disk.english) from None


def _tell(progress: Hears, so_far: Progress) -> None:
    progress(so_far.done, so_far.size)


def _again() -> None:
    QGuiApplication.exit(AGAIN)
