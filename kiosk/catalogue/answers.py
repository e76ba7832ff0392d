"""What may be asked of the catalogue and what it answers: frozen values, no I/O."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.catalogue.records import Title
from kiosk.circulation.facts import Kind


class Field(StrEnum):
    """Where a query's words must stand."""

    ANY = "any"
    TITLE = "title"
    CREATOR = "creator"
    SUBJECT = "subject"
    SERIES = "series"
    PUBLISHER = "publisher"
    ISBN = "isbn"


class Order(StrEnum):
    """Order of results. RANK: tier by tier, the most wanted first; YEAR: newest first;
    TITLE: by reading."""

    RANK = "rank"
    YEAR = "year"
    TITLE = "title"


class Tier(StrEnum):
    """How well a hit fits: a whole heading, the start of a word, anywhere inside."""

    EXACT = "exact"
    WORD = "word"
    WITHIN = "within"


class BrowseList(StrEnum):
    """The lists one may leaf through without typing."""

    NEW = "new"
    MOST_LENT = "most_lent"
    MOST_HELD = "most_held"
    NDC = "ndc"
    THEME = "theme"
    VOLUMES = "volumes"


class HeadingKind(StrEnum):
    """What a suggested heading names."""

    TITLE = "title"
    CREATOR = "creator"
    SERIES = "series"
    SUBJECT = "subject"


@dataclass(frozen=True, slots=True)
class Query:
    """A question to the catalogue.

    `kinds` empty means all; `branch` keeps titles with a copy there; `available` keeps titles with
    a free copy (at `branch` where that is given, else anywhere); `year_from` and `year_to` are
    inclusive; `ndc` is a class of one to three digits.
    """

    text: str = ""
    field: Field = Field.ANY
    kinds: tuple[Kind, ...] = ()
    branch: str | None = None
    available: bool = False
    order: Order = Order.RANK
    limit: int = 20
    offset: int = 0
    year_from: int | None = None
    year_to: int | None = None
    ndc: str = ""
    language: str = ""
    audience: str = ""

    @property
    def is_filtered(self) -> bool:
        """Whether any filter is on."""
        named = self.kinds or self.available or self.ndc or self.language or self.audience
        spanned = self.year_from is not None or self.year_to is not None
        return bool(named) or spanned or self.branch is not None


@dataclass(frozen=True, slots=True)
class Hit:
    """One found title and why it stands where it stands."""

    title: Title
    tier: Tier


@dataclass(frozen=True, slots=True)
class Facets:
    """How many titles each filter would leave. Every group is counted with the other groups'
    filters on and its own off, the largest first; fields, classes (one and two digits), decades
    and years in their own order. `branches`: titles with a copy there, a free one where `available`
    was asked for; `free`: titles with a free copy there, and under "" anywhere; `years`: the newest
    of the catalogue only. `exact` False: of the best 1,000 titles only, there may be more."""

    fields: tuple[tuple[Field, int], ...] = ()
    kinds: tuple[tuple[Kind, int], ...] = ()
    branches: tuple[tuple[str, int], ...] = ()
    free: tuple[tuple[str, int], ...] = ()
    classes: tuple[tuple[str, int], ...] = ()
    decades: tuple[tuple[int, int], ...] = ()
    years: tuple[tuple[int, int], ...] = ()
    languages: tuple[tuple[str, int], ...] = ()
    audiences: tuple[tuple[str, int], ...] = ()
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits. `exact` False: there are at least `total` titles."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Volumes:
    """What a title is a volume or an issue of. `titles`: itself and those around it, in order;
    `first`: how many stand before these; `total`: how many there are. Empty where it stands
    alone."""

    name: str = ""
    titles: tuple[Title, ...] = ()
    first: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading to offer while typing. `kana` is empty where no person wrote a reading; `count`
    is the number of titles under it."""

    text: str
    kana: str
    kind: HeadingKind
    count: int


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What to show after a key. `next_kana`: hiragana that lead on to at least one title, voiced
    and small ones included; a base kana is in it too where only its voiced form leads on (か for
    が), because the board reaches one through the other; also kana that may lead on, where too
    many titles would have to be read. `near`: near spellings, on zero hits."""

    headings: tuple[Heading, ...] = ()
    next_kana: frozenset[str] = frozenset()
    near: tuple[Heading, ...] = ()
