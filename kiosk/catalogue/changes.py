"""Apply a page of changes to a catalogue file, sets, counts and cursor in the same transaction.

What a title put into the index is worked out again from its stored record, and only what differs is
written, so that the file stays what a rebuild would make it (but for rank). Readers go on reading
meanwhile (WAL).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from kiosk.catalogue.counts import HeadingKey, facet_letter, narrowest, weight_of
from kiosk.catalogue.entry import Column, HeadingEntry, facets_of
from kiosk.catalogue.postings import Postings
from kiosk.catalogue.records import ChangesPage, Title
from kiosk.catalogue.rewrite import Changes, free_place, rewrite
from kiosk.catalogue.rows import Packing, Row, Unreadable, record_of, row_of, score_of
from kiosk.catalogue.schema import CatalogueDamaged, meta, open_file, set_meta, world_errors
from kiosk.catalogue.terms import (
    GRAM,
    HEAD,
    READING,
    START,
    day_key,
    drawer,
    facet_key,
    key_of,
)


def apply(target: Path | Engine, page: ChangesPage) -> None:
    """Apply one page of changes and its cursor, in one transaction; the same page twice is fine."""
    if isinstance(target, Path):
        opened = open_file(target, readonly=False)
        try:
            apply(opened, page)
        finally:
            opened.dispose()
        return
    with world_errors():
        raw = target.raw_connection()
        try:
            db = raw.cursor()
            db.execute("BEGIN IMMEDIATE")
            try:
                _Change(db).run(page)
            except BaseException:
                db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")
        finally:
            raw.close()


class _Change:
    """One page inside one open transaction."""

    def __init__(self, db: Any) -> None:
        self._db = db
        self._packing = Packing(db.execute("SELECT sample FROM packing").fetchone()[0])
        self._facets: dict[str, int] = dict(db.execute("SELECT name, code FROM facet").fetchall())
        self._drawers = Postings(db, "hpost")
        self._posts: Changes = defaultdict(dict)
        self._headings: dict[HeadingKey, tuple[HeadingEntry, list[int]]] = {}

    def run(self, page: ChangesPage) -> None:
        titles = {title.id: title for title in page.titles}
        former = self._former((*titles, *page.removed))
        added = len(titles)
        for name, (docid, title) in former.items():
            if name not in titles:
                self._remove(docid, row_of(title))
            else:
                self._replace(docid, title, titles[name])
                added -= 1
        fresh = [row_of(title) for name, title in titles.items() if name not in former]
        # The most wanted first: equal ones then stand in the order of their ids.
        fresh.sort(key=lambda row: (-score_of(row.title), row.title.id))
        for docid, row in self._placed(fresh):
            self._count(docid, None, row)
            self._write(docid, row)
        rewrite(self._db, "post", self._posts)
        self._write_headings()
        removed = len(former) - (len(titles) - added)
        count = int(meta(self._db)["count"]) + added - removed
        marks = {"as_of": page.as_of.isoformat(), "cursor": page.cursor, "count": str(count)}
        set_meta(self._db, marks)

    def _former(self, ids: tuple[str, ...]) -> dict[str, tuple[int, Title]]:
        found = {}
        for title_id in ids:
            row = self._db.execute(
                "SELECT docid, data FROM bib WHERE id = ?", (title_id,)
            ).fetchone()
            if row is not None:
                try:
                    found[title_id] = (row[0], self._packing.title(row[1]))
                except Unreadable:
                    raise CatalogueDamaged("a record cannot be read") from None
        return found

    # -- titles -------------------------------------------------------------------------------

    def _remove(self, docid: int, old: Row) -> None:
        self._count(docid, old, None)
        self._db.execute("DELETE FROM bib WHERE docid = ?", (docid,))
        self._db.execute("DELETE FROM brief WHERE docid = ?", (docid,))

    def _replace(self, docid: int, title: Title, other: Title) -> None:
        """A known title keeps its place until the next build."""
        if title == other:
            return
        old = row_of(title)
        if _text(title) == _text(other):  # most changes are loans and holds
            new = Row(other, record_of(other), replace(old.entry, facets=facets_of(other)))
        else:
            new = row_of(other)
        self._count(docid, old, new)
        _, _, *values = new.bib(docid, self._packing)
        self._db.execute(
            "UPDATE bib SET score = ?, isbn = ?, holds = ?, data = ? WHERE docid = ?",
            (*values, docid),
        )
        self._db.execute(
            "UPDATE brief SET facets = ?, forms = ? WHERE docid = ?",
            (self._letters(new), new.entry.forms, docid),
        )

    def _write(self, docid: int, row: Row) -> None:
        self._db.execute("INSERT INTO bib VALUES (?, ?, ?, ?, ?, ?)", row.bib(docid, self._packing))
        self._db.execute(
            "INSERT INTO brief VALUES (?, ?, ?)", (docid, self._letters(row), row.entry.forms)
        )

    def _letters(self, row: Row) -> str:
        return "".join(facet_letter(self._code(name)) for name in narrowest(row.entry.facets))

    def _placed(self, rows: list[Row]) -> Iterator[tuple[int, Row]]:
        """New titles with a free place behind those that are asked for at least as often."""
        for row in rows:
            yield free_place(self._db, "bib", score_of(row.title)), row

    def _code(self, name: str) -> int:
        code = self._facets.get(name)
        if code is None:
            code = self._facets[name] = len(self._facets)
            self._db.execute("INSERT INTO facet VALUES (?, ?)", (code, name))
        return code

    # -- sets ---------------------------------------------------------------------------------

    def _count(self, docid: int, old: Row | None, new: Row | None) -> None:
        before, after = self._keys(old, new), self._keys(new, old)
        for col, key in before - after:
            self._posts[key][col, docid] = 0
        for col, key in after - before:
            self._posts[key][col, docid] = 1
        for row, by in ((old, -1), (new, 1)):
            if row is not None:
                for heading in row.entry.headings:
                    held = self._headings.setdefault(heading.identity, (heading, [0, 0]))[1]
                    held[0] += by * weight_of(heading, row.title)
                    held[1] += by

    def _keys(self, row: Row | None, other: Row | None) -> set[tuple[int, int]]:
        """Column and key of everything a title stands under, but for columns that are alike."""
        if row is None:
            return set()
        entry = row.entry
        alike = other.entry.columns if other is not None else ()
        found = {(0, facet_key(self._code(name))) for name in entry.facets}
        found.add((0, key_of(READING, entry.reading[:2])))
        found.update((0, key_of(HEAD, head)) for head in entry.heads)
        if row.title.added is not None:
            found.add((0, day_key(row.title.added)))
        for col, column in enumerate(entry.columns):
            if column is not None and (not alike or alike[col] != column):
                found.update((col, key) for key in _column_keys(column))
        return found

    # -- headings -----------------------------------------------------------------------------

    def _write_headings(self) -> None:
        posts: Changes = defaultdict(dict)
        changed = [
            (identity, heading, weight, by)
            for identity, (heading, (weight, by)) in self._headings.items()
            if weight or by
        ]
        for identity, heading, weight, by in sorted(changed, key=lambda one: (-one[2], one[0])):
            known = self._heading(identity)
            if known is None:
                hid = free_place(self._db, "heading", weight)
                self._insert_heading(hid, identity, weight, by)
            elif known[1] + by > 0:
                self._db.execute(
                    "UPDATE heading SET n = n + ?, weight = weight + ? WHERE hid = ?",
                    (by, weight, known[0]),
                )
                continue
            else:
                hid = known[0]
                self._db.execute("DELETE FROM heading WHERE hid = ?", (hid,))
            for key in _heading_keys(heading):
                posts[key][0, hid] = int(known is None)
        rewrite(self._db, "hpost", posts)

    def _heading(self, identity: HeadingKey) -> tuple[int, int] | None:
        """Place and count of a heading that is there, found under its drawer."""
        for hid in self._drawers.ids(drawer(identity[3]), "t"):
            row = self._db.execute(
                "SELECT n, text, kind, kana, key FROM heading WHERE hid = ?", (hid,)
            ).fetchone()
            if row is not None and row[1:] == identity:
                return hid, row[0]
        return None

    def _insert_heading(self, hid: int, identity: HeadingKey, weight: int, by: int) -> None:
        text, kind, kana, key = identity
        self._db.execute(
            "INSERT INTO heading VALUES (?, ?, ?, ?, ?, ?, ?)",
            (hid, kind, text, kana, key, weight, by),
        )


def _text(title: Title) -> Title:
    """A title without what changes from day to day."""
    return replace(title, copies=(), holds=0, popularity=0)


def _column_keys(column: Column) -> Iterable[int]:
    yield from (key_of(GRAM, term) for term in column.grams)
    yield from (key_of(START, term) for term in column.starts)
    yield from map(drawer, column.wholes)


def _heading_keys(heading: HeadingEntry) -> set[int]:
    return {
        drawer(heading.identity[3]),
        *(key_of(HEAD, term) for term in heading.heads),
        *(key_of(START, term) for term in heading.starts),
    }
