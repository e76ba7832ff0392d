"""The intake: its order, its decisions, what it leaves for later, cancels and series."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from central.app import Central
from central.ils.builtin import Builtin
from central.tables import requests
from kiosk.catalogue.records import Copy, Title
from kiosk.circulation.facts import Contact, CopyStatus, HoldState, Patron
from kiosk.circulation.messages import RequestState
from tests.fakes import START, FakeClock
from tests.unit.central.conftest import Opener
from tests.unit.central.kiosk import SmallTerminal


def states(central: Central, card: str) -> dict[str, HoldState]:
    """State of each live hold by title, provisional ones included."""
    return {hold.title: hold.state for hold in central.patrons.account(card).holds}


def test_order_is_by_corrected_time_over_all_terminals(
    central: Central, terminal: SmallTerminal, clock: FakeClock
) -> None:
    other = SmallTerminal(central, "bm_yoshiura")
    late = terminal.hold("1001", "T1", "chuo", at=START + timedelta(hours=2))
    early = other.hold("1002", "T1", "chuo", at=START + timedelta(hours=1))
    clock.pass_by(hours=3)
    terminal.push()
    clock.pass_by(hours=1)
    other.push()
    report = central.intake.run()
    assert [item.key for item in report.items] == [early.key, late.key]
    assert states(central, "1002") == {"T1": HoldState.READY}
    assert central.ils.account("1001").holds[0].rank == 1


def test_a_counter_hold_is_ahead_of_every_provisional_one(
    central: Central, terminal: SmallTerminal, clock: FakeClock
) -> None:
    terminal.hold("1001", "T1", "chuo")
    terminal.push()
    clock.pass_by(hours=5)
    central.ils.hold("1002", "T1", "chuo", Contact.NONE)
    central.intake.run()
    assert states(central, "1002") == {"T1": HoldState.READY}
    assert states(central, "1001") == {"T1": HoldState.WAITING}


def test_a_late_request_never_overtakes_an_accepted_one(
    central: Central, terminal: SmallTerminal, clock: FakeClock
) -> None:
    central.ils.lend("C1", "1003")
    other = SmallTerminal(central, "bm_yoshiura")
    early = other.hold("1002", "T1", "chuo")
    terminal.hold("1001", "T1", "chuo")
    terminal.push()
    central.intake.run()
    clock.pass_by(days=1)
    other.push()
    central.intake.run()
    assert early.placed_at == START
    assert central.ils.account("1001").holds[0].rank == 1
    assert central.ils.account("1002").holds[0].rank == 2


def test_a_copy_of_the_pickup_branch_is_ready_another_travels(
    central: Central, terminal: SmallTerminal
) -> None:
    terminal.hold("1001", "T1", "chuo")
    terminal.hold("1001", "T2", "bm_yoshiura")
    terminal.push()
    central.intake.run()
    assert states(central, "1001") == {"T1": HoldState.READY, "T2": HoldState.IN_TRANSIT}
    central.ils.arrive("C2")
    assert states(central, "1001")["T2"] is HoldState.READY


def test_a_dry_run_tells_and_changes_nothing(central: Central, terminal: SmallTerminal) -> None:
    terminal.hold("1001", "T1", "chuo")
    terminal.hold("1001", "nothing", "chuo")
    terminal.push()
    report = central.intake.run(dry_run=True)
    assert (report.accepted, report.refused) == (1, 1)
    assert report.items[1].text
    assert states(central, "1001")["T1"] is HoldState.PROVISIONAL
    again = central.intake.run()
    assert (again.accepted, again.refused) == (1, 1)


def test_a_run_takes_only_what_came_before_its_time(
    central: Central, terminal: SmallTerminal, clock: FakeClock
) -> None:
    terminal.hold("1001", "T1", "chuo")
    terminal.push()
    clock.pass_by(hours=1)
    terminal.hold("1001", "T2", "chuo")
    terminal.push()
    assert central.intake.run(until=START).accepted == 1
    assert states(central, "1001")["T2"] is HoldState.PROVISIONAL


def test_a_run_that_was_cut_off_is_simply_run_again(
    central: Central,
    terminal: SmallTerminal,
    open_central: Opener,
    tmp_path: Path,
) -> None:
    for number in (1, 2, 3):
        terminal.hold("1001", f"T{number}", "chuo")
    terminal.push()
    whole = tmp_path / "whole"
    central.close()
    shutil.copytree(tmp_path / "central", whole)
    cut = open_central()
    keys = [request.key for request in cut.requests.all()]
    with cut._database.write() as connection:
        cut.intake._decide(connection, keys[0])
    cut.close()
    done = open_central()
    assert done.intake.run().accepted == 2
    plain = open_central(folder="whole")
    assert plain.intake.run().accepted == 3
    assert states(done, "1001") == states(plain, "1001")


def test_a_request_that_breaks_goes_to_a_person_and_stops_nobody(
    central: Central, terminal: SmallTerminal, caplog: pytest.LogCaptureFixture
) -> None:
    for number in (1, 2, 3):
        terminal.hold("1001", f"T{number}", "chuo")
    terminal.push()
    broken = terminal.rows[0].key
    with central._database.write() as connection:
        connection.execute(update(requests).where(requests.c.key == broken).values(body="{}"))
    for dry_run in (True, False):
        report = central.intake.run(dry_run)
        assert (report.accepted, report.needs_staff) == (2, 1)
    assert terminal.outcome(broken).state is RequestState.NEEDS_STAFF
    assert set(states(central, "1001")) == {"T2", "T3"}
    assert "ValidationError" in caplog.text


def test_one_request_per_title_and_patron(central: Central, terminal: SmallTerminal) -> None:
    terminal.hold("1001", "T1", "chuo")
    again = terminal.hold("1001", "T1", "chuo")
    terminal.push()
    central.intake.run()
    assert terminal.outcome(again.key).reason == "own_hold"


def test_a_long_overdue_keeps_a_request_provisional_until_it_is_returned(
    open_central: Opener, clock: FakeClock
) -> None:
    central = open_central("okayama", folder="okayama")
    central.ils.put_title(Title("T1", "本", copies=(Copy("C1", "chuo"),)))
    central.ils.put_title(Title("T2", "本", copies=(Copy("C2", "chuo"),)))
    central.ils.put_patron(Patron("1001", "利用者"), "abcd29")
    central.ils.put_loan("1001", "C2", date(2026, 7, 1), date(2026, 7, 15))
    terminal = SmallTerminal(central, "chuo")
    row = terminal.hold("1001", "T1", "chuo")
    terminal.push()
    assert central.intake.run().waiting == 1
    outcome = terminal.outcome(row.key)
    assert (outcome.state, outcome.reason) == (RequestState.RECEIVED, "overdue")
    assert states(central, "1001") == {"T1": HoldState.PROVISIONAL}
    central.ils.return_copy("C2")
    clock.pass_by(minutes=10)
    assert central.intake.run().accepted == 1
    assert terminal.outcome(row.key).reason is None


# -- cancels -----------------------------------------------------------------------------------


def test_a_cancel_waits_for_the_intake_and_is_shown_meanwhile(
    central: Central, terminal: SmallTerminal
) -> None:
    central.ils.lend("C1", "1003")
    hold = terminal.hold("1001", "T1", "chuo")
    terminal.push()
    central.intake.run()
    cancel = terminal.ask("cancel", {"hold": hold.key}, card="1001")
    terminal.push()
    assert states(central, "1001") == {"T1": HoldState.CANCEL_REQUESTED}
    central.ils.return_copy("C1")  # nothing is set aside for a hold that is leaving
    title = central.catalogue.title("T1")
    assert title is not None
    assert title.copies[0].status is CopyStatus.AVAILABLE
    assert states(central, "1001") == {"T1": HoldState.CANCEL_REQUESTED}
    central.intake.run()
    assert terminal.outcome(cancel.key).state is RequestState.ACCEPTED
    account = central.patrons.account("1001")
    assert account.holds == ()
    assert [hold.state for hold in account.ended] == [HoldState.CANCELLED]


def test_a_hold_that_is_ready_cannot_be_cancelled_in_murakami(
    central: Central, terminal: SmallTerminal
) -> None:
    hold = terminal.hold("1001", "T1", "chuo")
    terminal.push()
    central.intake.run()
    cancel = terminal.ask("cancel", {"hold": hold.key}, card="1001")
    terminal.push()
    assert terminal.outcome(cancel.key).reason == "state_forbids"
    assert states(central, "1001") == {"T1": HoldState.READY}


def test_place_cancel_place_again_before_the_intake(
    central: Central, terminal: SmallTerminal
) -> None:
    first = terminal.hold("1001", "T1", "chuo")
    terminal.ask("cancel", {"hold": first.key}, card="1001")
    second = terminal.hold("1001", "T1", "chuo")
    terminal.push()
    central.intake.run()
    holds = central.patrons.account("1001").holds
    assert [hold.id for hold in holds] == [second.key]


def test_a_cancel_before_its_hold_leaves_a_tombstone(
    central: Central, terminal: SmallTerminal
) -> None:
    other = SmallTerminal(central, "bm_yoshiura")
    hold = other.hold("1001", "T1", "chuo")
    cancel = terminal.ask("cancel", {"hold": hold.key}, card="1001")
    terminal.push()
    assert terminal.outcome(cancel.key).state is RequestState.ACCEPTED
    assert other.push().items[0].state is RequestState.CANCELLED
    central.intake.run()
    assert central.patrons.account("1001").holds == ()


def test_nobody_cancels_anothers_hold(central: Central, terminal: SmallTerminal) -> None:
    hold = terminal.hold("1001", "T1", "chuo")
    terminal.push()
    early = terminal.ask("cancel", {"hold": hold.key}, card="1002")
    terminal.push()
    central.intake.run()
    late = terminal.ask("cancel", {"hold": hold.key}, card="1002")
    terminal.push()
    assert terminal.outcome(early.key).reason == "unknown_hold"
    assert terminal.outcome(late.key).reason == "unknown_hold"
    assert states(central, "1001") == {"T1": HoldState.READY}


def test_a_cancel_takes_effect_at_once_where_the_profile_says_so(
    open_central: Opener,
) -> None:
    central = open_central("niiza", folder="niiza")
    central.ils.put_title(Title("T1", "本", copies=(Copy("C1", "chuo"),)))
    central.ils.put_patron(Patron("1001", "利用者"), "abcd29")
    terminal = SmallTerminal(central, "chuo")
    hold = terminal.hold("1001", "T1", "chuo")
    terminal.push()
    central.intake.run()
    assert states(central, "1001") == {"T1": HoldState.READY}
    cancel = terminal.ask("cancel", {"hold": hold.key}, card="1001")
    terminal.push()
    central.intake.run()
    assert terminal.outcome(cancel.key).state is RequestState.ACCEPTED
    assert central.patrons.account("1001").holds == ()


# -- series ------------------------------------------------------------------------------------


def test_volumes_of_a_series_are_prepared_one_after_the_other(
    central: Central, terminal: SmallTerminal
) -> None:
    for order, title in enumerate(("T1", "T2", "T3"), start=1):
        terminal.hold("1001", title, "chuo", series_group="s", series_order=order)
    terminal.push()
    central.intake.run()
    found = states(central, "1001")
    assert found["T1"] is HoldState.READY
    assert found["T3"] is HoldState.SEQUENCED
    central.ils.lend("C1", "1001")
    assert states(central, "1001")["T2"] is HoldState.READY


def test_cancelling_the_first_volume_lets_the_next_come(
    central: Central, terminal: SmallTerminal
) -> None:
    central.ils.lend("C1", "1003")
    rows = [
        terminal.hold("1001", title, "chuo", series_group="s", series_order=order)
        for order, title in enumerate(("T1", "T2"), start=1)
    ]
    terminal.push()
    central.intake.run()
    assert states(central, "1001")["T2"] is HoldState.SEQUENCED
    terminal.ask("cancel", {"hold": rows[0].key}, card="1001")
    terminal.push()
    central.intake.run()
    assert states(central, "1001") == {"T2": HoldState.READY}


# -- with time ---------------------------------------------------------------------------------


def test_tick_runs_the_intake_that_is_due_and_only_that(
    central: Central, terminal: SmallTerminal, clock: FakeClock
) -> None:
    terminal.hold("1001", "T1", "chuo")
    terminal.push()
    central.tick()
    assert states(central, "1001") == {"T1": HoldState.PROVISIONAL}
    clock.pass_to(START.replace(day=25, hour=3, minute=0))
    central.tick()
    assert states(central, "1001") == {"T1": HoldState.READY}
    hold = central.ils.account("1001").holds[0]
    assert hold.secured_on == date(2026, 11, 25)


class BrokenShelves(Builtin):
    """A library's system with a fault of ours in its daily work."""

    def __init__(self) -> None:
        pass

    def expire(self) -> int:
        """Breaks."""
        raise RuntimeError("a fault of ours")


