"""A ledger in a throw-away folder, and requests to put into it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.circulation.facts import Contact
from kiosk.circulation.messages import HoldBody, Proof, RequestKind
from kiosk.store.identity import Identity
from kiosk.store.ledger import Draft, Ledger
from kiosk.store.uuid7 import uuid7
from tests.fakes import START, FakeClock

KEY = b"k" * 32
IDENTITY = Identity("t-1", 3, 1, "murakami", "chuo", "00", "00", "i-1")


@pytest.fixture
def clock() -> FakeClock:
    """A Tuesday morning."""
    return FakeClock()


@pytest.fixture
def ledger(tmp_path: Path, clock: FakeClock) -> Iterator[Ledger]:
    """A new ledger."""
    made = Ledger.create(tmp_path, KEY, IDENTITY, clock)
    yield made
    made.close()


@pytest.fixture
def reopen(tmp_path: Path, clock: FakeClock) -> Iterator[Callable[[], Ledger]]:
    """Opens the ledger of the folder anew."""
    opened: list[Ledger] = []

    def again() -> Ledger:
        opened.append(Ledger.open(tmp_path, KEY, clock))
        return opened[-1]

    yield again
    for one in opened:
        one.close()


def draft(title: str = "T1", tag: str = "tag", card: str = "10000001") -> Draft:
    """A hold that somebody asks for."""
    body = HoldBody(title=title, pickup="chuo", contact=Contact.PHONE)
    return Draft(uuid7(START), RequestKind.HOLD, Proof.ONLINE, card, body, tag)
