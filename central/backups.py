"""A verified copy of the central's database, made while it serves.

Only what was read back whole counts: then terminals are told that their rows are safe. No key
stands in the copy, so that it opens no sealed box; they are copied beside it where that is asked.
"""

import hashlib
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import AwareDatetime, ValidationError
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DatabaseError

from central import ledgers
from central.clock import Clock
from central.database import Database
from central.keys import FOLDER as KEYS
from central.keys import INTAKE_KEY
from central.tables import meta, terminals
from kiosk import durable
from kiosk.circulation.messages import Message
from kiosk.sqlite import NotOurs, engine

NAME = "shirabe-central"
LIBRARIES = "libraries"
T = TypeVar("T")


class BackupFailed(Exception):  # noqa: N818 - a state of the world
    """Nothing was kept, or nothing was put back; the text says why in both languages."""


class Note(Message):
    """What stands beside a copy. `profiles`: the library's own; `intake`: which keys fit it."""

    format: int = 1
    made: AwareDatetime
    sha256: str
    size: int
    intake: str
    profiles: dict[str, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """A copy that was verified. `terminals`: how many are in it. `same_disk`: lost with it."""

    path: Path
    size: int
    terminals: int
    same_disk: bool


class Backups:
    """Copies of one central's database."""

    def __init__(self, data: Path, database: Database, clock: Clock) -> None:
        self._data = data
        self._database = database
        self._clock = clock

    def make(self, target: Path, *, with_keys: bool = False) -> Kept:
        """Copy, read back, and tell terminals that what is in it is safe. `target`: a folder that
        is there, a new file's name, or a former copy. BackupFailed, or OSError of the disk."""
        if not self._database.is_file:
            raise BackupFailed(
                "PostgreSQL の控えは pg_dump で作ります。 / PostgreSQL is backed up by pg_dump."
            )
        now = self._clock.now()
        path = _place(target, f"{NAME}-{now:%Y%m%d-%H%M%S}.db")
        if path.resolve().is_relative_to(self._data.resolve()):
            raise _inside()
        beside = path.with_name(f"{path.name}.new")
        try:
            self._database.copy_to(beside)
            reach, intake = verified(beside)
            note = Note(
                made=now,
                sha256=digest(beside),
                size=beside.stat().st_size,
                intake=intake,
                profiles=self._profiles(),
            )
            durable.write(note_of(path), (note.model_dump_json().encode(),), private=True)
            durable.into_place(beside, path)
        finally:
            beside.unlink(missing_ok=True)
        if with_keys:
            copy_keys(self._data / KEYS, path.parent / f"{NAME}-{KEYS}")
        self._tell(reach)
        same_disk = path.stat().st_dev == self._data.stat().st_dev
        return Kept(path, note.size, looked_at(path, _enrolled), same_disk)

    def _profiles(self) -> dict[str, str]:
        folder = self._data / LIBRARIES
        return {path.name: path.read_text("utf-8") for path in folder.glob("*.toml")}

    def _tell(self, reach: list[tuple[str, int, int]]) -> None:
        with self._database.write() as connection:
            for terminal, incarnation, through in reach:
                ledgers.make_safe(connection, terminal, incarnation, through)


def verified(path: Path) -> tuple[list[tuple[str, int, int]], str]:
    """How far each ledger reaches in a copy, and which keys fit it; every page was looked at."""

    def look(connection: Connection) -> tuple[list[tuple[str, int, int]], str]:
        if connection.exec_driver_sql("PRAGMA integrity_check").scalar() != "ok":
            raise damaged()
        intake = connection.execute(select(meta.c.value).where(meta.c.name == INTAKE_KEY)).scalar()
        return ledgers.heads_of(connection), str(intake or "")

    return looked_at(path, look)


def _enrolled(connection: Connection) -> int:
    count = select(func.count()).select_from(terminals).where(terminals.c.revoked.is_(False))
    return int(connection.execute(count).scalar_one())


def looked_at(path: Path, look: Callable[[Connection], T]) -> T:
    """What `look` sees in a copy that nobody uses; BackupFailed where it is none."""
    opened = engine(path, readonly=True)
    try:
        with opened.begin() as connection:
            return look(connection)
    except (NotOurs, DatabaseError) as error:
        raise damaged() from error
    finally:
        opened.dispose()


def damaged() -> BackupFailed:
    """The copy is not what was written."""
    return BackupFailed(
        "控えが壊れています。別の控えを使ってください。"
        " / The copy is damaged, or not one of ours: take another one."
    )


def _place(target: Path, name: str) -> Path:
    """Where the copy goes; BackupFailed rather than in the place of what is no copy of ours, or as
    a plain file under the name of a folder (a disk that is not mounted)."""
    if target.is_dir():
        return target / name
    if any(os.path.lexists(file) and not _is_copy(target) for file in (target, note_of(target))):
        raise BackupFailed(
            f"「{target}」は、すでにあるほかのファイルです。上書きはしません。"
            f" / {target} is another file that is there already, and is not replaced."
        )
    if not target.suffix or not target.parent.is_dir():
        raise BackupFailed(
            f"「{target}」というフォルダはありません。ディスクがつながっているか確かめてください"
            "(ファイルの名前は .db で終わります)。"
            f" / There is no folder {target}: is the disk there? (A file's name ends in .db.)"
        )
    return target


def _is_copy(path: Path) -> bool:
    """Whether a note of ours stands beside it."""
    try:
        return bool(Note.model_validate_json(note_of(path).read_bytes()))
    except (OSError, ValidationError):
        return False


def _inside() -> BackupFailed:
    return BackupFailed(
        "控えは、データの置き場の外に作ってください。"
        " / Make the copy outside the data folder: it would be lost with it."
    )


def note_of(path: Path) -> Path:
    """Where the note of a copy stands."""
    return path.with_name(f"{path.name}.json")


def digest(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def copy_keys(source: Path, target: Path) -> None:
    """Every key, readable by its owner only."""
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    for key in sorted(source.glob("*.key")):
        durable.write(target / key.name, (key.read_bytes(),), private=True)


def copy(source: Path, target: Path) -> None:
    """A private copy of a file; it is not durable before `durable.into_place`."""
    target.unlink(missing_ok=True)
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    shutil.copyfile(source, target)
