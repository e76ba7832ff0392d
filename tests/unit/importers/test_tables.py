"""Tables: encodings, delimiters, line breaks in cells, maps, and rows that cannot be taken."""

import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest

from central.importers.columns import BadMap
from central.importers.loading import LISTED, ImportReport
from central.importers.names import Names
from central.importers.reading import run
from central.importers.records import NotATitle, NothingIn
from central.importers.tables import NoMap, sniff
from kiosk.catalogue.records import Title
from kiosk.circulation.facts import Kind, Lending

HEAD = "書名\t書名ヨミ\t著者\t著者ヨミ\tISBN\t出版年\t分類\t巻\t種類\t資料番号\t所蔵館\t貸出区分"
ROW = (
    "長い旅\tナガイ タビ\t山田 太郎;森 花子\tヤマダ タロウ;モリ ハナコ"
    "\t4-10-353422-2\t平成21年\t913.6\t上\t図書"
)


def load(
    path: Path, text: str, encoding: str = "utf-8", **options: str
) -> tuple[ImportReport, list[Title]]:
    """Write a table and read it."""
    path.write_bytes(text.encode(encoding))
    titles: list[Title] = []
    report = run(path, titles.extend, table_map=options.get("table_map"))
    return report, titles


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_plain_japanese_table_is_read_in_any_encoding(
    tmp_path: Path, encoding: str, newline: str
) -> None:
    text = newline.join((HEAD, ROW + "\t100001\tchuo\t禁帯出", ""))
    report, titles = load(tmp_path / "本.tsv", text, encoding)

    assert (report.read, report.imported, report.with_reading) == (1, 1, 1)
    title = titles[0]
    assert (title.title, title.kana, title.volume) == ("長い旅 上", "ナガイ タビ", "上")
    assert [(one.name, one.kana) for one in title.creators] == [
        ("山田太郎", "ヤマダ タロウ"),
        ("森花子", "モリ ハナコ"),
    ]
    assert (title.year, title.ndc, title.kind) == (2009, "913.6", Kind.BOOK)
    assert title.copies[0].branch == "chuo"
    assert title.copies[0].lending is Lending.REFERENCE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_row_with_a_lone_surrogate_is_set_aside_and_stops_nothing(
    tmp_path: Path, encoding: str
) -> None:
    path, titles = tmp_path / "t.csv", list[Title]()
    path.write_bytes("書名,著者\n本\ud800,甲\n良い本,乙\n".encode(encoding, "surrogatepass"))
    report = run(path, titles.extend)
    assert [title.title for title in titles] == ["良い本"]
    assert [aside.position for aside in report.set_aside] == ["1件目（2行目）"]


def test_commas_and_line_breaks_in_cells(tmp_path: Path) -> None:
    text = '書名,著者\n"長い\n旅, その後",山田太郎\n短い旅,\n'
    report, titles = load(tmp_path / "t.csv", text)
    assert [title.title for title in titles] == ["長い 旅, その後", "短い旅"]
    assert report.exit_status == 0


def test_rows_that_cannot_be_taken_do_not_shift_the_others(tmp_path: Path) -> None:
    text = "書名,著者\n一,甲\n,乙\n三,丙,余り\n四,丁\n"
    report, titles = load(tmp_path / "t.csv", text)
    assert [title.title for title in titles] == ["一", "四"]
    assert [one.position for one in report.set_aside] == ["2件目（3行目）", "3件目（4行目）"]
    assert report.exit_status == 3


