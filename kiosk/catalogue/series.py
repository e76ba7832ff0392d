"""What belongs together: the volumes of a work, the titles of a series, the issues of a magazine.

In the order in which they are read; of a magazine the newest issue first. Reads only.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import islice

from kiosk.catalogue.answers import Field, Volumes
from kiosk.catalogue.entry import COLUMN, FORM, RUN
from kiosk.catalogue.fold import fold
from kiosk.catalogue.plan import plan_of, words_of
from kiosk.catalogue.reader import Reader
from kiosk.catalogue.records import Title
from kiosk.catalogue.sound import candidates
from kiosk.catalogue.terms import HEAD, drawer, key_of
from kiosk.circulation.facts import Kind

AROUND = 60
"""So many are given with a title, which stands among them."""
MOST = 5000
"""Of a longer series the most wanted are given: so many records take a tenth of a second."""
_BESIDE = re.compile("別巻|別冊|補巻|補遺|索引|総目次|付録|外伝")
"""What stands after the volumes proper, whatever its number."""
_SIGNS = "〇一二三四五六七八九"
_NUMBER = re.compile(
    rf"(?P<digits>\d+)"
    rf"|(?P<kanji>(?<=[第巻])[{_SIGNS}十百]+|[{_SIGNS}十百]+(?=[巻部集編篇号冊]|\s|$))"
    rf"|(?P<part>[上中下前後])(?=[巻編篇]|\s|$)"
)
_PARTS = {"上": 1, "前": 1, "中": 2, "下": 3, "後": 3}
_CLOSED_UP = re.compile(rf"[0-9{_SIGNS}十百上中下前後巻部集編篇号冊春夏秋冬]")
"""What a volume is named by where no break parts it from the title."""


def volumes_of(reader: Reader, title: Title) -> Volumes:
    """What this title is a volume or an issue of, with those that stand around it."""
    name, titles = group_of(reader, title)
    at = next((at for at, one in enumerate(titles) if one.id == title.id), 0)
    first = max(0, min(at - AROUND // 2, len(titles) - AROUND))
    return Volumes(name, titles[first : first + AROUND], first, len(titles))


def group_of(reader: Reader, title: Title) -> tuple[str, tuple[Title, ...]]:
    """The name of what this title is a volume or an issue of, and all of them in order.

    The work comes before the series it stands in: the other half of a novel is nearer than the rest
    of a pocket edition. Nothing where it stands alone.
    """
    work = work_of(title)
    if work and fold(title.series) != work:
        found = _read(reader, _of_work(reader, title, work), title)
        volumes = in_order(one for one in found if work_of(one) == work and _one_author(one, title))
        if len(volumes) > 1:
            return _without_volume(title), volumes
    key = fold(title.series)
    if not key:
        return "", ()
    found = _read(reader, reader.titles.ids(drawer(key.replace(" ", "")), "r"), title)
    series = in_order(one for one in found if fold(one.series) == key)
    return (title.series, series) if len(series) > 1 else ("", ())


def _of_work(reader: Reader, title: Title, work: str) -> Iterator[int]:
    """Titles that may be volumes of a work, by how they are written; the most wanted first."""
    begun = reader.titles.ids(key_of(HEAD, work.replace(" ", "")[:RUN]), "t")
    within = begun & reader.facet(f"kind:{title.kind.value}")
    plan = plan_of(words_of(work), Field.TITLE, reader.frequent)
    found = candidates(reader, plan, within)
    for docid, forms in reader.briefs(islice(found, MOST * 4)):
        written = forms.split(COLUMN, 1)[0].split(FORM)
        if any(_goes_on(form[len(work) :]) for form in written if form.startswith(work)):
            yield docid


def _goes_on(rest: str) -> bool:
    """Whether what stands behind a work's name may name a volume."""
    return rest[:1] in ("", " ") or _CLOSED_UP.search(rest) is not None


def _read(reader: Reader, docids: Iterable[int], title: Title) -> list[Title]:
    """The records of the best of them, and of the title itself in any case."""
    some = list(islice(docids, MOST))
    if len(some) == MOST:
        own = reader.db.execute("SELECT docid FROM bib WHERE id = ?", (title.id,)).fetchone()
        some = list(dict.fromkeys([*(own or ()), *some]))
    return list(reader.records(some).values())


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
