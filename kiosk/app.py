"""The composition root: the only module of the terminal that builds things.

The clock, the transport and the cost of Argon2 are passed in, so that the demo, `play` and tests
build the very same terminal. It decides nothing and shows nothing.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from requests.adapters import BaseAdapter

from kiosk import settings as settings_module
from kiosk.circulation.calendar import JST
from kiosk.circulation.invitations import Invitation
from kiosk.circulation.library import Branch, Library
from kiosk.circulation.messages import TerminalSecrets
from kiosk.circulation.sealing import Cost
from kiosk.desk.desk import Desk
from kiosk.desk.shelf import Shelf
from kiosk.login import Login
from kiosk.ports import Clock
from kiosk.settings import Settings, SettingsError
from kiosk.setup.enrol import Enrolment
from kiosk.setup.findings import Finding
from kiosk.setup.self_check import check
from kiosk.store.database import remove
from kiosk.store.identity import Identity
from kiosk.store.keys import Keys, Name, open_keys
from kiosk.store.ledger import FILE, Ledger
from kiosk.store.patrons import FILE as PATRONS_FILE
from kiosk.store.patrons import PatronStore
from kiosk.store.problems import NotEnrolled
from kiosk.sync.exchange import Exchange
from kiosk.sync.failures import Failures
from kiosk.sync.policy import SLOW_S
from kiosk.sync.profiles import Profiles
from kiosk.sync.replica import Replica
from kiosk.sync.rotation import Rotation
from kiosk.sync.round import Round
from kiosk.sync.server import Server
from kiosk.sync.snapshot import Progress
from kiosk.sync.worker import Worker


class SystemClock:
    """The machine's clock: wall time in the libraries' zone, and seconds that count suspension."""

    def now(self) -> datetime:
        """The time on the wall."""
        return datetime.now(JST)

    def monotonic(self) -> float:
        """Seconds since the machine was started, sleep included where the system tells."""
        if sys.platform == "linux":
            return time.clock_gettime(time.CLOCK_BOOTTIME)
        return time.monotonic()


def resources() -> Path:
    """Where the program's data files lie, also inside a PyInstaller folder."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return root / "resources"


@dataclass(frozen=True, slots=True)
class Terminal:
    """A built terminal. `start` begins the sync thread; without it, call `sync` yourself."""

    data: Path
    settings: Settings
    identity: Identity
    library: Library
    branch: Branch
    clock: Clock
    keys: Keys
    ledger: Ledger
    patrons: PatronStore | None
    server: Server
    replica: Replica
    shelf: Shelf
    profiles: Profiles
    exchange: Exchange
    rotation: Rotation
    worker: Worker
    desk: Desk

    @property
    def plain_keys(self) -> bool:
        """Whether keys lie in a plain file: the screen shows a red banner."""
        return self.keys.plain

    def start(self) -> None:
        """Start the sync thread."""
        self.worker.start()

    def sync(self, progress: Callable[[Progress], None] | None = None) -> Round:
        """One round now, in this thread: push, then pull each stream."""
        return self.exchange.run(progress)

    def look_over(self, with_central: bool) -> tuple[Finding, ...]:
        """What staff are told of this terminal; `with_central`: after a round, where one answers
        within some seconds."""
        if with_central:
            self.worker.settle(SLOW_S)
        files = self.data, self.keys, self.ledger, self.replica, self.profiles
        return check(*files, self.clock)

    def close(self) -> None:
        """Stop the thread, sign out, close every file and let go of the lock."""
        self.worker.stop()
        self.desk.sign_out()
        self.shelf.close()
        if self.patrons is not None:
            self.patrons.close()
        self.ledger.close()


def build(
    data: Path,
    *,
    clock: Clock | None = None,
    adapter: BaseAdapter | None = None,
    cost: Cost | None = None,
    nudge: Callable[[], None] | None = None,
    online: Callable[[], bool] | None = None,
    settings: Settings | None = None,
    language: str | None = None,
) -> Terminal:
    """Build the terminal that is enrolled in `data`.

    `adapter` carries HTTP (requests' own where None); `nudge` is called after a request has been
    committed (default: wake the worker; `play` passes one that syncs at once); `online` tells the
    status bar (default: the last call reached the central). Raises a kiosk.store.problems.Problem
    (NotEnrolled, AlreadyRunning, LedgerLost, DiskFull …) or SettingsError or ProfileError, each
    one plain sentence.
    """
    clock = clock or SystemClock()
    settings = settings or settings_module.load(data)
    keys = open_keys(settings.keyring, data)
    ledger = open_ledger(data, keys, clock)
    try:
        return _Builder(data, settings, keys, ledger, clock, cost or Cost()).build(
            adapter, nudge, online, language
        )
    except BaseException:
        ledger.close()
        raise


def open_ledger(data: Path, keys: Keys, clock: Clock, *, locked: bool = True) -> Ledger:
    """The ledger of `data`. NotEnrolled before its key is asked for, so that nothing is made."""
    key = keys.find(Name.LEDGER)
    if key is None and not (data / FILE).exists():
        raise NotEnrolled
    return Ledger.open(data, keys.get(Name.LEDGER), clock, locked=locked)


def make_server(
    settings: Settings,
    ledger: Ledger,
    keys: Keys,
    clock: Clock,
    adapter: BaseAdapter | None = None,
) -> Server:
    """The line to the central, signing as this terminal."""
    server = _line(settings, clock, adapter, ledger.now)
    server.introduce(ledger.identity.terminal, keys.get(Name.SIGN))
    return server


