"""Where a title stands: everything that the index has it under, as whole numbers. Pure.

The same pieces as `terms` tells of one text; those of letters that come again and again are kept.
"""

from functools import lru_cache

from kiosk.catalogue.entry import FORM, Column, Entry, HeadingEntry
from kiosk.catalogue.terms import (
    GRAM,
    HEAD,
    START,
    drawer,
    key_of,
    prefixes,
    windows,
    within,
)

COLUMN_BITS = 3
"""A stand is a key and, in its lowest bits, the number of a column."""
_KEPT = 50_000
_COLUMNS_KEPT = 2_000
"""Names and publishers come again soon, or not."""


def stand(key: int, col: int = 0) -> int:
    """Under a key, in a column."""
    return key << COLUMN_BITS | col


def of_entry(entry: Entry) -> set[int]:
    """Where a title stands by its texts."""
    found = _starting(HEAD, entry.opening)
    found.update(map(stand, entry.named))
    for col, column in enumerate(entry.columns):
        if column is not None:
            found.update([at | col for at in _of_column(column)])
    return found


def of_heading(heading: HeadingEntry) -> set[int]:
    """Where a heading stands that is offered."""
    found = _starting(HEAD, heading.opening) | _starting(START, heading.runs)
    found.add(_drawer(heading.identity[3]))
    return found


@lru_cache(maxsize=_COLUMNS_KEPT)
def _of_column(column: Column) -> tuple[int, ...]:
    found = {at for window in windows(column.forms) for at in _within(window)}
    found.update(map(_drawer, column.wholes))
    return tuple(found | _starting(START, column.runs))


def _starting(mark: int, runs: str) -> set[int]:
    return {at for run in runs.split(FORM) for at in _prefixes(mark, run)} if runs else set()


@lru_cache(maxsize=_KEPT)
def _within(window: str) -> tuple[int, ...]:
    return tuple([stand(key_of(GRAM, piece)) for piece in within(window)])


@lru_cache(maxsize=_KEPT)
def _prefixes(mark: int, run: str) -> tuple[int, ...]:
    return tuple([stand(key_of(mark, start)) for start in prefixes((run,))])


@lru_cache(maxsize=_KEPT)
def _drawer(whole: str) -> int:
    return stand(drawer(whole))
