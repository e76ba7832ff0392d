"""Apply a page of changes to a catalogue file, sets, counts and cursor in the same transaction.

What a title put into the index is worked out again from its stored record, and what differs is
noted beside the sets, so that the file says what a rebuild would say (but for rank). Readers go on
reading meanwhile (WAL); a process of its own (`apart`) keeps them from waiting for the interpreter.
"""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from operator import attrgetter
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from kiosk.catalogue.counts import facet_letter, narrowest
from kiosk.catalogue.entry import Entry, entry_of, facets_of
from kiosk.catalogue.notes import Gathered
from kiosk.catalogue.offers import Offers
from kiosk.catalogue.places import Places
from kiosk.catalogue.records import ChangesPage, Title
from kiosk.catalogue.rewrite import USUAL, Room, write_down
from kiosk.catalogue.rows import Packing, Unreadable, marks_of, record_of, score_of
from kiosk.catalogue.schema import CatalogueDamaged, meta, open_file, set_meta, world_errors
from kiosk.catalogue.standing import STANDING
from kiosk.catalogue.terms import day_key, facet_key
from kiosk.catalogue.under import stand, stands

_AT_ONCE = 500
_LOGGED = 4_000
"""So many pages of the file (4 kB each) may stand in its log before they are copied into it: each
copying waits for the disk. With room for what one page of changes adds, it stays within what is
left free of the disk."""


def apply(target: Path | Engine, page: ChangesPage, room: Room = USUAL) -> None:
    """Apply one page of changes and its cursor, in one transaction; the same page twice is fine."""
    if isinstance(target, Path):
        opened = open_file(target, readonly=False)
        try:
            apply(opened, page, room)
        finally:
            opened.dispose()
        return
    with world_errors():
        raw = target.raw_connection()
        try:
            db = raw.cursor()
            db.execute("PRAGMA secure_delete = OFF")  # nothing in here is a secret
            db.execute(f"PRAGMA wal_autocheckpoint = {_LOGGED}")
            db.execute("BEGIN IMMEDIATE")
            try:
                _Change(db, room).run(page)
            except BaseException:
                db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")
        finally:
            raw.close()


