"""Harvests from a real server on loopback: to the end, incrementally, and what goes wrong."""

import json
import signal
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from central.app import Central
from central.database import STORAGE_ERRORS, readable
from central.importers import oai_server
from central.importers.harvest import EMPTY_PAGES, Harvest, Stores, Wanted
from central.importers.harvest_command import add_arguments, run_command
from central.importers.loading import ImportReport, Loader
from central.importers.oai_server import Server, Unanswered
from kiosk.circulation.facts import Patron
from kiosk.circulation.sealing import Cost
from tests.fakes import FakeClock
from tests.unit.importers.fake_source import (
    FakeSource,
    entry,
    listed,
    marc,
    refusal,
    serving,
)
from tests.unit.importers.records import field, novel, record


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    made = Central.open(tmp_path / "central", FakeClock(), cost=Cost(1, 8, 1), library="murakami")
    yield made
    made.close()


@pytest.fixture
def source() -> Iterator[FakeSource]:
    with serving() as made:
        yield made


class Run:
    """One harvest: what it said, how long it would have waited, and what came of it."""

    def __init__(self, central: Central, source: FakeSource, **wanted: str) -> None:
        self.said: list[str] = []
        self.waits: list[float] = []
        self.shown: list[tuple[int, int]] = []
        self.failed = ""
        self.report = ImportReport()
        server = Server(source.address, self.waits.append, central.clock.now)
        with closing(server), central.catalogue.loading() as put:
            loader = Loader(put, self.report, copies_at="chuo")
            stores = Stores(loader, central.harvests, central.catalogue.remove, central.together)
            show = lambda done, whole: self.shown.append((done, whole))  # noqa: E731
            try:
                Harvest(
                    Wanted(source.address, **wanted), server, stores, self.said.append, show
                ).run()
            except Unanswered as error:
                self.failed = str(error)
        self.report.broken_off = bool(self.failed)


def ids(central: Central) -> list[str]:
    return [
        one for one in ("JTNDL-1", "JTNDL-2", "JTNDL-3", "JTNDL-4") if central.catalogue.title(one)
    ]


def test_a_list_of_several_pages_comes_in_whole(central: Central, source: FakeSource) -> None:
    source.will(listed(marc("oai:x:1", novel("1")), marc("oai:x:2", novel("2")), token="a&amp;b"))
    source.will(listed(marc("oai:x:3", novel("3")), token=""), token="a&b")
    run = Run(central, source)
    assert ids(central) == ["JTNDL-1", "JTNDL-2", "JTNDL-3"]
    assert (run.report.read, run.report.imported, run.report.exit_status) == (3, 3, 0)
    assert run.report.with_reading == 3
    assert source.lists == [{"metadataPrefix": "marcxml"}, {"resumptionToken": "a&b"}]
    assert run.shown == [(2, 9), (3, 9)]
    title = central.catalogue.title("JTNDL-1")
    assert title is not None
    assert [copy.branch for copy in title.copies] == ["chuo"]


@pytest.mark.parametrize(
    ("granularity", "since"),
    [("YYYY-MM-DDThh:mm:ssZ", "2026-11-20T02:59:00Z"), ("YYYY-MM-DD", "2026-11-20")],
)
def test_the_next_harvest_asks_for_what_changed_since(
    central: Central, source: FakeSource, granularity: str, since: str
) -> None:
    source.granularity = granularity
    source.will(listed(marc("oai:x:1", novel("1"))))
    source.will(refusal("noRecordsMatch"))
    Run(central, source, set_name="books")
    again = Run(central, source, set_name="books")
    other = Run(central, source, set_name="films")
    assert again.report.read == 0
    assert not again.failed
    assert not other.failed
    asked = {"metadataPrefix": "marcxml", "set": "books"}
    assert source.lists == [asked, {**asked, "from": since}, {**asked, "set": "films"}]


def test_a_deleted_record_goes_away_but_for_one_that_somebody_waits_for(
    central: Central, source: FakeSource
) -> None:
    records = [marc(f"oai:x:{number}", novel(str(number))) for number in (1, 2, 3)]
    source.will(listed(*records))
    gone = [entry(f"oai:x:{number}", "", deleted=True) for number in (1, 3, 7)]
    source.will(listed(*gone))
    Run(central, source)
    central.ils.put_patron(Patron("1", "試"))
    day = central.clock.now().date()
    central.ils.put_loan("1", "JTNDL-3-1", day, day)
    run = Run(central, source)
    assert ids(central) == ["JTNDL-2", "JTNDL-3"]
    assert (run.report.read, run.report.deleted, run.report.aside) == (3, 1, 1)
    assert run.report.set_aside[0].position == "oai:x:3"
    assert run.report.exit_status == 3


