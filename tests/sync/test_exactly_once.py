"""A request takes effect once, whatever the line does to it."""

import random
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.catalogue.records import Copy, Title
from kiosk.circulation.facts import Contact, Patron
from kiosk.circulation.messages import PushReply, RequestState
from kiosk.ports import Busy, Unreachable
from kiosk.store.keys import Name
from kiosk.sync.exchange import Exchange
from kiosk.sync.replica import Replica
from tests.sync.conftest import (
    CARD,
    SECRET,
    Fault,
    World,
    build,
    busy,
    cut_short,
    forked,
    lost_reply,
    lost_request,
    portal,
    strange,
)

FAULTS = (lost_request, lost_reply, busy, portal, cut_short)
PATHS = ("/v1/push", "/v1/outcomes", "/v1/changes", "/v1/patrons")


def place(world: World, *titles: str) -> list[str]:
    """Place holds; their ids."""
    placed = world.terminal.desk.place(titles, "chuo", Contact.PHONE)
    assert all(line.ok for line in placed.requests), placed
    return [line.id for line in placed.requests]


def states(world: World) -> list[RequestState]:
    """The states of all rows at the terminal, oldest first."""
    rows = [world.terminal.ledger.row(item.key) for item in world.terminal.ledger.all_items()]
    return [row.state for row in rows if row is not None]


def holds(world: World) -> list[str]:
    """The ids of the patron's live holds at the central."""
    return sorted(hold.id for hold in world.central.ils.account(CARD).holds)


def test_placed_pushed_decided_seen(world: World) -> None:
    world.terminal.desk.sign_in(CARD, SECRET)
    ids = place(world, "T1", "T2")
    assert world.terminal.sync().good
    assert states(world) == [RequestState.RECEIVED] * 2
    assert world.terminal.ledger.queued() == 0
    world.central.intake.run()
    assert world.terminal.sync().good
    assert states(world) == [RequestState.ACCEPTED] * 2
    assert holds(world) == sorted(ids)
    assert sorted(line.id for line in world.terminal.desk.holds()) == sorted(ids)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_bad_line_changes_nothing_in_the_end(world: World, fault: Fault) -> None:
    world.terminal.desk.sign_in(CARD, SECRET)
    ids = place(world, "T1", "T2")
    world.line.fail("/v1/push", fault, fault)
    for _ in range(3):
        world.terminal.sync()
    assert not world.line.faults
    assert world.terminal.ledger.queued() == 0
    world.central.intake.run()
    world.terminal.sync()
    assert holds(world) == sorted(ids)
    assert states(world) == [RequestState.ACCEPTED] * 2


@pytest.mark.parametrize("seed", range(6))
def test_any_history_of_faults_ends_the_same(world: World, seed: int) -> None:
    """Faults, restarts and placing in an order that the seed decides; the seed is in the name."""
    dice = random.Random(seed)  # noqa: S311 - a story, not a secret
    wanted: list[str] = []
    for title in ("T1", "T2", "T3"):
        world.terminal.desk.sign_in(CARD, SECRET)
        wanted += place(world, title)
        for _ in range(dice.randrange(4)):
            world.line.fail(dice.choice(PATHS), dice.choice(FAULTS))
        for _ in range(dice.randrange(3)):
            world.terminal.sync()
        if dice.random() < 0.4:
            world.reopen()
    world.line.faults.clear()
    assert world.terminal.sync().good
    world.central.intake.run()
    world.terminal.sync()
    assert holds(world) == sorted(wanted)
    assert states(world) == [RequestState.ACCEPTED] * 3
    assert [request.seq for request in world.central.requests.all()] == [1, 2, 3]


def test_a_reply_lost_and_a_restart_in_between(world: World) -> None:
    world.terminal.desk.sign_in(CARD, SECRET)
    ids = place(world, "T1")
    world.line.fail("/v1/push", lost_reply)
    world.terminal.sync()
    assert world.terminal.ledger.queued() == 1
    world.reopen()
    assert world.terminal.ledger.queued() == 1
    assert world.terminal.sync().good
    assert world.terminal.ledger.queued() == 0
    assert len(world.central.requests.all()) == 1
    world.central.intake.run()
    assert holds(world) == ids


def test_a_failed_push_never_stops_the_pull(world: World) -> None:
    world.terminal.desk.sign_in(CARD, SECRET)
    place(world, "T1")
    world.central.ils.put_title(Title("T9", "新しい本", copies=(Copy("C9", "chuo"),)))
    world.line.fail("/v1/push", *[busy] * 2)
    done = world.terminal.sync()
    assert [failure.step for failure in done.failures] == ["push"]
    assert isinstance(done.failures[0].cause, Busy)
    assert done.retry_after_s == 17
    assert done.changes == 1
    assert world.terminal.desk.line("T9").title.title == "新しい本"


def test_a_failed_stream_never_stops_another(world: World) -> None:
    world.line.fail("/v1/outcomes", portal)
    world.line.fail("/v1/changes", lost_request)
    world.central.ils.put_patron(Patron("10000003", "見本 次郎"), SECRET)
    done = world.terminal.sync()
    assert [failure.step for failure in done.failures] == ["outcomes", "catalogue"]
    assert all(isinstance(failure.cause, Unreachable) for failure in done.failures)
    assert done.patrons == 1
    assert world.terminal.sync().good


class BrokenReplica(Replica):
    """A catalogue with a fault of ours in it."""

    def follow(self, pages: int = 100) -> int:  # noqa: ARG002
        """Breaks."""
        raise RuntimeError("a fault of ours")


