"""Requests are taken exactly once, one bad row never blocks another, nothing is ever lost."""

import json
import shutil
import uuid
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from central.app import Central
from central.terminals import TurnedAway
from kiosk.catalogue.records import Copy, Title
from kiosk.circulation.calendar import JST
from kiosk.circulation.facts import Contact, Patron
from kiosk.circulation.messages import Proof, Push, RequestState
from kiosk.circulation.sealing import GENESIS, sign
from tests.fakes import START, FakeClock
from tests.unit.central.conftest import Opener
from tests.unit.central.kiosk import SmallTerminal


def test_a_row_offered_again_takes_effect_once(central: Central, terminal: SmallTerminal) -> None:
    row = terminal.hold("1001", "T1", "chuo")
    terminal.push()
    central.intake.run()
    again = terminal.push()
    central.intake.run()
    assert again.items[0].state is RequestState.ACCEPTED
    assert [hold.id for hold in central.ils.account("1001").holds] == [row.key]


def test_a_repeat_gets_the_present_verdict_not_the_first(
    central: Central, terminal: SmallTerminal
) -> None:
    terminal.hold("1001", "gone", "chuo")
    assert terminal.push().items[0].state is RequestState.RECEIVED
    central.intake.run()
    outcome = terminal.push().items[0]
    assert (outcome.state, outcome.reason) == (RequestState.REFUSED, "unknown_title")


def test_one_key_with_two_contents_goes_to_staff_and_both_are_kept(
    central: Central, terminal: SmallTerminal
) -> None:
    row = terminal.hold("1001", "T1", "chuo")
    terminal.push()
    other = terminal.chained(row.model_copy(update={"body": {**row.body, "title": "T2"}}))
    outcome = terminal.push([other]).items[0]
    assert (outcome.state, outcome.reason) == (RequestState.NEEDS_STAFF, "same_key")
    kept = central.requests.get(row.key)
    assert kept is not None
    assert kept.state is RequestState.NEEDS_STAFF
    assert kept.body["title"] == "T1"
    assert central.intake.run().items == ()


def test_another_content_never_undoes_a_final_verdict(
    central: Central, terminal: SmallTerminal
) -> None:
    row = terminal.hold("1001", "T1", "chuo")
    terminal.push()
    central.intake.run()
    other = terminal.chained(row.model_copy(update={"body": {**row.body, "title": "T2"}}))
    assert terminal.push([other]).items[0].state is RequestState.NEEDS_STAFF
    assert terminal.outcome(row.key).state is RequestState.ACCEPTED


def test_a_push_signed_by_another_key_is_turned_away_whole(
    central: Central, terminal: SmallTerminal
) -> None:
    row = terminal.hold("1001", "T1", "chuo")
    stranger = SmallTerminal(central, "chuo")
    forged = terminal.batch([row]).model_copy(
        update={"head_signature": sign(stranger.sign_key, row.hash.encode())}
    )
    with pytest.raises(TurnedAway, match="bad_signature"):
        central.requests.take(terminal.known, forged)
    assert central.requests.all() == ()


def test_a_row_changed_on_the_way_is_kept_for_staff(
    central: Central, terminal: SmallTerminal
) -> None:
    row = terminal.hold("1001", "T1", "chuo")
    changed = row.model_copy(update={"card": "1002"})
    outcome = terminal.push([changed]).items[0]
    assert (outcome.state, outcome.reason) == (RequestState.NEEDS_STAFF, "bad_chain")
    central.intake.run()
    assert central.ils.account("1002").holds == ()


@pytest.mark.parametrize(
    ("kind", "version", "body", "reason"),
    [
        ("teleport", 1, {}, "unknown_kind"),
        ("hold", 99, {}, "unknown_version"),
        ("hold", 1, {"title": 5}, "unreadable"),
        ("hold", 1, {"title": "T1", "pickup": "chuo", "contact": "owl"}, "unreadable"),
        ("password", 1, {}, "no_box"),
    ],
)
def test_what_cannot_be_read_is_parked_and_blocks_nobody(
    central: Central,
    terminal: SmallTerminal,
    kind: str,
    version: int,
    body: dict[str, object],
    reason: str,
) -> None:
    terminal.ask(kind, body, card="1001", version=version)
    terminal.hold("1001", "T2", "chuo")
    reply = terminal.push()
    assert [item.state for item in reply.items] == [
        RequestState.NEEDS_STAFF,
        RequestState.RECEIVED,
    ]
    assert reply.items[0].reason == reason
    assert reply.have_through == 2
    assert central.intake.run().accepted == 1


def test_have_through_stops_at_the_first_gap(terminal: SmallTerminal) -> None:
    rows = [terminal.hold("1001", f"T{n}", "chuo") for n in (1, 2, 3)]
    assert terminal.push([rows[0], rows[2]]).have_through == 1
    assert terminal.push([rows[1]]).have_through == 3


def test_safe_through_stays_zero_without_a_backup(terminal: SmallTerminal) -> None:
    terminal.hold("1001", "T1", "chuo")
    assert terminal.push().safe_through == 0


