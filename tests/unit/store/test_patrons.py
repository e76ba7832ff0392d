"""The patron rows: disposable, with an expiry."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.circulation.messages import PatronRow, PatronsPage
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
