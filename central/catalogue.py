"""Titles and copies of the library, the feed of changes, and signed snapshots for terminals.

A bulk load writes no row per title into the feed: it moves the feed's floor, and terminals behind
it fetch the next snapshot. Nothing of a patron is ever in here.
"""

import itertools
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import Connection, select

from central import feed, standing, stock
from central.clock import Clock
from central.database import Database, put
from central.feed import BadCursor, Cursors
from central.snapshots import Snapshots
from central.tables import meta
from kiosk.catalogue.records import ChangesPage, Title
from kiosk.circulation.library import Library
from kiosk.circulation.messages import Manifest

BULK = 5000
"""More titles than this in one load travel by snapshot, not by the feed."""
_BATCH = 1000
_PAGE = 200
_PAGE_CHARS = 400_000
_BUILT_AT_ONCE = 20_000
_REBUILD_AFTER = 20_000
_FEED_REACHES = timedelta(days=90)
_SCOPE = "changes"
_NEWEST = "snapshot_version"


class Diverged(Exception):  # noqa: N818 - a state between two stores
    """The cursor is not of this feed's history: take a snapshot (409 `diverged`)."""


class Gone(Exception):  # noqa: N818 - a state between two stores
    """The feed no longer reaches back to the cursor: take a snapshot (410 `gone`)."""


class NotReady(Exception):  # noqa: N818 - a state of the world
    """A snapshot is being built: come again later (503)."""


