"""What is offered while someone types."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.catalogue.board import BOARD
from kiosk.catalogue.records import Creator, Title
from kiosk.catalogue.search import Catalogue, HeadingKind, Query
from tests.unit.catalogue.conftest import Make, built, small


def texts(catalogue: Catalogue, typed: str, limit: int = 6) -> list[str]:
    return [heading.text for heading in catalogue.suggest(typed, limit).headings]


def test_headings_from_the_first_kana(make: Make) -> None:
    catalogue = make(small())
    found = catalogue.suggest("な").headings
    assert [(one.text, one.kana, one.kind, one.count) for one in found] == [
        ("夏目漱石", "ナツメ, ソウセキ", HeadingKind.CREATOR, 2),
        ("七日--本を読む", "ナノカ ホン オ ヨム", HeadingKind.TITLE, 1),
    ]
    assert texts(catalogue, "や") == ["館シリーズ"]
    assert texts(catalogue, "夏") == ["夏目漱石"]
    assert texts(catalogue, "") == []


def test_the_series_counts_its_titles(make: Make) -> None:
    heading = make(small()).suggest("やかた").headings[0]
    assert (heading.kind, heading.count) == (HeadingKind.SERIES, 2)


def test_the_whole_heading_stands_first_and_inner_words_last(make: Make) -> None:
    assert texts(make(small()), "ねこ") == ["猫", "吾輩は猫である", "歩く猫"]


@pytest.mark.parametrize("typed", ["とうきょう", "東京", "TOKYO"])
def test_the_whole_heading_stands_first_however_many_are_wanted_more(
    make: Make, typed: str
) -> None:
    many = [
        Title(f"T{n}", f"東京の町 {n}", "トウキョウ ノ マチ", popularity=50, series=f"東京記{n}",
              series_kana="トウキョウキ")
        for n in range(40)
    ]  # fmt: skip
    english = [Title(f"E{n}", f"Tokyo {n}", popularity=50) for n in range(40)]
    catalogue = make([*many, *english, Title("W", "東京", "トウキョウ"), Title("V", "Tokyo")])
    assert texts(catalogue, typed)[0] == ("Tokyo" if typed == "TOKYO" else "東京")


def test_a_whole_heading_in_kanji_stands_first_whatever_its_reading(make: Make) -> None:
    catalogue = make(
        (
            Title("T1", "ルパン三世", "ルパン サンセイ シン ボウケン"),
            Title("T2", "ルパン三世外伝", "ルパン サンセイ ガイデン", popularity=9),
        )
    )
    assert texts(catalogue, "ルパン三世") == ["ルパン三世", "ルパン三世外伝"]


def test_one_heading_whatever_its_reading_is_written_in(make: Make) -> None:
    soseki = (Creator("夏目漱石", "ナツメ, ソウセキ"),), (Creator("夏目漱石", "なつめ そうせき"),)
    catalogue = make(
        (
            Title("T1", "夏", "なつ", creators=soseki[0], popularity=1),
            Title("T2", "夏", "ナツ", creators=soseki[1]),
            Title("T3", "夏", "カ", creators=soseki[1]),
        )
    )
    found = [(one.text, one.count) for one in catalogue.suggest("なつ").headings]
    assert found == [("夏", 2), ("夏目漱石", 3)]
    near = [one.text for one in catalogue.suggest("なつも").near]
    assert near.count("夏目漱石") == 1


@pytest.mark.parametrize("typed", ["なつ", "夏"])
def test_of_two_kana_whole_headings_leave_room_for_those_that_go_on(make: Make, typed: str) -> None:
    whole = [Title(f"T{n}", name, "ナツ") for n, name in enumerate("夏なつ懐捺奈")]
    soseki = Title("S", "門", creators=(Creator("夏目漱石", "ナツメ ソウセキ"),), popularity=9)
    found = texts(make([*whole, soseki]), typed)
    assert "夏目漱石" in found
    assert found[0] in "夏なつ懐捺奈"


def test_a_heading_in_kanji_is_offered_among_very_many_that_start_alike(make: Make) -> None:
    many = [Title(f"T{n}", f"アメリカの町 {n}", popularity=50) for n in range(600)]
    catalogue = make([*many, Title("W", "アメリカ文化の問題")])
    assert texts(catalogue, "アメリカ文化の") == ["アメリカ文化の問題"]


def test_a_reading_no_person_wrote_is_not_shown(make: Make) -> None:
    heading = make(small()).suggest("あるく").headings[0]
    assert (heading.text, heading.kana) == ("歩く猫", "")


def test_spelt_as_typed_before_sounding_alike(make: Make) -> None:
    catalogue = make(
        (
            Title("T1", "罠", "ワナ", popularity=9),
            Title("T2", "花の山", "ハナ ノ ヤマ", popularity=1),
        )
    )
    assert texts(catalogue, "は") == ["花の山", "罠"]
    assert texts(catalogue, "わ") == ["罠", "花の山"]


def test_long_headings_are_told_apart_behind_the_run(make: Make) -> None:
    catalogue = make(
        (Title("T1", "一", "アイウエオカキクケコサ"), Title("T2", "二", "アイウエオカキクケコシ"))
    )
    assert texts(catalogue, "あいうえおかきくけこし") == ["二"]
    assert catalogue.suggest("あいうえおかきくけこ").next_kana == {"さ", "し", "ー"}


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("なすめ", "夏目漱石"),
        ("なつね", "夏目漱石"),
        ("こつめそうせき", "夏目漱石"),
        ("なめつ", "夏目漱石"),
        ("なつつめ", "夏目漱石"),
        ("どんぎほて", "ドン・キホーテ"),
        ("どんきほうて", "ドン・キホーテ"),
        ("どきほて", "ドン・キホーテ"),
        ("じっかかんのさつじん", "十角館の殺人"),
    ],
)
def test_one_slip_is_forgiven_on_zero_hits(make: Make, typed: str, near: str) -> None:
    found = make(small()).suggest(typed)
    assert found.headings == ()
    assert near in [one.text for one in found.near]


def test_the_near_heading_of_the_same_length_stands_first(make: Make) -> None:
    titles = [Title(f"T{n}", f"眼の本 {n}", "メ ノ ホン", popularity=50) for n in range(60)]
    wanted = Title("T99", "名人に聴く", "メイジン ニ キク")
    near = make([*titles, wanted]).suggest("めじんにきく").near
    assert near[0].text == "名人に聴く"


def test_live_kana_reach_voiced_and_small_ones(make: Make) -> None:
    live = make((Title("T1", "学校", "ガッコウ"),)).suggest("").next_kana
    assert live == {"が", "か"}
    live = make((Title("T1", "学校", "ガッコウ"),)).suggest("が").next_kana
    assert live == {"っ", "つ", "ー"}


KANA = st.text("あいかがはばわへえをおつっゃやんゔぁー", max_size=5)
WORDS = st.lists(KANA.filter(lambda text: text.strip("ー") != ""), min_size=1, max_size=3)


@settings(max_examples=25, deadline=None)
@given(titles=st.lists(WORDS, min_size=1, max_size=6), typed=KANA, spaced=st.booleans())
def test_live_kana_are_those_that_find_something(
    tmp_path_factory: pytest.TempPathFactory, titles: list[list[str]], typed: str, spaced: bool
) -> None:
    shelf = [
        Title(f"T{n}", words[0], " ".join(words), creators=(Creator(words[-1]),))
        for n, words in enumerate(titles)
    ]
    catalogue = Catalogue(built(tmp_path_factory.mktemp("live") / "catalogue.db", shelf))
    if spaced and typed:
        typed = f"{titles[0][0]} {typed}"
    live = catalogue.suggest(typed).next_kana
    voiced = {"か": "が", "は": "ばぱ", "う": "ゔ", "つ": "づ"}
    for kana in "あいかがはばぱわへえをおつづっゃやんうゔぁーねぽ":
        finds = any(
            catalogue.search(Query(typed + one)).total for one in kana + voiced.get(kana, "")
        )
        assert (kana in live) == finds, (typed, kana)
    assert live <= BOARD
    catalogue.close()