def test_one_row_of_broken_text_costs_one_row(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("書名\n一\n".encode() + b"\xe4\xb8\n" + "三\n".encode())
    titles: list[Title] = []
    report = run(path, titles.extend)
    assert [title.title for title in titles] == ["一", "三"]
    assert "文字コード" in report.set_aside[0].reason


def test_a_second_import_names_the_same_titles(tmp_path: Path) -> None:
    text = "書名,著者,出版年\n一,甲,2001\n二,乙,2002\n"
    _, first = load(tmp_path / "a.csv", text)
    _, second = load(tmp_path / "b.csv", text)
    assert [one.id for one in first] == [one.id for one in second]
    assert len({one.id for one in first}) == 2


def test_a_map_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_text(
        'name = "own"\ntitle = "name"\nid = "no"\nid_prefix = "x-"\ndefault_kind = "cd"\n',
        encoding="utf-8",
    )
    _, titles = load(tmp_path / "t.csv", "no,name\n7,歌\n", table_map=str(tmp_path / "map.toml"))
    assert (titles[0].id, titles[0].kind) == ("x-7", Kind.CD)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("name = ", "TOML"),
        ('name = "a"\ntitle = "t"\nwrong = 1\n', "wrong"),
        ('name = "a"\n', "title"),
    ],
)
def test_a_bad_map_is_told_in_a_sentence(tmp_path: Path, told: str, said: str) -> None:
    (tmp_path / "map.toml").write_text(told, encoding="utf-8")
    with pytest.raises(BadMap, match=said):
        load(tmp_path / "t.csv", "t\n一\n", table_map=str(tmp_path / "map.toml"))


def test_a_table_nobody_knows_asks_for_a_map(tmp_path: Path) -> None:
    with pytest.raises(NoMap, match="--map"):
        load(tmp_path / "t.csv", "alpha,beta\n1,2\n")
    with pytest.raises(NoMap, match="書名"):
        load(tmp_path / "t.csv", "alpha,beta\n1,2\n", table_map="nihongo")


def test_a_reading_is_never_given_to_the_wrong_person(tmp_path: Path) -> None:
    text = "書名\t著者\t著者ヨミ\n本\t甲;乙\tコウ\n"
    _, titles = load(tmp_path / "t.tsv", text)
    assert [one.kana for one in titles[0].creators] == ["", ""]


def test_sniffing_a_sample_cut_inside_a_character() -> None:
    sample = ("a\tb\n" + "漢字" * 50).encode()
    assert sniff(sample[:-1]).encoding == "utf-8"
    assert sniff(("a,b\n" + "漢字" * 50).encode("cp932")[:-1]).encoding == "cp932"