class _Change:
    """One page inside one open transaction."""

    def __init__(self, db: Any, room: Room) -> None:
        self._db = db
        self._room = room
        sample, frequent = db.execute("SELECT sample, frequent FROM fixed").fetchone()
        self._packing = Packing(sample)
        self._texts = stands(frequent)
        self._codes = _Codes(db)
        self._letters: dict[tuple[str, ...], str] = {}
        self._sets = Gathered()
        self._offers = Offers(db)
        self._bibs: list[tuple[object, ...]] = []
        self._briefs: list[tuple[str, str, int]] = []
        self._facets: list[tuple[str, int]] = []
        self._lent: list[tuple[int, bytearray, int]] = []
        self._scores: list[tuple[int, int]] = []

    def run(self, page: ChangesPage) -> None:
        titles = {title.id: title for title in page.titles}
        former = self._former((*titles, *page.removed))
        gone = [(docid, old) for name, (docid, old) in former.items() if name not in titles]
        for docid, old in gone:
            self._remove(docid, old)
        for name, (docid, old) in former.items():
            if name in titles and titles[name] != old:
                self._replace(docid, old, titles[name])
        self._write_replaced()
        fresh = [title for name, title in titles.items() if name not in former]
        # The most wanted first: equal ones then stand in the order of their ids.
        fresh.sort(key=lambda title: (-score_of(title), title.id))
        places = Places(self._db, "bib")
        for title in fresh:
            self._add(places.free(score_of(title)), title)
        write_down(self._db, "post", self._sets.note(), self._room)
        self._offers.write(self._room)
        count = int(meta(self._db)["count"]) + len(fresh) - len(gone)
        marks = {"as_of": page.as_of.isoformat(), "cursor": page.cursor, "count": str(count)}
        if page.standing is not None:
            marks["standing"] = STANDING.dump_json(page.standing).decode()
        set_meta(self._db, marks)

    def _former(self, ids: Sequence[str]) -> dict[str, tuple[int, Title]]:
        """Those that are there, with their places."""
        found = {}
        for at in range(0, len(ids), _AT_ONCE):
            some = ids[at : at + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            rows = self._db.execute(f"SELECT id, docid, data FROM bib WHERE id IN ({marks})", some)
            for name, docid, data in rows.fetchall():
                try:
                    found[name] = (docid, self._packing.title(data))
                except Unreadable:
                    raise CatalogueDamaged("a record cannot be read") from None
        return found

    # -- titles -------------------------------------------------------------------------------

    def _remove(self, docid: int, old: Title) -> None:
        entry = entry_of(old)
        self._sets.move(docid, self._stands(old, entry), set())
        self._offers.count(entry.headings, old, -1)
        self._db.execute("DELETE FROM bib WHERE docid = ?", (docid,))
        self._db.execute("DELETE FROM brief WHERE docid = ?", (docid,))

    def _add(self, docid: int, title: Title) -> None:
        entry = entry_of(title)
        self._sets.move(docid, set(), self._stands(title, entry))
        self._offers.count(entry.headings, title, 1)
        row = docid, title.id, *self._values(title)
        self._db.execute("INSERT INTO bib VALUES (?, ?, ?, nullif(?, 0), ?, ?)", row)
        brief = (docid, self._lettered(entry.facets), entry.forms)
        self._db.execute("INSERT INTO brief VALUES (?, ?, ?)", brief)

    def _replace(self, docid: int, old: Title, new: Title) -> None:
        """A known title keeps its place until the next build."""
        if _TEXT(old) == _TEXT(new):  # most changes are loans and holds
            self._replace_around(docid, old, new)
        else:
            before, after = entry_of(old), entry_of(new)
            self._sets.move(docid, self._stands(old, before), self._stands(new, after))
            self._offers.count(before.headings, old, -1)
            self._offers.count(after.headings, new, 1)
            brief = (self._lettered(after.facets), after.forms, docid)
            self._briefs.append(brief)
            self._bibs.append((*self._values(new), docid))

    def _values(self, title: Title) -> tuple[object, ...]:
        """For `bib`, as the driver takes them at once: bytes and None would take it longer."""
        _, score, isbn, holds = marks_of(title)
        return score, isbn or 0, holds, self._packed(title)

    def _packed(self, title: Title) -> bytearray:
        return bytearray(self._packing.pack(record_of(title)))

    def _replace_around(self, docid: int, old: Title, new: Title) -> None:
        """All that differs is not in the text."""
        before, after = facets_of(old), facets_of(new)
        self._sets.move(docid, self._filters(before), self._filters(after))
        if before != after:
            self._facets.append((self._lettered(after), docid))
        # Nothing but what differs: an index is written wherever a value is set, be it the same.
        self._lent.append((new.holds, self._packed(new), docid))
        if old.popularity != new.popularity:
            self._scores.append((score_of(new), docid))
            headings = entry_of(new).headings
            self._offers.count(headings, old, -1)
            self._offers.count(headings, new, 1)

    def _write_replaced(self) -> None:
        self._db.executemany(
            "UPDATE bib SET score = ?, isbn = nullif(?, 0), holds = ?, data = ? WHERE docid = ?",
            self._bibs,
        )
        self._db.executemany("UPDATE bib SET holds = ?, data = ? WHERE docid = ?", self._lent)
        self._db.executemany("UPDATE bib SET score = ? WHERE docid = ?", self._scores)
        self._db.executemany("UPDATE brief SET facets = ?, forms = ? WHERE docid = ?", self._briefs)
        self._db.executemany("UPDATE brief SET facets = ? WHERE docid = ?", self._facets)

    # -- sets ---------------------------------------------------------------------------------

    def _stands(self, title: Title, entry: Entry) -> set[int]:
        """All that a title stands under."""
        found = self._texts.of_entry(entry) | self._filters(entry.facets)
        if title.added is not None:
            found.add(stand(day_key(title.added)))
        return found

    def _filters(self, facets: Iterable[str]) -> set[int]:
        return {stand(facet_key(self._codes[name])) for name in facets}

    def _lettered(self, facets: tuple[str, ...]) -> str:
        found = self._letters.get(facets)
        if found is None:
            codes = [self._codes[name] for name in narrowest(facets)]
            found = "".join(facet_letter(code) for code in codes)
            self._letters[facets] = found
        return found


class _Codes(dict[str, int]):
    """The codes of filters, by name; one that is new gets the next."""

    def __init__(self, db: Any) -> None:
        super().__init__(db.execute("SELECT name, code FROM facet").fetchall())
        self._db = db

    def __missing__(self, name: str) -> int:
        code = self[name] = len(self)
        self._db.execute("INSERT INTO facet VALUES (?, ?)", (code, name))
        return code


_TEXT = attrgetter(
    *(one.name for one in fields(Title) if one.name not in {"copies", "holds", "popularity"})
)
"""A title without what changes from day to day."""
