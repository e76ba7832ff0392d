"""A second copy, and what is left of a damaged ledger."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kiosk.circulation.sealing import new_box_key, public_key
from kiosk.setup.export import SalvageFailed, export_salvaged
from kiosk.sqlite import engine
from kiosk.store.ledger import FILE, Ledger
from kiosk.store.salvage import salvage
from tests.fakes import START, FakeClock
from tests.unit.store.conftest import IDENTITY, KEY, draft


def test_the_second_copy_has_every_row_and_is_as_closed(ledger: Ledger, tmp_path: Path) -> None:
    ledger.append([draft(f"T{number}", card="98765432") for number in range(5)])
    place = tmp_path / "second"
    ledger.copy_to(place)
    ledger.append([draft("T9")])
    found = salvage(place / FILE, KEY, tmp_path)
    assert [item.seq for item in found.items] == [1, 2, 3, 4, 5]
    assert (found.identity, found.lost) == (IDENTITY, 0)
    assert b"98765432" not in b"".join(path.read_bytes() for path in place.iterdir())


def test_patrons_go_on_asking_while_a_copy_is_made(ledger: Ledger, tmp_path: Path) -> None:
    """Every copy made on the way has at least the rows that stood there when it was begun."""
    done = threading.Event()

    def ask() -> None:
        for number in range(250):
            ledger.append([draft(f"T{number}")])
        done.set()

    writer = threading.Thread(target=ask)
    writer.start()
    copies = 0
    while not done.is_set() or not copies:
        newest = ledger.last_item()
        ledger.copy_to(tmp_path / "second")
        found = salvage(tmp_path / "second" / FILE, KEY, tmp_path)
        assert found.lost == 0
        assert len(found.items) >= (0 if newest is None else newest.seq)
        copies += 1
    writer.join()


def test_nobody_waits_for_a_writer_to_read(ledger: Ledger, tmp_path: Path) -> None:
    ledger.append([draft()])
    other = engine(tmp_path / FILE, key=KEY)
    with other.begin():
        assert ledger.queued() == 1
        ledger.copy_to(tmp_path / "second")
    other.dispose()


def test_a_damaged_page_costs_only_its_own_rows(ledger: Ledger, tmp_path: Path) -> None:
    ledger.append([draft(f"T{number}") for number in range(200)])
    ledger.close()
    path = tmp_path / FILE
    sound = path.read_bytes()
    lost: list[int] = []
    for page in range(len(sound) * 3 // 8 // 4096, len(sound) * 5 // 8 // 4096):
        content = bytearray(sound)
        content[page * 4096 : (page + 1) * 4096] = bytes(4096)
        path.write_bytes(content)
        found = salvage(path, KEY, tmp_path)
        assert found.identity == IDENTITY
        assert len(found.items) + found.lost == 200
        assert path.read_bytes() == bytes(content)
        lost.append(found.lost)
    assert 0 < max(lost) <= 20, lost


def test_another_key_reads_nothing(ledger: Ledger, tmp_path: Path) -> None:
    ledger.append([draft()])
    ledger.close()
    found = salvage(tmp_path / FILE, b"x" * 32, tmp_path)
    assert (found.identity, found.items) == (None, ())
    with pytest.raises(SalvageFailed):
        export_salvaged(found, KEY, tmp_path / "out.json", START)


def test_what_was_salvaged_is_sealed_for_the_central_only(tmp_path: Path, clock: FakeClock) -> None:
    from dataclasses import replace

    identity = replace(IDENTITY, intake_key=public_key(new_box_key()))
    made = Ledger.create(tmp_path / "t", KEY, identity, clock)
    made.append([draft(card="98765432")])
    made.close()
    found = salvage(tmp_path / "t" / FILE, KEY, tmp_path)
    done = export_salvaged(found, KEY, tmp_path, START)
    assert (done.count, done.unsent, done.lost) == (1, 1, 0)
    assert "98765432" not in done.path.read_text("ascii")


CHILD = """
import sys
from pathlib import Path
from kiosk.store.ledger import Ledger
from tests.fakes import FakeClock
from tests.unit.store.conftest import KEY, draft
ledger = Ledger.open(Path(sys.argv[1]), KEY, FakeClock())
while True:
    (row,) = ledger.append([draft()])
    print(row.item.seq, flush=True)
"""


@pytest.mark.parametrize("rows", [1, 7, 20])
def test_a_killed_process_loses_nothing_that_was_confirmed(
    rows: int, ledger: Ledger, tmp_path: Path, clock: FakeClock
) -> None:
    ledger.close()
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )
    assert child.stdout is not None
    confirmed = 0
    for _ in range(rows):
        confirmed = int(child.stdout.readline())
    child.kill()
    child.wait()
    child.stdout.close()
    again = Ledger.open(tmp_path, KEY, clock)
    last = again.last_item()
    assert last is not None
    assert last.seq >= confirmed == rows
    again.close()
