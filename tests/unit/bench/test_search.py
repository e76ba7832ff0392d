"""The bench of search: the same questions each time, every engine asked, a whole answer."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from demo.bench.search import Wish, measure
from demo.bench.search_corpus import corpus_in
from demo.bench.search_plot import svg
from demo.bench.search_quality import judged, meant
from demo.bench.search_questions import CLASSES, questions
from kiosk.catalogue.fold import fold
from kiosk.catalogue.records import Title
from kiosk.catalogue.search import Query
from tests.unit.bench.engines import Parrot

TABLE = "書名,書名ヨミ,著者,出版年,分類,ISBN\n"
BOOKS = [
    ("吾輩は猫である", "ワガハイ ワ ネコ デ アル", "夏目漱石"),
    ("コンピューターの歴史", "コンピューター ノ レキシ", "山田花子"),
    ("ガンダム大図鑑", "ガンダム ダイズカン", "富田一郎"),
]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    rows = [f"{text},{kana},{name},2001,913," for text, kana, name in BOOKS]
    path = tmp_path / "books.csv"
    path.write_text(TABLE + "\n".join(rows) + "\n", "utf-8")
    return path


def test_every_engine_is_asked_in_every_class(tmp_path: Path, table: Path) -> None:
    plot = tmp_path / "plot.svg"
    report = measure(Wish(400, (table,), 2, tmp_path / "work", plot))
    told = json.loads(report.as_json())
    assert set(told["classes"]) == set(CLASSES)
    for engines in told["classes"].values():
        assert set(engines) == {"shirabe", "tantivy", "trigram", "like"}
        assert all(0 < one["p50"] <= one["p99"] for one in engines.values())
    assert (told["titles"], told["real"]) == (400, len(BOOKS))
    assert told["changes"]["daily_s"] > 0
    assert set(told["quality"]["shirabe"]) >= {"all", "as written"}
    assert "as written" in report.as_text()
    assert ElementTree.parse(plot).getroot().tag.endswith("svg")  # noqa: S314 - our own


def test_a_corpus_is_used_again(tmp_path: Path, table: Path) -> None:
    first = corpus_in(tmp_path, 50, [table])
    written = first.file.stat().st_mtime_ns
    again = corpus_in(tmp_path, 50, [table])
    assert again.file.stat().st_mtime_ns == written
    assert {title.title for title in again.titles()} >= {text for text, _, _ in BOOKS}
    assert len(list(again.titles())) == 50


def test_questions_are_the_same_for_the_same_titles(tmp_path: Path) -> None:
    titles = corpus_in(tmp_path, 300, ()).some(1)
    made = questions(titles, 10, 7)
    assert made == questions(titles, 10, 7)
    assert made != questions(titles, 10, 8)
    for name, asked in made.items():
        assert len(set(asked)) == len(asked) > 0, name
        assert all(fold(query.text) for query in asked), name


def test_a_title_counts_where_it_stands_and_where_it_is_offered() -> None:
    books = [Title(f"T{at}", text, kana) for at, (text, kana, _) in enumerate(BOOKS)]
    asked = [one for one in meant(books, 1) if one.habit == "as written"]
    assert len(asked) == len(BOOKS)
    found = Parrot({one.text: [one.title] for one in asked})
    assert judged(found, asked)["all"].success == 1
    second = Parrot({one.text: [Title("X", "他の本"), one.title] for one in asked})
    assert judged(second, asked)["as written"].rank == 0.5
    offered = Parrot({}, near={one.text: [one.title.title] for one in asked})
    assert judged(offered, asked)["all"].success == 1
    assert judged(Parrot({}), asked)["all"].success == 0
    assert found.ask(Query("?")).titles == ()


def test_the_picture_names_every_class() -> None:
    drawn = svg({"AND": {"shirabe": {"p50": 0.2, "p99": 1.0}}}, "10 titles")
    assert ">AND<" in drawn
    assert "#0017c1" in drawn