def _line(
    settings: Settings,
    clock: Clock,
    adapter: BaseAdapter | None,
    now: Callable[[], datetime] | None = None,
) -> Server:
    sync = settings.sync
    ca_file = str(sync.ca_file) if sync.ca_file else None
    return Server(
        settings.central, clock, adapter=adapter, now=now, ca_file=ca_file, proxy=sync.proxy
    )


def profiles_of(data: Path, settings: Settings, identity: Identity) -> Profiles:
    """The profiles of an enrolled terminal; SettingsError where the settings name another library
    than the one it is enrolled for."""
    if settings.library not in (None, identity.library):
        raise SettingsError(
            f"この端末は「{identity.library}」に登録されています。設定の library と違います。"
            f" / This terminal is enrolled for {identity.library!r}, not for what the"
            " settings say."
        )
    return Profiles(data, resources() / "libraries", identity)


@dataclass(frozen=True, slots=True)
class _Builder:
    data: Path
    settings: Settings
    keys: Keys
    ledger: Ledger
    clock: Clock
    cost: Cost

    def build(
        self,
        adapter: BaseAdapter | None,
        nudge: Callable[[], None] | None,
        online: Callable[[], bool] | None,
        language: str | None,
    ) -> Terminal:
        identity = self.ledger.identity
        profiles = profiles_of(self.data, self.settings, identity)
        server = make_server(self.settings, self.ledger, self.keys, self.clock, adapter)
        library = profiles.start(server)
        patrons = self._patrons()
        replica = Replica(self.data, server, identity.central_key)
        shelf = Shelf(replica.open, lambda: replica.generation)
        rotation = Rotation(server, self.ledger, self.keys)
        exchange = Exchange(
            server,
            self.ledger,
            patrons,
            replica,
            self.clock,
            self.keys.get(Name.SIGN),
            profile=lambda: profiles.follow(server),
            rotation=rotation.follow,
            failures=Failures(server, self.ledger, self.clock).follow,
        )
        rotation.signs_with = exchange.signs_with
        worker = Worker(
            exchange,
            self.ledger,
            self.settings.sync.every_s,
            second_place=self.settings.second_place,
        )
        desk = Desk(
            library,
            identity,
            catalogue=shelf.reader,
            interrupt=shelf.interrupt,
            ledger=self.ledger,
            login=self._login(library, patrons, server),
            central=server,
            nudge=nudge or worker.nudge,
            settle=nudge or worker.settle,
            online=online or (lambda: server.online),
            language=language or self.settings.screen.language,
        )
        return Terminal(
            data=self.data,
            settings=self.settings,
            identity=identity,
            library=library,
            branch=library.branch(identity.branch),
            clock=self.clock,
            keys=self.keys,
            ledger=self.ledger,
            patrons=patrons,
            server=server,
            replica=replica,
            shelf=shelf,
            profiles=profiles,
            exchange=exchange,
            rotation=rotation,
            worker=worker,
            desk=desk,
        )

    def _patrons(self) -> PatronStore | None:
        """No rows of patrons are kept where the settings say `deferred`."""
        if self.settings.sign_in == "deferred":
            remove(self.data / PATRONS_FILE)
            return None
        return PatronStore.open(self.data, self.keys.get(Name.PATRONS))

    def _login(self, library: Library, patrons: PatronStore | None, server: Server) -> Login:
        secrets = TerminalSecrets(
            verifier_key=self.keys.get(Name.VERIFIER).hex(),
            lookup_key=self.keys.get(Name.LOOKUP).hex(),
        )
        return Login(
            library, self.ledger.identity, secrets, self.ledger, patrons, server, self.cost
        )


def enrol(
    data: Path,
    central: str,
    code: str,
    *,
    clock: Clock | None = None,
    adapter: BaseAdapter | None = None,
    keyring: str | None = None,
    cost: Callable[[], Cost] | None = None,
    invitation: Invitation | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Identity:
    """Enrol the terminal in `data` with a single-use code, then bring the first catalogue.

    `keyring` None: as the settings say. `cost` measures what a check of a secret may cost here;
    None leaves it to the central. `invitation`: the file that code and address stand in. Raises a
    Problem (SetupFailed, AlreadyEnrolled …) or a SettingsError, one plain sentence each. Where only
    the first sync failed the terminal is enrolled all the same, and the sync thread goes on with
    it.
    """
    # Before anything is said on a line that everybody could listen to.
    settings = settings_module.enrolling(data, central, keyring)
    clock = clock or SystemClock()
    keys = open_keys(settings.keyring, data)
    server = _line(settings, clock, adapter)
    shipped = resources() / "libraries"
    enrolment = Enrolment(data, settings, keys, server, clock, shipped, cost)
    identity = enrolment.run(code, invitation)
    first_sync(data, clock=clock, adapter=adapter, progress=progress)
    return identity


def enrol_again(
    data: Path,
    code: str,
    *,
    clock: Clock | None = None,
    adapter: BaseAdapter | None = None,
    cost: Callable[[], Cost] | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Identity:
    """Enrol the terminal in `data` anew with its ledger, where its central turns it away. Raises as
    `enrol`, and NotEnrolled."""
    settings, clock = settings_module.load(data), clock or SystemClock()
    keys = open_keys(settings.keyring, data)
    open_ledger(data, keys, clock, locked=False).close()
    server, shipped = _line(settings, clock, adapter), resources() / "libraries"
    identity = Enrolment(data, settings, keys, server, clock, shipped, cost).again(code)
    first_sync(data, clock=clock, adapter=adapter, progress=progress)
    return identity


def first_sync(
    data: Path,
    *,
    clock: Clock,
    adapter: BaseAdapter | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Round:
    """The first round after enrolment; its failures are in the answer, not raised."""
    terminal = build(data, clock=clock, adapter=adapter)
    try:
        return terminal.sync(progress)
    finally:
        terminal.close()
