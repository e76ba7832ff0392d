"""A catalogue that was changed page by page is the one a rebuild would make."""

from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.catalogue.changes import apply, copy_log
from kiosk.catalogue.postings import Postings
from kiosk.catalogue.reader import Reader
from kiosk.catalogue.records import ChangesPage, Copy, Creator, Title
from kiosk.catalogue.rewrite import Room
from kiosk.catalogue.schema import open_file
from kiosk.catalogue.search import BrowseList, Catalogue, CatalogueDamaged, Interrupted, Query
from kiosk.catalogue.terms import COLUMNS, FACET, span
from kiosk.circulation.facts import CopyStatus, Kind
from tests.unit.catalogue.conftest import AS_OF, built, small


def page(
    titles: tuple[Title, ...] = (), removed: tuple[str, ...] = (), cursor: str = "c1"
) -> ChangesPage:
    return ChangesPage(titles, removed, cursor, False, AS_OF + timedelta(minutes=5))


def contents(path: Path) -> dict[str, Any]:
    """Everything in the file that a rank does not decide, by name."""
    opened = open_file(path, readonly=True)
    raw = opened.raw_connection()
    reader = Reader(raw.cursor())
    reader.look()

    def rows(sql: str) -> list[Any]:
        return list(reader.db.execute(sql).fetchall())

    names = dict(rows("SELECT docid, id FROM bib"))
    letters_of = reader.letters()
    headings = {row[0]: row[1:] for row in rows("SELECT hid, text, kind, kana, key FROM heading")}
    found: dict[str, Any] = {
        "bib": {
            row[1:5]: reader.packing.title(row[5])
            for row in rows("SELECT docid, id, score, isbn, holds, data FROM bib")
        },
        "brief": {
            (names[docid], frozenset(map(letters_of.__getitem__, letters)), forms)
            for docid, letters, forms in rows("SELECT docid, facets, forms FROM brief")
        },
        "facets": {
            name: _named(reader.facet(name), names) for name in reader.names() if reader.facet(name)
        },
        "heading": sorted(rows("SELECT text, kind, kana, key, weight, n FROM heading")),
        "headings": _sets(reader.headings, headings),
        "post": _sets(reader.titles, names),
    }
    raw.close()
    opened.dispose()
    return found


def _named(ids: Iterable[int], names: Mapping[int, Any]) -> frozenset[Any]:
    return frozenset(names[one] for one in ids)


def _sets(posts: Postings, names: Mapping[int, Any]) -> dict[tuple[int, str], Any]:
    """Each set; facets stand under codes of each file's own."""
    first, last = span(FACET)
    found = {}
    keys = posts.between(0, 1 << 60)
    sizes = posts.sizes(keys)
    assert set(sizes) == {key for key in keys if posts.ids(key)}
    assert all(size >= len(posts.ids(key)) for key, size in sizes.items())
    for key in keys:
        if not first <= key <= last:
            for column in COLUMNS:
                found[key, column] = _named(posts.ids(key, column), names)
    return {name: ids for name, ids in found.items() if ids}


def answers(path: Path) -> list[Any]:
    catalogue = Catalogue(path)
    try:
        return answered(catalogue)
    finally:
        catalogue.close()


def answered(catalogue: Catalogue) -> list[Any]:
    found: list[Any] = []
    for text in ("あか", "赤", "アカ", "い", "青い", "白", "赤 青", "x1"):
        for query in (Query(text), Query(text, kinds=(Kind.DVD,)), Query(text, branch="b1")):
            results = catalogue.search(query)
            hits = sorted((hit.title.id, hit.tier) for hit in results.hits)
            found.append((hits, results.total, catalogue.facets(query)))
        suggested = catalogue.suggest(text, 50)
        found.append((sorted(suggested.headings, key=repr), suggested.next_kana))
    lent = catalogue.browse(BrowseList.MOST_LENT)
    found.append([hit.title.popularity for hit in lent.hits])
    new = catalogue.browse(BrowseList.NEW)
    found.append((sorted(hit.title.id for hit in new.hits), new.total))
    found.append((catalogue.count, catalogue.cursor, catalogue.as_of))
    return found


