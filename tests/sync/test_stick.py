"""A branch cut off for days: requests out on a stick, answers and catalogue back on it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from central.__main__ import main as central_main
from central.app import PROFILES, Central
from central.clock import SystemClock
from central.stick import NotTaken
from kiosk import app
from kiosk.__main__ import main
from kiosk.catalogue.records import Copy, Title
from kiosk.circulation import calendar
from kiosk.circulation.calendar import Services, services
from kiosk.circulation.carrying import CATALOGUE, MANIFEST, CarriedRequests, pack
from kiosk.circulation.facts import Contact, Patron
from kiosk.circulation.library import Library
from kiosk.circulation.messages import RequestState
from kiosk.setup.answers import Brought, NothingThere, bring
from kiosk.setup.export import export
from kiosk.store.keys import Name
from kiosk.store.ledger import Ledger
from kiosk.sync.profiles import ProfileRefused, Profiles
from kiosk.sync.replica import Replica
from tests.sync.conftest import CARD, CHEAP, SECRET, LossyLine, Serving, World, build, fill
from tests.sync.test_exactly_once import holds, place, states


def out(world: World, folder: Path) -> Path:
    """The terminal's requests on a stick."""
    return export(world.terminal.ledger, world.terminal.keys.get(Name.SIGN), folder).path


def back(world: World, folder: Path) -> None:
    """The central's answers, and what the terminal makes of them."""
    world.central.stick.write(world.terminal.identity.number, folder)
    take(world, folder)


def take(world: World, folder: Path, profiles: Profiles | None = None) -> Brought:
    """What the terminal makes of what is on a stick."""
    ledger = world.terminal.ledger
    rules = profiles or Profiles(world.data, PROFILES, ledger.identity)
    return bring(folder, ledger, world.terminal.keys.get(Name.RECEIVE), world.data, rules)


@pytest.fixture
def cut_off(world: World) -> World:
    """The cable is out, and a patron has asked for two titles."""
    world.terminal.sync()
    world.line.up = False
    world.terminal.desk.sign_in(CARD, SECRET)
    place(world, "T1", "T2")
    return world


def test_the_whole_way_without_a_network(cut_off: World, tmp_path: Path) -> None:
    world = cut_off
    taken = world.central.stick.take(out(world, tmp_path))
    assert (taken.rows, taken.fresh, taken.have_through) == (2, 2, 2)
    assert taken.states == {RequestState.RECEIVED: 2}
    world.central.intake.run()
    world.central.ils.put_title(Title("T9", "新しい本", copies=(Copy("C9", "chuo"),)))
    world.clock.pass_by(hours=3)
    world.central.catalogue.snapshot()
    back(world, tmp_path)
    assert states(world) == [RequestState.ACCEPTED] * 2
    assert world.terminal.ledger.queued() == 0
    world.reopen()
    assert world.terminal.desk.line("T9").title.title == "新しい本"
    assert len(holds(world)) == 2
    world.line.up = True
    assert world.terminal.sync().good
    assert len(world.central.requests.all()) == 2


def test_the_same_stick_twice_and_then_the_line_change_nothing(
    cut_off: World, tmp_path: Path
) -> None:
    world = cut_off
    file = out(world, tmp_path)
    world.central.stick.take(file)
    world.central.intake.run()
    again = world.central.stick.take(file)
    assert (again.fresh, again.states) == (0, {RequestState.ACCEPTED: 2})
    world.line.up = True
    assert world.terminal.sync().good
    assert states(world) == [RequestState.ACCEPTED] * 2
    assert len(holds(world)) == len(world.central.requests.all()) == 2


def test_a_stick_after_the_line_brings_only_what_is_new(cut_off: World, tmp_path: Path) -> None:
    world = cut_off
    world.line.up = True
    world.terminal.sync()
    place(world, "T3")
    taken = world.central.stick.take(out(world, tmp_path))
    assert (taken.rows, taken.fresh) == (3, 1)


