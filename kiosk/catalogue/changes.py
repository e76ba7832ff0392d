"""Apply a page of changes to a catalogue file, sets, counts and cursor in the same transaction.

What differs is noted beside the sets, so that the file says what a rebuild would say (but for
rank). It is worked out before anything is locked; only where titles stood before is left for later
(`rewrite`). Readers go on reading meanwhile (WAL); a process of its own (`apart`) keeps them from
waiting for the interpreter.
"""

from collections.abc import Callable, Iterable, Sequence, Set
from contextlib import closing
from dataclasses import fields
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from kiosk.catalogue.counts import facet_letter, narrowest
from kiosk.catalogue.entry import Entry, entry_of, filters_of, headings_of
from kiosk.catalogue.notes import Gathered
from kiosk.catalogue.offers import Offers
from kiosk.catalogue.places import Places
from kiosk.catalogue.records import ChangesPage, Title
from kiosk.catalogue.rewrite import USUAL, Former, Room, write_down
from kiosk.catalogue.rows import Packing, marks_of, record_of, score_of
from kiosk.catalogue.schema import open_file, set_meta, state, world_errors
from kiosk.catalogue.standing import STANDING
from kiosk.catalogue.terms import day_key, facet_key
from kiosk.catalogue.under import NOWHERE, stand, stands

_AT_ONCE = 500
_LOGGED = 5_800
"""So many pages of the file (4 kB each) may stand in its log before they are copied into it: each
copying waits for the disk. With room for what one page of changes adds, it stays within what is
left free of the disk."""
LONG = 3_000
"""From so many on, copying is worth the two times that it waits for the disk."""


def apply(
    target: Path | Engine,
    page: ChangesPage,
    room: Room = USUAL,
    before_writing: Callable[[], object] | None = None,
) -> int:
    """Apply one page of changes and its cursor, in one transaction; the same page twice is fine.
    Gives the number of pages of the file that stand in its log by then.

    `before_writing` is called once all is worked out, and before anything is locked.
    """
    if isinstance(target, Path):
        opened = open_file(target, readonly=False)
        try:
            return apply(opened, page, room, before_writing)
        finally:
            opened.dispose()
    with world_errors():
        raw = target.raw_connection()
        try:
            db = raw.cursor()
            db.execute("PRAGMA secure_delete = OFF")  # nothing in here is a secret
            db.execute(f"PRAGMA wal_autocheckpoint = {_LOGGED}")
            _apply(db, page, room, before_writing)
            logged: int = db.execute("PRAGMA wal_checkpoint(NOOP)").fetchone()[1]
            return logged
        finally:
            raw.close()


def _apply(
    db: Any, page: ChangesPage, room: Room, before_writing: Callable[[], object] | None
) -> None:
    version = _version(db)
    change = _Change(db, page)
    if before_writing is not None:
        before_writing()
    db.execute("BEGIN IMMEDIATE")
    try:
        if _version(db) != version:  # another wrote meanwhile
            change = _Change(db, page)
        change.write(db, room)
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def _version(db: Any) -> int:
    """Differs as soon as anybody else has written."""
    found: int = db.execute("PRAGMA data_version").fetchone()[0]
    return found


def copy_log(file: Path) -> None:
    """Copy the log into the file: it begins anew with what is written next.

    Readers, and whoever works out another page, go on meanwhile. Raises as `apply`.
    """
    opened = open_file(file, readonly=False)
    try:
        with world_errors(), closing(opened.raw_connection()) as raw:
            raw.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")
    finally:
        opened.dispose()


