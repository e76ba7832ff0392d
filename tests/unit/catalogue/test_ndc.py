"""The tree of the Nippon Decimal Classification: all of it, and the ways through it."""

import csv
from pathlib import Path

import pytest

from kiosk.catalogue import ndc

FACTS = Path(__file__).resolve().parents[4] / "shared" / "data" / "ndc.tsv"


def test_all_hundred_and_ten_are_there_with_two_names() -> None:
    assert [one.code for one in ndc.CLASSES] == [str(n) for n in range(10)]
    assert [one.code for one in ndc.DIVISIONS] == [f"{n:02}" for n in range(100)]
    for one in ndc.CLASSES + ndc.DIVISIONS:
        assert one.name
        assert one.english.isprintable()
        assert not any(letter >= "぀" for letter in one.english), one


def test_the_japanese_names_are_those_of_the_classification() -> None:
    if not FACTS.exists():
        pytest.skip("the table of the classification's names is not on this machine")
    with FACTS.open(encoding="utf-8") as file:
        facts = {
            row["code"][: int(row["level"])]: row["name"]
            for row in csv.DictReader(file, delimiter="\t")
        }
    assert facts == {one.code: one.name for one in ndc.CLASSES + ndc.DIVISIONS}


def test_down_from_the_root_to_the_divisions() -> None:
    assert ndc.children() == ndc.CLASSES
    assert [one.code for one in ndc.children("9")] == [f"9{n}" for n in range(10)]
    assert ndc.children("91") == ()
    assert ndc.children("nothing") == ()


def test_up_again() -> None:
    assert ndc.parent("91") == ndc.named("9")
    assert ndc.parent("913") == ndc.named("91")
    assert ndc.parent("9") is None
    assert ndc.parent("") is None
    assert [one.name for one in ndc.path("913")] == ["文学", "日本文学"]
    assert [one.code for one in ndc.path("4")] == ["4"]
    assert ndc.path("") == ()


@pytest.mark.parametrize(
    ("number", "code"),
    [("913.6", "91"), ("007", "00"), (" 596.3", "59"), ("9", "9"), ("9-X", "9")],
)
def test_where_a_number_lies(number: str, code: str) -> None:
    assert ndc.of(number) == ndc.named(code)


@pytest.mark.parametrize("number", ["", "E", "K291", "児913"])
def test_a_number_outside_the_classification_lies_nowhere(number: str) -> None:
    assert ndc.of(number) is None
