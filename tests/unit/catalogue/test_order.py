"""Other orders than rank where many titles are found: in order, all of them, none twice."""

import random

import pytest

from kiosk.catalogue.fold import fold_kana
from kiosk.catalogue.records import Title
from kiosk.catalogue.search import Order, Query
from tests.unit.catalogue.conftest import Make

SYLLABLES = "アイウカキクヤマナシタハバン"


def titles() -> list[Title]:
    """More than are sorted at once; many of them alike for longer than the file's index knows."""
    chance = random.Random(7)  # noqa: S311 - the same titles each time
    made = []
    for at in range(1300):
        start = "ヤマナシノアキノイエ" if at % 2 else ""
        reading = start + "".join(chance.choices(SYLLABLES, k=chance.randint(1, 5)))
        year = chance.choice([None, 1999, 2005, 2020])
        made.append(Title(f"T{at}", f"本の山{at}", reading, year=year, popularity=at % 7))
    made.append(Title("SIGN", "!?", subtitle="本の山", popularity=3))
    return made


@pytest.mark.parametrize("order", [Order.TITLE, Order.YEAR])
def test_pages_hold_every_title_once_and_in_order(make: Make, order: Order) -> None:
    catalogue = make(titles())
    found: list[Title] = []
    for at in range(0, 1400, 200):
        results = catalogue.search(Query("本の", order=order, limit=200, offset=at))
        found += [hit.title for hit in results.hits]
    assert sorted(one.id for one in found) == sorted(one.id for one in titles())
    if order is Order.TITLE:
        assert found[-1].id == "SIGN"  # nothing to be read: behind all
        readings = [fold_kana(one.kana) for one in found[:-1]]
        assert readings == sorted(readings)
    else:
        years = [one.year or 0 for one in found]
        assert years == sorted(years, reverse=True)


def test_few_and_many_stand_in_the_same_order(make: Make) -> None:
    catalogue = make(titles())
    every = catalogue.search(Query("本の", order=Order.TITLE, limit=200)).hits
    some = catalogue.search(Query("本の", order=Order.TITLE, limit=200, year_to=1999)).hits
    assert len(some) > 100
    order = {hit.title.id: at for at, hit in enumerate(every)}
    places = [order[hit.title.id] for hit in some if hit.title.id in order]
    assert places == sorted(places)
