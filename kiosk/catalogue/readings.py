"""How the readings of titles begin, in their order: what an order by title goes along.

Works inside the caller's read transaction; reads only. What it knows of a file holds until the file
changes.
"""

from collections.abc import Iterator
from typing import Any

from kiosk.catalogue.entry import RUN
from kiosk.catalogue.fold import is_kana
from kiosk.catalogue.ids import Ids
from kiosk.catalogue.postings import Postings
from kiosk.catalogue.schema import READ, READ_LETTERS
from kiosk.catalogue.terms import GRAM, HEAD, key_of

_BLOCKS, _PARTS = 8, 16
"""The shelf is parted into about so many stretches, each of these into so many, and so on."""
_CROWDED = 8
"""One title in so many."""
_HELD = 6_000_000
"""Stretches are kept until they hold so many titles (a byte each, in long ones): all of the shelf
and what most pages are filled from, also of five million."""
_AT_ONCE = 64
BEYOND = "\U0010ffff"
"""Comes after every text."""


Block = tuple[str, ...]
"""A stretch of the shelf: how readings begin there, equally many letters each, in order."""


class Readings:
    """The shelf of one open file."""

    def __init__(self, db: Any, titles: Postings) -> None:
        self._db = db
        self._titles = titles
        self._following: dict[tuple[str, str], str] = {}
        self._parts: dict[Block, list[Block]] = {}
        self._held: dict[Block, Ids] = {}

    def look(self) -> None:
        """When the file has changed."""
        self._following.clear()
        self._parts.clear()
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

    def parts(self, block: Block = ()) -> list[Block]:
        """A stretch (or the whole shelf) in shorter ones; none where no set tells them apart."""
        found = self._parts.get(block)
        if found is None:
            found = self._parts[block] = list(self._parted(block))
        return found

    def among(self, ids: Ids, block: Block) -> Ids:
        """Those that may stand on a stretch of the shelf: all that do, and a few more."""
        if len(block[0]) <= RUN:
            return ids & self._on(block)
        sets = [ids & self._titles.ids(_key(one), "t") for one in block if one.isalnum()]
        rest = Ids(docid for docid in self._ending(block) if docid in ids)
        return Ids.union(rest, *sets)

    def crowded(self, ids: Ids, block: Block) -> bool:
        """Whether so many of those on a stretch are among `ids` that they are found soonest by
        going along, title by title."""
        if len(block) > 1 or len(block[0]) < RUN:
            return False
        return len(ids) * _CROWDED >= len(self._titles.ids(_key(block[0]), "t"))

    def _on(self, block: Block) -> Ids:
        """Titles of which a heading stands on a stretch of the shelf."""
        found = self._held.get(block)
        if found is None:
            found = self._titles.either([_key(one) for one in block if one.isalnum()])
            found = found | Ids(self._ending(block))
            if sum(map(len, self._held.values())) < _HELD:
                self._held[block] = found
        return found

    def _ending(self, block: Block) -> Iterator[int]:
        """Titles of which the first word ends on a stretch of the shelf."""
        for one in block:
            if not one.isalnum():
                yield from (docid for docid, _ in self.read_as(one))

    def _parted(self, block: Block) -> Iterator[Block]:
        number, starts = _PARTS, list(block)
        if not block:
            number = _BLOCKS
            for first in self.beginnings(""):
                starts += self.beginnings(first) if first.isalnum() else (first,)
        elif len(block) == 1:
            if len(block[0]) == READ_LETTERS or not block[0].isalnum():
                return
            starts = list(self.beginnings(block[0]))
        keys = {start: _key(start) for start in starts}
        sizes = self._titles.sizes(list(keys.values()))
        room, held = sum(sizes.values()) / number, 0
        part: list[str] = []
        for start, key in keys.items():
            size = sizes.get(key, 0)
            if part and held + size > room:
                yield tuple(part)
                held, part = 0, []
            part.append(start)
            held += size
        if part:
            yield tuple(part)


def _key(start: str) -> int:
    """Whatever is read so stands under this."""
    if len(start) <= RUN:
        return key_of(HEAD, start)
    three = start[-3:]
    return key_of(GRAM, three if is_kana(three) else start[-2:])


def behind(start: str) -> str:
    """What comes after every text that begins so."""
    return start[:-1] + chr(ord(start[-1]) + 1)
