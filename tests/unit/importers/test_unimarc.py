"""UNIMARC: told from MARC 21, read with its readings, and refused where it is no Unicode."""

import io

import pytest
from pymarc import Field, Leader, Record

from central.importers.marc import read_marc
from central.importers.records import SetAside
from kiosk.catalogue.records import Creator, Title
from kiosk.circulation.facts import Kind
from tests.unit.importers.records import field

LEADER = "00000nam0 2200000   450 "
CODED = "20191103d2019    ma  y0jpny50      da"


def made(*fields: Field, coded: str = CODED, leader: str = LEADER) -> bytes:
    record = Record(force_utf8=True)
    record.leader = Leader(leader)
    record.fields.extend((Field("001", data="12345"), field("100", "a", coded), *fields))
    return bytes(record.as_marc())


def one(data: bytes) -> Title:
    (found,) = read_marc(io.BytesIO(data))
    assert isinstance(found, Title), found
    return found


def test_a_record_with_its_readings_beside_the_words() -> None:
    title = one(
        made(
            field("010", "a", "978-4-10-353422-8", "d", "1800円"),
            field("101", "a", "jpn"),
            field("200", "a", "長い旅", "9", "ナガイ タビ", "e", "ある記録", "f", "山田太郎著"),
            field("210", "a", "東京", "c", "みなと社", "d", "2019.2"),
            field("215", "a", "301p", "d", "19cm"),
            field("225", "a", "みなと文庫", "9", "ミナト ブンコ", "v", "3"),
            field("606", "a", "旅行", "x", "歴史"),
            field("686", "a", "913.6", "2", "ndc10"),
            field("700", "a", "山田", "b", "太郎", "9", "ヤマダ タロウ", "4", "070"),
            field("801", "a", "JP", "b", "MINATO"),
        )
    )
    assert title == Title(
        id="MINATO-12345",
        title="長い旅",
        kana="ナガイ タビ",
        subtitle="ある記録",
        creators=(Creator("山田太郎", "ヤマダ タロウ", "著"),),
        isbn="9784103534228",
        year=2019,
        publisher="みなと社",
        extent="301p 19cm",
        ndc="913.6",
        series="みなと文庫",
        series_kana="ミナト ブンコ",
        volume="3",
        volume_number=3,
        subjects=("旅行－歴史",),
        language="ja",
        audience="child",
    )


@pytest.mark.parametrize("turned", [False, True])
def test_a_reading_in_a_parallel_field_wherever_it_stands(turned: bool) -> None:
    fields = [
        field("200", "6", "a01", "7", "db", "a", "長い旅", "h", "2"),
        field("200", "6", "a01", "7", "dc", "a", "ナガイ タビ", "h", "2"),
        field("701", "6", "a02", "7", "db", "a", "山田", "b", "太郎"),
        field("701", "6", "a02", "7", "dc", "a", "ヤマダ", "b", "タロウ"),
    ]
    title = one(made(*(fields[::-1] if turned else fields)))
    assert (title.title, title.kana, title.volume_number) == ("長い旅 2", "ナガイ タビ 2", 2)
    assert title.creators == (Creator("山田太郎", "ヤマダ タロウ"),)


def test_romanisation_is_no_reading() -> None:
    title = one(made(field("200", "a", "山の音", "9", "Yama no oto")))
    assert title.kana == ""


def test_marks_around_an_article_are_no_part_of_the_title() -> None:
    assert one(made(field("200", "a", "\x88La \x89favola"))).title == "La favola"


def test_a_magazine_is_one() -> None:
    assert one(made(field("200", "a", "月刊"), leader=LEADER[:7] + "s" + LEADER[8:])).kind is (
        Kind.MAGAZINE
    )


def test_year_from_the_coded_data_and_creators_from_the_statement() -> None:
    title = one(made(field("200", "a", "本", "f", "山田太郎")))
    assert (title.year, title.creators) == (2019, (Creator("山田太郎"),))


@pytest.mark.parametrize("fields", [(), (field("200", "e", "副書名だけ"),)])
def test_without_a_title_it_is_set_aside(fields: tuple[Field, ...]) -> None:
    (found,) = read_marc(io.BytesIO(made(*fields)))
    assert isinstance(found, SetAside)
    assert "200" in found.reason


def test_one_that_is_no_unicode_is_refused_in_a_sentence() -> None:
    data = bytearray(made(field("200", "a", "La favola e la verita")))
    data[9:10] = b" "
    (found,) = read_marc(io.BytesIO(data.replace(b"verita", b"verit\xe0")))
    assert isinstance(found, SetAside)
    assert found.english.endswith("it is UNIMARC and not in UTF-8; turn it into UTF-8 first.")


def test_an_isbn_of_no_length_and_a_year_that_is_none_are_told() -> None:
    head, wrong = field("200", "a", "本"), field("010", "a", "978-4-10-35342")
    data = made(head, wrong, field("210", "d", "20x0"), coded="20191103u")
    *told, title = read_marc(io.BytesIO(data))
    assert isinstance(title, Title)
    assert (title.isbn, title.year) == ("", None)
    assert ["no ISBN" in str(told[0]), "no year" in str(told[1])] == [True, True]
