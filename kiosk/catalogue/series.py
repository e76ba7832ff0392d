"""What belongs together: the volumes of a work, the titles of a series, the issues of a magazine.

In the order in which they are read; of a magazine the newest issue first. Reads only.
"""

import re
import unicodedata
from collections.abc import Iterable

from kiosk.catalogue.answers import Field, Query
from kiosk.catalogue.find import MAX_LIMIT, Finder
from kiosk.catalogue.fold import fold
from kiosk.catalogue.reader import Reader
from kiosk.catalogue.records import Title
from kiosk.catalogue.terms import drawer
from kiosk.circulation.facts import Kind

_CAP = 1000
_BESIDE = re.compile("別巻|別冊|補巻|補遺|索引|総目次|付録|外伝")
"""What stands after the volumes proper, whatever its number."""
_SIGNS = "〇一二三四五六七八九"
_NUMBER = re.compile(
    rf"(?P<digits>\d+)"
    rf"|(?P<kanji>(?<=[第巻])[{_SIGNS}十百]+|[{_SIGNS}十百]+(?=[巻部集編篇号冊]|\s|$))"
    rf"|(?P<part>[上中下前後])(?=[巻編篇]|\s|$)"
)
_PARTS = {"上": 1, "前": 1, "中": 2, "下": 3, "後": 3}


def titles_of(reader: Reader, name: str) -> tuple[Title, ...]:
    """All titles of the series, in order; no more than 1,000."""
    key = fold(name)
    if not key:
        return ()
    found = list(reader.titles.ids(drawer(key.replace(" ", "")), "r"))[:_CAP]
    return in_order(title for title in reader.records(found).values() if fold(title.series) == key)


def volumes_of(reader: Reader, title: Title) -> tuple[str, tuple[Title, ...]]:
    """The name of what this title is a volume or an issue of, and all of them in order.

    The work comes before the series it stands in: the other half of a novel is nearer than the rest
    of a pocket edition. Nothing where it stands alone.
    """
    work = work_of(title)
    if work and fold(title.series) != work:
        query = Query(work, field=Field.TITLE, kinds=(title.kind,), limit=MAX_LIMIT)
        hits = (hit.title for hit in Finder(reader, query).results().hits)
        volumes = in_order(hit for hit in hits if work_of(hit) == work and _one_author(hit, title))
        if len(volumes) > 1:
            return _without_volume(title), volumes
    series = titles_of(reader, title.series)
    return (title.series, series) if len(series) > 1 else ("", ())


def work_of(title: Title) -> str:
    """The folded name of the work that a title is a volume of; empty where it names no volume."""
    return fold(_without_volume(title)) if title.volume else ""


def reading_order(title: Title) -> tuple[bool, bool, int, tuple[int, ...], str, int, str]:
    """Sorts volumes: by number (巻三, 第1部 下), 上 中 下, 別巻 last; without any, by year."""
    numbers = _numbers(title.volume)
    number = title.volume_number
    if number is None and numbers:
        number = numbers[0]
    beside = _BESIDE.search(title.volume) is not None
    year = title.year or 0
    return beside, number is None, number or 0, numbers, title.volume, year, title.id


def in_order(titles: Iterable[Title]) -> tuple[Title, ...]:
    """As they are read; of a magazine the newest issue first."""
    ordered = sorted(titles, key=reading_order)
    if ordered and all(title.kind is Kind.MAGAZINE for title in ordered):
        ordered.reverse()
    return tuple(ordered)


def _without_volume(title: Title) -> str:
    name = title.title.removesuffix(title.volume).rstrip(" 　.:・") if title.volume else title.title
    return name or title.title


def _one_author(one: Title, other: Title) -> bool:
    if not one.creators or not other.creators:
        return True
    return fold(one.creators[0].name) == fold(other.creators[0].name)


def _numbers(volume: str) -> tuple[int, ...]:
    """Every number that a volume's name gives, from left to right."""
    plain = unicodedata.normalize("NFKC", volume)
    return tuple(_number(found) for found in _NUMBER.finditer(plain))


def _number(found: re.Match[str]) -> int:
    if found["digits"]:
        return int(found["digits"][:9])
    return _PARTS[found["part"]] if found["part"] else _value(found["kanji"])


def _value(kanji: str) -> int:
    """三十一 is 31, 二〇 is 20."""
    total, digits = 0, 0
    for sign in kanji:
        if sign in "十百":
            total += max(digits, 1) * (10 if sign == "十" else 100)
            digits = 0
        else:
            digits = digits * 10 + _SIGNS.index(sign)
    return total + digits
