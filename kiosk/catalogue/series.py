"""The titles of a series, in the order in which they are read. Reads only."""

from kiosk.catalogue.fold import fold
from kiosk.catalogue.reader import Reader
from kiosk.catalogue.records import Title
from kiosk.catalogue.terms import drawer

_CAP = 1000


def titles_of(reader: Reader, name: str) -> tuple[Title, ...]:
    """All titles of the series, by volume; no more than 1,000."""
    key = fold(name)
    if not key:
        return ()
    found = list(reader.titles.ids(drawer(key.replace(" ", "")), "r"))[:_CAP]
    titles = (title for title in reader.records(found).values() if fold(title.series) == key)
    return tuple(sorted(titles, key=_reading_order))


def _reading_order(title: Title) -> tuple[bool, int, str, int, str]:
    number = title.volume_number
    return number is None, number or 0, title.volume, title.year or 0, title.id
