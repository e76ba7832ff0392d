"""A title as rows: the values that a build and a change write alike."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from kiosk.catalogue.entry import Entry, entry_of
from kiosk.catalogue.fold import fold
from kiosk.catalogue.records import TITLE, Title


@dataclass(frozen=True, slots=True)
class Row:
    """One title, ready to be written; `facets` still by name."""

    title: Title
    data: str
    score: int
    isbn: str | None
    series: str | None
    entry: Entry

    def bib(self, docid: int) -> tuple[object, ...]:
        """The values of its row in `bib`."""
        title = self.title
        return (
            docid,
            title.id,
            self.score,
            self.isbn,
            self.series,
            _iso(title.added),
            title.popularity,
            title.holds,
            self.data,
        )


def row_of(title: Title) -> Row:
    """Everything that is written for `title`."""
    return Row(
        title=title,
        data=TITLE.dump_json(title, exclude_defaults=True).decode(),
        score=score_of(title),
        isbn=isbn_key(title.isbn),
        series=fold(title.series) or None,
        entry=entry_of(title),
    )


def score_of(title: Title) -> int:
    """Larger stands first: asked for more often, then newer."""
    year = min(max(title.year or 0, 0), 9999)
    return title.popularity * 10_000 + year


def isbn_key(text: str) -> str | None:
    """An ISBN as thirteen digits, whichever form it came in; None where it is none."""
    bare = re.sub(r"[^0-9X]", "", unicodedata.normalize("NFKC", text).upper())
    if re.fullmatch(r"\d{13}", bare):
        return bare
    if not re.fullmatch(r"\d{9}[\dX]", bare):
        return None
    digits = "978" + bare[:9]
    total = sum(int(one) * (3 if at % 2 else 1) for at, one in enumerate(digits))
    return digits + str(-total % 10)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
