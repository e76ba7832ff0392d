"""What one title puts into the index: tokens, exact headings, filters, suggested headings.

Pure. `entry_of` gives the same answer for the same title for ever (within one schema version), so
that a change can take out of the counts exactly what was put in.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import add
from typing import NamedTuple

from kiosk.catalogue.answers import HeadingKind
from kiosk.catalogue.fold import fold
from kiosk.catalogue.records import Creator, Title
from kiosk.circulation.facts import CopyStatus, Kind

RUN = 8
"""Letters kept of a word-start run."""
KEY = 40
"""Letters kept of an exact heading."""
_KEPT = 20_000
_BREAK_BEFORE = re.compile(r"(?<=[ァ-ヺ])(?=[^ァ-ヺ])|(?<=[a-z])(?=[0-9])|(?<=[^ -~])(?=[ -~])")
_JOINED_DOT = re.compile(r"(?<=[ァ-ヺー])[・=゠](?=[ァ-ヺ])|(?<=[A-Za-z])[-‐'’](?=[A-Za-z])")


class HeadingEntry(NamedTuple):
    """A heading to suggest. `identity` is what makes it one of its own: text, kind, kana, key;
    the key is its folded reading (or text) in one piece."""

    identity: tuple[str, str, str, str]
    runs: str
    subject: bool


class Column(NamedTuple):
    """One searchable column of one title; texts hold tokens parted by blanks.

    grams: bigrams; runs: starts of words; exact: tokens of whole headings; counted: terms whose
    number of titles is kept (bigrams, and kana in threes and fours: they tell what may follow).
    """

    forms: str
    grams: str
    runs: str
    exact: tuple[str, ...]
    counted: frozenset[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One title as the index sees it; columns in the order of COLUMN_MARKS."""

    columns: tuple[Column, ...]
    counted: frozenset[str]
    facets: tuple[str, ...]
    headings: tuple[HeadingEntry, ...]
    folded: str
    reading: str

    @property
    def grams(self) -> tuple[str, ...]:
        """Bigrams, column by column."""
        return tuple(column.grams for column in self.columns)

    @property
    def runs(self) -> tuple[str, ...]:
        """Starts of words, column by column."""
        return tuple(column.runs for column in self.columns)

    @property
    def exact(self) -> str:
        """Tokens of all whole headings."""
        return " ".join([token for column in self.columns for token in column.exact])


COLUMN_MARKS = "tapsr"
"""One letter for each text column, in order: title, creator (a), publisher, subject, series."""
HEAD_MARK = "\ue000"
"""Stands before the run from the very start of a heading."""


def grams(folded: str) -> str:
    """Bigrams and the trailing single of each word: 夏目漱石 → 夏目 目漱 漱石 石.

    The single stands between two words, so that a phrase never crosses a break.
    """
    return " ".join(_spread(folded)[0])


def _spread(folded: str) -> tuple[list[str], set[str]]:
    """Tokens of `grams` in order, and the bigrams among them."""
    tokens: list[str] = []
    bigrams: set[str] = set()
    for word in folded.split(" "):
        pairs = list(map(add, word, word[1:]))
        tokens += pairs
        tokens.append(word[-1:])
        bigrams.update(pairs)
    return tokens, bigrams


def word_starts(folded: str, joined: bool) -> Iterator[str]:
    """What stands from each word's start, RUN letters long; across blanks where `joined`."""
    if joined:
        whole = folded.replace(" ", "")
        at = 0
        for word in folded.split(" "):
            yield whole[at : at + RUN]
            at += len(word)
        return
    for word in folded.split(" "):
        yield word[:RUN]
        for found in _BREAK_BEFORE.finditer(word):
            yield word[found.start() : found.start() + RUN]


class _Text(NamedTuple):
    """One text of a title, with its reading: forms to search in, starts of words, whole keys."""

    forms: tuple[str, ...]
    starts: tuple[str, ...]
    keys: tuple[str, ...]


_NO_TEXT = _Text((), (), ())
_NO_COLUMN = Column("", "", "", (), frozenset())


def _text_of(text: str, kana: str, *, name: bool = False) -> _Text:
    """`name`: a person's, of which the parts are searched in one piece too (夏目, 漱石)."""
    written = fold(text)
    if not written:
        return _NO_TEXT
    forms = [written]
    if name and " " in written:
        forms.append(written.replace(" ", ""))
    starts = list(word_starts(written, joined=False))
    keys = [written.replace(" ", "")]
    closed = _JOINED_DOT.sub("", text)
    if closed != text:
        forms.append(fold(closed))
        starts += word_starts(forms[-1], joined=False)
    reading = fold(kana) if kana else ""
    if reading:
        whole = reading.replace(" ", "")
        starts += word_starts(reading, joined=True)
        if whole not in forms:
            forms.append(whole)
        if whole != keys[0]:
            keys.append(whole)
    return _Text(tuple(forms), tuple(starts), tuple(keys))


