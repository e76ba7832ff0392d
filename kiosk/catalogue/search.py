"""The catalogue as the terminal asks it: query to results, suggestions, browsing.

Reads one catalogue file and never writes it. A question can be answered badly, never with an
error: only the file itself can be wrong (CatalogueDamaged) or the caller impatient (Interrupted).
"""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from kiosk.catalogue.answers import (
    BrowseList,
    Facets,
    Field,
    Heading,
    HeadingKind,
    Hit,
    Order,
    Query,
    Results,
    Suggestions,
    Tier,
    Volumes,
)
from kiosk.catalogue.browse import browse, standing
from kiosk.catalogue.find import MAX_LIMIT, Finder
from kiosk.catalogue.narrow import count
from kiosk.catalogue.reader import Reader
from kiosk.catalogue.records import Title
from kiosk.catalogue.rows import Unreadable
from kiosk.catalogue.schema import (
    CatalogueDamaged,
    CatalogueUnavailable,
    Interrupted,
    meta,
    open_file,
    world_errors,
)
from kiosk.catalogue.series import volumes_of
from kiosk.catalogue.standing import Standing
from kiosk.catalogue.suggest import suggest

__all__ = [
    "BrowseList",
    "Catalogue",
    "CatalogueDamaged",
    "CatalogueUnavailable",
    "Facets",
    "Field",
    "Heading",
    "HeadingKind",
    "Hit",
    "Interrupted",
    "Order",
    "Query",
    "Results",
    "Suggestions",
    "Tier",
    "Volumes",
]


_STEPS = 5000
"""After so many steps of SQLite (under a millisecond) it asks whether a question was stopped."""


class Catalogue:
    """One read-only catalogue file, for one thread at a time: open one per thread."""

    def __init__(self, path: Path, on_damage: Callable[[], None] | None = None) -> None:
        """Open and check `path`; raises CatalogueDamaged where it is no catalogue of ours.

        `on_damage` is told where a later question finds damage, before that raises as well.
        """
        self._on_damage = on_damage
        self._stopped = False
        self._stopping = threading.Lock()
        self._engine = open_file(path, readonly=True)
        self._raw: Any = self._engine.raw_connection()
        # SQLite forgets an interrupt that comes between two statements of a question.
        connection: Any = self._raw.driver_connection
        connection.set_progress_handler(lambda: self._stopped, _STEPS)
        self._connection = connection
        self._db: Any = self._raw.cursor()
        self._reader = Reader(self._db)

    @property
    def as_of(self) -> datetime:
        """The central's clock when this data was made."""
        return datetime.fromisoformat(self._meta()["as_of"])

    @property
    def cursor(self) -> str:
        """Where the change feed goes on."""
        return self._meta()["cursor"]

    @property
    def count(self) -> int:
        """How many titles there are."""
        return int(self._meta()["count"])

    def search(self, query: Query) -> Results:
        """Titles for `query`, best tier first, most wanted first inside a tier."""
        with self._reading() as reader:
            return Finder(reader, query).results()

    def facets(self, query: Query) -> Facets:
        """How many titles each filter would leave; to be asked for when the list is shown."""
        with self._reading() as reader:
            return count(reader, query)

    def suggest(self, typed: str, limit: int = 6) -> Suggestions:
        """Headings that start with what was typed, and which kana may follow."""
        with self._reading() as reader:
            return suggest(reader, typed, min(max(limit, 0), MAX_LIMIT))

    def browse(self, which: BrowseList, key: str = "", limit: int = 20, offset: int = 0) -> Results:
        """One of the standing lists; `key`: a class of one to three digits, the id of a theme or
        of a title that is a volume of something, the day (ISO) from which on titles are new."""
        with self._reading() as reader:
            return browse(reader, which, key, limit, offset)

    def standing(self) -> Standing:
        """Rankings and themes as the central made them."""
        with self._reading() as reader:
            return standing(reader)

    def title(self, title_id: str) -> Title | None:
        """The whole record, or None where it is not (any more) in the catalogue."""
        found = self.titles((title_id,))
        return found[0] if found else None

    def titles(self, ids: Iterable[str]) -> tuple[Title, ...]:
        """The records of `ids` in the order asked; unknown ones are left out."""
        found = []
        with self._reading() as reader:
            for title_id in ids:
                row = reader.db.execute(
                    "SELECT data FROM bib WHERE id = ?", (_safe(title_id),)
                ).fetchone()
                if row is not None:
                    found.append(reader.packing.title(row[0]))
        return tuple(found)

    def volumes(self, title: Title) -> Volumes:
        """The work, series or magazine that a title belongs to, in order, as far as it stands
        around the title; all of it is a list of `browse`."""
        with self._reading() as reader:
            return volumes_of(reader, title)

    def interrupt(self) -> None:
        """Stop the running question, from another thread; it raises Interrupted."""
        with self._stopping:
            self._stopped = True
            self._connection.interrupt()

    def close(self) -> None:
        """Let go of the file. May be called twice."""
        self._raw.close()
        self._engine.dispose()

    def _meta(self) -> dict[str, str]:
        with self._reading() as reader:
            return meta(reader.db)

    @contextmanager
    def _reading(self) -> Iterator[Reader]:
        """One moment of the file for all statements of a question."""
        with self._stopping:
            self._stopped = False
        try:
            with world_errors():
                if self._connection.in_transaction:  # an interrupt hit the last ROLLBACK
                    self._db.execute("ROLLBACK")
                self._db.execute("BEGIN")
                try:
                    self._reader.look()
                    yield self._reader
                finally:
                    self._db.execute("ROLLBACK")
        except Unreadable:
            self._damaged()
            raise CatalogueDamaged("a record cannot be read") from None
        except CatalogueUnavailable:
            raise
        except CatalogueDamaged:
            if self._stopped:  # a question stopped while its tables open looks like damage
                raise Interrupted from None
            self._damaged()
            raise

    def _damaged(self) -> None:
        if self._on_damage is not None:
            self._on_damage()


def _safe(text: str) -> str:
    """Unpaired surrogates cannot reach the file; no id has any."""
    return text.encode("utf-8", "replace").decode()
