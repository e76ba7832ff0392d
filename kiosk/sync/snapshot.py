"""One snapshot on its way here: a file filled chunk by chunk, each checked before it counts.

What came through survives failures and restarts, because a chunk is in place where it fits its
hash. Room is always left for the ledger: a catalogue can be had again, a patron's request cannot.
Nothing is opened or installed here.
"""

import hashlib
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kiosk.circulation.messages import Manifest
from kiosk.ports import Misunderstood
from kiosk.store.database import guarded
from kiosk.store.problems import DiskFull

LEFT_FREE = 32 * 1024 * 1024
"""Bytes of the disk that no catalogue may take."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a snapshot has come, in bytes."""

    done: int
    size: int


def room_for(more: int, folder: Path) -> None:
    """DiskFull where `more` bytes of catalogue would not leave enough for the ledger."""
    if shutil.disk_usage(folder).free < more + LEFT_FREE:
        raise DiskFull


def fetch(
    chunk: Callable[[int, int], bytes],
    manifest: Manifest,
    place: Path,
    progress: Callable[[Progress], None] | None = None,
) -> None:
    """Bring what `place` lacks of a snapshot; `chunk` is asked by version and number.

    Raises what `chunk` raises, Misunderstood where a chunk is not what was signed, DiskFull (the
    space is given back then) or CannotWrite.
    """
    try:
        with guarded():
            place.parent.mkdir(parents=True, exist_ok=True)
            place.touch()
            room_for(manifest.size - place.stat().st_size, place.parent)
            with place.open("r+b") as file:
                _fill(file, chunk, manifest, progress or (lambda _: None))
    except DiskFull:
        place.unlink(missing_ok=True)
        raise


def _fill(
    file: BinaryIO,
    chunk: Callable[[int, int], bytes],
    manifest: Manifest,
    progress: Callable[[Progress], None],
) -> None:
    step, size = manifest.chunk_size, manifest.size
    for number, digest in enumerate(manifest.chunks):
        at = number * step
        end = min(at + step, size)
        file.seek(at)
        if _hash(file.read(end - at)) != digest:
            content = chunk(manifest.version, number)
            if len(content) != end - at or _hash(content) != digest:
                raise Misunderstood("a chunk is not what was signed")
            file.seek(at)
            file.write(content)
            _make_durable(file)
        progress(Progress(end, size))
    file.truncate(size)
    _make_durable(file)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _make_durable(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
