"""Readings made for titles that came without one: whole, marked, searched, and never a fact."""

import sys
from contextlib import closing
from pathlib import Path

import pytest

from central.importers.loading import ImportReport
from central.importers.reading import run
from central.importers.readings import ReadingAloud
from kiosk.catalogue.index import build
from kiosk.catalogue.numerals import spoken
from kiosk.catalogue.records import Title
from kiosk.catalogue.search import Catalogue, Query
from tests.fakes import START


def load(path: Path, text: str, say: list[str]) -> tuple[ImportReport, list[Title]]:
    path.write_text(text, encoding="utf-8")
    titles: list[Title] = []
    return run(path, titles.extend, read_aloud=ReadingAloud(say.append)), titles


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("0", "〇"),
        ("007", "〇〇七"),
        ("3", "三"),
        ("10", "十"),
        ("32", "三十二"),
        ("100", "百"),
        ("1000", "千"),
        ("365", "三百六十五"),
        ("20000", "二万"),
        ("10010000", "一千一万"),
        ("100000000", "一億"),
        ("1234567890123456", "一千二百三十四兆五千六百七十八億九千十二万三千四百五十六"),
    ],
)
def test_numbers_are_said_in_kanji(number: str, told: str) -> None:
    assert spoken(number) == told


@pytest.mark.parametrize(
    ("title", "reading"),
    [
        ("吾輩は猫である", "ワガハイはネコである"),
        ("第32回全国大会", "ダイサンジュウニカイゼンコクタイカイ"),
        ("日本の山 2", "ニホンのヤマ 2"),
        ("2014年の旅", "2014ネンのタビ"),
        ("図書館、その歴史", "トショカン そのレキシ"),
        ("The long journey", ""),
        ("한국의 산", ""),
        ("鸕鷀の龘", ""),
    ],
)
def test_how_a_title_is_read(title: str, reading: str) -> None:
    assert ReadingAloud(pytest.fail)(title) == reading


def test_only_titles_without_a_reading_get_one_and_it_is_marked(tmp_path: Path) -> None:
    said: list[str] = []
    rows = "書名,書名ヨミ,言語\n山の本,ヤマノホン,日本語\n海の本,,\nかなの本,,\n山海経,,chi\n"
    report, titles = load(tmp_path / "t.csv", rows, said)
    assert [(one.kana, one.kana_generated) for one in titles] == [
        ("ヤマノホン", False),
        ("ウミのホン", True),
        ("かなのホン", True),
        ("", False),
    ]
    assert (report.with_reading, report.generated, said) == (1, 2, [])


def test_without_the_dictionary_the_import_goes_on_and_says_so_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sudachipy", None)
    said: list[str] = []
    report, titles = load(tmp_path / "t.csv", "書名\n山の本\n海の本\n", said)
    assert (report.imported, report.generated) == (2, 0)
    assert [one.kana for one in titles] == ["", ""]
    assert len(said) == 1
    assert "./run setup readings" in said[0]


def test_a_made_reading_finds_and_is_told_nowhere(tmp_path: Path) -> None:
    rows = "書名,書名ヨミ\n海図のない旅,\n海辺の町,ウミベ ノ マチ\n"
    (tmp_path / "t.csv").write_text(rows, encoding="utf-8")
    titles: list[Title] = []
    run(
        tmp_path / "t.csv",
        titles.extend,
        copies_at="chuo",
        read_aloud=ReadingAloud(pytest.fail),
    )
    assert [one.copies[0].call for one in titles] == ["", "ウ"]
    build(tmp_path / "c.db", titles, as_of=START, cursor="c")
    with closing(Catalogue(tmp_path / "c.db")) as catalogue:
        hits = catalogue.search(Query("かいず")).hits
        assert [hit.title.title for hit in hits] == ["海図のない旅"]
        offered = catalogue.suggest("かい").headings
        assert [(one.text, one.kana) for one in offered] == [("海図のない旅", "")]
