"""The catalogue that is measured on: generated titles, laid into a central as an import would."""

from collections.abc import Callable, Iterator
from datetime import date

from central.app import Central
from central.demo_data import generate
from demo.arguments import CannotStart
from demo.world import World
from kiosk.catalogue.records import Title

NEWEST = date(2026, 11, 24)
"""The day the newest title came."""


def titles_of(number: int, seed: int, branches: list[str]) -> Iterator[Title]:
    """The same titles for the same number and seed."""
    return generate(number, seed, branches, NEWEST)


def laying(number: int, seed: int) -> Callable[[Central], object]:
    """What lays `number` titles into a new central and builds the snapshot terminals fetch."""

    def lay(central: Central) -> None:
        branches = [branch.id for branch in central.library.branches]
        central.catalogue.put(titles_of(number, seed, branches))
        central.catalogue.snapshot()

    return lay


def require_catalogue(world: World, number: int) -> None:
    """CannotStart unless the terminal has the whole catalogue: nothing is faster than none."""
    catalogue = world.terminal.shelf.reader()
    if catalogue is None or catalogue.count != number:
        raise CannotStart("the terminal has not got its catalogue")