def _column(mark: str, texts: Iterable[_Text]) -> Column:
    forms: dict[str, None] = {}
    starts: dict[str, None] = {}
    keys: dict[str, None] = {}
    for text in texts:
        forms.update(dict.fromkeys(text.forms))
        starts.update(dict.fromkeys(text.starts))
        keys.update(dict.fromkeys(text.keys))
    joined = " ".join(forms)
    if not joined:
        return _NO_COLUMN
    tokens, counted = _spread(joined)
    counted.update(_KANA_THREE.findall(joined), _KANA_FOUR.findall(joined))
    exact = tuple([exact_token(mark, key) for key in keys])
    return Column(joined, " ".join(tokens), " ".join(starts), exact, frozenset(counted))


_KANA_THREE = re.compile(r"(?=([ァ-ヺ]{3}))")
_KANA_FOUR = re.compile(r"(?=([ァ-ヺ]{4}))")


def exact_token(mark: str, key: str) -> str:
    """The token of a whole heading; `mark` tells in which column it stands."""
    return mark + key[:KEY]


_Part = tuple[Column, tuple[HeadingEntry, ...]]
"""A column and the headings it offers. Those of names come again and again, so they are kept."""


def entry_of(title: Title) -> Entry:
    """Everything the index must know of `title`."""
    own = _text_of(title.title, title.kana)
    shown = "" if title.kana_generated else title.kana
    parts = (
        (
            _column("t", (own, *_title_texts(title, own))),
            _heading(HeadingKind.TITLE, title.title, shown, own),
        ),
        _creators(title.creators),
        _publisher(title.publisher),
        _subjects(title.subjects),
        _series(title.series, title.series_kana, title.title),
    )
    columns = tuple([column for column, _ in parts])
    return Entry(
        columns=columns,
        counted=frozenset().union(*[column.counted for column in columns]),
        facets=facets_of(title),
        headings=tuple([heading for _, headings in parts for heading in headings]),
        folded=" ".join([column.forms for column in columns if column.forms]),
        reading=own.keys[-1] if own.keys else "",
    )


def _title_texts(title: Title, own: _Text) -> Iterator[_Text]:
    """Beside the title itself: with its volume, and its subtitle."""
    if title.volume:
        volume = fold(title.volume)
        whole = f"{own.forms[0]} {volume}" if own.forms else volume
        starts = tuple(word_starts(volume, joined=False))
        yield _Text((volume,), starts, (whole.replace(" ", ""),))
    if title.subtitle:
        yield _text_of(title.subtitle, "")


@lru_cache(maxsize=_KEPT)
def _creators(creators: tuple[Creator, ...]) -> _Part:
    texts = {one: _text_of(one.name, one.kana, name=True) for one in creators}
    headings: dict[HeadingEntry, None] = {}
    for one, text in texts.items():
        headings.update(dict.fromkeys(_heading(HeadingKind.CREATOR, one.name, one.kana, text)))
    return _column("a", texts.values()), tuple(headings)


@lru_cache(maxsize=_KEPT)
def _publisher(name: str) -> _Part:
    return _column("p", (_text_of(name, ""),)), ()


@lru_cache(maxsize=_KEPT)
def _subjects(subjects: tuple[str, ...]) -> _Part:
    texts = {one: _text_of(one, "") for one in subjects}
    headings = [_heading(HeadingKind.SUBJECT, one, "", text) for one, text in texts.items()]
    return _column("s", texts.values()), tuple([one for some in headings for one in some])


def _series(series: str, kana: str, title: str) -> _Part:
    part = _any_series(series, kana)
    # A series named as its volumes is already offered as their title.
    return part if series != title else (part[0], ())


@lru_cache(maxsize=_KEPT)
def _any_series(series: str, kana: str) -> _Part:
    text = _text_of(series, kana)
    return _column("r", (text,)), _heading(HeadingKind.SERIES, series, kana, text)


def _heading(kind: HeadingKind, text: str, kana: str, folded: _Text) -> tuple[HeadingEntry, ...]:
    if not folded.keys:
        return ()
    heads = [HEAD_MARK + key[:RUN] for key in folded.keys]
    runs = " ".join((*heads, *folded.starts))
    identity = (text, kind.value, kana, folded.keys[-1])
    return (HeadingEntry(identity, runs, kind is HeadingKind.SUBJECT),)


def facets_of(title: Title) -> tuple[str, ...]:
    """Names of the filters this title passes (kind, branch, free, year, decade, ndc)."""
    free = CopyStatus.AVAILABLE
    places = frozenset([(copy.branch, copy.status is free) for copy in title.copies])
    return _places(title.kind, places) + _years(title.year) + _classes(title.ndc[:4])


@lru_cache(maxsize=_KEPT)
def _places(kind: Kind, places: frozenset[tuple[str, bool]]) -> tuple[str, ...]:
    names = {f"kind:{kind.value}"}
    for branch, free in places:
        names.add(f"branch:{branch}")
        if free:
            names.update((f"free:{branch}", "free"))
    return tuple(sorted(names))


@lru_cache(maxsize=_KEPT)
def _years(year: int | None) -> tuple[str, ...]:
    return () if year is None else (f"year:{year}", f"decade:{year // 10}")


@lru_cache(maxsize=_KEPT)
def _classes(ndc: str) -> tuple[str, ...]:
    digits = re.match(r"\d{1,3}", ndc.strip())
    if not digits:
        return ()
    return tuple(f"ndc:{digits.group()[:length]}" for length in range(1, digits.end() + 1))