def test_nothing_of_a_patron_can_be_read_on_the_stick(cut_off: World, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    cut_off.central.stick.take(out(cut_off, stick))
    back(cut_off, stick)
    content = b"".join(path.read_bytes() for path in stick.glob("*.json"))
    for canary in (CARD, "pickup", "見本"):
        assert canary.encode() not in content


def _damaged(text: str) -> str:
    envelope = json.loads(text)
    envelope["box"] = envelope["box"][:-8] + "AAAAAAA="
    return json.dumps(envelope)


def _elsewhere(text: str) -> str:
    return json.dumps(json.loads(text) | {"terminal": "somebody-else"})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda _: "a shopping list", "no file of exported requests"),
        (lambda _: "", "no file of exported requests"),
        (lambda text: text[: len(text) // 2], "no file of exported requests"),
        (_damaged, "damaged"),
        (_elsewhere, "not a file of a terminal"),
    ],
)
def test_a_file_that_is_none_is_a_sentence_and_takes_nothing_in(
    cut_off: World, tmp_path: Path, change: Callable[[str], str], said: str
) -> None:
    file = out(cut_off, tmp_path)
    file.write_text(change(file.read_text("utf-8")), "utf-8")
    with pytest.raises(NotTaken, match=said):
        cut_off.central.stick.take(file)
    assert cut_off.central.requests.all() == ()


def test_another_central_takes_nothing_in(cut_off: World, tmp_path: Path) -> None:
    file = out(cut_off, tmp_path)
    other = ["--data", str(tmp_path / "other")]
    assert central_main([*other, "library", "load", "murakami"]) == 0
    assert central_main([*other, "import-requests", str(file)]) == 1


def test_a_row_that_this_version_cannot_read_goes_to_a_person_and_blocks_nobody(
    cut_off: World, tmp_path: Path
) -> None:
    world = cut_off
    identity, key = world.terminal.identity, world.terminal.keys.get(Name.SIGN)
    rows = [item.model_dump(mode="json") for item in world.terminal.ledger.all_items()]
    rows[0]["mood"] = "of a later version"
    items = (rows[0], rows[1], {"nothing": "at all"})
    content = CarriedRequests(terminal=identity.terminal, incarnation=1, items=items)
    file = tmp_path / "later.json"
    file.write_text(pack(content, identity.intake_key, key), "utf-8")
    taken = world.central.stick.take(file)
    assert taken.states == {RequestState.NEEDS_STAFF: 1, RequestState.RECEIVED: 1}
    assert (taken.have_through, taken.unreadable) == (2, 1)


def test_a_revoked_terminals_patrons_still_get_what_they_were_promised(
    cut_off: World, tmp_path: Path
) -> None:
    world = cut_off
    world.central.terminals.revoke(world.terminal.identity.terminal)
    assert world.central.stick.take(out(world, tmp_path)).fresh == 2


# -- the way back ---------------------------------------------------------------------------------


def test_answers_older_than_the_last_round_are_refused(cut_off: World, tmp_path: Path) -> None:
    world = cut_off
    world.central.stick.take(out(world, tmp_path))
    world.central.stick.write(1, tmp_path)
    world.line.up = True
    world.clock.pass_by(minutes=1)
    world.central.intake.run()
    world.terminal.sync()
    with pytest.raises(NothingThere, match="古い"):
        take(world, tmp_path)
    assert states(world) == [RequestState.ACCEPTED] * 2


def test_another_terminals_answers_are_refused(cut_off: World, tmp_path: Path) -> None:
    world = cut_off
    code = world.central.terminals.add("chuo")
    other = app.enrol(tmp_path / "other", world.url, code, clock=world.clock, adapter=LossyLine())
    stick = tmp_path / "stick"
    stick.mkdir()
    path, _ = world.central.stick.write(other.number, stick)
    path.rename(stick / f"shirabe-answers-{world.terminal.identity.number}.json")
    with pytest.raises(NothingThere):
        take(world, stick)


