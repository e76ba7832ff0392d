"""Common words, places and names with their readings, from which titles are generated.

They stand in resources/demo/words.toml; here they are only read.
"""

import tomllib
from pathlib import Path
from typing import NamedTuple

_FILE = Path(__file__).resolve().parents[1] / "resources" / "demo" / "words.toml"


class Word(NamedTuple):
    """A word, its reading in katakana, and its class where it is a topic."""

    text: str
    kana: str
    ndc: str = ""


class Words(NamedTuple):
    """All lists of the file. `joints` join two nouns of a novel's title."""

    heads: tuple[Word, ...]
    endings: tuple[Word, ...]
    joints: tuple[Word, ...]
    places: tuple[Word, ...]
    topics: tuple[Word, ...]
    forms: tuple[Word, ...]
    family: tuple[Word, ...]
    given: tuple[Word, ...]
    publishers: tuple[Word, ...]
    series: tuple[Word, ...]


def read() -> Words:
    """The lists, as they stand in the file."""
    told = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Words(*(_words(told[name]) for name in Words._fields))


def _words(told: str) -> tuple[Word, ...]:
    return tuple(Word(*one.replace("_", " ").split(":")) for one in told.split())