IDS = st.sampled_from([f"T{n}" for n in range(6)])
TITLES = st.builds(
    Title,
    id=IDS,
    title=st.sampled_from(["赤い本", "青い本", "赤と青", "白", "あかい あお"]),
    kana=st.sampled_from(["", "アカイ ホン", "アオイ ホン", "シロ"]),
    kana_generated=st.booleans(),
    kind=st.sampled_from([Kind.BOOK, Kind.DVD]),
    creators=st.sampled_from(
        [(), (Creator("青木", "アオキ"),), (Creator("赤木"), Creator("白井"))]
    ),
    year=st.sampled_from([None, 1999, 2020]),
    series=st.sampled_from(["", "赤の文庫"]),
    subjects=st.sampled_from([(), ("色",), ("色", "本")]),
    ndc=st.sampled_from(["", "757.3"]),
    volume=st.sampled_from(["", "x1"]),
    popularity=st.integers(0, 3),
    holds=st.integers(0, 2),
    added=st.sampled_from([None, date(2026, 4, 1), date(2026, 4, 2)]),
    copies=st.lists(
        st.builds(
            Copy,
            id=st.just("C"),
            branch=st.sampled_from(["b1", "b2"]),
            status=st.sampled_from(list(CopyStatus)),
        ),
        max_size=2,
    ).map(tuple),
)


@settings(max_examples=30, deadline=None)
@given(
    start=st.lists(TITLES, max_size=5),
    pages=st.lists(
        st.tuples(st.lists(TITLES, max_size=3), st.lists(IDS, max_size=2), st.booleans()),
        max_size=6,
    ),
    room=st.builds(Room, st.integers(1, 3), st.sampled_from([0, 500, 10**6]), st.integers(1, 4)),
)
def test_changes_make_what_a_rebuild_makes(
    tmp_path_factory: pytest.TempPathFactory,
    start: list[Title],
    pages: list[tuple[list[Title], list[str], bool]],
    room: Room,
) -> None:
    folder = tmp_path_factory.mktemp("changes")
    changed = built(folder / "changed.db", start)
    lasting = Catalogue(changed)  # keeps what it has read for as long as no change tells of it
    seldom = Catalogue(changed)  # the same, and is not asked after each page
    now = {title.id: title for title in start}
    cursor, as_of = "c0", AS_OF
    for number, (titles, removed, asked) in enumerate(pages, 1):
        last = {title.id: title for title in titles}
        gone = tuple(one for one in removed if one not in last)
        cursor = f"c{number}"
        change = page(tuple(titles), gone, cursor)
        as_of = change.as_of
        apply(changed, change, room)
        for reader in (lasting, seldom) if asked else (lasting,):
            assert answered(reader) == answers(changed)
        now = {key: value for key, value in (now | last).items() if key not in gone}
    rebuilt = built(folder / "rebuilt.db", now.values(), cursor=cursor, as_of=as_of)
    assert contents(changed) == contents(rebuilt)
    for reader in (lasting, seldom):
        assert answered(reader) == answers(rebuilt)
        reader.close()


def test_a_note_that_is_being_worked_off_is_laid_together_with_nothing(tmp_path: Path) -> None:
    """A place that is given again in one page stands twice in its note."""
    path = built(tmp_path / "c.db", [])
    apply(path, page((Title("A", "赤い本"),)), Room(notes=1, size=0, share=1))
    other = Title("B", "赤と青")
    for change in (page((other,), ("A",)), *[page()] * 6):
        apply(path, change, Room(notes=1, size=0, share=4))
    assert contents(path) == contents(built(tmp_path / "rebuilt.db", [other], cursor="c1"))


