"""The library's profile travels: a sixth library, a changed closing day, and what is refused."""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from central.app import PROFILES, Central, load_library
from central.keys import Keys
from kiosk import app, settings
from kiosk.__main__ import main
from kiosk.app import Terminal
from kiosk.circulation.library import ProfileError
from kiosk.circulation.messages import ProfileReply, profile_content
from kiosk.circulation.sealing import sign
from kiosk.ports import Misunderstood
from kiosk.setup.enrol import SetupFailed
from kiosk.sync.profiles import FOLDER, ProfileRefused
from tests.fakes import FakeClock
from tests.sync.conftest import CHEAP, LossyLine, Serving, build, cut_short, portal

SIXTH = Path(__file__).parents[1] / "unit" / "circulation" / "sixth.toml"
CLOSED_MORE = date(2026, 12, 3)
"""A Thursday in the week after the fakes' today, on which Murakami's main library opens."""


class House:
    """A library whose central is started anew with other rules, and its one terminal."""

    def __init__(self, folder: Path, clock: FakeClock) -> None:
        self.folder, self.clock, self.line = folder, clock, LossyLine()
        self.data = folder / "terminal"

    def load(self, text: str, name: str) -> None:
        """`central library load FILE`."""
        file = self.folder / name
        file.write_text(text, "utf-8")
        load_library(self.folder / "central", str(file))

    @contextmanager
    def serve(self) -> Iterator[Serving]:
        """The central, on a port of its own; an enrolled terminal is told of it."""
        serving = Serving(Central.open(self.folder / "central", self.clock, cost=CHEAP))
        if (self.data / settings.FILE).exists():
            settings.write(self.data, serving.url, "file")
        try:
            yield serving
        finally:
            serving.stop()

    def enrol(self, serving: Serving) -> None:
        """A terminal at the first branch."""
        code = serving.central.terminals.add(serving.central.library.branches[0].id)
        app.enrol(self.data, serving.url, code, clock=self.clock, adapter=self.line)

    @contextmanager
    def start(self) -> Iterator[Terminal]:
        """The terminal, from its start to its end."""
        terminal = build(self.data, self.clock, self.line)
        try:
            yield terminal
        finally:
            terminal.close()


class Saying:
    """Something in the central's place, with an answer of its own."""

    def __init__(self, reply: ProfileReply) -> None:
        self.reply = reply
        self.heard: list[str] = []

    def profile(self, have: str) -> ProfileReply:
        """The answer."""
        self.heard.append(have)
        return self.reply


@pytest.fixture
def house(tmp_path: Path, clock: FakeClock) -> House:
    """Nothing is loaded yet."""
    return House(tmp_path, clock)


MURAKAMI = (PROFILES / "murakami.toml").read_text("utf-8")
MONDAYS = 'closed_weekdays = ["mon"] '
CLOSING_DAY = MURAKAMI.replace(MONDAYS, f"closed_days = [{CLOSED_MORE}]\n{MONDAYS}", 1)
NEWER = CLOSING_DAY.replace("[renewal]", '[renewal]\nby_pigeon = "always"', 1)


def closed(terminal: Terminal) -> bool:
    """Whether the calendar of the terminal's branch says so of the day in question."""
    days = terminal.desk.calendar(terminal.branch.id, CLOSED_MORE.year, CLOSED_MORE.month)
    return not next(day.open for day in days if day.day == CLOSED_MORE)


def test_a_sixth_library_is_a_file_at_its_central_and_nothing_at_its_terminals(
    house: House,
) -> None:
    house.load(SIXTH.read_text("utf-8"), "sixth.toml")
    with house.serve() as serving:
        house.enrol(serving)
        asked = [path for path in house.line.asked if "/v1/profile" in path]
        assert asked[0] == "/v1/profile?have="
        assert house.line.asked.index(asked[0]) < house.line.asked.index("/v1/snapshot")
    house.line.up = False
    with house.start() as terminal:
        assert terminal.library == serving.central.library
        assert terminal.library.text == SIXTH.read_text("utf-8")
        assert terminal.branch.name == "湖畔館"


def test_the_settings_of_a_sixth_librarys_terminal_may_name_it(house: House) -> None:
    house.load(SIXTH.read_text("utf-8"), "sixth.toml")
    with house.serve() as serving:
        house.enrol(serving)
    path = house.data / settings.FILE
    path.write_text(path.read_text("utf-8") + 'library = "sixth"\n', "utf-8")
    with house.start() as terminal:
        assert terminal.library.name == "湖の町図書館"


