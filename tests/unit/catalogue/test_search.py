"""Questions a patron asks, and the order of the answers."""

import threading
from dataclasses import replace

import pytest

from kiosk.catalogue.board import BOARD
from kiosk.catalogue.records import Copy, Creator, Title
from kiosk.catalogue.search import (
    BrowseList,
    Catalogue,
    Field,
    Interrupted,
    Order,
    Query,
    Tier,
    Volumes,
)
from kiosk.circulation.facts import Kind
from tests.unit.catalogue.conftest import AS_OF, SOSEKI, Make, small


@pytest.fixture
def shelf(make: Make) -> Catalogue:
    return make(small())


def ids(catalogue: Catalogue, query: Query) -> list[str]:
    return [hit.title.id for hit in catalogue.search(query).hits]


def tiers(catalogue: Catalogue, text: str) -> dict[str, str]:
    return {hit.title.id: hit.tier.value for hit in catalogue.search(Query(text)).hits}


def test_the_whole_record_comes_back(shelf: Catalogue) -> None:
    for title in small():
        assert shelf.title(title.id) == title
    assert shelf.title("T99") is None
    assert [one.id for one in shelf.titles(("T3", "no", "T1"))] == ["T3", "T1"]
    assert (shelf.count, shelf.cursor, shelf.as_of) == (len(small()), "c0", AS_OF)


def test_whole_heading_then_word_then_within(shelf: Catalogue) -> None:
    assert tiers(shelf, "ねこ") == {"T3": "exact", "T1": "word", "T9": "word", "T4": "within"}
    assert list(tiers(shelf, "ねこ")) == ["T3", "T1", "T9", "T4"]


def test_kanji_is_found_as_kana_is(shelf: Catalogue) -> None:
    assert tiers(shelf, "猫") == {"T3": "exact", "T1": "word", "T9": "word", "T4": "within"}


def test_in_one_tier_the_more_wanted_stands_first(shelf: Catalogue) -> None:
    assert ids(shelf, Query("夏目漱石")) == ["T2", "T1"]
    assert ids(shelf, Query("さつじん")) == ["T5", "T4"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("わがはいはねこ", ["T1"]),
        ("ワガハイワネコデアル", ["T1"]),
        ("吾輩ハ猫デアル", ["T1"]),
        ("そうせき", ["T2", "T1"]),
        ("漱石 猫", ["T1"]),
        ("ねこ　そうせき", ["T1"]),
        ("ドンキホーテ", ["T8"]),
        ("ドン・キホーテ", ["T8"]),
        ("どんきほうて", []),
        ("日本文学", ["T1"]),
        ("新潮", ["T1"]),
        ("7日 本", []),
        ("日本を", []),
        ("館シリーズ 6", ["T4"]),
        ("京都 歴史", ["T6"]),
        ("き", ["T6", "T8"]),
    ],
)
def test_found_however_it_is_typed(shelf: Catalogue, text: str, found: list[str]) -> None:
    results = shelf.search(Query(text))
    assert [hit.title.id for hit in results.hits] == found
    assert (results.total, results.exact) == (len(found), True)


def test_a_break_is_not_crossed(shelf: Catalogue) -> None:
    assert "T7" not in ids(shelf, Query("日本"))
    assert ids(shelf, Query("七日")) == ["T7"]


@pytest.mark.parametrize(
    "text", ["978-4-10-101001-3", "9784101010014", "4101010013", "４１０１０１００１３"]
)
def test_an_isbn_in_any_form(make: Make, text: str) -> None:
    catalogue = make((Title("T1", "一", isbn="4-10-101001-3"), Title("T2", "二")))
    expected = ["T1"] if text != "978-4-10-101001-3" else []  # its check digit belongs to no book
    assert ids(catalogue, Query(text, field=Field.ISBN)) == expected
    assert ids(catalogue, Query(text)) == expected


def test_a_letter_that_comes_again_is_not_found_where_it_comes_less_often(make: Make) -> None:
    names = ("本本", "アアア", "のの", "本本本", "アアアア")
    shelf = make(
        [Title(f"T{at}", name, creators=(Creator(name),)) for at, name in enumerate(names)]
    )
    for word, count in (("本本本", 1), ("アアアア", 1), ("本本", 2), ("ののの", 0)):
        for field in (Field.ANY, Field.TITLE, Field.CREATOR):
            assert shelf.search(Query(word, field)).total == count, word