class _Change:
    """What one page changes, worked out from the records that are there; then written."""

    def __init__(self, db: Any, page: ChangesPage) -> None:
        self._page = page
        sample, frequent = db.execute("SELECT sample, frequent FROM fixed").fetchone()
        self._packing = Packing(sample)
        self._texts = stands(frequent)
        self._codes = _Codes(db)
        self._parts: dict[tuple[str, ...], tuple[str, frozenset[int]]] = {}
        self._sets = Gathered()
        self._offers = Offers()
        self._former: list[tuple[int, bytes]] = []
        self._gone: list[tuple[int]] = []
        self._fresh: list[tuple[Title, Entry]] = []
        self._bibs: list[tuple[object, ...]] = []
        self._briefs: list[tuple[str, str, int]] = []
        self._facets: list[tuple[str, int]] = []
        self._lent: list[tuple[int, bytearray, int]] = []
        self._scores: list[tuple[int, int]] = []
        self._work_out(db)

    def _work_out(self, db: Any) -> None:
        titles = {title.id: title for title in self._page.titles}
        there = self._there(db, (*titles, *self._page.removed))
        for name, (docid, data) in there.items():
            old, new = self._packing.title(data), titles.get(name)
            if old == new:
                continue
            if new is not None and _TEXT(old) == _TEXT(new):  # most are loans and holds
                self._replace_around(docid, old, new)
                continue
            self._former.append((docid, data))
            self._offers.count(headings_of(old), old, -1)
            if new is None:
                self._sets.stand(docid, ())
                self._gone.append((docid,))
            else:
                self._replace(docid, new)
        fresh = [title for name, title in titles.items() if name not in there]
        # The most wanted first: equal ones then stand in the order of their ids.
        fresh.sort(key=lambda title: (-score_of(title), title.id))
        self._fresh = [(title, entry_of(title)) for title in fresh]

    def _there(self, db: Any, ids: Sequence[str]) -> dict[str, tuple[int, bytes]]:
        """Those that are there: their places and records."""
        found: dict[str, tuple[int, bytes]] = {}
        for at in range(0, len(ids), _AT_ONCE):
            some = ids[at : at + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            rows = db.execute(f"SELECT id, docid, data FROM bib WHERE id IN ({marks})", some)
            found.update((name, (docid, data)) for name, docid, data in rows.fetchall())
        return found

    # -- titles -------------------------------------------------------------------------------

    def _add(self, db: Any, docid: int, title: Title, entry: Entry) -> None:
        self._sets.add(docid, self._stands(title, entry))
        self._offers.count(entry.headings, title, 1)
        row = docid, title.id, *self._values(title)
        db.execute("INSERT INTO bib VALUES (?, ?, ?, nullif(?, 0), ?, ?)", row)
        brief = (docid, self._lettered(entry.filters), entry.forms)
        db.execute("INSERT INTO brief VALUES (?, ?, ?)", brief)

    def _replace(self, docid: int, title: Title) -> None:
        """A known title keeps its place until the next build."""
        entry = entry_of(title)
        self._sets.stand(docid, self._stands(title, entry))
        self._offers.count(entry.headings, title, 1)
        self._briefs.append((self._lettered(entry.filters), entry.forms, docid))
        self._bibs.append((*self._values(title), docid))

    def _values(self, title: Title) -> tuple[object, ...]:
        """For `bib`, as the driver takes them at once: bytes and None would take it longer."""
        _, score, isbn, holds = marks_of(title)
        return score, isbn or 0, holds, self._packed(title)

    def _packed(self, title: Title) -> bytearray:
        return bytearray(self._packing.pack(record_of(title)))

    def _replace_around(self, docid: int, old: Title, new: Title) -> None:
        """All that differs is not in the text."""
        before, after = filters_of(old), filters_of(new)
        self._sets.move(docid, self._filters(before), self._filters(after))
        if before != after:
            self._facets.append((self._lettered(after), docid))
        # Nothing but what differs: an index is written wherever a value is set, be it the same.
        self._lent.append((new.holds, self._packed(new), docid))
        if old.popularity != new.popularity:
            self._scores.append((score_of(new), docid))
            headings = headings_of(new)
            self._offers.count(headings, old, -1)
            self._offers.count(headings, new, 1)

    # -- sets ---------------------------------------------------------------------------------

    def _stood(self, record: bytes) -> list[Set[int]]:
        """All that a title stood under, of a record that is replaced."""
        title = self._packing.title(record)
        return self._stands(title, entry_of(title))

    def _stands(self, title: Title, entry: Entry) -> list[Set[int]]:
        """All that a title stands under, in parts that have nothing in common."""
        day = NOWHERE if title.added is None else {stand(day_key(title.added))}
        return [*self._texts.of_entry(entry), *self._filters(entry.filters), day]

    def _filters(self, parts: Iterable[tuple[str, ...]]) -> list[Set[int]]:
        return [self._part(part)[1] for part in parts]

    def _lettered(self, parts: Iterable[tuple[str, ...]]) -> str:
        return "".join([self._part(part)[0] for part in parts])

    def _part(self, part: tuple[str, ...]) -> tuple[str, frozenset[int]]:
        """Letters of the narrowest filters of a part, and where one stands under all of them."""
        found = self._parts.get(part)
        if found is None:
            codes = self._codes
            letters = "".join([facet_letter(codes[name]) for name in narrowest(part)])
            found = letters, frozenset([stand(facet_key(codes[name])) for name in part])
            self._parts[part] = found
        return found

    # -- the file -----------------------------------------------------------------------------

    def write(self, db: Any, room: Room) -> None:
        """Everything, inside the caller's transaction; once."""
        db.executemany("DELETE FROM bib WHERE docid = ?", self._gone)
        db.executemany("DELETE FROM brief WHERE docid = ?", self._gone)
        self._write_replaced(db)
        places = Places(db, "bib")
        for title, entry in self._fresh:
            self._add(db, places.free(score_of(title)), title, entry)
        db.executemany("INSERT INTO facet(name, code) VALUES (?, ?)", self._codes.fresh())
        write_down(db, "post", self._sets.note(), room, Former(self._former, self._stood))
        self._offers.write(db, room)
        page = self._page
        count = state(db).count + len(self._fresh) - len(self._gone)
        marks = {"as_of": page.as_of.isoformat(), "cursor": page.cursor, "count": str(count)}
        if page.standing is not None:
            marks["standing"] = STANDING.dump_json(page.standing).decode()
        set_meta(db, marks)

    def _write_replaced(self, db: Any) -> None:
        db.executemany(
            "UPDATE bib SET score = ?, isbn = nullif(?, 0), holds = ?, data = ? WHERE docid = ?",
            self._bibs,
        )
        db.executemany("UPDATE bib SET holds = ?, data = ? WHERE docid = ?", self._lent)
        db.executemany("UPDATE bib SET score = ? WHERE docid = ?", self._scores)
        db.executemany("UPDATE brief SET facets = ?, forms = ? WHERE docid = ?", self._briefs)
        db.executemany("UPDATE brief SET facets = ? WHERE docid = ?", self._facets)


class _Codes(dict[str, int]):
    """The codes of filters, by name; one that is new gets the next."""

    def __init__(self, db: Any) -> None:
        super().__init__(db.execute("SELECT name, code FROM facet").fetchall())
        self._known = len(self)

    def __missing__(self, name: str) -> int:
        code = self[name] = len(self)
        return code

    def fresh(self) -> list[tuple[str, int]]:
        """Those that are new, with their codes."""
        return list(islice(self.items(), self._known, None))


_TEXT = attrgetter(
    *(one.name for one in fields(Title) if one.name not in {"copies", "holds", "popularity"})
)
"""A title without what changes from day to day."""
