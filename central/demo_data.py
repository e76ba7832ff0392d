"""The demo's own titles and people, laid into any library, and titles generated in any number.

All facts come from resources/demo; everything is computed from the moment given and a seed, so
that the same day always shows the same library. Patrons are invented. `title` of a Title carries
its volume as a patron reads it (「1Q84 BOOK 1」), with `series` 「1Q84」 and `volume` 「BOOK 1」.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from central.app import Central
from kiosk.catalogue.records import Title
from kiosk.circulation.library import Library


@dataclass(frozen=True, slots=True)
class DemoPatron:
    """A card to try the terminal with, and what is to be seen there."""

    card: str
    secret: str
    shows: str


@dataclass(frozen=True, slots=True)
class DemoReport:
    """How much was laid."""

    titles: int
    copies: int
    patrons: int
    loans: int
    holds: int


def works(library: Library, base: date) -> tuple[Title, ...]:
    """The demo's titles with their copies in the library's branches."""
    raise NotImplementedError


def cards(library: Library, base: date) -> tuple[DemoPatron, ...]:
    """The cards worth trying, best first."""
    raise NotImplementedError


def load(central: Central, at: datetime, library: Library) -> DemoReport:
    """Lay titles, patrons, loans and holds. A second call changes nothing."""
    raise NotImplementedError


def generate(n: int, seed: int, branches: Sequence[str], base: date) -> Iterator[Title]:
    """`n` likely titles, one at a time and the same for the same seed; any number up to 5 million."""
    raise NotImplementedError
