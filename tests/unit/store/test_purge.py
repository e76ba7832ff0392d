"""Rows that nobody needs any more may leave; what stays can still be checked."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from kiosk.circulation.messages import Outcome, PushReply, RequestState
from kiosk.sqlite import engine
from kiosk.store.ledger import FILE, Ledger
from kiosk.store.problems import LedgerFull, LedgerLost
from kiosk.store.salvage import salvage
from tests.fakes import START, FakeClock
from tests.unit.store.conftest import KEY, draft

Reopen = Callable[[], Ledger]
FINAL = (RequestState.ACCEPTED, RequestState.REFUSED, RequestState.CANCELLED)


def settled(ledger: Ledger, *states: RequestState, safe: int) -> None:
    """As many rows as states, each decided at START; the central's backup reaches to `safe`."""
    rows = ledger.append([draft(f"T{number}") for number, _ in enumerate(states)])
    outcomes = [
        Outcome(key=row.item.key, state=state, decided_at=START)
        for row, state in zip(rows, states, strict=True)
    ]
    ledger.taken(
        PushReply(
            items=tuple(outcomes),
            have_through=len(rows),
            safe_through=safe,
            central_time=START,
            next_poll_after_s=30,
        )
    )


def left(ledger: Ledger) -> list[int]:
    """The sequences of the rows that are there."""
    return [item.seq for item in ledger.all_items()]


def test_settled_safe_and_old_rows_leave(ledger: Ledger, clock: FakeClock) -> None:
    settled(ledger, *FINAL, RequestState.ACCEPTED, safe=3)
    clock.pass_by(days=89)
    assert ledger.purge() == 0
    clock.pass_by(days=2)
    assert ledger.purge() == 3
    assert left(ledger) == [4]
    assert (ledger.purged_through(), ledger.purge()) == (3, 0)


@pytest.mark.parametrize("state", [RequestState.RECEIVED, RequestState.NEEDS_STAFF])
def test_a_row_that_is_open_keeps_those_behind_it(
    ledger: Ledger, clock: FakeClock, state: RequestState
) -> None:
    settled(ledger, RequestState.ACCEPTED, state, RequestState.ACCEPTED, *FINAL, safe=6)
    clock.pass_by(days=400)
    assert ledger.purge() == 1
    assert left(ledger) == [2, 3, 4, 5, 6]


def test_nothing_leaves_without_a_verified_backup(ledger: Ledger, clock: FakeClock) -> None:
    settled(ledger, *FINAL, safe=0)
    clock.pass_by(days=400)
    assert ledger.purge() == 0


def test_the_newest_row_stays_so_that_the_sequence_goes_on(
    ledger: Ledger, clock: FakeClock, reopen: Reopen
) -> None:
    settled(ledger, *FINAL, safe=3)
    clock.pass_by(days=400)
    ledger.purge()
    ledger.close()
    again = reopen()
    assert left(again) == [3]
    (row,) = again.append([draft("T9")])
    assert (row.item.seq, row.item.prev_hash) == (4, next(iter(again.all_items())).hash)


def test_what_stays_is_still_checked(
    ledger: Ledger, clock: FakeClock, reopen: Reopen, tmp_path: Path
) -> None:
    settled(ledger, *FINAL, *FINAL, safe=3)
    clock.pass_by(days=400)
    assert ledger.purge() == 3
    ledger.close()
    reopen().close()
    raw = engine(tmp_path / FILE, key=KEY)
    with raw.begin() as connection:
        connection.execute(text("UPDATE meta SET value = '4' WHERE name = 'purged_through'"))
    raw.dispose()
    with pytest.raises(LedgerLost):
        reopen()


def test_rows_that_may_not_leave_cannot_be_deleted(
    ledger: Ledger, clock: FakeClock, tmp_path: Path
) -> None:
    settled(ledger, *FINAL, safe=2)
    clock.pass_by(days=400)
    ledger.purge()
    raw = engine(tmp_path / FILE, key=KEY)
    with pytest.raises(DBAPIError, match="append-only"), raw.begin() as connection:
        connection.execute(text("DELETE FROM ledger WHERE seq = 3"))
    raw.dispose()


def test_a_file_from_before_the_purge_is_noticed_when_it_lacks_rows(
    ledger: Ledger, clock: FakeClock, reopen: Reopen, tmp_path: Path
) -> None:
    settled(ledger, *FINAL, safe=3)
    ledger.close()
    shutil.copy(tmp_path / FILE, tmp_path / "before")
    clock.pass_by(days=400)
    later = reopen()
    later.purge()
    later.append([draft("T9")])
    later.close()
    shutil.copy(tmp_path / "before", tmp_path / FILE)
    with pytest.raises(LedgerLost):
        reopen()


def test_rows_that_left_are_not_lost_ones(ledger: Ledger, clock: FakeClock, tmp_path: Path) -> None:
    settled(ledger, *FINAL, safe=3)
    clock.pass_by(days=400)
    ledger.purge()
    ledger.copy_to(tmp_path / "second")
    found = salvage(tmp_path / "second" / FILE, KEY, tmp_path)
    assert ([item.seq for item in found.items], found.lost) == ([3], 0)


def test_what_has_left_fills_no_ledger_that_is_offered_anew(
    ledger: Ledger, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled(ledger, *FINAL, RequestState.ACCEPTED, safe=3)
    clock.pass_by(days=91)
    assert ledger.purge() == 3
    ledger.begin_anew()
    monkeypatch.setattr("kiosk.store.ledger.CAP", 2)
    assert ledger.append([draft()])[0].item.seq == 5
    with pytest.raises(LedgerFull):
        ledger.append([draft()])
