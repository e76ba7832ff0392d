"""MARC files: what a good record becomes, and what is set aside without hurting its neighbours."""

import io
from collections.abc import Sequence

import pytest
from pymarc import Field

from central.importers.marc import read_marc
from central.importers.records import SetAside
from kiosk.catalogue.records import Creator, Title
from kiosk.circulation.facts import Kind
from tests.unit.importers.records import field, novel, record


def read(*chunks: bytes) -> tuple[list[Title], list[SetAside]]:
    """Titles and what was set aside."""
    every = list(read_marc(io.BytesIO(b"".join(chunks))))
    return (
        [one for one in every if isinstance(one, Title)],
        [one for one in every if isinstance(one, SetAside)],
    )


def one_title(*chunks: bytes) -> Title:
    """The only record of a file."""
    titles, aside = read(*chunks)
    assert not aside
    assert len(titles) == 1
    return titles[0]


def ids(titles: Sequence[Title]) -> list[str]:
    """Ids in the order of the file."""
    return [title.id for title in titles]


def test_a_japanese_record_arrives_whole() -> None:
    title = one_title(novel().as_marc())

    assert title.id == "JTNDL-012345678"
    assert (title.title, title.kana) == ("長い旅 2", "ナガイ タビ 2")
    assert title.subtitle == "ある記録"
    assert title.creators == (Creator("山田太郎", "ヤマダ タロウ", "著"),)
    assert title.isbn == "9784103534228"
    assert (title.year, title.publisher) == (2019, "みなと社")
    assert title.ndc == "913.6"
    assert (title.series, title.series_kana) == ("みなと文庫", "ミナト ブンコ")
    assert (title.volume, title.volume_number) == ("2", 2)
    assert title.subjects == ("旅行",)
    assert title.language == "ja"
    assert title.kind is Kind.BOOK


def test_the_reading_is_chosen_by_script_code_not_by_order() -> None:
    links = (
        field("880", "6", "245-01/$1", "a", "ヤマ"),
        field("880", "6", "245-01/(B", "a", "Yama"),
    )
    for order in (links, links[::-1]):
        made = record(field("245", "6", "880-01", "a", "山"), *order)
        assert one_title(made.as_marc()).kana == "ヤマ"


def test_a_link_that_leads_nowhere_leaves_the_reading_empty() -> None:
    made = record(
        field("245", "6", "880-01", "a", "山の研究"),
        field("700", "6", "880-02", "a", "山田, 太郎"),
        field("880", "6", "700-02/$1", "a", "ヤマダ, タロウ"),
    )
    title = one_title(made.as_marc())
    assert title.kana == ""
    assert title.creators[0].kana == "ヤマダ タロウ"


def test_a_title_in_kana_is_its_own_generated_reading() -> None:
    title = one_title(record(field("245", "a", "ぐるぐる")).as_marc())
    assert title.kana == "ぐるぐる"
    assert title.kana_generated


def test_a_record_of_a_western_library_shows_the_original_script() -> None:
    made = record(
        field("245", "6", "880-01", "a", "Yama no oto /"),
        field("100", "6", "880-02", "a", "Yamada, Tarō."),
        field("880", "6", "245-01/$1", "a", "山の音 /"),
        field("880", "6", "100-02/$1", "a", "山田太郎."),
    )
    made.remove_fields("040")
    title = one_title(made.as_marc())
    assert (title.title, title.kana) == ("山の音", "")
    assert title.creators[0].name == "山田太郎"


def test_without_name_fields_the_statement_names_the_creators() -> None:
    made = record(field("245", "a", "月の本 /", "c", "みなと編集部 編 ; 山田太郎 監修."))
    assert [(one.name, one.role) for one in one_title(made.as_marc()).creators] == [
        ("みなと編集部", "編"),
        ("山田太郎", "監修"),
    ]


def test_field_264_gives_publisher_and_year() -> None:
    made = record(
        field("245", "a", "新しい本"),
        field("264", "c", "c1999", indicators=" 4"),
        field("264", "a", "東京 :", "b", "みなと社,", "c", "2022.3.", indicators=" 1"),
    )
    title = one_title(made.as_marc())
    assert (title.publisher, title.year) == ("みなと社", 2022)


def test_only_ndc_counts_as_a_class() -> None:
    made = record(field("245", "a", "本"), field("084", "a", "Y94", "2", "kktb"))
    assert one_title(made.as_marc()).ndc == ""


@pytest.mark.parametrize(
    ("leader", "control", "kind"),
    [
        ("00000cas a2200000zi 4500", "", Kind.MAGAZINE),
        ("00000cjm a2200000zi 4500", "sd fungnn", Kind.CD),
        ("00000cim a2200000zi 4500", "sd fungnn", Kind.READING_CD),
        ("00000cim a2200000zi 4500", "ss lunjlc", Kind.CASSETTE),
        ("00000cgm a2200000zi 4500", "vd cvaizq", Kind.DVD),
        ("00000cgm a2200000zi 4500", "vf cbahos", Kind.VIDEO),
        ("00000cgm a2200000zi 4500", "vd cgaiuq", Kind.LD),
    ],
)
def test_the_kind_follows_leader_and_carrier(leader: str, control: str, kind: Kind) -> None:
    made = record(field("245", "a", "資料"), leader=leader)
    made.fields.append(Field("007", data=control))
    assert one_title(made.as_marc()).kind is kind