def test_fields_keep_to_themselves(shelf: Catalogue) -> None:
    assert ids(shelf, Query("夏目漱石", field=Field.CREATOR)) == ["T2", "T1"]
    assert ids(shelf, Query("夏目漱石", field=Field.TITLE)) == []
    assert ids(shelf, Query("新潮社", field=Field.PUBLISHER)) == ["T1"]
    assert ids(shelf, Query("日本文学", field=Field.SUBJECT)) == ["T1"]
    assert ids(shelf, Query("やかた", field=Field.SERIES)) == ["T5", "T4"]
    assert ids(shelf, Query("ISBN?", field=Field.ISBN)) == []


def test_filters_narrow_every_tier(shelf: Catalogue) -> None:
    assert ids(shelf, Query("ねこ", kinds=(Kind.DVD,))) == ["T3"]
    assert ids(shelf, Query("ねこ", kinds=(Kind.DVD, Kind.BOOK))) == ["T3", "T1", "T9", "T4"]
    assert ids(shelf, Query("ねこ", kinds=(Kind.LD,))) == []
    assert ids(shelf, Query("ねこ", branch="chuo")) == ["T3", "T1"]
    assert ids(shelf, Query("ねこ", branch="nowhere")) == []
    assert ids(shelf, Query("ねこ", available=True)) == ["T1"]
    assert ids(shelf, Query("夏目漱石", branch="honkan", available=True)) == ["T2"]
    assert ids(shelf, Query("ねこ", year_from=1992)) == ["T3", "T9", "T4"]
    assert ids(shelf, Query("ねこ", year_from=2020)) == []
    assert ids(shelf, Query(kinds=(Kind.DVD,))) == ["T3"]
    assert ids(shelf, Query(branch="chuo")) == ["T1", "T3"]


def test_facets_say_what_each_filter_would_leave(shelf: Catalogue) -> None:
    facets = shelf.facets(Query("ねこ", kinds=(Kind.DVD,)))
    assert facets.kinds == ((Kind.BOOK, 3), (Kind.DVD, 1))
    assert facets.branches == (("chuo", 1),)
    assert (facets.free, facets.exact) == ((), True)
    facets = shelf.facets(Query("ねこ", available=True))
    assert facets.kinds == ((Kind.BOOK, 1),)
    assert facets.branches == (("chuo", 1),)
    assert facets.free == (("", 1), ("chuo", 1))


@pytest.mark.parametrize(
    "query", [Query("ねこ"), Query("夏目漱石", available=True), Query(ndc="9")]
)
def test_a_count_is_what_the_filter_then_leaves(shelf: Catalogue, query: Query) -> None:
    facets = shelf.facets(query)
    bare = replace(query, available=False)
    left = [
        *((replace(query, field=field), n) for field, n in facets.fields),
        *((replace(query, kinds=(kind,)), n) for kind, n in facets.kinds),
        *((replace(query, branch=branch), n) for branch, n in facets.branches),
        *((replace(bare, branch=b or None, available=True), n) for b, n in facets.free),
        *((replace(query, ndc=ndc), n) for ndc, n in facets.classes),
        *((replace(query, year_from=at, year_to=at + 9), n) for at, n in facets.decades),
        *((replace(query, year_from=year, year_to=year), n) for year, n in facets.years),
        *((replace(query, language=code), n) for code, n in facets.languages),
        *((replace(query, audience=who), n) for who, n in facets.audiences),
    ]
    assert [shelf.search(asked).total for asked, _ in left] == [n for _, n in left]
    assert bool(facets.fields) == bool(query.text)
    assert facets.years
    assert facets.decades


def test_other_orders(shelf: Catalogue) -> None:
    assert ids(shelf, Query("ねこ", order=Order.YEAR)) == ["T9", "T3", "T4", "T1"]
    assert ids(shelf, Query("ねこ", order=Order.TITLE)) == ["T9", "T4", "T3", "T1"]
    hit = shelf.search(Query("ねこ", order=Order.YEAR)).hits[1]
    assert hit.tier is Tier.EXACT


