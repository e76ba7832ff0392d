"""The heap beside a catalogue being built: rows in the order they come, counts on the way.

Lives in its own attached file, which is thrown away when the build is done.
"""

from collections import Counter
from typing import Any

from kiosk.catalogue.counts import HeadingKey, facet_code, is_brief, weight_of
from kiosk.catalogue.records import TITLE
from kiosk.catalogue.rows import Row, row_of

BATCH = 500
_TERMS_HELD = 400_000
_HEADINGS_HELD = 50_000
_NEW = ("", 0, 0)

STAGE_TABLES = (
    """CREATE TABLE stage.title(id TEXT PRIMARY KEY, score INTEGER, isbn TEXT, series TEXT,
        added TEXT, popularity INTEGER, holds INTEGER, data TEXT, folded TEXT, year INTEGER,
        reading TEXT, brief TEXT, f TEXT, gt TEXT, ga TEXT, gp TEXT, gs TEXT, gr TEXT,
        kt TEXT, ka TEXT, kp TEXT, ks TEXT, kr TEXT, x TEXT)""",
    "CREATE TABLE stage.df(term TEXT NOT NULL, n INTEGER NOT NULL)",
    """CREATE TABLE stage.heading(text TEXT, kind TEXT, kana TEXT, key TEXT, runs TEXT,
        weight INTEGER, n INTEGER, PRIMARY KEY (text, kind, kana, key)) WITHOUT ROWID""",
)
_PUT = f"INSERT OR REPLACE INTO stage.title VALUES ({', '.join('?' * 24)})"
_PUT_HEADING = """INSERT INTO stage.heading VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET weight = weight + excluded.weight, n = n + excluded.n"""


class Staging:
    """Takes batches of rows; `finish` fixes their final order."""

    def __init__(self, db: Any) -> None:
        self._db = db
        self._terms: Counter[str] = Counter()
        self._facets: Counter[str] = Counter()
        self._codes: dict[str, str] = {}
        self._headings: dict[HeadingKey, tuple[str, int, int]] = {}

    def take(self, rows: list[Row]) -> None:
        """Stage a batch. A title that came before is replaced, and leaves the counts."""
        latest = {row.title.id: row for row in rows}
        marks = ", ".join("?" * len(latest))
        known = self._db.execute(
            f"SELECT data FROM stage.title WHERE id IN ({marks})",
            tuple(latest),
        ).fetchall()
        for (data,) in known:
            self._count(row_of(TITLE.validate_json(data)), -1)
        for row in latest.values():
            self._count(row, 1)
        self._db.executemany(_PUT, [self._values(row) for row in latest.values()])
        if len(self._terms) > _TERMS_HELD:
            self._flush_terms()
        if len(self._headings) > _HEADINGS_HELD:
            self._flush_headings()

    def finish(self) -> None:
        """Write out what is still held and make `stage.place`: rowid = rank, at = staged row."""
        self._flush_terms()
        self._flush_headings()
        self._db.execute("CREATE TABLE stage.place(at INTEGER NOT NULL)")
        self._db.execute(
            "INSERT INTO stage.place(at) SELECT rowid FROM stage.title ORDER BY score DESC, id"
        )

    def facets(self) -> list[tuple[str, str, int]]:
        """Rows of the table `facet`."""
        return [(code, name, self._facets[name]) for name, code in self._codes.items()]

    def _count(self, row: Row, by: int) -> None:
        entry = row.entry
        if by > 0:
            self._terms.update(entry.counted)
        else:
            self._terms.subtract(entry.counted)
        for name in entry.facets:
            self._facets[name] += by
        for heading in entry.headings:
            _, weight, n = self._headings.get(heading.identity, _NEW)
            weight += by * weight_of(heading, row.title)
            self._headings[heading.identity] = (heading.runs, weight, n + by)

    def _values(self, row: Row) -> tuple[object, ...]:
        entry = row.entry
        codes = {name: self._codes.get(name) or self._new_code(name) for name in entry.facets}
        return (
            *row.bib(0)[1:],
            entry.folded,
            row.title.year,
            entry.reading,
            "".join(code for name, code in codes.items() if is_brief(name)),
            " ".join(codes.values()),
            *entry.grams,
            *entry.runs,
            entry.exact,
        )

    def _new_code(self, name: str) -> str:
        code = facet_code(len(self._codes))
        self._codes[name] = code
        return code

    def _flush_terms(self) -> None:
        self._db.executemany("INSERT INTO stage.df VALUES (?, ?)", self._terms.items())
        self._terms.clear()

    def _flush_headings(self) -> None:
        self._db.executemany(_PUT_HEADING, [(*key, *held) for key, held in self._headings.items()])
        self._headings.clear()
