"""Power cuts: what a disk may hold when the power fails at any moment, and what becomes of it.

A journal of all writes and syncs of a real writer (`journal.c`) is replayed up to a random point.
What was synced is there; of the rest nothing, a beginning, any part, torn in the middle of a
sector's neighbours, or all. Renames count as durable at once, and disks that lie are not modelled.
"""

import os
import random
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from demo.bench.faults.stage import scratch
from demo.bench.faults.writer import ACKS, LENGTH, reopen
from kiosk.store.problems import Problem

SOURCE = Path(__file__).with_name("journal.c")
SECTOR = 512
_HEAD = struct.Struct("<cIqI")


class NoCompiler(Exception):  # noqa: N818 - a state of the machine
    """The journal cannot be built here; the text says why."""


@dataclass(frozen=True, slots=True)
class Cuts:
    """What became of so many images: in how many a confirmed request was gone."""

    images: int = 0
    losing: int = 0
    example: str = ""

    def __add__(self, other: "Cuts") -> "Cuts":
        """Both together."""
        return Cuts(
            self.images + other.images, self.losing + other.losing, self.example or other.example
        )


@dataclass
class File:
    """What is on the disk for certain, and what has only been asked for."""

    synced: bytearray = field(default_factory=bytearray)
    asked: list[tuple[int, bytes | None]] = field(default_factory=list)

    def sync(self) -> None:
        """All that was asked for is there now."""
        for at, data in self.asked:
            _apply(self.synced, at, data)
        self.asked.clear()

    def image(self, dice: random.Random, mode: str) -> bytes:
        """What may be there when the power is gone."""
        content, asked = bytearray(self.synced), list(self.asked)
        if mode == "nothing":
            asked = []
        elif mode == "beginning":
            asked = asked[: dice.randint(0, len(asked))]
        elif mode == "part":
            asked = [one for one in asked if dice.random() < 0.5]
            if asked and (data := asked[-1][1]) is not None:
                kept = data[: SECTOR * dice.randint(0, len(data) // SECTOR)]
                asked[-1] = (asked[-1][0], kept)
        for at, data in asked:
            _apply(content, at, data)
        return bytes(content)


MODES = ("nothing", "beginning", "part", "all")


def _apply(content: bytearray, at: int, data: bytes | None) -> None:
    if data is None:
        del content[at:]
        content.extend(bytes(at - len(content)))
        return
    content.extend(bytes(max(0, at + len(data) - len(content))))
    content[at : at + len(data)] = data


def build(folder: Path) -> Path:
    """The journal as a library to preload; NoCompiler where it cannot be built."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or sys.platform != "linux":
        raise NoCompiler("no C compiler here, or no Linux: power cuts are not simulated")
    made = folder / "journal.so"
    command = [compiler, "-shared", "-fPIC", "-O1", str(SOURCE), "-o", str(made), "-ldl"]
    command.append("-lpthread")
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - as made above
    if done.returncode:
        raise NoCompiler("the C compiler cannot build the journal here")
    return made


def cut(seed: int, images: int, level: str = "FULL", requests: int = 60) -> Cuts:
    """Run a writer once, and look at so many images of its disk."""
    dice = random.Random(seed)  # noqa: S311 - can be told again
    with scratch() as folder:
        journal = _written(folder, requests, level)
        events = list(_events(journal))
        first = next(at for at, (_, path, _, _) in enumerate(events) if path.endswith(ACKS))
        points = sorted(dice.randint(first + 1, len(events)) for _ in range(images))
        return _look(folder / "image", events, points, dice)


def _written(folder: Path, requests: int, level: str) -> bytes:
    disk = folder / "disk"
    disk.mkdir()
    journal = folder / "journal"
    environment = os.environ | {
        "LD_PRELOAD": str(build(folder)),
        "SHIRABE_WATCH": str(disk),
        "SHIRABE_JOURNAL": str(journal),
    }
    root = Path(__file__).parents[3]
    environment["PYTHONPATH"] = str(root)
    command = [sys.executable, "-m", "demo.bench.faults.writer", str(disk), str(requests), level]
    subprocess.run(command, env=environment, check=True, cwd=root)  # noqa: S603 - our own program
    return journal.read_bytes()


Event = tuple[bytes, str, int, bytes]


def _events(journal: bytes) -> Iterator[Event]:
    at = 0
    while at < len(journal):
        kind, length, place, size = _HEAD.unpack_from(journal, at)
        at += _HEAD.size
        path = journal[at : at + length].decode()
        at += length
        yield kind, path, place, journal[at : at + size]
        at += size


def _look(folder: Path, events: list[Event], points: list[int], dice: random.Random) -> Cuts:
    files: dict[str, File] = {}
    told: list[str] = []
    done, found = 0, Cuts()
    for point in points:
        for event in events[done:point]:
            _happens(files, told, event)
        done = point
        mode = dice.choice(MODES)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for path, file in files.items():
            (folder / Path(path).name).write_bytes(file.image(dice, mode))
        why = _lost(folder, told)
        found += Cuts(1, int(bool(why)), f"{why}, at {point}, {mode}" if why else "")
    return found


def _happens(files: dict[str, File], told: list[str], event: Event) -> None:
    kind, path, at, data = event
    if path.endswith(ACKS):
        if kind == b"W":
            told.append(data.decode()[: LENGTH - 1])
    elif path.endswith(("-shm", ".lock")):
        return  # not read after a crash
    elif kind == b"W":
        files.setdefault(path, File()).asked.append((at, data))
    elif kind == b"T":
        files.setdefault(path, File()).asked.append((at, None))
    elif kind == b"S" and path in files:
        files[path].sync()
    elif kind == b"R" and path in files:
        files[data.decode()] = files.pop(path)
    elif kind == b"U":
        files.pop(path, None)


def _lost(folder: Path, told: list[str]) -> str:
    """What is wrong with this disk: a sentence, or nothing."""
    try:
        ledger = reopen(folder)
    except Problem as problem:
        return problem.english
    try:
        kept = {item.key for item in ledger.all_items()}
    finally:
        ledger.close()
    missing = len(set(told) - kept)
    return f"{missing} confirmed requests are gone" if missing else ""