def test_a_catalogue_that_was_changed_or_is_older_is_refused(
    cut_off: World, tmp_path: Path
) -> None:
    world = cut_off
    world.central.stick.write(1, tmp_path)
    older = (tmp_path / MANIFEST).read_bytes(), (tmp_path / CATALOGUE).read_bytes()
    world.clock.pass_by(hours=1)
    world.central.ils.put_title(Title("T9", "新しい本", copies=(Copy("C9", "chuo"),)))
    world.central.catalogue.snapshot()
    world.central.stick.write(1, tmp_path)
    sound = (tmp_path / CATALOGUE).read_bytes()
    (tmp_path / CATALOGUE).write_bytes(sound[:-1] + bytes([sound[-1] ^ 1]))
    with pytest.raises(NothingThere, match="蔵書データ"):
        take(world, tmp_path)
    (tmp_path / CATALOGUE).write_bytes(sound)
    assert take(world, tmp_path).catalogue
    (tmp_path / MANIFEST).write_bytes(older[0])
    (tmp_path / CATALOGUE).write_bytes(older[1])
    with pytest.raises(NothingThere, match="蔵書データ"):
        take(world, tmp_path)


def at_noon(library: Library, now: datetime) -> Services:
    """What is open in the middle of the day."""
    return services(library, now.astimezone(calendar.JST).replace(hour=12))


