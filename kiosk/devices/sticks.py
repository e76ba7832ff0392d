"""Where sticks lie: the mounted places of removable disks. Looks, and never mounts or writes.

Linux: what is mounted under /media, /run/media or /mnt. Windows: the drives it calls removable.
Elsewhere none is found, and a file is named on the command line.
"""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

MOUNTS = Path("/proc/self/mounts")
ROOTS = (Path("/media"), Path("/run/media"), Path("/mnt"))


def places(mounts: Path = MOUNTS, roots: Sequence[Path] = ROOTS) -> tuple[Path, ...]:
    """The folders of the sticks that are in now, oldest first. `mounts`: the kernel's table;
    `roots`: what sticks are mounted under."""
    if sys.platform == "win32":
        return _drives()
    try:
        lines = mounts.read_text("utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ()
    mounted = (Path(_plain(line.split(" ")[1])) for line in lines if line.count(" ") > 1)
    return tuple(place for place in mounted if any(root in place.parents for root in roots))


def holding(name: str, among: Sequence[Path]) -> Path | None:
    """The file of this name in the first of some places that has one; None where none does."""
    return next((found for place in among if _is_file(found := place / name)), None)


def _is_file(path: Path) -> bool:
    """A stick that is pulled out just now has none."""
    try:
        return path.is_file()
    except OSError:
        return False


def _plain(field: str) -> str:
    """The kernel writes spaces and the like as octal numbers of bytes."""
    raw = re.sub(rb"\\([0-7]{3})", lambda code: bytes([int(code[1], 8)]), _bytes(field))
    return raw.decode("utf-8", errors="surrogateescape")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", errors="surrogateescape")


if sys.platform == "win32":
    import ctypes
    import string

    _REMOVABLE = 2

    def _drives() -> tuple[Path, ...]:
        kind = ctypes.windll.kernel32.GetDriveTypeW
        drives = (f"{letter}:\\" for letter in string.ascii_uppercase)
        return tuple(Path(drive) for drive in drives if kind(drive) == _REMOVABLE)

else:

    def _drives() -> tuple[Path, ...]:
        return ()
