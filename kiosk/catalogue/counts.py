"""Names and weights of what is counted in a catalogue, shared by build and change."""

from collections.abc import Iterable, Iterator

from kiosk.catalogue.answers import HeadingKind
from kiosk.catalogue.entry import HeadingEntry
from kiosk.catalogue.records import Title

HeadingKey = tuple[str, str, str, str]
"""text, kind, kana, key: what makes two headings one."""
_FIRST_FACET = 0xE100
_FACETS_IN_FIRST = 0x1700
_SECOND_FACET = 0xF0000


def facet_letter(code: int) -> str:
    """Facets of a title lie as private-use characters, given out in order of appearance."""
    if code < _FACETS_IN_FIRST:
        return chr(_FIRST_FACET + code)
    return chr(_SECOND_FACET + code - _FACETS_IN_FIRST)


def narrowest(facets: Iterable[str]) -> list[str]:
    """The facets from which `widened` makes all again."""
    names = list(facets)
    classes = [name for name in names if name.startswith("ndc:")]
    return [
        name
        for name in names
        if name != "free:"
        and not name.startswith("decade:")
        and not (name.startswith("ndc:") and name != classes[-1])
        and not (name.startswith("branch:") and f"free:{name[7:]}" in names)
    ]


def widened(name: str) -> Iterator[str]:
    """A facet and those it lies in."""
    yield name
    group, _, value = name.partition(":")
    if group == "year":
        yield f"decade:{int(value) // 10}"
    elif group == "free":
        yield f"branch:{value}"
        yield "free:"
    elif group == "ndc":
        yield from (f"ndc:{value[:length]}" for length in range(1, len(value)))


def weight_of(heading: HeadingEntry, title: Title) -> int:
    """What one title adds to the weight of its heading."""
    return weighed(heading, title.popularity + 1)


def weighed(heading: HeadingEntry, asked: int) -> int:
    """The weight of a heading whose titles were asked for so often, counting one for each.

    A subject stands on so many titles that it would drown every name without being held back.
    """
    return asked if heading.identity[1] == HeadingKind.SUBJECT.value else asked * 8