def test_the_command_lines_from_export_to_answers(
    world: World,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With the real clocks, as staff at the branch and in the office do it, at any hour: at night
    no holds are taken."""
    world.terminal.close()
    office, stick = tmp_path / "office", tmp_path / "stick"
    stick.mkdir()
    made = Central.open(office, SystemClock(), cost=CHEAP, library="murakami")
    fill(made)
    serving = Serving(made)
    branch = ["--data", str(tmp_path / "branch")]
    code = made.terminals.add("chuo")
    assert main([*branch, "setup", "--central", serving.url, "--code", code]) == 0
    serving.stop()
    monkeypatch.setattr(calendar, "services", at_noon)
    terminal = app.build(tmp_path / "branch", cost=CHEAP, nudge=lambda: None)
    assert terminal.patrons is not None
    terminal.desk.sign_in(CARD, SECRET)
    terminal.desk.place(["T1"], "chuo", Contact.PHONE)
    assert main([*branch, "import-answers", str(stick)]) == 2
    assert "end it first, then try again" in capsys.readouterr().err
    terminal.close()
    assert main([*branch, "export-requests", str(stick)]) == 0
    (file,) = stick.glob("shirabe-requests-*.json")
    centrally = ["--data", str(office)]
    capsys.readouterr()
    (stick / "shirabe-requests-0-damaged.json").write_text("{}", "utf-8")
    (stick / "shirabe-requests-0-unreadable.json").mkdir()
    assert central_main([*centrally, "import-requests", str(stick)]) == 1
    said = capsys.readouterr()
    assert "申込み1件(新しいもの1件)を受け取りました。いまは受付処理待ち1件です。" in said.out
    assert "1 requests of terminal 1, 1 of them new; now 1 waiting for the intake." in said.out
    assert "damaged.json" in said.err
    assert "unreadable.json" in said.err
    assert central_main([*centrally, "import-requests", str(file)]) == 0
    assert "0 of them new; now 1 waiting for the intake." in capsys.readouterr().out
    assert central_main([*centrally, "import-requests", str(tmp_path)]) == 1
    assert "holds no file" in capsys.readouterr().err
    assert central_main([*centrally, "intake", "run"]) == 0
    assert central_main([*centrally, "export-answers", "1", str(stick)]) == 0
    assert central_main([*centrally, "export-answers", "9", str(stick)]) == 1
    assert central_main([*centrally, "import-requests", str(stick / "none.json")]) == 1
    assert main([*branch, "import-answers", str(stick)]) == 0
    assert "1 answers" in capsys.readouterr().out
    assert main([*branch, "import-answers", str(tmp_path)]) == 2
    world.terminal = build(world.data, world.clock, world.line)


def test_rows_keep_their_time_on_a_stick(cut_off: World, tmp_path: Path) -> None:
    placed = cut_off.clock.now()
    cut_off.clock.pass_by(days=5)
    cut_off.central.stick.take(out(cut_off, tmp_path))
    assert {request.placed_at for request in cut_off.central.requests.all()} == {placed}


def test_a_patron_who_is_new_since_is_no_trouble(cut_off: World, tmp_path: Path) -> None:
    facts = Patron("10000009", "見本 三郎", born=date(1990, 1, 1), phone="0254000000")
    cut_off.central.ils.put_patron(facts, SECRET)
    cut_off.terminal.desk.sign_out()
    cut_off.terminal.desk.sign_in("10000009", SECRET)
    cut_off.terminal.desk.place(["T3"], "chuo", Contact.PHONE)
    taken = cut_off.central.stick.take(out(cut_off, tmp_path))
    assert (taken.rows, taken.states) == (3, {RequestState.RECEIVED: 3})


CLOSED_MORE = date(2026, 12, 3)
"""A Thursday on which the main library opens, until its central has other rules."""


@pytest.fixture
def office(cut_off: World, tmp_path: Path) -> Iterator[Central]:
    """The central after its rules were changed, while a branch was cut off."""
    text = (PROFILES / "murakami.toml").read_text("utf-8")
    mondays = 'closed_weekdays = ["mon"] '
    own = tmp_path / "central" / "libraries" / "murakami.toml"
    own.parent.mkdir()
    own.write_text(text.replace(mondays, f"closed_days = [{CLOSED_MORE}]\n{mondays}", 1), "utf-8")
    made = Central.open(tmp_path / "central", cut_off.clock, cost=CHEAP)
    yield made
    made.close()


def closed(world: World) -> bool:
    days = world.terminal.desk.calendar("chuo", CLOSED_MORE.year, CLOSED_MORE.month)
    return not next(day.open for day in days if day.day == CLOSED_MORE)


class Pulled(Exception):  # noqa: N818 - what a power cut is here
    """The program ends here."""


@pytest.mark.parametrize("step", ["answers noted", "catalogue", "rules"])
def test_a_stick_that_was_taken_in_half_is_taken_in_whole(
    cut_off: World,
    office: Central,
    tmp_path: Path,
    step: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def pulled(*_: object) -> None:
        raise Pulled

    world, stick = cut_off, tmp_path / "stick"
    stick.mkdir()
    world.central.stick.take(out(world, tmp_path))
    world.central.intake.run()
    world.central.ils.put_title(Title("T9", "新しい本", copies=(Copy("C9", "chuo"),)))
    world.clock.pass_by(hours=3)
    world.central.catalogue.snapshot()
    office.stick.write(1, stick)
    seams = {
        "answers noted": (Ledger, "remember"),
        "catalogue": (Replica, "_prove"),
        "rules": (Profiles, "_keep"),
    }
    with monkeypatch.context() as patch:
        patch.setattr(*seams[step], pulled)
        with pytest.raises(Pulled):
            take(world, stick)
    world.reopen()
    assert take(world, stick).profile
    assert not closed(world)
    world.reopen()
    assert states(world) == [RequestState.ACCEPTED] * 2
    assert world.terminal.desk.line("T9").title.title == "新しい本"
    assert closed(world)


def test_rules_that_cannot_be_used_take_nothing_else_away(cut_off: World, tmp_path: Path) -> None:
    world = cut_off
    world.central.stick.take(out(world, tmp_path))
    world.central.intake.run()
    world.clock.pass_by(hours=1)
    world.central.stick.write(1, tmp_path)
    elsewhere = replace(world.terminal.identity, branch="elsewhere")
    with pytest.raises(ProfileRefused):
        take(world, tmp_path, Profiles(world.data, PROFILES, elsewhere))
    assert states(world) == [RequestState.ACCEPTED] * 2


def test_a_time_that_is_not_sure_is_told_on_a_stick_too(world: World, tmp_path: Path) -> None:
    world.line.up = False
    unsure = ""
    for title in ("T1", "T2"):
        world.clock.pass_by(hours=1)
        world.terminal.desk.sign_in(CARD, SECRET)
        (unsure,) = place(world, title)
        world.reopen()  # nobody has told the next program the time
    world.clock.pass_by(days=1)
    world.central.stick.take(out(world, tmp_path))
    report = world.central.intake.run()
    assert [item.key for item in report.items if item.unsure] == [unsure]
