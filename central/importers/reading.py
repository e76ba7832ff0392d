"""Recognise a file, read it record by record, and put what is good into the catalogue.

Titles go out in batches so that a file of any size needs little memory. A record is never repaired
by guessing: it is read, or it is set aside with where it stands and why.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from central.importers import text
from central.importers.marc import read_marc
from central.importers.marcxml import read_marcxml
from central.importers.records import SetAside
from central.importers.tables import read_table
from kiosk.catalogue.records import Copy, Title

Put = Callable[[Sequence[Title]], object]
"""Takes one batch of titles; the same id again updates the title."""

_MARC = re.compile(rb"[\xef\xbb\xbf\s\x00]{0,64}\d{5}[ -~]{5}[ -~]{2}\d{5}[ -~]{7}")


_LEADER = re.compile(rb"\d{5}[ -~]{5}[ -~]{2}\d{5}[ -~]{7}")
_NEVER_IN_TEXT = re.compile(rb"[\x00-\x08\x0e-\x19\x1c\x7f]")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class NotKnown(ValueError):  # noqa: N818 - says what a file is not
    """A picture, a workbook, a program: none of our forms; the text is fit to be printed."""

    def __init__(self) -> None:
        super().__init__(
            "MARC、MARCXML、CSV、TSV のどれでもないファイルです。表計算ソフトの表は、CSV で保存して"
            "ください。 / This file is none of MARC, MARCXML, CSV and TSV. Save a workbook as CSV."
        )


class Format(StrEnum):
    """How a file is written."""

    MARC = "marc"
    MARCXML = "marcxml"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came of one file. `with_reading`: imported titles that carry a reading of their own."""

    read: int
    imported: int
    with_reading: int
    set_aside: tuple[SetAside, ...]
    broken_off: bool = False

    @property
    def exit_status(self) -> int:
        """0: all in; 3: some set aside; 1: nothing usable, or the file was not read to its end."""
        if self.broken_off or not self.imported:
            return 1
        return 3 if self.set_aside else 0


@dataclass(slots=True)
class Tally:
    """What has come of a file so far; `imported` are those that were put."""

    read: int = 0
    imported: int = 0
    with_reading: int = 0
    set_aside: list[SetAside] = field(default_factory=list)

    def put(self, titles: Sequence[Title], put: Put) -> None:
        """Put these, then count them."""
        if titles:
            put(titles)
        self.imported += len(titles)
        self.with_reading += sum(bool(one.kana and not one.kana_generated) for one in titles)

    def report(self, *, broken_off: bool = False) -> ImportReport:
        """As it stands now."""
        aside = tuple(self.set_aside)
        return ImportReport(self.read, self.imported, self.with_reading, aside, broken_off)


def recognise(path: Path) -> Format:
    """How a file is written, from its beginning and its name. OSError where unreadable, NotKnown
    where it is neither text nor has a leader anywhere."""
    with path.open("rb") as file:
        start = file.read(4096)
    binary = _NEVER_IN_TEXT.search(start) and not start.startswith(_UTF16)
    if binary and not _LEADER.search(start):
        raise NotKnown
    if _MARC.match(start) or b"\x1e" in start or b"\x1d" in start:
        return Format.MARC
    if start.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"<"):
        return Format.MARCXML
    if path.suffix.lower() in (".mrc", ".marc", ".usmarc", ".iso2709", ".iso"):
        return Format.MARC
    return Format.TABLE


def _reader(
    file: BinaryIO, form: Format, table_map: str | Path | None, branches: Mapping[str, str]
) -> Iterator[Title | SetAside]:
    if form is Format.MARC:
        return read_marc(file)
    if form is Format.MARCXML:
        return read_marcxml(file)
    return read_table(file, table_map, branches)


def run(
    path: Path,
    put: Put,
    *,
    table_map: str | Path | None = None,
    copies_at: str | None = None,
    branches: Mapping[str, str] = MappingProxyType({}),
    progress: Callable[[int, int], None] | None = None,
    batch: int = 1000,
    tally: Tally | None = None,
) -> ImportReport:
    """Read a file and put its titles. `copies_at`: one copy at that branch for titles without.

    `branches`: ids of the library's branches by what a table may call them; a row that names
    another is set aside. Empty: taken as it stands. OSError where the file cannot be read; NotKnown
    where it is of no known form; NoMap or BadMap where a table has no map that fits.

    `progress` is called after each batch with bytes done and bytes in all; `tally` is counted in,
    for who must know what came in where `put` breaks off.
    """
    tally = Tally() if tally is None else tally
    form, size = recognise(path), path.stat().st_size
    held: list[Title] = []
    with path.open("rb") as file:
        for one in _reader(file, form, table_map, branches):
            tally.read += 1
            if isinstance(one, SetAside):
                tally.set_aside.append(one)
                continue
            held.append(_with_copy(one, copies_at))
            if len(held) >= batch:
                tally.put(held, put)
                held = []
                if progress:
                    progress(file.tell(), size)
        tally.put(held, put)
    if progress:
        progress(size, size)
    return tally.report()


def _with_copy(title: Title, branch: str | None) -> Title:
    if branch is None or title.copies:
        return title
    return replace(title, copies=(Copy(f"{title.id}-1", branch, call=_call(title)),))


def _call(title: Title) -> str:
    """The spine label of a copy nobody labelled: class, first sound of the author, volume."""
    author = title.creators[0].kana if title.creators else title.kana
    number = re.search(r"\d+", title.volume)
    cells = (title.ndc, text.first_kana(author), number.group() if number else title.volume)
    return " ".join(cell for cell in cells if cell and " " not in cell)
