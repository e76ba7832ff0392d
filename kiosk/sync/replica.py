"""The catalogue a terminal searches: fetched in resumable checked chunks, installed by one rename.

Each snapshot is a file of its own beside the one in use; a small pointer file names the one in
use and is replaced atomically, so that readers are never disturbed and the last good one is kept.
Change pages are applied to the file in use, each with its cursor in one transaction.
"""

import re
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import Protocol

from kiosk import durable
from kiosk.catalogue.apart import Apart
from kiosk.catalogue.records import ChangesPage
from kiosk.catalogue.search import Catalogue, CatalogueDamaged, CatalogueUnavailable
from kiosk.circulation.messages import Manifest, manifest_content
from kiosk.circulation.sealing import BadSeal, check_signature
from kiosk.ports import Misunderstood, TurnedAway, Unreachable
from kiosk.store.database import guarded
from kiosk.store.problems import CannotWrite, Damaged
from kiosk.sync.snapshot import Progress, fetch, room_for

FOLDER = "catalogue"
POINTER = "current"
_NAME = re.compile(r"(\d{1,18})\.db")


class Source(Protocol):
    """Where snapshots and changes come from: `Server`, or a fake."""

    def snapshot(self) -> Manifest:
        """The newest snapshot's manifest."""
        ...

    def chunk(self, version: int, number: int) -> bytes:
        """One chunk, from 0."""
        ...

    def changes(self, cursor: str) -> ChangesPage:
        """A page of changes after a cursor."""
        ...


