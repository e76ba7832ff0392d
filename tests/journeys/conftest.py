"""One player per library, each in a fresh world."""

from collections.abc import Iterator

import pytest

from tests.journeys.player import Player, playing


@pytest.fixture
def murakami() -> Iterator[Player]:
    with playing("murakami") as player:
        yield player


@pytest.fixture
def niiza() -> Iterator[Player]:
    with playing("niiza") as player:
        yield player


@pytest.fixture
def hitachiota() -> Iterator[Player]:
    with playing("hitachiota") as player:
        yield player


@pytest.fixture
def omitama() -> Iterator[Player]:
    with playing("omitama") as player:
        yield player


@pytest.fixture
def okayama() -> Iterator[Player]:
    with playing("okayama") as player:
        yield player
