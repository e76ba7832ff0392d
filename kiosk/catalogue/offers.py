"""Headings to suggest, as the titles under them come and go. Inside the caller's transaction."""

from collections.abc import Iterable
from typing import Any

from kiosk.catalogue.counts import HeadingKey, weight_of
from kiosk.catalogue.entry import HeadingEntry
from kiosk.catalogue.notes import Gathered
from kiosk.catalogue.places import Places
from kiosk.catalogue.postings import Postings
from kiosk.catalogue.records import Title
from kiosk.catalogue.rewrite import Room, write_down
from kiosk.catalogue.terms import drawer
from kiosk.catalogue.under import of_heading

_NOWHERE: frozenset[int] = frozenset()


class Offers:
    """What one page changes in the headings."""

    def __init__(self, db: Any) -> None:
        self._db = db
        self._found: dict[HeadingKey, tuple[HeadingEntry, list[int]]] = {}

    def count(self, headings: Iterable[HeadingEntry], title: Title, by: int) -> None:
        """A title comes under these (1) or goes (-1)."""
        for heading in headings:
            held = self._found.setdefault(heading.identity, (heading, [0, 0]))[1]
            held[0] += by * weight_of(heading, title)
            held[1] += by

    def write(self, room: Room) -> None:
        """Put it into the file."""
        changed = [
            (identity, heading, weight, by)
            for identity, (heading, (weight, by)) in self._found.items()
            if weight or by
        ]
        if not changed:
            return
        drawers = Postings(self._db, "hpost")
        drawers.look()
        gathered, places, kept = Gathered(), Places(self._db, "heading"), []
        for identity, heading, weight, by in sorted(changed, key=lambda one: (-one[2], one[0])):
            known = self._known(drawers, identity)
            if known is None:
                hid = places.free(weight)
                self._insert(hid, identity, weight, by)
            elif known[1] + by > 0:
                kept.append((by, weight, known[0]))
                continue
            else:
                hid = known[0]
                self._db.execute("DELETE FROM heading WHERE hid = ?", (hid,))
            stands = of_heading(heading)
            gathered.move(hid, *((_NOWHERE, stands) if known is None else (stands, _NOWHERE)))
        self._db.executemany(
            "UPDATE heading SET n = n + ?, weight = weight + ? WHERE hid = ?", kept
        )
        write_down(self._db, "hpost", gathered.note(), room)

    def _known(self, drawers: Postings, identity: HeadingKey) -> tuple[int, int] | None:
        """Place and count of a heading that is there, found under its drawer."""
        for hid in drawers.ids(drawer(identity[3]), "t"):
            row = self._db.execute(
                "SELECT n, text, kind, kana, key FROM heading WHERE hid = ?", (hid,)
            ).fetchone()
            if row is not None and row[1:] == identity:
                return hid, row[0]
        return None

    def _insert(self, hid: int, identity: HeadingKey, weight: int, by: int) -> None:
        text, kind, kana, key = identity
        self._db.execute(
            "INSERT INTO heading VALUES (?, ?, ?, ?, ?, ?, ?)",
            (hid, kind, text, kana, key, weight, by),
        )
