"""Titles, copies and pages of changes as frozen values: what the catalogue is made of.

The central writes them into a catalogue file and into change pages; the terminal reads them.
"""

from dataclasses import dataclass
from datetime import date, datetime

from pydantic import TypeAdapter

from kiosk.catalogue.standing import Standing
from kiosk.circulation.facts import CopyFacts, CopyStatus, Kind, Lending, Source, TitleFacts


@dataclass(frozen=True, slots=True)
class Creator:
    """A person or body that made a work. `role` is 著, 訳, 絵 … where known."""

    name: str
    kana: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy. `shelf` is where it stands (「1階 5番の棚」); `call` the three cells of the spine
    label (class / author mark / volume) joined by a space; `due` where it is on loan."""

    id: str
    branch: str
    lending: Lending = Lending.LOAN
    status: CopyStatus = CopyStatus.AVAILABLE
    shelf: str = ""
    call: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Title:
    """One title with its copies.

    `kana` is the reading in katakana or hiragana; `kana_generated` marks a reading that no person
    wrote: searched, never shown. `popularity` is any number, larger is asked for more often; the
    central makes the rank from it and `year`. `holds` counts live holds of all patrons.
    """

    id: str
    title: str
    kana: str = ""
    kana_generated: bool = False
    subtitle: str = ""
    creators: tuple[Creator, ...] = ()
    kind: Kind = Kind.BOOK
    isbn: str = ""
    year: int | None = None
    publisher: str = ""
    extent: str = ""
    ndc: str = ""
    series: str = ""
    series_kana: str = ""
    volume: str = ""
    volume_number: int | None = None
    subjects: tuple[str, ...] = ()
    language: str = "ja"
    audience: str = ""
    latest_issue: bool = False
    source: Source = Source.OWN
    added: date | None = None
    popularity: int = 0
    holds: int = 0
    copies: tuple[Copy, ...] = ()

    def facts(self) -> TitleFacts:
        """This title as the lending rules see it."""
        return TitleFacts(
            id=self.id,
            title=self.title,
            kind=self.kind,
            source=self.source,
            latest_issue=self.latest_issue,
            ndc=self.ndc,
            series=self.series,
            volume_number=self.volume_number,
            copies=tuple(
                CopyFacts(copy.id, copy.branch, copy.lending, copy.status, copy.call)
                for copy in self.copies
            ),
            queue=self.holds,
        )


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """One page of the central's change feed: titles as they are now, ids that are gone.

    `cursor` is opaque; `as_of` is the central's clock when the page was made; `standing` is there
    whole where it has changed.
    """

    titles: tuple[Title, ...]
    removed: tuple[str, ...]
    cursor: str
    has_more: bool
    as_of: datetime
    standing: Standing | None = None


TITLE = TypeAdapter(Title)
CHANGES_PAGE = TypeAdapter(ChangesPage)
