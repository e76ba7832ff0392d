"""Narrowing a list on the real screens, the ladder where nothing is left, and the pure parts."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from kiosk.catalogue.search import Facets, Field, Query
from kiosk.circulation.facts import Kind
from kiosk.desk.answers import Found
from kiosk.desk.narrowing import Filter
from kiosk.ui.viewmodels import build_viewmodels
from kiosk.ui.viewmodels.narrowing_rows import choices, groups, in_force, short
from kiosk.ui.viewmodels.narrowing_touch import Asked, toggled
from tests.fake_desk import FakeDesk
from tests.ui.kit import HandClock, Stage
from tests.ui.window import Window

PANELS = [(1920, 1080), (1366, 768), (1080, 1920)]

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def window(sample_catalogue: Path) -> Iterator[Window]:
    made = Window(sample_catalogue)
    yield made
    made.shell.close()


@pytest.fixture
def of_the(window: Window) -> Window:
    """The results for 「の」: half of the catalogue, of every kind."""
    window.touch("本をさがす")
    window.models.finding.write("の")
    window.settle()
    window.models.finding.showAll()
    window.page("results")
    return window


def touch(window: Window, *starts: str) -> None:
    """Touch what is called so, or so and then something: its count, what is chosen of it."""
    for start in starts:
        names = window.hands.names()
        (name, *_) = [one for one in names if one == start] + [
            one for one in names if one.startswith((f"{start} ", f"{start}、"))
        ]
        window.touch(name)


# -- on the screen --------------------------------------------------------------------------------


def test_every_count_is_what_the_touch_then_leaves(of_the: Window) -> None:
    narrowing, listing = of_the.models.narrowing, of_the.models.listing
    for group in [one["id"] for one in narrowing.get_groups()]:
        narrowing.openGroup(group)
        for chip in narrowing.get_choices():
            if not chip["on"] and chip["count"]:
                narrowing.toggle(chip["id"])
                of_the.settle()
                assert listing.get_total() == int(chip["count"]), chip
                narrowing.clear()
                of_the.settle()


@pytest.mark.parametrize("size", PANELS)
def test_every_filter_is_a_touch_away(sample_catalogue: Path, size: tuple[int, int]) -> None:
    window = Window(sample_catalogue, size)
    window.touch("本をさがす")
    window.models.finding.write("の")
    window.settle()
    window.models.finding.showAll()
    window.page("results")
    window.touch("ほかの条件")
    window.page("narrow")
    narrowing = window.models.narrowing
    for group in narrowing.get_groups():
        window.touch(group["text"])
        wanted = {chip["text"] for chip in narrowing.get_choices()}
        for _ in range(8):
            names = [name.rpartition(" ")[0] or name for name in window.hands.names()]
            wanted -= set(names)
            leaf = [name for name in window.hands.names() if name.startswith("ほかも見る")]
            if not wanted or not leaf:
                break
            window.touch(leaf[0])
        assert not wanted
    window.shell.close()


@pytest.mark.parametrize("size", PANELS)
def test_what_is_on_stands_beside_the_list_and_is_lifted_by_a_touch(
    sample_catalogue: Path, size: tuple[int, int]
) -> None:
    window = Window(sample_catalogue, size)
    window.touch("本をさがす")
    window.models.finding.write("の")
    window.settle()
    window.models.finding.showAll()
    window.page("results")
    before = window.models.listing.get_total()
    touch(window, "ほかの条件", "分野", "文学", "日本文学")
    assert 0 < window.models.listing.get_total() < before
    touch(window, "日本文学を外す")
    assert window.models.listing.get_total() == before
    touch(window, "文学", "英米文学", "もどる")
    window.page("results")
    touch(window, "英米文学")
    assert window.models.listing.get_total() == before
    window.shell.close()


def test_filters_are_there_again_after_a_title_and_gone_after_the_visit(of_the: Window) -> None:
    touch(of_the, "この館にある", "本")
    total = of_the.models.listing.get_total()
    on = [chip["text"] for chip in of_the.models.narrowing.get_in_force()]
    assert on == ["この館にある", "本"]
    of_the.models.listing.open(of_the.models.listing.get_groups()[0]["rows"][0]["id"])
    of_the.page("detail")
    of_the.touch("一覧へ")
    of_the.page("results")
    assert of_the.models.listing.get_total() == total
    assert [chip["text"] for chip in of_the.models.narrowing.get_in_force()] == on
    of_the.models.session.finish()
    of_the.page("attract")
    assert of_the.models.narrowing.get_in_force() == []
    assert of_the.models.narrowing.get_sections() == []


def test_nothing_found_names_the_filter_that_hides_it(of_the: Window) -> None:
    narrowing, listing = of_the.models.narrowing, of_the.models.listing
    for chip in ("ndc:9", "kind:dvd"):
        narrowing.toggle(chip)
        of_the.settle()
    assert listing.get_total() == 0
    of_the.hands.see("見つかりませんでした")
    rung = next(way for way in narrowing.get_ways() if way["text"] == "「DVD」を外す")
    touch(of_the, "「DVD」を外す")
    assert f"{listing.get_total()}冊" == rung["count"]
    assert [chip["text"] for chip in narrowing.get_in_force()] == ["文学"]


def test_nothing_typed_so_leads_down_the_ladder(window: Window) -> None:
    window.touch("本をさがす")
    window.models.finding.write("むらかみ ぬぬぬ")
    window.settle()
    window.touch("ほかの探し方")
    window.page("results")
    touch(window, "「むらかみ」で探す")
    assert window.models.listing.get_said() == "むらかみ"
    assert window.models.listing.get_total() > 0
    assert window.models.narrowing.get_ways() == []
    window.models.session.go("search")
    window.models.finding.write("むらがみ")
    window.settle()
    window.touch("ほかの探し方")
    touch(window, "村上春樹")
    assert window.models.listing.kind_row()["word"] == "著者"
    window.models.session.go("search")
    window.touch("係に聞く")
    window.hands.see("係がお手伝いします")


# -- the list never waits -------------------------------------------------------------------------


class Noting(FakeDesk):
    """Notes what it is asked, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def search(self, query: Query) -> Found:
        self.asked.append(f"list {query.text}")
        return super().search(query)

    def facets(self, query: Query) -> Facets:
        self.asked.append(f"counts {query.text}")
        return Facets(kinds=((Kind.BOOK, 1),))


