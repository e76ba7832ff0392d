"""A full disk: the room that was kept is given away, and what was touched is still written."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.circulation.sealing import new_box_key, new_sign_key, public_key
from kiosk.setup.export import export
from kiosk.store import ballast
from kiosk.store.ballast import Ballast
from kiosk.store.ledger import Ledger
from kiosk.store.problems import DiskFull, LedgerFull
from tests.fakes import FakeClock
from tests.unit.store.conftest import IDENTITY, KEY, draft


class Room(Ballast):
    """Ballast of a disk that is the ledger's own limit of pages."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.ledger: Ledger | None = None
        self.asked = 0

    def release(self, *, full: bool) -> bool:
        """Give it away, once."""
        self.asked += 1
        if not full or self.ledger is None or self.asked > 1:
            return False
        limit(self.ledger, 1_000_000)
        return True


def limit(ledger: Ledger, pages: int | None = None) -> None:
    """No more pages than these, or than there are now."""
    with ledger._engine.connect() as connection:
        pages = pages or int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


def test_what_was_touched_on_a_full_disk_is_still_written(ledger: Ledger, tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.ledger = ledger
    ledger.ballast = room
    limit(ledger)
    rows = ledger.append([draft(f"T{number}") for number in range(200)])
    assert (len(rows), room.asked) == (200, 1)
    limit(ledger)
    with pytest.raises(DiskFull):
        ledger.append([draft("T9") for _ in range(200)])
    last = ledger.last_item()
    assert last is not None
    assert last.seq == 200


def test_ballast_is_made_once_released_once_and_made_again(tmp_path: Path) -> None:
    made = Ballast(tmp_path)
    assert not made.release(full=True)
    made.keep()
    made.keep()
    assert (tmp_path / ballast.NAME).stat().st_size == ballast.SIZE
    assert (tmp_path / ballast.NAME).stat().st_blocks * 512 >= ballast.SIZE
    assert not made.release(full=False)
    assert made.release(full=True)
    assert not made.release(full=True)
    made.keep()
    assert made.release(full=True)


def test_so_many_unsent_rows_are_a_sentence_and_none_is_lost(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.store.ledger.CAP", 3)
    ledger.append([draft() for _ in range(3)])
    with pytest.raises(LedgerFull, match="失われていません"):
        ledger.append([draft()])
    assert ledger.queued() == 3


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 24 MiB; skipped where none may be mounted."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=24m", "none", str(place)]
    if os.name != "posix" or shutil.which("mount") is None:
        pytest.skip("no small disk can be mounted here")
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no small disk may be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def _fill(place: Path) -> None:
    with (place / "somebody-elses-log").open("ab", buffering=0) as file:
        try:
            while True:
                file.write(bytes(64 * 1024))
        except OSError:
            pass
        try:
            while True:
                file.write(b"x")
        except OSError:
            return


def test_a_stopped_terminal_on_a_full_disk_opens_exports_and_goes_on(
    small_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ballast, "PLENTY", ballast.SIZE + ballast.LOW)
    clock, identity = FakeClock(), replace(IDENTITY, intake_key=public_key(new_box_key()))
    ledger = Ledger.create(small_disk, KEY, identity, clock)
    ledger.ballast.keep()
    ledger.append([draft("T1")])
    ledger.close()
    _fill(small_disk)
    assert shutil.disk_usage(small_disk).free == 0
    again = Ledger.open(small_disk, KEY, clock)
    assert not (small_disk / ballast.NAME).exists()
    again.append([draft("T2")])
    assert export(again, new_sign_key(), tmp_path).count == 2
    again.ballast.keep()
    assert not (small_disk / ballast.NAME).exists()
    (small_disk / "somebody-elses-log").unlink()
    again.ballast.keep()
    assert (small_disk / ballast.NAME).exists()
    again.close()


def test_without_ballast_a_full_disk_is_a_sentence(small_disk: Path) -> None:
    ledger = Ledger.create(small_disk, KEY, IDENTITY, FakeClock())
    (kept,) = ledger.append([draft("T1")])
    _fill(small_disk)
    many = [draft(f"T{number}") for number in range(2000)]
    with pytest.raises(DiskFull):
        ledger.append(many)
    assert next(iter(ledger.all_items())) == kept.item
    ledger.close()
