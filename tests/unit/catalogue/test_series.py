"""What belongs together stands together, in the order in which it is read."""

import pytest

from kiosk.catalogue import series
from kiosk.catalogue.records import Creator, Title
from kiosk.catalogue.search import BrowseList, Catalogue, Query
from kiosk.catalogue.series import AROUND, reading_order, work_of
from kiosk.circulation.facts import Kind
from tests.unit.catalogue.conftest import Make

TANIZAKI, ANOTHER = (Creator("谷崎潤一郎", "タニザキ ジュンイチロウ"),), (Creator("別の人"),)


def volume(name: str, number: int | None = None) -> Title:
    return Title("T", f"本 {name}", volume=name, volume_number=number)


@pytest.mark.parametrize(
    "names",
    [
        ("1", "2", "10", "11"),
        ("第1巻", "第2巻", "第十巻", "第十一巻", "第二十巻", "第百二巻"),
        ("巻一", "巻二", "巻三", "巻十", "巻二〇"),
        ("上", "中", "下"),
        ("上巻", "中巻", "下巻", "別巻"),
        ("前編", "後編"),
        ("第一部 上", "第一部 下", "第二部 上", "第二部 下"),
        ("BOOK 1", "BOOK 2", "BOOK 3"),
        ("１", "2", "３", "別巻1", "別巻2", "総索引"),
        ("2009年 9月号", "2009年 11月号", "2010年 1月号"),
    ],
)
def test_volumes_stand_in_the_order_of_their_numbers(names: tuple[str, ...]) -> None:
    mixed = [volume(name) for name in (*names[1::2], *names[::2])]
    assert tuple(one.volume for one in sorted(mixed, key=reading_order)) == names


def test_a_number_of_the_record_comes_before_one_that_is_read_out_of_words() -> None:
    told = [volume("資料編1", 4), volume("通史編2", 2), volume("通史編1", 1), volume("民俗編", 3)]
    ordered = sorted(told, key=reading_order)
    assert [one.volume_number for one in ordered] == [1, 2, 3, 4]


def test_a_kanji_number_inside_a_word_is_none() -> None:
    first, second = volume("一般の部"), volume("中国編")
    assert reading_order(first)[3] == reading_order(second)[3] == ()


def shown(catalogue: Catalogue, title: str) -> tuple[str, list[str]]:
    found = catalogue.volumes(catalogue.titles((title,))[0])
    return found.name, [one.id for one in found.titles]


@pytest.fixture
def shelf(make: Make) -> Catalogue:
    """A novel in three volumes inside a pocket edition, and a magazine."""
    return make(
        [
            Title("S2", "細雪 中", creators=TANIZAKI, volume="中", series="新潮文庫"),
            Title("S3", "細雪 下", creators=TANIZAKI, volume="下", series="新潮文庫"),
            Title("S1", "細雪 上", creators=TANIZAKI, volume="上", series="新潮文庫"),
            Title("D1", "細雪 上", creators=TANIZAKI, volume="上", kind=Kind.DVD),
            Title("X1", "細雪 上", creators=ANOTHER, volume="上"),
            Title("K", "鍵", creators=TANIZAKI, series="新潮文庫"),
            Title("A", "陰翳礼讃", creators=TANIZAKI),
            *(
                Title(f"M{n}", f"暮しの手帖 {n}号", volume=f"{n}号", series="暮しの手帖",
                      kind=Kind.MAGAZINE)
                for n in (9, 11, 10)
            ),
        ]
    )  # fmt: skip


def test_the_other_volumes_come_before_the_rest_of_a_pocket_edition(shelf: Catalogue) -> None:
    assert shown(shelf, "S2") == ("細雪", ["S1", "S2", "S3"])
    assert [one for one in shown(shelf, "K")[1] if one == "K"] == ["K"]
    assert shown(shelf, "K")[0] == "新潮文庫"


def test_another_kind_or_another_author_is_another_work(shelf: Catalogue) -> None:
    assert shown(shelf, "D1") == ("", [])
    assert shown(shelf, "X1") == ("", [])
    assert shown(shelf, "A") == ("", [])


def test_looking_for_volumes_takes_nothing_from_a_filter(shelf: Catalogue) -> None:
    books = Query("", kinds=(Kind.BOOK,))
    before = shelf.search(books), shelf.facets(books)
    assert shown(shelf, "S2")[0] == "細雪"
    assert (shelf.search(books), shelf.facets(books)) == before


def test_of_a_magazine_the_newest_issue_comes_first(shelf: Catalogue) -> None:
    assert shown(shelf, "M9") == ("暮しの手帖", ["M11", "M10", "M9"])


def test_volumes_are_a_list_with_pages(shelf: Catalogue) -> None:
    page = shelf.browse(BrowseList.VOLUMES, "S3", limit=2, offset=1)
    assert [hit.title.id for hit in page.hits] == ["S2", "S3"]
    assert (page.total, page.exact) == (3, True)
    assert shelf.browse(BrowseList.VOLUMES, "nothing").total == 0


@pytest.mark.parametrize("series", ["", "週刊みなと"])
@pytest.mark.parametrize("joined", [" ", ""])
def test_of_many_issues_those_around_the_title_are_given_and_all_are_in_the_list(
    make: Make, series: str, joined: str
) -> None:
    names = [f"{year}年{number}号" for year in range(2011, 2021) for number in range(1, 51)]
    catalogue = make(
        [
            Title("B", "週刊みなと"), Title("C", "週刊みなとの本 2011年1号", volume="2011年1号"),
            *(
                Title(name, f"週刊みなと{joined}{name}", volume=name, series=series,
                      kind=Kind.MAGAZINE, popularity=len(name) * 7 % 5)
                for name in names
            ),
        ]
    )  # fmt: skip
    newest_first = names[::-1]
    for at in (0, 1, 250, 498, 499):
        found = catalogue.volumes(catalogue.titles((newest_first[at],))[0])
        shown = [one.id for one in found.titles]
        assert (found.total, len(shown)) == (500, AROUND)
        assert shown == newest_first[found.first : found.first + AROUND]
        assert newest_first[at] in shown
    page = catalogue.browse(BrowseList.VOLUMES, names[0], limit=3, offset=250)
    assert [hit.title.id for hit in page.hits] == newest_first[250:253]
    assert (page.total, page.exact) == (500, True)


def test_of_a_series_longer_than_is_read_the_title_itself_is_given(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(series, "MOST", 5)
    titles = [
        Title(f"T{n}", f"本{n}", series="みなと文庫", volume_number=n, popularity=n)
        for n in range(20)
    ]
    found = make(titles)
    assert shown(found, "T3") == ("みなと文庫", ["T3", *(f"T{n}" for n in range(15, 20))])
    assert shown(found, "T19") == ("みなと文庫", [f"T{n}" for n in range(15, 20)])


def test_a_work_is_named_without_its_volume() -> None:
    assert work_of(Title("T", "1Q84 BOOK 1", volume="BOOK 1")) == work_of(
        Title("T", "1Q84", volume="BOOK 2")
    )
    assert work_of(Title("T", "こころ")) == ""
