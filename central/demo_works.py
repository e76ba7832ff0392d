"""The demo's own titles: facts from resources/demo/works.tsv, with copies in any library.

Pure: everything follows from the table, the library and the demo's day. Ids and copy numbers come
from the work itself, so that a row added in the table moves no other.
"""

import csv
import hashlib
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from central.demo_shelves import call_number, shelf
from kiosk.catalogue.records import Copy, Creator, Title
from kiosk.circulation.facts import Kind, Lending, Source
from kiosk.circulation.library import Library

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "demo"

OFTEN_ASKED = 75
"""Popularity from which a title has a second copy."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The last column of the table."""

    flags: frozenset[str]
    values: Mapping[str, str]

    @staticmethod
    def parse(told: str) -> "Marks":
        """「bunko pop:90」 as flags and values."""
        words = told.split()
        values = {name: value for name, colon, value in (w.partition(":") for w in words) if colon}
        return Marks(frozenset(word for word in words if ":" not in word), values)

    def number(self, name: str, otherwise: int) -> int:
        """A value that is a number."""
        return int(self.values.get(name, otherwise))


def works(library: Library, base: date) -> tuple[Title, ...]:
    """Every title of the demo with its copies; `base` is the demo's day."""
    places = branches(library)
    made: list[Title] = []
    for row in _rows():
        marks = Marks.parse(row["marks"])
        titles = list(_titles(row, marks, base))
        for place, title in enumerate(titles, start=1):
            spine = str(place) if len(titles) > 1 and title.kind is not Kind.MAGAZINE else ""
            made.append(replace(title, copies=copies(title, marks, places, spine)))
    return tuple(made)


def branches(library: Library) -> tuple[str, ...]:
    """Where copies stand: every branch; a bookmobile only where there is but one branch."""
    houses = tuple(branch.id for branch in library.branches if not branch.stop)
    return houses if len(houses) > 1 else tuple(branch.id for branch in library.branches)


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with (FOLDER / "works.tsv").open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def _subjects() -> Mapping[str, str]:
    return dict(tomllib.loads((FOLDER / "subjects.toml").read_text(encoding="utf-8"))["subjects"])


def _titles(row: Mapping[str, str], marks: Marks, base: date) -> Iterator[Title]:
    if row["volumes"].startswith("issues:"):
        yield from _issues(row, marks, base)
        return
    volumes = list(_volumes(row["volumes"])) or [("", "")]
    series, number, series_kana = _series(row, len(volumes))
    years = row["year"].split(",")
    isbns = marks.values.get("isbns", marks.values.get("isbn", "")).split(",")
    subtitles = marks.values.get("subs", marks.values.get("sub", "")).split(",")
    for place, (volume, kana) in enumerate(volumes):
        title = Title(
            id="",
            title=f"{row['title']} {volume}".strip(),
            kana=f"{row['kana']} {kana}".strip(),
            subtitle=subtitles[place] if place < len(subtitles) else "",
            creators=_creators(row["creators"]),
            kind=Kind(row["kind"] or "book"),
            isbn=isbns[place] if place < len(isbns) else "",
            year=int(years[min(place, len(years) - 1)]),
            publisher=row["publisher"],
            ndc=row["ndc"],
            series=series,
            series_kana=series_kana,
            volume=volume or _label(row["title"], series),
            volume_number=number + place if series else None,
            subjects=_about(row, marks),
            audience=_audience(marks.flags),
            source=_source(marks.flags),
            popularity=max(1, marks.number("pop", 30) - place),
        )
        identity = _identity(title)
        yield replace(title, id=identity, added=_added(identity, marks, base))


def _volumes(told: str) -> Iterator[tuple[str, str]]:
    """「1-3」 as 1, 2, 3; 「上=ジョウ,下=ゲ」 as two names with their readings."""
    first, dash, last = told.partition("-")
    if dash and first.isdigit() and last.isdigit():
        yield from ((str(number), str(number)) for number in range(int(first), int(last) + 1))
        return
    for one in filter(None, told.split(",")):
        name, _, kana = one.partition("=")
        yield name, kana


def _series(row: Mapping[str, str], volumes: int) -> tuple[str, int, str]:
    """Name, number of the first volume and reading of the series that a row belongs to."""
    name, _, rest = row["series"].partition(":")
    number, _, kana = rest.partition(":")
    if name:
        return name, int(number or 1) or 1, kana
    return (row["title"], 1, row["kana"]) if volumes > 1 else ("", 1, "")


