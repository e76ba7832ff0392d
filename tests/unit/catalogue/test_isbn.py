"""ISBNs: ten and thirteen digits are one number, and a wrong check digit is none."""

import pytest

from kiosk.catalogue.answers import Field
from kiosk.catalogue.records import Title
from kiosk.catalogue.rows import isbn_key
from kiosk.catalogue.search import Query
from tests.unit.catalogue.conftest import Make


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("9784103534228", "9784103534228"),
        ("978-4-10-353422-8", "9784103534228"),
        ("4-10-353422-2", "9784103534228"),
        ("４１０３５３４２２２", "9784103534228"),
        ("080442957x", "9780804429573"),
        ("9784103534229", None),
        ("4-10-353422-3", None),
        ("080442957-1", None),
        ("1234567890128", None),
        ("97841035342", None),
        ("", None),
    ],
)
def test_a_number_and_its_check_digit(text: str, key: str | None) -> None:
    assert isbn_key(text) == key


def test_both_forms_find_the_book_and_a_wrong_number_none(make: Make) -> None:
    wrong = Title("T2", "二", isbn="978-4-10-353422-9")
    catalogue = make((Title("T1", "一", isbn="9784103534228"), wrong))

    def found(text: str) -> list[Title]:
        return [hit.title for hit in catalogue.search(Query(text, field=Field.ISBN)).hits]

    assert [one.id for one in found("9784103534228")] == ["T1"]
    assert [one.id for one in found("4-10-353422-2")] == ["T1"]
    assert found("9784103534229") == []
    assert [hit.title.isbn for hit in catalogue.search(Query("二")).hits] == [wrong.isbn]
