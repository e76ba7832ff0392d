"""The catalogue: fetched in pieces that survive, installed at once, followed page by page."""

import hashlib
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
import sqlcipher3.dbapi2 as sqlcipher3

from kiosk.catalogue.changes import apply
from kiosk.catalogue.records import ChangesPage, Copy, Title
from kiosk.catalogue.search import CatalogueDamaged, Query
from kiosk.circulation.facts import Contact
from kiosk.circulation.messages import Manifest, manifest_content
from kiosk.circulation.reasons import Reason, Refused
from kiosk.circulation.sealing import sign, verify_key
from kiosk.desk.desk import Desk
from kiosk.ports import Misunderstood, Unreachable
from kiosk.store.problems import CannotWrite, DiskFull
from kiosk.sync.replica import FOLDER, Replica
from kiosk.sync.snapshot import LEFT_FREE, Progress
from tests.fakes import START
from tests.sync.conftest import CARD, SECRET, World, build

PAGE = 4096
"""Of a file of SQLite: the first says what the file is."""


class Chunky:
    """The central's snapshot cut into small chunks by hand; counts and loses some."""

    def __init__(self, content: bytes, manifest: Manifest) -> None:
        self.content = content
        self.manifest = manifest
        self.fetched: list[int] = []
        self.breaks_at: int | None = None
        self.spoils: int | None = None
        self.rots: Path | None = None

    def snapshot(self) -> Manifest:
        """The manifest."""
        return self.manifest

    def chunk(self, version: int, number: int) -> bytes:
        """One chunk, or none, or a wrong one."""
        assert version == self.manifest.version
        if number == self.breaks_at:
            raise Unreachable("cut off")
        self.fetched.append(number)
        size = self.manifest.chunk_size
        part = self.content[number * size : (number + 1) * size]
        return part[:-1] + b"!" if number == self.spoils else part

    def changes(self, cursor: str) -> ChangesPage:
        """Nothing changes, but maybe the file on the disk."""
        if self.rots is not None:
            self.rots.write_bytes(b"nothing")
        return ChangesPage((), (), cursor, has_more=False, as_of=START)


def why_not(desk: Desk, title: str) -> Reason:
    """The reason why a title cannot be opened."""
    with pytest.raises(Refused) as no:
        desk.open(title)
    return no.value.refusal.reason


@pytest.fixture
def chunky(world: World) -> Chunky:
    """What the central built, in chunks of 16 KiB, signed anew."""
    manifest = world.terminal.server.snapshot()
    parts = [
        world.terminal.server.chunk(manifest.version, number)
        for number in range(len(manifest.chunks))
    ]
    content, size = b"".join(parts), 12 * 1024
    chunks = tuple(
        hashlib.sha256(content[at : at + size]).hexdigest() for at in range(0, len(content), size)
    )
    small = manifest.model_copy(update={"chunk_size": size, "chunks": chunks, "signature": ""})
    signature = sign(KEY, manifest_content(small))
    return Chunky(content, small.model_copy(update={"signature": signature}))


KEY = b"c" * 32


def replica(folder: Path, source: Chunky) -> Replica:
    """A replica that trusts the chunky central."""
    return Replica(folder, source, verify_key(KEY))


def test_a_half_fetched_snapshot_goes_on_where_it_stopped(tmp_path: Path, chunky: Chunky) -> None:
    count = len(chunky.manifest.chunks)
    assert count > 4
    chunky.breaks_at = 3
    first = replica(tmp_path, chunky)
    with pytest.raises(Unreachable):
        first.bootstrap()
    assert first.path is None
    chunky.breaks_at = None
    heard: list[Progress] = []
    again = replica(tmp_path, chunky)
    assert again.bootstrap(heard.append)
    assert sorted(chunky.fetched) == list(range(count))
    assert [progress.done for progress in heard][-1] == chunky.manifest.size
    reader = again.open()
    assert reader is not None
    assert reader.count == chunky.manifest.titles
    reader.close()


def test_a_spoilt_chunk_is_not_installed_and_not_kept(tmp_path: Path, chunky: Chunky) -> None:
    chunky.spoils = 2
    made = replica(tmp_path, chunky)
    with pytest.raises(Misunderstood):
        made.bootstrap()
    assert made.path is None
    chunky.spoils = None
    assert made.bootstrap()


