"""The terms of many texts at once are those of each text alone."""

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.entry import FORM
from kiosk.catalogue.letters import MOST, NUMBER_BITS, Numbers, pieces_of, starts_of
from kiosk.catalogue.terms import key_of, pieces, prefixes

LETTERS = st.sampled_from("アイヴ一本a1 ー\n𠮷𠀋")
FORMS = st.text(LETTERS, max_size=12)
RUNS = st.lists(st.text("アイ一a1𠮷", min_size=1, max_size=3), max_size=4).map(FORM.join)


def by_number(packed: Numbers) -> dict[int, set[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    for one in packed.tolist():
        found[one & MOST - 1].add(one >> NUMBER_BITS)
    return found


@given(st.lists(FORMS, max_size=6))
def test_pieces_of_many_texts(texts: list[str]) -> None:
    found = by_number(pieces_of(texts))
    for number, text in enumerate(texts):
        assert found[number] == {key_of(0, piece) for piece in pieces(text)}


@given(st.lists(RUNS, max_size=6))
def test_starts_of_many_texts(texts: list[str]) -> None:
    found = by_number(starts_of(texts))
    for number, text in enumerate(texts):
        expected = prefixes(text.split(FORM)) if text else frozenset()
        assert found[number] == {key_of(0, prefix) for prefix in expected}
