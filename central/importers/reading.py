"""Recognise a file, read it record by record, and hand what is good to the catalogue.

A record is never repaired by guessing: it is read, or it is set aside with where it stands and why.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from central.importers.loading import ImportReport, Loader, Put, ReadAloud
from central.importers.marc import read_marc
from central.importers.marcxml import read_marcxml
from central.importers.records import CutShort, NothingIn, SetAside
from central.importers.tables import read_table
from kiosk.catalogue.records import Title

_MARC = re.compile(rb"[\xef\xbb\xbf\s\x00]{0,64}\d{5}[ -~]{5}[ -~]{2}\d{5}[ -~]{7}")


_LEADER = re.compile(rb"\d{5}[ -~]{5}[ -~]{2}\d{5}[ -~]{7}")
_NEVER_IN_TEXT = re.compile(rb"[\x00-\x08\x0e-\x19\x1c\x7f]")
_BLANK = b"\xef\xbb\xbf\r\n\t \x1a"
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


def recognise(path: Path) -> Format:
    """How a file is written, from its beginning and its name. OSError where unreadable,
    NothingIn where it is empty, NotKnown where it is neither text nor has a leader anywhere."""
    with path.open("rb") as file:
        start = file.read(4096)
        if not start.strip(_BLANK) and not file.read(1):
            raise NothingIn("空のファイルです。 / The file is empty.")
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
    file: BinaryIO,
    form: Format,
    table_map: str | Path | None,
    branches: Mapping[str, str],
    copies_at: str | None,
) -> Iterator[Title | SetAside]:
    if form is Format.MARC:
        return read_marc(file)
    if form is Format.MARCXML:
        return read_marcxml(file)
    only = set(branches.values()) if len(set(branches.values())) == 1 else {""}
    return read_table(file, table_map, branches, copies_at or only.pop())


def run(
    path: Path,
    put: Put,
    *,
    table_map: str | Path | None = None,
    copies_at: str | None = None,
    branches: Mapping[str, str] = MappingProxyType({}),
    read_aloud: ReadAloud | None = None,
    progress: Callable[[int, int], None] | None = None,
    batch: int = 1000,
    report: ImportReport | None = None,
) -> ImportReport:
    """Read a file and put its titles. `copies_at`: the branch of a table's copies that name
    none (else the only branch there is), and of one copy for titles without; `read_aloud`: how a
    title is read whose record does not say it.

    `branches`: ids of the library's branches by what a table may call them; a row that names
    another is set aside. Empty: taken as it stands. OSError where the file cannot be read; NotKnown
    where it is of no known form; NoMap or BadMap where a table has no map that fits; CutShort, with
    what came put, where the file breaks off; NothingIn where it has no record.

    `progress` is called after each batch with bytes done and bytes in all; `report` is counted in,
    for who must know what came in where `put` breaks off.
    """
    report = report or ImportReport()
    loader = Loader(put, report, copies_at=copies_at, read_aloud=read_aloud, batch=batch)
    form, size = recognise(path), path.stat().st_size
    with path.open("rb") as file:
        try:
            for one in _reader(file, form, table_map, branches, copies_at):
                if loader.take(one) and progress:
                    progress(file.tell(), size)
        except CutShort:
            loader.flush()
            raise
        loader.flush()
    if not report.read:
        raise NothingIn("見出しのほかに何もないファイルです。 / The file holds no record.")
    if progress:
        progress(size, size)
    return report
