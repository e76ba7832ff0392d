"""What the rows of titles are made of, on its way from those who read titles, in order of coming,
to those who lay rows in order of rank.
"""

import marshal
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kiosk.catalogue.rows import Marks

Row = tuple[Marks, bytes, str, str]
"""Marks, record, filters as letters, folded text."""
Numbers = NDArray[np.uint32]
"""Titles by their numbers in order of coming."""


@dataclass(frozen=True, slots=True)
class RowFile:
    """Rows of `count` titles that came one behind the other; the number of the first. Behind them
    stands where each begins, and the last ends."""

    file: Path
    first: int
    count: int

    def read(self, numbers: Numbers) -> Iterator[Row]:
        """Those with these numbers, of which all are here."""
        with self.file.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as rows:
            words = self.count + 1
            ats = np.frombuffer(rows, np.int64, words, len(rows) - words * 8).copy()
            here = numbers - np.uint32(self.first)
            for start, end in zip(ats[here].tolist(), ats[here + 1].tolist(), strict=True):
                # Our own file of a minute ago, in a folder of our own.
                yield marshal.loads(rows[start:end])  # noqa: S302 - we wrote them


def write(file: Path, first: int, rows: Iterable[Row]) -> RowFile:
    """Put rows into a file."""
    ats = [0]
    with file.open("wb") as out:
        for row in rows:
            ats.append(ats[-1] + out.write(marshal.dumps(row)))
        out.write(b"\0" * (-ats[-1] % 8))
        out.write(np.array(ats, np.int64).tobytes())
    return RowFile(file, first, len(ats) - 1)


def read(files: Iterable[RowFile], numbers: Numbers) -> list[Row]:
    """What stands in files under numbers, in their order."""
    found: dict[int, Row] = {}
    order = np.argsort(numbers, kind="stable")
    sorted_numbers = numbers[order]
    for one in files:
        start, end = np.searchsorted(sorted_numbers, (one.first, one.first + one.count))
        if start < end:
            found.update(
                zip(order[start:end].tolist(), one.read(sorted_numbers[start:end]), strict=True)
            )
    return [found[at] for at in range(len(numbers))]
