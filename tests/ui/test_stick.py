"""The first start with a stick: it is found by itself, and one touch enrols the terminal."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from kiosk import screen, settings
from kiosk.circulation.invitations import FILE
from kiosk.ui.rehearsal import NotThere, Rehearsal
from kiosk.ui.shell import Shell
from kiosk.ui.viewmodels import build_viewmodels
from kiosk.ui.viewmodels.setup import Hears, SetupRefused, Sticks
from tests.sync.conftest import Serving
from tests.ui.geometry import faults, out_of_reach
from tests.ui.kit import HandClock
from tests.ui.test_first_start import own_signals as own_signals
from tests.ui.test_first_start import serving as serving
from tests.ui.test_looks import ALL_SETTINGS, GAP_MM, PANELS, SMALLEST_MM
from tests.ui.window import RESOURCES

pytestmark = pytest.mark.usefixtures("qapp")


LONGEST_S = 120.0
"""An enrolment measures Argon2id and brings a catalogue: long on a machine with other work."""


@dataclass
class Port:
    """A slot for a stick, and what comes of it."""

    stick: Path | None = None
    refusal: SetupRefused | None = None
    used: list[Path] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)

    def find(self) -> Path | None:
        """What is in the slot."""
        return self.stick

    def enrol(self, stick: Path, progress: Hears) -> None:
        """Use it."""
        progress(1, 2)
        self.used.append(stick)
        if self.refusal is not None:
            raise self.refusal

    def type(self, central: str, code: str, progress: Hears) -> None:
        """Somebody typed a code instead."""
        progress(1, 2)
        self.typed.append(f"{central} {code}")


class Window:
    """The page of the first start."""

    def __init__(self, port: Port, panel: str = "21.5") -> None:
        wide, high, self.scale = PANELS[panel]
        sticks = Sticks(port.find, port.enrol)
        central = "https://a.example"
        self.models = build_viewmodels(
            None, None, "", HandClock(), enrol=port.type, sticks=sticks, central=central
        )
        self.shell = Shell(self.models, RESOURCES, size=(wide, high), scale=self.scale)
        self.hands = Rehearsal(self.shell.window)
        self.settle()

    def settle(self) -> None:
        """Wait for answers and layout."""
        self.hands.until(lambda: not self.models.jobs.is_busy(), "an answer")
        self.hands.breathe()
        self.shell.grab()


def test_a_stick_is_found_and_used_by_one_touch() -> None:
    port = Port()
    seen = Window(port)
    assert not seen.hands.shows("USBメモリーが見つかりました")
    port.stick = Path("stick/told.json")
    seen.models.setup.look()
    seen.hands.see("USBメモリーが見つかりました")
    seen.hands.tap("USBメモリーで登録する")
    seen.hands.see("登録できました。")
    assert port.used == [port.stick]
    seen.shell.close()


def test_a_stick_that_cannot_be_used_says_why_and_a_code_can_still_be_typed() -> None:
    port = Port(Path("stick/told.json"), SetupRefused("期限が切れています。", "Too old."))
    seen = Window(port)
    seen.hands.tap("USBメモリーで登録する")
    seen.hands.see("期限が切れています。")
    seen.models.setup.press("A")
    seen.hands.tap("この端末を登録する")
    seen.settle()
    assert port.typed == ["https://a.example A"]
    seen.shell.close()


def test_a_stick_that_is_pulled_out_is_offered_no_more() -> None:
    port = Port(Path("stick/told.json"))
    seen = Window(port)
    seen.hands.see("USBメモリーで登録する")
    port.stick = None
    seen.models.setup.look()
    seen.hands.gone("USBメモリーで登録する")
    seen.shell.close()


@pytest.mark.parametrize("setting", ALL_SETTINGS)
@pytest.mark.parametrize("panel", PANELS)
def test_the_page_fits(panel: str, setting: str) -> None:
    seen = Window(Port(Path("stick/told.json")), panel)
    ALL_SETTINGS[setting](seen.models)
    seen.settle()
    found = faults(seen.shell.window, SMALLEST_MM * seen.scale, GAP_MM * seen.scale)
    if seen.models.comfort.get_reach():
        found += out_of_reach(seen.shell.window)
    seen.shell.close()
    assert not found, "\n".join(found)


class Staff:
    """Somebody who puts a stick in and touches the button, then waits for the first page."""

    def __init__(self) -> None:
        self.fault: BaseException | None = None
        self.seen = ""

    def act(self) -> None:
        """From an empty screen to a terminal."""
        try:
            hands = self.hands()
            hands.tap("USBメモリーで登録する")
            hands.until(lambda: hands.shows("登録できました。"), "a terminal", LONGEST_S)
            QTimer.singleShot(1700, self.arrive)
        except NotThere as fault:
            self.give_up(fault)

    def arrive(self) -> None:
        """The first page has come by itself."""
        try:
            self.hands().see("本をさがす")
            self.seen = "attract"
            QGuiApplication.exit(0)
        except NotThere as fault:
            self.give_up(fault)

    def give_up(self, fault: BaseException) -> None:
        """End the screen, and tell the test."""
        self.fault = fault
        QGuiApplication.exit(1)

    def hands(self) -> Rehearsal:
        """Hands on what is shown now."""
        shown = [window for window in QGuiApplication.topLevelWindows() if window.isVisible()]
        assert isinstance(shown[0], QQuickWindow)
        return Rehearsal(shown[0])


def test_a_real_stick_makes_a_terminal(
    serving: Serving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick, data, staff = tmp_path / "stick", tmp_path / "terminal", Staff()
    stick.mkdir()
    told = serving.central.terminals.invite("chuo", serving.url)
    (stick / FILE).write_text(told.model_dump_json(), "utf-8")
    monkeypatch.setattr(screen, "places", lambda: (stick,))
    QTimer.singleShot(0, staff.act)
    status = screen.run(data, windowed=True)
    if staff.fault is not None:
        raise staff.fault
    assert (status, staff.seen) == (0, "attract")
    assert settings.load(data).central == serving.url