@pytest.mark.parametrize("told", ["deleted", "another"])
def test_a_title_that_was_lent_when_it_was_taken_back_goes_when_it_is_back(
    central: Central, source: FakeSource, told: str
) -> None:
    source.will(listed(marc("oai:x:1", novel("1"))))
    another = marc("oai:x:1", novel("2"))
    source.will(listed(entry("oai:x:1", "", deleted=True) if told == "deleted" else another))
    source.will(refusal("noRecordsMatch"))
    Run(central, source)
    central.ils.put_patron(Patron("1", "試"))
    day = central.clock.now().date()
    central.ils.put_loan("1", "JTNDL-1-1", day, day)
    assert [one.position for one in Run(central, source).report.set_aside] == ["oai:x:1"]
    lent = Run(central, source).report
    assert (lent.aside, lent.deleted, "JTNDL-1" in ids(central)) == (0, 0, True)
    central.ils.return_copy("JTNDL-1-1")
    back = Run(central, source).report
    assert (back.deleted, back.exit_status, "JTNDL-1" in ids(central)) == (1, 0, False)
    assert Run(central, source).report.deleted == 0


def test_a_title_that_comes_back_at_its_source_goes_no_more(
    central: Central, source: FakeSource
) -> None:
    source.will(listed(marc("oai:x:1", novel("1"))))
    source.will(listed(entry("oai:x:1", "", deleted=True)))
    source.will(listed(marc("oai:x:1", novel("1"))))
    Run(central, source)
    central.ils.put_patron(Patron("1", "試"))
    day = central.clock.now().date()
    central.ils.put_loan("1", "JTNDL-1-1", day, day)
    Run(central, source)
    Run(central, source)
    central.ils.return_copy("JTNDL-1-1")
    assert Run(central, source).report.deleted == 0
    assert ids(central) == ["JTNDL-1"]


def test_a_title_that_another_record_has_become_stays(central: Central, source: FakeSource) -> None:
    """The server gives a record a new identifier and tells that the old one is no more."""
    source.will(listed(marc("oai:x:1", novel("1"))))
    source.will(listed(marc("oai:x:9", novel("1")), entry("oai:x:1", "", deleted=True)))
    source.will(listed(entry("oai:x:9", "", deleted=True)))
    Run(central, source)
    again = Run(central, source)
    assert ids(central) == ["JTNDL-1"]
    assert (again.report.read, again.report.deleted, again.report.exit_status) == (2, 0, 0)
    assert Run(central, source).report.deleted == 1
    assert ids(central) == []


def test_a_record_that_became_another_title_leaves_none_behind(
    central: Central, source: FakeSource
) -> None:
    source.will(listed(marc("oai:x:1", novel("1")), marc("oai:x:2", novel("2"))))
    source.will(listed(marc("oai:x:1", novel("3"))))
    Run(central, source)
    run = Run(central, source)
    assert ids(central) == ["JTNDL-2", "JTNDL-3"]
    assert (run.report.read, run.report.imported, run.report.deleted) == (1, 1, 1)


def test_a_deletion_that_is_told_again_is_no_failure(central: Central, source: FakeSource) -> None:
    source.will(listed(marc("oai:x:1", novel("1"))))
    source.will(listed(entry("oai:x:1", "", deleted=True)))
    Run(central, source)
    assert Run(central, source).report.deleted == 1
    again = Run(central, source).report
    assert (again.read, again.deleted, again.exit_status) == (1, 0, 0)


@pytest.mark.parametrize("broken_off", [False, True])
def test_a_harvest_from_a_later_day_loses_nothing_of_the_days_before(
    central: Central, source: FakeSource, broken_off: bool
) -> None:
    later = "2026-12-10T03:00:00Z"
    source.will(listed(marc("oai:x:1", novel("1"))))
    source.will(listed(marc("oai:x:2", novel("2")), token="two", at=later))
    source.will(listed(entry("oai:x:1", "", deleted=True), at=later))
    if broken_off:
        source.will(b"", token="two", status=404)
    source.will(listed(marc("oai:x:3", novel("3")), at=later), token="two")
    Run(central, source)
    Run(central, source, since="2026-12-01")
    Run(central, source)
    assert source.lists[-1] == {"metadataPrefix": "marcxml", "from": "2026-11-20T02:59:00Z"}
    assert "JTNDL-1" not in ids(central)


