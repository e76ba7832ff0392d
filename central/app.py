"""The central's composition root: the only module that builds its parts and joins them.

No rule stands here. `Central` is what the demo, the tests and the command line hold in their hands.
"""

import logging
import threading
from contextlib import AbstractContextManager, suppress
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, delete, select

from central import retention, standing
from central.backups import Backups
from central.boxes import Boxes
from central.catalogue import Catalogue
from central.clock import Clock
from central.database import (
    ADDRESS,
    STORAGE_ERRORS,
    Database,
    NewerSchema,
    place_of,
    put,
    readable,
)
from central.feed import EPOCH, Cursors
from central.harvests import Harvests
from central.ils.builtin import Builtin
from central.intake import Intake
from central.keys import FOLDER as KEYS
from central.keys import INTAKE_KEY, Keys
from central.mail import Mail
from central.passwords import Passwords
from central.patrons import Patrons
from central.postgresql import NoDriver
from central.requests import Requests
from central.runs import Underway
from central.snapshots import Snapshots
from central.stick import Stick
from central.tables import codes, copies, meta, patrons, terminals
from central.terminals import Terminals
from kiosk import durable
from kiosk.circulation.calendar import JST, intakes_between, next_intake
from kiosk.circulation.library import Library, ProfileError, find, load
from kiosk.circulation.sealing import Cost
from kiosk.sqlite import NotOurs

PROFILES = Path(__file__).parent.parent / "resources" / "libraries"
DEFAULT_LIBRARY = "murakami"
_LIBRARY = "library"
_DAILY = "daily_done"
_log = logging.getLogger(__name__)


class CannotOpen(Exception):  # noqa: N818 - a state of the world
    """The central's data cannot be opened; the text says why, in both languages."""


class UnknownLibrary(CannotOpen):
    """There is no such profile, or it has a mistake; the text names what is wrong."""


