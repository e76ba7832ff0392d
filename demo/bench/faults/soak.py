"""Many terminals come back at once after a long outage, each with requests to hand over.

The real ledgers and sync, over HTTP, to one real central in a process of its own. When each one
asks again is what `policy` says; the first contact is spread, as it is after an outage.
"""

import heapq
import random
import shutil
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import sqlcipher3.dbapi2 as driver

from central.app import Central
from demo.bench.faults.chaos import chaos
from demo.bench.faults.served import HOST, served
from demo.bench.faults.sides import CHEAP, DATABASE, StillReplica
from demo.bench.faults.stage import BRANCH, CARDS, LIBRARY
from kiosk.app import SystemClock
from kiosk.circulation.facts import Patron
from kiosk.circulation.messages import AlertAddBody, EnrolAsk, Proof, RequestKind
from kiosk.circulation.sealing import public_key, verify_key
from kiosk.ports import Busy, Silent
from kiosk.store.identity import Identity
from kiosk.store.ledger import Draft, Ledger
from kiosk.sync import policy
from kiosk.sync.exchange import Exchange
from kiosk.sync.round import Round
from kiosk.sync.server import Server

_KEY = b"H" * 32
_SIGN = b"S" * 32
_AT_ONCE = 32
"""Threads that play the terminals; each waits for the central most of the time."""


@dataclass
class Return:
    """How the return went. `refused`: rounds that were turned away for load, or timed out, by what
    failed; `refused_late`: those of them after the first spread."""

    terminals: int
    requests: int
    spread_s: float
    took_s: float = 0.0
    rounds: int = 0
    most_rounds: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    refused_late: int = 0
    settled: int = 0
    waiting: int = 0
    doubled: int = 0
    met: dict[str, int] = field(default_factory=dict)

    @property
    def good(self) -> bool:
        """Whether all of it came through, once, and none was refused after the first spread."""
        if not self.met and (self.refused_late or self.most_rounds > 2):
            return False
        return self.settled == self.terminals * self.requests and not self.waiting + self.doubled


@dataclass
class _Herd:
    """The terminals that are still to come, by the time of their next round."""

    folder: Path
    address: str
    identities: list[Identity]
    dice: random.Random
    result: Return
    hurry: float
    spread_ends: float
    line: list[tuple[float, int, int]] = field(default_factory=list)
    turn: threading.Lock = field(default_factory=threading.Lock)

    def work(self) -> None:
        """One thread: whoever is due next has its round."""
        while True:
            with self.turn:
                if not self.line:
                    return
                due, failures, number = heapq.heappop(self.line)
            time.sleep(max(0.0, due - time.monotonic()))
            wait = self.round(number, failures)
            if wait is not None:
                with self.turn:
                    heapq.heappush(self.line, (time.monotonic() + wait, failures + 1, number))

    def round(self, number: int, failures: int) -> float | None:
        """One round of one terminal: seconds until the next one, None where all is handed over."""
        ledger = Ledger.open(self.folder / str(number), _KEY, SystemClock())
        try:
            done = _exchange(self.folder / str(number), ledger, self.address).run()
            waiting, now = ledger.queued(), ledger.now()
        finally:
            ledger.close()
        with self.turn:
            self.result.rounds += 1
            self.result.most_rounds = max(self.result.most_rounds, failures + 1)
            for why in _for_load(done):
                self.result.refused[why] = self.result.refused.get(why, 0) + 1
                self.result.refused_late += time.monotonic() > self.spread_ends
            chance = self.dice.random()
        if not waiting and done.good:
            return None
        pace = policy.Pace(failures + 1, 60.0, retry_after_s=done.retry_after_s)
        return policy.wait_s(pace, now, chance) / self.hurry


def _for_load(done: Round) -> list[str]:
    return [str(failure) for failure in done.failures if isinstance(failure.cause, Busy | Silent)]


def _exchange(folder: Path, ledger: Ledger, address: str) -> Exchange:
    clock = SystemClock()
    server = Server(address, clock, now=ledger.now)
    server.introduce(ledger.identity.terminal, _SIGN)
    replica = StillReplica(folder, server, ledger.identity.central_key)
    return Exchange(server, ledger, None, replica, clock, _SIGN)


def come_back(
    terminals: int,
    requests: int,
    spread_s: float,
    seed: int,
    *,
    faults: float = 0.0,
    hurry: float = 1.0,
) -> Return:
    """So many terminals, with so many requests each, over so many seconds. `faults`: how many of
    the connections meet one on the way; `hurry`: how much shorter pauses are than they would be."""
    result = Return(terminals, requests, spread_s)
    dice = random.Random(seed)  # noqa: S311 - can be told again
    with _folder() as folder:
        identities = _library(folder / "central", terminals)
        keys = [_asks(folder / str(one.number), one, requests) for one in identities]
        with (
            served(folder / "central") as address,
            chaos(int(address.rpartition(":")[2]), seed, faults) as proxy,
        ):
            if faults:
                address = f"http://{HOST}:{proxy.port}"
            began = time.monotonic()
            herd = _Herd(folder, address, identities, dice, result, hurry, began + spread_s)
            for one in identities:
                herd.line.append((began + dice.random() * spread_s, 0, one.number))
            heapq.heapify(herd.line)
            with ThreadPoolExecutor(_AT_ONCE) as pool:
                for thread in [pool.submit(herd.work) for _ in range(_AT_ONCE)]:
                    thread.result()
            result.took_s = time.monotonic() - began
            result.met = dict(proxy.met)
        _count(folder, identities, {key for some in keys for key in some}, result)
    return result


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="shirabe-soak-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _library(data: Path, terminals: int) -> list[Identity]:
    app = Central.open(data, SystemClock(), cost=CHEAP, library=LIBRARY)
    try:
        for card in CARDS:
            app.ils.put_patron(Patron(card, "見本 花子"), "canary-4726")
        with app.together():
            return [_enrolled(app) for _ in range(terminals)]
    finally:
        app.close()


def _enrolled(app: Central) -> Identity:
    code = app.terminals.add(BRANCH)
    ask = EnrolAsk(
        code=code, sign_key=verify_key(_SIGN), receive_key=public_key(b"R" * 32), version="1"
    )
    told = app.terminals.enrol(ask)
    return Identity(
        told.terminal,
        told.number,
        told.incarnation,
        told.library,
        told.branch,
        told.central_key,
        told.intake_key,
        told.intake_key_id,
    )


def _asks(folder: Path, identity: Identity, requests: int) -> list[str]:
    """What patrons asked for while the central was away; the keys."""
    keys = [str(uuid.uuid4()) for _ in range(requests)]
    ledger = Ledger.create(folder, _KEY, identity, SystemClock())
    kind, body = RequestKind.ALERT_ADD, AlertAddBody
    ledger.append([Draft(key, kind, Proof.LOCAL, CARDS[0], body(words=key), "tag") for key in keys])
    ledger.close()
    return keys


def _count(folder: Path, identities: list[Identity], keys: set[str], result: Return) -> None:
    connection = driver.connect(str(folder / "central" / DATABASE))
    settled = {key for (key,) in connection.execute("SELECT id FROM alerts")}
    twice = connection.execute("SELECT words FROM alerts GROUP BY words HAVING count(*) > 1")
    result.doubled = len(list(twice))
    connection.close()
    result.settled = len(settled & keys)
    for one in identities:
        ledger = Ledger.open(folder / str(one.number), _KEY, SystemClock())
        result.waiting += ledger.queued()
        ledger.close()