def test_a_chunk_damaged_on_our_disk_is_fetched_again(tmp_path: Path, chunky: Chunky) -> None:
    chunky.breaks_at = 3
    made = replica(tmp_path, chunky)
    with pytest.raises(Unreachable):
        made.bootstrap()
    chunky.breaks_at = None
    part = tmp_path / "catalogue" / "assembling.db"
    content = bytearray(part.read_bytes())
    content[20_000] ^= 1
    part.write_bytes(content)
    chunky.fetched.clear()
    assert made.bootstrap()
    assert chunky.fetched == [1, *range(3, len(chunky.manifest.chunks))]


def test_what_came_of_a_larger_snapshot_does_not_stay_in_a_smaller(
    tmp_path: Path, chunky: Chunky
) -> None:
    part = tmp_path / "catalogue" / "assembling.db"
    part.parent.mkdir()
    part.write_bytes(chunky.content + b"more" * 9999)
    made = replica(tmp_path, chunky)
    assert made.bootstrap()
    assert chunky.fetched == []
    assert made.path is not None
    assert made.path.read_bytes() == chunky.content


def test_a_small_disk_is_left_to_the_ledger(
    tmp_path: Path, chunky: Chunky, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The catalogue can be had again: what came of it goes, and nothing more is asked for."""
    chunky.breaks_at = 3
    made = replica(tmp_path, chunky)
    with pytest.raises(Unreachable):
        made.bootstrap()
    chunky.breaks_at = None
    chunky.fetched.clear()
    with monkeypatch.context() as small:
        small.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=LEFT_FREE))
        with pytest.raises(DiskFull):
            made.bootstrap()
        assert (chunky.fetched, list((tmp_path / "catalogue").iterdir())) == ([], [])
    assert made.bootstrap()
    with monkeypatch.context() as small:
        small.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=LEFT_FREE - 1))
        with pytest.raises(DiskFull):
            made.follow()


def test_a_new_file_that_rots_on_its_way_to_the_present_is_fetched_anew(
    tmp_path: Path, chunky: Chunky
) -> None:
    made = replica(tmp_path, chunky)
    chunky.rots = tmp_path / FOLDER / "assembling.db"
    with pytest.raises(Misunderstood):
        made.renew(START.date())
    assert made.path is None
    chunky.rots = None
    assert made.renew(START.date())
    assert made.path is not None


@pytest.mark.parametrize(
    "change", [{"titles": 9999}, {"cursor": "another"}, {"version": 99}, {"size": 1}]
)
def test_a_manifest_that_nobody_signed_is_refused(
    tmp_path: Path, chunky: Chunky, change: dict[str, object]
) -> None:
    chunky.manifest = chunky.manifest.model_copy(update=change)
    made = replica(tmp_path, chunky)
    with pytest.raises(Misunderstood):
        made.bootstrap()
    assert made.path is None


def test_the_last_good_one_is_used_where_the_new_one_is_damaged(world: World) -> None:
    folder = world.data / "catalogue"
    first = world.terminal.replica.version
    assert first is not None
    newer = folder / f"{first + 1}.db"
    newer.write_bytes(b"torn" * 5000)
    (folder / "current").write_text(newer.name, "ascii")
    reader = world.terminal.replica.open()
    assert reader is not None
    assert reader.count == 5
    reader.close()
    assert not newer.exists()


def test_without_any_catalogue_the_next_round_brings_one(world: World) -> None:
    world.terminal.close()
    shutil.rmtree(world.data / "catalogue")
    world.terminal = build(world.data, world.clock, world.line)
    assert world.terminal.desk.status().catalogue_as_of is None
    assert world.terminal.sync().good
    assert world.terminal.desk.line("T1").title.title == "本その1"


def test_changes_are_followed_and_readers_see_them(world: World) -> None:
    assert world.terminal.desk.line("T1").title.title == "本その1"
    copies = (Copy("C1", "chuo"),)
    world.central.ils.put_title(Title("T1", "改訂版", copies=copies))
    world.central.ils.remove_title("T2")
    assert world.terminal.sync().changes == 2
    assert world.terminal.desk.line("T1").title.title == "改訂版"
    assert world.terminal.desk.line("T3").title.id == "T3"
    found = [hit for hit in ("T1", "T2") if _there(world, hit)]
    assert found == ["T1"]


def _there(world: World, title: str) -> bool:
    reader = world.terminal.shelf.reader()
    return reader is not None and reader.title(title) is not None


def test_a_full_disk_while_installing_is_a_sentence(
    tmp_path: Path, chunky: Chunky, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    made = replica(tmp_path, chunky)
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(DiskFull):
        made.bootstrap()
    assert made.path is None


def test_a_catalogue_that_rots_in_use_is_had_again(world: World) -> None:
    path = world.terminal.replica.path
    assert path is not None
    for ending in ("-wal", "-shm"):
        Path(f"{path}{ending}").unlink(missing_ok=True)
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"rot" * 100_000)
    world.central.ils.put_title(Title("T6", "六", copies=(Copy("C6", "chuo"),)))
    for _ in range(2):
        world.terminal.sync()
    assert world.terminal.sync().good
    assert world.terminal.desk.line("T6").title.title == "六"


def test_damage_that_only_a_question_finds_is_no_error_and_heals(world: World) -> None:
    desk = world.terminal.desk
    path = world.terminal.replica.path
    assert path is not None
    found = desk.search(Query("本")).total
    assert found > 0
    raw = sqlcipher3.connect(str(path))
    raw.execute("UPDATE bib SET data = 'rot'")
    raw.commit()
    raw.close()
    assert desk.search(Query("本")).total == 0
    assert why_not(desk, "T1") is Reason.UNKNOWN_TITLE
    assert not path.exists()
    assert world.terminal.sync().good
    assert desk.search(Query("本")).total == found
    assert desk.open("T1").line.title.id == "T1"


def test_a_catalogue_that_cannot_be_opened_now_is_kept(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk has no room for what readers share; the file itself is sound."""
    path = world.terminal.replica.path
    assert path is not None
    full = sqlcipher3.OperationalError("unable to open database file")

    def no_room(*_: object) -> None:
        raise full

    with monkeypatch.context() as now:
        now.setattr("kiosk.catalogue.schema.check", no_room)
        assert Replica(world.data).open() is None
        world.line.asked.clear()
        done = world.terminal.sync()
        assert [type(failure.cause) for failure in done.failures] == [CannotWrite]
        assert not [asked for asked in world.line.asked if "snapshot" in asked]
        with pytest.raises(CannotWrite):
            world.terminal.replica.bootstrap(anew=True)
    assert path.exists()
    reader = Replica(world.data).open()
    assert reader is not None
    reader.close()


def test_a_late_complaint_does_not_spoil_the_file_that_came_since(world: World) -> None:
    replica = world.terminal.replica
    late = replica.open()
    path = replica.path
    assert late is not None
    assert path is not None
    kept = path.read_bytes()
    aside = path.rename(path.with_suffix(".aside"))
    path.write_bytes(kept)
    with aside.open("r+b") as file:
        file.seek(PAGE)
        file.write(b"\xff" * (len(kept) - PAGE))
    with pytest.raises(CatalogueDamaged):
        late.search(Query("一"))
    late.close()
    assert replica.path == path


def test_staff_see_how_far_a_terminals_catalogue_has_come(world: World) -> None:
    def behind() -> int | None:
        (terminal,) = world.central.terminals.all()
        return world.central.catalogue.behind(terminal.cursor or "")

    world.central.ils.put_title(Title("T6", "六", copies=(Copy("C6", "chuo"),)))
    assert behind() == 1
    world.terminal.sync()
    world.terminal.sync()
    assert behind() == 0


def test_a_central_with_another_history_gives_everything_anew(world: World) -> None:
    path = world.terminal.replica.path
    assert path is not None
    stray = Title("X1", "もう無い本", copies=(Copy("X1", "chuo"),))
    page = ChangesPage((stray,), (), "another-history", has_more=False, as_of=START)
    apply(path, page)
    assert world.terminal.desk.line("X1")
    assert world.terminal.sync().good
    assert not _there(world, "X1")
    assert _there(world, "T1")


def test_a_revoked_terminal_forgets_patrons_and_keeps_requests(world: World) -> None:
    desk, patrons = world.terminal.desk, world.terminal.patrons
    assert patrons is not None
    desk.sign_in(CARD, SECRET)
    world.terminal.sync()
    assert patrons.count() > 0
    desk.place(["T1"], "chuo", Contact.PHONE)
    (terminal,) = world.central.terminals.all()
    world.central.terminals.revoke(terminal.id)
    done = world.terminal.sync()
    assert done.needs_person == "unknown_terminal"
    assert patrons.count() == 0
    assert world.terminal.ledger.queued() == 1
    assert desk.search(Query("本")).total > 0
