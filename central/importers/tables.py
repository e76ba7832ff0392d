"""Read a table (CSV or TSV) with a column map: which column holds what, in a small TOML file.

Delimiter and encoding (UTF-8, UTF-16 with BOM, CP932) are found by looking. A cell may hold line
breaks. A row that cannot be taken is set aside with its line; it never shifts the rows after it.
"""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from central.importers.columns import ColumnMap, NotARow, find_map, load_map
from central.importers.records import SetAside
from kiosk.catalogue.records import Title

if TYPE_CHECKING:
    from _csv import Reader

_SAMPLE = 1 << 20
_LONGEST_CELL = 1 << 20
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


_BROKEN = "\udcff"
_MARK_BROKEN = "shirabe-mark-broken"


def _mark_broken(error: UnicodeError) -> tuple[str, int]:
    """A sign in the place of bytes that are no text, in every encoding: its row is set aside.

    Python's own `surrogateescape` knows nothing of a lone surrogate in UTF-16.
    """
    if isinstance(error, UnicodeDecodeError):
        return _BROKEN, error.end
    raise error


codecs.register_error(_MARK_BROKEN, _mark_broken)


class NoMap(ValueError):  # noqa: N818 - says what is missing
    """No column map fits the table's heading; the text is fit to be printed."""


@dataclass(frozen=True, slots=True)
class Form:
    """How a table is written."""

    encoding: str
    delimiter: str


def sniff(sample: bytes) -> Form:
    """Encoding and delimiter, from the beginning of a file."""
    encoding = next((name for bom, name in _BOMS if sample.startswith(bom)), "")
    if not encoding:
        encoding = "utf-8" if _is_utf8(sample) else "cp932"
    heading = sample.decode(encoding, "replace").lstrip("\ufeff\r\n").splitlines()[:1]
    first = heading[0] if heading else ""
    return Form(encoding, max(("\t", ",", ";"), key=first.count))


def _is_utf8(sample: bytes) -> bool:
    """UTF-8 with a broken row here and there is still UTF-8: CP932 misfits nearly everywhere."""
    utf8, cp932 = _misfits(sample, "utf-8"), _misfits(sample, "cp932")
    foreign = sum(byte > 0x7F for byte in sample)
    return utf8 <= cp932 or utf8 * 50 <= foreign


def _misfits(sample: bytes, encoding: str) -> int:
    """Characters that do not fit; one that the sample's end cuts off is not counted."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    return decoder.decode(sample).count("\ufffd")


def read_table(file: BinaryIO, table_map: str | Path | None = None) -> Iterator[Title | SetAside]:
    """Each row of a table as a title or as why it was set aside. NoMap where no map fits."""
    sample = file.read(_SAMPLE)
    file.seek(0)
    form = sniff(sample)
    stream = io.TextIOWrapper(file, form.encoding, errors=_MARK_BROKEN, newline="")
    csv.field_size_limit(_LONGEST_CELL)
    rows = csv.reader(stream, delimiter=form.delimiter)
    heading = [cell.strip().lstrip("\ufeff") for cell in next(rows, [])]
    column_map = load_map(table_map) if table_map is not None else find_map(heading)
    if column_map is None:
        raise NoMap(
            "この表の見出しに合う対応表がありません。見出しを「書名」「書名ヨミ」「著者」"
            "「出版者」「出版年」「分類」「ISBN」などにするか、--map で対応表（TOML）を"
            "指定してください（手本は resources/importers/nihongo.toml）。"
        )
    if missing := column_map.missing(heading):
        raise NoMap(f"対応表にある列「{missing}」が、表の見出しにありません。")
    try:
        yield from _rows(rows, heading, column_map)
    finally:
        stream.detach()


def _rows(
    rows: "Reader", heading: Sequence[str], column_map: ColumnMap
) -> Iterator[Title | SetAside]:
    number, last_line = 0, 1
    while True:
        line = last_line + 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error:
            number += 1
            last_line = rows.line_num
            yield SetAside(f"{number}件目（{line}行目）", "表として読めない行です。")
            continue
        last_line = rows.line_num
        if not any(cell.strip() for cell in cells):
            continue
        number += 1
        try:
            yield column_map.as_title(_row(cells, heading))
        except NotARow as why:
            yield SetAside(f"{number}件目（{line}行目）", str(why))


def _row(cells: Sequence[str], heading: Sequence[str]) -> dict[str, str]:
    if len(cells) > len(heading) and any(cell.strip() for cell in cells[len(heading) :]):
        raise NotARow(f"列が{len(cells)}あり、見出しの{len(heading)}より多い行です。")
    if any(_BROKEN in cell for cell in cells):
        raise NotARow("文字コードが壊れた行です。")
    return {name: cell.strip() for name, cell in zip(heading, cells, strict=False) if name}
