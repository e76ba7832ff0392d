"""Why a title can or cannot be held, over a central's own facts: for staff, and without names."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from central.app import PROFILES, Central
from central.explaining import CannotExplain, Question, explained
from kiosk.catalogue.records import Copy, Title
from kiosk.circulation.explain import Node, Outcome
from kiosk.circulation.facts import Contact
from kiosk.circulation.library import find
from tests.fakes import FakeClock
from tests.unit.central.kiosk import SmallTerminal
from tests.unit.central.test_command import run


def nodes(node: Node) -> Iterator[Node]:
    """A tree's lines."""
    yield node
    for part in node.parts:
        yield from nodes(part)


def reasons(node: Node) -> set[str | None]:
    """Why it refuses."""
    return {one.reason for one in nodes(node) if one.outcome is Outcome.REFUSES} - {None}


def test_the_patrons_own_affairs_decide(central: Central) -> None:
    central.ils.hold("1001", "T1", "chuo", Contact.NONE)
    central.ils.put_loan("1001", "C2", date(2026, 11, 20), date(2026, 12, 4))
    assert reasons(explained(central, Question("T1", "1001")).decision) >= {"own_hold"}
    assert reasons(explained(central, Question("T2", "1001")).decision) >= {"own_loan"}
    assert explained(central, Question("T3", "1001")).decision.outcome is Outcome.PASSES


def test_a_hold_that_waits_for_the_intake_is_a_hold(
    central: Central, terminal: SmallTerminal
) -> None:
    terminal.push([terminal.hold("1001", "T1", "chuo")])
    assert "own_hold" in reasons(explained(central, Question("T1", "1001")).decision)


def test_without_a_card_nothing_is_asked_of_the_patron(central: Central) -> None:
    central.ils.hold("1001", "T1", "chuo", Contact.NONE)
    told = list(nodes(explained(central, Question("T1")).decision))
    assert next(one for one in told if one.rule == "own_hold").outcome is Outcome.NOT_ASKED
    assert not any(one.rule == "hold" for one in told)


def test_a_title_is_found_by_its_id_its_isbn_and_its_copies(central: Central) -> None:
    central.ils.put_title(Title("I", "本", isbn="9784062035156", copies=(Copy("0012345", "chuo"),)))
    for named in ("I", "0012345", "9784062035156", "4-06-203515-4", " I "):
        assert explained(central, Question(named)).title.id == "I"
    central.ils.put_title(Title("J", "本", isbn="9784062035156"))
    with pytest.raises(CannotExplain, match="I, J"):
        explained(central, Question("9784062035156"))


@pytest.mark.parametrize("named", ["nothing", "", "9784062035163", "%", "T"])
def test_an_unknown_title_is_a_sentence(central: Central, named: str) -> None:
    with pytest.raises(CannotExplain, match="There is no title, copy or ISBN"):
        explained(central, Question(named))


def test_an_unknown_card_is_a_sentence_that_does_not_repeat_it(central: Central) -> None:
    for card in ("99887766", "no card"):
        with pytest.raises(CannotExplain) as refused:
            explained(central, Question("T1", card))
        assert card not in str(refused.value)


def test_an_unknown_place_is_named_with_the_known_ones(central: Central) -> None:
    for question in (Question("T1", pickup="mars"), Question("T1", branch="mars")):
        with pytest.raises(CannotExplain, match=r"'mars'.*chuo"):
            explained(central, question)


def test_only_the_place_and_the_way_that_were_asked_for_are_judged(central: Central) -> None:
    asked = Question("T1", "1001", pickup="chuo", contact=Contact.MAIL)
    told = list(nodes(explained(central, asked).decision))
    assert len([one for one in told if one.rule == "pickup"]) == 1
    assert reasons(explained(central, asked).decision) == {"contact_not_registered"}


