"""The sync thread: it comes when called, outlives faults, and ends when told."""

import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from kiosk.circulation.messages import Item
from kiosk.store.ledger import FILE, Ledger
from kiosk.sync.exchange import Exchange
from kiosk.sync.round import Round
from kiosk.sync.worker import Worker
from tests.fakes import FakeClock
from tests.unit.store.conftest import IDENTITY, KEY, draft


class FakeExchange(Exchange):
    """Rounds that do nothing but count; a test can wait for the next one."""

    def __init__(self) -> None:
        self.rounds: list[str] = []
        self.breaks = False
        self._moved = threading.Condition()

    def run(self, progress: object = None) -> Round:  # noqa: ARG002
        """A whole round."""
        return self._done("whole")

    def push_only(self) -> Round:
        """A short round."""
        return self._done("push")

    def _done(self, what: str) -> Round:
        with self._moved:
            self.rounds.append(what)
            self._moved.notify_all()
        if self.breaks:
            raise RuntimeError("a fault of ours")
        return Round()

    def wait(self, count: int) -> None:
        """Until so many rounds have begun."""
        with self._moved:
            assert self._moved.wait_for(lambda: len(self.rounds) >= count, 10)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A new ledger."""
    made = Ledger.create(tmp_path / "t", KEY, IDENTITY, FakeClock())
    yield made
    made.close()


@pytest.fixture
def exchange() -> FakeExchange:
    """Counts rounds."""
    return FakeExchange()


def test_the_first_round_comes_at_once_and_a_nudge_brings_the_next(
    ledger: Ledger, exchange: FakeExchange
) -> None:
    worker = Worker(exchange, ledger)
    worker.start()
    exchange.wait(1)
    worker.nudge()
    exchange.wait(2)
    worker.stop()
    assert exchange.rounds[:2] == ["whole", "push"]


def test_whoever_settles_waits_for_a_round_that_began_afterwards(
    ledger: Ledger, exchange: FakeExchange
) -> None:
    worker = Worker(exchange, ledger)
    worker.start()
    exchange.wait(1)
    before = len(exchange.rounds)
    worker.settle(10)
    assert len(exchange.rounds) > before
    worker.stop()


def test_settling_without_a_thread_does_not_hang(ledger: Ledger, exchange: FakeExchange) -> None:
    Worker(exchange, ledger).settle(10)
    assert exchange.rounds == []


def test_a_fault_of_ours_does_not_end_the_thread(
    ledger: Ledger, exchange: FakeExchange, caplog: pytest.LogCaptureFixture
) -> None:
    exchange.breaks = True
    worker = Worker(exchange, ledger, dice=lambda: 0.0)
    worker.start()
    exchange.wait(1)
    worker.settle(10)
    exchange.breaks = False
    worker.settle(10)
    worker.stop()
    assert exchange.rounds[-1] == "whole"
    assert "RuntimeError" in caplog.text


class Stumbling(Ledger):
    """A ledger that cannot be read just now."""

    def oldest_queued(self) -> datetime | None:
        """Breaks."""
        raise RuntimeError("a fault of ours")

    def last_item(self) -> Item | None:
        """Breaks."""
        raise RuntimeError("a fault of ours")


def test_a_fault_between_two_rounds_does_not_end_the_thread_either(
    tmp_path: Path, exchange: FakeExchange, caplog: pytest.LogCaptureFixture
) -> None:
    stumbling = Stumbling.create(tmp_path / "s", KEY, IDENTITY, FakeClock())
    worker = Worker(exchange, stumbling)
    worker.start()
    exchange.wait(1)
    worker.settle(10)
    worker.stop()
    stumbling.close()
    assert len(exchange.rounds) >= 2
    assert "RuntimeError" in caplog.text


def test_short_rounds_do_not_put_the_next_whole_one_off(
    ledger: Ledger, exchange: FakeExchange
) -> None:
    clock = FakeClock()
    worker = Worker(exchange, ledger, every_s=60.0, seconds=clock.monotonic)
    worker.start()
    exchange.wait(1)
    worker.settle(10)
    clock.pass_by(seconds=61)
    worker.settle(10)
    exchange.wait(4)
    worker.stop()
    assert exchange.rounds == ["whole", "push", "push", "whole"]


def test_new_rows_are_copied_to_the_second_place(
    ledger: Ledger, exchange: FakeExchange, tmp_path: Path
) -> None:
    place = tmp_path / "second"
    worker = Worker(exchange, ledger, second_place=place)
    ledger.append([draft()])
    worker.start()
    exchange.wait(1)
    worker.settle(10)
    worker.stop()
    assert (place / FILE).stat().st_size > 0


def test_a_second_place_that_cannot_be_written_stops_nothing(
    ledger: Ledger, exchange: FakeExchange, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    worker = Worker(exchange, ledger, second_place=tmp_path / "file" / "folder")
    ledger.append([draft()])
    worker.start()
    exchange.wait(1)
    worker.settle(10)
    worker.stop()
    assert len(exchange.rounds) >= 2