class Replica:
    """The catalogue files of one terminal. `bootstrap` and `follow` are the sync thread's."""

    def __init__(self, data: Path, source: Source | None = None, central_key: str = "") -> None:
        self._folder = data / FOLDER
        self._new = self._folder / "assembling.db"
        self._given = source
        self._central_key = central_key
        self._turn = threading.Lock()
        self._swap = threading.Lock()
        self._spoilt: set[int] = set()
        """Versions that were found damaged and could not be taken away."""
        self._renewed: date | None = None
        self.generation = 0
        """Grows when another file comes into use: readers open anew. Pages need no reopening."""

    @property
    def _source(self) -> Source:
        """Without a source the files can only be looked at."""
        if self._given is None:
            raise Unreachable("no source")
        return self._given

    @property
    def path(self) -> Path | None:
        """The file in use; None before the first snapshot."""
        version = self.version
        return None if version is None else self._file(version)

    @property
    def version(self) -> int | None:
        """The version in use; the last good one where the pointer names none that is there."""
        pointed = self._pointed()
        kept = [version for version in self._kept() if version not in self._spoilt]
        return pointed if pointed in kept else max(kept, default=None)

    def _pointed(self) -> int:
        """The version that was installed last, also where its file is gone since; else 0."""
        try:
            match = _NAME.fullmatch((self._folder / POINTER).read_text("ascii").strip())
        except (OSError, UnicodeDecodeError):
            match = None
        return int(match[1]) if match else 0

    def open(self) -> Catalogue | None:
        """A reader of the file in use, for one thread; None where there is none yet.

        A damaged file is taken away and the last good one is used. One that only cannot be opened
        now, on a full disk, stays.
        """
        while (version := self.version) is not None:
            give_up = partial(self._give_up, version, _identity(self._file(version)))
            try:
                return Catalogue(self._file(version), give_up)
            except CatalogueUnavailable:
                return None
            except CatalogueDamaged:
                give_up()
        return None

    # -- a whole snapshot ---------------------------------------------------------------------

    def bootstrap(
        self, progress: Callable[[Progress], None] | None = None, *, anew: bool = False
    ) -> bool:
        """Fetch, check and install the newest snapshot; False where it is in use already.

        `anew`: also then, because what was applied to it since belongs to another history.
        Chunks that came through are kept over failures and restarts. Raises what the source
        raises, Misunderstood where the snapshot is not what was signed, DiskFull.
        """
        return self._bring(progress, anew=anew)

    def _bring(
        self,
        progress: Callable[[Progress], None] | None,
        *,
        anew: bool = False,
        to_the_present: bool = False,
    ) -> bool:
        with self._turn:
            manifest = self._source.snapshot()
            self._check(manifest)
            if not anew and self.version == manifest.version and self._usable(manifest.version):
                return False
            fetch(self._source.chunk, manifest, self._new, progress)
            with guarded():
                self._prove(manifest)
            if to_the_present:
                self._catch_up(manifest.cursor)
            with guarded():
                self._install(manifest)
            return True

    def renew(self, day: date, progress: Callable[[Progress], None] | None = None) -> bool:
        """Once a day, and after a start: `bootstrap`, for the central may have ranked anew.

        The new file is brought to the present before anyone reads it. What is raised leaves the
        day open, so that the next round goes on with what came through.
        """
        if self._renewed == day:
            return False
        brought = self._bring(progress, to_the_present=True)
        self._renewed = day
        return brought

    def _catch_up(self, cursor: str) -> None:
        """Bring a file that is to follow one in use to the present, before anyone reads it."""
        with Apart() as apart:
            while True:
                page = self._source.changes(cursor)
                try:
                    with guarded():
                        apart.apply(self._new, page)
                except CatalogueUnavailable:
                    raise CannotWrite from None
                except (CatalogueDamaged, Damaged):
                    raise Misunderstood("the snapshot cannot be brought to the present") from None
                cursor = page.cursor
                if not page.has_more:
                    return

    def _check(self, manifest: Manifest) -> None:
        try:
            check_signature(self._central_key, manifest_content(manifest), manifest.signature)
        except BadSeal:
            raise Misunderstood("the snapshot is not signed by our central") from None
        chunks = -(-manifest.size // manifest.chunk_size) if manifest.chunk_size > 0 else -1
        if chunks != len(manifest.chunks):
            raise Misunderstood("the snapshot's manifest does not add up")
        if manifest.version < self._pointed():
            raise Misunderstood("the snapshot is older than one that was in use here")

    def _install(self, manifest: Manifest) -> None:
        before = self.version
        target = self._file(manifest.version)
        self._without_log(target)
        with self._swap:
            durable.rename(self._new, target)
            self._spoilt.discard(manifest.version)
        self._point(manifest.version)
        self._tidy(keep={manifest.version, before})
        self.generation += 1

    def _prove(self, manifest: Manifest) -> None:
        """Open it as a reader would, before anyone reads it."""
        self._without_log(self._new)
        try:
            reader = Catalogue(self._new)
        except CatalogueUnavailable:
            raise CannotWrite from None
        except CatalogueDamaged:
            raise Misunderstood("the snapshot does not open") from None
        try:
            if reader.count != manifest.titles or reader.cursor != manifest.cursor:
                raise Misunderstood("the snapshot holds something else than it says")
        finally:
            reader.close()
            self._without_log(self._new)

    # -- changes ------------------------------------------------------------------------------

    def follow(self, pages: int = 100) -> int:
        """Apply what changed since; the number of titles touched.

        A central that cannot go on from our cursor (`diverged`, `gone`) makes it a bootstrap.
        """
        if self._folder.is_dir():
            room_for(0, self._folder)
        with Apart() as apart:
            return self._follow(apart, pages)

    def _follow(self, apart: Apart, pages: int) -> int:
        touched = 0
        for _ in range(pages):
            cursor = self._cursor()
            if cursor is None:
                self.bootstrap()
                continue
            try:
                page = self._source.changes(cursor)
            except TurnedAway as error:
                if error.reason not in ("diverged", "gone"):
                    raise
                self.bootstrap(anew=True)
                continue
            touched += self._apply(apart, page)
            if not page.has_more and self.version is not None:
                break
        return touched

    def _cursor(self) -> str | None:
        """Where the file in use stands; None where there is none that can be read.

        CannotWrite where one is there and cannot be opened now: another would fare no better.
        """
        reader = self.open()
        if reader is None:
            if self.version is not None:
                raise CannotWrite
            return None
        try:
            return reader.cursor
        except CatalogueDamaged:
            return None
        finally:
            reader.close()

    def _apply(self, apart: Apart, page: ChangesPage) -> int:
        """One page into the file in use; a file found damaged is given up, not mended."""
        version = self.version
        if version is None:
            return 0
        identity = _identity(self._file(version))
        try:
            with self._turn, guarded():
                apart.apply(self._file(version), page)
        except CatalogueUnavailable:
            raise CannotWrite from None
        except (CatalogueDamaged, Damaged):
            self._give_up(version, identity)
            return 0
        return len(page.titles) + len(page.removed)

    # -- files --------------------------------------------------------------------------------

    def _file(self, version: int) -> Path:
        return self._folder / f"{version}.db"

    def _kept(self) -> list[int]:
        """The versions that are there; none where the folder cannot be looked into."""
        with suppress(OSError):
            names = [path.name for path in self._folder.iterdir()]
            return [int(match[1]) for name in names if (match := _NAME.fullmatch(name))]
        return []

    def _usable(self, version: int) -> bool:
        try:
            Catalogue(self._file(version)).close()
        except CatalogueUnavailable:
            raise CannotWrite from None
        except CatalogueDamaged:
            return False
        return True

    def _give_up(self, version: int, identity: int) -> None:
        """A damaged catalogue can be had again; it only must not be opened again.

        `identity` says which file was meant: sync may have brought a good one in the meantime.
        """
        with self._swap:
            if _identity(self._file(version)) != identity:
                return
            for ending in ("", "-wal", "-shm"):
                with suppress(OSError):
                    Path(f"{self._file(version)}{ending}").unlink(missing_ok=True)
            if self._file(version).exists():
                self._spoilt.add(version)
        self.generation += 1

    @staticmethod
    def _without_log(path: Path) -> None:
        for ending in ("-wal", "-shm"):
            Path(f"{path}{ending}").unlink(missing_ok=True)

    def _point(self, version: int) -> None:
        durable.write(self._folder / POINTER, (f"{version}.db\n".encode("ascii"),))

    def _tidy(self, keep: set[int | None]) -> None:
        for version in self._kept():
            if version not in keep:
                for ending in ("", "-wal", "-shm"):
                    with suppress(OSError):
                        Path(f"{self._file(version)}{ending}").unlink(missing_ok=True)


def _identity(path: Path) -> int:
    """Which file stands there now; 0 where none does."""
    try:
        return path.stat().st_ino
    except OSError:
        return 0
