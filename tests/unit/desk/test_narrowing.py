"""Narrowing through the desk: which filters are on, and the ways out where nothing is left."""

from dataclasses import replace

import pytest

from kiosk.catalogue.search import Field, Query
from kiosk.circulation.facts import Kind
from kiosk.desk.narrowing import Filter, Rung, WayOut, in_force, lifted
from tests.unit.desk.conftest import Bench

ALL = Query(
    "猫",
    field=Field.TITLE,
    kinds=(Kind.DVD,),
    branch="chuo",
    available=True,
    year_from=1990,
    ndc="91",
    language="en",
    audience="child",
)


def ways(bench: Bench, query: Query) -> list[tuple[Rung, str, int]]:
    """Rung, words and number of titles of each way out; each number is what it then finds."""
    told = bench.desk.ways_out(query)
    assert [bench.desk.search(way.query).total for way in told] == [way.total for way in told]
    return [(way.rung, way.query.text, way.total) for way in told]


def test_filters_are_told_and_lifted_one_by_one() -> None:
    query = ALL
    for filter_ in Filter:
        assert filter_ in in_force(query)
        query = lifted(query, filter_)
        assert filter_ not in in_force(query)
    assert query == Query("猫")


def test_a_filter_that_hides_something_is_named_with_how_much(bench: Bench) -> None:
    query = Query("長い物語", kinds=(Kind.DVD,), order=Query().order)
    (way,) = bench.desk.ways_out(query)[:1]
    expected = replace(query, kinds=())
    assert way == WayOut(Rung.FILTER, expected, 2, filter=Filter.KIND)
    assert bench.desk.search(way.query).total == 2


def test_where_no_filter_alone_hides_them_all_are_lifted(bench: Bench) -> None:
    query = Query("長い物語", kinds=(Kind.DVD,), branch="elsewhere")
    assert ways(bench, query)[0] == (Rung.FILTERS, "長い物語", 2)


def test_a_word_is_dropped_the_nearest_question_first(bench: Bench) -> None:
    assert ways(bench, Query("舟を編む こころ")) == [
        (Rung.WORD, "こころ", 1),
        (Rung.WORD, "舟を編む", 1),
    ]
    assert ways(bench, Query("長い物語 1 こころ"))[0][:2] == (Rung.WORD, "長い物語 1")


def test_letters_are_dropped_from_a_single_word(bench: Bench) -> None:
    assert (Rung.SHORTER, "こころ", 1) in ways(bench, Query("こころざし"))


def test_a_near_spelling_comes_first(bench: Bench) -> None:
    (first, *_) = bench.desk.ways_out(Query("ごころ"))
    assert first.rung is Rung.NEAR
    assert first.heading is not None
    assert (first.heading.text, first.query.text) == ("こころ", "こころ")
    assert bench.desk.search(first.query).total == first.total == 1


@pytest.mark.parametrize("text", ["", "   ", "〇〇〇〇", "、。", "\ud800", "x" * 10_000])
def test_whatever_was_typed_is_no_error(bench: Bench, text: str) -> None:
    for way in bench.desk.ways_out(Query(text)):
        assert way.total


def test_filters_count_what_they_leave(bench: Bench) -> None:
    facets = bench.desk.facets(Query("長い物語"))
    assert facets.kinds == ((Kind.BOOK, 2),)
    assert facets.free == (("", 2), ("chuo", 2))
