"""Says on the standard error output how far a long work of the bench has come."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
_EVERY_S = 10.0


def say(text: str) -> None:
    """One line for a person; the standard output is for the report alone."""
    print(text, file=sys.stderr, flush=True)


def teller(
    name: str,
    whole: int,
    clock: Callable[[], float] = time.monotonic,
    tell: Callable[[str], None] = say,
) -> Callable[[int], None]:
    """To be called with how many of `whole` are done, as often as one likes."""
    begun: list[float] = []
    told = 0.0

    def progress(done: int) -> None:
        nonlocal told
        now = clock()
        if not begun:  # what was to be done before the first is no measure of the others
            begun.append(now)
            told = now
        elif done and now - told > _EVERY_S:
            told = now
            left = (now - begun[0]) * (whole - done) / done
            tell(f"  {name}: {done:,} of {whole:,}, about {left:.0f} s more")

    return progress


def counted(name: str, whole: int, source: Iterable[T]) -> Iterator[T]:
    """Hand `source` on, and say now and then how much of `whole` has gone by."""
    progress = teller(name, whole)
    for at, one in enumerate(source):
        if at % 256 == 0:
            progress(at)
        yield one
