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
from kiosk.catalogue.under import NOWHERE, of_heading


class Offers:
    """What one page changes in the headings."""

    def __init__(self) -> None:
        self._found: dict[HeadingKey, tuple[HeadingEntry, list[int]]] = {}

    def count(self, headings: Iterable[HeadingEntry], title: Title, by: int) -> None:
        """A title comes under these (1) or goes (-1)."""
        for heading in headings:
            held = self._found.setdefault(heading.identity, (heading, [0, 0]))[1]
            held[0] += by * weight_of(heading, title)
            held[1] += by

    def write(self, db: Any, room: Room) -> None:
        """Put it into the file."""
        changed = [
            (identity, heading, weight, by)
            for identity, (heading, (weight, by)) in self._found.items()
            if weight or by
        ]
        if not changed:
            return
        drawers = Postings(db, "hpost")
        drawers.look()
        gathered, places, kept = Gathered(), Places(db, "heading"), []
        for identity, heading, weight, by in sorted(changed, key=lambda one: (-one[2], one[0])):
            known = _known(db, drawers, identity)
            if known is None:
                hid = places.free(weight)
                _insert(db, hid, identity, weight, by)
            elif known[1] + by > 0:
                kept.append((by, weight, known[0]))
                continue
            else:
                hid = known[0]
                db.execute("DELETE FROM heading WHERE hid = ?", (hid,))
            stands = of_heading(heading)
            gathered.move(hid, *(([NOWHERE], [stands]) if known is None else ([stands], [NOWHERE])))
        db.executemany("UPDATE heading SET n = n + ?, weight = weight + ? WHERE hid = ?", kept)
        write_down(db, "hpost", gathered.note(), room)


def _known(db: Any, drawers: Postings, identity: HeadingKey) -> tuple[int, int] | None:
    """Place and count of a heading that is there, found under its drawer."""
    for hid in drawers.ids(drawer(identity[3]), "t"):
        row = db.execute(
            "SELECT n, text, kind, kana, key FROM heading WHERE hid = ?", (hid,)
        ).fetchone()
        if row is not None and row[1:] == identity:
            return hid, row[0]
    return None


def _insert(db: Any, hid: int, identity: HeadingKey, weight: int, by: int) -> None:
    text, kind, kana, key = identity
    db.execute(
        "INSERT INTO heading VALUES (?, ?, ?, ?, ?, ?, ?)",
        (hid, kind, text, kana, key, weight, by),
    )
