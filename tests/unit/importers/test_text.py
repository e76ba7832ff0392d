"""Cleaning of ISBNs, years, volume numbers and names."""

import pytest

from central.importers import text


@pytest.mark.parametrize(
    ("told", "isbn"),
    [
        ("978-4-10-353422-8 :", "9784103534228"),
        ("4-10-353422-2 (新潮社) :", "9784103534228"),
        ("４１０３５３４２２２", "9784103534228"),
        ("978-4-10-353422-9 :", "978-4-10-353422-9"),
        ("4-10-353422-9 ; 978-4-10-353422-8", "9784103534228"),
        ("05-012345-6", ""),
        ("080442957X", "9780804429573"),
        ("1800円", ""),
        ("", ""),
    ],
)
def test_isbn(told: str, isbn: str) -> None:
    assert text.isbn(told) == isbn


@pytest.mark.parametrize(
    ("told", "year"),
    [
        ("2019.2.", 2019),
        ("昭和63年", 1988),
        ("平成元年", 1989),
        ("[2004]", 2004),
        ("1957（昭和32）年5月20日", 1957),
        ("c12345", None),
        ("", None),
    ],
)
def test_year(told: str, year: int | None) -> None:
    assert text.year(told) == year


@pytest.mark.parametrize(
    ("told", "number"),
    [
        ("第３巻", 3),
        ("BOOK 2", 2),
        ("巻十", 10),
        ("巻二十三", 23),
        ("百二", 102),
        ("上", 1),
        ("下", 3),
        ("別冊", None),
        ("", None),
    ],
)
def test_volume_number(told: str, number: int | None) -> None:
    assert text.volume_number(told) == number


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("夏目, 漱石", "夏目漱石"),
        ("夏目 漱石", "夏目漱石"),
        ("アーヴィング ワシントン", "アーヴィング ワシントン"),
        ("Murakami, Haruki", "Murakami, Haruki"),
        ("ヨシタケ シンスケ", "ヨシタケ シンスケ"),
    ],
)
def test_person(told: str, name: str) -> None:
    assert text.person(told) == name


def test_script() -> None:
    assert text.is_kana("はらぺこ あおむし 2")
    assert not text.is_kana("2001")
    assert not text.is_kana("山の本")
    assert text.is_reading("CNN ニュース")
    assert not text.is_reading("한국 목록 규칙")


def test_first_kana() -> None:
    assert text.first_kana("ごとう まなぶ") == "コ"
    assert text.first_kana("1Q84") == ""