def test_a_harvest_that_was_broken_off_goes_on_where_it_stood(
    central: Central, source: FakeSource
) -> None:
    source.will(listed(marc("oai:x:1", novel("1")), token="two"))
    source.will(b"", token="two", status=404)
    source.will(listed(marc("oai:x:2", novel("2"))), token="two")
    first = Run(central, source)
    assert "HTTP 404" in first.failed
    assert (ids(central), first.report.exit_status) == (["JTNDL-1"], 1)
    second = Run(central, source)
    assert "Going on" in second.said[0]
    assert ids(central) == ["JTNDL-1", "JTNDL-2"]
    assert source.lists[-1] == {"resumptionToken": "two"}
    assert central.harvests.progress(f"{source.address} marcxml").since == "2026-11-20T02:59:00Z"


def test_an_expired_token_starts_the_list_over_once(central: Central, source: FakeSource) -> None:
    source.will(listed(marc("oai:x:1", novel("1")), token="old"))
    source.will(listed(marc("oai:x:1", novel("1")), token="new"))
    source.will(refusal("badResumptionToken"), token="old")
    source.will(listed(marc("oai:x:2", novel("2"))), token="new")
    run = Run(central, source)
    assert ["expired" in one for one in run.said] == [True]
    assert ids(central) == ["JTNDL-1", "JTNDL-2"]


def test_a_token_that_is_no_good_twice_ends_the_harvest(
    central: Central, source: FakeSource
) -> None:
    source.will(listed(marc("oai:x:1", novel("1")), token="old"))
    source.will(refusal("badResumptionToken"), token="old")
    assert "start again" in Run(central, source).failed


def test_a_server_that_repeats_a_page_ends_the_harvest(
    central: Central, source: FakeSource
) -> None:
    source.will(listed(marc("oai:x:1", novel("1")), token="two"))
    source.will(listed(marc("oai:x:2", novel("2")), token="two"), token="two")
    run = Run(central, source)
    assert "repeats" in run.failed
    assert len(source.lists) == 2
    # The next one begins anew, and not in the ring.
    Run(central, source)
    assert source.lists[2] == {"metadataPrefix": "marcxml"}


def test_the_same_records_under_ever_new_tokens_end_the_harvest(
    central: Central, source: FakeSource
) -> None:
    source.will(listed(marc("oai:x:1", novel("1")), token="t0"))
    for page in range(9):
        source.will(listed(marc("oai:x:1", novel("1")), token=f"t{page + 1}"), token=f"t{page}")
    assert "repeats" in Run(central, source).failed
    assert len(source.lists) == 2


def test_pages_without_a_record_end_the_harvest_at_some_time(
    central: Central, source: FakeSource
) -> None:
    source.will(listed(token="t0"))
    for page in range(EMPTY_PAGES + 5):
        source.will(listed(token=f"t{page + 1}"), token=f"t{page}")
    assert "repeats" in Run(central, source).failed
    assert len(source.lists) == EMPTY_PAGES + 1


