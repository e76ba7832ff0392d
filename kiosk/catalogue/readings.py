"""How the readings of titles begin, in their order: what an order by title goes along.

Works inside the caller's read transaction; reads only. What it knows of a file holds until the file
changes.
"""

from collections.abc import Iterator
from typing import Any

from kiosk.catalogue.ids import Ids
from kiosk.catalogue.postings import Postings
from kiosk.catalogue.schema import READ
from kiosk.catalogue.terms import HEAD, key_of

_BLOCKS = 64
"""The shelf of all titles is parted into about so many stretches, none much longer than others."""
_HELD = 2_000_000
"""Stretches are kept until they hold so many titles (two bytes each)."""
_AT_ONCE = 64
BEYOND = "\U0010ffff"
"""Comes after every text."""


Block = tuple[str, ...]
"""A stretch of the shelf: how readings begin there, two letters each, in their order."""


class Readings:
    """The shelf of one open file."""

    def __init__(self, db: Any, titles: Postings) -> None:
        self._db = db
        self._titles = titles
        self._following: dict[tuple[str, str], str] = {}
        self._blocks: list[Block] = []
        self._held: dict[Block, Ids] = {}

    def look(self) -> None:
        """When the file has changed."""
        self._following.clear()
        self._blocks.clear()
        self._held.clear()

    def beginnings(self, start: str) -> Iterator[str]:
        """How readings that begin so begin, one letter further, in order."""
        at = start
        while True:
            found = self._following.get((start, at))
            if found is None:
                sql = f"SELECT {READ} FROM brief WHERE {READ} >= ? ORDER BY {READ} LIMIT 1"
                row = self._db.execute(sql, (at,)).fetchone()
                found = row[0][: len(start) + 1] if row and row[0].startswith(start) else ""
                self._following[start, at] = found
            if not found:
                return
            yield found
            at = behind(found)

    def read_as(self, start: str) -> Iterator[tuple[int, str]]:
        """Titles whose reading begins so, in order of the beginnings of readings, with these."""
        sql = f"SELECT docid, {READ} FROM brief WHERE {READ} >= ? AND {READ} < ? ORDER BY {READ}"
        rows = self._db.connection.cursor()  # others are asked on the reader's own meanwhile
        rows.execute(sql, (start, behind(start)))
        while some := rows.fetchmany(_AT_ONCE):
            yield from some

    def blocks(self) -> list[Block]:
        """The whole shelf, stretch by stretch."""
        if not self._blocks:
            self._blocks = list(self._parted())
        return self._blocks

    def within(self, ids: Ids, start: str) -> Ids:
        """Those whose reading may begin so: whoever is read so has a heading that starts so."""
        return ids & self._titles.ids(key_of(HEAD, start), "t") if start.isalnum() else ids

    def on(self, block: Block) -> Ids:
        """Titles of which a heading stands on a stretch of the shelf."""
        found = self._held.get(block)
        if found is None:
            found = self._titles.either([key_of(HEAD, one) for one in block if one.isalnum()])
            for one in block:
                if not one.isalnum():  # one letter and no more
                    found = found | Ids(docid for docid, _ in self.read_as(one))
            if sum(map(len, self._held.values())) < _HELD:
                self._held[block] = found
        return found

    def _parted(self) -> Iterator[Block]:
        starts: list[str] = []
        for first in self.beginnings(""):
            starts += self.beginnings(first) if first.isalnum() else (first,)
        keys = {one: key_of(HEAD, one) for one in starts}
        sizes = self._titles.sizes(list(keys.values()))
        room = sum(sizes.values()) / _BLOCKS
        block, size = [], 0
        for start, key in keys.items():
            block.append(start)
            size += sizes.get(key, 0)
            if size > room:
                yield tuple(block)
                block, size = [], 0
        if block:
            yield tuple(block)


def behind(start: str) -> str:
    """What comes after every text that begins so."""
    return start[:-1] + chr(ord(start[-1]) + 1)
