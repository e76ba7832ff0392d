"""Putting a copy of the central's database back, where no central uses the folder now.

Nothing is overwritten: a database that is there is set aside. Terminals heal the rest: they are
told less than they were, and offer again what is missing.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlcipher3.dbapi2 as driver
from pydantic import ValidationError
from sqlalchemy import Connection, delete

from central import backups
from central.backups import LIBRARIES, NAME, BackupFailed, Note
from central.database import Database, NewerSchema, place_of, put
from central.feed import EPOCH
from central.keys import FOLDER as KEYS
from central.keys import Keys
from central.tables import codes, meta, sessions
from kiosk import durable
from kiosk.sqlite import NotOurs

FILE = "central.db"


@dataclass(frozen=True, slots=True)
class Restored:
    """`made`: when the copy was. `kept`: where the former database is, where there was one."""

    made: datetime
    kept: Path | None


def restore(data: Path, file: Path, keys: Path | None = None, *, replace: bool = False) -> Restored:
    """Put a copy back. `keys`: where its keys are, where not in the folder or beside the copy.

    BackupFailed, or OSError of the disk; then the folder is as it was.
    """
    if not isinstance(place_of(data), Path):
        raise BackupFailed(
            "PostgreSQL の控えは pg_restore で戻します。 / PostgreSQL is put back by pg_restore."
        )
    note = _checked(file)
    _, intake = backups.verified(file)
    present = data / FILE
    if present.exists() and present.stat().st_size:
        _refuse_to_replace(present, asked=replace)
    data.mkdir(parents=True, exist_ok=True)
    _bring_keys(data / KEYS, keys or file.parent / f"{NAME}-{KEYS}", intake)
    beside = data / f"{FILE}.restoring"
    try:
        backups.copy(file, beside)
        _begin_anew(beside)
        kept = _set_aside(present)
        durable.into_place(beside, present)
    finally:
        for ending in ("", "-wal", "-shm"):
            Path(f"{beside}{ending}").unlink(missing_ok=True)
    for name, text in note.profiles.items():
        own = data / LIBRARIES / Path(name).name
        if not own.exists():
            own.parent.mkdir(exist_ok=True)
            durable.write(own, (text.encode(),), private=True)
    return Restored(note.made, kept)


def _checked(file: Path) -> Note:
    if file.is_dir():
        newest = max(file.glob(f"{NAME}-*.db"), default=file / f"{NAME}-….db")
        raise BackupFailed(
            f"「{file}」はフォルダです。{newest} のように、控えのファイルを指定してください。"
            f" / {file} is a folder: name the copy itself, like {newest}."
        )
    if not file.exists():
        raise BackupFailed(f"「{file}」がありません。 / There is no file {file}.")
    try:
        note = Note.model_validate_json(backups.note_of(file).read_bytes())
    except FileNotFoundError as error:
        raise BackupFailed(
            f"{backups.note_of(file)} がありません。控えと一緒に置いてください。"
            " / The note that was made with the copy is missing."
        ) from error
    except ValidationError as error:
        raise backups.damaged() from error
    if (file.stat().st_size, backups.digest(file)) != (note.size, note.sha256):
        raise backups.damaged()
    return note


def _refuse_to_replace(present: Path, *, asked: bool) -> None:
    if not asked:
        raise BackupFailed(
            f"{present} があります。置き換えるときは --replace を付けてください。"
            " / There is a database already: --replace sets it aside and takes its place."
        )
    try:
        with _only_user(present) as connection:
            # Refused while anybody else has it open; and its log ends in the file.
            connection.execute("PRAGMA journal_mode = DELETE")
    except driver.OperationalError as error:
        if "locked" in str(error):
            raise BackupFailed(
                "中央サーバが動いています。止めてから戻してください。"
                " / A central is running on this data: stop it first."
            ) from error
    except driver.DatabaseError:
        return  # what cannot be read is used by nobody


class _only_user:  # noqa: N801 - reads as a word
    def __init__(self, path: Path) -> None:
        self._connection = driver.connect(str(path), isolation_level=None, timeout=0.5)

    def __enter__(self) -> driver.Connection:
        return self._connection

    def __exit__(self, *_: object) -> None:
        self._connection.close()


def _bring_keys(folder: Path, other: Path, intake: str) -> None:
    """The keys that fit the copy; those that are there are never overwritten."""
    if not Keys.all_in(folder):
        if folder.exists() or not Keys.all_in(other):
            raise BackupFailed(
                f"{folder} に鍵がありません。控えの鍵の場所を --keys で指定してください。"
                " / The keys are missing: say with --keys where their copy is."
            )
        if intake in Keys.load(other).intake.ids():
            backups.copy_keys(other, folder)
    if not Keys.all_in(folder) or intake not in Keys.load(folder).intake.ids():
        raise BackupFailed(
            "この控えに合う鍵ではありません。"
            " / These are the keys of another central than the copy's."
        )


def _begin_anew(path: Path) -> None:
    """What was told since the copy was made is not known any more: cursors of that time fit no
    longer, so that terminals take patrons' rows and the catalogue afresh."""
    try:
        database = Database(path)
    except (NotOurs, NewerSchema) as error:
        raise BackupFailed(
            "この控えは新しい版で作られています。プログラムを更新してください。"
            " / The copy was written by a newer version: update this program."
        ) from error
    try:
        with database.write() as connection:
            _forget_what_was_told(connection)
    finally:
        database.close()


def _forget_what_was_told(connection: Connection) -> None:
    put(connection, meta, {"name": EPOCH, "value": secrets.token_hex(8)})
    connection.execute(delete(codes))
    connection.execute(delete(sessions))


def _set_aside(present: Path) -> Path | None:
    if not present.exists():
        return None
    number = 1
    while (kept := present.with_name(f"central.kept-{number}.db")).exists():
        number += 1
    for ending in ("-wal", "-shm", ""):
        former = Path(f"{present}{ending}")
        if former.exists():
            durable.rename(former, Path(f"{kept}{ending}"))
    return kept
