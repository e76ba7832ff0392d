"""The central's own keys: made on the first start, kept as files that only their owner reads.

They stand beside the database and not in it, so that a copy of the database opens no sealed box.
The intake's key is changed from time to time; former ones are kept for boxes still on their way.
"""

import os
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from kiosk import durable
from kiosk.circulation import sealing
from kiosk.circulation.calendar import JST

FOLDER = "keys"
INTAKE_KEY = "intake_key"
"""The database's note of which keys belong to it."""


KEEP_FORMER = timedelta(days=400)
"""Longer than any terminal is away with boxes sealed to a former key."""
_NEXT = "intake.next"
_FORMER = "intake-former-{}.key"


@dataclass(frozen=True, slots=True)
class Present:
    """The key that terminals seal to, in hex; its short name; since when it is the present one."""

    public: str
    id: str
    made: datetime


class IntakeKeys:
    """The key that sealed boxes are made for, and those before it. Read from the disk each time, so
    that a key changed by another process holds at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / "intake.key"

    @property
    def present(self) -> Present:
        """The key and its name, of one moment: it may change between two looks."""
        with self._file.open("rb") as file:
            key, made = file.read(), int(os.fstat(file.fileno()).st_mtime)
        return Present(sealing.public_key(key), _name(key), datetime.fromtimestamp(made, JST))

    def ids(self) -> frozenset[str]:
        """Every key that boxes are opened with."""
        return frozenset(_name(key) for key in self._all())

    def open(self, box: str) -> bytes:
        """What is in a box: it says which key it is for, but for those of the first version.
        BadSeal where none of ours opens it."""
        named, _, content = box.rpartition(":")
        for key in self._all():
            if named in ("", _name(key)):
                with suppress(sealing.BadSeal):
                    return sealing.open_sealed(key, content)
        raise sealing.BadSeal("sealed box does not open")

    def _all(self) -> Iterator[bytes]:
        yield self._file.read_bytes()
        for former in self._folder.glob(_FORMER.format("*")):
            yield former.read_bytes()

    # -- changing it: make the next one, note it in the database, put it into place --------------
    # Whoever changes it holds the database's turn to write at each of the three.

    def next_id(self) -> str | None:
        """The name of a key that was made to be the next; None where none waits."""
        path = self._folder / _NEXT
        return _name(path.read_bytes()) if path.exists() else None

    def prepare(self) -> str:
        """Make the next key, where none waits; its name."""
        return _name(_key(self._folder / _NEXT, sealing.new_box_key()))

    def take_up(self) -> None:
        """From now on the next key, where one waits, is the present one; that is a former one.

        It is younger than the one before whatever the clock says: terminals take no older one.
        """
        next_key = self._folder / _NEXT
        if not next_key.exists():
            return
        present = self._file.read_bytes()
        former = self._folder / _FORMER.format(_name(present))
        _key(former, present)
        os.utime(former)
        at = max(time.time(), self._file.stat().st_mtime + 1)
        os.utime(next_key, (at, at))
        durable.into_place(next_key, self._file)

    def forget_old(self, now: datetime) -> None:
        """Former keys that no box is on its way for any more."""
        for former in self._folder.glob(_FORMER.format("*")):
            if former.stat().st_mtime < (now - KEEP_FORMER).timestamp():
                former.unlink()


@dataclass(frozen=True, slots=True)
class Keys:
    """`sign`: snapshots and profiles; `intake`: opens sealed boxes; `store`: locks terminals' keys
    in the database; `cursor`: authenticates cursors. 32 bytes each."""

    sign: bytes
    store: bytes
    cursor: bytes
    intake: IntakeKeys

    @classmethod
    def load(cls, folder: Path) -> "Keys":
        """Read the keys in `folder`, or make what is missing."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = {name: _key(folder / f"{name}.key", make()) for name, make in _MAKERS.items()}
        return cls(made["sign"], made["store"], made["cursor"], IntakeKeys(folder))

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


def _name(key: bytes) -> str:
    return sealing.public_key(key)[:16]


def _key(path: Path, fresh: bytes) -> bytes:
    if path.exists():
        key = path.read_bytes()
        if len(key) != 32:
            raise ValueError(f"{path.name} does not hold a key")
        return key
    durable.write(path, (fresh,), private=True)
    return fresh
