"""Names and weights of what is counted in a catalogue, shared by build and change."""

from kiosk.catalogue.entry import HeadingEntry
from kiosk.catalogue.records import Title

HeadingKey = tuple[str, str, str, str]
"""text, kind, kana, key: what makes two headings one."""
_FIRST_FACET = 0xE100
_FACETS_IN_FIRST = 0x1700
_SECOND_FACET = 0xF0000


def facet_code(number: int) -> str:
    """Facets are single private-use characters, given out in order of appearance (from 0)."""
    if number < _FACETS_IN_FIRST:
        return chr(_FIRST_FACET + number)
    return chr(_SECOND_FACET + number)


def weight_of(heading: HeadingEntry, title: Title) -> int:
    """What one title adds to the weight of its heading.

    A subject stands on so many titles that it would drown every name without being held back.
    """
    asked = title.popularity + 1
    return asked if heading.subject else asked * 8


def is_brief(name: str) -> bool:
    """Whether results are counted by this facet: kind, branch and free copy are, the rest not."""
    return name.startswith(("kind:", "branch:", "free"))