def test_pages_join_up(make: Make) -> None:
    titles = [Title(f"T{n}", f"{'猫' if n % 3 else '黒猫'} {n}", popularity=n) for n in range(50)]
    catalogue = make(titles)
    whole = ids(catalogue, Query("猫", limit=100))
    paged = [
        one for at in range(0, 60, 7) for one in ids(catalogue, Query("猫", limit=7, offset=at))
    ]
    assert paged == whole
    assert len(set(whole)) == 50
    assert ids(catalogue, Query("猫", limit=-3, offset=-1)) == []


def test_more_than_a_thousand_is_said_so(make: Make) -> None:
    titles = [Title(f"T{n}", f"長い猫の話 {n}", kind=Kind.CD) for n in range(1100)]
    catalogue = make(titles)
    results = catalogue.search(Query("長い猫"))
    assert (results.total, results.exact) == (1000, False)
    assert not catalogue.facets(Query("長い猫")).exact
    results = catalogue.search(Query("長い"))  # one bigram: its count is kept
    assert (results.total, results.exact) == (1100, True)


def test_few_among_many_that_were_all_read_are_counted_exactly(make: Make) -> None:
    """Both pieces of the word stand in all of them, and apart in all but two."""
    titles = [Title(f"T{n}", f"長い話と白い猫 {n}") for n in range(1100)]
    catalogue = make([*titles, Title("A", "長い猫"), Title("B", "長い猫", kind=Kind.CD)])
    results, facets = catalogue.search(Query("長い猫")), catalogue.facets(Query("長い猫"))
    assert (results.total, results.exact) == (2, True)
    assert (facets.kinds, facets.exact) == (((Kind.BOOK, 1), (Kind.CD, 1)), True)


def test_no_fewer_titles_are_told_than_are_shown(make: Make) -> None:
    """The titles that are called so are known at once, and stand behind all that are read."""
    titles = [Title(f"T{n}", f"長い話と白い猫 {n}", popularity=1) for n in range(4100)]
    catalogue = make([*titles, *(Title(f"A{n}", "長い猫") for n in range(10))])
    results = catalogue.search(Query("長い猫", limit=8))
    assert (len(results.hits), results.total, results.exact) == (8, 8, False)


def test_browsing(shelf: Catalogue) -> None:
    def listed(which: BrowseList, ndc: str = "") -> list[str]:
        return [hit.title.id for hit in shelf.browse(which, ndc).hits]

    assert listed(BrowseList.NEW) == ["T2", "T1"]
    assert listed(BrowseList.NEW, "2020-04-02") == ["T2"]
    assert listed(BrowseList.NEW, "long ago") == ["T2", "T1"]
    assert listed(BrowseList.MOST_LENT)[:3] == ["T2", "T5", "T1"]
    assert listed(BrowseList.MOST_HELD) == ["T4", "T2"]
    assert listed(BrowseList.NDC, "9") == ["T2", "T1"]
    assert listed(BrowseList.NDC, "913") == ["T2", "T1"]
    assert listed(BrowseList.NDC, "913.6") == ["T2", "T1"]
    assert listed(BrowseList.NDC, "６４") == ["T3"]
    assert listed(BrowseList.NDC, "") == []
    assert shelf.browse(BrowseList.NEW, limit=1, offset=1).hits[0].title.id == "T1"
    assert shelf.browse(BrowseList.NEW).total == 2


def test_a_series_in_reading_order(shelf: Catalogue) -> None:
    (title,) = shelf.titles(("T4",))
    found = shelf.volumes(title)
    assert (found.name, [one.id for one in found.titles]) == ("館シリーズ", ["T5", "T4"])
    assert (found.first, found.total) == (0, 2)
    assert shelf.volumes(shelf.titles(("T1",))[0]) == Volumes()


