"""The change feed, its cursors, and signed snapshots."""

import hashlib
import itertools
import shutil
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from central import catalogue as module
from central.app import Central
from central.catalogue import Diverged, Gone
from central.snapshots import Snapshots
from kiosk.catalogue.records import Copy, Title
from kiosk.catalogue.search import Catalogue, Query
from kiosk.catalogue.standing import Standing
from kiosk.circulation.facts import Contact, CopyStatus
from kiosk.circulation.messages import Manifest
from kiosk.circulation.sealing import canonical, check_signature, new_sign_key
from tests.fakes import FakeClock
from tests.unit.central.conftest import Opener
from tests.unit.central.kiosk import SmallTerminal


def ids(central: Central, cursor: str) -> list[str]:
    """Ids of the titles in the next page."""
    return [title.id for title in central.catalogue.changes(cursor).titles]


@pytest.fixture
def cursor(central: Central) -> str:
    """Where the feed goes on after a first snapshot."""
    return central.catalogue.snapshot().cursor


def test_every_change_travels_once(central: Central, cursor: str) -> None:
    assert ids(central, cursor) == []
    central.ils.lend("C1", "1001")
    central.ils.hold("1002", "T2", "chuo", Contact.NONE)
    page = central.catalogue.changes(cursor)
    assert [(t.id, t.holds) for t in page.titles] == [("T1", 0), ("T2", 1)]
    assert page.titles[0].copies[0].status is CopyStatus.ON_LOAN
    assert ids(central, page.cursor) == []


def test_a_title_that_changed_often_comes_once_as_it_is_now(central: Central, cursor: str) -> None:
    for _ in range(3):
        central.ils.lend("C1", "1001")
        central.ils.return_copy("C1")
    page = central.catalogue.changes(cursor)
    assert [t.copies[0].status for t in page.titles] == [CopyStatus.AVAILABLE]


def test_a_removed_title_is_told(central: Central, cursor: str) -> None:
    central.ils.remove_title("T1")
    assert central.catalogue.changes(cursor).removed == ("T1",)


def test_pages_go_on_where_the_last_one_ended(central: Central, cursor: str) -> None:
    central.catalogue.put(Title(f"N{n:03d}", "新着") for n in range(450))
    seen: list[str] = []
    while True:
        page = central.catalogue.changes(cursor)
        assert len(page.titles) <= 200
        seen += [title.id for title in page.titles]
        cursor = page.cursor
        if not page.has_more:
            break
    assert seen == [f"N{n:03d}" for n in range(450)]


def test_a_bulk_load_moves_the_floor_instead(
    central: Central, cursor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BULK", 50)
    central.catalogue.put(Title(f"N{n:03d}", "新着") for n in range(1200))
    with pytest.raises(Gone):
        central.catalogue.changes(cursor)
    assert central.catalogue.manifest() is None
    manifest = central.catalogue.ready_manifest()
    assert manifest.titles == 1205
    assert ids(central, manifest.cursor) == []


def test_how_far_a_catalogue_is_behind_can_be_told(central: Central, cursor: str) -> None:
    assert central.catalogue.behind(cursor) == 0
    central.ils.remove_title("T1")
    central.ils.hold("1002", "T2", "chuo", Contact.NONE)
    assert central.catalogue.behind(cursor) == 2
    assert central.catalogue.behind(central.catalogue.changes(cursor).cursor) == 0
    assert central.catalogue.behind("") is None
    assert central.catalogue.behind("another central's") is None


def test_no_cursor_means_a_snapshot(central: Central) -> None:
    with pytest.raises(Gone):
        central.catalogue.changes("")


def test_a_cursor_of_another_central_diverged(
    central: Central, open_central: Opener, cursor: str
) -> None:
    other = open_central(folder="other")
    with pytest.raises(Diverged):
        other.catalogue.changes(cursor)
    with pytest.raises(Diverged):
        central.catalogue.changes(cursor[:-2] + "xx")


def test_a_central_set_back_says_diverged(
    central: Central, open_central: Opener, cursor: str, tmp_path: Path, clock: FakeClock
) -> None:
    import shutil

    central.close()
    shutil.copytree(tmp_path / "central", tmp_path / "backup")
    went_on = open_central()
    went_on.ils.lend("C1", "1001")
    later = went_on.catalogue.changes(cursor).cursor
    went_on.close()
    restored = open_central(folder="backup")
    clock.pass_by(minutes=1)
    restored.ils.lend("C2", "1001")
    restored.ils.lend("C3", "1001")
    with pytest.raises(Diverged):
        restored.catalogue.changes(later)


def test_old_changes_are_forgotten_after_ninety_days(
    central: Central, cursor: str, clock: FakeClock
) -> None:
    central.ils.lend("C1", "1001")
    clock.pass_by(days=91)
    central.tick()
    with pytest.raises(Gone):
        central.catalogue.changes(cursor)


def test_a_snapshot_is_signed_and_its_chunks_fit(
    central: Central, terminal: SmallTerminal, tmp_path: Path
) -> None:
    manifest = central.catalogue.snapshot()
    check_signature(terminal.reply.central_key, canonical(manifest.content()), manifest.signature)
    parts = [central.catalogue.chunk(manifest.version, n) for n in range(len(manifest.chunks))]
    assert [hashlib.sha256(part).hexdigest() for part in parts] == list(manifest.chunks)
    whole = b"".join(parts)
    assert len(whole) == manifest.size
    file = tmp_path / "catalogue.db"
    file.write_bytes(whole)
    opened = Catalogue(file)
    assert opened.cursor == manifest.cursor
    assert {hit.title.id for hit in opened.search(Query("本")).hits} == {"T1", "T2", "T3", "T4"}
    opened.close()


def test_terminals_that_come_together_wait_for_one_build(central: Central) -> None:
    together = threading.Barrier(4)

    def ask(_: int) -> int:
        together.wait(10)
        return central.catalogue.ready_manifest().version

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(ask, range(4)))) == 1


