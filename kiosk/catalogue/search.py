"""The catalogue as the terminal asks it: query to results, suggestions, browsing.

Reads one catalogue file and never writes it. A question can be answered badly, never with an
error: only the file itself can be wrong (CatalogueDamaged) or the caller impatient (Interrupted).
"""

import threading
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

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
from kiosk.catalogue.schema import (
    CatalogueDamaged,
    CatalogueUnavailable,
    Interrupted,
    State,
    in_our_words,
    open_file,
    state,
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
        self._engine = open_file(path, readonly=True)
        self._raw: Any = self._engine.raw_connection()
        self._reading = _Reading(self._raw.driver_connection, self._raw.cursor(), on_damage)

    @property
    def as_of(self) -> datetime:
        """The central's clock when this data was made."""
        return self._state().as_of

    @property
    def cursor(self) -> str:
        """Where the change feed goes on."""
        return self._state().cursor

    @property
    def count(self) -> int:
        """How many titles there are."""
        return self._state().count

    def search(self, query: Query) -> Results:
        """Titles for `query`, best tier first, most wanted first inside a tier."""
        with self._reading as reader:
            return Finder(reader, query).results()

    def facets(self, query: Query) -> Facets:
        """How many titles each filter would leave; to be asked for when the list is shown."""
        with self._reading as reader:
            return count(reader, query)

    def suggest(self, typed: str, limit: int = 6) -> Suggestions:
        """Headings that start with what was typed, and which kana may follow."""
        with self._reading as reader:
            return suggest(reader, typed, min(max(limit, 0), MAX_LIMIT))

    def browse(self, which: BrowseList, key: str = "", limit: int = 20, offset: int = 0) -> Results:
        """One of the standing lists; `key`: a class of one to three digits, the id of a theme or
        of a title that is a volume of something, the day (ISO) from which on titles are new."""
        with self._reading as reader:
            return browse(reader, which, key, limit, offset)

    def standing(self) -> Standing:
        """Rankings and themes as the central made them."""
        with self._reading as reader:
            return standing(reader)

    def title(self, title_id: str) -> Title | None:
        """The whole record, or None where it is not (any more) in the catalogue."""
        found = self.titles((title_id,))
        return found[0] if found else None

    def titles(self, ids: Iterable[str]) -> tuple[Title, ...]:
        """The records of `ids` in the order asked; unknown ones are left out."""
        found = []
        with self._reading as reader:
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
        with self._reading as reader:
            return volumes_of(reader, title)

    def interrupt(self) -> None:
        """Stop the running question, from another thread; it raises Interrupted."""
        self._reading.stop()

    def close(self) -> None:
        """Let go of the file. May be called twice."""
        self._raw.close()
        self._engine.dispose()

    def _state(self) -> State:
        with self._reading as reader:
            return state(reader.db)


class _Reading:
    """One moment of the file for all statements of a question: a `with` that is used again.

    Not a generator: a question that finds nothing is answered in the time that one takes.
    """

    def __init__(self, connection: Any, db: Any, on_damage: Callable[[], None] | None) -> None:
        self._connection = connection
        self._db = db
        self._on_damage = on_damage
        self._reader = Reader(db)
        self._stopped = False
        self._stopping = threading.Lock()
        # SQLite forgets an interrupt that comes between two statements of a question.
        connection.set_progress_handler(lambda: self._stopped, _STEPS)

    def stop(self) -> None:
        """Stop what is asked now, from another thread."""
        with self._stopping:
            self._stopped = True
            self._connection.interrupt()

    def __enter__(self) -> Reader:
        with self._stopping:
            self._stopped = False
        try:
            if self._connection.in_transaction:  # an interrupt hit the last ROLLBACK
                self._db.execute("ROLLBACK")
            self._db.execute("BEGIN")
            self._reader.look()
        except BaseException as error:
            self.__exit__(type(error), error, None)
            raise
        return self._reader

    def __exit__(self, kind: object, error: BaseException | None, _: object) -> None:
        try:
            self._db.execute("ROLLBACK")
        except driver.Error as failure:
            error = error or failure
        if error is not None:
            raise self._said(error) from None

    def _said(self, error: BaseException) -> BaseException:
        """In the words a caller can act on; as it is where it is nothing of the file."""
        said = in_our_words(error)
        if isinstance(said, CatalogueDamaged) and not isinstance(said, CatalogueUnavailable):
            if self._stopped:  # a question stopped while its tables open looks like damage
                return Interrupted()
            if self._on_damage is not None:
                self._on_damage()
        return said


def _safe(text: str) -> str:
    """Unpaired surrogates cannot reach the file; no id has any."""
    return text.encode("utf-8", "replace").decode()