def test_the_rules_of_another_library_over_the_same_facts(central: Central) -> None:
    central.ils.put_loan("1001", "C2", date(2026, 9, 1), date(2026, 9, 15))
    here = explained(central, Question("T1", "1001"))
    there = explained(central, Question("T1", "1001", find("okayama", PROFILES)))
    assert (here.library.id, there.library.id) == ("murakami", "okayama")
    assert here.decision.outcome is not Outcome.KEEPS_PROVISIONAL
    assert there.decision.outcome is Outcome.KEEPS_PROVISIONAL


def test_a_moment_of_ones_own_is_judged(central: Central, clock: FakeClock) -> None:
    later = clock.now().replace(year=2040)
    assert explained(central, Question("T1")).at == clock.now()
    assert explained(central, Question("T1", at=later)).at == later


def test_nothing_of_the_patron_is_told(central: Central) -> None:
    known = central.ils.account("1001").patron
    central.ils.put_patron(replace(known, card="70010099", name="試 花子", kana="タメシ ハナコ"))
    central.ils.hold("70010099", "T1", "chuo", Contact.NONE)
    answer = explained(central, Question("T1", "70010099"))
    told = [*answer.lines(), *answer.lines("en"), json.dumps(answer.as_json(), ensure_ascii=False)]
    for secret in ("70010099", "花子", "ハナコ", "0254000000", "1980"):
        assert not any(secret in line for line in told)
    assert answer.lines()[:2] == ("本1 (T1)", f"{central.library.name}  2026-11-24 10:00")


# -- on the command line --------------------------------------------------------------------------


@pytest.fixture
def data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A folder with one title and one patron."""
    folder, table = tmp_path / "central", tmp_path / "titles.csv"
    table.write_text("書名,ISBN,資料番号,所蔵館\n本,9784062035156,777,chuo\n", encoding="utf-8")
    assert run(folder, "library", "load", "murakami") == 0
    assert run(folder, "import", str(table)) == 0
    assert run(folder, "patron", "add", "--card", "1001", "--name", "試 花子") == 0
    capsys.readouterr()
    return folder


def test_the_tree_is_printed(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "explain", "--title", "777", "--at", "2026-11-24 10:00") == 0
    told = capsys.readouterr().out.splitlines()
    assert told[1].endswith("2026-11-24 10:00")
    assert told[2] == "○ 予約できます"
    assert any("limits.0.limit = " in line for line in told)
    asked = ("--title", "777", "--card", "1001", "--at", "2026-11-24", "--language", "en")
    assert run(data, "explain", *asked) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[1] == "Murakami City Library  2026-11-24 12:00"
    assert "A hold can" in told[2]


def test_it_is_json_where_asked_for(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("--title", "777", "--card", "1001", "--library", "omitama", "--contact", "phone")
    assert run(data, "explain", *asked, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["library"], told["title"]) == ("omitama", "isbn-9784062035156")
    assert told["decision"]["rule"] == "decision"
    contacts = next(part for part in told["decision"]["parts"] if part["rule"] == "contacts")
    assert [part["reason"] for part in contacts["parts"]] == ["contact_not_registered"]


@pytest.mark.parametrize(
    "wrong",
    [
        ("--title", "778"),
        ("--title", "777", "--card", "2"),
        ("--title", "777", "--library", "atlantis"),
        ("--title", "777", "--pickup", "mars"),
    ],
)
def test_what_is_unknown_is_one_sentence_in_both_languages(
    data: Path, capsys: pytest.CaptureFixture[str], wrong: tuple[str, ...]
) -> None:
    assert run(data, "explain", *wrong) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert " / " in told.err


@pytest.mark.parametrize(
    "wrong", [("--at", "2026-13-01"), ("--at", "someday"), ("--contact", "fax")]
)
def test_what_cannot_be_read_is_one_sentence_in_both_languages(
    data: Path, capsys: pytest.CaptureFixture[str], wrong: tuple[str, ...]
) -> None:
    with pytest.raises(SystemExit) as ended:
        run(data, "explain", "--title", "777", *wrong)
    assert ended.value.code == 2
    assert " / " in capsys.readouterr().err.splitlines()[-1]