def test_what_a_build_that_was_cut_off_left_behind_goes(central: Central, tmp_path: Path) -> None:
    left = tmp_path / "central" / "snapshots" / ".7.new"
    left.mkdir(parents=True)
    central.catalogue.snapshot()
    assert not left.exists()


def test_two_builds_of_one_second_share_no_folder(tmp_path: Path, clock: FakeClock) -> None:
    """As from two programs: the second begins and ends while the first is at work."""
    snapshots = Snapshots(tmp_path, new_sign_key())
    made: list[Manifest] = []

    def build(titles: Iterator[Title]) -> None:
        made.append(snapshots.build(titles, Standing(), "", clock.now(), above=0))

    def meanwhile() -> Iterator[Title]:
        yield Title("T1", "本")
        build(iter([Title("T2", "本"), Title("T3", "本")]))
        yield Title("T4", "本")

    build(meanwhile())
    assert len({manifest.version for manifest in made}) == 2
    for manifest in made:
        for number, said in enumerate(manifest.chunks):
            assert hashlib.sha256(snapshots.chunk(manifest.version, number)).hexdigest() == said


def test_a_chunk_of_no_snapshot_is_none(central: Central) -> None:
    version = central.catalogue.snapshot().version
    for number in (-1, 10**17):
        with pytest.raises(KeyError):
            central.catalogue.chunk(version, number)
    with pytest.raises(KeyError):
        central.catalogue.chunk(version + 1, 0)


def test_versions_only_grow_and_old_ones_go(central: Central) -> None:
    versions = [central.catalogue.snapshot().version for _ in range(4)]
    assert versions == sorted(set(versions))
    with pytest.raises(KeyError):
        central.catalogue.chunk(versions[0], 0)
    assert central.catalogue.chunk(versions[-1], 0)
    with pytest.raises(KeyError):
        central.catalogue.chunk(versions[-1], 99)


def test_versions_grow_though_their_folder_is_lost_and_the_clock_set_back(
    central: Central, clock: FakeClock, tmp_path: Path
) -> None:
    first = central.catalogue.snapshot()
    shutil.rmtree(tmp_path / "central" / "snapshots")
    clock.set_wall(clock.now() - timedelta(days=400))
    assert central.catalogue.ready_manifest().version > first.version


def test_a_folder_that_was_put_back_offers_nothing_older(central: Central, tmp_path: Path) -> None:
    folder = tmp_path / "central" / "snapshots"
    central.catalogue.snapshot()
    shutil.copytree(folder, tmp_path / "image")
    newest = central.catalogue.snapshot()
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "image", folder)
    assert central.catalogue.manifest() is None
    assert central.catalogue.ready_manifest().version > newest.version


def test_tick_builds_the_first_snapshot(central: Central) -> None:
    central.tick()
    assert central.catalogue.manifest() is not None


def test_a_load_that_breaks_off_still_reaches_the_terminals(
    central: Central, cursor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BULK", 50)

    def breaking() -> Iterator[Title]:
        for n in range(1500):
            yield Title(f"N{n}", "新着", copies=(Copy(f"K{n}", "chuo"),))
        raise OSError("the stick was pulled")

    # Already before anything could be put in order: a power cut leaves no time for it.
    with central.catalogue.loading() as put:
        put(list(itertools.islice(breaking(), 60)))
        with pytest.raises(Gone):
            central.catalogue.changes(cursor)
    with pytest.raises(OSError, match="pulled"):
        central.catalogue.put(breaking())
    assert central.catalogue.count() == 1005
    with pytest.raises(Gone):
        central.catalogue.changes(cursor)