@pytest.mark.parametrize(
    ("numbers", "isbn"),
    [
        (("978-4-10-353422-9 :",), "978-4-10-353422-9"),
        (("978-4-10-353422-9", "4-10-353422-2"), "9784103534228"),
        (("1800円",), ""),
    ],
)
def test_a_proven_isbn_goes_before_one_with_a_wrong_check_digit(
    numbers: tuple[str, ...], isbn: str
) -> None:
    made = record(field("245", "a", "本"), *(field("020", "a", one) for one in numbers))
    titles, told = read(made.as_marc())
    assert [one.isbn for one in titles] == [isbn]
    wrong = f"Record 1, from byte 0: the check digit of ISBN {isbn} is wrong"
    assert [one.english.startswith(wrong) for one in told] == [True] * ("-" in isbn)


@pytest.mark.parametrize(
    ("number", "date", "fixed", "told"),
    [
        ("97841035342", "20x0.", "", ["97841035342 is no ISBN by", "20x0. is no year"]),
        ("4-10-35342-2 (set)", "[刊年不明]", "", ["4-10-35342-2 is no ISBN by"]),
        ("", "", "9999", ["9999 is no year"]),
        ("1800円", "", "19uu", []),
        ("非売品 (2)", "[20--]", "2019", []),
    ],
)
def test_an_isbn_of_no_length_and_a_year_that_is_none_are_told(
    number: str, date: str, fixed: str, told: list[str]
) -> None:
    head = field("245", "a", "本")
    made = record(head, field("020", "a", number), field("260", "c", date))
    made["008"].data = f"190212s{fixed:4}    ja"
    titles, notes = read(made.as_marc())
    assert [one.isbn for one in titles] == [""]
    assert [
        one.english.split(": ", 1)[1][: len(start)] for one, start in zip(notes, told, strict=True)
    ] == told


def test_utf8_under_a_blank_leader_is_utf8() -> None:
    data = bytearray(novel().as_marc())
    data[9:10] = b" "
    assert one_title(bytes(data)).title == "長い旅 2"


@pytest.mark.parametrize("between", [b"\r\n", b"\n", b"\x00", b"  ", b""])
def test_noise_between_records_is_passed_over(between: bytes) -> None:
    first, second = novel("1").as_marc(), novel("2").as_marc()
    titles, aside = read(b"\xef\xbb\xbf", first, between, second, between)
    assert ids(titles) == ["JTNDL-1", "JTNDL-2"]
    assert not aside


def test_a_lost_terminator_costs_no_record() -> None:
    first, second, third = (novel(number).as_marc() for number in "123")
    titles, aside = read(first[:-1], second, third[:-1])
    assert ids(titles) == ["JTNDL-1", "JTNDL-2", "JTNDL-3"]
    assert not aside


def test_a_truncated_record_costs_only_itself() -> None:
    first, second, third = (novel(number).as_marc() for number in "123")
    titles, aside = read(first, second[:200] + b"\x1d", third, second[:90])
    assert ids(titles) == ["JTNDL-1", "JTNDL-3"]
    assert [one.position for one in aside] == [
        f"2件目（{len(first)}バイト目から）",
        f"4件目（{len(first) + 201 + len(third)}バイト目から）",
    ]
    assert "途中で切れた" in aside[0].reason


def test_a_kanji_cut_in_half_is_said_to_be_that() -> None:
    good, bad = novel("1").as_marc(), novel("2").as_marc()
    broken = bad.replace("旅".encode(), "旅".encode()[:2] + b"?")
    titles, aside = read(broken, good)
    assert ids(titles) == ["JTNDL-1"]
    assert "文字コード" in aside[0].reason


def test_a_directory_that_does_not_fit_is_never_read_askew() -> None:
    data = bytearray(novel("1").as_marc())
    data[24 + 12 * 5 + 7 : 24 + 12 * 5 + 12] = b"00003"
    titles, aside = read(bytes(data), novel("2").as_marc())
    assert ids(titles) == ["JTNDL-2"]
    assert "位置" in aside[0].reason


def test_marc8_that_cannot_be_read_is_set_aside() -> None:
    made = record(field("245", "a", "Plain title"), leader="00000cam  2200000zi 4500").as_marc()
    bad = made.replace(b"Plain title", b"\x1b$1\x7f\x7f\x7f\x7f\x7f\x7f  ")
    titles, aside = read(bad, novel("2").as_marc())
    assert ids(titles) == ["JTNDL-2"]
    assert "MARC-8" in aside[0].reason


def test_a_record_without_a_title_is_set_aside() -> None:
    _, aside = read(record(field("500", "a", "注記")).as_marc())
    assert "書名" in aside[0].reason


def test_ids_stay_the_same_even_without_a_record_number() -> None:
    made = record(field("245", "a", "番号のない本", "c", "山田太郎 著"))
    made.remove_fields("001", "003")
    assert one_title(made.as_marc()).id == one_title(made.as_marc()).id
