"""A reading that a program made stands nowhere on a title's page; one that a person wrote does."""

import pytest

from kiosk.catalogue.records import Title
from kiosk.desk.answers import Here, HoldOffer, TitleLine, TitlePage
from kiosk.ui.viewmodels.detail_rows import detail


def shown(title: Title) -> str:
    line = TitleLine(title, Here.NONE, "", None, 0)
    page = TitlePage(line, (), HoldOffer(False, (), (), False), ())
    return str(detail(page, None, "ja"))


@pytest.mark.parametrize("made", [True, False])
def test_only_a_reading_that_a_person_wrote_is_shown(made: bool) -> None:
    title = Title("T1", "海図のない旅", "カイズノナイタビ", kana_generated=made)
    assert ("かいずのないたび" in shown(title)) is not made
