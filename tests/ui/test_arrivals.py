"""New books, more of them than are fetched at once: how many there are, and since when."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.catalogue.index import build
from kiosk.catalogue.records import Title
from kiosk.ui.viewmodels.listing import STRETCH
from tests.drawn import NOW
from tests.ui.window import Window

pytestmark = pytest.mark.usefixtures("qapp")
NEW = 130


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    """The oldest new book came ten days ago; as many came too long ago to be new."""
    today = NOW.date()
    titles = [
        Title(f"{kind}{n}", f"本 {n}", added=today - timedelta(days=days + n % 10))
        for kind, days in (("N", 1), ("O", 40))
        for n in range(NEW)
    ]
    path = tmp_path / "catalogue.db"
    build(path, titles, as_of=NOW, cursor="c")
    made = Window(path)
    yield made
    made.shell.close()


def test_all_new_books_are_counted_and_no_others(window: Window) -> None:
    window.settle()
    finding, listing = window.models.finding, window.models.listing
    assert (finding.arrivals_count(), finding.arrivals_since()) == (f"{NEW}冊", "11月14日から")
    window.models.displays.open()
    window.settle()
    card = window.models.displays.get_cards()[0]
    assert (card["count"], card["text"]) == (f"{NEW}冊", "11月14日から")
    finding.showArrivals()
    window.settle()
    while listing.has_next():
        assert listing.get_total() == NEW
        listing.nextPage()
        window.settle()
    assert listing.page_text().startswith(f"{NEW}冊のうち")
    assert listing.page_text().endswith(f"{NEW}冊目")
    assert NEW > STRETCH
