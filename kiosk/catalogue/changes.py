"""Apply a page of changes to a catalogue file, counts and cursor in the same transaction.

What a title put into the counts is worked out again from its stored record, so the counts stay
what a rebuild would make them. Readers go on reading meanwhile (WAL).
"""

from collections import Counter
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from kiosk.catalogue.counts import HeadingKey, facet_code, is_brief, weight_of
from kiosk.catalogue.records import TITLE, ChangesPage
from kiosk.catalogue.rows import Row, row_of
from kiosk.catalogue.schema import GAP, meta, open_file, set_meta, world_errors

_ADD_DF = """INSERT INTO df(term, n) VALUES (?, ?)
    ON CONFLICT DO UPDATE SET n = n + excluded.n"""
_SAME_HEADING = "text = ? AND kind = ? AND kana = ? AND key = ?"


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
        self._terms: Counter[str] = Counter()
        self._facets: Counter[str] = Counter()
        self._headings: dict[HeadingKey, list[Any]] = {}

    def run(self, page: ChangesPage) -> None:
        rows = {title.id: row_of(title) for title in page.titles}
        former = self._former((*rows, *page.removed))
        for docid, old in former.values():
            self._count(old, -1)
            self._delete(docid)
        placed = []
        # Known titles keep their places, and take them before a new one can.
        for row in sorted(rows.values(), key=lambda one: one.title.id not in former):
            self._count(row, 1)
            known = former.get(row.title.id)
            placed.append((known[0] if known else self._place(row.score), row))
            self._insert_bib(*placed[-1])
        codes = self._facet_codes()
        # In order of docid: FTS5 must flush whenever a rowid goes back.
        for docid, row in sorted(placed, key=lambda one: one[0]):
            self._insert(docid, row, codes)
        self._write_counts()
        count = int(meta(self._db)["count"]) + len(rows) - len(former)
        marks = {"as_of": page.as_of.isoformat(), "cursor": page.cursor, "count": str(count)}
        set_meta(self._db, marks)

    def _former(self, ids: tuple[str, ...]) -> dict[str, tuple[int, Row]]:
        found = {}
        for title_id in ids:
            row = self._db.execute(
                "SELECT docid, data FROM bib WHERE id = ?", (title_id,)
            ).fetchone()
            if row is not None:
                found[title_id] = (row[0], row_of(TITLE.validate_json(row[1])))
        return dict(sorted(found.items(), key=lambda one: one[1][0]))

    def _delete(self, docid: int) -> None:
        for table in ("bib", "brief", "forms"):
            self._db.execute(f"DELETE FROM {table} WHERE docid = ?", (docid,))
        for table in ("ft", "fk", "fx"):
            self._db.execute(f"DELETE FROM {table} WHERE rowid = ?", (docid,))

    def _place(self, score: int) -> int:
        """A free docid behind the last title that is asked for at least as often."""
        before = self._db.execute(
            "SELECT docid FROM bib WHERE score >= ? ORDER BY score, docid DESC LIMIT 1", (score,)
        ).fetchone()
        return self._free_after("bib", "docid", before[0] if before else 0)

    def _free_after(self, table: str, column: str, at: int) -> int:
        if at == 0:
            first = self._db.execute(f"SELECT min({column}) FROM {table}").fetchone()[0]
            if first is None:
                return GAP
            if first > 1:
                return int(first) - 1
            at = 1
        found = self._db.execute(
            f"SELECT one.{column} + 1 FROM {table} one WHERE one.{column} >= ? AND NOT EXISTS "
            f"(SELECT 1 FROM {table} two WHERE two.{column} = one.{column} + 1) "
            f"ORDER BY one.{column} LIMIT 1",
            (at,),
        ).fetchone()
        return int(found[0])

    def _insert_bib(self, docid: int, row: Row) -> None:
        self._db.execute(
            f"INSERT INTO bib VALUES ({', '.join('?' * 9)})",
            row.bib(docid),
        )

    def _insert(self, docid: int, row: Row, codes: dict[str, str]) -> None:
        entry = row.entry
        brief = "".join(codes[name] for name in entry.facets if is_brief(name))
        self._db.execute(
            "INSERT INTO brief VALUES (?, ?, ?, ?)",
            (docid, row.title.year, entry.reading, brief),
        )
        self._db.execute("INSERT INTO forms VALUES (?, ?)", (docid, entry.folded))
        spaced = " ".join(codes[name] for name in entry.facets)
        for table, columns in (("ft", entry.grams), ("fk", entry.runs)):
            self._db.execute(
                f"INSERT INTO {table}(rowid, t, a, p, s, r, f) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (docid, *columns, spaced),
            )
        self._db.execute("INSERT INTO fx(rowid, x) VALUES (?, ?)", (docid, entry.exact))

    def _count(self, row: Row, by: int) -> None:
        for term in row.entry.counted:
            self._terms[term] += by
        for name in row.entry.facets:
            self._facets[name] += by
        for heading in row.entry.headings:
            held = self._headings.setdefault(heading.identity, [heading.runs, 0, 0])
            held[1] += by * weight_of(heading, row.title)
            held[2] += by

    def _facet_codes(self) -> dict[str, str]:
        """Codes of all facets, new ones given out; their counts changed."""
        codes = dict(self._db.execute("SELECT name, code FROM facet").fetchall())
        for name, by in self._facets.items():
            if name not in codes:
                codes[name] = facet_code(len(codes))
                self._db.execute("INSERT INTO facet VALUES (?, ?, 0)", (codes[name], name))
            self._db.execute("UPDATE facet SET n = n + ? WHERE name = ?", (by, name))
        return codes

    def _write_counts(self) -> None:
        changed = [(term, by) for term, by in self._terms.items() if by]
        self._db.executemany(_ADD_DF, changed)
        self._db.executemany(
            "DELETE FROM df WHERE term = ? AND n <= 0", [(term,) for term, by in changed if by < 0]
        )
        for key, (runs, weight, by) in self._headings.items():
            if weight or by:
                self._change_heading(key, runs, weight, by)

    def _change_heading(self, key: HeadingKey, runs: str, weight: int, by: int) -> None:
        known = self._db.execute(
            f"SELECT hid, n FROM heading WHERE {_SAME_HEADING}",
            key,
        ).fetchone()
        if known is None:
            self._new_heading(key, runs, weight, by)
        elif known[1] + by <= 0:
            self._db.execute("DELETE FROM heading WHERE hid = ?", (known[0],))
            self._db.execute("DELETE FROM hd WHERE rowid = ?", (known[0],))
        else:
            self._db.execute(
                "UPDATE heading SET n = n + ?, weight = weight + ? WHERE hid = ?",
                (by, weight, known[0]),
            )

    def _new_heading(self, key: HeadingKey, runs: str, weight: int, by: int) -> None:
        before = self._db.execute(
            "SELECT hid FROM heading WHERE weight >= ? ORDER BY weight, hid DESC LIMIT 1", (weight,)
        ).fetchone()
        hid = self._free_after("heading", "hid", before[0] if before else 0)
        text, kind, kana, folded = key
        self._db.execute(
            "INSERT INTO heading(hid, kind, text, kana, key, weight, n) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (hid, kind, text, kana, folded, weight, by),
        )
        self._db.execute("INSERT INTO hd(rowid, k) VALUES (?, ?)", (hid, runs))
