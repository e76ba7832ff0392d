"""The program whose power is cut: it confirms requests, and says so only when they are committed.

`python -m demo.bench.faults.writer FOLDER REQUESTS FULL|NORMAL`. NORMAL is the fault to be caught:
the product itself refuses a ledger that is not FULL.
"""

import os
import sys
import uuid
from pathlib import Path

from sqlalchemy import Connection, Engine, event

from demo.bench.faults.fate import TrueTime
from kiosk.circulation.facts import Contact
from kiosk.circulation.messages import HoldBody, Proof, RequestKind
from kiosk.store.identity import Identity
from kiosk.store.ledger import Draft, Ledger

KEY = b"P" * 32
ACKS = "acks"
LENGTH = 37
_WHO = Identity("terminal", 1, 1, "okayama", "chuo", "00", "00", "none")


def draft(key: str) -> Draft:
    """A hold."""
    body = HoldBody(title="T1", pickup="chuo", contact=Contact.NONE)
    return Draft(key, RequestKind.HOLD, Proof.LOCAL, "10000001", body, "tag")


def create(folder: Path) -> Ledger:
    """A new ledger."""
    return Ledger.create(folder, KEY, _WHO, TrueTime())


def reopen(folder: Path) -> Ledger:
    """The ledger that is there."""
    return Ledger.open(folder, KEY, TrueTime())


def confirm(ledger: Ledger, acks: int) -> None:
    """One request, and then the word that it is safe."""
    key = str(uuid.uuid4())
    ledger.append([draft(key)])
    os.write(acks, f"{key}\n".encode())


def main() -> None:
    """Write."""
    folder, count, level = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]

    def pragmas(connection: Connection) -> None:
        raw = connection.connection.driver_connection
        assert raw is not None  # noqa: S101 - it is connected
        raw.execute("PRAGMA wal_autocheckpoint = 30")  # many checkpoints in a short time
        if level != "FULL":
            raw.execute(f"PRAGMA synchronous = {level}")

    ledger = create(folder)
    event.listen(Engine, "engine_connect", pragmas)
    acks = os.open(folder / ACKS, os.O_WRONLY | os.O_CREAT, 0o600)
    for _ in range(count):
        confirm(ledger, acks)
    os._exit(0)


if __name__ == "__main__":
    main()
