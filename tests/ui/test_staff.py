"""The staff's page: found by two corners, tells what needs a look, and nothing of patrons."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtQuick import QQuickItem

from kiosk.setup.findings import Finding
from kiosk.ui.rehearsal import Rehearsal
from kiosk.ui.shell import Shell
from kiosk.ui.viewmodels import build_viewmodels
from tests.drawn import CARD, SECRET
from tests.fake_desk import FakeDesk
from tests.ui.geometry import faults, out_of_reach
from tests.ui.kit import HandClock, Stage, key_event
from tests.ui.staff_sample import ILL, WELL, Looked
from tests.ui.test_looks import ALL_SETTINGS, GAP_MM, PANELS, SMALLEST_MM
from tests.ui.window import RESOURCES

pytestmark = pytest.mark.usefixtures("qapp")


class Window:
    """A terminal's window in front of somebody from the staff."""

    def __init__(self, findings: tuple[Finding, ...], panel: str = "21.5") -> None:
        wide, high, self.scale = PANELS[panel]
        self.looked, desk = Looked(findings), FakeDesk()
        self.models = build_viewmodels(
            desk, desk.library, "chuo", HandClock(), checkup=self.looked.checkup
        )
        self.shell = Shell(self.models, RESOURCES, size=(wide, high), scale=self.scale)
        self.hands = Rehearsal(self.shell.window)
        self.settle()

    def settle(self) -> None:
        """Wait until everything has been answered, and laid out."""
        self.hands.until(lambda: not self.models.jobs.is_busy(), "an answer")
        self.hands.breathe()
        self.shell.grab()

    def hold(self, place: QPoint, until: Callable[[], bool]) -> None:
        """Rest a finger there until something has come of it."""
        self.hands._mouse(QEvent.Type.MouseButtonPress, place, Qt.MouseButton.LeftButton)
        self.hands.until(until, "what a held corner does")
        self.hands._mouse(QEvent.Type.MouseButtonRelease, place, Qt.MouseButton.NoButton)
        self.settle()


@pytest.fixture
def window() -> Iterator[Callable[..., Window]]:
    made: list[Window] = []

    def make(findings: tuple[Finding, ...] = WELL, panel: str = "21.5") -> Window:
        made.append(Window(findings, panel))
        return made[-1]

    yield make
    for one in made:
        one.shell.close()


def crowded(window: Window) -> list[str]:
    """Rows whose words need more than the row's height."""
    badges = window.shell.window.contentItem().findChildren(QQuickItem)
    return [
        str(badge.property("text"))
        for badge in badges
        if badge.metaObject().className().startswith("StateBadge")
        and badge.parentItem().isVisible()
        and badge.implicitHeight() > badge.parentItem().height()
    ]


def door(window: Window) -> QObject:
    """The two corners, which have no name for anybody."""
    items = window.shell.window.contentItem().childItems()
    found = [item for item in items if item.metaObject().className().startswith("StaffDoor")]
    assert isinstance(found[0], QQuickItem)
    found[0].setProperty("patience", 0.05)
    return found[0]


def test_both_corners_in_turn_open_the_page(window: Callable[..., Window]) -> None:
    seen = window()
    corners = door(seen)
    left, right = QPoint(20, 20), QPoint(1900, 20)
    seen.hold(left, lambda: bool(corners.property("half")))
    seen.hold(right, lambda: seen.models.session.get_page() == "staff")
    seen.hands.see("お使いいただけます。")
    assert seen.looked.asked[-1] is True
    seen.hands.tap("もどる")
    seen.hands.see("本をさがす")


def test_one_corner_or_a_passing_touch_opens_nothing(window: Callable[..., Window]) -> None:
    seen = window()
    corners = door(seen)
    right = QPoint(1900, 20)
    seen.hands.tap_at(QPoint(20, 20))
    assert corners.property("half") is False
    seen.hands._mouse(QEvent.Type.MouseButtonPress, right, Qt.MouseButton.LeftButton)
    seen.hands.breathe(120)
    seen.hands._mouse(QEvent.Type.MouseButtonRelease, right, Qt.MouseButton.NoButton)
    assert seen.models.session.get_page() == "attract"


@pytest.mark.parametrize("setting", ALL_SETTINGS)
@pytest.mark.parametrize("panel", PANELS)
def test_the_page_fits(window: Callable[..., Window], panel: str, setting: str) -> None:
    found: list[str] = []
    seen = window(ILL, panel)
    ALL_SETTINGS[setting](seen.models)
    seen.models.staff.open()
    for _ in range(seen.models.staff.get_troubles() or 1):
        seen.settle()
        found += faults(seen.shell.window, SMALLEST_MM * seen.scale, GAP_MM * seen.scale)
        if seen.models.comfort.get_reach():
            found += out_of_reach(seen.shell.window)
        found += crowded(seen)
        seen.models.staff.next()
    assert not found, "\n".join(found)


def test_the_worst_is_told_first_and_one_after_the_other(window: Callable[..., Window]) -> None:
    seen = window(ILL)
    seen.models.staff.open()
    for said in ("取り消されています", "つながりが切れています", "未送信 12,345件", "時計が"):
        seen.settle()
        assert any(said in name for name in seen.hands.names() if name.startswith("係の対応"))
        seen.hands.tap("つぎの注意")


def test_what_only_staff_can_mend_is_said_on_the_first_page(window: Callable[..., Window]) -> None:
    seen = window(WELL)
    seen.models.round_ended()
    seen.hands.until(lambda: seen.looked.asked == [False], "the first look")
    seen.settle()
    assert not seen.hands.shows("係の方へ")
    seen.looked.findings = ILL
    seen.models.round_ended()
    seen.hands.see("係の方へ")
    assert seen.looked.asked == [False, False]


def staged() -> tuple[Stage, Looked]:
    """View models without a window."""
    looked = Looked(ILL)
    return Stage(checkup=looked.checkup), looked


def test_nobody_looks_while_a_patron_is_here() -> None:
    stage, looked = staged()
    stage.models.session.go("search")
    stage.models.staff.look()
    stage.settle()
    assert looked.asked == []
    stage.models.close()


def test_a_patron_who_is_signed_in_never_comes_there() -> None:
    stage, looked = staged()
    stage.sign_in(CARD, SECRET)
    stage.models.session.home()
    stage.models.staff.open()
    stage.settle()
    assert stage.models.session.get_page() == "attract"
    assert looked.asked == []
    stage.models.close()


def test_a_scanner_that_reads_badly_is_told() -> None:
    stage, looked = staged()
    looked.findings = WELL
    for scan in range(5):
        at = 5000 + scan * 1000
        for step, sign in enumerate("123456!\r"):
            stage.models.sign_in.wedge.key(key_event(sign, at + step))
    stage.models.staff.open()
    stage.settle()
    assert stage.models.staff.get_troubles() == 1
    assert "読取り窓" in stage.models.staff.get_text()
    stage.models.close()


def test_in_english_all_of_it_is_english() -> None:
    stage, _ = staged()
    stage.models.comfort.setLanguage("en")
    stage.models.staff.open()
    stage.settle()
    staff = stage.models.staff
    said = [staff.get_title(), staff.get_text(), *(row["text"] for row in staff.get_rows())]
    assert all(text.translate({ord("“"): None, ord("”"): None}).isascii() for text in said)
    assert staff.get_text().startswith("Central")
    stage.models.close()