def test_what_breaks_in_a_tick_stops_no_intake(
    central: Central, terminal: SmallTerminal, clock: FakeClock
) -> None:
    terminal.hold("1001", "T1", "chuo")
    terminal.push()
    central.ils, whole = BrokenShelves(), central.ils
    clock.pass_by(days=1)
    with pytest.raises(RuntimeError):
        central.tick()
    central.ils = whole
    assert states(central, "1001") == {"T1": HoldState.READY}


def test_a_ready_hold_expires_after_its_last_day_and_the_next_gets_the_copy(
    central: Central, terminal: SmallTerminal, clock: FakeClock
) -> None:
    terminal.hold("1001", "T1", "chuo")
    terminal.hold("1002", "T1", "chuo")
    terminal.push()
    central.intake.run()
    by = central.ils.account("1001").holds[0].pick_up_by
    assert by == date(2026, 12, 1)
    clock.pass_to(START.replace(month=12, day=1, hour=12))
    central.tick()
    assert states(central, "1001") == {"T1": HoldState.READY}
    clock.pass_by(days=1)
    central.tick()
    assert central.ils.account("1001").holds == ()
    assert [hold.state for hold in central.ils.account("1001").ended] == [HoldState.EXPIRED]
    assert states(central, "1002") == {"T1": HoldState.READY}


