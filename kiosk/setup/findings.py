"""What is told to staff of this terminal: on the command line, and on their page of the screen.

Each thing is a plain sentence in both languages, with what to do where something is to be done.
No finding names a patron, a title or an address.
"""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Told:
    """What is, and what staff should do about it (empty where nothing), in both languages."""

    japanese: str
    english: str
    todo: str = ""
    todo_english: str = ""

    @property
    def sentence(self) -> str:
        """All of it on one line, for the command line."""
        return f"{self.japanese}{self.todo} / {f'{self.english} {self.todo_english}'.strip()}"


class Topic(StrEnum):
    """What is looked at."""

    CENTRAL = "central"  # whether it answers, and takes this terminal
    REQUESTS = "requests"  # what waits to be sent
    LEDGER = "ledger"  # whether what was confirmed is whole
    CLOCK = "clock"
    CATALOGUE = "catalogue"  # how old what patrons search is
    PROFILE = "profile"  # the library's rules in force
    KEYS = "keys"
    DISK = "disk"
    SCANNER = "scanner"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `fit` None: worth a look, but the terminal works."""

    what: Topic
    fit: bool | None
    told: Told

    @property
    def text(self) -> str:
        """All that is told of it, on one line."""
        return self.told.sentence
