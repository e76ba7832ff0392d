"""Small parts of the screen that need no page: kana marks, icons, millimetres, Qt itself."""

import gc
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QColor

from kiosk.ui.icons import Icons
from kiosk.ui.shell import px_per_mm
from kiosk.ui.viewmodels.finding_rows import reading
from kiosk.ui.viewmodels.kana import can_mark, marked

ICONS = Path(__file__).resolve().parents[2] / "resources" / "icons"


@pytest.mark.usefixtures("qapp")
def test_void_calls_keep_their_hands_off_none() -> None:
    """A newer Qt binding loses a reference to None with each call that returns nothing."""
    gc.collect()
    before = sys.getrefcount(None)
    for _ in range(500):
        QCoreApplication.processEvents()
    assert abs(sys.getrefcount(None) - before) < 100


@pytest.mark.parametrize(
    ("text", "mark", "after"),
    [
        ("か", "゛", "が"),
        ("が", "゛", "か"),
        ("ば", "゜", "ぱ"),
        ("つ", "小", "っ"),
        ("っ", "゛", "づ"),
        ("ゃ", "小", "や"),
        ("ん", "゛", "ん"),
        ("", "小", ""),
    ],
)
def test_marks(text: str, mark: str, after: str) -> None:
    assert marked(text, mark) == after
    assert can_mark(text, mark) == (text != after)


def test_reading_is_hiragana_without_spaces() -> None:
    assert reading("ムラカミ ハルキ") == "むらかみはるき"
    assert reading("ソーセキ ヴィラ") == "そーせきゔぃら"


def test_icons_take_the_colour_asked_for() -> None:
    drawn = Icons(ICONS).requestImage("here/197a4b/ffffff", QSize(), QSize(48, 48))
    assert drawn.width() == 48
    assert drawn.pixelColor(24, 6) == QColor("#197a4b")


def test_unknown_icons_and_wrong_addresses_stay_empty() -> None:
    icons = Icons(ICONS)
    for address in ("nothing/000000/ffffff", "../here/000000/ffffff", "here/red/white", ""):
        drawn = icons.requestImage(address, QSize(), QSize(24, 24))
        assert drawn.pixelColor(12, 12).alpha() == 0


def test_every_drawing_has_the_grid_and_no_colour_of_its_own() -> None:
    for path in ICONS.glob("*.svg"):
        drawing = path.read_text("utf-8")
        assert 'viewBox="0 0 24 24"' in drawing, path.name
        assert "#" not in drawing, path.name


@pytest.mark.usefixtures("qapp")
def test_scale_comes_from_the_panel_else_from_the_usual_one() -> None:
    assert px_per_mm(1920, 476.0) == pytest.approx(4.03, abs=0.01)
    assert px_per_mm(1366, None) == pytest.approx(4.03)
