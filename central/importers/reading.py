"""Recognise a file, read it record by record, and put what is good into the catalogue.

Titles go out in batches so that a file of any size needs little memory. A record is never repaired
by guessing: it is read, or it is set aside with where it stands and why.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.catalogue.records import Title

Put = Callable[[Sequence[Title]], object]
"""Takes one batch of titles; the same id again updates the title."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """One record that could not be taken. `position` is for people: 「record 3, byte 2050」."""

    position: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came of one file. `with_reading`: imported titles that carry a reading of their own."""

    read: int
    imported: int
    with_reading: int
    set_aside: tuple[SetAside, ...]

    @property
    def exit_status(self) -> int:
        """0: all in; 3: some set aside; 1: nothing usable."""
        raise NotImplementedError


def read(path: Path, table_map: str | Path | None = None) -> Iterator[Title | SetAside]:
    """Each record of a file as a title, or as why it was set aside. OSError where unreadable."""
    raise NotImplementedError


def run(
    path: Path,
    put: Put,
    *,
    table_map: str | Path | None = None,
    copies_at: str | None = None,
    progress: Callable[[int, int], None] | None = None,
    batch: int = 1000,
) -> ImportReport:
    """Read a file and put its titles. `copies_at`: one copy at that branch for titles without.

    `progress` is called with bytes done and bytes in all.
    """
    raise NotImplementedError
