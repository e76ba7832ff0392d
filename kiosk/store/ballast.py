"""A file that takes up room, so that there is some when a patron's request needs it.

When the disk is full it is given away, and what was asked for can still be written or exported.
Made again only when there is plenty of room, so that it never takes its own room back.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path

NAME = "ballast"
SIZE = 16 * 1024 * 1024
"""Bytes: thousands of requests, and what SQLite itself needs to open the ledger."""
PLENTY = 4 * SIZE
LOW = 1024 * 1024


class Ballast:
    """The ballast of one data folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / NAME

    def release(self, *, full: bool) -> bool:
        """Give the room away; True where there is more room now. `full`: the disk is known to be
        full; otherwise only where it looks so, as little can be told from a file that is refused.
        """
        with suppress(OSError):
            if full or shutil.disk_usage(self._folder).free < LOW:
                self._path.unlink()
                return True
        return False

    def keep(self) -> None:
        """Make it where it is missing and there is plenty of room; never an error."""
        with suppress(OSError):
            if self._path.exists() or shutil.disk_usage(self._folder).free < PLENTY:
                return
            self._path.with_suffix(".new").unlink(missing_ok=True)
            _fill(self._path.with_suffix(".new"))
            self._path.with_suffix(".new").replace(self._path)


def _fill(path: Path) -> None:
    """Really take the room up: a file with holes would hold none."""
    with path.open("xb") as file:
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(file.fileno(), 0, SIZE)
        else:
            for _ in range(SIZE // LOW):
                file.write(bytes(LOW))
        file.flush()
        os.fsync(file.fileno())
