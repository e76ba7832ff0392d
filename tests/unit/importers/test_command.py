"""`central import`: exit status, the line of JSON, and titles that are updated, never doubled."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from pymarc import record_to_xml
from sqlalchemy import select

from central.app import Central
from central.catalogue import BULK
from central.importers.command import add_arguments, run_command
from central.tables import arrivals, changes
from kiosk.circulation.sealing import Cost
from tests.fakes import FakeClock
from tests.unit.importers.records import novel


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    made = Central.open(tmp_path / "central", FakeClock(), cost=Cost(1, 8, 1), library="murakami")
    yield made
    made.close()


def asked(*words: str) -> Namespace:
    parser = ArgumentParser()
    add_arguments(parser)
    return parser.parse_args(words)


def last_line(capsys: pytest.CaptureFixture[str]) -> dict[str, int]:
    told: dict[str, int] = json.loads(capsys.readouterr().out.splitlines()[-1])
    return told


def test_all_in(central: Central, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.mrc").write_bytes(novel("1").as_marc() + novel("2").as_marc())
    assert run_command(asked(str(tmp_path / "a.mrc"), "--json"), central) == 0
    assert last_line(capsys) == {
        "read": 2,
        "imported": 2,
        "with_reading": 2,
        "generated": 0,
        "deleted": 0,
        "set_aside": 0,
        "bad_isbn": 0,
        "noted": 0,
    }
    assert central.catalogue.count() == 2


def test_some_set_aside(
    central: Central, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.mrc").write_bytes(novel("1").as_marc() + novel("2").as_marc()[:300])
    assert run_command(asked(str(tmp_path / "a.mrc"), "--json"), central) == 3
    told = capsys.readouterr()
    assert "2件目" in told.err
    assert json.loads(told.out)["set_aside"] == 1


@pytest.mark.parametrize("name", ["books.png", "books.csv", "books.mrc"])
@pytest.mark.parametrize(
    "start", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"PK\x03\x04\x14\0", b"%PDF-1.7\n\x01"]
)
def test_a_picture_or_a_workbook_is_said_to_be_none_of_the_forms(
    central: Central,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    start: bytes,
) -> None:
    (tmp_path / name).write_bytes(start + bytes(range(256)) * 40)
    assert run_command(asked(str(tmp_path / name)), central) == 1
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1
    assert "none of MARC, MARCXML, CSV and TSV" in said


def test_nothing_usable(
    central: Central, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.mrc").write_bytes(b"not a record\x1d")
    assert run_command(asked(str(tmp_path / "a.mrc"), "--json"), central) == 1
    assert last_line(capsys)["imported"] == 0
    assert run_command(asked(str(tmp_path / "missing.mrc"), "--json"), central) == 1
    assert last_line(capsys)["read"] == 0


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("t.csv", "", "The file is empty."),
        ("t.csv", "\ufeff \n", "The file is empty."),
        ("t.csv", "書名,著者\n", "holds no record"),
        ("t.mrc", "", "The file is empty."),
        ("t.xml", "<collection></collection>", "holds no record"),
    ],
)
def test_a_file_without_a_record_is_said_to_have_none(
    central: Central,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    content: str,
    reason: str,
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert run_command(asked(str(tmp_path / name)), central) == 1
    told = capsys.readouterr()
    (said,) = told.err.splitlines()
    assert reason in said
    assert told.out == ""


def test_the_same_file_twice_updates(central: Central, tmp_path: Path) -> None:
    (tmp_path / "a.mrc").write_bytes(novel("1").as_marc())
    (tmp_path / "b.mrc").write_bytes(novel("1", volume="3").as_marc())
    run_command(asked(str(tmp_path / "a.mrc"), "--copies", "chuo"), central)
    run_command(asked(str(tmp_path / "b.mrc")), central)
    assert central.catalogue.count() == 1
    title = central.catalogue.title("JTNDL-1")
    assert title is not None
    assert title.title == "長い旅 3"
    assert [(copy.branch, copy.call) for copy in title.copies] == [("chuo", "913.6 ヤ 2")]


def test_one_number_twice_in_a_file_is_one_title_as_it_came_last(
    central: Central, tmp_path: Path
) -> None:
    (tmp_path / "a.mrc").write_bytes(novel("1").as_marc() + novel("1", volume="3").as_marc())
    assert run_command(asked(str(tmp_path / "a.mrc")), central) == 0
    title = central.catalogue.title("JTNDL-1")
    assert title is not None
    assert (central.catalogue.count(), title.volume) == (1, "3")


def test_marcxml_that_is_cut_between_two_records_was_not_read_to_its_end(
    central: Central, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one: bytes = record_to_xml(novel("1"))  # type: ignore[no-untyped-call]
    path, start = tmp_path / "a.xml", b"<?xml version='1.0'?><!-- <all> --><m:collection>"
    path.write_bytes(start + one + b"\n")
    assert run_command(asked(str(path)), central) == 1
    assert "cut short: </m:collection> is missing" in capsys.readouterr().err
    assert central.catalogue.count() == 1

    for end in (b"</m:collection>", b"</m:collection\n>\n" + b" " * 600_000):
        path.write_bytes(start + one + end)
        assert run_command(asked(str(path)), central) == 0
    path.write_bytes(one)
    assert run_command(asked(str(path)), central) == 0


def test_copies_at_an_unknown_branch(
    central: Central, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.mrc").write_bytes(novel("1").as_marc())
    assert run_command(asked(str(tmp_path / "a.mrc"), "--copies", "nowhere"), central) == 1
    assert "nowhere" in capsys.readouterr().err
    assert central.catalogue.count() == 0


def test_each_row_of_a_copy_brings_its_copy(central: Central, tmp_path: Path) -> None:
    rows = "".join(f"本,978-4-10-353422-8,{number},chuo\n" for number in range(1, 4))
    (tmp_path / "t.csv").write_text("書名,ISBN,資料番号,所蔵館\n" + rows, encoding="utf-8")
    assert run_command(asked(str(tmp_path / "t.csv")), central) == 0
    title = central.catalogue.title("isbn-9784103534228")
    assert title is not None
    assert [copy.id for copy in title.copies] == ["1", "2", "3"]


@pytest.mark.parametrize("table", ["書名,資料番号\n本,100\n", "書名,資料番号,所蔵館\n本,100,\n"])
def test_a_copy_of_no_branch_is_told_and_takes_the_one_that_is_given(
    central: Central, tmp_path: Path, capsys: pytest.CaptureFixture[str], table: str
) -> None:
    (tmp_path / "t.csv").write_text(table, encoding="utf-8")
    assert run_command(asked(str(tmp_path / "t.csv")), central) == 0
    said = capsys.readouterr().err
    assert "No. 1, line 2: no branch is known for its copy 100" in said
    assert central.catalogue.named("100") == ()

    assert run_command(asked(str(tmp_path / "t.csv"), "--copies", "chuo"), central) == 0
    assert "copy 100" not in capsys.readouterr().err
    (title,) = central.catalogue.named("100")
    assert [(copy.id, copy.branch) for copy in title.copies] == [("100", "chuo")]


def test_a_disk_that_fills_is_one_sentence_and_the_line_tells_what_came_in(
    central: Central, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with central._database.write() as connection:
        pages: int = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 400}")
    rows = "".join(f"本{number}{'長' * 300},ホン,{number}\n" for number in range(4000))
    (tmp_path / "t.csv").write_text("書名,書名ヨミ,資料番号\n" + rows, encoding="utf-8")
    words = (str(tmp_path / "t.csv"), "--json", "--copies", "chuo")
    assert run_command(asked(*words), central) == 1
    told = capsys.readouterr()
    assert "ディスクがいっぱい" in told.err
    assert "The disk is full" in told.err
    assert len(told.err.splitlines()) == len(told.out.splitlines()) == 1
    line = json.loads(told.out)
    assert line["imported"] == central.catalogue.count() > 0
    assert line["read"] >= line["imported"]
    with central._database.write() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert run_command(asked(str(tmp_path / "t.csv")), central) == 0
    assert central.catalogue.count() == 4000


class InterruptingClock(FakeClock):
    """Somebody presses Ctrl-C while the batch that comes next is being stored."""

    after = 10_000

    def now(self) -> datetime:
        """The time, or Ctrl-C."""
        self.after -= 1
        if self.after == 0:
            raise KeyboardInterrupt
        return super().now()


def test_an_import_that_is_stopped_keeps_whole_batches_and_is_simply_run_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(f"本{number},ホン,{number}\n" for number in range(2500))
    (tmp_path / "t.csv").write_text("書名,書名ヨミ,資料番号\n" + rows, encoding="utf-8")
    clock = InterruptingClock()
    with closing(Central.open(tmp_path / "c", clock, cost=Cost(1, 8, 1), library="murakami")) as c:
        clock.after = 2
        assert run_command(asked(str(tmp_path / "t.csv"), "--json", "--copies", "chuo"), c) == 1
        told = capsys.readouterr()
        assert "Stopped." in told.err
        assert json.loads(told.out)["imported"] == c.catalogue.count() == 1000
        with c._database.read() as connection:
            assert len(connection.execute(select(arrivals)).all()) == 1000
            assert len(connection.execute(select(changes)).all()) == 1000
        assert run_command(asked(str(tmp_path / "t.csv"), "--copies", "chuo"), c) == 0
        assert c.catalogue.count() == 2500
        with c._database.read() as connection:
            assert len(connection.execute(select(arrivals)).all()) == 2500


def test_very_many_at_once_are_no_arrivals(central: Central, tmp_path: Path) -> None:
    rows = "".join(f"本{number},ホン\n" for number in range(BULK + 500))
    (tmp_path / "t.csv").write_text("書名,書名ヨミ\n" + rows, encoding="utf-8")
    assert run_command(asked(str(tmp_path / "t.csv")), central) == 0
    with central._database.read() as connection:
        assert connection.execute(select(arrivals)).all() == []
