"""The file itself: built in one piece, known by its marks, refused when it is not ours."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.catalogue.changes import apply
from kiosk.catalogue.index import build, install
from kiosk.catalogue.records import ChangesPage, Creator, Title
from kiosk.catalogue.rewrite import Room
from kiosk.catalogue.schema import APPLICATION_ID, VERSION, open_file
from kiosk.catalogue.search import BrowseList, Catalogue, CatalogueDamaged, Query
from tests.unit.catalogue.conftest import AS_OF, built, small
from tests.unit.catalogue.test_changes import contents


def test_a_build_leaves_one_file_and_says_what_it_made(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    told: list[int] = []
    titles = [*small(), Title("T1", "後から来た本")]
    report = build(path, titles, as_of=AS_OF, cursor="c7", progress=told.append)
    assert [one.name for one in tmp_path.iterdir()] == ["c.db"]
    assert (report.count, report.repeated) == (len(small()), 1)
    assert report.size_bytes == path.stat().st_size
    assert told[-1] == len(titles)
    catalogue = Catalogue(path)
    title = catalogue.title("T1")
    assert title is not None
    assert title.title == "後から来た本"
    assert catalogue.search(Query("吾輩")).hits == ()
    catalogue.close()


def test_a_build_that_breaks_off_leaves_the_former_file(tmp_path: Path) -> None:
    path = built(tmp_path / "c.db", small())

    def breaking() -> Iterator[Title]:
        yield Title("T1", "本")
        raise OSError("the line to the source broke")

    with pytest.raises(OSError, match="line"):
        build(path, breaking(), as_of=AS_OF, cursor="c9")
    assert [one.name for one in tmp_path.iterdir()] == ["c.db"]
    assert Catalogue(path).count == len(small())


def test_a_build_that_is_stopped_while_others_work_leaves_nothing(tmp_path: Path) -> None:
    def stopping(done: int) -> None:
        if done > 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(tmp_path / "c.db", small(), as_of=AS_OF, cursor="c0", progress=stopping, stretch=2)
    assert list(tmp_path.iterdir()) == []


def test_a_terminal_loads_nothing_that_only_a_build_needs() -> None:
    seen = "import sys, kiosk.sync.replica, kiosk.catalogue.search; print('numpy' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", seen], capture_output=True, check=True, text=True)
    assert told.stdout.strip() == "False"


def test_the_order_of_input_does_not_matter(tmp_path: Path) -> None:
    one = built(tmp_path / "one.db", small())
    two = built(tmp_path / "two.db", reversed(small()))
    for path in (one, two):
        catalogue = Catalogue(path)
        assert [hit.title.id for hit in catalogue.search(Query("ねこ")).hits] == [
            "T3", "T1", "T9", "T4",
        ]  # fmt: skip
        catalogue.close()


def test_the_marks(tmp_path: Path) -> None:
    head = built(tmp_path / "c.db", small()).read_bytes()[:100]
    assert int.from_bytes(head[68:72], "big") == APPLICATION_ID
    assert int.from_bytes(head[60:64], "big") == VERSION


def _foreign(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE bib(docid)")
    db.close()


def _other_version(path: Path) -> None:
    built(path, small())
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 99")
    db.close()


def _overwritten(path: Path) -> None:
    built(path, small())
    data = bytearray(path.read_bytes())
    data[100:9000] = b"\xff" * 8900
    path.write_bytes(data)


def _cut(path: Path) -> None:
    built(path, small())
    path.write_bytes(path.read_bytes()[:8192])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.unlink(missing_ok=True),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"x" * 5000),
        lambda path: path.mkdir(),
        _foreign,
        _other_version,
        _overwritten,
        _cut,
    ],
    ids=["absent", "empty", "text", "folder", "foreign", "version", "overwritten", "cut"],
)
def test_what_is_no_catalogue_of_ours_is_refused(tmp_path: Path, spoil: object) -> None:
    path = tmp_path / "c.db"
    assert callable(spoil)
    spoil(path)
    with pytest.raises(CatalogueDamaged):
        Catalogue(path).search(Query("猫"))


def test_damage_found_late_is_told_as_damage(tmp_path: Path) -> None:
    path = built(tmp_path / "c.db", [Title(f"T{n}", f"猫の本 {n}") for n in range(800)])
    data = bytearray(path.read_bytes())
    data[-len(data) // 2 :] = b"\x5a" * (len(data) // 2)
    path.write_bytes(data)

    def ask_all() -> None:
        catalogue = Catalogue(path)
        for n in range(800):
            catalogue.search(Query(f"猫の本 {n}"))

    with pytest.raises(CatalogueDamaged):
        ask_all()


SPOILED = {
    "a set": "UPDATE post SET t = x'00010203' WHERE typeof(t) = 'blob'",
    "a set of many": "UPDATE post SET t = x'3a30000001000000' WHERE typeof(t) = 'blob'",
    "a note's numbers": "UPDATE later SET touched = x'0102'",
    "a note's ends": "UPDATE later SET ends = x'01000000'",
    "a number": "UPDATE meta SET value = '29x5' WHERE name = 'count'",
    "a time": "UPDATE meta SET value = 'noon' WHERE name = 'as_of'",
    "lists": "INSERT OR REPLACE INTO meta VALUES ('standing', '{')",
    "a record": "UPDATE bib SET data = x'00'",
    "a heading": "UPDATE heading SET kind = 'nobody'",
}


@pytest.mark.parametrize("sql", SPOILED.values(), ids=SPOILED)
def test_whatever_cannot_be_read_is_told_as_damage(sql: str, tmp_path: Path) -> None:
    path = built(tmp_path / "c.db", [Title(f"T{n}", f"猫の本 {n}", "ネコ") for n in range(40)])
    named = Title("T1", "猫の話", creators=(Creator("猫田", "ネコタ"),), series="猫の文庫")
    apply(path, ChangesPage((named,), (), "c1", False, AS_OF))
    opened = open_file(path, readonly=False)
    with closing(opened.raw_connection()) as raw:
        assert raw.cursor().execute(sql).rowcount > 0
        raw.commit()
    opened.dispose()
    told: list[str] = []

    def ask() -> None:
        catalogue = Catalogue(path, on_damage=lambda: told.append("damage"))
        catalogue.search(Query("猫"))
        catalogue.suggest("ねこ")
        catalogue.browse(BrowseList.MOST_LENT)

    with pytest.raises(CatalogueDamaged):
        ask()
    assert told or "name =" in sql  # which is found when the file is opened

    def change_and_ask() -> None:
        apply(path, ChangesPage((), (named.id,), "c2", False, AS_OF), Room(size=0, share=1))
        ask()

    with pytest.raises(CatalogueDamaged):
        change_and_ask()


def test_install_takes_the_former_files_side_files_away(tmp_path: Path) -> None:
    path = built(tmp_path / "c.db", small())
    (tmp_path / "c.db-wal").write_bytes(b"a log of the former file")
    fresh = built(tmp_path / "fresh.db", small()[:3])
    install(fresh, path)
    catalogue = Catalogue(path)
    assert catalogue.count == 3
    catalogue.close()
    assert not fresh.exists()


def test_install_keeps_the_good_file_when_the_new_one_is_none(tmp_path: Path) -> None:
    path = built(tmp_path / "c.db", small())
    fresh = tmp_path / "fresh.db"
    fresh.write_bytes(b"half a download")
    with pytest.raises(CatalogueDamaged):
        install(fresh, path)
    assert Catalogue(path).count == len(small())


def test_closing_twice_is_fine(tmp_path: Path) -> None:
    catalogue = Catalogue(built(tmp_path / "c.db", small()))
    catalogue.close()
    catalogue.close()


def test_two_processes_write_what_one_does(tmp_path: Path) -> None:
    told: list[int] = []
    one, two = built(tmp_path / "one.db", small()), tmp_path / "two.db"
    former = [replace(title, title="前の題", series="前の叢書") for title in small()[1:5]]
    titles = [*former, *small()]
    build(two, titles, as_of=AS_OF, cursor="c0", progress=told.append, stretch=2)
    assert contents(two) == contents(one)
    assert told == sorted(told)
    assert told[-1] == len(titles)
    for path in (one, two):
        catalogue = Catalogue(path)
        assert [hit.title.id for hit in catalogue.search(Query("ねこ")).hits] == [
            "T3", "T1", "T9", "T4",
        ]  # fmt: skip
        catalogue.close()
