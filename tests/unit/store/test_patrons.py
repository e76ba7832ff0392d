"""The patron rows: disposable, with an expiry."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.circulation.messages import PatronRow, PatronsPage
from kiosk.sqlite import engine
from kiosk.store.patrons import PatronStore
from tests.fakes import START

KEY = b"p" * 32
ROW = PatronRow(tag="a1", salt="00", verifier="v", account_box="box")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[PatronStore]:
    """A store with one row, in contact just now."""
    made = PatronStore.open(tmp_path, KEY)
    made.apply(PatronsPage(rows=(ROW,), cursor="c1", has_more=False))
    made.contacted(START)
    yield made
    made.close()


def test_a_row_is_found_and_follows_the_stream(store: PatronStore) -> None:
    assert store.find("a1", START) == ROW
    assert store.cursor == "c1"
    gone = PatronRow(tag="a1", removed=True)
    store.apply(PatronsPage(rows=(gone,), cursor="c2", has_more=False))
    assert store.find("a1", START) is None
    assert store.cursor == "c2"


def test_after_thirty_days_without_contact_nobody_is_known(store: PatronStore) -> None:
    assert store.find("a1", START + timedelta(days=30)) == ROW
    late = START + timedelta(days=30, seconds=1)
    assert store.find("a1", late) is None
    assert store.expire(late)
    assert store.count() == 0
    assert store.cursor == ""


def test_a_damaged_file_is_dropped_and_the_stream_starts_anew(
    store: PatronStore, tmp_path: Path
) -> None:
    store.close()
    (tmp_path / "patrons.db").write_bytes(b"x" * 8192)
    again = PatronStore.open(tmp_path, KEY)
    assert (again.count(), again.cursor) == (0, "")
    again.close()


def test_rows_are_kept_over_a_restart(store: PatronStore, tmp_path: Path) -> None:
    store.close()
    again = PatronStore.open(tmp_path, KEY)
    assert again.find("a1", START) == ROW
    again.close()


def test_rows_that_are_still_coming_in_are_not_thrown_away(tmp_path: Path) -> None:
    """The first stream may be long and the line bad: what came so far need not come again."""
    made = PatronStore.open(tmp_path, KEY)
    made.apply(PatronsPage(rows=(ROW,), cursor="c1", has_more=True))
    assert not made.expire(START)
    assert (made.find("a1", START), made.cursor) == (None, "c1")
    made.close()


def test_a_file_of_a_newer_version_is_dropped(store: PatronStore, tmp_path: Path) -> None:
    """After an update was taken back: nobody should stand before a closed terminal for that."""
    store.close()
    raw = engine(tmp_path / "patrons.db", key=KEY)
    with raw.begin() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 99")
    raw.dispose()
    again = PatronStore.open(tmp_path, KEY)
    assert again.count() == 0
    again.close()


@pytest.mark.parametrize("step", ["find", "apply"])
def test_damage_that_shows_while_it_runs_drops_the_file_as_well(
    store: PatronStore, tmp_path: Path, step: str
) -> None:
    box = "b" * 8000  # more rows than a connection keeps in memory
    rows = tuple(
        ROW.model_copy(update={"tag": f"{n:064x}", "account_box": box}) for n in range(1500)
    )
    store.apply(PatronsPage(rows=rows, cursor="c2", has_more=False))
    store.close()
    again = PatronStore.open(tmp_path, KEY)
    path = tmp_path / "patrons.db"
    content = bytearray(path.read_bytes())
    for page in range(4096, len(content), 4096):
        content[page + 100] ^= 1
    path.write_bytes(content)
    if step == "find":
        assert again.find(rows[7].tag, START) is None
    else:
        again.apply(PatronsPage(rows=rows[:3], cursor="c3", has_more=False))
    assert (again.count(), again.cursor) == (0, "")
    again.apply(PatronsPage(rows=(ROW,), cursor="c1", has_more=False))
    again.contacted(START)
    assert again.find("a1", START) == ROW
    again.close()
