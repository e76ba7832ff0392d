"""A column map: which column of a table holds what. Maps are TOML files; ready ones are resources.

A map names columns and how a cell is cut into several values; it holds no code. A row becomes a
title here, or is refused with a reason.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from central.importers import text
from central.importers.notes import notes_on
from central.importers.records import NotATitle, Note
from kiosk.catalogue.fold import fold
from kiosk.catalogue.records import Copy, Creator, Title
from kiosk.catalogue.rows import isbn_key
from kiosk.circulation.facts import CopyStatus, Kind, Lending, Source

BY_ISBN = "isbn-"
"""How the id of a title begins that only its ISBN (and volume) names."""
MAPS = Path(__file__).resolve().parents[2] / "resources" / "importers"


class BadMap(ValueError):  # noqa: N818 - a state of a file
    """A column map that cannot be used; the text says which and why."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Creators(_Part):
    """Columns of names; `split` parts one cell into several, in step with readings and roles.

    `role_after` parts a name from a role written behind it.
    """

    name: str
    kana: str = ""
    role: str = ""
    split: str = ""
    role_after: str = ""
    roles: dict[str, str] = {}


class Copies(_Part):
    """Columns of one holding a row. Without a copy's own number a row names no copy."""

    id: str
    branch: str = ""
    shelf: str = ""
    call: str = ""
    lending: str = ""
    lendings: dict[str, Lending] = {}
    default_branch: str = ""


class ColumnMap(_Part):
    """One map. Values are column names of the table, but for the constants at the end."""

    name: str
    recognise: tuple[str, ...] = ()
    id: str = ""
    title: str
    kana: str = ""
    subtitle: str = ""
    creators: Creators | None = None
    isbn: str = ""
    year: Annotated[tuple[str, ...], Field(max_length=4)] = ()
    publisher: str = ""
    extent: str = ""
    ndc: str = ""
    series: str = ""
    series_kana: str = ""
    volume: str = ""
    subjects: str = ""
    subjects_split: str = ""
    language: str = ""
    kind: str = ""
    kinds: dict[str, Kind] = {}
    skip_where: str = ""
    copies: Copies | None = None
    id_prefix: str = ""
    child_mark: str = ""
    default_kind: Kind = Kind.BOOK
    default_language: str = ""
    default_ndc: str = ""
    source: Source = Source.OWN

    @cached_property
    def _columns(self) -> tuple[str, ...]:
        return (self.title, *((self.id,) if self.id else ()))

    def missing(self, heading: Sequence[str]) -> str:
        """The first column that the map cannot do without and the heading lacks, or ""."""
        return next((column for column in self._columns if column not in heading), "")

    def as_title(
        self, row: Mapping[str, str], branches: Mapping[str, str], here: str = ""
    ) -> Title:
        """A row as a title. NotATitle with the reason where it cannot be one.

        `branches`: ids of the library's branches by what a cell may say; what is none of these
        stays as it stands; `here`: the branch of a copy whose row names none.
        """
        if self.skip_where and row.get(self.skip_where):
            raise NotATitle(
                f"列「{self.skip_where}」に、取り込まない印がある行です。",
                f"its column {self.skip_where} says to leave it out.",
            )
        name = text.tidy(row.get(self.title, ""))
        if not name:
            raise NotATitle("書名のない行です。", "it has no title.")
        kana = text.tidy(row.get(self.kana, ""))
        volume = text.tidy(row.get(self.volume, ""))
        creators = self._creators(row)
        isbn = text.isbn(row.get(self.isbn, ""))
        year = next(filter(None, (text.year(row.get(column, "")) for column in self.year)), None)
        generated = not kana and text.is_kana(name)
        return Title(
            id=self._identity(row, isbn, volume, (name, volume, *(one.name for one in creators))),
            title=_with_volume(name, volume),
            kana=name if generated else kana,
            kana_generated=generated,
            subtitle=text.tidy(row.get(self.subtitle, "")),
            creators=creators,
            kind=self.kinds.get(row.get(self.kind, ""), self.default_kind),
            isbn=isbn,
            year=year,
            publisher=text.tidy(row.get(self.publisher, "")),
            extent=text.tidy(row.get(self.extent, "")),
            ndc=text.ndc(row.get(self.ndc, "")) or self.default_ndc,
            series=text.tidy(row.get(self.series, "")),
            series_kana=text.tidy(row.get(self.series_kana, "")),
            volume=volume,
            volume_number=text.volume_number(volume),
            subjects=_cut(row.get(self.subjects, ""), self.subjects_split),
            language=_language(row.get(self.language, "")) or self.default_language,
            audience=self._audience(row),
            source=self.source,
            copies=self._copies(row, branches, here),
        )

    def _identity(self, row: Mapping[str, str], isbn: str, volume: str, told: Sequence[str]) -> str:
        """What makes two rows the same title: its own number, else ISBN and volume, else `told`."""
        if own := row.get(self.id, "") if self.id else "":
            return self.id_prefix + own
        if isbn_key(isbn):
            number = text.volume_number(volume) or fold(volume).replace(" ", "-")
            return f"{BY_ISBN}{isbn}" + (f"-{number}" if number else "")
        told = (*told, row.get(self.publisher, ""), *(row.get(one, "") for one in self.year))
        return self.id_prefix + hashlib.sha256("\n".join(told).encode()).hexdigest()[:20]

    def _creators(self, row: Mapping[str, str]) -> tuple[Creator, ...]:
        columns = self.creators
        if columns is None:
            return ()
        names = _cut(row.get(columns.name, ""), columns.split)
        if columns.role_after:
            names = tuple(name.split(columns.role_after)[0] for name in names)
        readings = _cut(row.get(columns.kana, ""), columns.split)
        roles = _cut(row.get(columns.role, ""), columns.split)
        if len(readings) != len(names):
            # A reading of the wrong person would be worse than none.
            readings = ("",) * len(names)
        if len(roles) != len(names):
            roles = ("",) * len(names)
        return tuple(
            _creator(name, reading, columns.roles.get(role, role))
            for name, reading, role in zip(names, readings, roles, strict=True)
        )

    def _audience(self, row: Mapping[str, str]) -> str:
        marked = self.child_mark and row.get(self.ndc, "").upper().startswith(self.child_mark)
        return "child" if marked else ""

    def notes(self, row: Mapping[str, str], title: Title) -> Iterator[Note]:
        """What of a row its title does not hold, and a person should know."""
        years = " ".join(row.get(column, "") for column in self.year)
        yield from notes_on(title, row.get(self.isbn, ""), years)
        number = row.get(self.copies.id, "") if self.copies else ""
        if number and not title.copies:
            yield Note(
                f"資料番号 {number} の館が分からないので、資料は入れていません。所蔵館の列か"
                " --copies で館を指定してください。",
                f"no branch is known for its copy {number}, which is left out;"
                " fill in the branch, or give --copies BRANCH.",
            )

    def _copies(
        self, row: Mapping[str, str], branches: Mapping[str, str], here: str
    ) -> tuple[Copy, ...]:
        columns = self.copies
        if columns is None or not row.get(columns.id, ""):
            return ()
        branch = row.get(columns.branch, "") or columns.default_branch or here
        if not branch:
            return ()
        lending = columns.lendings.get(row.get(columns.lending, ""), Lending.LOAN)
        return (
            Copy(
                row[columns.id],
                branches.get(branch, branch),
                lending,
                CopyStatus.AVAILABLE,
                row.get(columns.shelf, ""),
                " ".join(row.get(columns.call, "").replace("|", " ").split()),
            ),
        )


