"""The first start of a terminal: typed on the screen, against a real central over loopback."""

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtQuick import QQuickWindow

from central.app import Central
from kiosk import app, screen, settings
from kiosk.app import SystemClock
from kiosk.circulation.invitations import to_scan
from kiosk.ui.rehearsal import NotThere, Rehearsal
from tests.sync.conftest import CHEAP, Serving, fill

pytestmark = pytest.mark.usefixtures("qapp")

NOT_THERE = "http://127.0.0.1:9"


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Serving]:
    """A central of today: the terminal of this test reads the machine's own clock."""
    central = Central.open(tmp_path / "central", SystemClock(), cost=CHEAP, library="murakami")
    fill(central)
    made = Serving(central)
    yield made
    made.stop()


@pytest.fixture(autouse=True)
def own_signals() -> Iterator[None]:
    """The running screen takes the signals; give them back."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


class Staff:
    """Somebody from the library, with the address and the codes on a slip of paper."""

    def __init__(self, serving: Serving) -> None:
        self.serving = serving
        self.address = serving.url.removeprefix("http://")
        self.used = serving.central.terminals.add("chuo")
        self.good = serving.central.terminals.add("chuo")
        self.said: list[str] = []
        self.fault: BaseException | None = None

    def window(self) -> QQuickWindow:
        """What is on the screen now."""
        shown = [w for w in QGuiApplication.topLevelWindows() if w.isVisible()]
        assert isinstance(shown[0], QQuickWindow)
        return shown[0]

    def type(self, hands: Rehearsal, signs: str) -> None:
        """Touch the keys of the board, turning to the set that has the sign."""
        for sign in signs:
            for other in ("123", "abc", "ABC", "#(;"):
                if sign not in hands.names() and other in hands.names():
                    hands.tap(other)
            hands.tap(sign)

    def scan(self, signs: str) -> None:
        """Hold the slip before the scanner, which types like a keyboard, quickly."""
        for at, sign in enumerate(f"{signs}\r"):
            key = Qt.Key.Key_Return if sign == "\r" else Qt.Key(ord(sign))
            event = QKeyEvent(
                QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, 0, 0, 0, sign
            )
            event.setTimestamp(1000 + at)
            QGuiApplication.sendEvent(self.window(), event)

    def refused(self, hands: Rehearsal, code: str, sentence: str) -> None:
        """Try a code that cannot work, and read why."""
        self.type(hands, code)
        hands.tap("この端末を登録する")
        hands.see(sentence)
        self.said.append(sentence)

    def enrol(self) -> None:
        """From an empty screen to a terminal."""
        hands = Rehearsal(self.window())
        hands.see("端末の登録")
        # Before there is a catalogue nothing is said of its age.
        assert not [name for name in hands.names() if "現在" in name or "目録は" in name]
        self.refused(hands, "ABCD2345", "中央サーバにつながりません。")
        hands.tap("つなぐ先を直す")
        hands.tap("ぜんぶ消す")
        self.type(hands, self.address)
        hands.see(f"つなぐ先 {self.address}")
        hands.tap("登録コードを打つ")
        self.refused(hands, "WRONG234", "登録コードが違います。")
        self.refused(hands, self.used, "この登録コードは、もう使われています。")
        self.scan(to_scan(self.good, self.address))
        hands.see(f"つなぐ先 {self.address}")
        hands.tap("この端末を登録する")
        hands.see("登録できました。")
        QTimer.singleShot(1700, lambda: self.play(self.arrive))

    def arrive(self) -> None:
        """The attract page has come by itself."""
        hands = Rehearsal(self.window())
        hands.see("本をさがす")
        self.said.append("attract")
        QGuiApplication.exit(0)

    def play(self, part: Callable[[], None]) -> None:
        """Do it; where anything is not as told, end the screen, and tell the test."""
        try:
            part()
        except (NotThere, AssertionError) as fault:
            self.fault = fault
            QGuiApplication.exit(1)


def test_address_and_code_are_typed_and_the_attract_page_comes(
    serving: Serving, tmp_path: Path
) -> None:
    data = tmp_path / "terminal"
    data.mkdir()
    (data / settings.FILE).write_text(f'central = "{NOT_THERE}"\n', encoding="utf-8")
    staff = Staff(serving)
    app.enrol(tmp_path / "another", serving.url, staff.used)
    QTimer.singleShot(0, lambda: staff.play(staff.enrol))
    status = screen.run(data, windowed=True)
    if staff.fault is not None:
        raise staff.fault
    assert status == 0
    assert staff.said[-1] == "attract"
    assert settings.load(data).central == serving.url
