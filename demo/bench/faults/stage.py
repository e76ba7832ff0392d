"""Where histories play: a library, its terminals and patrons, made once and copied for each."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import sqlcipher3.dbapi2 as driver

from central.app import Central
from demo.bench.faults.fate import Fate
from demo.bench.faults.line import Line
from demo.bench.faults.sides import CHEAP, DATABASE, CentralSide, Enrolled, Parts, TerminalSide
from kiosk.catalogue.records import Copy, Title
from kiosk.circulation.facts import Patron
from kiosk.circulation.library import Library
from kiosk.circulation.messages import EnrolAsk, TerminalSecrets
from kiosk.circulation.sealing import Cost, open_sealed, public_key, verify_key
from kiosk.store.identity import Identity
from kiosk.store.ledger import Ledger

LIBRARY = "okayama"
BRANCH = "chuo"
TERMINALS = 3
TITLES = tuple(f"T{number}" for number in range(1, 7))
CARDS = ("10000001", "10000002", "10000003")
CANARY = "canary-"
"""Every secret begins so; it is looked for in every file at the end."""
SECRET = f"{CANARY}4726"
NO_BUG = Parts()
_SIGN = b"S" * 32
_RECEIVE = b"R" * 32


@dataclass(frozen=True, slots=True)
class Template:
    """A folder to copy, and who is enrolled in it."""

    folder: Path
    library: Library
    enrolled: tuple[Enrolled, ...]


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder in memory where there is one: histories wait for no disk."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
    base = str(memory) if memory.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="shirabe-faults-", dir=base) as folder:
        yield Path(folder)


def make_template(folder: Path, cost: Cost = CHEAP) -> Template:
    """A central with titles, patrons and terminals, each of which has had its first round.

    `cost`: of the patrons' secrets.
    """
    fate = Fate(0)
    fate.time.pass_by(-600.0)  # all of this is over when a history begins
    app = Central.open(folder / "central", fate.time, cost=cost, library=LIBRARY)
    for title in TITLES:
        # Everything is lent out: holds stay in their queue.
        app.ils.put_title(Title(title, f"本 {title}", copies=(Copy(f"C{title}", BRANCH),)))
        app.ils.put_patron(
            Patron(f"2000000{title[1]}", "借りた 人", born=date(1970, 1, 2)), "x1234"
        )
        day = fate.time.now().date()
        app.ils.put_loan(f"2000000{title[1]}", f"C{title}", day, day + timedelta(days=3000))
    for card in CARDS:
        facts = Patron(card, "見本 花子", born=date(1980, 5, 6), phone="0254123456")
        app.ils.put_patron(facts, SECRET)
    app.tick()
    enrolled = [_enrol(app, number) for number in range(1, TERMINALS + 1)]
    library = app.library
    app.close()
    _name(folder / "central" / "central.db", [one.identity for one in enrolled])
    central = CentralSide(folder / "central", fate, Parts())
    for one in enrolled:
        place = folder / one.identity.terminal
        place.mkdir()
        Ledger.create(place, one.file_key, one.identity, fate.time).close()
        line = Line(fate, central, one.identity.terminal)
        terminal = TerminalSide(place, one, library, line, fate, Parts())
        terminal.exchange.run()
        terminal.stop()
    central.close()
    return Template(folder, library, tuple(enrolled))


def _enrol(app: Central, number: int) -> Enrolled:
    reply = app.terminals.enrol(
        EnrolAsk(
            code=app.terminals.add(BRANCH),
            sign_key=verify_key(_SIGN),
            receive_key=public_key(_RECEIVE),
            version="1",
        )
    )
    identity = Identity(
        terminal=f"terminal-{number}",
        number=reply.number,
        incarnation=reply.incarnation,
        library=reply.library,
        branch=reply.branch,
        central_key=reply.central_key,
        intake_key=reply.intake_key,
        intake_key_id=reply.intake_key_id,
    )
    told = open_sealed(_RECEIVE, reply.secrets_box)
    return Enrolled(identity, TerminalSecrets.model_validate_json(told), _SIGN)


def _name(file: Path, identities: list[Identity]) -> None:
    """Names in place of random ids, so that a seed tells the same story everywhere."""
    connection = driver.connect(str(file))
    for one in identities:
        connection.execute(
            "UPDATE terminals SET id = ? WHERE number = ?", (one.terminal, one.number)
        )
    connection.commit()
    connection.close()


@dataclass
class World:
    """One central and its terminals, about to live through a history."""

    folder: Path
    fate: Fate
    library: Library
    central: CentralSide
    parts: Parts
    whole: bool
    terminals: list[TerminalSide] = field(default_factory=list)

    def line_of(self, terminal: TerminalSide) -> Line:
        """The line of a terminal."""
        assert isinstance(terminal.line, Line)  # noqa: S101 - made below
        return terminal.line

    def clone(self, terminal: TerminalSide) -> TerminalSide:
        """Another machine with a copy of this one's disk, under the same name."""
        place = terminal.copy_to(Path(tempfile.mkdtemp(prefix="clone-", dir=self.folder)) / "disk")
        return self.add(place, terminal.enrolled)

    def add(self, place: Path, enrolled: Enrolled) -> TerminalSide:
        """A terminal on the disk at `place`."""
        line = Line(self.fate, self.central, enrolled.identity.terminal)
        made = TerminalSide(
            place, enrolled, self.library, line, self.fate, self.parts, whole=self.whole
        )
        self.terminals.append(made)
        return made


class Stage:
    """Plays one history after the other with one central."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        made = folder / "template"
        made.mkdir()
        self.template = make_template(made)
        shutil.copytree(made / "central", folder / "central")
        self._central = CentralSide(folder / "central", Fate(0), NO_BUG)

    @contextmanager
    def world(
        self, seed: int, parts: Parts | None = None, *, terminals: int = 2, whole: bool = True
    ) -> Iterator[World]:
        """A fresh world with so many terminals; `whole`: they follow catalogue and patrons too."""
        parts = parts or NO_BUG
        folder = Path(tempfile.mkdtemp(prefix="history-", dir=self._folder))
        fate = Fate(seed)
        self._central.begin(self.template.folder / "central" / DATABASE, fate, parts)
        made = World(folder, fate, self.template.library, self._central, parts, whole)
        try:
            for enrolled in self.template.enrolled[:terminals]:
                place = folder / enrolled.identity.terminal
                shutil.copytree(self.template.folder / enrolled.identity.terminal, place)
                made.add(place, enrolled)
            yield made
        finally:
            for terminal in made.terminals:
                with suppress(Exception):
                    terminal.stop()
            shutil.rmtree(folder, ignore_errors=True)

    def close(self) -> None:
        """The end."""
        self._central.close()


@contextmanager
def stage() -> Iterator[Stage]:
    """A stage in memory."""
    with scratch() as folder:
        made = Stage(folder)
        try:
            yield made
        finally:
            made.close()
