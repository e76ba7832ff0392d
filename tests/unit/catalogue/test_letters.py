"""The terms of many texts at once are those of each text alone."""

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.entry import FORM
from kiosk.catalogue.letters import (
    MOST,
    NUMBER_BITS,
    Frequent,
    Numbers,
    frequent_in,
    pieces_of,
    starts_of,
)
from kiosk.catalogue.terms import GRAM, grams, is_sure, key_of, pairs_of, pieces, prefixes

LETTERS = st.sampled_from("アイヴ一本a1 ー\n𠮷𠀋")
FORMS = st.text(LETTERS, max_size=12)
KANA = "アイヴ"
NARROW = st.sampled_from("アイヴ一本a1ー")
RUNS = st.lists(st.text("アイ一a1𠮷", min_size=1, max_size=3), max_size=4).map(FORM.join)


def by_number(packed: Numbers) -> dict[int, set[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    for one in packed.tolist():
        found[one & MOST - 1].add(one >> NUMBER_BITS)
    return found


@given(st.lists(FORMS, max_size=6), st.text(NARROW, max_size=10))
def test_pieces_of_many_texts(texts: list[str], letters: str) -> None:
    pairs = pairs_of(letters[: len(letters) // 2 * 2])
    found = by_number(pieces_of(texts, Frequent(pairs)))
    for number, text in enumerate(texts):
        assert found[number] == {key_of(0, piece) for piece in pieces(text, pairs)}


@given(st.lists(FORMS, max_size=6), st.text(NARROW, max_size=10), FORMS)
def test_a_word_is_found_by_its_pieces(texts: list[str], letters: str, form: str) -> None:
    """Whatever stands in a text has all its pieces there; one piece that is sure says it all."""
    pairs = pairs_of(letters[: len(letters) // 2 * 2])
    for word in filter(None, (form[at : at + 4] for at in range(len(form)))):
        if set(word) & set(" \n") or word in KANA:
            continue
        its = grams(word, pairs)
        for text in (*texts, form):
            stand = {key_of(GRAM, piece) for piece in pieces(text, pairs)}
            assert word not in text or stand.issuperset(its)
            if is_sure(word, its):
                assert (word in text) == stand.issuperset(its)


def test_frequent_pairs_stand_in_many_texts() -> None:
    """None over a break, none of letters from the other planes, and each text counts once."""
    texts = [*["日本 史\n𠮷野"] * 4, "日本 本日本", "文学文学文学文学文学"]
    assert pairs_of(frequent_in(texts)) == pairs_of("日本")
    assert frequent_in(["日本"] * 4) == ""


@given(st.lists(RUNS, max_size=6))
def test_starts_of_many_texts(texts: list[str]) -> None:
    found = by_number(starts_of(texts))
    for number, text in enumerate(texts):
        expected = prefixes(text.split(FORM)) if text else frozenset()
        assert found[number] == {key_of(0, prefix) for prefix in expected}