def test_a_reader_that_has_seen_very_many_pages_still_knows_all(tmp_path: Path) -> None:
    """What it knew of a word is brought up to date also where the notes of that are long gone."""
    path = built(tmp_path / "c.db", small())
    reader = Catalogue(path)
    before = reader.search(Query("猫")).total
    apply(path, page((Title("N", "新しい猫"),)), Room(size=3000, share=1))
    for number in range(70):
        change = page((Title(f"D{number}", "犬"),), cursor=f"c{number}")
        apply(path, change, Room(size=3000, share=1))
        assert reader.search(Query("犬")).total > number
    assert reader.search(Query("猫")).total == before + 1
    reader.close()


def test_where_a_title_stood_is_kept_until_it_is_taken_out_there(tmp_path: Path) -> None:
    path = built(tmp_path / "c.db", small())

    def kept() -> int:
        opened = open_file(path, readonly=True)
        with closing(opened.raw_connection()) as raw:
            found: int = raw.cursor().execute("SELECT count(*) FROM former").fetchone()[0]
        opened.dispose()
        return found

    apply(path, page((Title("T1", "別の猫"),), ("T3",)))
    assert kept() == 2
    apply(path, page((Title("T1", "その次の猫"), Title("N1", "新しい本"))))
    assert kept() == 3  # what is new stood nowhere
    apply(path, page(), Room(notes=1))  # laid together
    assert kept() == 2  # of each title what it was before them all
    now = {
        title.id: title for title in (*small(), Title("T1", "その次の猫"), Title("N1", "新しい本"))
    }
    del now["T3"]
    rebuilt = built(tmp_path / "rebuilt.db", now.values(), cursor="c1")
    assert contents(path) == contents(rebuilt)
    apply(path, page(), Room(size=0, share=1))  # worked off
    assert kept() == 0
    assert contents(path) == contents(rebuilt)


def test_the_same_page_twice_changes_nothing_more(tmp_path: Path) -> None:
    path = built(tmp_path / "c.db", small())
    change = page((Title("N1", "新しい本", "アタラシイ ホン", popularity=50),), ("T3", "T99"))
    apply(path, change)
    once = contents(path)
    apply(path, change)
    assert contents(path) == once


def test_a_new_title_stands_where_its_wanting_puts_it(tmp_path: Path) -> None:
    path = built(tmp_path / "c.db", [Title(f"T{n}", "本", popularity=n * 10) for n in range(9)])
    fresh = [Title(f"N{n}", "本", popularity=45) for n in range(20)]
    for number, title in enumerate(fresh):
        apply(path, page((title,), cursor=str(number)))
    apply(path, page((Title("N99", "本", popularity=999),)))
    catalogue = Catalogue(path)
    order = [hit.title.id for hit in catalogue.search(Query("本", limit=50)).hits]
    catalogue.close()
    assert order[0] == "N99"
    assert order.index("T5") < order.index("N0") < order.index("T4")
    assert len(order) == 30


def test_a_reader_sees_one_whole_state_and_then_the_next(tmp_path: Path) -> None:
    path = built(tmp_path / "c.db", small())
    reader = Catalogue(path)
    assert reader.title("T3") is not None
    apply(path, page((), ("T3",)))
    assert reader.title("T3") is None
    assert reader.cursor == "c1"
    assert "T3" not in [hit.title.id for hit in reader.search(Query("猫")).hits]
    reader.close()


class StoppedOnce:
    """A cursor whose question is stopped, once, where it asks of `table`."""

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor
        self.table = ""

    def execute(self, sql: str, values: Iterable[Any] = ()) -> Any:
        if self.table and self.table in sql:
            self.table = ""
            raise Interrupted
        return self._cursor.execute(sql, values)


@pytest.mark.parametrize("table", ["later", "hlater", "facet"])
def test_a_question_that_was_stopped_leaves_nothing_stale_to_the_next(
    tmp_path: Path, table: str
) -> None:
    path = built(tmp_path / "c.db", small())
    opened = open_file(path, readonly=True)
    raw = opened.raw_connection()
    cursor = StoppedOnce(raw.cursor())
    reader = Reader(cursor)
    reader.look()
    before = len(reader.facet("kind:dvd"))
    apply(path, page((), ("T3",)))
    cursor.table = f" {table}"
    with pytest.raises(Interrupted):
        reader.look()
    reader.look()
    assert len(reader.facet("kind:dvd")) == before - 1
    raw.close()
    opened.dispose()


