"""Terms with very many titles: one set beside the columns says what the columns say."""

from pathlib import Path
from typing import Any

from kiosk.catalogue.changes import apply
from kiosk.catalogue.common import BEST, MANY
from kiosk.catalogue.postings import Foremost, Postings
from kiosk.catalogue.records import Creator, Title
from kiosk.catalogue.rewrite import Room
from kiosk.catalogue.schema import open_file
from kiosk.catalogue.search import Catalogue, Query
from kiosk.catalogue.terms import COLUMNS, GRAM, START, key_of
from tests.unit.catalogue.conftest import Make, built
from tests.unit.catalogue.test_changes import page

RIVER = key_of(GRAM, "川")
AT_ONCE = Room(notes=1, size=0, share=1)
"""No room for notes: what a page changes is in the sets with the next."""


def titles(number: int = MANY * 13 // 10) -> tuple[Title, ...]:
    """Each has 川 in a column or two, at the start of a word or within one."""
    texts = ("川の本", "白川の本", "川", "山の本")
    people = ((), (Creator("川田"),), (Creator("小川"),))
    return tuple(
        Title(f"T{at}", f"{texts[at % 4]}{at}", creators=people[at % 3], popularity=at % 50)
        for at in range(number)
    )


def check(path: Path) -> int:
    """Every row of `common` follows from its columns; how many rows there are."""
    opened = open_file(path, readonly=True)
    raw = opened.raw_connection()
    db: Any = raw.cursor()
    posts = Postings(db)
    posts.look()
    rows = db.execute("SELECT key FROM common").fetchall()
    for (key,) in rows:
        ids = posts.ids(key)
        columns = [posts.ids(key, column) for column in COLUMNS]
        assert ids == ids.union(*columns)
        fresh = Postings(db)
        fresh.look()
        seen = fresh.foremost(key)
        assert list(seen) == list(ids)
        assert len(seen) == len(ids)
        assert all(one in seen for one in ids)
        assert 0 not in seen
    raw.close()
    opened.dispose()
    return len(rows)


def test_the_one_set_says_what_the_columns_say(tmp_path: Path) -> None:
    path = built(tmp_path / "c.db", titles())
    assert check(path) == 2
    opened = open_file(path, readonly=True)
    raw = opened.raw_connection()
    posts = Postings(raw.cursor())
    posts.look()
    assert isinstance(posts.foremost(RIVER), Foremost)
    assert isinstance(posts.foremost(key_of(START, "川")), Foremost)
    assert not isinstance(posts.foremost(RIVER, "a"), Foremost)
    raw.close()
    opened.dispose()


def test_it_is_true_after_changes(tmp_path: Path) -> None:
    """Titles come, leave a column for another, and go; noted at first, written down at last."""
    path = built(tmp_path / "c.db", titles())
    for room in (Room(), AT_ONCE):
        comes = Title("NEW", "川の話", creators=(Creator("川上"),), popularity=99)
        moves = Title("T4", "山の本", creators=(Creator("川田"),), popularity=4)
        loses = Title("T8", "山の本")
        for at, some in enumerate([(comes,), (moves, loses)]):
            apply(path, page(some, removed=(f"T{at * 3}",)), room)
            check(path)
        rebuilt = {one.id: one for one in (*titles(), comes, moves, loses)}
        del rebuilt["T0"], rebuilt["T3"]
        expected = sum(
            "川" in one.title or any("川" in who.name for who in one.creators)
            for one in rebuilt.values()
        )
        catalogue = Catalogue(path)
        assert catalogue.search(Query("川")).total == expected
        catalogue.close()


def test_a_term_that_has_become_rare_is_common_no_more(tmp_path: Path) -> None:
    path = built(tmp_path / "c.db", titles(MANY + 60))
    before = check(path)
    gone = tuple(f"T{at}" for at in range(0, MANY, 2))
    for _ in range(2):
        apply(path, page(removed=gone), AT_ONCE)
    assert check(path) < before


def test_pages_go_on_behind_the_best(make: Make) -> None:
    catalogue = make(titles())
    found: list[str] = []
    total = catalogue.search(Query("川")).total
    for at in range(0, total, BEST // 4):
        results = catalogue.search(Query("川", limit=BEST // 4, offset=at))
        found += [hit.title.id for hit in results.hits]
    assert len(found) == len(set(found)) == total
