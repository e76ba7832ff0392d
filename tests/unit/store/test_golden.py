"""Files as released versions wrote them still open, with every row; and nothing changed them."""

import shutil
from pathlib import Path

import pytest

from kiosk.circulation.messages import RequestKind, RequestState, row_hash
from kiosk.store.ledger import FILE, Ledger
from kiosk.store.ledger_schema import LEDGER
from kiosk.store.patrons import FILE as PATRONS_FILE
from kiosk.store.patrons import PatronStore
from tests.fakes import START, FakeClock

GOLDEN = Path(__file__).parents[2] / "golden"
KEY = b"golden-key-for-tests-32-bytes-ok"


@pytest.mark.parametrize("schema", [1, 2, 3])
def test_the_ledger_of_each_schema_opens(tmp_path: Path, schema: int) -> None:
    shutil.copy(GOLDEN / f"ledger-{schema}.db", tmp_path / FILE)
    ledger = Ledger.open(tmp_path, KEY, FakeClock())
    items = list(ledger.all_items())
    assert [item.kind for item in items] == [
        RequestKind.HOLD,
        RequestKind.CANCEL,
        RequestKind.PASSWORD,
    ]
    assert all(row_hash(item) == item.hash for item in items)
    first = ledger.row(items[0].key)
    assert first is not None
    assert (first.state, first.facts) == (RequestState.REFUSED, {"due": "2026-12-01"})
    assert ledger.have_through() == 2
    assert ledger.attempts("tag-1").in_a_row == 1
    assert (ledger.purged_through(), ledger.refused(items[2].key)) == (0, 1)
    ledger.close()


def test_there_is_a_golden_ledger_of_every_schema() -> None:
    kept = {int(path.stem.split("-")[1]) for path in GOLDEN.glob("ledger-*.db")}
    assert kept == set(range(1, len(LEDGER.migrations) + 1))


def test_the_patron_rows_of_schema_1_open(tmp_path: Path) -> None:
    shutil.copy(GOLDEN / "patrons-1.db", tmp_path / PATRONS_FILE)
    store = PatronStore.open(tmp_path, KEY)
    row = store.find("tag-1", START)
    assert row is not None
    assert (row.verifier, store.cursor) == ("verifier", "cursor-1")
    store.close()
