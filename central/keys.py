"""The central's own keys: made on the first start, kept as files that only their owner reads.

They stand beside the database and not in it, so that a copy of the database opens no sealed box.
"""

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.circulation import sealing

FOLDER = "keys"
INTAKE_KEY = "intake_key"
"""The database's note of which keys belong to it."""


@dataclass(frozen=True, slots=True)
class Keys:
    """`sign`: snapshots and profiles; `intake`: opens sealed boxes; `store`: locks terminals' keys
    in the database; `cursor`: authenticates cursors. 32 bytes each; `intake_id` names the intake
    key."""

    sign: bytes
    intake: bytes
    store: bytes
    cursor: bytes

    @property
    def intake_id(self) -> str:
        """A short name for the present intake key, so that it can be changed one day."""
        return sealing.public_key(self.intake)[:16]

    @classmethod
    def load(cls, folder: Path) -> "Keys":
        """Read the keys in `folder`, or make what is missing."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return cls(**{name: _key(folder / f"{name}.key", make()) for name, make in _MAKERS.items()})

    @staticmethod
    def all_in(folder: Path) -> bool:
        """Whether every key is there; a new one in the place of a lost one would fit nothing."""
        return all((folder / f"{name}.key").exists() for name in _MAKERS)


_MAKERS: Mapping[str, Callable[[], bytes]] = {
    "sign": sealing.new_sign_key,
    "intake": sealing.new_box_key,
    "store": lambda: secrets.token_bytes(32),
    "cursor": lambda: secrets.token_bytes(32),
}


def _key(path: Path, fresh: bytes) -> bytes:
    if path.exists():
        key = path.read_bytes()
        if len(key) != 32:
            raise ValueError(f"{path.name} does not hold a key")
        return key
    # Whole or not at all: a key that is half written would be a lost key.
    new = path.with_suffix(".new")
    new.unlink(missing_ok=True)
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(fresh)
        file.flush()
        os.fsync(file.fileno())
    new.rename(path)
    return fresh
