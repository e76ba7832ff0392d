"""The ledger: durable, gap-free, chained, and never silently another one."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from kiosk.circulation.calendar import JST
from kiosk.circulation.messages import (
    Outcome,
    OutcomesPage,
    PushReply,
    RequestState,
    row_hash,
)
from kiosk.circulation.sealing import GENESIS
from kiosk.sqlite import engine
from kiosk.store.ledger import Ledger
from kiosk.store.problems import AlreadyRunning, DiskFull, LedgerLost, NotEnrolled
from tests.fakes import START, FakeClock
from tests.unit.store.conftest import IDENTITY, KEY, draft

Reopen = Callable[[], Ledger]


def reply(have: int, *outcomes: Outcome) -> PushReply:
    """What a central says that holds so many rows."""
    return PushReply(
        items=outcomes,
        have_through=have,
        safe_through=0,
        central_time=START,
        next_poll_after_s=30,
    )


def test_a_row_is_there_after_reopening(ledger: Ledger, reopen: Reopen) -> None:
    (row,) = ledger.append([draft("T1")])
    ledger.close()
    again = reopen()
    assert again.identity == IDENTITY
    assert again.rows_of("tag") == (row,)
    assert (row.state, row.item.seq, row.item.prev_hash) == (RequestState.QUEUED, 1, GENESIS)


def test_rows_are_gap_free_and_chained(ledger: Ledger) -> None:
    ledger.append([draft("T1"), draft("T2")])
    ledger.append([draft("T3")])
    items = list(ledger.all_items())
    assert [item.seq for item in items] == [1, 2, 3]
    assert [item.prev_hash for item in items] == [GENESIS, items[0].hash, items[1].hash]
    assert all(row_hash(item) == item.hash for item in items)


def test_all_or_none(ledger: Ledger) -> None:
    twice = draft("T1")
    with pytest.raises(DBAPIError):
        ledger.append([twice, twice])
    assert ledger.queued() == 0
    assert [row.item.seq for row in ledger.append([draft("T2")])] == [1]


def test_a_row_that_was_never_answered_for_is_offered_whatever_the_central_holds(
    ledger: Ledger,
) -> None:
    """A cloned disk, or an image put back: the central holds more rows under our name than ours."""
    answered, unanswered = ledger.append([draft("T1"), draft("T2")])
    ledger.taken(reply(50, Outcome(key=answered.item.key, state=RequestState.RECEIVED)))
    (later,) = ledger.append([draft("T3")])
    assert [item.seq for item in ledger.due()] == [2, 3]
    assert ledger.queued() == 2
    assert ledger.oldest_queued() == unanswered.item.placed_at
    outcomes = [
        Outcome(key=row.item.key, state=RequestState.RECEIVED) for row in (unanswered, later)
    ]
    ledger.taken(reply(50, *outcomes))
    assert (ledger.due(), ledger.queued()) == ((), 0)


def test_rows_cannot_be_changed_or_deleted_even_with_the_key(
    ledger: Ledger, tmp_path: Path
) -> None:
    ledger.append([draft()])
    raw = engine(tmp_path / "ledger.db", key=KEY)
    for statement in ("UPDATE ledger SET card = 'x'", "DELETE FROM ledger"):
        with pytest.raises(DBAPIError, match="append-only"), raw.begin() as connection:
            connection.execute(text(statement))
    raw.dispose()


def test_nothing_of_a_request_stands_in_the_clear(ledger: Ledger, tmp_path: Path) -> None:
    ledger.append([draft("T-CANARY", card="98765432")])
    ledger.remember("canary", "98765432")
    content = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"98765432" not in content
    assert b"T-CANARY" not in content


def test_only_one_process_may_open_it(ledger: Ledger, reopen: Reopen) -> None:
    ledger.append([draft()])
    with pytest.raises(AlreadyRunning):
        reopen()


def test_an_empty_folder_is_not_enrolled(reopen: Reopen) -> None:
    with pytest.raises(NotEnrolled):
        reopen()


# -- a file that is not what was left -------------------------------------------------------------


def test_an_emptied_file_is_noticed_and_never_started_empty(
    ledger: Ledger, reopen: Reopen, tmp_path: Path
) -> None:
    ledger.append([draft()])
    ledger.close()
    (tmp_path / "ledger.db").write_bytes(b"")
    with pytest.raises(LedgerLost) as lost:
        reopen()
    assert lost.value.kept_as
    for _ in range(2):
        with pytest.raises(LedgerLost) as again:
            reopen()
        assert again.value.kept_as == lost.value.kept_as


def test_a_file_put_back_from_yesterday_is_noticed(
    ledger: Ledger, reopen: Reopen, tmp_path: Path
) -> None:
    ledger.append([draft("T1")])
    ledger.close()
    yesterday = tmp_path / "yesterday"
    shutil.copy(tmp_path / "ledger.db", yesterday)
    today = reopen()
    today.append([draft("T2")])
    today.close()
    shutil.copy(yesterday, tmp_path / "ledger.db")
    with pytest.raises(LedgerLost) as lost:
        reopen()
    assert (tmp_path / lost.value.kept_as).exists()


def test_another_terminals_file_is_noticed(
    ledger: Ledger, reopen: Reopen, tmp_path: Path, clock: FakeClock
) -> None:
    ledger.append([draft()])
    ledger.close()
    other = tmp_path / "other"
    Ledger.create(other, KEY, replace(IDENTITY, terminal="t-2"), clock).close()
    shutil.copy(other / "ledger.db", tmp_path / "ledger.db")
    with pytest.raises(LedgerLost):
        reopen()


def test_a_foreign_file_is_kept_and_refused(ledger: Ledger, reopen: Reopen, tmp_path: Path) -> None:
    ledger.close()
    (tmp_path / "ledger.db").write_bytes(b"SQLite format 3\0" + b"somebody else's" * 400)
    with pytest.raises(LedgerLost) as lost:
        reopen()
    assert b"somebody else's" in (tmp_path / lost.value.kept_as).read_bytes()


@settings(max_examples=15, deadline=None)
@given(place=st.integers(0, 10_000_000), bit=st.integers(0, 7))
def test_a_flipped_bit_is_never_taken_for_the_truth(
    tmp_path_factory: pytest.TempPathFactory, place: int, bit: int
) -> None:
    folder, clock = tmp_path_factory.mktemp("ledger"), FakeClock()
    made = Ledger.create(folder, KEY, IDENTITY, clock)
    before = made.append([draft(f"T{number}") for number in range(20)])
    made.close()
    path = folder / "ledger.db"
    content = bytearray(path.read_bytes())
    content[place % len(content)] ^= 1 << bit
    path.write_bytes(content)
    try:
        again = Ledger.open(folder, KEY, clock)
    except LedgerLost:
        return
    assert tuple(again.rows_of("tag")[::-1]) == before
    again.close()


def test_a_torn_mark_is_no_alarm(ledger: Ledger, reopen: Reopen, tmp_path: Path) -> None:
    ledger.append([draft()])
    ledger.close()
    (tmp_path / "ledger.mark").write_text("{", "utf-8")
    assert len(reopen().rows_of("tag")) == 1


def test_a_mark_behind_the_file_is_no_alarm(ledger: Ledger, reopen: Reopen, tmp_path: Path) -> None:
    ledger.append([draft("T1")])
    marks = {path.name: path.read_bytes() for path in tmp_path.glob("ledger.mark*")}
    ledger.append([draft("T2")])
    ledger.close()
    for name, content in marks.items():
        (tmp_path / name).write_bytes(content)
    assert len(reopen().rows_of("tag")) == 2


# -- a full disk ----------------------------------------------------------------------------------


def test_a_full_disk_is_a_sentence_and_loses_nothing(ledger: Ledger) -> None:
    (kept,) = ledger.append([draft("T1")])
    with ledger._engine.connect() as connection:
        pages = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    many = [draft("T2") for _ in range(200)]
    with pytest.raises(DiskFull) as full:
        ledger.append(many)
    assert "失われていません" in str(full.value)
    rows = ledger.rows_of("tag")
    assert rows[-1] == kept
    assert [row.item.seq for row in rows[::-1]] == list(range(1, len(rows) + 1))


# -- what sync does with it -----------------------------------------------------------------------


def test_what_is_due_is_what_the_central_does_not_hold(ledger: Ledger) -> None:
    rows = ledger.append([draft(f"T{number}") for number in range(3)])
    assert [item.seq for item in ledger.due(limit=2)] == [1, 2]
    done = [Outcome(key=row.item.key, state=RequestState.RECEIVED) for row in rows[:2]]
    ledger.taken(reply(2, *done))
    assert [item.seq for item in ledger.due()] == [3]
    assert ledger.queued() == 1
    first = ledger.row(rows[0].item.key)
    assert first is not None
    assert first.state is RequestState.RECEIVED


def test_a_central_restored_from_backup_is_offered_the_rest_again(ledger: Ledger) -> None:
    rows = ledger.append([draft(f"T{number}") for number in range(3)])
    ledger.taken(reply(3, *(Outcome(key=r.item.key, state=RequestState.RECEIVED) for r in rows)))
    assert ledger.due() == ()
    ledger.taken(reply(1))
    assert [item.seq for item in ledger.due()] == [2, 3]


def test_verdicts_and_cursor_arrive_together(ledger: Ledger, reopen: Reopen) -> None:
    (row,) = ledger.append([draft()])
    verdict = Outcome(
        key=row.item.key,
        state=RequestState.REFUSED,
        reason="own_loan",
        facts={"due": "2026-12-01"},
        decided_at=START,
    )
    ledger.decided(OutcomesPage(outcomes=(verdict,), cursor="c-1", has_more=False))
    ledger.close()
    again = reopen()
    (kept,) = again.rows_of("tag")
    assert (kept.state, kept.reason, kept.facts) == (
        RequestState.REFUSED,
        "own_loan",
        {"due": "2026-12-01"},
    )
    assert again.note("outcomes_cursor") == "c-1"


def test_a_verdict_on_a_row_that_is_not_ours_changes_nothing(ledger: Ledger) -> None:
    stray = Outcome(key="0" * 36, state=RequestState.ACCEPTED)
    ledger.decided(OutcomesPage(outcomes=(stray,), cursor="c", has_more=False))
    assert ledger.rows_of("tag") == ()


def test_a_batch_is_kept_below_its_size_but_one_row_always_goes(ledger: Ledger) -> None:
    ledger.append([draft(f"T{number}") for number in range(5)])
    assert len(ledger.due(max_bytes=1)) == 1


# -- time -----------------------------------------------------------------------------------------


def test_rows_carry_the_centrals_time_though_our_clock_is_wrong(
    ledger: Ledger, clock: FakeClock
) -> None:
    ledger.anchor(START + timedelta(hours=2))
    clock.pass_by(minutes=5)
    clock.set_wall(START - timedelta(days=400))
    (row,) = ledger.append([draft()])
    assert row.item.placed_at == START + timedelta(hours=2, minutes=5)


def test_after_a_restart_the_last_known_offset_counts(
    ledger: Ledger, reopen: Reopen, clock: FakeClock
) -> None:
    ledger.anchor(START + timedelta(hours=2))
    ledger.close()
    clock.pass_by(hours=1)
    (row,) = reopen().append([draft()])
    assert row.item.placed_at == START + timedelta(hours=3)


@pytest.mark.parametrize("met", [True, False])
def test_a_clock_that_woke_up_years_ago_goes_on_from_the_last_known_moment(
    ledger: Ledger, reopen: Reopen, clock: FakeClock, met: bool
) -> None:
    """An empty battery, and no network: rows of patrons still grow old, waits still end."""
    if met:
        ledger.anchor(START)
    clock.pass_by(minutes=5)
    ledger.append([draft("T1")])
    ledger.close()
    clock.set_wall(datetime(1970, 1, 1, 9, 0, tzinfo=JST))
    again = reopen()
    assert again.now() == START + timedelta(minutes=5)
    clock.pass_by(hours=1)
    (row,) = again.append([draft("T2")])
    assert row.item.placed_at == START + timedelta(hours=1, minutes=5)


def test_no_row_is_before_the_one_before(ledger: Ledger, clock: FakeClock) -> None:
    (first,) = ledger.append([draft("T1")])
    clock.set_wall(START - timedelta(days=1))
    (second,) = ledger.append([draft("T2")])
    assert second.item.placed_at == first.item.placed_at


# -- attempts -------------------------------------------------------------------------------------


def test_attempts_are_durable_before_anything_is_checked(
    ledger: Ledger, reopen: Reopen, clock: FakeClock
) -> None:
    for _ in range(5):
        ledger.consume_attempt("tag")
    ledger.close()
    again = reopen()
    assert again.attempts("tag").resting(clock.now()) == START + timedelta(minutes=15)
    assert again.attempts("other").resting(clock.now()) is None


def test_setting_the_clock_forward_shortens_no_wait(ledger: Ledger, clock: FakeClock) -> None:
    ledger.anchor(START)
    for _ in range(5):
        ledger.consume_attempt("tag")
    clock.set_wall(START + timedelta(days=1))
    assert ledger.attempts("tag").resting(ledger.now()) is not None
    clock.pass_by(minutes=16)
    assert ledger.attempts("tag").resting(ledger.now()) is None


def test_contact_opens_every_card_again(ledger: Ledger) -> None:
    for _ in range(11):
        ledger.consume_attempt("tag")
    assert ledger.attempts("tag").waits_for_network
    ledger.contacted()
    assert not ledger.attempts("tag").waits_for_network
