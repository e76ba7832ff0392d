"""Headings to suggest, as the titles under them come and go. Inside the caller's transaction."""

import json
from collections.abc import Iterable
from typing import Any

from kiosk.catalogue.counts import HeadingKey, weight_of
from kiosk.catalogue.entry import HeadingEntry
from kiosk.catalogue.ids import Ids
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
        there = _there(db, [identity for identity, *_ in changed])
        gathered, places, kept = Gathered(), Places(db, "heading"), []
        for identity, heading, weight, by in sorted(changed, key=lambda one: (-one[2], one[0])):
            known = there.get(identity)
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
            if known is None:
                gathered.add(hid, [stands])
            else:
                gathered.move(hid, [stands], [NOWHERE])
        db.executemany("UPDATE heading SET n = n + ?, weight = weight + ? WHERE hid = ?", kept)
        write_down(db, "hpost", gathered.note(), room)


def _there(db: Any, some: Iterable[HeadingKey]) -> dict[HeadingKey, tuple[int, int]]:
    """Place and count of those that are there, and of others in their drawers."""
    drawers = Postings(db, "hpost")
    drawers.look()
    hids = Ids.union(Ids(), *(drawers.ids(drawer(identity[3]), "t") for identity in some))
    among = "hid IN (SELECT value FROM json_each(?))"
    sql = f"SELECT hid, n, text, kind, kana, key FROM heading WHERE {among}"
    rows = db.execute(sql, (json.dumps(list(hids)),)).fetchall()
    return {row[2:]: row[:2] for row in rows}


def _insert(db: Any, hid: int, identity: HeadingKey, weight: int, by: int) -> None:
    text, kind, kana, key = identity
    db.execute(
        "INSERT INTO heading VALUES (?, ?, ?, ?, ?, ?, ?)",
        (hid, kind, text, kana, key, weight, by),
    )
