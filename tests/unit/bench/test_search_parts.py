"""Parts of the bench of search: what is used again, how engines are asked, what is typed."""

import json
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from demo.arguments import CannotStart
from demo.bench.search_corpus import corpus_in, real_titles
from demo.bench.search_engines import Answer
from demo.bench.search_habits import HABITS
from demo.bench.search_kept import OURS, Kept, require_room
from demo.bench.search_near import FIRST, near_spellings
from demo.bench.search_progress import teller
from demo.bench.search_questions import CLASSES, questions
from demo.bench.search_times import REPEATS, Timed, ask_all
from kiosk.catalogue.records import Creator, Title
from kiosk.catalogue.rows import score_of
from kiosk.catalogue.search import Query
from tests.unit.bench.engines import Parrot

TABLE = "書名,書名ヨミ,著者,出版年,分類,ISBN\n"


def table(path: Path, number: int) -> Path:
    rows = [f"本その{at},ホン ソノ {at},山田花子,2001,913," for at in range(number)]
    path.write_text(TABLE + "\n".join(rows) + "\n", "utf-8")
    return path


def test_titles_come_in_order_of_rank_too(tmp_path: Path) -> None:
    corpus = corpus_in(tmp_path, 300, ())
    scores = [score_of(title) for title in corpus.ranked()]
    assert scores == sorted(scores, reverse=True)
    assert {one.id for one in corpus.ranked()} == {one.id for one in corpus.titles()}


def test_real_titles_are_at_most_half(tmp_path: Path) -> None:
    data = (table(tmp_path / "books.csv", 60),)
    assert len(real_titles(data, 1000)) == 60
    assert len(real_titles(data, 100)) == 30
    assert corpus_in(tmp_path, 100, data).real == 30


def test_another_table_of_the_same_name_and_size_is_another_corpus(tmp_path: Path) -> None:
    file = table(tmp_path / "books.csv", 9)
    first = corpus_in(tmp_path, 50, [file])
    file.write_text(file.read_text("utf-8").replace("山田", "川田"), "utf-8")
    assert corpus_in(tmp_path, 50, [file]).file != first.file


def test_a_change_of_this_search_rebuilds_this_search_alone(tmp_path: Path) -> None:
    corpus = corpus_in(tmp_path, 60, ())
    drawn = corpus.some(1)

    def times(*, fresh: bool) -> dict[str, int]:
        kept = Kept(corpus, drawn)
        for one in kept.engines(fresh=fresh).values():
            one.close()
        assert set(kept.built) == {OURS, "tantivy", "trigram", "like"}
        return {
            name: file.with_name(file.name + ".built").stat().st_mtime_ns
            for name in kept.built
            for file in [kept.file(name)]
        }

    first = times(fresh=False)
    assert times(fresh=False) == first
    again = times(fresh=True)
    assert {name for name in again if again[name] != first[name]} == {OURS}


def test_too_small_a_disk_is_told_before_anything_is_made(tmp_path: Path) -> None:
    require_room(tmp_path, 1)
    with pytest.raises(CannotStart, match="GB free"):
        require_room(tmp_path, 10**12)


def test_progress_is_told_every_ten_seconds() -> None:
    told: list[str] = []
    seconds = iter([100.0, 105.0, 111.0, 112.0, 122.0])
    progress = teller("like", 1000, lambda: next(seconds), told.append)
    for done in (0, 50, 100, 110, 200):
        progress(done)
    assert told == [
        "  like: 100 of 1,000, about 99 s more",
        "  like: 200 of 1,000, about 88 s more",
    ]


class Noted(Parrot):
    """Notes who was asked what, in one list for several."""

    def __init__(self, name: str, log: list[tuple[str, str]]) -> None:
        super().__init__({})
        self._name, self._log = name, log

    def ask(self, query: Query) -> Answer:
        self._log.append((self._name, query.text))
        return super().ask(query)