def test_an_empty_file_is_nothing_usable(tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_bytes(b"")
    with pytest.raises(NothingIn, match="is empty"):
        run(path, print)


def test_a_copy_stands_at_a_branch_of_the_library_or_its_row_is_set_aside(tmp_path: Path) -> None:
    path, titles = tmp_path / "t.csv", list[Title]()
    rows = ["書名,資料番号,所蔵館", "甲,1,中央図書館", "乙,2,chuo", "丙,3,本館", "丁,,本館"]
    path.write_text("\n".join(rows), encoding="utf-8")
    report = run(path, titles.extend, branches={"chuo": "chuo", "中央図書館": "chuo"})
    assert [(one.title, [copy.branch for copy in one.copies]) for one in titles] == [
        ("甲", ["chuo"]),
        ("乙", ["chuo"]),
        ("丁", []),
    ]
    (aside,) = report.set_aside
    assert aside.reason == "所蔵館「本館」は、この図書館にありません。"
    assert aside.english == "No. 3, line 4: this library has no branch 本館."


def test_a_row_with_an_unknown_branch_is_told_of_its_other_mistakes_too(tmp_path: Path) -> None:
    path, titles = tmp_path / "t.csv", list[Title]()
    rows = ["書名,ISBN,出版年,資料番号,所蔵館", "甲,9784103534229,20x0,1,本館"]
    path.write_text("\n".join(rows), encoding="utf-8")
    report = run(path, titles.extend, branches={"chuo": "chuo"})
    (aside,) = report.set_aside
    assert aside.reason == (
        "所蔵館「本館」は、この図書館にありません。"
        "ISBN 9784103534229 は検査数字が合わないので、番号ではさがせません。"
        "出版年「20x0」は年として読めないので、入れていません。"
    )
    assert aside.english == (
        "No. 1, line 2: this library has no branch 本館. Also: the check digit of ISBN"
        " 9784103534229 is wrong; it cannot be searched by. Also: 20x0 is no year; it is left out."
    )
    assert (titles, report.aside, report.noted) == ([], 1, 0)


def test_a_library_of_one_branch_need_not_name_it(tmp_path: Path) -> None:
    path, titles = tmp_path / "t.csv", list[Title]()
    path.write_text("書名,資料番号\n甲,1\n乙,\n", encoding="utf-8")
    report = run(path, titles.extend, branches={"chuo": "chuo", "中央図書館": "chuo"})
    assert [[(one.id, one.branch) for one in title.copies] for title in titles] == [
        [("1", "chuo")],
        [],
    ]
    assert (report.noted, report.exit_status) == (0, 0)


def test_a_copy_that_two_titles_claim_stays_with_the_first_and_both_rows_are_told(
    tmp_path: Path,
) -> None:
    text = "書名,資料番号,所蔵館\n甲,100,chuo\n丙,101,chuo\n乙,100,chuo\n甲,100,chuo\n"
    report, titles = load(tmp_path / "t.csv", text)
    assert [title.title for title in titles] == ["甲", "丙", "甲"]
    (aside,) = report.set_aside
    assert aside.position == "3件目（4行目）"
    assert aside.reason == "資料番号 100 は、2行目の別の書名のものです。"
    assert aside.english == "No. 3, line 4: its copy 100 belongs to another title in line 2."
    assert report.exit_status == 3


def test_each_row_of_a_copy_is_a_copy_of_one_title(tmp_path: Path) -> None:
    text = (
        "書名,ISBN,資料番号,所蔵館\n本,9784103534228,1,chuo\n本 ,978-4-10-353422-8,2,chuo\n"
        "本,4-10-353422-2,3,kita\n"
    )
    report, titles = load(tmp_path / "t.csv", text)
    assert (report.imported, len({title.id for title in titles})) == (3, 1)


def test_volumes_under_the_isbn_of_their_set_are_titles_of_their_own(tmp_path: Path) -> None:
    text = "書名,巻,ISBN\n長い旅,上,9784103534228\n長い旅,下,9784103534228\n"
    _, titles = load(tmp_path / "t.csv", text)
    assert len({title.id for title in titles}) == 2
    _, again = load(tmp_path / "u.csv", text.replace("上", "上巻"))
    assert [title.id for title in again] == [title.id for title in titles]


def test_one_isbn_under_two_names_is_told_and_writes_nothing_over(tmp_path: Path) -> None:
    text = "書名,ISBN\n長い旅 上,9784103534228\n長い旅　下,9784103534228\n短い旅,\n"
    report, titles = load(tmp_path / "t.csv", text)
    assert [title.title for title in titles] == ["長い旅 上", "短い旅"]
    assert report.exit_status == 3
    aside = report.set_aside[0]
    assert (aside.position, "ISBN" in aside.reason, "same ISBN" in aside.english) == (
        "2件目（3行目）",
        True,
        True,
    )


def test_a_quote_that_is_never_closed_costs_its_row_and_no_memory(tmp_path: Path) -> None:
    path, titles = tmp_path / "t.csv", list[Title]()
    body = "一,甲\n二," + '"' + "乙" * 50 + "\n" + ("長い行" * 200 + "\n") * 2_000
    path.write_text("書名,著者\n" + body + "三,丙\n", encoding="utf-8")
    report = run(path, titles.extend)
    assert [titles[0].title, titles[-1].title] == ["一", "三"]
    assert report.set_aside[0].position == "2件目（3行目）"


@pytest.mark.parametrize(
    "rows",
    [
        '一,甲\n"二,乙\n三,丙\n四,丁\n',
        '一,甲\n"二,乙\n三,丙\n"四","丁"\n',
        '一,甲\n"二,乙\n三,丙\n四,"丁\n戊"\n',
    ],
)
def test_a_quote_that_is_not_closed_costs_one_line(tmp_path: Path, rows: str) -> None:
    report, titles = load(tmp_path / "t.csv", "書名,著者\n" + rows)
    assert [title.title for title in titles] == ["一", "三", "四"]
    (aside,) = report.set_aside
    assert aside.position == "2件目（3行目）"
    assert "a quote in it is not closed" in aside.english
    assert report.exit_status == 3


def test_a_quote_that_is_not_closed_in_the_last_line_is_told(tmp_path: Path) -> None:
    report, titles = load(tmp_path / "t.csv", '書名,著者\n一,甲\n"二,乙')
    assert ([title.title for title in titles], report.aside) == (["一"], 1)


def test_quotes_that_are_never_closed_take_no_more_than_so_many_lines(tmp_path: Path) -> None:
    lines = ['"二,乙', *["三,丙"] * 2_000, '四"', "五,丁"]
    report, titles = load(tmp_path / "t.csv", "書名,著者\n" + "\n".join(lines) + "\n")
    assert (report.read, report.imported, titles[-1].title) == (2_003, 2_002, "五")


def test_a_line_without_an_end_costs_itself(tmp_path: Path) -> None:
    path, titles = tmp_path / "t.csv", list[Title]()
    path.write_text("書名,著者\n一,甲\n" + "x" * 3_000_000 + "\n三,丙\n", encoding="utf-8")
    report = run(path, titles.extend)
    assert [title.title for title in titles] == ["一", "三"]
    assert [one.position for one in report.set_aside] == ["2件目（3行目）"]


def test_a_record_of_any_length_is_told_and_not_taken(tmp_path: Path) -> None:
    text = f"書名,著者\n{'長' * 30_000},甲\n短い旅,乙\n"
    report, titles = load(tmp_path / "t.csv", text)
    assert [title.title for title in titles] == ["短い旅"]
    assert "it is too long (300" in report.set_aside[0].english


def test_only_the_first_of_very_many_bad_rows_are_listed_and_all_counted(tmp_path: Path) -> None:
    report, _ = load(tmp_path / "t.csv", "書名,著者\n" + ",甲\n" * (LISTED + 5) + "一,乙\n")
    assert (report.read, report.imported) == (LISTED + 6, 1)
    assert (len(report.set_aside), report.aside) == (LISTED, LISTED + 5)
    assert report.exit_status == 3


def test_names_by_isbn_need_no_memory_however_many() -> None:
    titles = [Title(f"isbn-{number}", f"本{number}") for number in range(20_000)]
    with Names() as names:
        tracemalloc.start()
        try:
            for title in titles:
                names.check(title)
            grown = tracemalloc.get_traced_memory()[0]
        finally:
            tracemalloc.stop()
        assert grown < 256 << 10
        with pytest.raises(NotATitle):
            names.check(replace(titles[0], title="別の本"))


def test_a_wrong_isbn_is_kept_and_told_and_makes_no_title_of_two(tmp_path: Path) -> None:
    text = "書名,ISBN\n長い旅,978-4-10-353422-9\n短い旅,978-4-10-353422-9\n遠い旅,4103534222\n"
    report, titles = load(tmp_path / "t.csv", text)
    assert [title.isbn for title in titles] == [*["978-4-10-353422-9"] * 2, "9784103534228"]
    assert len({title.id for title in titles}) == 3
    assert (report.bad_isbn, report.exit_status) == (2, 0)
    told = report.remarks[1]
    assert told.position == "2件目（3行目）"
    assert told.english.startswith("No. 2, line 3: the check digit of ISBN 978-4-10-353422-9")


def test_an_isbn_of_no_length_and_a_year_that_is_none_are_told_with_their_lines(
    tmp_path: Path,
) -> None:
    text = "書名,ISBN,出版年\n長い旅,123,20x0\n短い旅,なし,刊年不明\n遠い旅,4103534222,2001\n"
    report, titles = load(tmp_path / "t.csv", text)
    assert [(title.isbn, title.year) for title in titles] == [
        ("", None),
        ("", None),
        ("9784103534228", 2001),
    ]
    assert [one.english for one in report.remarks] == [
        "No. 1, line 2: 123 is no ISBN by its length; it is left out.",
        "No. 1, line 2: 20x0 is no year; it is left out.",
    ]
    assert {one.position for one in report.remarks} == {"1件目（2行目）"}
    assert (report.bad_isbn, report.noted, report.exit_status) == (1, 2, 0)
