"""Says on the standard error output how far a long work of the bench has come."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
_EVERY_S = 10.0


def say(text: str) -> None:
    """One line for a person; the standard output is for the report alone."""
    print(text, file=sys.stderr, flush=True)


def counted(name: str, whole: int, source: Iterable[T]) -> Iterator[T]:
    """Hand `source` on, and say now and then which share of `whole` has gone by."""
    begun = told = time.monotonic()
    for at, one in enumerate(source):
        if at == 0:  # what was to be done before the first is no measure of the others
            begun = told = time.monotonic()
        elif at % 256 == 0 and time.monotonic() - told > _EVERY_S:
            told = time.monotonic()
            left = (told - begun) * (whole - at) / at
            say(f"  {name}: {at:,} of {whole:,}, about {left:.0f} s more")
        yield one
