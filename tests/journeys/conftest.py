"""One player per library, each in a fresh world.

A world is begun once per library and then copied: what enrolment leaves is always the same.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.journeys.player import Player, playing

Begin = Callable[[str], AbstractContextManager[Player]]


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The folder of a world that was begun and left, by library."""
    folder = tmp_path_factory.mktemp("begun")

    def of(library: str) -> Path:
        data = folder / library
        if not data.exists():
            with playing(library, data):
                pass
        return data

    return of


@pytest.fixture
def begin(begun: Callable[[str], Path], tmp_path: Path) -> Begin:
    """A fresh world of a library."""

    def fresh(library: str) -> AbstractContextManager[Player]:
        data = tmp_path / library
        shutil.copytree(begun(library), data)
        return playing(library, data)

    return fresh


@pytest.fixture
def murakami(begin: Begin) -> Iterator[Player]:
    with begin("murakami") as player:
        yield player


@pytest.fixture
def niiza(begin: Begin) -> Iterator[Player]:
    with begin("niiza") as player:
        yield player


@pytest.fixture
def hitachiota(begin: Begin) -> Iterator[Player]:
    with begin("hitachiota") as player:
        yield player


@pytest.fixture
def omitama(begin: Begin) -> Iterator[Player]:
    with begin("omitama") as player:
        yield player


@pytest.fixture
def okayama(begin: Begin) -> Iterator[Player]:
    with begin("okayama") as player:
        yield player
