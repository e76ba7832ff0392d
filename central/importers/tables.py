"""Read a table (CSV or TSV) with a column map: which column holds what, in a small TOML file.

Delimiter and encoding (UTF-8, UTF-16 with BOM, CP932) are found by looking. A cell may hold line
breaks. A row that cannot be taken is set aside with its line; it never shifts the rows after it,
and a quote that is not closed never swallows them.
"""

import codecs
import csv
import io
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO

from central.importers.columns import ColumnMap, find_map, load_map
from central.importers.names import Names
from central.importers.records import NotATitle, Note, SetAside
from kiosk.catalogue.records import Title

if TYPE_CHECKING:
    from _csv import Reader

_SAMPLE = 1 << 20
_LONGEST_CELL = 1 << 20
_LONGEST_ROW = 1 << 21
_MOST_LINES = 1000
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))

_NO_ROW = NotATitle("表として読めない行です。", "it is no row of a table.")
_OPEN = NotATitle("引用符が閉じていない行です。", "a quote in it is not closed.")
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


def read_table(
    file: BinaryIO,
    table_map: str | Path | None = None,
    branches: Mapping[str, str] = MappingProxyType({}),
    here: str = "",
) -> Iterator[Title | SetAside]:
    """Each row of a table as a title or as why it was set aside. NoMap where no map fits.

    `branches`: ids of the library's branches by what a cell may say; empty: as it stands;
    `here`: the branch of a copy whose row names none.
    """
    sample = file.read(_SAMPLE)
    file.seek(0)
    form = sniff(sample)
    stream = io.TextIOWrapper(file, form.encoding, errors=_MARK_BROKEN, newline="")
    csv.field_size_limit(_LONGEST_CELL)
    lines = _Lines(stream)
    rows = csv.reader(lines, delimiter=form.delimiter)
    try:
        heading = _heading(rows)
        column_map = _map_for(heading, table_map)
        as_title = partial(column_map.as_title, branches=branches, here=here)
        ids = frozenset(branches.values())
        yield from _rows(rows, lines, heading, as_title, column_map.notes, ids)
    finally:
        stream.detach()


def _heading(rows: "Reader") -> list[str]:
    try:
        return [cell.strip().lstrip("\ufeff") for cell in next(rows, [])]
    except csv.Error:
        return []


def _map_for(heading: Sequence[str], named: str | Path | None) -> ColumnMap:
    """The map that was named, or the ready one that fits; NoMap where it does not."""
    column_map = load_map(named) if named is not None else find_map(heading)
    if column_map is None:
        raise NoMap(
            "この表の見出しに合う対応表がありません。「書名」の列は必ず要ります。見出しを"
            "「書名」「書名ヨミ」「著者」「出版者」「出版年」「分類」「ISBN」などにするか、"
            "--map で対応表（TOML）を指定してください（手本は resources/importers/nihongo.toml）。"
            " / No column map fits this table's heading: it needs 書名 at least. Name its columns"
            " 書名, 書名ヨミ, 著者 …, or give a column map with --map"
            " (resources/importers/nihongo.toml is one to copy)."
        )
    if missing := column_map.missing(heading):
        raise NoMap(
            f"対応表にある列「{missing}」が、表の見出しにありません。"
            f" / The heading lacks the column {missing} of the column map."
        )
    return column_map


class _Lines:
    """The lines of a stream for one reader of rows, none longer than it can hold.

    A file without a line end, or a quote that is never closed, costs its row and no memory.
    """

    def __init__(self, stream: io.TextIOWrapper) -> None:
        self._stream = stream
        self._room = _LONGEST_ROW
        self._again: deque[str] = deque()
        self._ended = False
        self.row: list[str] = []
        """Lines of this row so far."""
        self.number = 0
        """Lines so far."""

    def __iter__(self) -> "_Lines":
        return self

    def new_row(self) -> None:
        """The next line begins a row."""
        self._room = _LONGEST_ROW
        self._ended = False
        self.row = []

    @property
    def doubtful(self) -> bool:
        """Whether a quote may have swallowed what belongs to other rows, or the file's end."""
        return len(self.row) > 1 or (self._ended and bool(self.row))

    def only_first(self) -> None:
        """This row was its first line: what came after is read again."""
        self._again.extendleft(reversed(self.row[1:]))
        self.number -= len(self.row[1:])

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._stream.readline(_LONGEST_ROW)
        if not line:
            self._ended = True
            raise StopIteration
        self.number += 1
        self._room -= len(line)
        if len(line) >= _LONGEST_ROW:
            while line and not line.endswith(("\n", "\r")):
                line = self._stream.readline(_LONGEST_ROW)
            line = _BROKEN
        self.row.append(line)
        if self._room <= 0 or len(self.row) > _MOST_LINES:
            raise csv.Error("a row without an end")
        return line


def _rows(
    rows: "Reader",
    lines: _Lines,
    heading: Sequence[str],
    as_title: Callable[[Mapping[str, str]], Title],
    notes: Callable[[Mapping[str, str], Title], Iterable[Note]],
    branches: Collection[str],
) -> Iterator[Title | SetAside]:
    number = 0
    with Names() as names:
        for line, cells in _cells(rows, lines):
            number += 1
            told: tuple[Note, ...] = ()
            try:
                if isinstance(cells, NotATitle):
                    raise cells
                row = _row(cells, heading)
                title = as_title(row)
                told = tuple(notes(row, title))
                _check_branch(title, branches)
                names.check(title)
                names.check_copies(title, line)
            except NotATitle as why:
                yield SetAside.at_line(number, line, why.beside(told))
            else:
                yield from (note.at_line(number, line) for note in told)
                yield title


def _check_branch(title: Title, branches: Collection[str]) -> None:
    """NotATitle where a copy stands at no branch of the library: without the copy it would be a
    title that nobody can borrow."""
    for copy in title.copies:
        if branches and copy.branch not in branches:
            raise NotATitle(
                f"所蔵館「{copy.branch}」は、この図書館にありません。",
                f"this library has no branch {copy.branch}.",
            )


def _cells(rows: "Reader", lines: _Lines) -> Iterator[tuple[int, Sequence[str] | NotATitle]]:
    """Each row that says anything with its first line; why, where it cannot be read."""
    while True:
        line = lines.number + 1
        lines.new_row()
        try:
            cells = next(rows)
            if lines.doubtful:
                # Well-formed to the letter, or else its quote was not meant to reach so far.
                next(csv.reader(lines.row, delimiter=rows.dialect.delimiter, strict=True))
        except StopIteration:
            return
        except csv.Error:
            yield line, _OPEN if lines.doubtful else _NO_ROW
            lines.only_first()
            continue
        if any(cell.strip() for cell in cells):
            yield line, cells


def _row(cells: Sequence[str], heading: Sequence[str]) -> dict[str, str]:
    if len(cells) > len(heading) and any(cell.strip() for cell in cells[len(heading) :]):
        raise NotATitle(
            f"列が{len(cells)}あり、見出しの{len(heading)}より多い行です。",
            f"it has {len(cells)} columns, and the heading {len(heading)}.",
        )
    if any(_BROKEN in cell for cell in cells):
        raise NotATitle("文字コードが壊れた行です。", "its characters are damaged.")
    return {name: cell.strip() for name, cell in zip(heading, cells, strict=False) if name}
