"""Requests to a USB stick: when a branch is cut off for days, or before a terminal is put away.

The file is as confidential as the ledger itself: its content is sealed to the central's intake key
and signed by the terminal. Nothing is deleted here by exporting.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk import durable
from kiosk.circulation.carrying import (
    REQUESTS_NAME,
    CarriedRequests,
    NotCarried,
    outside,
    pack,
)
from kiosk.circulation.messages import Item
from kiosk.store.identity import Identity
from kiosk.store.ledger import Ledger
from kiosk.store.problems import Problem
from kiosk.store.salvage import Salvaged


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written. `unsent`: of `count` rows, those that the central does not hold yet.
    `lost`: rows of a damaged ledger that could not be read any more."""

    path: Path
    count: int
    unsent: int
    lost: int = 0


class SalvageFailed(Problem):
    """Nothing of a ledger file can be read."""

    def __init__(self) -> None:
        super().__init__(
            "このファイルからは何も読み取れません。端末の鍵が違うか、壊れています。",
            "Nothing of this file can be read: another terminal's, or too badly damaged.",
        )


class NotWritten(Problem):
    """The stick cannot be written."""

    def __init__(self, target: Path) -> None:
        super().__init__(
            f"「{target}」に書き出せません。空き容量と書込み禁止を確かめてください。"
            "申込みは端末に残っています。",
            f"{target} cannot be written: look for free space and write protection."
            " The requests are still in the terminal.",
        )


class OtherFile(Problem):
    """Where the requests should go is a file of somebody's."""

    def __init__(self, target: Path) -> None:
        super().__init__(
            f"「{target}」は、すでにあるほかのファイルです。上書きはしません。",
            f"{target} is another file that is there already, and is not replaced.",
        )


class NoFolder(Problem):
    """The stick is not there."""

    def __init__(self, target: Path) -> None:
        super().__init__(
            f"「{target}」というフォルダはありません。USBメモリがつながっているか確かめてください"
            "(ファイルの名前は .json で終わります)。",
            f"There is no folder {target}: is the stick there? (A file's name ends in .json.)",
        )


def export(ledger: Ledger, sign_key: bytes, target: Path) -> Exported:
    """Write every row that the central has not safely backed up; a folder gets a named file.

    OtherFile, NoFolder, or NotWritten."""
    items = ledger.unsafe_items()
    path = _named(target, ledger.identity, ledger.now())
    to = ledger.intake_key()
    _write(path, _envelope(ledger.identity, sign_key, items, *to, ledger.unsure(items)))
    return Exported(path, len(items), ledger.queued())


def export_salvaged(found: Salvaged, sign_key: bytes, target: Path, at: datetime) -> Exported:
    """The same from a ledger file that was set aside, as far as it can still be read."""
    if found.identity is None:
        raise SalvageFailed
    items = [item for item in found.items if item.seq > found.safe]
    path = _named(target, found.identity, at)
    identity = found.identity
    key = identity.intake_key, identity.intake_key_id
    _write(path, _envelope(identity, sign_key, items, *key))
    return Exported(path, len(items), sum(item.seq > found.have for item in items), found.lost)


def _named(target: Path, identity: Identity, at: datetime) -> Path:
    """The file; never in the place of another one, nor a plain file named as a stick is."""
    if not target.is_dir():
        if os.path.lexists(target) and not _is_export(target):
            raise OtherFile(target)
        if not target.suffix:
            raise NoFolder(target)
        return target
    return target / f"{REQUESTS_NAME}-{identity.number}-{at:%Y%m%d-%H%M}.json"


def _is_export(target: Path) -> bool:
    try:
        return target.is_file() and bool(outside(target.read_bytes()))
    except (OSError, NotCarried):
        return False


def _envelope(
    identity: Identity,
    sign_key: bytes,
    items: Sequence[Item],
    to: str,
    key_id: str,
    unsure: tuple[str, ...] = (),
) -> str:
    content = CarriedRequests(
        terminal=identity.terminal,
        incarnation=identity.incarnation,
        items=tuple(item.model_dump(mode="json") for item in items),
        unsure=unsure,
    )
    return pack(content, to, sign_key, key_id)


def _write(target: Path, text: str) -> None:
    try:
        durable.write(target, (text.encode(),))
    except OSError:
        raise NotWritten(target) from None
