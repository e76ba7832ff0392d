"""The whole chain of a ledger is looked at once a week, and what is found is told."""

from pathlib import Path

import pytest
from sqlalchemy import text

from kiosk.setup.words import loose
from kiosk.store.database import open_existing
from kiosk.store.ledger import FILE, Ledger
from kiosk.store.ledger_check import TAIL
from kiosk.store.ledger_schema import LEDGER
from kiosk.store.whole_chain import look, loose_row
from tests.fakes import FakeClock
from tests.unit.store.conftest import IDENTITY, KEY, draft


@pytest.fixture
def clock() -> FakeClock:
    """A Tuesday morning."""
    return FakeClock()


def long_ledger(folder: Path, clock: FakeClock) -> Ledger:
    """Longer than what a start looks at."""
    made = Ledger.create(folder, KEY, IDENTITY, clock)
    made.append([draft() for _ in range(TAIL + 20)])
    return made


def change(folder: Path, seq: int) -> None:
    """Somebody who has the key changes a row of long ago."""
    engine = open_existing(folder / FILE, KEY, LEDGER)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER ledger_unchanged")
        query = text("UPDATE ledger SET card = '99999999' WHERE seq = :seq")
        connection.execute(query, {"seq": seq})
    engine.dispose()


def test_a_whole_chain_is_whole(tmp_path: Path, clock: FakeClock) -> None:
    ledger = long_ledger(tmp_path / "t", clock)
    look(ledger)
    assert (loose_row(ledger), ledger.note("chain_checked")) == (None, clock.now().isoformat())
    ledger.close()


def test_what_a_start_does_not_see_is_found_within_a_week(tmp_path: Path, clock: FakeClock) -> None:
    ledger = long_ledger(tmp_path / "t", clock)
    look(ledger)
    ledger.close()
    change(tmp_path / "t", 7)
    ledger = Ledger.open(tmp_path / "t", KEY, clock)
    clock.pass_by(days=6)
    look(ledger)
    assert loose_row(ledger) is None
    clock.pass_by(days=1)
    look(ledger)
    assert loose_row(ledger) == 7
    assert "export-requests" in loose(7).sentence
    ledger.close()


def test_a_clock_that_was_years_ahead_puts_no_look_off(tmp_path: Path) -> None:
    clock = FakeClock()
    right = clock.now()
    clock.pass_by(days=8400)
    ledger = Ledger.create(tmp_path / "t", KEY, IDENTITY, clock)
    look(ledger)
    ledger.anchor(right)
    look(ledger)
    assert ledger.note("chain_checked") == right.isoformat()
    ledger.close()
