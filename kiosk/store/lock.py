"""One process per data folder: two writers of one ledger would fork its sequence.

The lock is the operating system's, so that it is gone with the process, however it ends.
"""

import os
import sys
from pathlib import Path

from kiosk.store.problems import AlreadyRunning, of_disk


class Lock:
    """Held from construction until `release`; AlreadyRunning where another holds it.

    DiskFull or CannotWrite where its file cannot be made or opened.
    """

    def __init__(self, folder: Path) -> None:
        path = folder / "terminal.lock"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._handle: int | None = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise of_disk(error) from None
        try:
            _take(self._handle)
        except OSError:
            os.close(self._handle)
            self._handle = None
            raise AlreadyRunning from None

    def release(self) -> None:
        """Let go; safe to call twice."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
