"""Titles and copies of the library, the feed of changes, and signed snapshots for terminals.

A bulk load writes no row per title into the feed: it moves the feed's floor, and terminals behind
it fetch the next snapshot. Nothing of a patron is ever in here.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from kiosk.catalogue.records import ChangesPage, Title
from kiosk.circulation.messages import Manifest


class Diverged(Exception):  # noqa: N818 - a state between two stores
    """The cursor is not of this feed's history: take a snapshot (409 `diverged`)."""


class Gone(Exception):  # noqa: N818 - a state between two stores
    """The feed no longer reaches back to the cursor: take a snapshot (410 `gone`)."""


class Catalogue:
    """All titles."""

    @contextmanager
    def loading(self) -> Iterator[Callable[[Sequence[Title]], int]]:
        """For importers: yields `put(batch)`; any number of titles streams through it.

        Up to 5,000 titles travel by the change feed; above that terminals take the next snapshot.
        """
        raise NotImplementedError
        yield

    def put(self, titles: Iterable[Title]) -> int:
        """Put or update titles with their copies; streams; how many."""
        raise NotImplementedError

    def title(self, title_id: str) -> Title | None:
        """One title as it is now."""
        raise NotImplementedError

    def count(self) -> int:
        """How many titles there are."""
        raise NotImplementedError

    def changes(self, cursor: str) -> ChangesPage:
        """The next page after `cursor`; Gone for `""`, Diverged or Gone where it does not fit."""
        raise NotImplementedError

    def snapshot(self, progress: Callable[[int], None] | None = None) -> Manifest:
        """Build, sign and keep a catalogue file of all titles as they are now."""
        raise NotImplementedError

    def manifest(self) -> Manifest | None:
        """The latest snapshot's manifest."""
        raise NotImplementedError

    def chunk(self, version: int, number: int) -> bytes:
        """One chunk of a snapshot (from 0); KeyError where there is none."""
        raise NotImplementedError