def test_a_title_of_a_publishers_name_comes_before_what_it_publishes(make: Make) -> None:
    published = [Title(f"P{n}", f"本{n}", publisher="文芸春秋", popularity=50) for n in range(60)]
    magazine = Title("M", "文藝春秋", publisher="文芸春秋")
    works = [Title(f"S{n}", f"作{n}", creators=(SOSEKI,), popularity=50) for n in range(3)]
    catalogue = make([*published, magazine, *works, Title("B", "夏目漱石")])
    assert ids(catalogue, Query("文芸春秋", limit=3)) == ["M", "P0", "P1"]
    assert catalogue.search(Query("文芸春秋")).total == 61
    assert {hit.tier for hit in catalogue.search(Query("文芸春秋")).hits} == {Tier.EXACT}
    assert ids(catalogue, Query("文芸春秋", field=Field.PUBLISHER, limit=1)) == ["P0"]
    assert ids(catalogue, Query("夏目漱石")) == ["S0", "S1", "S2", "B"]


@pytest.mark.parametrize("order", list(Order))
def test_a_title_with_breaks_is_found_typed_in_one_piece(make: Make, order: Order) -> None:
    catalogue = make(
        (
            Title("T1", "怨み屋本舗 WORST", year=2001),
            Title("T2", "怨み屋本舗 WORST FILES"),
            Title("T3", "夜 と霧"),
        )
    )
    asked = Query("怨み屋本舗worst", order=order)
    found = catalogue.search(asked)
    assert [(hit.title.id, hit.tier) for hit in found.hits] == [("T1", Tier.EXACT)]
    assert (found.total, found.exact) == (1, True)
    assert ids(catalogue, replace(asked, year_from=2002)) == []
    assert catalogue.facets(asked).kinds == ((Kind.BOOK, 1),)
    assert ids(catalogue, Query("夜と霧")) == ["T3"]
    assert ids(catalogue, Query("怨み屋本舗wor")) == []
    assert ids(catalogue, Query("怨み屋本舗worst 夜")) == []


def test_one_piece_with_a_break_is_found_where_others_have_its_letters_apart(make: Make) -> None:
    catalogue = make((Title("T1", "夜霧 川", year=2001), Title("T2", "夜霧と霧川", year=2000)))
    asked = Query("夜霧川")
    assert ids(catalogue, asked) == ["T1"]
    assert catalogue.facets(asked).kinds == ((Kind.BOOK, 1),)
    assert ids(catalogue, replace(asked, year_from=2001)) == ["T1"]
    assert ids(catalogue, replace(asked, year_to=2000)) == []


def test_parts_of_a_name_in_one_piece(make: Make) -> None:
    catalogue = make(
        (Title("T1", "門", creators=(Creator("夏目, 漱石", "ナツメ, ソウセキ, 1867-1916"),)),)
    )
    for text in ("夏目漱石", "夏目 漱石", "なつめそうせき", "漱石 夏目"):
        assert ids(catalogue, Query(text)) == ["T1"], text


BAD = [
    "", " ", "\u3000", "!?", "😀", "\0", "\ud800", "\udfff猫", '"', "'", "*", "^", "a OR",
    "NOT", "AND AND",
    "NEAR(猫 犬)", "t:猫", "{t a}:", "猫*", '"猫', "-猫", "(", "猫" * 10_000, "ね" * 10_000,
    "あ い う え お " * 2_000,
    "%", "_", "\x1f\ue000\ue100", "ー", "ーー", "゛", "゜", "\U000fffff", "a" * 10_000,
    "\u202e猫", "１", "1" * 13,
]  # fmt: skip


@pytest.mark.parametrize("text", BAD)
def test_no_question_is_an_error(shelf: Catalogue, text: str) -> None:
    for field in Field:
        for order in Order:
            shelf.search(Query(text, field=field, order=order, branch=text, year_from=1990))
        shelf.search(Query(text, field=field))
        shelf.facets(Query(text, field=field, branch=text, available=True))
    narrowed = Query("猫", language=text, audience=text, ndc=text, year_from=-9, year_to=10**9)
    shelf.search(narrowed)
    shelf.facets(narrowed)
    for typed in (text, "ね" + text, text + "ね", "猫 " + text, "くろぬ" + text):
        offered = shelf.suggest(typed)
        assert offered.next_kana <= BOARD
        assert not (offered.headings and offered.near)
    shelf.suggest(text, limit=-1)
    shelf.browse(BrowseList.NDC, text)
    shelf.title(text)
    shelf.volumes(Title("T", text, volume=text, series=text))
    shelf.browse(BrowseList.VOLUMES, text)