def test_a_server_that_keeps_silent_is_left_in_a_sentence(
    central: Central, source: FakeSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(oai_server, "READ_S", 0.05)
    source.will(listed(marc("oai:x:1", novel("1"))))
    source.silent.clear()
    try:
        assert "does not answer" in Run(central, source).failed
    finally:
        source.silent.set()


@pytest.mark.parametrize(
    ("status", "headers", "waits"),
    [
        (503, {"Retry-After": "7"}, [7.0]),
        (503, {"Retry-After": "Tue, 24 Nov 2026 01:00:30 GMT"}, [30.0]),
        (503, {"Retry-After": "999999"}, [600.0]),
        (429, {}, [2.0]),
        (502, {}, [2.0]),
        (200, {"Content-Length": "100000"}, [2.0]),
    ],
)
def test_a_busy_server_is_waited_for(
    central: Central, source: FakeSource, status: int, headers: dict[str, str], waits: list[float]
) -> None:
    source.will(b"busy", status=status, headers=headers)
    source.will(listed(marc("oai:x:1", novel("1"))))
    run = Run(central, source)
    assert (run.waits, run.failed, ids(central)) == (waits, "", ["JTNDL-1"])


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_stays_busy_is_left_in_a_sentence(
    central: Central, source: FakeSource, status: int
) -> None:
    source.will(b"busy", status=status)
    source.will(b"busy", status=status, headers={"Retry-After": "999999"})
    run = Run(central, source)
    assert f"too busy to answer: HTTP {status}" in run.failed
    assert run.waits == [2.0, *[oai_server.PATIENCE_S] * 3]


def test_a_server_that_fails_at_each_later_page_is_said_to_fail(
    central: Central, source: FakeSource
) -> None:
    source.will(listed(marc("oai:x:1", novel("1")), token="p2"))
    source.will(b"oops", token="p2", status=500)
    run = Run(central, source)
    assert "HTTP 500" in run.failed
    assert run.waits == [2.0, 4.0, 8.0, 16.0]


def test_one_broken_record_costs_one(central: Central, source: FakeSource) -> None:
    broken = marc("oai:x:2", novel("2")).replace("<datafield", "<b> & <datafield", 1)
    control = marc("oai:x:3", novel("3")).replace('code="a">', 'code="a">\x01')
    empty = entry("oai:x:9", "")
    nameless = marc("", novel("4"))
    source.will(listed(broken, control, empty, nameless, marc("oai:x:1", novel("1"))))
    run = Run(central, source)
    assert ids(central) == ["JTNDL-1"]
    assert [one.position for one in run.report.set_aside] == ["oai:x:2", "oai:x:3", "oai:x:9", "?"]
    assert run.report.exit_status == 3


@pytest.mark.parametrize(
    "turned",
    [
        ("http://www.loc.gov/MARC21/slim", "http://www.loc.gov/MARC21/wrong"),
        ("<metadata>", '<metadata xmlns:marc="http://www.loc.gov/MARC21/slim">'),
        ("<OAI-PMH", '<!DOCTYPE x [<!ENTITY a "aaaa">]><OAI-PMH'),
        ("<OAI-PMH xmlns", "<OAI-PMH xmlns:oai"),
    ],
)
def test_wrong_name_spaces_and_document_types_are_no_matter(
    central: Central, source: FakeSource, turned: tuple[str, str]
) -> None:
    page = listed(marc("oai:x:1", novel("1"))).decode().replace(*turned)
    source.will(page.encode())
    assert not Run(central, source).failed
    assert ids(central) == ["JTNDL-1"]


def test_prefixed_elements_are_read_as_well(central: Central, source: FakeSource) -> None:
    page = listed(marc("oai:x:1", novel("1")), token="two").decode()
    for name in ("OAI-PMH", "ListRecords", "header", "metadata", "resumptionToken", "identifier"):
        page = page.replace(f"<{name}", f"<o:{name}").replace(f"</{name}", f"</o:{name}")
    source.will(page.encode())
    source.will(listed(marc("oai:x:2", novel("2"))), token="two")
    Run(central, source)
    assert ids(central) == ["JTNDL-1", "JTNDL-2"]


@pytest.mark.parametrize("body", [b"", b"<html>Welcome</html>", b"<OAI-PMH><ListRecords>"])
def test_what_is_no_answer_is_said_to_be_none(
    central: Central, source: FakeSource, body: bytes
) -> None:
    source.will(body)
    run = Run(central, source)
    assert "not that of OAI-PMH" in run.failed
    assert run.report.exit_status == 1


def test_an_answer_without_an_end_is_bounded(
    central: Central, source: FakeSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(oai_server, "LARGEST", 100_000)
    source.will(listed("x" * 200_000))
    assert "too large" in Run(central, source).failed


def test_dublin_core_where_there_is_no_marc(central: Central, source: FakeSource) -> None:
    source.formats = ("oai_dc", "rdf")
    core = (
        '<oai_dc:dc xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>長い旅 &amp; 山</dc:title><dc:creator>山田, 太郎</dc:creator>"
        "<dc:date>2019-02</dc:date><dc:language>jpn</dc:language>"
        "<dc:publisher>みなと社</dc:publisher><dc:subject>NDC10: 913.6</dc:subject>"
        "<dc:subject><![CDATA[旅行]]></dc:subject><dc:identifier>https://example.org/1</dc:identifier>"
        "<dc:identifier>ISBN 4-10-353422-2</dc:identifier></oai_dc:dc>"
    )
    source.will(listed(entry("oai:x:1", core), entry("oai:x:2", "<dc:date>2001</dc:date>")))
    run = Run(central, source)
    title = central.catalogue.title("oai:x:1")
    assert title is not None
    assert (title.title, title.year, title.publisher) == ("長い旅 & 山", 2019, "みなと社")
    assert (title.isbn, title.ndc, title.subjects) == ("9784103534228", "913.6", ("旅行",))
    assert (title.language, title.creators[0].name) == ("ja", "山田太郎")
    assert "dc:title" in run.report.set_aside[0].reason


def test_of_a_harvested_record_too_a_wrong_isbn_and_year_are_told(
    central: Central, source: FakeSource
) -> None:
    wrong = record(field("245", "a", "本"), field("020", "a", "978-4-10-35342"))
    source.will(listed(marc("oai:x:1", wrong)))
    remarks = Run(central, source).report.remarks
    assert [(one.position, "no ISBN" in one.english) for one in remarks] == [("oai:x:1", True)]
    source.formats = ("oai_dc", "rdf")
    core = (
        '<oai_dc:dc xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>本</dc:title>'
        "<dc:date>20x0</dc:date><dc:identifier>ISBN 410353422</dc:identifier></oai_dc:dc>"
    )
    source.will(listed(entry("oai:x:2", core)))
    Run(central, source)
    report = Run(central, source).report
    assert (report.bad_isbn, report.noted, report.imported) == (1, 2, 1)


def test_a_record_without_a_number_keeps_the_name_its_source_has_for_it(
    central: Central, source: FakeSource
) -> None:
    unnumbered = record(field("245", "a", "番号のない本"))
    unnumbered.remove_fields("001")
    source.will(listed(marc("oai:x:1", unnumbered)))
    Run(central, source)
    assert central.catalogue.title("oai:x:1") is not None


def test_a_page_is_stored_whole_or_not_at_all(central: Central, source: FakeSource) -> None:
    source.will(listed(marc("oai:x:1", novel("1")), token="two"))
    many = [marc(f"oai:x:{number}", novel(str(number))) for number in range(2, 400)]
    source.will(listed(*many), token="two")
    with central._database.write() as connection:
        pages: int = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 8}")
    with pytest.raises(STORAGE_ERRORS) as error:
        Run(central, source)
    assert "The disk is full" in readable(error.value)
    assert (ids(central), central.catalogue.count()) == (["JTNDL-1"], 1)
    with central._database.write() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    again = Run(central, source)
    assert "Going on" in again.said[0]
    assert (central.catalogue.count(), again.report.imported) == (399, 398)


def test_ctrl_c_between_two_pages_is_told_and_the_next_run_goes_on(
    central: Central, source: FakeSource, capsys: pytest.CaptureFixture[str]
) -> None:
    parser = ArgumentParser()
    add_arguments(parser)
    source.will(listed(marc("oai:x:1", novel("1")), token="two"))
    source.will(listed(marc("oai:x:2", novel("2"))), token="two")
    source.interrupts_at = "two"
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        assert run_command(parser.parse_args([source.address]), central) == 1
    finally:
        signal.signal(signal.SIGINT, before)
    assert "Stopped." in capsys.readouterr().err
    assert ids(central) == ["JTNDL-1"]
    assert run_command(parser.parse_args([source.address]), central) == 0
    assert ids(central) == ["JTNDL-1", "JTNDL-2"]
    assert source.lists[-1] == {"resumptionToken": "two"}


@pytest.mark.parametrize(
    "address",
    ["http://example.org/oai", "ftp://example.org/", "https://me:word@example.org/oai", "oai"],
)
def test_only_closed_lines_are_asked(central: Central, address: str) -> None:
    with pytest.raises(Unanswered, match="https://"):
        Server(address, lambda _: None, central.clock.now)


def test_a_server_that_moved_is_not_followed(central: Central, source: FakeSource) -> None:
    source.will(b"", status=301, headers={"Location": "http://elsewhere.example/oai"})
    assert "moved to elsewhere.example" in Run(central, source).failed


def test_the_command_tells_what_came(
    central: Central, source: FakeSource, capsys: pytest.CaptureFixture[str]
) -> None:
    parser = ArgumentParser()
    add_arguments(parser)
    source.will(listed(marc("oai:x:1", novel("1"))))
    source.will(refusal("noRecordsMatch"))
    for read in (1, 0):
        assert run_command(parser.parse_args([source.address, "--json"]), central) == 0
        assert json.loads(capsys.readouterr().out)["read"] == read
    source.will(refusal("badArgument"))
    for _ in range(2):
        status = run_command(parser.parse_args([source.address, "--from", "2020-01-01"]), central)
        told = capsys.readouterr()
    assert status == 1
    assert "badArgument" in told.err
    assert told.out == ""
    with pytest.raises(SystemExit):
        parser.parse_args([source.address, "--from", "yesterday"])
