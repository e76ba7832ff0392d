"""A central that keeps silent or turns the terminal away is asked no more; and disks fill."""

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from requests import PreparedRequest, Response, Timeout

from kiosk import app
from kiosk.__main__ import main
from kiosk.app import Terminal
from kiosk.circulation.calendar import JST
from kiosk.circulation.facts import Contact
from kiosk.ports import Clock, Silent, TurnedAway
from kiosk.setup.findings import Finding
from kiosk.setup.self_check import check
from kiosk.store.keys import Name
from kiosk.store.ledger import Ledger
from kiosk.store.problems import DiskFull
from kiosk.sync.exchange import Exchange, refusal_of
from tests.fakes import FakeClock
from tests.sync.conftest import CARD, SECRET, World, build, forked


def silent(_request: PreparedRequest, _carry: Callable[[], Response]) -> Response:
    """Nobody answers within the time."""
    raise Timeout("no answer")


def paths(world: World) -> list[str]:
    """What was asked, without the cursors."""
    return [path.partition("?")[0] for path in world.line.asked]


def test_a_silent_central_is_not_asked_stream_by_stream(world: World) -> None:
    world.line.fail("/v1/", *[silent] * 9)
    done = world.terminal.sync()
    assert paths(world) == ["/v1/push", "/v1/time"]
    assert all(isinstance(failure.cause, Silent) for failure in done.failures)
    assert not done.reached


@pytest.mark.parametrize("path", ["/v1/push", "/v1/outcomes", "/v1/changes"])
def test_one_silence_stops_no_other_stream(world: World, path: str) -> None:
    world.line.fail(path, silent)
    done = world.terminal.sync()
    assert len(done.failures) == 1
    assert {"/v1/outcomes", "/v1/changes", "/v1/patrons"} <= set(paths(world))


def test_a_revoked_terminal_asks_once_and_forgets_patrons(world: World) -> None:
    (terminal,) = world.central.terminals.all()
    world.central.terminals.revoke(terminal.id)
    done = world.terminal.sync()
    assert paths(world) == ["/v1/push"]
    assert [type(failure.cause) for failure in done.failures] == [TurnedAway]
    assert world.terminal.patrons is not None
    assert world.terminal.patrons.count() == 0


def test_staff_of_a_revoked_terminal_read_once_what_to_do(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    (terminal,) = world.central.terminals.all()
    world.central.terminals.revoke(terminal.id)
    world.terminal.close()
    assert main(["--data", str(world.data), "sync"]) == 1
    said = capsys.readouterr()
    assert "unknown_terminal" not in said.err + said.out
    assert said.err.count("\n") == 1
    assert "登録コード" in said.err
    assert "export-requests" in said.err
    assert main(["--data", str(world.data), "self-check"]) == 1
    said = capsys.readouterr()
    assert "× central" in said.out
    assert "登録コード" in said.out


def test_status_says_that_a_terminal_is_revoked_until_the_central_takes_it_again(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    (terminal,) = world.central.terminals.all()
    world.central.terminals.revoke(terminal.id)
    world.terminal.sync()
    world.line.up = False
    world.terminal.sync()
    world.terminal.close()
    assert main(["--data", str(world.data), "status"]) == 0
    said = capsys.readouterr().out
    assert "取り消されています" in said
    assert "setup --again" in said
    world.line.up = True
    code = world.central.terminals.add("chuo")
    app.enrol_again(world.data, code, clock=world.clock, adapter=world.line)
    assert main(["--data", str(world.data), "status"]) == 0
    assert "取り消されています" not in capsys.readouterr().out
    world.terminal = build(world.data, world.clock, world.line)


def test_a_short_round_does_not_take_back_that_two_disks_are_in_use(world: World) -> None:
    world.line.fail("/v1/patrons", forked)
    world.terminal.sync()
    assert refusal_of(world.terminal.ledger) == "forked"
    world.terminal.exchange.push_only()
    assert refusal_of(world.terminal.ledger) == "forked"
    world.terminal.sync()
    assert refusal_of(world.terminal.ledger) is None


def test_staff_of_a_cloned_disk_read_it_in_the_self_check(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world.terminal.close()
    clone = shutil.copytree(world.data, tmp_path / "clone")
    for data, title in ((world.data, "T1"), (clone, "T2")):
        world.terminal = build(data, world.clock, world.line)
        world.terminal.desk.sign_in(CARD, SECRET)
        world.terminal.desk.place([title], "chuo", Contact.PHONE)
        world.terminal.sync()
        world.terminal.close()
    assert main(["--data", str(world.data), "self-check"]) == 1
    said = capsys.readouterr().out
    assert "× central" in said
    assert "別のディスク" in said


def looked_at(built: Terminal, clock: Clock) -> tuple[Finding, ...]:
    """The self-check of a terminal by another clock."""
    data, keys, ledger = built.data, built.keys, built.ledger
    return check(data, keys, ledger, built.replica, built.profiles, clock, built.server)


@pytest.mark.parametrize(
    ("off", "said"),
    [
        (timedelta(minutes=5), "正常"),
        (timedelta(minutes=31), "31分ずれて"),
        (timedelta(days=-20454), "20454日ずれて"),
    ],
)
def test_a_wrong_clock_is_told_to_staff(world: World, off: timedelta, said: str) -> None:
    built = world.terminal
    here = FakeClock(world.clock.now() + off)
    found = looked_at(built, here)
    assert said in next(one.text for one in found if one.what == "clock")


def test_a_wrong_clock_may_be_why_the_central_seems_away(world: World) -> None:
    built = world.terminal
    world.line.up = False
    here = FakeClock(datetime(1970, 1, 1, 9, 0, tzinfo=JST))
    found = looked_at(built, here)
    assert "1970-01-01" in next(one.text for one in found if one.what == "central")


class Full(Ledger):
    """A ledger on a disk that fills while a round runs."""

    def contacted(self) -> None:
        """There is no room for it."""
        raise DiskFull


def test_a_disk_that_fills_at_the_end_of_a_round_is_told_with_the_round(world: World) -> None:
    built = world.terminal
    built.ledger.close()
    ledger = Full.open(world.data, built.keys.get(Name.LEDGER), world.clock)
    key = built.keys.get(Name.SIGN)
    exchange = Exchange(built.server, ledger, built.patrons, built.replica, world.clock, key)
    told: list[str] = []
    exchange.ended = lambda: told.append("ended")
    done = exchange.run()
    assert [type(failure.cause) for failure in done.failures] == [DiskFull]
    assert told == ["ended"]
    ledger.close()