def test_an_empty_push_asks_how_far_the_central_is(terminal: SmallTerminal) -> None:
    terminal.hold("1001", "T1", "chuo")
    terminal.push()
    assert terminal.push([]).have_through == 1


def test_rows_out_of_order_are_no_push(central: Central, terminal: SmallTerminal) -> None:
    rows = [terminal.hold("1001", f"T{n}", "chuo") for n in (1, 2)]
    with pytest.raises(TurnedAway, match="bad_message"):
        terminal.push([rows[1], rows[0]])
    assert central.requests.all() == ()


def test_a_central_set_back_to_a_backup_asks_for_what_it_lost(
    open_central: Opener, central: Central, terminal: SmallTerminal, tmp_path: Path
) -> None:
    terminal.hold("1001", "T1", "chuo")
    terminal.push()
    central.close()
    shutil.copytree(tmp_path / "central", tmp_path / "backup")
    terminal.central = open_central()
    row = terminal.hold("1001", "T2", "chuo")
    assert terminal.push().have_through == 2
    terminal.central.close()

    terminal.central = open_central(folder="backup")
    assert terminal.push([]).have_through == 1
    assert terminal.push().have_through == 2
    terminal.central.intake.run()
    assert row.key in {hold.id for hold in terminal.central.ils.account("1001").holds}


def test_a_cloned_disk_loses_nobodys_request(central: Central, terminal: SmallTerminal) -> None:
    first = terminal.hold("1001", "T1", "chuo")
    terminal.push()
    second = first.model_copy(
        update={"key": str(uuid.uuid4()), "body": {**first.body, "title": "T2"}}
    )
    assert second.prev_hash == GENESIS
    terminal.push([terminal.chained(second)])
    central.intake.run()
    assert len(central.ils.account("1001").holds) == 2
    # Whichever of the two asks: no patron's data before staff has looked.
    assert terminal.known.forked
    with pytest.raises(TurnedAway, match="forked"):
        central.patrons.page(terminal.known, "")


def test_a_row_that_moves_to_a_new_incarnation_is_the_same_request(
    central: Central, terminal: SmallTerminal
) -> None:
    filler = terminal.hold("1001", "T1", "chuo")
    row = terminal.hold("1001", "T2", "chuo")
    terminal.push()
    terminal.incarnation = 2
    moved = row.model_copy(update={"seq": 1, "prev_hash": GENESIS})
    reply = terminal.push([terminal.chained(moved)])
    assert reply.items[0].state is RequestState.RECEIVED
    assert reply.have_through == 1
    assert {request.key for request in central.requests.all()} == {filler.key, row.key}


def test_placed_at_is_never_ahead_of_receipt_nor_before_the_row_before(
    central: Central, terminal: SmallTerminal
) -> None:
    ahead = terminal.hold("1001", "T1", "chuo", at=START + timedelta(days=3))
    back = terminal.hold("1001", "T2", "chuo", at=START - timedelta(days=30))
    terminal.push()
    times = {request.key: request.placed_at for request in central.requests.all()}
    assert times == {ahead.key: START, back.key: START}


def test_a_clock_that_fell_back_to_its_first_day_jumps_no_queue(
    central: Central, terminal: SmallTerminal, clock: FakeClock
) -> None:
    other = SmallTerminal(central, "bm_yoshiura")
    clock.pass_by(hours=1)
    first = terminal.hold("1001", "T1", "chuo", at=START + timedelta(minutes=30))
    fallen = other.hold("1002", "T1", "chuo", at=datetime(1, 1, 1, tzinfo=JST))
    other.push()
    terminal.push()
    times = {request.key: request.placed_at for request in central.requests.all()}
    # Nothing was placed at a terminal before there was one.
    assert times == {first.key: START + timedelta(minutes=30), fallen.key: START}


def test_a_row_whose_effect_clashes_with_what_is_there_blocks_nobody(
    open_central: Opener,
) -> None:
    central = open_central("niiza")
    branch = central.library.branches[0].id
    for number in (1, 2):
        central.ils.put_title(Title(f"T{number}", "本", copies=(Copy(f"C{number}", branch),)))
    central.ils.put_patron(Patron("1001", "利用者"), "abcd29")
    terminal = SmallTerminal(central, branch)
    taken = central.ils.hold("1001", "T1", branch, Contact.NONE).id
    terminal.hold("1001", "T2", branch, key=taken)
    terminal.ask("favourite_add", {"title": "T2"}, card="1001")
    reply = terminal.push()
    central.intake.run()
    assert reply.have_through == 2
    assert terminal.outcome(taken).state is RequestState.NEEDS_STAFF
    assert terminal.push().have_through == 2


@pytest.mark.parametrize("number", ["seq", "version", "incarnation"])
def test_numbers_that_no_database_keeps_are_no_message(
    terminal: SmallTerminal, number: str
) -> None:
    terminal.hold("1001", "T1", "chuo")
    told = json.loads(terminal.batch(terminal.rows).model_dump_json())
    (told if number in told else told["items"][0])[number] = 10**30
    with pytest.raises(ValidationError):
        Push.model_validate_json(json.dumps(told))


