"""The composition root: the only module of the terminal that builds things.

The clock, the transport and the cost of Argon2 are passed in, so that the demo, `play` and tests
build the very same terminal. It decides nothing and shows nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from requests.adapters import BaseAdapter

from kiosk.circulation.library import Branch, Library
from kiosk.circulation.sealing import Cost
from kiosk.desk.desk import Desk
from kiosk.ports import Clock
from kiosk.settings import Settings
from kiosk.store.identity import Identity
from kiosk.store.keys import Keys
from kiosk.store.ledger import Ledger
from kiosk.store.patrons import PatronStore
from kiosk.sync.exchange import Exchange, Round
from kiosk.sync.replica import Progress, Replica
from kiosk.sync.server import Server
from kiosk.sync.worker import Worker


@dataclass(frozen=True, slots=True)
class Terminal:
    """A built terminal. `start` begins the sync thread; without it, call `sync` yourself."""

    settings: Settings
    identity: Identity
    library: Library
    branch: Branch
    clock: Clock
    keys: Keys
    ledger: Ledger
    patrons: PatronStore
    server: Server
    replica: Replica
    exchange: Exchange
    worker: Worker
    desk: Desk

    @property
    def plain_keys(self) -> bool:
        """Whether keys lie in a plain file: the screen shows a red banner."""
        raise NotImplementedError

    def start(self) -> None:
        """Start the sync thread."""
        raise NotImplementedError

    def sync(self, progress: Callable[[Progress], None] | None = None) -> Round:
        """One round now, in this thread: push, then pull each stream."""
        raise NotImplementedError

    def close(self) -> None:
        """Stop the thread, sign out, close every file and let go of the lock."""
        raise NotImplementedError


def build(
    data: Path,
    *,
    clock: Clock | None = None,
    adapter: BaseAdapter | None = None,
    cost: Cost | None = None,
    libraries: Path | None = None,
    nudge: Callable[[], None] | None = None,
    online: Callable[[], bool] | None = None,
    settings: Settings | None = None,
) -> Terminal:
    """Build the terminal that is enrolled in `data`.

    `adapter` carries HTTP (requests' own where None); `nudge` is called after a request has been
    committed (default: wake the worker; `play` passes one that syncs at once); `online` tells the
    status bar (default: the last call reached the central). Raises a kiosk.store.problems.Problem
    (NotEnrolled, AlreadyRunning, LedgerLost, DiskFull …) or SettingsError or ProfileError, each
    one plain sentence.
    """
    raise NotImplementedError


def enrol(
    data: Path,
    central: str,
    code: str,
    *,
    clock: Clock | None = None,
    adapter: BaseAdapter | None = None,
    keyring: str = "file",
    progress: Callable[[Progress], None] | None = None,
    libraries: Path | None = None,
) -> Identity:
    """Enrol the terminal in `data` with a single-use code, then bring the first catalogue.

    Raises SetupFailed (one plain sentence). Where only the first sync failed the terminal is
    enrolled all the same and the sync thread goes on with it.
    """
    raise NotImplementedError
