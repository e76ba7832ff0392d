"""The parts of a demo's world: its clock, its cable, its central, and time that passes in order."""

import socket
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from demo.arguments import CannotStart
from demo.clock import DemoClock
from demo.embedded import Embedded
from demo.world import START, Plan, open_world
from tests.journeys.player import Player, playing


def test_a_clock_moves_forward_only_and_both_of_its_hands_together() -> None:
    clock = DemoClock(START)
    assert (clock.now(), clock.monotonic()) == (START, 0.0)
    clock.move_to(START + timedelta(hours=1))
    assert (clock.now(), clock.monotonic()) == (START + timedelta(hours=1), 3600.0)
    with pytest.raises(ValueError, match="backwards"):
        clock.move_to(START)


def test_a_clock_needs_to_know_its_offset() -> None:
    with pytest.raises(ValueError, match="offset"):
        DemoClock(datetime(2026, 11, 24, 10, 0))  # noqa: DTZ001 - that is what is refused


def test_a_running_clock_goes_on_from_where_it_was_put() -> None:
    clock = DemoClock(START, running=True)
    clock.move_to(START + timedelta(days=1))
    assert clock.now() >= START + timedelta(days=1)


def test_a_port_in_use_is_one_plain_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CannotStart, match=str(port)):
            Embedded.start(tmp_path, DemoClock(START), library="murakami", port=port)


def test_a_data_folder_that_is_a_file_is_one_plain_sentence(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.write_text("not a folder", encoding="utf-8")
    with pytest.raises(CannotStart), open_world(Plan(data=data)):
        pass


def test_what_is_kept_of_a_world_may_be_damaged(tmp_path: Path) -> None:
    (tmp_path / "world.json").write_text("{", encoding="utf-8")
    with pytest.raises(CannotStart, match=r"world\.json"), open_world(Plan(data=tmp_path)):
        pass


def test_a_pulled_cable_is_seen_at_once_and_harms_nothing(murakami: Player) -> None:
    world = murakami.world
    assert world.desk.status().online
    world.wire.up = False
    assert not world.desk.status().online
    assert world.sync() is False
    world.wire.up = True
    assert world.sync() is True


def test_a_year_passes_quickly_and_ends_on_the_moment(murakami: Player) -> None:
    murakami.title("T1")
    murakami.patron()
    murakami("sync")
    murakami.sign_in()
    murakami.place_one("T1")
    murakami("network", up=False)
    murakami("clock", by=365 * 24 * 3600)
    assert murakami.world.clock.now() == START + timedelta(days=365)


def test_a_world_goes_on_with_its_clock_and_its_cable(tmp_path: Path) -> None:
    with playing("omitama", tmp_path) as player:
        player("network", up=False)
        player("clock", by=90)
    with playing("omitama", tmp_path) as player:
        assert player.world.clock.now() == START + timedelta(seconds=90)
        assert player("status")["online"] is False
    later = START + timedelta(days=2)
    with playing("omitama", tmp_path, later) as player:
        assert player.world.clock.now() == later
    with (
        pytest.raises(CannotStart, match="stands at"),
        open_world(Plan(data=tmp_path, clock=START)),
    ):
        pass
