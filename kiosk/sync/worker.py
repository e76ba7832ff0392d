"""The sync thread, the only place of sync that waits: `exchange` is what, `policy` is when."""

import logging
import random
import threading
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from kiosk.store import whole_chain
from kiosk.store.ledger import Ledger
from kiosk.store.problems import Problem
from kiosk.sync import policy
from kiosk.sync.exchange import Exchange
from kiosk.sync.round import Round

log = logging.getLogger(__name__)
T = TypeVar("T")


class Worker:
    """Runs rounds until stopped; `nudge` makes the next one come at once."""

    def __init__(
        self,
        exchange: Exchange,
        ledger: Ledger,
        every_s: float = 60.0,
        dice: Callable[[], float] = random.random,
        second_place: Path | None = None,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._exchange = exchange
        self._ledger = ledger
        self._every_s = every_s
        self._dice = dice
        self._second_place = second_place
        self._seconds = seconds
        self._whole_at = 0.0
        self._copied = 0
        self._wake = threading.Condition()
        self._asked = 0
        self._answered = 0
        self._stopping = False
        self._failures = 0
        self._thread: threading.Thread | None = None
        self.last: Round | None = None
        """The last round; None before the first."""

    def start(self) -> None:
        """Start the thread; the first round comes at once."""
        self._thread = threading.Thread(target=self._run, name="sync", daemon=True)
        self._thread.start()

    def nudge(self) -> None:
        """Something was committed: do not wait."""
        with self._wake:
            self._asked += 1
            self._wake.notify_all()

    def settle(self, seconds: float = 2.0) -> None:
        """Nudge, and wait until a round that began afterwards has ended, or `seconds` are over."""
        with self._wake:
            self._asked += 1
            mine = self._asked
            self._wake.notify_all()
            if self._thread is not None:
                self._wake.wait_for(lambda: self._answered >= mine or self._stopping, seconds)

    def stop(self) -> None:
        """End the thread after the round that is under way."""
        with self._wake:
            self._stopping = True
            self._wake.notify_all()
        if self._thread is not None:
            self._thread.join(timeout=30.0)
            self._thread = None

    def _run(self) -> None:
        while True:
            with self._wake:
                if self._stopping:
                    return
                asked, urgent = self._asked, self._asked > self._answered
            push_only = urgent and self._failures == 0 and self.last is not None
            self._round(push_only=push_only)
            if self._failures or not push_only:
                # Short rounds do not put the next whole one off: patrons may come all day.
                pause = self._tried(self._pause_s)
                self._whole_at = self._seconds() + (self._every_s if pause is None else pause)
            with self._wake:
                self._answered = max(self._answered, asked)
                self._wake.notify_all()
                self._wake.wait_for(
                    lambda: self._stopping or self._asked > self._answered,
                    max(0.0, self._whole_at - self._seconds()),
                )

    def _round(self, *, push_only: bool) -> None:
        done = self._tried(self._exchange.push_only if push_only else self._exchange.run)
        if done is not None and done.needs_person is not None:
            log.error("the central turned this terminal away: %s", done.needs_person)
        self._failures = 0 if done is not None and done.good else self._failures + 1
        self.last = done if done is not None else self.last
        self._tried(self._copy)
        self._tried(self._ledger.ballast.keep)
        self._tried(self._check)

    def _tried(self, step: Callable[[], T]) -> T | None:
        """The thread must outlive a fault of ours; None where there was one."""
        try:
            return step()
        except Exception as error:  # noqa: BLE001
            log.error("a sync round broke: %s", type(error).__name__)
            return None

    def _copy(self) -> None:
        """A second copy of the ledger whenever there are new rows; never a reason to stop."""
        newest = self._ledger.last_item()
        if self._second_place is None or newest is None or newest.seq == self._copied:
            return
        try:
            self._ledger.copy_to(self._second_place)
            self._copied = newest.seq
        except Problem as error:
            log.warning("no second copy of the ledger: %s", type(error).__name__)

    def _check(self) -> None:
        whole_chain.look(self._ledger)
        loose = whole_chain.loose_row(self._ledger)
        if loose is not None:
            log.error("the ledger is not whole: row %s does not follow", loose)

    def _pause_s(self) -> float:
        last = self.last
        pace = policy.Pace(
            failures=self._failures,
            every_s=self._every_s,
            retry_after_s=last.retry_after_s if last else None,
            next_poll_after_s=last.next_poll_after_s if last else None,
            oldest_queued=self._ledger.oldest_queued(),
            next_intake=_moment(self._ledger.note("next_intake")),
        )
        return policy.wait_s(pace, self._ledger.now(), self._dice())


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
