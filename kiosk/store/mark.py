"""The side mark of the ledger: what its last row was, kept outside the file.

An emptied or rolled back SQLite file passes every check of its own; only something beside it can
tell. Two copies are written after each commit, so that a damaged one is no alarm; the disk is
waited for once, because a patron waits too.
"""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Mark:
    """The last row of a ledger: its sequence (0: none yet) and hash."""

    terminal: str
    incarnation: int
    seq: int
    hash: str


_NAMES = ("ledger.mark", "ledger.mark.copy")


def read(folder: Path) -> Mark | None:
    """The furthest readable copy; None where there is none."""
    found = [mark for name in _NAMES if (mark := _read_one(folder / name)) is not None]
    return max(found, key=lambda mark: (mark.incarnation, mark.seq), default=None)


def _read_one(path: Path) -> Mark | None:
    try:
        value = json.loads(path.read_text("utf-8"))
        return Mark(
            str(value["terminal"]),
            int(value["incarnation"]),
            int(value["seq"]),
            str(value["hash"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write(folder: Path, mark: Mark) -> None:
    """Write both copies, one after the other, each by atomic rename; the first is synced.

    The second may be older after a power cut, or empty: then the first is whole. A full disk is no
    failure here: the row itself is committed, and an older mark stays true.
    """
    text = json.dumps(asdict(mark))
    for name in _NAMES:
        with suppress(OSError):
            beside = folder / f"{name}.new"
            with beside.open("w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                if name == _NAMES[0]:
                    os.fsync(file.fileno())
            beside.replace(folder / name)


def forget(folder: Path) -> None:
    """Remove both copies: only when a ledger has been put away on purpose."""
    for name in _NAMES:
        (folder / name).unlink(missing_ok=True)