def test_a_sealed_secret_proves_who_asks(central: Central, terminal: SmallTerminal) -> None:
    good = terminal.hold("1001", "T1", "chuo", proof=Proof.DEFERRED, secret="4729")
    bad = terminal.hold("1001", "T2", "chuo", proof=Proof.DEFERRED, secret="0000")
    nobody = terminal.hold("9999", "T2", "chuo", proof=Proof.DEFERRED, secret="0000")
    reply = terminal.push()
    assert [(item.state, item.reason) for item in reply.items] == [
        (RequestState.RECEIVED, None),
        (RequestState.REFUSED, "wrong_secret"),
        (RequestState.REFUSED, "wrong_secret"),
    ]
    central.intake.run()
    assert [hold.id for hold in central.ils.account("1001").holds] == [good.key]
    assert {bad.key, nobody.key} == {
        request.key for request in central.requests.all(RequestState.REFUSED)
    }


def test_a_box_moved_to_another_request_opens_nothing(
    central: Central, terminal: SmallTerminal
) -> None:
    row = terminal.hold("1001", "T1", "chuo", proof=Proof.DEFERRED, secret="4729")
    thief = terminal.hold("1001", "T2", "chuo", proof=Proof.DEFERRED, secret="4729")
    moved = terminal.chained(thief.model_copy(update={"sealed": row.sealed}))
    terminal.rows[1] = moved
    reply = terminal.push()
    assert reply.items[1].state is RequestState.NEEDS_STAFF
    assert central.intake.run().accepted == 1


def test_the_box_is_emptied_as_soon_as_it_was_opened(
    central: Central, terminal: SmallTerminal
) -> None:
    row = terminal.hold("1001", "T1", "chuo", proof=Proof.DEFERRED, secret="4729")
    damaged = terminal.hold("1001", "T2", "chuo", proof=Proof.DEFERRED, secret="4729")
    terminal.rows[1] = terminal.chained(damaged.model_copy(update={"sealed": "nonsense"}))
    terminal.push()
    kept = central.requests.get(row.key)
    assert kept is not None
    assert (kept.state, kept.sealed) == (RequestState.RECEIVED, None)
    for_staff = central.requests.get(damaged.key)
    assert for_staff is not None
    assert for_staff.sealed == "nonsense"
    assert terminal.push().items[0].state is RequestState.RECEIVED
    assert central.intake.run().accepted == 1


def test_holds_asked_for_before_an_offline_password_change_stay_good(
    central: Central, terminal: SmallTerminal
) -> None:
    terminal.hold("1001", "T1", "chuo", proof=Proof.DEFERRED, secret="4729")
    terminal.ask(
        "password",
        {},
        card="1001",
        proof=Proof.DEFERRED,
        secret="4729",
        sealed={"new_secret": "8206"},
    )
    terminal.hold("1001", "T2", "chuo", proof=Proof.DEFERRED, secret="8206")
    states = [item.state for item in terminal.push().items]
    assert states == [RequestState.RECEIVED, RequestState.ACCEPTED, RequestState.RECEIVED]
    assert central.intake.run().accepted == 2


def test_strangers_typing_at_one_terminal_rests_that_terminal_only(
    central: Central, terminal: SmallTerminal
) -> None:
    for _ in range(6):
        terminal.hold("1001", "T1", "chuo", proof=Proof.DEFERRED, secret="0000")
    assert terminal.push().items[-1].reason == "locked"
    other = SmallTerminal(central, "bm_yoshiura")
    other.hold("1001", "T1", "chuo", proof=Proof.DEFERRED, secret="4729")
    assert other.push().items[0].state is RequestState.RECEIVED


def test_outcomes_tell_what_changed_since_the_cursor(
    central: Central, terminal: SmallTerminal, clock: FakeClock
) -> None:
    rows = [terminal.hold("1001", f"T{n}", "chuo") for n in (1, 2)]
    terminal.push()
    first = central.requests.outcomes(terminal.known, "")
    assert {outcome.key for outcome in first.outcomes} == {row.key for row in rows}
    assert central.requests.outcomes(terminal.known, first.cursor).outcomes == ()
    clock.pass_by(hours=1)
    central.intake.run()
    then = central.requests.outcomes(terminal.known, first.cursor)
    assert [outcome.state for outcome in then.outcomes] == [RequestState.ACCEPTED] * 2
    stranger = SmallTerminal(central, "chuo")
    assert central.requests.outcomes(stranger.known, "").outcomes == ()


def test_a_cursor_of_nobody_starts_over(central: Central, terminal: SmallTerminal) -> None:
    terminal.hold("1001", "T1", "chuo")
    terminal.push()
    assert len(central.requests.outcomes(terminal.known, "nonsense").outcomes) == 1


def test_a_request_with_a_card_of_nobody_waits_for_staff(terminal: SmallTerminal) -> None:
    terminal.hold("7777", "T1", "chuo")
    outcome = terminal.push().items[0]
    assert (outcome.state, outcome.reason) == (RequestState.NEEDS_STAFF, "unknown_card")
