"""Slips to take along: what was not found, for the counter, and where a title stands."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize

from kiosk.circulation.facts import CopyStatus
from kiosk.ui.viewmodels.detail_rows import detail
from kiosk.ui.viewmodels.receipt import ReceiptImages, code_address, draw
from tests.drawn import CARD
from tests.fake_desk import FakeDesk
from tests.ui.geometry import words
from tests.ui.window import Window

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def window(sample_catalogue: Path) -> Iterator[Window]:
    made = Window(sample_catalogue)
    yield made
    made.shell.close()


def look_for(window: Window, letters: str) -> None:
    """To the page of results, where nothing is found."""
    window.touch("本をさがす")
    window.models.finding.write(letters)
    window.settle()
    window.models.finding.showAll()
    window.page("results")


def said(window: Window) -> str:
    return "".join(words(window.shell.window)).replace("\u2060", "")


@pytest.mark.parametrize("low", [False, True])
def test_what_was_not_found_is_shown_to_staff(window: Window, low: bool) -> None:
    look_for(window, "ぬぬぬぬ")
    window.models.comfort.setLowReach(low)
    window.settle()
    window.touch("係にわたす控え")
    assert "ぬぬぬぬ" in said(window)
    assert "11月24日(火) 10:32" in said(window)
    window.touch("画面にもどる")
    assert not window.models.slip.is_shown()
    assert window.models.session.get_page() == "results"


def test_the_slip_names_the_filters_and_goes_with_the_visit(window: Window) -> None:
    window.touch("本をさがす")
    models = window.models
    models.finding.write("の")
    window.settle()
    models.finding.showAll()
    window.page("results")
    models.narrowing.toggle("kind:dvd")
    window.settle()
    models.slip.show()
    told = {row["name"]: row["text"] for row in models.slip.get_rows()}
    assert told["条件"].startswith("DVD")
    models.comfort.setLanguage("en")
    assert models.slip.get_rows()[0]["name"] == "Words"
    models.session.home()
    assert not models.slip.is_shown()
    assert models.slip.get_rows() == []
    assert models.slip.image_address() == ""


def test_a_code_says_what_its_address_says() -> None:
    images = ReceiptImages()
    asked = code_address("村上市\n913.6 ム 1").removeprefix("image://receipt/")
    size = QSize()
    assert images.requestImage(asked, size, QSize(300, 300)) == draw("村上市\n913.6 ム 1", 300)
    assert size.width() > 0


def test_a_title_that_stands_here_has_a_code_and_another_has_none() -> None:
    desk = FakeDesk()
    page = desk.open("kafka")
    here = page.line.copy
    assert here is not None
    shown = detail(page, desk.library, "ja")
    assert bool(shown["code"]) is bool(shown["shelf"])
    away = replace(page, line=replace(page.line, copy=None))
    assert detail(away, desk.library, "ja")["code"] == ""
    assert CARD not in shown["code"]


def test_copies_of_which_the_same_is_said_take_one_row() -> None:
    desk = FakeDesk()
    page = desk.open("kafka")
    (copy, *_) = page.copies
    two = replace(copy, id="another")
    lent = replace(copy, id="lent", status=CopyStatus.ON_LOAN, due=None)
    rows = detail(replace(page, copies=(copy, two, lent)), desk.library, "ja")["copies"]
    assert [row["many"] for row in rows] == [2, 1]
    assert rows[0]["where"].endswith("2冊")
    assert rows[1]["word"] == "貸出中"
