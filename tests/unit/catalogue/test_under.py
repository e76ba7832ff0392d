"""Where a title stands is what `terms` says of its texts, column by column."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.catalogue.entry import Column, Entry
from kiosk.catalogue.terms import (
    COLUMNS,
    GRAM,
    HEAD,
    NAME,
    START,
    drawer,
    key_of,
    pairs_of,
    pieces,
    prefixes,
)
from kiosk.catalogue.under import Stands, stand

FREQUENT = "日本本の本a"
LETTERS = "日本の町ァヺアヲヴーa1 \n𠮷\ud7ff"


@settings(max_examples=150, deadline=None)
@given(st.text(LETTERS, max_size=12), st.integers(0, len(COLUMNS) - 1))
def test_a_title_stands_where_its_pieces_do(forms: str, col: int) -> None:
    columns: list[Column | None] = [None] * len(COLUMNS)
    columns[col] = Column(forms, "ネコ\nアa1", ("猫", "ネコ"))
    parts = Stands(pairs_of(FREQUENT)).of_entry(Entry((*columns,), "ネ\n猫", (), (), (NAME << 48,)))
    said = {key_of(GRAM, one) for one in pieces(forms, pairs_of(FREQUENT))}
    said |= {key_of(START, one) for one in prefixes(("ネコ", "アa1"))}
    said |= {drawer("猫"), drawer("ネコ")}
    alone = {stand(key_of(HEAD, one)) for one in ("ネ", "猫")} | {stand(NAME << 48)}
    assert set().union(*parts) == {stand(key, col) for key in said} | alone
    assert sum(map(len, parts)) == len(said) + len(alone)
