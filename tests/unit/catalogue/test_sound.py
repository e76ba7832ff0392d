"""How many titles have a long word: up to 1,000 they are read, then told from some of them."""

import pytest

from kiosk.catalogue.records import Title
from kiosk.catalogue.search import Query
from tests.unit.catalogue.conftest import Make


@pytest.mark.parametrize(
    ("right", "apart", "told"),
    [
        (999, 900, (999, True)),
        (1000, 0, (1000, True)),
        (1001, 0, (1000, False)),
        (0, 2000, (0, True)),
        (3, 2500, (3, True)),
        (2500, 2500, (1000, False)),
        (400, 5000, (400, False)),
    ],
)
def test_a_count_is_true_or_says_at_least(
    make: Make, right: int, apart: int, told: tuple[int, bool]
) -> None:
    """`apart`: titles that have all pieces of the word, but not the word."""
    titles = [Title(f"A{at}", f"京都府 {at}", popularity=at % 50) for at in range(right)]
    titles += [Title(f"B{at}", f"都府の京都 {at}", popularity=at % 50) for at in range(apart)]
    results = make(titles).search(Query("京都府", limit=5))
    assert {hit.title.id[0] for hit in results.hits} <= {"A"}
    if told != (400, False):
        assert (results.total, results.exact) == told
    else:  # nobody reads 5,400 titles for a number
        assert 0 < results.total <= 400
        assert not results.exact