def test_a_closing_day_loaded_at_the_central_comes_to_the_terminal(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    with house.serve() as serving:
        house.enrol(serving)
    house.load(CLOSING_DAY, "murakami.toml")
    with house.serve(), house.start() as terminal:
        assert terminal.sync().good
        assert not closed(terminal)
        assert main(["--data", str(house.data), "status"]) == 0
        assert "次の起動から" in capsys.readouterr().out
        assert main(["--data", str(house.data), "self-check"]) == 0
        assert "△ profile: 「村上市立図書館」の新しい決まり" in capsys.readouterr().out
    house.line.up = False
    with house.start() as terminal:
        assert closed(terminal)
    main(["--data", str(house.data), "status"])
    assert "次の起動から" not in capsys.readouterr().out


def test_the_closing_day_is_taken_back(house: House) -> None:
    with house.serve() as serving:
        house.enrol(serving)
    for text in (CLOSING_DAY, MURAKAMI):
        house.load(text, "murakami.toml")
        with house.serve(), house.start() as terminal:
            terminal.sync()
            assert terminal.profiles.waits() == (text is CLOSING_DAY or closed(terminal))
    with house.start() as terminal:
        assert not closed(terminal)
        assert not terminal.profiles.waits()


def test_nothing_travels_where_nothing_has_changed(house: House) -> None:
    with house.serve() as serving:
        house.enrol(serving)
        house.load(CLOSING_DAY, "murakami.toml")
    with house.serve() as serving, house.start() as terminal:
        known = serving.central.terminals.profile(terminal.library.digest)
        assert known.text is not None
        assert terminal.profiles.follow(terminal.server)
        assert not terminal.profiles.follow(terminal.server)
        assert house.line.asked[-1] == f"/v1/profile?have={known.digest}"
        assert serving.central.terminals.profile(known.digest).text is None


def signed(house: House, text: str) -> Saying:
    """The house's central, of a newer version, with a profile that it can read."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    key = Keys.load(house.folder / "central" / "keys").sign
    signature = sign(key, profile_content("murakami", digest))
    return Saying(ProfileReply(library="murakami", digest=digest, text=text, signature=signature))


def test_a_profile_of_a_newer_program_is_refused_and_the_last_good_one_stays(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    house.load(CLOSING_DAY, "murakami.toml")
    with house.serve() as serving:
        house.enrol(serving)
    newer = signed(house, NEWER)
    with house.start() as terminal, pytest.raises(ProfileRefused, match="これまでの決まり"):
        terminal.profiles.follow(newer)
    for verb in ("status", "self-check"):
        assert main(["--data", str(house.data), verb]) == 0
        said = capsys.readouterr().out
        assert "中央サーバから届いた図書館の決まりを使えません" in said
        assert "by_pigeon" in said
    with house.serve(), house.start() as terminal:
        assert closed(terminal)
        assert not terminal.profiles.waits()
        assert terminal.sync().good
        assert terminal.profiles.refusal() is None, "the central has gone back to the former one"


def test_a_refused_profile_is_not_asked_for_again_and_again(house: House) -> None:
    with house.serve() as serving:
        house.enrol(serving)
    newer = signed(house, NEWER)
    with house.start() as terminal:
        with pytest.raises(ProfileRefused):
            terminal.profiles.follow(newer)
        newer.reply = newer.reply.model_copy(update={"text": None})
        assert not terminal.profiles.follow(newer)
    assert newer.heard == [terminal.library.digest, newer.reply.digest]


@pytest.mark.parametrize(
    ("old", "new"),
    [('id = "chuo"', 'id = "main"'), ('id = "murakami"', 'id = "atlantis"'), ("[", "[[")],
)
def test_a_profile_without_this_terminals_place_is_refused(
    house: House, old: str, new: str
) -> None:
    with house.serve() as serving:
        house.enrol(serving)
    with house.start() as terminal:
        with pytest.raises(ProfileRefused):
            terminal.profiles.follow(signed(house, MURAKAMI.replace(old, new)))
        assert terminal.profiles.in_force().text == MURAKAMI


def test_what_the_central_has_not_signed_is_not_kept(house: House) -> None:
    house.load(CLOSING_DAY, "murakami.toml")
    with house.serve() as serving:
        house.enrol(serving)
    shutil.rmtree(house.data / FOLDER)
    shutil.rmtree(house.folder / "central")
    house.load(CLOSING_DAY, "murakami.toml")
    with house.serve() as another, house.start() as terminal:
        reply = another.central.terminals.profile("")
        with pytest.raises(Misunderstood):
            terminal.profiles.follow(Saying(reply))
        assert not (house.data / FOLDER).exists()
        assert not closed(terminal)


def test_a_profile_cut_short_on_the_way_leaves_the_former_one(house: House) -> None:
    with house.serve() as serving:
        house.enrol(serving)
    house.load(CLOSING_DAY, "murakami.toml")
    with house.serve(), house.start() as terminal:
        house.line.fail("/v1/profile", cut_short)
        assert [failure.step for failure in terminal.sync().failures] == ["profile"]
        assert not terminal.profiles.waits()
        assert terminal.sync().good
        assert terminal.profiles.waits()


def test_a_damaged_profile_is_fetched_anew(house: House) -> None:
    house.load(SIXTH.read_text("utf-8"), "sixth.toml")
    with house.serve() as serving:
        house.enrol(serving)
        (house.data / FOLDER / "sixth.toml").write_bytes(b"\xff rot")
        with house.start() as terminal:
            assert terminal.library.id == "sixth"
        (house.data / FOLDER / "sixth.toml").write_bytes(b"\xff rot")
        house.line.up = False
        with pytest.raises(ProfileError, match=r"sixth\.toml"), house.start():
            pass


def test_without_its_profile_a_sixth_library_has_no_terminal(house: House) -> None:
    house.load(SIXTH.read_text("utf-8"), "sixth.toml")
    with house.serve() as serving:
        house.line.fail("/v1/profile", portal, portal)
        with pytest.raises(SetupFailed, match="図書館の決まり"):
            house.enrol(serving)
        assert not (house.data / "ledger.db").exists()
        house.enrol(serving)
    with house.start() as terminal:
        assert terminal.library.id == "sixth"