def test_engines_are_asked_by_turns_question_by_question() -> None:
    log: list[tuple[str, str]] = []
    engines = {name: Noted(name, log) for name in ("a", "b", "c")}
    asked = dict.fromkeys(CLASSES, ()) | {"AND": tuple(Query(f"{at}") for at in range(50))}
    told = ask_all(engines, asked)["AND"]
    turns = log[len(engines) :]  # before that each was asked once, so that its files are read
    for at in range(0, len(turns), 3):
        names, texts = zip(*turns[at : at + 3], strict=True)
        assert set(names) == set(engines)
        assert len(set(texts)) == 1
    assert {name for name, _ in turns[::3]} == set(engines)  # nobody is always first
    assert told["a"].wall.askings == 50 * REPEATS
    assert len(told["a"].processor.values) == 50


def test_the_time_of_a_question_is_the_median_of_its_askings() -> None:
    timed = Timed.of({Query("a"): [1.0, 9.0, 2.0], Query("b"): [5.0]})
    assert timed.values == (2.0, 5.0)
    assert (timed.askings, timed.at(0.5), timed.at(0.99)) == (4, 5.0, 5.0)


def test_each_class_has_questions_enough_for_a_p99(tmp_path: Path) -> None:
    made = questions(corpus_in(tmp_path, 2500, ()).some(1), 240, 1)
    few = {name: len(asked) for name, asked in made.items() if len(asked) < 67}
    assert few == {}


BOOK = Title(
    "T1", "吾輩は高い塀 3つ", "ワガハイ ワ タカイ ヘイ ミッツヅキ",
    creators=(Creator("夏目漱石", "ナツメ, ソウセキ"),),
)  # fmt: skip


@pytest.mark.parametrize(
    ("habit", "title", "typed"),
    [
        ("as written", BOOK, "吾輩は高い塀 3つ"),
        ("reading", BOOK, "わがはいわたかいへいみっつづき"),
        ("reading as it sounds", BOOK, "わがわいわたかいえいみっつづき"),
        ("は for ワ", BOOK, "わがはいはたかいへいみっつづき"),
        ("ず for づ", BOOK, "わがはいわたかいへいみっつずき"),
        ("large for small kana", BOOK, "わがはいわたかいへいみつつづき"),
        ("other kana", BOOK, "吾輩ハ高イ塀 3ツ"),
        ("old kanji", Title("T2", "国の学", "クニ"), "國の學"),
        ("new kanji", Title("T3", "國の學", "クニ"), "国の学"),
        ("no long marks", Title("T4", "コンピューター", "コ"), "コンピュタ"),
        ("half-width kana", Title("T5", "ガンダム", "ガ"), "ｶﾞﾝﾀﾞﾑ"),
        ("other numerals", BOOK, "吾輩は高い塀 三つ"),
        ("other numerals", Title("T6", "二十四の瞳", "ニ"), "24の瞳"),
        ("no space", BOOK, "吾輩は高い塀3つ"),
        ("six kana", BOOK, "わがはいわた"),
        ("creator and word", BOOK, "夏目漱石 吾輩は高"),
        ("ず for づ", Title("T7", "花", "ハナ"), ""),
        ("no long marks", Title("T8", "花", "ハナ"), ""),
    ],
)
def test_habits_of_typing(habit: str, title: Title, typed: str) -> None:
    chance = random.Random(1)  # noqa: S311 - repeatable, no secret
    assert HABITS[habit](title, chance) == typed


class Offering(Parrot):
    """Finds nothing and offers what it was told, whatever is typed."""

    def __init__(self, offered: Sequence[str]) -> None:
        super().__init__({})
        self._offered = offered

    def near(self, text: str) -> Sequence[str]:  # noqa: ARG002 - whatever it is
        return self._offered


def test_a_near_spelling_counts_among_the_first_five_only() -> None:
    titles = [Title(f"T{at}", "猫の話", "ネコ ノ ハナシ") for at in range(40)]
    assert near_spellings(Offering(["猫の話"]), titles, 1).share == 1
    late = near_spellings(Offering(["犬"] * FIRST + ["猫の話"]), titles, 1)
    assert (late.share, late.asked) == (0, len(titles))
    found = Parrot({}, {})
    assert near_spellings(found, (), 1).asked == 0
    assert json.dumps(dict(late.made), ensure_ascii=False).count("letter") >= 3