def test_a_fault_of_ours_in_one_stream_is_raised_after_the_others(world: World) -> None:
    built = world.terminal
    assert built.patrons is not None
    world.central.ils.put_patron(Patron("10000003", "見本 次郎"), SECRET)
    before = built.patrons.cursor
    broken = BrokenReplica(world.data, built.server, built.identity.central_key)
    key = built.keys.get(Name.SIGN)
    exchange = Exchange(built.server, built.ledger, built.patrons, broken, world.clock, key)
    with pytest.raises(RuntimeError):
        exchange.run()
    assert built.patrons.cursor != before


def test_whoever_answers_in_the_centrals_place_gives_no_new_tries(world: World) -> None:
    ledger = world.terminal.ledger
    ledger.consume_attempt("tag")
    seen = ledger.note("last_sync")
    world.clock.pass_by(minutes=5)
    world.line.fail("/v1/", *[strange] * 6)
    assert not world.terminal.sync().good
    assert ledger.attempts("tag").without_contact == 1
    assert ledger.note("last_sync") == seen
    world.line.faults.clear()
    assert world.terminal.sync().good
    assert ledger.attempts("tag").without_contact == 0


def test_a_central_put_back_from_a_backup_is_given_everything_again(world: World) -> None:
    world.terminal.desk.sign_in(CARD, SECRET)
    (first,) = place(world, "T1")
    world.terminal.sync()
    lost = world.terminal.ledger
    reply = PushReply(
        items=(),
        have_through=0,
        safe_through=0,
        central_time=world.clock.now(),
        next_poll_after_s=30,
    )
    lost.taken(reply)
    assert lost.queued() == 1
    assert world.terminal.sync().good
    assert lost.queued() == 0
    assert [request.key for request in world.central.requests.all()] == [first]


def test_requests_of_a_cloned_disk_reach_the_central_too(world: World, tmp_path: Path) -> None:
    """Two disks under one name: the central's count of the one says nothing of the other."""
    world.terminal.desk.sign_in(CARD, SECRET)
    world.terminal.close()
    clone = shutil.copytree(world.data, tmp_path / "clone")
    wanted: list[str] = []
    for data, titles in ((world.data, ("T1", "T2", "T3")), (clone, ("T4", "T5"))):
        world.terminal = build(data, world.clock, world.line)
        world.terminal.desk.sign_in(CARD, SECRET)
        for title in titles:
            wanted += place(world, title)
            assert world.terminal.sync().reached
        assert world.terminal.ledger.queued() == 0
        world.terminal.close()
    assert sorted(request.key for request in world.central.requests.all()) == sorted(wanted)


def test_rows_of_patrons_grow_old_on_a_cloned_disk(world: World) -> None:
    patrons = world.terminal.patrons
    assert patrons is not None
    world.line.fail("/v1/patrons", *[forked] * 2)
    world.clock.pass_by(days=29)
    assert world.terminal.sync().needs_person == "forked"
    assert patrons.count() == 2
    world.clock.pass_by(days=2)
    world.terminal.sync()
    assert patrons.count() == 0


def test_days_without_network_keep_their_order_and_time(world: World) -> None:
    world.terminal.sync()
    world.line.up = False
    world.terminal.desk.sign_in(CARD, SECRET)
    for title in ("T1", "T2", "T3"):
        world.clock.pass_by(days=1)
        place(world, title)
    begun = world.clock.now() - timedelta(days=2)
    assert not world.terminal.sync().reached
    world.line.up = True
    world.terminal.sync()
    kept = world.central.requests.all()
    assert [request.placed_at for request in kept] == [
        begun + timedelta(days=number) for number in range(3)
    ]


def test_a_wrong_clock_is_put_right_by_the_central(world: World) -> None:
    """The terminal's wall clock is two years behind; the anchor carries the true time."""
    world.terminal.sync()
    true = world.clock.now()
    world.terminal.desk.sign_in(CARD, SECRET)
    ledger = world.terminal.ledger
    ledger.anchor(true + timedelta(minutes=3))
    (key,) = place(world, "T1")
    row = ledger.row(key)
    assert row is not None
    assert row.item.placed_at == true + timedelta(minutes=3)


def test_a_time_that_only_the_terminals_own_clock_vouches_for_is_told_to_staff(
    world: World,
) -> None:
    world.terminal.desk.sign_in(CARD, SECRET)
    place(world, "T1")
    world.terminal.sync()
    world.line.up = False
    world.reopen()
    world.clock.pass_by(hours=2)
    world.terminal.desk.sign_in(CARD, SECRET)
    (unsure,) = place(world, "T2")
    world.line.up = True
    world.terminal.sync()
    world.line.up = False
    world.clock.pass_by(hours=3)
    place(world, "T3")
    world.line.up = True
    world.terminal.sync()
    report = world.central.intake.run()
    assert [item.key for item in report.items if item.unsure] == [unsure]
    assert len(report.items) == 3


def test_a_time_is_sure_enough_where_the_rows_around_it_leave_no_room(world: World) -> None:
    world.terminal.desk.sign_in(CARD, SECRET)
    place(world, "T1")
    world.terminal.sync()
    world.line.up = False
    world.reopen()
    world.clock.pass_by(minutes=9)
    world.terminal.desk.sign_in(CARD, SECRET)
    place(world, "T2")
    world.line.up = True
    world.terminal.sync()
    assert not any(item.unsure for item in world.central.intake.run().items)