class Central:
    """All parts of one library's central, on one data folder. Make one with `open`."""

    def __init__(
        self,
        data: Path,
        database: Database,
        keys: Keys,
        clock: Clock,
        library: Library,
        cost: Cost | None,
    ) -> None:
        self.library = library
        self.clock = clock
        self._database = database
        self._keys = keys
        cursors = Cursors(keys.cursor, _epoch(database))
        self.backups = Backups(data, database, clock)
        self.terminals = Terminals(database, clock, library, keys)
        passwords = self._passwords = Passwords(
            database, clock, (lambda: cost) if cost else self.terminals.cost
        )
        self.mail = Mail(database, clock, library)
        self.catalogue = Catalogue(
            database, clock, library, cursors, Snapshots(data / "snapshots", keys.sign)
        )
        self.themes = standing.Themes(database, clock)
        self.harvests = Harvests(database)
        self.ils = Builtin(database, clock, library, passwords)
        boxes = Boxes(keys.intake.open, database, self.ils, library, passwords)
        self.intake = Intake(database, clock, library, self.ils, boxes, self.mail.send_due)
        self.requests = Requests(database, clock, library, cursors, self.intake, self.mail.send_due)
        self.patrons = Patrons(
            database, clock, library, cursors, self.ils, passwords, self.terminals
        )
        self.stick = Stick(self.terminals, self.requests, self.catalogue, boxes, keys)
        self._ticking = threading.Lock()
        self._builder: threading.Thread | None = None
        if self.intake.runs.done_until() is None:
            self.intake.runs.start_counting(clock.now())

    @classmethod
    def open(
        cls, data: Path, clock: Clock, *, cost: Cost | None = None, library: str | None = None
    ) -> "Central":
        """Open or make the data under `data` (a folder); migrates; makes keys on the first start.

        `library`: id of a profile; None takes the one that was loaded, at first `murakami`.
        `cost`: of a secret; None takes what the slowest terminal of the library can pay.
        CannotOpen where the profile is unknown, the data is another library's, or not ours.
        """
        if library is not None:
            profile(library, data)
        database = _open_database(data)
        try:
            chosen = _choose(database, library)
            return cls(
                data,
                database,
                _keys(data, database),
                clock,
                profile(chosen, data),
                cost,
            )
        except STORAGE_ERRORS as error:
            database.close()
            raise CannotOpen(f"{data}: {readable(error)}") from error
        except (OSError, ValueError) as error:
            database.close()
            raise _unusable(data, error) from error
        except BaseException:
            database.close()
            raise

    def together(self) -> AbstractContextManager[None]:
        """What this thread writes until the end is one transaction: see `Database.together`."""
        return self._database.together()

    def change_intake_key(self) -> str:
        """A new key for sealed boxes; its name. Terminals hear of it within a day, and boxes made
        for the former ones still open for 400 days. Cut off anywhere, it is gone on with."""
        with self._database.write() as connection:
            name = self._keys.intake.prepare()
            put(connection, meta, {"name": INTAKE_KEY, "value": name})
        with self._database.write():
            self._keys.intake.take_up()
            self._keys.intake.forget_old(self.clock.now())
        return name

    # -- what passes with time ------------------------------------------------------------------

    def tick(self) -> None:
        """Do what is due by the clock, in order: expiries of holds, intakes, mails, snapshots.

        What breaks is raised when the others have had their turn: a mail stops no intake.
        """
        broken: Exception | None = None
        with self._ticking:
            for due in (self._daily, self._run_intake, self.mail.send_due, self._renew_snapshot):
                try:
                    due()
                except Exception as error:  # noqa: BLE001 - raised below
                    broken = broken or error
        if broken is not None:
            raise broken

    def next_due(self) -> datetime | None:
        """When `tick` will next have something to do; a clock that jumps must stop there."""
        now = self.clock.now()
        midnight = (now.astimezone(JST) + timedelta(days=1)).replace(
            hour=0, minute=0, second=0, microsecond=0
        )
        due = [midnight, self.mail.next_due()]
        if self.intake.has_work():
            due.append(next_intake(self.library, now))
        return min((moment for moment in due if moment is not None and moment > now), default=None)

    def _daily(self) -> None:
        now = self.clock.now()
        today = now.astimezone(JST).date().isoformat()
        with self._database.read() as connection:
            done = connection.execute(select(meta.c.value).where(meta.c.name == _DAILY)).scalar()
        if done == today:
            return
        self.ils.expire()
        self.ils.remind()
        self.terminals.forget_nonces()
        self._passwords.forget_old()
        self.catalogue.forget_old_changes()
        with self._database.write() as connection:
            retention.forget(connection, self.library, now)
            standing.age(connection, now)
            put(connection, meta, {"name": _DAILY, "value": today})

    def _run_intake(self) -> None:
        now = self.clock.now()
        slots = intakes_between(self.library, self.intake.runs.done_until() or now, now)
        if slots:
            # Slots that were missed have one run: it takes what came in before the last one.
            with suppress(Underway):  # another worker does it
                self.intake.run(until=slots[-1])

    def _renew_snapshot(self) -> None:
        if not self.catalogue.snapshot_due():
            return
        if self.catalogue.quick_to_build():
            self.catalogue.snapshot()
        elif self._builder is None or not self._builder.is_alive():
            # Minutes of work: intakes must not wait for it.
            self._builder = threading.Thread(target=self._build, name="snapshot", daemon=True)
            self._builder.start()

    def _build(self) -> None:
        try:
            self.catalogue.snapshot()
        except Exception as error:  # noqa: BLE001 - the next tick tries again
            _log.error("the snapshot could not be built: %s", type(error).__name__)

    def close(self) -> None:
        """Close every file. Safe to call twice."""
        self._database.close()


def _open_database(data: Path) -> Database:
    named = data / (ADDRESS if (data / ADDRESS).exists() else "central.db")
    try:
        data.mkdir(parents=True, exist_ok=True)
        _not_lost(data)
        return Database(place_of(data))
    except NoDriver as error:
        raise CannotOpen(str(error)) from error
    except NotOurs as error:
        raise CannotOpen(
            f"{named} は、このプログラムのデータベースではありません。"
            " / It is not a database of this program."
        ) from error
    except NewerSchema as error:
        raise CannotOpen(
            f"{named} は新しい版で作られています。プログラムを更新してください。"
            " / It was written by a newer version of this program."
        ) from error
    except STORAGE_ERRORS as error:
        raise CannotOpen(f"{data}: {readable(error)}") from error
    except OSError as error:
        raise _unusable(data, error) from error


def _unusable(path: Path, error: Exception) -> CannotOpen:
    why = (isinstance(error, OSError) and error.strerror) or str(error)
    return CannotOpen(f"{path} を使えません。 / It cannot be used: {why}.")


def _not_lost(data: Path) -> None:
    """Keys are made after the database: keys without it mean that it is gone, not new."""
    path = place_of(data)
    if not isinstance(path, Path):
        return
    if (data / KEYS).exists() and not (path.exists() and path.stat().st_size):
        raise CannotOpen(
            f"{path} が失われています。控えを戻すか、別のフォルダを使ってください。 / It is gone or"
            " empty, but this folder has been a central's. Put the backup back, or use another one."
        )


