"""How far each harvest has come, and which title each harvested record became.

A record that is deleted at its source is told by its identifier only: without this nobody knew
which title that is.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select

from central.database import Database, put
from central.tables import harvested, harvests, leaving

_IDS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Progress:
    """`since`: from when on to ask for changes, as the source writes times, "" before the first
    whole harvest; `token`: of the page to go on with, "" where none is underway; `begun`: the
    source's time when the one underway began."""

    since: str = ""
    token: str = ""
    begun: str = ""


class Harvests:
    """Of all sources. What is written stands in the caller's transaction, where there is one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def progress(self, source: str) -> Progress:
        """How far this source has been read."""
        with self._database.read() as connection:
            row = connection.execute(select(harvests).where(harvests.c.source == source)).first()
        return Progress() if row is None else Progress(row.since, row.token, row.begun)

    def note(self, source: str, progress: Progress) -> None:
        """It has been read so far."""
        row = {"source": source, "since": progress.since}
        row |= {"token": progress.token, "begun": progress.begun}
        with self._database.write() as connection:
            put(connection, harvests, row)

    def became(self, titles: Mapping[str, str]) -> None:
        """These records (by identifier) are these titles."""
        rows = [{"identifier": name, "title": title} for name, title in titles.items()]
        with self._database.write() as connection:
            put(connection, harvested, rows)

    def titles(self, identifiers: Sequence[str]) -> dict[str, str]:
        """Which titles these records are, those that are known."""
        found: dict[str, str] = {}
        with self._database.read() as connection:
            for start in range(0, len(identifiers), _IDS_AT_ONCE):
                some = identifiers[start : start + _IDS_AT_ONCE]
                rows = connection.execute(select(harvested).where(harvested.c.identifier.in_(some)))
                found.update({row.identifier: row.title for row in rows})
        return found

    def named(self, titles: Collection[str]) -> set[str]:
        """Those of these titles that any record is."""
        found: set[str] = set()
        some = list(titles)
        with self._database.read() as connection:
            for start in range(0, len(some), _IDS_AT_ONCE):
                these = harvested.c.title.in_(some[start : start + _IDS_AT_ONCE])
                found.update(connection.execute(select(harvested.c.title).where(these)).scalars())
        return found

    def forget(self, identifiers: Sequence[str]) -> None:
        """These records are no more."""
        with self._database.write() as connection:
            for start in range(0, len(identifiers), _IDS_AT_ONCE):
                some = identifiers[start : start + _IDS_AT_ONCE]
                connection.execute(delete(harvested).where(harvested.c.identifier.in_(some)))

    def leave_later(self, titles: Iterable[str]) -> None:
        """These are to go, and somebody has them or waits for them."""
        with self._database.write() as connection:
            put(connection, leaving, [{"title": title} for title in titles])

    def leaving(self) -> set[str]:
        """Titles that are still to go."""
        with self._database.read() as connection:
            return set(connection.execute(select(leaving.c.title)).scalars())

    def left(self, titles: Collection[str]) -> None:
        """These are to go no more: they have gone, or have come back."""
        some = list(titles)
        with self._database.write() as connection:
            for start in range(0, len(some), _IDS_AT_ONCE):
                these = leaving.c.title.in_(some[start : start + _IDS_AT_ONCE])
                connection.execute(delete(leaving).where(these))
