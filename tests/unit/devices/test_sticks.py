"""Sticks are where the kernel says that something removable is mounted."""

from pathlib import Path

import pytest

from kiosk.devices.sticks import holding, places

pytestmark = pytest.mark.skipif("sys.platform == 'win32'", reason="Windows asks for drives")

TABLE = """\
proc /proc proc rw 0 0
/dev/sda1 / ext4 rw 0 0
/dev/sdb1 /media/staff/BLUE\\040STICK vfat rw 0 0
/dev/sdc1 /run/media/kiosk/\\343\\201\\227 exfat rw 0 0
/dev/sdd1 /mnt ext4 rw 0 0
broken
"""


def table(folder: Path, text: str) -> Path:
    """A kernel's table of mounts."""
    path = folder / "mounts"
    path.write_text(text, "utf-8")
    return path


def test_places_are_those_under_media(tmp_path: Path) -> None:
    assert places(table(tmp_path, TABLE)) == (
        Path("/media/staff/BLUE STICK"),
        Path("/run/media/kiosk/し"),
    )


def test_without_a_table_there_are_none(tmp_path: Path) -> None:
    assert places(tmp_path / "none") == ()


def test_the_first_stick_with_the_file_counts(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    mounts = table(tmp_path, f"/dev/a {one} vfat rw 0 0\n/dev/b {other} vfat rw 0 0\n")
    among = places(mounts, (tmp_path,))
    assert among == (one, other)
    assert holding("told.json", among) is None
    (other / "told.json").write_text("{}")
    assert holding("told.json", among) == other / "told.json"
    (one / "told.json").mkdir()
    assert holding("told.json", among) == other / "told.json"