def test_operators_are_only_words(shelf: Catalogue) -> None:
    assert ids(shelf, Query('"猫"*')) == ids(shelf, Query("猫"))
    assert ids(shelf, Query("猫 NOT 黒")) == []


def test_an_empty_catalogue_answers(make: Make) -> None:
    catalogue = make(())
    assert catalogue.search(Query("猫")).hits == ()
    assert catalogue.suggest("ね").headings == ()
    assert catalogue.suggest("").next_kana == frozenset()
    assert catalogue.count == 0


def test_a_copy_of_the_shelf_decides_where_it_stands(make: Make) -> None:
    catalogue = make((Title("T1", "猫", copies=(Copy("C1", "bm_yoshiura"), Copy("C2", "bm-2"))),))
    assert ids(catalogue, Query("猫", branch="bm_yoshiura", available=True)) == ["T1"]
    assert ids(catalogue, Query("猫", branch="bm-2")) == ["T1"]
    assert ids(catalogue, Query("猫", branch="bm")) == []


def test_a_question_can_be_stopped_and_the_next_one_asked(make: Make) -> None:
    catalogue = make([Title(f"T{n}", f"猫と犬の長い話 {n}") for n in range(2000)])
    enough = threading.Event()

    def impatient() -> None:
        while not enough.is_set():
            catalogue.interrupt()

    other = threading.Thread(target=impatient)
    other.start()
    stopped = 0
    for _ in range(3000):
        try:
            catalogue.search(Query("長い話 猫", order=Order.YEAR))
        except Interrupted:
            stopped += 1
            if stopped == 20:
                break
    enough.set()
    other.join()
    assert stopped
    assert catalogue.search(Query("猫")).hits


def test_a_long_word_of_one_field_is_not_taken_from_another(make: Make) -> None:
    catalogue = make(
        (
            Title("T1", "夏目漱石全集", creators=(Creator("漱石夏目, 目漱"),)),
            Title("T2", "門", creators=(SOSEKI,)),
            Title("T3", "夏目漱石の妻", creators=(SOSEKI,)),
        )
    )
    query = Query("夏目漱石", field=Field.CREATOR)
    assert sorted(ids(catalogue, query)) == ["T2", "T3"]
    assert catalogue.search(query).total == 2
    assert sorted(ids(catalogue, Query("夏目漱石", field=Field.TITLE))) == ["T1", "T3"]


def test_each_of_several_long_words_of_one_field_stands_in_it(make: Make) -> None:
    """Also where the other word stands in another field, or in this one in pieces."""
    creators = (Creator("松本零士郎", "マツモト", "著"),)
    catalogue = make(
        (
            Title("T1", "銀河鉄道の夜", creators=creators),
            Title("T2", "松本零士郎の銀河鉄道"),
            Title("T3", "銀河鉄道松本と本零と零士の士郎", creators=creators),
        )
    )
    for text in ("銀河鉄道 松本零士郎", "松本零士郎 銀河鉄道"):
        query = Query(text, field=Field.TITLE)
        assert ids(catalogue, query) == ["T2"]
        assert catalogue.search(query).total == 1
        assert sorted(ids(catalogue, Query(text))) == ["T1", "T2", "T3"]


def test_what_only_a_publisher_is_called_comes_last_of_whole_headings(make: Make) -> None:
    """Titles, people, subjects and series of a name stand before all that a house of it published,
    however wanted."""
    titles = [
        Title("T", "文芸春秋"),
        Title("A", "回想", creators=(Creator("文芸春秋"),), popularity=1),
        *(Title(f"P{at}", f"本{at}", publisher="文芸春秋", popularity=50) for at in range(60)),
        Title("W", "文芸春秋の歴史", popularity=99),
    ]
    catalogue = make(titles)
    hits = catalogue.search(Query("文芸春秋", limit=100)).hits
    assert [hit.title.id for hit in hits[:2]] == ["A", "T"]
    assert {hit.tier for hit in hits[:-1]} == {Tier.EXACT}
    assert hits[-1].title.id == "W"
    assert len(hits) == len(titles)
    of_publisher = catalogue.search(Query("文芸春秋", field=Field.PUBLISHER)).hits
    assert {hit.tier for hit in of_publisher} == {Tier.EXACT}
