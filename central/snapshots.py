"""Signed catalogue files for terminals: built once, never changed, handed out in chunks.

The manifest lists every chunk's hash and is signed with the central's key; whoever has it can take
the chunks from anywhere.
"""

import hashlib
import itertools
import logging
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from kiosk import durable
from kiosk.catalogue import index
from kiosk.catalogue.records import Title
from kiosk.catalogue.schema import VERSION
from kiosk.catalogue.standing import Standing
from kiosk.circulation.messages import Manifest, manifest_content
from kiosk.circulation.sealing import sign

CHUNK = 4 * 1024 * 1024
_KEPT = 2
_LONGEST = timedelta(days=1)
"""No build takes so long; its version says when it began."""
_MOST_CHUNKS = 1 << 20
_log = logging.getLogger(__name__)


class Snapshots:
    """The folder of snapshots: one sub-folder per version, with `catalogue.db` and its manifest."""

    def __init__(self, folder: Path, sign_key: bytes) -> None:
        self._folder = folder
        self._sign_key = sign_key

    def build(
        self,
        titles: Iterable[Title],
        standing: Standing,
        cursor: str,
        now: datetime,
        above: int,
        progress: Callable[[int], None] | None = None,
    ) -> Manifest:
        """Write, sign and keep the next version, above all that are here, and above `above`."""
        least = max(int(now.timestamp()), above + 1, *(one + 1 for one in self._versions()))
        version, work = self._begin(least)
        try:
            file = work / "catalogue.db"
            report = index.build(
                file, titles, as_of=now, cursor=cursor, standing=standing, progress=progress
            )
            manifest = self._manifest(file, version, report.count, cursor, now)
            durable.write(work / "manifest.json", (manifest.model_dump_json().encode(),))
            durable.rename(work, self._folder / str(version))
        except BaseException:
            shutil.rmtree(work, ignore_errors=True)
            raise
        self._forget_old(now)
        return manifest

    def _begin(self, least: int) -> tuple[int, Path]:
        """A version, and a folder to build it in, that no other build has, of whatever program."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for version in itertools.count(least):
            work = self._folder / f".{version}.new"
            with suppress(FileExistsError):
                work.mkdir()
                if not (self._folder / str(version)).exists():
                    break
                work.rmdir()  # finished at this very moment
        return version, work

    def _manifest(
        self, file: Path, version: int, count: int, cursor: str, now: datetime
    ) -> Manifest:
        hashes: list[str] = []
        with file.open("rb") as reading:
            while part := reading.read(CHUNK):
                hashes.append(hashlib.sha256(part).hexdigest())
        bare = Manifest(
            version=version,
            schema_version=VERSION,
            created=now,
            size=file.stat().st_size,
            chunk_size=CHUNK,
            chunks=tuple(hashes),
            titles=count,
            cursor=cursor,
        )
        # Read back first: what is signed is exactly what a terminal will read.
        read = Manifest.model_validate_json(bare.model_dump_json())
        signature = sign(self._sign_key, manifest_content(read))
        return read.model_copy(update={"signature": signature})

    def latest(self) -> Manifest | None:
        """The newest manifest that terminals of this version can use; None before the first."""
        versions = self._versions()
        for version in reversed(versions):
            path = self._folder / str(version) / "manifest.json"
            try:
                found = Manifest.model_validate_json(path.read_text(encoding="utf-8"))
            except (OSError, ValueError):
                _log.warning("snapshot %s cannot be read and is passed over", version)
                continue
            if found.schema_version == VERSION:
                return found
        return None

    def chunk(self, version: int, number: int) -> bytes:
        """One chunk, from 0; KeyError where there is none."""
        if not 0 <= number < _MOST_CHUNKS:
            raise KeyError(number)
        try:
            with (self._folder / str(version) / "catalogue.db").open("rb") as reading:
                reading.seek(number * CHUNK)
                part = reading.read(CHUNK)
        except FileNotFoundError as error:  # forgotten, perhaps at this very moment
            raise KeyError(version) from error
        if not part:
            raise KeyError(number)
        return part

    def _versions(self) -> list[int]:
        if not self._folder.exists():
            return []
        return sorted(int(path.name) for path in self._folder.iterdir() if path.name.isdecimal())

    def _forget_old(self, now: datetime) -> None:
        versions = self._versions()
        for version in versions[:-_KEPT]:
            shutil.rmtree(self._folder / str(version), ignore_errors=True)
        # What a build that was cut off left behind; what began of late may still be at work.
        for left in self._folder.glob(".*.new"):
            if int(left.name.split(".")[1]) < (now - _LONGEST).timestamp():
                shutil.rmtree(left, ignore_errors=True)