def _label(title: str, series: str) -> str:
    """「通史編1」 of 「村上市史 通史編1」 in the series 「村上市史」."""
    begin = series + " "
    return title.removeprefix(begin) if series and title.startswith(begin) else ""


def _creators(told: str) -> tuple[Creator, ...]:
    made = []
    for one in filter(None, told.split(";")):
        name, kana, role = (*one.split("/"), "", "")[:3]
        made.append(Creator(name, kana, role or "著"))
    return tuple(made)


def _about(row: Mapping[str, str], marks: Marks) -> tuple[str, ...]:
    own = marks.values.get("subj")
    if own:
        return (own,)
    ndc = row["ndc"]
    fitting = [begin for begin in _subjects() if ndc.startswith(begin)]
    return (_subjects()[max(fitting, key=len)],) if fitting else ()


def _audience(flags: frozenset[str]) -> str:
    if flags & {"child", "picture"}:
        return "child"
    return "young" if "young" in flags else ""


def _source(flags: frozenset[str]) -> Source:
    for source in (Source.NETWORK, Source.INTERLOAN):
        if source.value in flags:
            return source
    return Source.OWN


def _issues(row: Mapping[str, str], marks: Marks, base: date) -> Iterator[Title]:
    """The last issues of a magazine. The newest bears next month's name, as magazines do."""
    count, _, step = row["volumes"].removeprefix("issues:").partition(":")
    every = int(step or 1)
    newest = (base.year * 12 + base.month) // every * every
    for back in range(int(count)):
        month = newest - back * every
        year, number = divmod(month, 12)
        name = f"{year}年{number + 1}月号"
        title = Title(
            id="",
            title=f"{row['title']} {name}",
            kana=f"{row['kana']} {year}ネン {number + 1}ガツゴウ",
            kind=Kind.MAGAZINE,
            year=year,
            publisher=row["publisher"],
            ndc=row["ndc"],
            series=row["title"],
            series_kana=row["kana"],
            volume=name,
            volume_number=year * 100 + number + 1,
            audience=_audience(marks.flags),
            latest_issue=back == 0,
            added=base - timedelta(days=14 + 30 * back * every),
            popularity=max(1, marks.number("pop", 30) - 3 * back),
        )
        yield replace(title, id=_identity(title))


def _identity(title: Title) -> str:
    told = "\n".join((title.title, title.kind.value, title.publisher, str(title.year)))
    return "w" + hashlib.sha256(told.encode()).hexdigest()[:10]


def _lot(of: str, sides: int) -> int:
    """A number below `sides`, always the same for the same text."""
    return int.from_bytes(hashlib.sha256(of.encode()).digest()[:6]) % sides


def _added(identity: str, marks: Marks, base: date) -> date:
    if "new" in marks.values:
        return base - timedelta(days=int(marks.values["new"]))
    if _lot(identity + "new", 17) == 0:
        # Libraries also buy old works anew.
        return base - timedelta(days=8 + _lot(identity, 20))
    return base - timedelta(days=60 + _lot(identity, 4000))


def copies(title: Title, marks: Marks, places: Sequence[str], spine: str = "") -> tuple[Copy, ...]:
    """Copies of a title: the first mostly at the first branch, the others at the next ones.

    `spine`: the volume's cell of the label. What is not lent stands at the first branch.
    """
    if title.source is not Source.OWN:
        return ()
    lending = _lending(marks.flags)
    count = marks.number("copies", 2 if title.popularity >= OFTEN_ASKED else 1)
    away = count == 1 and title.kind is Kind.BOOK and lending is Lending.LOAN
    first = 1 + _lot(title.id + "b", len(places)) if away and not _lot(title.id, 3) else 0
    return tuple(
        Copy(
            id=f"1{_lot(f'{title.id}/{number}', 10**9):09d}",
            branch=places[(first + number) % len(places)],
            lending=lending,
            shelf=shelf(title, marks.flags, (first + number) % len(places) == 0),
            call=call_number(title, marks.flags, spine),
        )
        for number in range(count)
    )


def _lending(flags: frozenset[str]) -> Lending:
    if "ref" in flags:
        return Lending.REFERENCE
    return Lending.IN_HOUSE if "inhouse" in flags else Lending.LOAN