class ByHand(Executor):
    """A worker that does one job when it is told to."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], object]] = []

    def submit(self, fn: Callable[..., object], /, *args: object, **more: object) -> Future:  # type: ignore[type-arg]
        self.waiting.append(lambda: fn(*args, **more))
        return Future()

    def work(self, jobs: int) -> None:
        """Do the next few, and let their answers come."""
        for _ in range(jobs):
            self.waiting.pop(0)()
            QCoreApplication.processEvents()


def test_a_list_is_shown_before_its_counts_are_asked_for() -> None:
    desk, worker = Noting(), ByHand()
    models = build_viewmodels(desk, desk.library, "chuo", HandClock(), executor=worker)
    worker.work(len(worker.waiting))
    desk.asked.clear()
    models.listing.show(Query("こころ"), "こころ")
    worker.work(1)
    assert desk.asked == ["list こころ"]
    assert models.listing.get_total() == 1
    kinds = models.narrowing.get_sections()
    assert [part["title"] for part in kinds] == ["場所", "出た年"]
    worker.work(1)
    assert desk.asked == ["list こころ", "counts こころ"]
    assert models.narrowing.get_sections()[1]["chips"][0]["count"] == "1"
    models.close()


def test_counts_of_a_question_that_was_left_are_neither_asked_for_nor_shown() -> None:
    desk, worker = Noting(), ByHand()
    models = build_viewmodels(desk, desk.library, "chuo", HandClock(), executor=worker)
    worker.work(len(worker.waiting))
    desk.asked.clear()
    models.listing.show(Query("こころ"), "こころ")
    worker.work(1)
    models.narrowing.toggle("kind:dvd")
    worker.work(2)
    assert desk.asked == ["list こころ", "list こころ"]
    (dvd,) = models.narrowing.get_in_force()
    assert (dvd["text"], dvd["count"]) == ("DVD", "")
    worker.work(1)
    assert desk.asked[-1] == "counts こころ"
    models.close()


def test_a_typed_key_asks_for_no_counts() -> None:
    desk = Noting()
    stage = Stage(desk)
    stage.models.session.go("search")
    stage.models.finding.write("こころ")
    stage.settle()
    assert not [one for one in desk.asked if one.startswith("counts")]
    stage.models.close()


# -- chips ----------------------------------------------------------------------------------------

COUNTED = Facets(
    fields=((Field.ANY, 9), (Field.TITLE, 4)),
    kinds=((Kind.BOOK, 7), (Kind.DVD, 2)),
    branches=(("arakawa", 3), ("chuo", 2)),
    free=(("", 5), ("chuo", 1)),
    classes=(("9", 6), ("91", 4)),
    decades=((1990, 3), (2000, 2), (2020, 4)),
    years=((2018, 1), (2022, 2), (2024, 2)),
    languages=(("ja", 8), ("xx", 1)),
    audiences=(("child", 2),),
)


def asked(query: Query, *, facets: Facets | None = COUNTED, counted: bool = True) -> Asked:
    """A search at the main branch in 2026."""
    library = FakeDesk().library
    return Asked(query, Field.ANY, facets, counted, library, "chuo", 2026, english=False)


@pytest.mark.parametrize(
    ("touches", "expected"),
    [
        (["here"], {"branch": "chuo", "available": True}),
        (["here", "here"], {}),
        (["here", "available"], {"available": True}),
        (["available", "here"], {"branch": "chuo", "available": True}),
        (["branch:arakawa", "available"], {"branch": "arakawa", "available": True}),
        (["branch:arakawa", "branch:arakawa"], {}),
        (["kind:dvd", "kind:book"], {"kinds": (Kind.BOOK, Kind.DVD)}),
        (["kind:dvd", "kind:dvd"], {}),
        (["year:5"], {"year_from": 2022}),
        (["year:5", "year:10"], {"year_from": 2017}),
        (["year:5", "year:5"], {}),
        (["decade:1990"], {"year_from": 1990, "year_to": 1999}),
        (["decade:1990", "decade:2010"], {"year_from": 1990, "year_to": 2019}),
        (["decade:1990", "decade:2010", "decade:1990"], {"year_from": 2000, "year_to": 2019}),
        (["decade:1990", "decade:2010", "decade:2000"], {"year_from": 2000, "year_to": 2009}),
        (["decade:1990", "year:off"], {}),
        (["ndc:9", "ndc:91"], {"ndc": "91"}),
        (["ndc:9", "ndc:91", "ndc:91"], {"ndc": "9"}),
        (["ndc:9", "ndc:91", "ndc:off"], {}),
        (["field:title"], {"field": Field.TITLE}),
        (["field:title", "field:off"], {}),
        (["language:en", "audience:child"], {"language": "en", "audience": "child"}),
        (["language:en", "language:en"], {}),
    ],
)
def test_what_touches_make_of_a_question(touches: list[str], expected: dict[str, object]) -> None:
    query = Query("猫")
    for touch in touches:
        query = toggled(asked(query), touch)
    assert query == replace(Query("猫"), **expected)  # type: ignore[arg-type]


def test_choices_that_leave_nothing_are_left_out_and_those_on_stay() -> None:
    wanted = Query("猫", kinds=(Kind.CD,))
    assert [chip["id"] for chip in choices(asked(wanted), Filter.KIND)] == [
        "kind:book",
        "kind:dvd",
        "kind:cd",
    ]
    told = {chip["id"]: chip["count"] for chip in choices(asked(wanted), Filter.YEAR)}
    assert told == {
        "year:5": "4",
        "year:10": "5",
        "decade:2020": "4",
        "decade:2000": "2",
        "decade:1990": "3",
    }
    assert [chip["text"] for chip in choices(asked(wanted), Filter.LANGUAGE)] == ["日本語", "xx"]
    beside = short(asked(replace(wanted, ndc="9", branch="chuo")))
    assert [part["title"] for part in beside] == ["場所", "種類", "出た年", "ほかの条件"]
    assert [chip["id"] for chip in beside[-1]["chips"]] == ["branch:chuo", "ndc:off"]


def test_numbers_stand_only_beside_what_was_counted() -> None:
    query = Query("猫")
    waiting = choices(asked(query, counted=False), Filter.KIND)
    assert [(chip["id"], chip["count"]) for chip in waiting] == [
        ("kind:book", ""),
        ("kind:dvd", ""),
    ]
    counted = replace(COUNTED, exact=False)
    some = asked(query, facets=counted)
    assert choices(some, Filter.KIND)[0]["count"] == "7+"
    here = choices(asked(query, facets=replace(counted, free=())), Filter.PLACE)[0]
    assert (here["id"], here["count"], here["none"]) == ("here", "", False)  # none of the best ones
    nothing_yet = [group["id"] for group in groups(asked(query, facets=None, counted=False))]
    assert nothing_yet[0] == "place"


def test_what_is_on_is_told_in_words() -> None:
    query = Query(
        "猫",
        field=Field.TITLE,
        branch="chuo",
        available=True,
        kinds=(Kind.DVD,),
        year_from=1980,
        year_to=1999,
        ndc="91",
        language="en",
        audience="child",
    )
    words = [chip["text"] for chip in in_force(asked(query))]
    assert words == ["この館にある", "DVD", "1980–1999年", "日本文学", "書名", "子ども", "英語"]
    for chip in in_force(asked(query)):
        query = toggled(asked(query), chip["id"])
    assert query == Query("猫")