def _keys(data: Path, database: Database) -> Keys:
    """The keys that belong to this very database; new ones only together with a new database."""
    with database.read() as connection:
        known = _intake_key(connection)
    if known is None:
        # One program makes them; who comes at the same moment finds them.
        with database.write() as connection:
            keys = Keys.load(data / KEYS)
            known = _intake_key(connection) or keys.intake.present.id
            put(connection, meta, {"name": INTAKE_KEY, "value": known})
    elif not Keys.all_in(data / KEYS):
        raise CannotOpen(
            f"{data / KEYS} の鍵が足りません。控えを戻してください。"
            " / It is missing its keys. Put the backup back."
        )
    else:
        keys = Keys.load(data / KEYS)
    if known == keys.intake.next_id():
        with database.write():
            keys.intake.take_up()  # the change of the key was cut off
    if known not in keys.intake.ids():
        raise CannotOpen(
            f"{data / KEYS} は、別の中央サーバの鍵です。 / It holds the keys of another central."
        )
    return keys


def _intake_key(connection: Connection) -> str | None:
    named: str | None = connection.execute(
        select(meta.c.value).where(meta.c.name == INTAKE_KEY)
    ).scalar()
    return named


def _epoch(database: Database) -> str:
    """Which history this is: another one once a backup was put back."""
    with database.read() as connection:
        return connection.execute(select(meta.c.value).where(meta.c.name == EPOCH)).scalar() or ""


def profile(library: str, data: Path) -> Library:
    """A library's rules: those loaded into `data`, or those that come with the program."""
    own = data / "libraries" / f"{library}.toml"
    try:
        return load(own) if own.exists() else find(library, PROFILES)
    except ProfileError as error:
        raise UnknownLibrary(str(error)) from error
    except OSError as error:
        raise _unusable(own, error) from error


def profile_named(named: str, data: Path) -> Library:
    """The rules of a library by its id, or of a profile's file."""
    path = Path(named)
    if not path.suffix:
        return profile(named, data)
    if path.suffix != ".toml":
        raise UnknownLibrary(
            f"「{named}」は図書館の決まりのファイルではありません(名前は .toml で終わります)。"
            f" / {named} is no profile of a library: its name would end in .toml."
        )
    try:
        return load(path)
    except ProfileError as error:
        raise UnknownLibrary(str(error)) from error


def load_library(data: Path, named: str) -> Library:
    """From now on `data` is of this library: the id of a profile, or a profile's file.

    CannotOpen where patrons, copies or terminals of another library are in it already.
    """
    library = profile_named(named, data)
    path = Path(named)
    database = _open_database(data)
    try:
        _refuse_to_change_hands(database, library.id)
        if path.suffix == ".toml":
            _keep_profile(path, data)
        remember_library(database, library.id)
    finally:
        database.close()
    return library


def _keep_profile(path: Path, data: Path) -> None:
    """Whole or not at all: half a profile would be a library that cannot be opened."""
    own = data / "libraries" / path.name
    try:
        own.parent.mkdir(parents=True, exist_ok=True)
        durable.write(own, (path.read_bytes(),))
    except OSError as error:
        raise _unusable(own, error) from error


def _refuse_to_change_hands(database: Database, library: str) -> None:
    """Another library's rules over the patrons and copies of this one would fit nothing."""
    with database.read() as connection:
        known = connection.execute(select(meta.c.value).where(meta.c.name == _LIBRARY)).scalar()
        if known in (None, library):
            return
        for table in (patrons, copies, terminals):
            if connection.execute(select(table).limit(1)).first() is not None:
                raise _anothers(str(known), library)


def _anothers(known: str, library: str) -> CannotOpen:
    return CannotOpen(
        f"このデータは {known} が使っています。{library} には別のフォルダを使ってください。"
        f" / This data is in use by the library {known}. Use another data folder for {library}."
    )


def remember_library(database: Database, library: str) -> None:
    """From now on this data is of this library. Codes for another's branches are no more."""
    with database.write() as connection:
        known = connection.execute(select(meta.c.value).where(meta.c.name == _LIBRARY)).scalar()
        if known != library:
            connection.execute(delete(codes))
        put(connection, meta, {"name": _LIBRARY, "value": library})


def _choose(database: Database, library: str | None) -> str:
    with database.read() as connection:
        known = connection.execute(select(meta.c.value).where(meta.c.name == _LIBRARY)).scalar()
    if known is None:
        remember_library(database, library or DEFAULT_LIBRARY)
        return library or DEFAULT_LIBRARY
    if library is not None and library != known:
        raise _anothers(str(known), library)
    return str(known)