def test_an_engine_is_taken_as_well_as_a_path(tmp_path: Path) -> None:
    path = built(tmp_path / "c.db", small())
    opened = open_file(path, readonly=False)
    apply(opened, page((), ("T1", "T2")))
    opened.dispose()
    assert Catalogue(path).count == len(small()) - 2


def test_what_another_wrote_while_a_page_was_worked_out_is_not_lost(tmp_path: Path) -> None:
    path = built(tmp_path / "c.db", small())
    between = page((Title("T1", "別の猫"), Title("N1", "新しい本", year=1999)), ("T3",), "c1")
    last = page((Title("T1", "その次の猫"), Title("N1", "新しい本", year=2001)), ("T2",), "c2")
    apply(path, last, before_writing=lambda: apply(path, between))
    now = {title.id: title for title in (*small(), *last.titles)}
    del now["T2"], now["T3"]
    rebuilt = built(tmp_path / "rebuilt.db", now.values(), cursor="c2")
    assert contents(path) == contents(rebuilt)


def test_a_log_is_copied_into_its_file_beside_a_reader(tmp_path: Path) -> None:
    path = built(tmp_path / "c.db", small())
    reader = Catalogue(path)  # holds the log open

    def alone() -> str:
        """What the file says without its log."""
        copy = tmp_path / "alone.db"
        copy.write_bytes(path.read_bytes())
        catalogue = Catalogue(copy)
        cursor = catalogue.cursor
        catalogue.close()
        return cursor

    logged = apply(path, page((Title("N1", "新しい本"),)))
    assert (logged > 0, alone()) == (True, "c0")
    copy_log(path)
    assert alone() == "c1"
    assert apply(path, page()) <= logged  # it has begun anew
    assert reader.cursor == "c1"
    reader.close()


def test_a_page_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = built(tmp_path / "c.db", small())
    before = contents(path)
    broken = Title("N1", "本\ud800", popularity=1)
    with pytest.raises(Exception, match="surrogate"):
        apply(path, page((Title("N0", "本"), broken), ("T1",)))
    assert contents(path) == before
    catalogue = Catalogue(path)
    assert (catalogue.cursor, catalogue.count) == ("c0", len(small()))
    catalogue.close()


def test_no_change_is_written_to_a_foreign_file(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.db"
    foreign.write_bytes(b"not a catalogue, but somebody's file " * 10)
    before = foreign.read_bytes()
    with pytest.raises(CatalogueDamaged):
        apply(foreign, page())
    assert foreign.read_bytes() == before


def test_a_crash_between_pages_loses_none_and_repeats_none(tmp_path: Path) -> None:
    """What lies on the disk while the file is in use, opened by a process that starts anew."""
    path = built(tmp_path / "c.db", small())
    reader = Catalogue(path)  # holds the log open: nothing is tidied up behind the writer
    room = Room(notes=1, size=0, share=3)
    pages = [
        page((Title("N1", "新しい本", "アタラシイ ホン", popularity=5),), ("T3",), "c1"),
        page((Title("T1", "別の猫", "ベツ ノ ネコ"), Title("N2", "本")), (), "c2"),
    ]
    apply(path, pages[0], room)
    left = tmp_path / "left"
    left.mkdir()
    for one in tmp_path.glob("c.db*"):
        (left / one.name).write_bytes(one.read_bytes())
    reader.close()
    for change in pages:  # the central sends what it may have sent before
        apply(left / path.name, change, room)
    now = {title.id: title for title in (*small(), *pages[0].titles, *pages[1].titles)}
    del now["T3"]
    rebuilt = built(tmp_path / "rebuilt.db", now.values(), cursor="c2")
    assert contents(left / path.name) == contents(rebuilt)
