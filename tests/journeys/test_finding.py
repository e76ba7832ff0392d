"""Finding through the desk: by sound, by field, with filters, headings, lists, and the calendar."""

import pytest

from tests.journeys.player import Json, Player


@pytest.fixture
def play(okayama: Player) -> Player:
    """A small stock."""
    play = okayama
    natsume = [{"name": "夏目漱石", "kana": "ナツメ ソウセキ"}]
    play.title(
        "T1",
        title="吾輩は猫である",
        kana="ワガハイ ワ ネコ デ アル",
        creators=natsume,
        year=1961,
        publisher="新潮社",
        ndc="913.6",
        isbn="9784101010014",
    )
    play.title("T2", "ijima", title="坊っちゃん", kana="ボッチャン", creators=natsume, year=1950)
    play.title("D1", title="猫の恩返し", kana="ネコ ノ オンガエシ", kind="dvd", year=2002)
    play.title("V1", title="長い物語 1", series="長い物語", volume=1, added="2026-11-01")
    play("sync")
    return play


def ids(found: Json) -> list[str]:
    """What was found, best first."""
    return [hit["id"] for hit in found["hits"]]


@pytest.mark.parametrize(
    "typed", ["わがはい", "ワガハイ", "吾輩", "猫 夏目", "ワガハイハネコデアル"]
)
def test_a_title_is_found_by_sound_and_by_sight(play: Player, typed: str) -> None:
    assert "T1" in ids(play("search", query=typed))


def test_fields_and_filters_narrow(play: Player) -> None:
    assert set(ids(play("search", query="夏目漱石", field="creator"))) == {"T1", "T2"}
    assert ids(play("search", query="猫", kinds=["dvd"])) == ["D1"]
    assert ids(play("search", query="夏目漱石", branch="ijima")) == ["T2"]
    assert ids(play("search", query="978-4-10-101001-4", field="isbn")) == ["T1"]
    assert ids(play("search", query="夏目漱石", order="year")) == ["T1", "T2"]
    assert ids(play("search", query="長い物語", field="series")) == ["V1"]
    play.patron()
    play("given", loan={"card": "10000001", "copy": "T1-1"})
    play("sync")
    assert ids(play("search", query="夏目漱石", available=True)) == ["T2"]


def test_what_is_here_and_what_is_elsewhere(play: Player) -> None:
    hits = {hit["id"]: hit for hit in play("search", query="夏目漱石")["hits"]}
    assert (hits["T1"]["here"], hits["T1"]["available"]) == (True, True)
    assert (hits["T2"]["here"], hits["T2"]["available"]) == (False, True)
    assert hits["T2"]["place_text"] == "伊島図書館"


def test_pages_and_totals(play: Player) -> None:
    page = play("search", query="夏目漱石", limit=1, offset=1)
    assert (page["total"], page["total_is"], len(page["hits"])) == (2, "exact", 1)
    nothing = play("search", query="どこにもない本")
    assert (nothing["total"], nothing["hits"]) == (0, [])


def test_headings_come_while_typing(play: Player) -> None:
    told = {(one["text"], one["kind"]) for one in play("suggest", typed="なつめ")["suggestions"]}
    assert ("夏目漱石", "creator") in told


def test_lists_to_leaf_through(play: Player) -> None:
    assert set(ids(play("browse", list="new"))) >= {"T1", "V1"}
    assert ids(play("browse", list="ndc", ndc="913")) == ["T1"]
    assert ids(play("browse", list="volumes", key="V1")) == []
    play.title("V2", title="長い物語 2", series="長い物語", volume=2)
    play("sync")
    assert ids(play("browse", list="volumes", key="V2")) == ["V1", "V2"]
    assert ids(play("browse", list="theme", key="1")) == []
    for name in ("most_lent", "most_held"):
        assert play("browse", list=name)["total_is"] in ("exact", "at_least")


def test_a_detail_page_shows_every_copy(play: Player) -> None:
    play("given", title={"id": "T1", "copies": [{"id": "T1-2", "branch": "ashimori"}]})
    play("sync")
    page = play("open", title="T1")
    assert (page["title"], page["title_text"]) == ("T1", "吾輩は猫である")
    assert {(copy["id"], copy["branch"]) for copy in page["copies"]} == {
        ("T1-1", "chuo"),
        ("T1-2", "ashimori"),
    }


def test_what_is_removed_is_gone_after_the_next_round(play: Player) -> None:
    play("given", remove={"title": "D1"})
    assert play("open", title="D1")["title_text"] == "猫の恩返し"
    play("sync")
    assert play.refused("open", title="D1") == "unknown_title"


def test_a_title_given_again_is_updated(play: Player) -> None:
    play("given", title={"id": "T1", "title": "吾輩は猫である 改版", "year": 2003})
    play("sync")
    page = play("open", title="T1")
    assert (page["title_text"], page["year"]) == ("吾輩は猫である 改版", 2003)
    assert [copy["id"] for copy in page["copies"]] == ["T1-1"]


def test_the_catalogue_is_as_old_as_the_last_round(play: Player) -> None:
    play("network", up=False)
    before = play("status")["catalogue_as_of"]
    play("clock", by=7200)
    assert play("status")["catalogue_as_of"] == before
    assert play("status")["last_sync"] == before
    play("network", up=True)
    play("sync")
    assert play("status")["last_sync"] == "2026-11-24T12:00:00+09:00"


def test_a_month_of_a_branch(play: Player) -> None:
    month = play("calendar", branch="ijima", month="2026-12")
    assert len(month["days"]) == 31
    assert month["days"][0]["day"] == "2026-12-01"
    assert {day["open"] for day in month["days"]} == {True, False}
