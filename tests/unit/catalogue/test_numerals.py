"""Numbers are written in two scripts, and a patron knows one of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.numerals import in_digits, respelt, spoken
from kiosk.catalogue.records import Title
from tests.unit.catalogue.conftest import Make

TITLES = (
    ("三つの棺", "ミッツ ノ ヒツギ"),
    ("二十四の瞳", "ニジュウヨン ノ ヒトミ"),
    ("10円札", "ジュウエンサツ"),
    ("1984年", "センキュウヒャクハチジュウヨネン"),
    ("1Q84", "イチキュウハチヨン"),
)


@given(st.integers(1, 9999))
def test_what_is_spoken_is_the_number_again(number: int) -> None:
    assert in_digits(spoken(str(number))) == str(number)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("3つ", ("三つ",)),
        ("三つ", ("3つ",)),
        ("１２人", ("十二人", "一二人")),
        ("十二人", ("12人",)),
        ("一九八四年", ("1984年",)),
        ("Vol.06", ("Vol.〇六",)),
        ("千夜一夜", ("1000夜1夜",)),
        ("十百", ()),
        ("猫", ()),
        ("", ()),
        ("9" * 17, ("九千九百九十九兆九千九百九十九億九千九百九十九万九千九百九十九九", "九" * 17)),
    ],
)
def test_the_other_script(text: str, forms: tuple[str, ...]) -> None:
    assert respelt(text) == forms


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("3つの棺", "三つの棺"),
        ("24の瞳", "二十四の瞳"),
        ("十円", "10円札"),
        ("一九八四年", "1984年"),
        ("千九百八十四", "1984年"),
    ],
)
def test_the_title_is_offered_where_nothing_is_found(make: Make, typed: str, offered: str) -> None:
    shelf = [Title(f"T{at}", text, kana) for at, (text, kana) in enumerate(TITLES)]
    found = make(shelf).suggest(typed)
    assert found.headings == ()
    assert found.near[0].text == offered
