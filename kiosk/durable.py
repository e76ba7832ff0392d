"""Files that a power cut leaves whole, and under their name: the one way to put one into place.

A file is written beside its place, synced, renamed, and then its folder is synced: a rename that
only memory knows of is lost with the power. Nothing here knows what stands in a file.
"""

import errno
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def write(path: Path, parts: Iterable[bytes], *, private: bool = False) -> None:
    """Write a file whole, or leave what was there; OSError of the disk. `private`: only its owner
    reads it."""
    beside = path.with_name(f"{path.name}.new")
    try:
        beside.unlink(missing_ok=True)
        mode = 0o600 if private else 0o666
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(handle, "wb") as file:
            for part in parts:
                file.write(part)
        into_place(beside, path)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def into_place(beside: Path, path: Path) -> None:
    """Give a finished file its name, in the place of what has it now; OSError of the disk."""
    with beside.open("r+b") as file:
        os.fsync(file.fileno())
    rename(beside, path)


def rename(present: Path, path: Path) -> None:
    """Give a file that is synced already, or a folder, another name in the same folder."""
    present.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; Windows does so by itself, and has no such call."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno != errno.EINVAL:  # a stick whose file system has no such call either
            raise
    finally:
        os.close(handle)
