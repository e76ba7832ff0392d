"""What was wrong in pictures of the pages once: each of it looked for where it was seen."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtQuick import QQuickItem, QQuickWindow

from kiosk.catalogue.records import Title
from kiosk.circulation.reasons import Reason, Refusal
from kiosk.desk.answers import Here, TitleLine
from kiosk.ui.viewmodels.finding_rows import result_row
from tests.drawn import CARD, SECRET
from tests.ui.geometry import parts, words
from tests.ui.staff_sample import ILL
from tests.ui.test_looks import PANELS, Looker, english_and_extra
from tests.ui.test_staff import Window

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def looker(sample_catalogue: Path) -> Iterator[Callable[[str], Looker]]:
    made: list[Looker] = []

    def make(panel: str) -> Looker:
        made.append(Looker(sample_catalogue, panel))
        made[-1].settle()
        return made[-1]

    yield make
    for one in made:
        one.shell.close()


def plain(window: QQuickWindow) -> str:
    """All that is written, without the marks that keep words together."""
    return "\n".join(words(window)).replace("\u2060", "")


def bottom(item: QQuickItem) -> float:
    """Where it ends in the window, px."""
    return item.mapRectToScene(item.boundingRect()).bottom()


@pytest.mark.parametrize("panel", PANELS)
def test_a_slip_has_its_code_in_the_largest_letters(
    looker: Callable[[str], Looker], panel: str
) -> None:
    eyes = looker(panel)
    english_and_extra(eyes.models)
    eyes.models.session.go("search")
    eyes.models.finding.write("ぬぬぬぬ")
    eyes.settle()
    eyes.models.slip.show()
    eyes.look("slip")
    assert parts(eyes.shell.window, "QrCode")
    assert not eyes.found, "\n".join(eyes.found)


@pytest.mark.parametrize("panel", PANELS)
def test_the_shelf_can_be_taken_along(looker: Callable[[str], Looker], panel: str) -> None:
    eyes = looker(panel)
    eyes.models.finding.openTitle(eyes.desk.browse_some(1)[0])
    eyes.settle()
    eyes.models.opened.setShelf(True)
    eyes.look("shelf")
    assert parts(eyes.shell.window, "QrCode")
    assert not eyes.found, "\n".join(eyes.found)


def test_the_second_sentence_of_a_reason_begins_a_line(looker: Callable[[str], Looker]) -> None:
    eyes = looker("15.6")
    eyes.desk.refusals = (Refusal.because(Reason.NOT_FOR_LOAN, shelf="郷土資料", shelf_en="Local"),)
    eyes.models.finding.openTitle(eyes.desk.browse_some(1)[0])
    eyes.settle()
    assert "(禁帯出)。\n置いている" in plain(eyes.shell.window)


def test_an_upright_cart_says_that_the_hold_is_provisional(
    looker: Callable[[str], Looker],
) -> None:
    eyes = looker("upright")
    for line in eyes.desk.browse_some(3):
        eyes.models.cart.add(line)
    eyes.models.session.signInFor("cart")
    for sign in CARD:
        eyes.models.sign_in.press(sign)
    eyes.models.sign_in.useField("secret")
    for sign in SECRET:
        eyes.models.sign_in.press(sign)
    eyes.models.sign_in.submit()
    eyes.settle()
    assert "それまでは仮予約です" in plain(eyes.shell.window)


@pytest.mark.parametrize("panel", PANELS)
def test_names_of_days_stay_within_their_days(looker: Callable[[str], Looker], panel: str) -> None:
    eyes = looker(panel)
    english_and_extra(eyes.models)
    eyes.settle()
    (week,) = parts(eyes.shell.window, "Week")
    for day in week.childItems():
        said = [one for column in day.childItems() for one in column.childItems()]
        assert all(float(one.property("contentWidth")) < day.width() - 4 for one in said)


@pytest.mark.parametrize("panel", PANELS)
def test_a_line_for_staff_leaves_the_week_its_room(panel: str) -> None:
    seen = Window(ILL, panel)
    seen.models.round_ended()
    seen.settle()
    seen.hands.see("係の方へ")
    (week,), (hours,) = (parts(seen.shell.window, kind) for kind in ("Week", "HoursPanel"))
    assert bottom(week) <= bottom(hours) - 1.5 * seen.scale
    seen.shell.close()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_volume_without_a_copy_says_so_where_no_head_does(language: str) -> None:
    line = TitleLine(Title("T1", "日本の歴史 4"), Here.NONE, "", None, 0)
    said = result_row(line, language, headed=False)["first"]
    assert said == ("窓口でお聞きください" if language == "ja" else "Please ask at the desk")
    assert result_row(line, language)["first"] == ""
