"""What of a title the index looks at: plain texts and numbers, which travel between processes.

Pure. All that stands under terms, filters and headings is made from this and from nothing else.
"""

from typing import NamedTuple

from kiosk.catalogue.records import Title
from kiosk.catalogue.terms import day_key
from kiosk.circulation.facts import CopyStatus


class Told(NamedTuple):
    """A title as the index reads it.

    `creators`: name and reading; `kind`: as it is written; `places`: branch, and whether a copy is
    free there; `day`: the key of the day it came; `asked`: its popularity.
    """

    title: str
    kana: str
    subtitle: str
    volume: str
    creators: tuple[tuple[str, str], ...]
    publisher: str
    subjects: tuple[str, ...]
    series: str
    series_kana: str
    kind: str
    places: tuple[tuple[str, bool], ...]
    year: int | None
    ndc: str
    language: str
    audience: str
    day: int | None
    asked: int


_FREE = CopyStatus.AVAILABLE


def told(title: Title) -> Told:
    """What there is to read of `title`."""
    return Told(
        title.title,
        title.kana,
        title.subtitle,
        title.volume,
        tuple([(one.name, one.kana) for one in title.creators]),
        title.publisher,
        title.subjects,
        title.series,
        title.series_kana,
        title.kind.value,
        tuple([(copy.branch, copy.status is _FREE) for copy in title.copies]),
        title.year,
        title.ndc,
        title.language,
        title.audience,
        None if title.added is None else day_key(title.added),
        title.popularity,
    )
