"""Files outlive a power cut: content and name are synced, and there is one way to put one there."""

import ast
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk import durable

ROOT = Path(__file__).resolve().parents[2]
BY_ITSELF = {"kiosk/durable.py", "kiosk/store/mark.py", "kiosk/store/ballast.py"}
"""A mark that is older stays true, and a patron waits for it; a ballast is made again."""


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the system was told, in order: which file was synced, and renames."""
    told: list[str] = []
    sync, replace = os.fsync, os.replace

    def synced(handle: int) -> None:
        told.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        sync(handle)

    def renamed(old: str | Path, new: str | Path) -> None:
        told.append("rename")
        replace(old, new)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", renamed)
    return told


def test_what_is_written_is_synced_then_its_name(tmp_path: Path, steps: list[str]) -> None:
    path = tmp_path / "key"
    durable.write(path, (b"a", b"b"), private=True)
    assert path.read_bytes() == b"ab"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert steps == ["file", "rename", "folder"]


def test_what_breaks_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_bytes(b"former")

    def breaking() -> Iterator[bytes]:
        yield b"half"
        raise OSError(28, "full")

    with pytest.raises(OSError, match="full"):
        durable.write(path, breaking())
    assert path.read_bytes() == b"former"
    assert list(tmp_path.iterdir()) == [path]


def test_nobody_renames_a_file_in_another_way() -> None:
    """`str.replace` takes two values, `datetime.replace` names them: one value is a path's."""
    others = {
        str(file.relative_to(ROOT))
        for part in ("kiosk", "central")
        for file in (ROOT / part).rglob("*.py")
        for call in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and (
            (call.func.attr in ("rename", "replace") and len(call.args) == 1 and not call.keywords)
            or (call.func.attr == "replace" and ast.unparse(call.func.value) == "os")
        )
    }
    assert others - BY_ITSELF == set()
