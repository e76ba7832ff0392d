"""Shirabe and what people use instead, each asked the same questions for the same rows.

Every engine gets the same folded text and answers with the same whole titles.
"""

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple, Protocol

from demo.bench.search_corpus import Corpus
from demo.bench.search_progress import teller
from kiosk.catalogue import index
from kiosk.catalogue.fold import fold
from kiosk.catalogue.records import Title
from kiosk.catalogue.search import Catalogue, Query
from kiosk.circulation.facts import CopyStatus

AS_OF = datetime(2026, 11, 24, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Answer:
    """One list, and how many there are in all."""

    titles: tuple[Title, ...]
    count: int


class Engine(Protocol):
    """One way to search."""

    def ask(self, query: Query) -> Answer:
        """The first page of titles and the shown count."""
        ...

    def near(self, text: str) -> Sequence[str]:
        """What it offers where it found nothing."""
        ...

    def close(self) -> None:
        """Let go of its files."""
        ...


@dataclass(frozen=True, slots=True)
class Built:
    """What it took to make an index: seconds by the wall and of the processors, bytes."""

    seconds: float
    processor: float
    size: int


class Meter:
    """Started with a build; tells at its end what it took. Counts processes that it waited for."""

    def __init__(self) -> None:
        self._begun, self._busy = time.perf_counter(), _busy()

    def built(self, size: int) -> Built:
        """What was taken until now, for an index of `size` bytes."""
        return Built(time.perf_counter() - self._begun, _busy() - self._busy, size)


def _busy() -> float:
    return sum(os.times()[:4])


class Shirabe:
    """This search."""

    def __init__(self, path: Path) -> None:
        self.catalogue = Catalogue(path)

    @staticmethod
    def build(path: Path, corpus: Corpus) -> Built:
        """As the central does."""
        meter = Meter()
        progress = teller("shirabe", corpus.number)
        report = index.build(path, corpus.titles(), as_of=AS_OF, cursor="bench", progress=progress)
        return meter.built(report.size_bytes)

    def ask(self, query: Query) -> Answer:
        results = self.catalogue.search(query)
        return Answer(tuple(hit.title for hit in results.hits), results.total)

    def near(self, text: str) -> Sequence[str]:
        found = self.catalogue.suggest(text, 10)
        return [heading.text for heading in (*found.headings, *found.near)]

    def close(self) -> None:
        self.catalogue.close()


class Texts(NamedTuple):
    """Folded text of a title: its own and its reading, names and theirs, everything."""

    title: str
    creator: str
    whole: str


def texts_of(title: Title) -> Texts:
    """What peers index: readings stand spaced and in one piece, as patrons write them."""
    own = _both(title.title, title.kana)
    names = " ".join(_both(one.name, one.kana) for one in title.creators)
    rest = " ".join(
        (
            fold(title.subtitle),
            fold(title.volume),
            fold(title.publisher),
            fold(" ".join(title.subjects)),
            _both(title.series, title.series_kana),
        )
    )
    return Texts(own, names, " ".join(f"{own} {names} {rest}".split()))


def _both(text: str, kana: str) -> str:
    written, reading = fold(text), fold(kana)
    forms = (written, written.replace(" ", ""), reading, reading.replace(" ", ""))
    return " ".join(dict.fromkeys(form for form in forms if form))


def facets_of(title: Title) -> list[str]:
    """Words a peer filters by."""
    free = [copy for copy in title.copies if copy.status is CopyStatus.AVAILABLE]
    return [
        f"kind:{title.kind.value}",
        *{f"branch:{copy.branch}" for copy in title.copies},
        *{f"free:{copy.branch}" for copy in free},
    ]