class Catalogue:
    """All titles."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        library: Library,
        cursors: Cursors,
        snapshots: Snapshots,
    ) -> None:
        self._database = database
        self._clock = clock
        self._library = library
        self._cursors = cursors
        self._snapshots = snapshots
        self._building = threading.Lock()

    # -- titles -------------------------------------------------------------------------------

    @contextmanager
    def loading(self) -> Iterator[Callable[[Sequence[Title]], int]]:
        """For importers: yields `put(batch)`; any number of titles streams through it.

        Up to 5,000 titles travel by the change feed; above that terminals take the next snapshot.
        """
        put_so_far = 0
        arrived: list[str] = []

        def put(batch: Sequence[Title]) -> int:
            nonlocal put_so_far
            ids = [title.id for title in batch]
            put_so_far += len(batch)
            few = put_so_far <= BULK
            # In one transaction: whenever a load breaks off, what came in is told of.
            with self._database.write() as connection:
                if few:
                    new = stock.unknown(connection, ids)
                    stock.note_arrivals(connection, new)
                    arrived.extend(new)
                elif arrived:
                    # So many at once are no arrivals to tell patrons of.
                    stock.forget_arrivals(connection, arrived)
                    arrived.clear()
                stock.put_titles(connection, batch, self._library)
                if few:
                    feed.log(connection, self._clock.now(), ids)
                else:
                    feed.skip(connection, self._clock.now())
            return len(batch)

        yield put

    def remove(self, ids: Sequence[str]) -> list[str]:
        """Take titles away with their copies; those that somebody has or waits for stay: which."""
        with self._database.write() as connection:
            wanted = stock.wanted(connection, ids)
            gone = [name for name in ids if name not in wanted]
            for name in gone:
                stock.remove_title(connection, name)
            feed.log(connection, self._clock.now(), gone)
        return [name for name in ids if name in wanted]

    def put(self, titles: Iterable[Title]) -> int:
        """Put or update titles with their copies; streams; how many."""
        count = 0
        rest = iter(titles)
        with self.loading() as put:
            while batch := list(itertools.islice(rest, _BATCH)):
                count += put(batch)
        return count

    def title(self, title_id: str) -> Title | None:
        """One title as it is now."""
        with self._database.read() as connection:
            return stock.read(connection, [title_id]).get(title_id)

    def named(self, words: str) -> tuple[Title, ...]:
        """The titles that a person means by an id, a copy's number or an ISBN."""
        with self._database.read() as connection:
            ids = stock.named(connection, words.strip())
            return tuple(stock.read(connection, ids).values())

    def count(self) -> int:
        """How many titles there are."""
        with self._database.read() as connection:
            return stock.count(connection)

    # -- the feed -----------------------------------------------------------------------------

    def changes(self, cursor: str) -> ChangesPage:
        """The next page after `cursor`; Gone for `""`, Diverged or Gone where it does not fit."""
        if not cursor:
            raise Gone("no cursor")
        try:
            seq = self._cursors.read(_SCOPE, cursor)
        except BadCursor as error:
            raise Diverged("another central's cursor") from error
        with self._database.read() as connection:
            if seq < feed.floor(connection):
                raise Gone("before the floor")
            if not feed.known(connection, seq):
                raise Diverged("not in this history")
            rows = feed.after(connection, seq, _PAGE + 1)
            titles = stock.read(connection, list(dict.fromkeys(name for _, name in rows[:_PAGE])))
            taken = _fitting(rows[:_PAGE], titles)
            ids = dict.fromkeys(name for _, name in rows[:taken])
            now = self._clock.now()
            lists = standing.read(connection, now) if standing.LISTS in ids else None
        ids.pop(standing.LISTS, None)
        return ChangesPage(
            titles=tuple(titles[name] for name in ids if name in titles),
            removed=tuple(name for name in ids if name not in titles),
            cursor=self._cursors.make(_SCOPE, rows[taken - 1][0] if taken else seq),
            has_more=len(rows) > taken,
            as_of=now,
            standing=lists,
        )

    def behind(self, cursor: str) -> int | None:
        """How many changes a catalogue there lacks; None where only a snapshot helps."""
        try:
            seq = self._cursors.read(_SCOPE, cursor)
        except BadCursor:
            return None
        with self._database.read() as connection:
            if seq < feed.floor(connection) or not feed.known(connection, seq):
                return None
            return feed.count_after(connection, seq)

    # -- snapshots ----------------------------------------------------------------------------

    def snapshot(self, progress: Callable[[int], None] | None = None) -> Manifest:
        """Build, sign and keep a catalogue file of all titles as they are now."""
        with self._building:
            return self._build(progress)

    def _build(self, progress: Callable[[int], None] | None = None) -> Manifest:
        with self._database.read() as connection:
            cursor = self._cursors.make(_SCOPE, feed.head(connection))
            now = self._clock.now()
            lists = standing.read(connection, now)
            titles, above = stock.stream(connection), _newest(connection)
            made = self._snapshots.build(titles, lists, cursor, now, above, progress)
        with self._database.write() as connection:
            newest = max(made.version, _newest(connection))  # another program may have been faster
            put(connection, meta, {"name": _NEWEST, "value": str(newest)})
        return made

    def manifest(self) -> Manifest | None:
        """The latest snapshot's manifest, where the feed goes on from it."""
        latest = self._snapshots.latest()
        if latest is None:
            return None
        try:
            seq = self._cursors.read(_SCOPE, latest.cursor)
        except BadCursor:
            return None
        with self._database.read() as connection:
            fits = seq >= feed.floor(connection) and feed.known(connection, seq)
            # The folder may have been lost, or put back: terminals take no older catalogue.
            newest = latest.version >= _newest(connection)
        return latest if fits and newest else None

    def ready_manifest(self) -> Manifest:
        """A usable snapshot, built on the spot where that is quick; NotReady where it is not."""
        manifest = self.manifest()
        if manifest is not None:
            return manifest
        if not self.quick_to_build():
            raise NotReady("a snapshot is being built")
        with self._building:
            # Many terminals may have waited for this turn: one file serves them all.
            return self.manifest() or self._build()

    def snapshot_due(self) -> bool:
        """Whether terminals would be better off with a new snapshot."""
        manifest = self.manifest()
        if manifest is None:
            return True
        seq = self._cursors.read(_SCOPE, manifest.cursor)
        with self._database.read() as connection:
            return feed.reaches(connection, seq, _REBUILD_AFTER)

    def quick_to_build(self) -> bool:
        """Whether a snapshot is a matter of seconds."""
        return self.count() <= _BUILT_AT_ONCE

    def chunk(self, version: int, number: int) -> bytes:
        """One chunk of a snapshot (from 0); KeyError where there is none."""
        return self._snapshots.chunk(version, number)

    def forget_old_changes(self) -> None:
        """The feed reaches back 90 days; whoever was away longer takes a snapshot."""
        now = self._clock.now()
        with self._database.write() as connection:
            feed.forget_before(connection, now - _FEED_REACHES)


def _fitting(rows: Sequence[tuple[int, str]], titles: dict[str, Title]) -> int:
    """How many rows fit into one page by size; always one."""
    size, seen = 0, set[str]()
    for taken, (_, name) in enumerate(rows):
        if name not in seen and name in titles:
            seen.add(name)
            title = titles[name]
            size += 600 + 200 * len(title.copies) + 4 * len(title.title) * 3
        if size > _PAGE_CHARS and taken:
            return taken
    return len(rows)


def _newest(connection: Connection) -> int:
    """The version of the newest snapshot that was ever made, wherever its file is."""
    said = connection.execute(select(meta.c.value).where(meta.c.name == _NEWEST)).scalar()
    return int(said or 0)
