"""Centrals in throw-away folders, with a clock that stands and a cheap Argon2."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from central.app import Central
from kiosk.catalogue.records import Copy, Title
from kiosk.circulation.facts import Kind, Patron
from kiosk.circulation.sealing import Cost
from tests.fakes import FakeClock
from tests.unit.central.kiosk import SmallTerminal

CHEAP = Cost(1, 8, 1)
Opener = Callable[..., Central]


@pytest.fixture
def clock() -> FakeClock:
    """A Tuesday morning."""
    return FakeClock()


@pytest.fixture
def open_central(tmp_path: Path, clock: FakeClock) -> Iterator[Opener]:
    """Opens centrals; the same folder again goes on where it stopped."""
    opened: list[Central] = []

    def open_one(library: str | None = "murakami", folder: str = "central") -> Central:
        central = Central.open(tmp_path / folder, clock, cost=CHEAP, library=library)
        opened.append(central)
        return central

    yield open_one
    for central in opened:
        central.close()


@pytest.fixture
def central(open_central: Opener) -> Central:
    """Murakami, with a few titles and patrons."""
    made = open_central()
    for number in range(1, 5):
        made.ils.put_title(Title(f"T{number}", f"本{number}", copies=(Copy(f"C{number}", "chuo"),)))
    made.ils.put_title(Title("E", "写真集", kind=Kind.BOOK))
    for card in ("1001", "1002", "1003"):
        made.ils.put_patron(
            Patron(card, "利用者", born=date(1980, 5, 6), phone="0254000000"), "4729"
        )
    return made


@pytest.fixture
def terminal(central: Central) -> SmallTerminal:
    """A terminal in the central library."""
    return SmallTerminal(central, "chuo")
