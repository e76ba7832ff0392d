"""The two programs of a history, each with its folder: started, killed, copied, put back."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

import sqlcipher3.dbapi2 as driver

from central.app import Central
from demo.bench.faults.fate import Fate, WrongClock
from kiosk.circulation.library import Library
from kiosk.circulation.messages import PatronRow, TerminalSecrets
from kiosk.circulation.sealing import Cost
from kiosk.login import Login, Session
from kiosk.ports import CentralDesk
from kiosk.store.identity import Identity
from kiosk.store.ledger import Ledger
from kiosk.store.patrons import FILE as PATRONS
from kiosk.store.patrons import PatronStore
from kiosk.sync import exchange, failures, replica
from kiosk.sync.exchange import Exchange
from kiosk.sync.replica import Replica


class Wire(exchange.Line, replica.Source, failures.Line, CentralDesk, Protocol):
    """All that a terminal says to its central."""


CHEAP = Cost(1, 8, 1)
DATABASE = "central.db"
Ask = Callable[[str], list[tuple[Any, ...]]]


class SignsIn(Protocol):
    """What a patron's card and secret are given to: `Login`."""

    def sign_in(self, card: str, secret: str) -> Session:
        """Sign in, or Refused."""
        ...


@dataclass(frozen=True, slots=True)
class Parts:
    """Public parts of both programs that a seeded bug takes the place of."""

    central: Callable[[Central, Path, Callable[[], None]], None] = lambda _app, _file, _step: None
    ledger: type[Ledger] = Ledger
    login: Callable[[Ledger, Callable[[Ledger], Login]], "SignsIn"] = lambda ledger, build: build(
        ledger
    )


class CentralSide:
    """The real central in a folder of its own. It outlives a history: `begin` gives it new data."""

    def __init__(self, folder: Path, fate: Fate, parts: Parts) -> None:
        self.file = folder / DATABASE
        self._folder = folder
        self._fate = fate
        self._parts = parts
        self._app: Central | None = None
        self._beside = _connected(self.file)
        self.start()

    @property
    def app(self) -> Central:
        """The running central."""
        assert self._app is not None  # noqa: S101 - started at once
        return self._app

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """A look into its file, beside the running central."""
        return list(self._beside.execute(query))

    def begin(self, template: Path, fate: Fate, parts: Parts) -> None:
        """A new history, on a copy of `template`."""
        same = parts is self._parts
        self._fate, self._parts = fate, parts
        self.put_back(template)
        if not same:
            self.start()

    def start(self) -> None:
        """Start it, after whatever end it had: what was not committed is rolled back."""
        self.stop()
        with self._fate.unharmed():
            self._app = Central.open(self._folder, self, cost=CHEAP)
            self._parts.central(self._app, self.file, self.step)

    def stop(self) -> None:
        """End it."""
        if self._app is not None:
            self._app.close()
            self._app = None

    def now(self) -> datetime:
        """The right time, as the central's clock shows it."""
        return self._fate.time.now()

    def monotonic(self) -> float:
        """Seconds since the beginning of the history."""
        return self._fate.time.monotonic()

    def step(self) -> None:
        """A step of the central: see `Fate`."""
        self._fate.step()

    def close(self) -> None:
        """End it, and look at it no more."""
        self.stop()
        self._beside.close()

    def copy_to(self, place: Path) -> Path:
        """A copy of the database as it is now."""
        copy = _connected(place)
        self._beside.backup(copy)
        copy.close()
        return place

    def put_back(self, copy: Path) -> None:
        """What stood in the database then stands in it now, and nobody is told."""
        older = _connected(copy)
        older.backup(self._beside)
        older.close()


def _connected(file: Path) -> Any:
    return driver.connect(str(file), isolation_level=None)


class WatchedPatrons(PatronStore):
    """Tells when somebody's row is looked at, and dies there where fate has it."""

    seen: Callable[[str], None] | None = None

    def find(self, tag: str, at: datetime) -> PatronRow | None:
        """As it is; the secret is compared next."""
        row = super().find(tag, at)
        if row is not None and self.seen is not None:
            self.seen(tag)
        return row


class StillReplica(Replica):
    """A catalogue that follows nothing: most histories are about requests."""

    def follow(self, pages: int = 100) -> int:  # noqa: ARG002 - the replica's shape
        """Stays as it is."""
        return 0

    def renew(self, day: date, progress: object = None) -> bool:  # noqa: ARG002 - as above
        """As above."""
        return False


@dataclass
class Enrolled:
    """What a terminal was given, and the keys it keeps."""

    identity: Identity
    secrets: TerminalSecrets
    sign_key: bytes
    file_key: bytes = field(default=b"L" * 32, repr=False)


class TerminalSide:
    """The real ledger, patrons' rows, catalogue and sync of one terminal, on one disk."""

    def __init__(
        self,
        folder: Path,
        enrolled: Enrolled,
        library: Library,
        line: Wire,
        fate: Fate,
        parts: Parts,
        *,
        whole: bool = True,
    ) -> None:
        self.folder = folder
        self._whole = whole
        self.enrolled = enrolled
        self.clock = WrongClock(fate.time)
        self.line = line
        self.looked: list[str] = []
        self._library = library
        self._fate = fate
        self._parts = parts
        self._patrons: WatchedPatrons | None = None
        self._signs_in: SignsIn | None = None
        self._running = False
        self.start()

    def start(self) -> None:
        """Start the program, after whatever end it had."""
        self.stop()
        enrolled, key = self.enrolled, self.enrolled.file_key
        self.ledger = self._parts.ledger.open(self.folder, key, self.clock)
        self._running = True
        self.replica = (Replica if self._whole else StillReplica)(
            self.folder, self.line, enrolled.identity.central_key
        )
        self.exchange = Exchange(
            self.line,
            self.ledger,
            self.patrons if self._whole else None,
            self.replica,
            self.clock,
            enrolled.sign_key,
            failures=failures.Failures(self.line, self.ledger, self.clock).follow,
        )

    @property
    def patrons(self) -> WatchedPatrons:
        """Patrons' rows: opened where somebody looks at them."""
        if self._patrons is None:
            self._patrons = WatchedPatrons(self.folder / PATRONS, self.enrolled.file_key)
            self._patrons.seen = self._seen
        return self._patrons

    @property
    def login(self) -> SignsIn:
        """What a card and a secret are given to."""
        if self._signs_in is None:
            self._signs_in = self._parts.login(self.ledger, self._login)
        return self._signs_in

    def _login(self, ledger: Ledger) -> Login:
        enrolled = self.enrolled
        return Login(
            self._library,
            enrolled.identity,
            enrolled.secrets,
            ledger,
            self.patrons,
            self.line,
            CHEAP,
        )

    def _seen(self, tag: str) -> None:
        self.looked.append(tag)
        self._fate.step()

    def stop(self) -> None:
        """End it; closing rolls back what was not committed, as a death would."""
        if self._running:
            if self._patrons is not None:
                self._patrons.close()
            self._patrons = self._signs_in = None
            self.ledger.close()
            self._running = False

    def boot(self) -> None:
        """Off, and on again."""
        self.stop()
        self.clock.boot()
        self.start()

    def copy_to(self, place: Path) -> Path:
        """An image of the disk, of the stopped terminal."""
        self.stop()
        shutil.copytree(self.folder, place)
        self.start()
        return place

    def put_back(self, image: Path) -> None:
        """The disk is as the image was."""
        self.stop()
        shutil.rmtree(self.folder)
        shutil.copytree(image, self.folder)
        self.start()
