"""Rankings that are counted without anybody's name, and the themes of the staff."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect

from central.__main__ import main
from central.app import Central
from central.ils.port import LoanFact
from central.tables import demand
from kiosk.catalogue.records import Copy, Title
from kiosk.catalogue.search import BrowseList, Catalogue
from kiosk.catalogue.standing import Standing, Theme
from kiosk.circulation.facts import Contact
from tests.fakes import START, FakeClock
from tests.unit.central.conftest import Opener

TODAY = START.date()
NAMED = ("--name", "雪", "--english", "Snow")


def told(central: Central, cursor: str) -> Standing | None:
    """What the next page of changes carries."""
    return central.catalogue.changes(cursor).standing


def a_day_on(central: Central, clock: FakeClock) -> None:
    clock.pass_by(days=1)
    central.tick()


@pytest.fixture
def cursor(central: Central) -> str:
    """Where the feed goes on after a first snapshot."""
    return central.catalogue.snapshot().cursor


def lend(central: Central, times: int, copy: str) -> None:
    for _ in range(times):
        central.ils.lend(copy, "1001")
        central.ils.return_copy(copy)


def test_what_is_lent_most_is_told_the_day_after(
    central: Central, cursor: str, clock: FakeClock
) -> None:
    lend(central, 1, "C1")
    lend(central, 3, "C2")
    page = central.catalogue.changes(cursor)
    assert page.standing is None
    a_day_on(central, clock)
    standing = told(central, page.cursor)
    assert standing is not None
    assert standing.most_lent is not None
    assert standing.most_lent.titles == ("T2", "T1")
    assert (standing.most_lent.first, standing.most_lent.last) == (TODAY, TODAY)
    assert standing.most_held is None


def test_holds_are_counted_when_they_are_placed(central: Central, clock: FakeClock) -> None:
    for card in ("1001", "1002"):
        central.ils.hold(card, "T3", "chuo", Contact.NONE)
    central.ils.hold("1001", "T1", "chuo", Contact.NONE)
    a_day_on(central, clock)
    central.catalogue.snapshot()
    a_day_on(central, clock)
    manifest = central.catalogue.manifest()
    assert manifest is not None
    standing = told(central, manifest.cursor)
    assert standing is not None
    assert standing.most_held is not None
    assert standing.most_held.titles == ("T3", "T1")


def test_loans_taken_over_count_once_on_the_day_they_began(
    central: Central, cursor: str, clock: FakeClock
) -> None:
    fact = LoanFact("1001", "C1", TODAY - timedelta(days=9), TODAY + timedelta(days=5), 0)
    for _ in range(2):
        central.ils.put_loans([fact])
    lend(central, 1, "C2")
    lend(central, 1, "C2")
    a_day_on(central, clock)
    standing = told(central, cursor)
    assert standing is not None
    assert standing.most_lent is not None
    assert standing.most_lent.titles == ("T2", "T1")
    assert standing.most_lent.first == fact.lent


def test_after_ninety_days_it_counts_no_more(central: Central, clock: FakeClock) -> None:
    lend(central, 2, "C1")
    clock.pass_by(days=60)
    lend(central, 1, "C2")
    cursor = central.catalogue.snapshot().cursor
    clock.pass_by(days=31)
    central.tick()
    standing = told(central, cursor)
    assert standing is not None
    assert standing.most_lent is not None
    assert standing.most_lent.titles == ("T2",)
    assert standing.most_lent.first == TODAY + timedelta(days=60)


def test_a_title_that_is_gone_is_in_no_ranking(
    central: Central, cursor: str, clock: FakeClock
) -> None:
    lend(central, 2, "C1")
    lend(central, 1, "C2")
    central.ils.remove_title("T1")
    a_day_on(central, clock)
    standing = told(central, cursor)
    assert standing is not None
    assert standing.most_lent is not None
    assert standing.most_lent.titles == ("T2",)


def test_nobody_is_in_what_is_counted() -> None:
    assert {column.name for column in inspect(demand).columns} == {"title", "what", "day", "n"}


def test_a_snapshot_carries_it_as_the_feed_does(
    central: Central, clock: FakeClock, tmp_path: Path
) -> None:
    lend(central, 1, "C3")
    central.themes.add(Theme("", "冬の本", "Winter", ("T2", "gone", "T1"), text="ぬくぬくと"))
    a_day_on(central, clock)
    manifest = central.catalogue.snapshot()
    path = tmp_path / "catalogue.db"
    chunks = range(len(manifest.chunks))
    path.write_bytes(b"".join(central.catalogue.chunk(manifest.version, n) for n in chunks))
    catalogue = Catalogue(path)
    standing = catalogue.standing()
    assert standing.most_lent is not None
    (theme,) = standing.themes
    assert (theme.name, theme.text) == ("冬の本", "ぬくぬくと")

    def listed(which: BrowseList, key: str = "") -> list[str]:
        return [hit.title.id for hit in catalogue.browse(which, key).hits]

    assert listed(BrowseList.MOST_LENT) == ["T3"]
    assert listed(BrowseList.THEME, theme.id) == ["T2", "T1"]
    assert listed(BrowseList.THEME, "another") == []
    catalogue.close()


def test_a_theme_travels_at_once_and_goes_at_once(central: Central, cursor: str) -> None:
    made = central.themes.add(Theme("", "冬の本", "Winter", ("T1",)))
    newer = central.themes.add(Theme("", "春の本", "Spring", ("T2",)))
    page = central.catalogue.changes(cursor)
    assert page.standing is not None
    assert [theme.id for theme in page.standing.themes] == [newer, made]
    assert (page.titles, page.removed) == ((), ())
    assert central.themes.remove(made)
    assert not central.themes.remove(made)
    standing = told(central, page.cursor)
    assert standing is not None
    assert [theme.name for theme in standing.themes] == ["春の本"]


def test_a_theme_that_is_over_is_sent_no_more(central: Central, cursor: str) -> None:
    central.themes.add(Theme("", "夏の本", "Summer", ("T1",), last=TODAY - timedelta(days=1)))
    assert told(central, cursor) == Standing()
    assert [theme.name for theme in central.themes.all()] == ["夏の本"]


@pytest.mark.parametrize(
    ("theme", "shown"),
    [
        (Theme("1", "a", "a", ()), True),
        (Theme("1", "a", "a", (), first=TODAY, last=TODAY), True),
        (Theme("1", "a", "a", (), first=TODAY + timedelta(days=1)), False),
        (Theme("1", "a", "a", (), last=TODAY - timedelta(days=1)), False),
        (Theme("1", "a", "a", (), branch="chuo"), True),
        (Theme("1", "a", "a", (), branch="sanpoku"), False),
    ],
)
def test_a_theme_is_shown_in_its_days_and_at_its_branch(theme: Theme, shown: bool) -> None:
    assert theme.shown("chuo", TODAY) is shown


# -- the staff's command ---------------------------------------------------------------------------


@pytest.fixture
def begun(tmp_path: Path, open_central: Opener) -> Path:
    """The data folder of a central with a few titles."""
    central = open_central()
    central.ils.put_title(Title("T1", "雪国", isbn="9784101001012", copies=(Copy("C1", "chuo"),)))
    central.ils.put_title(Title("T2", "津軽"))
    for volume in ("V1", "V2"):
        central.ils.put_title(Title(volume, "上下のある本", isbn="9784101001029"))
    central.close()
    return tmp_path / "central"


def theme(data: Path, *words: str) -> int:
    """Carry out `central theme …`."""
    return main(["--data", str(data), "theme", *words])


def test_staff_put_a_theme_together(begun: Path, capsys: pytest.CaptureFixture[str]) -> None:
    named = ("--name", "雪のある本", "--english", "Books with snow")
    days = ("--from", "2026-12-01", "--until", "2027-01-31", "--branch", "chuo")
    assert theme(begun, "add", *named, *days, "4-10-100101-4", "T2", "C1") == 0
    number = capsys.readouterr().out.strip()
    assert theme(begun, "list") == 0
    expected = [number, "2026-12-01", "2027-01-31", "chuo", "2", "雪のある本", "Books with snow"]
    assert capsys.readouterr().out == "\t".join(expected) + "\n"
    assert theme(begun, "remove", number) == 0
    assert theme(begun, "list") == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((*NAMED, "T1", "T9", "9784000000000"), "T9、9784000000000"),
        (("--name", " ", "--english", "S", "T1"), "名前が空"),
        (("--name", "雪" * 21, "--english", "S", "T1"), "20字まで"),
        ((*NAMED, "--branch", "moon", "T1"), "moon"),
        (
            (*NAMED, "--from", "2026-12-02", "--until", "2026-12-01", "T1"),
            "始まりの日より前",
        ),
        ((*NAMED, "--until", "2020-01-01", "T1"), "もう過ぎて"),
        ((*NAMED, "4101001022"), "V1, V2"),
    ],
)
def test_what_can_be_no_theme_is_said_and_not_kept(
    begun: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert theme(begun, "add", *words) == 2
    captured = capsys.readouterr().err
    assert said in captured
    assert " / " in captured
    assert theme(begun, "list") == 0
    assert capsys.readouterr().out == ""


def test_a_date_that_is_none_and_an_unknown_number_are_said(
    begun: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        theme(begun, "add", *NAMED, "--from", "tomorrow", "T1")
    assert "2026-04-01 のように" in capsys.readouterr().err
    assert theme(begun, "remove", "77") == 2
    assert "77" in capsys.readouterr().err
