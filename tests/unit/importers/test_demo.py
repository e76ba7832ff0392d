"""The demo's works and people in every library, and generated titles."""

import tracemalloc
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from central import demo_data
from central.app import PROFILES, Central
from central.importers import text
from kiosk.catalogue.records import Title
from kiosk.catalogue.rows import isbn_key
from kiosk.circulation.facts import HoldState, Kind, Lending, SecretState
from kiosk.circulation.library import find, known
from kiosk.circulation.passwords import may_use
from kiosk.circulation.sealing import Cost
from tests.fakes import START, FakeClock

DAY = START.date()
LIBRARIES = known(PROFILES)


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    made = Central.open(tmp_path / "central", FakeClock(), cost=Cost(1, 8, 1), library="murakami")
    yield made
    made.close()


def works(library: str = "murakami") -> tuple[Title, ...]:
    return demo_data.works(find(library, PROFILES), DAY)


def test_every_work_is_written_down_properly() -> None:
    for title in works():
        assert title.kana, title.title
        assert text.is_reading(title.kana), title.kana
        assert all(creator.kana for creator in title.creators), title.title
        assert bool(title.series) == bool(title.series_kana), title.series
        assert text.ndc(title.ndc) == title.ndc, title.title
        assert (title.isbn or None) == isbn_key(title.isbn), title.title
        assert title.year is not None
        assert title.added is not None
        assert title.added <= DAY


def test_works_and_copies_have_ids_of_their_own() -> None:
    every = works()
    copies = [copy.id for title in every for copy in title.copies]
    assert len({title.id for title in every}) == len(every) > 400
    assert len(set(copies)) == len(copies)


def test_all_kinds_and_lendings_are_there() -> None:
    every = works()
    assert {title.kind for title in every} == set(Kind)
    assert {copy.lending for title in every for copy in title.copies} == set(Lending)


WELL_KNOWN = """
こころ|1Q84 BOOK 1|騎士団長殺し 第1部|街とその不確かな壁|舟を編む|雪国|村上海賊の娘 上
成瀬は天下を取りにいく|続 窓ぎわのトットちゃん|大ピンチずかん|ネット怪談の民俗学
一汁一菜でよいという提案|源氏物語 巻十|坂の上の雲 8|村上市史 通史編1|ぐりとぐら
""".strip().replace("\n", "|")


@pytest.mark.parametrize("name", WELL_KNOWN.split("|"))
def test_well_known_works_are_there(name: str) -> None:
    assert any(title.title == name for title in works())


def test_volumes_of_a_work_stand_in_one_series() -> None:
    volumes = [title for title in works() if title.series == "1Q84"]
    assert [title.volume for title in volumes] == ["BOOK 1", "BOOK 2", "BOOK 3"]
    assert [title.volume_number for title in volumes] == [1, 2, 3]
    assert volumes[0].copies[0].call == "913.6 ム 1"
    assert volumes[0].copies[0].shelf == "1階 5番の棚"


def test_only_the_newest_issue_is_the_latest() -> None:
    issues = [title for title in works() if title.series == "文藝春秋"]
    assert [title.latest_issue for title in issues] == [True, *[False] * 5]
    assert issues[0].title == "文藝春秋 2026年12月号"


@pytest.mark.parametrize("library", LIBRARIES)
def test_copies_stand_in_the_librarys_own_branches(library: str) -> None:
    own = {branch.id for branch in find(library, PROFILES).branches}
    used = {copy.branch for title in works(library) for copy in title.copies}
    assert used <= own
    assert len(used) > 1


@pytest.mark.parametrize("library", LIBRARIES)
def test_every_card_has_a_secret_its_library_takes(library: str) -> None:
    profile = find(library, PROFILES)
    shown = demo_data.cards(profile, DAY)
    assert len({card.card for card in shown}) == len(shown) >= 30
    assert may_use(profile, shown[0].secret, None) is None


def test_the_demo_lays_a_living_library(central: Central) -> None:
    report = demo_data.load(central, START, central.library)
    assert central.catalogue.count() == report.titles
    assert report.patrons >= 30

    first = central.ils.account("20004821")
    assert {hold.title_text: hold.state for hold in first.holds} == {
        "こころ": HoldState.READY,
        "1Q84 BOOK 2": HoldState.IN_TRANSIT,
        "騎士団長殺し 第1部": HoldState.WAITING,
        "海辺のカフカ 上": HoldState.WAITING,
    }
    ranks = {hold.title_text: hold.rank for hold in first.holds}
    assert ranks["騎士団長殺し 第1部"] == 2
    assert {loan.title_text: str(loan.due) for loan in first.loans}["雪国"] == "2026-11-27"
    assert next(loan for loan in first.loans if loan.title_text == "舟を編む").queue == 1
    assert central.ils.account("20000019").patron.secret_state is SecretState.INITIAL
    assert central.ils.account("20000213").patron.secret_state is SecretState.NONE
    assert len(central.ils.account("20000129").holds) == 20


def test_a_second_load_changes_nothing(central: Central) -> None:
    demo_data.load(central, START, central.library)
    before = [central.ils.account(card) for card in central.ils.cards()]
    assert demo_data.load(central, START, central.library) == demo_data.DemoReport()
    assert [central.ils.account(card) for card in central.ils.cards()] == before


def test_generated_titles_are_the_same_for_the_same_seed() -> None:
    def made(count: int, seed: int) -> list[Title]:
        return list(demo_data.generate(count, seed, ("a", "b"), date(2026, 11, 24)))

    assert made(300, 7) == made(300, 7)
    assert made(500, 7)[:300] == made(300, 7)
    assert made(300, 7) != made(300, 8)


def test_generated_titles_look_like_a_catalogue() -> None:
    made = list(demo_data.generate(3000, 1, ("a", "b"), DAY))
    assert len({title.id for title in made}) == 3000
    assert len({copy.id for title in made for copy in title.copies}) >= 3000
    assert all(title.kana and title.creators and title.ndc and title.copies for title in made)
    assert all(not title.isbn or isbn_key(title.isbn) == title.isbn for title in made)
    assert all(title.added is not None and title.added <= DAY for title in made)
    assert len({title.title for title in made}) > 2500
    volumes = [title for title in made if title.volume]
    assert all(title.series and title.volume_number for title in volumes)
    assert {title.kind for title in made} >= {Kind.BOOK, Kind.MAGAZINE, Kind.CD, Kind.DVD}


def test_generating_needs_the_same_memory_for_any_number() -> None:
    tracemalloc.start()
    try:
        for _ in islice(demo_data.generate(5_000_000, 1, ("a",), DAY), 20_000):
            pass
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 1_000_000


@pytest.mark.parametrize(("count", "branches"), [(-1, ("a",)), (5_000_001, ("a",)), (1, ())])
def test_what_cannot_be_generated(count: int, branches: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="titles"):
        next(demo_data.generate(count, 1, branches, DAY))
