"""Requests to a USB stick: when a branch is cut off for days, or before a terminal is put away.

The file is as confidential as the ledger itself: its content is sealed to the central's intake key
and signed by the terminal. Nothing is deleted here by exporting.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from kiosk.circulation.sealing import seal_to, sign
from kiosk.store.ledger import Ledger
from kiosk.store.problems import CannotWrite, DiskFull

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written. `unsent`: of `count` rows, those that the central does not hold yet."""

    path: Path
    count: int
    unsent: int


def export(ledger: Ledger, sign_key: bytes, target: Path) -> Exported:
    """Write every row that the central has not safely backed up; a folder gets a named file."""
    identity = ledger.identity
    safe = int(ledger.note("safe_through") or 0)
    items = [item.model_dump(mode="json") for item in ledger.all_items(after=safe)]
    plain = {
        "terminal": identity.terminal,
        "incarnation": identity.incarnation,
        "items": items,
    }
    box = seal_to(identity.intake_key, json.dumps(plain, ensure_ascii=False).encode())
    envelope = {
        "format": FORMAT,
        "terminal": identity.terminal,
        "incarnation": identity.incarnation,
        "intake_key_id": identity.intake_key_id,
        "box": box,
        "signature": sign(sign_key, box.encode()),
    }
    if target.is_dir():
        target = target / f"shirabe-requests-{identity.number}-{ledger.now():%Y%m%d-%H%M}.json"
    _write(target, json.dumps(envelope))
    return Exported(target, len(items), ledger.queued())


def _write(target: Path, text: str) -> None:
    beside = target.with_name(f"{target.name}.new")
    try:
        with beside.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError as error:
        raise (DiskFull() if error.errno == 28 else CannotWrite()) from None
