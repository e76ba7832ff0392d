"""What stands ready to be leafed through: what is asked for most, and the themes of the staff.

Frozen values, made by the central and carried whole with the catalogue, never in part: the
rankings, counted over days that they name, and each theme with the titles staff chose for it.
Nothing of a patron is ever in here.
"""

from dataclasses import dataclass
from datetime import date

from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Ranking:
    """Ids of titles, the most asked for first, counted over the days `first` to `last`."""

    first: date
    last: date
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """Titles that staff put together, in their order. `name`, `text`: Japanese; `english`,
    `text_english`: the same in English. Shown from `first` to `last`, both included, where they are
    given; at `branch`, or everywhere where that is empty."""

    id: str
    name: str
    english: str
    titles: tuple[str, ...]
    text: str = ""
    text_english: str = ""
    first: date | None = None
    last: date | None = None
    branch: str = ""

    def shown(self, branch: str, day: date) -> bool:
        """Whether it stands at this branch on this day."""
        begun = self.first is None or self.first <= day
        over = self.last is not None and self.last < day
        return self.branch in ("", branch) and begun and not over


@dataclass(frozen=True, slots=True)
class Standing:
    """All of it. A ranking is None where the central has counted nothing."""

    most_lent: Ranking | None = None
    most_held: Ranking | None = None
    themes: tuple[Theme, ...] = ()


STANDING = TypeAdapter(Standing)