def _with_volume(name: str, volume: str) -> str:
    return f"{name} {volume}" if volume and not name.endswith(volume) else name


def _cut(cell: str, separator: str) -> tuple[str, ...]:
    parts = cell.split(separator) if separator else [cell]
    return tuple(part for part in (text.tidy(one) for one in parts) if part)


_MARKED = re.compile(r"^\[([^\]]{1,10})\]\s*(.+)$")


def _creator(name: str, reading: str, role: str) -> Creator:
    if marked := _MARKED.match(name):
        role, name = role or marked.group(1), marked.group(2)
    return Creator(text.person(name), text.person_reading(reading), role)


_LANGUAGES = {"japanese": "ja", "english": "en", "jpn": "ja", "eng": "en", "日本語": "ja"}
_LANGUAGES |= {"英語": "en", "kor": "ko", "korean": "ko", "chi": "zh", "chinese": "zh"}


def _language(told: str) -> str:
    plain = told.strip().lower()
    return _LANGUAGES.get(plain, plain if len(plain) == 2 and plain.isascii() else "")


def load_map(named: str | Path) -> ColumnMap:
    """A map by the name of a ready one (「aozora」) or by its path. BadMap where it is wrong."""
    path = Path(named)
    if path.suffix != ".toml":
        path = MAPS / f"{named}.toml"
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        return ColumnMap.model_validate(told)
    except OSError:
        raise BadMap(
            f"対応表 {named} を開けません。 / The column map {named} cannot be opened."
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise BadMap(
            f"対応表 {named} は TOML として読めません。"
            f" / The column map {named} is no TOML: {error}."
        ) from None
    except ValidationError as error:
        wrong = error.errors()[0]
        place = ".".join(str(part) for part in wrong["loc"])
        raise BadMap(
            f"対応表 {named} の {place} が正しくありません。"
            f" / {place} in the column map {named} is not valid."
        ) from None


def find_map(heading: Sequence[str]) -> ColumnMap | None:
    """The ready map whose telling columns all stand in the heading; the most telling wins."""
    fitting = [
        made
        for made in (load_map(path) for path in sorted(MAPS.glob("*.toml")))
        if made.recognise and set(made.recognise) <= set(heading)
    ]
    return max(fitting, key=lambda made: len(made.recognise), default=None)