def test_a_clock_that_jumps_is_told_where_to_stop(
    central: Central, terminal: SmallTerminal, clock: FakeClock
) -> None:
    central.tick()
    assert central.next_due() == START.replace(day=25, hour=0)
    terminal.hold("1001", "T1", "chuo")
    terminal.push()
    clock.pass_to(START.replace(day=25, hour=0))
    central.tick()
    assert central.next_due() == START.replace(day=25, hour=3)


@pytest.mark.parametrize("library", ["niiza", "hitachiota", "murakami", "omitama", "okayama"])
def test_every_library_takes_a_hold_to_ready(open_central: Opener, library: str) -> None:
    central = open_central(library, folder=library)
    branch = central.library.branches[0].id
    central.ils.put_title(Title("T1", "本", copies=(Copy("C1", branch),)))
    patron = Patron("1001", "利用者", born=date(1980, 5, 6), phone="048", email="a@example.jp")
    central.ils.put_patron(patron, "abcd29")
    terminal = SmallTerminal(central, branch)
    terminal.hold("1001", "T1", branch, contact="mail")
    terminal.push()
    assert central.intake.run().accepted == 1
    hold = central.ils.account("1001").holds[0]
    assert hold.state is HoldState.READY
    assert hold.notified_on == START.date()
    assert [mail.to for mail in central.mail.sent()] == ["a@example.jp"]
