"""Disks that are full, refuse to be written, or damage what they hold: the ledger must not lie.

Each trial confirms requests until the disk says no, and then counts what is there.
"""

import os
import random
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, event

from demo.bench.faults import writer
from demo.bench.faults.stage import scratch
from kiosk.store.ledger import FILE
from kiosk.store.problems import CannotWrite, Damaged, DiskFull, LedgerLost, Problem


@dataclass(frozen=True, slots=True)
class Trials:
    """How many disks, and on how many of them the ledger failed its patrons."""

    disks: int = 0
    failed: int = 0
    example: str = ""

    def with_one(self, why: str) -> "Trials":
        """One more; `why` is empty where all was well."""
        return Trials(self.disks + 1, self.failed + bool(why), self.example or why)


def full(count: int, seed: int) -> Trials:
    """The disk takes so many bytes of a file and no more, in the middle of a write if need be."""
    trials = Trials()
    if sys.platform == "win32":
        return trials
    dice = random.Random(seed)  # noqa: S311 - can be told again
    for _ in range(count):
        with scratch() as folder:
            trials = trials.with_one(_full(folder, dice.randrange(60_000, 400_000)))
    return trials


def _full(folder: Path, limit: int) -> str:
    told, acks = _begun(folder)
    ledger = writer.reopen(folder)
    with _limited(limit):
        try:
            for _ in range(400):
                writer.confirm(ledger, acks)
            said = ""
        except (DiskFull, CannotWrite):
            said = "refused"
        finally:
            ledger.close()
    os.close(acks)
    return _missing(folder, told) if said else "the disk was never full"


@contextmanager
def _limited(size: int) -> Iterator[None]:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def refusing(count: int) -> Trials:
    """From one moment on nothing may be written; then it may again."""
    trials = Trials()
    for _ in range(count):
        with scratch() as folder:
            trials = trials.with_one(_refusing(folder))
    return trials


def _refusing(folder: Path) -> str:
    told, acks = _begun(folder)
    ledger = writer.reopen(folder)

    def refuse(connection: Connection) -> None:
        raw = connection.connection.driver_connection
        if raw is not None:
            raw.execute("PRAGMA query_only = ON")

    event.listen(Engine, "engine_connect", refuse)
    try:
        writer.confirm(ledger, acks)
        said = "a request was confirmed on a disk that cannot be written"
    except (DiskFull, CannotWrite):
        said = ""
    finally:
        event.remove(Engine, "engine_connect", refuse)
        ledger.close()
        os.close(acks)
    return said or _missing(folder, told)


def _begun(folder: Path, requests: int = 5) -> tuple[set[str], int]:
    acks = os.open(folder / writer.ACKS, os.O_RDWR | os.O_CREAT, 0o600)
    ledger = writer.create(folder)
    for _ in range(requests):
        writer.confirm(ledger, acks)
    ledger.close()
    return _told(folder), acks


def _told(folder: Path) -> set[str]:
    return set((folder / writer.ACKS).read_text("ascii").split())


def _missing(folder: Path, least: set[str]) -> str:
    told = _told(folder)
    if not told >= least:
        return "what was told is gone"
    ledger = writer.reopen(folder)
    try:
        kept = {item.key for item in ledger.all_items()}
    finally:
        ledger.close()
    return "" if told <= kept else f"{len(told - kept)} confirmed requests are gone"


# -- damage ---------------------------------------------------------------------------------------

DAMAGES = ("a bit", "a sector", "a page", "an end", "everything", "older", "another's", "zeros")


def damaged(count: int, seed: int) -> Trials:
    """A file is not what was written: it is opened with every row in it, or kept and told of."""
    dice = random.Random(seed)  # noqa: S311 - can be told again
    trials = Trials()
    for number in range(count):
        how = DAMAGES[number % len(DAMAGES)]
        with scratch() as folder:
            why = _damaged(folder, how, dice)
            trials = trials.with_one(f"{how}: {why}" if why else "")
    return trials


def _damaged(folder: Path, how: str, dice: random.Random) -> str:
    told, acks = _begun(folder, 3)
    older = (folder / FILE).read_bytes()
    ledger = writer.reopen(folder)
    for _ in range(20):
        writer.confirm(ledger, acks)
    ledger.close()
    os.close(acks)
    told = _told(folder)
    (folder / FILE).write_bytes(_spoil((folder / FILE).read_bytes(), older, how, dice))
    try:
        opened = writer.reopen(folder)
    except LedgerLost as lost:
        return "" if (folder / lost.kept_as).exists() else "the file was not kept"
    except Problem as problem:
        return f"{type(problem).__name__} instead of LedgerLost"
    try:
        kept = {item.key for item in opened.all_items()}
    except Damaged:
        return "damage was found only on reading"
    finally:
        opened.close()
    return "" if told <= kept else "rows are gone, and nobody was told"


def _spoil(content: bytes, older: bytes, how: str, dice: random.Random) -> bytes:
    at = dice.randrange(len(content))
    spoilt = bytearray(content)
    match how:
        case "a bit":
            spoilt[at] ^= 1 << dice.randrange(8)
        case "a sector":
            spoilt[at // 512 * 512 : at // 512 * 512 + 512] = bytes(512)
        case "a page":
            spoilt[at // 4096 * 4096 : at // 4096 * 4096 + 4096] = bytes(4096)
        case "an end":
            del spoilt[at:]
        case "everything":
            spoilt.clear()
        case "older":
            spoilt[:] = older
        case "another's":
            spoilt[:] = dice.randbytes(len(content))
        case "zeros":
            spoilt[:] = bytes(len(content))
    return bytes(spoilt)
