"""Lays rows of titles in order of rank, a stretch at a time; in a process of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.catalogue import rowfile
from kiosk.catalogue.counts import weight_of
from kiosk.catalogue.entry import headings_of
from kiosk.catalogue.parts import part
from kiosk.catalogue.records import TITLE
from kiosk.catalogue.rowfile import Numbers, RowFile
from kiosk.catalogue.rows import Packing
from kiosk.catalogue.stretch import Offered

Docids = Numbers
"""Where titles stand, by their numbers."""
GONE = 0xFFFFFFFF
"""Instead of a docid, of a title that came again."""


@dataclass(frozen=True, slots=True)
class ToLay:
    """What to do: lay the rows of these titles, which lie in `files`, at these docids; `sample` is
    what records are compressed against, `out` is where the rows go."""

    files: Sequence[RowFile]
    numbers: Numbers
    docids: Docids
    sample: bytes
    out: Path


def lay(task: ToLay) -> Path:
    """Do it; where the rows are then."""
    pack = Packing(task.sample).pack
    rows = rowfile.read(task.files, task.numbers)
    laid = list(zip(task.docids.tolist(), rows, strict=True))
    with part(task.out, "bib", "brief") as db:
        # No None and no bytes: the driver would look for ways to adapt them.
        db.executemany(
            "INSERT INTO bib VALUES (?, ?, ?, nullif(?, 0), ?, ?)",
            (
                (docid, name, score, isbn or 0, holds, bytearray(pack(record)))
                for docid, ((name, score, isbn, holds), record, _, _) in laid
            ),
        )
        db.executemany(
            "INSERT INTO brief VALUES (?, ?, ?)",
            ((docid, letters, forms) for docid, (_, _, letters, forms) in laid),
        )
    return task.out


@dataclass(frozen=True, slots=True)
class ToTakeBack:
    """Titles that came again later, of which nothing may stay."""

    files: Sequence[RowFile]
    numbers: Numbers


def take_back(task: ToTakeBack) -> list[Offered]:
    """The headings they offered, with weights that take them away."""
    return list(_offered(task))


def _offered(task: ToTakeBack) -> Iterator[Offered]:
    for _, record, _, _ in rowfile.read(task.files, task.numbers):
        title = TITLE.validate_json(record)
        for one in headings_of(title):
            yield *one.identity, one.opening, one.runs, -weight_of(one, title), -1
