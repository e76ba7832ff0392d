"""Changes applied by a process of their own are the changes that are applied anywhere."""

import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.catalogue.apart import Apart
from kiosk.catalogue.records import CHANGES_PAGE, ChangesPage, Title
from kiosk.catalogue.search import Catalogue, CatalogueDamaged, Query
from tests.unit.catalogue.conftest import AS_OF, built, small
from tests.unit.catalogue.test_changes import contents


def page(first: int, number: int = 30, *, has_more: bool = True) -> ChangesPage:
    titles = tuple(
        Title(f"N{first + at}", f"新しい本{at}", "アタラシイ ホン") for at in range(number)
    )
    return ChangesPage(titles, ("T3",), f"c{first}", has_more, AS_OF)


@pytest.fixture
def without_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A system that starts no process of ours."""
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing"))


def test_a_reader_sees_page_after_page_of_another_process(tmp_path: Path) -> None:
    path = built(tmp_path / "c.db", small())
    reader = Catalogue(path)
    with Apart() as apart:
        for first in (0, 30):
            before = len(reader.search(Query("新しい本", limit=200)).hits)
            apart.apply(path, page(first))
            hits = reader.search(Query("新しい本", limit=200)).hits
            assert (before, len(hits)) == (first, first + 30)
            assert reader.cursor == f"c{first}"
            assert reader.title("T3") is None
    reader.close()
    now = [title for title in small() if title.id != "T3"]
    now += [*page(0).titles, *page(30).titles]
    assert contents(path) == contents(built(tmp_path / "r.db", now, cursor="c30", as_of=AS_OF))


def test_what_the_process_finds_is_raised_here_and_it_goes_on(tmp_path: Path) -> None:
    path = built(tmp_path / "c.db", small())
    foreign = tmp_path / "foreign.db"
    foreign.write_bytes(b"not a catalogue, but somebody's file " * 10)
    before = foreign.read_bytes()
    with Apart() as apart:
        with pytest.raises(CatalogueDamaged):
            apart.apply(foreign, page(0))
        apart.apply(path, page(0))
    assert foreign.read_bytes() == before
    assert _cursor(path) == "c0"


@pytest.mark.usefixtures("without_process")
def test_where_no_process_is_to_be_had_the_page_is_applied_all_the_same(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = built(tmp_path / "c.db", small())
    with caplog.at_level(logging.WARNING), Apart() as apart:
        apart.apply(path, page(0))
        apart.apply(path, page(30))
    assert _cursor(path) == "c30"
    (told,) = caplog.messages  # and is not tried again for the second page
    assert "FileNotFoundError" in told


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such program")
def test_a_process_that_ends_without_an_answer_loses_no_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = built(tmp_path / "c.db", small())
    monkeypatch.setattr(sys, "executable", "/bin/true")
    with Apart() as apart:
        apart.apply(path, page(0))
    assert _cursor(path) == "c0"


def test_a_process_that_nobody_hears_any_more_does_its_page_and_ends_in_silence(
    tmp_path: Path,
) -> None:
    path = built(tmp_path / "c.db", small())
    left = subprocess.Popen(
        [sys.executable, "-P", "-m", "kiosk.catalogue.apart"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"PYTHONPATH": str(Path(__file__).parents[3])},
    )
    assert left.stdin is not None
    assert left.stdout is not None
    assert left.stdout.read(1)
    left.stdout.close()
    asked = [json.dumps(str(path)).encode(), CHANGES_PAGE.dump_json(page(0)), b""]
    _, complaint = left.communicate(b"\n".join(asked), timeout=60)
    assert (left.returncode, complaint) == (0, b"")
    assert _cursor(path) == "c0"


@pytest.mark.usefixtures("without_process")
def test_for_a_few_titles_no_process_is_started(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = built(tmp_path / "c.db", small())
    with caplog.at_level(logging.WARNING), Apart() as apart:
        apart.apply(path, page(0, 3, has_more=False))
    assert _cursor(path) == "c0"
    assert not caplog.records


def _cursor(path: Path) -> str:
    reader = Catalogue(path)
    try:
        return reader.cursor
    finally:
        reader.close()
