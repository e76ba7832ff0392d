"""What one title puts into the index: pieces of text, whole headings, filters, suggested headings.

Pure. `entry_of` gives the same answer for the same title for ever (within one schema version), so
that a change can take out of the index exactly what was put in.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from kiosk.catalogue.answers import HeadingKind
from kiosk.catalogue.fold import fold
from kiosk.catalogue.records import Title
from kiosk.catalogue.terms import pieces
from kiosk.circulation.facts import CopyStatus, Kind

RUN = 3
"""Letters kept of how a word starts."""
FORM, COLUMN = "\n", "\x1d"
"""What stands between the forms of a column, and between columns, in a title's folded text."""
_KEPT = 20_000
_BREAK_BEFORE = re.compile(r"(?<=[ァ-ヺ])[^ァ-ヺ ]|(?<=[a-z])[0-9]|(?<=[^ -~])[!-~]")
_DOTS = frozenset("・=゠-‐'’")
_JOINED_DOT = re.compile(r"(?<=[ァ-ヺー])[・=゠](?=[ァ-ヺ])|(?<=[A-Za-z])[-‐'’](?=[A-Za-z])")


class HeadingEntry(NamedTuple):
    """A heading to suggest. `identity` is what makes it one of its own: text, kind, kana, key;
    the key is its folded reading (or text) in one piece."""

    identity: tuple[str, str, str, str]
    heads: frozenset[str]
    starts: frozenset[str]


class Column(NamedTuple):
    """One searchable column of one title: its folded forms, the pieces in them, how their words
    start, and the whole headings."""

    forms: str
    grams: frozenset[str]
    starts: frozenset[str]
    wholes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One title as the index sees it; columns in the order of COLUMNS, None where empty.

    `heads`: how the title itself starts; `reading`: what it is sorted by; `facets`: all filters it
    passes, the wider ones included.
    """

    columns: tuple[Column | None, ...]
    heads: frozenset[str]
    reading: str
    facets: tuple[str, ...]
    headings: tuple[HeadingEntry, ...]

    @property
    def forms(self) -> str:
        """All folded text; the first form is the one that is sorted by."""
        return COLUMN.join([column.forms if column else "" for column in self.columns])


class _Text(NamedTuple):
    """One text of a title, with its reading: forms to search in, starts of words, whole keys."""

    forms: Sequence[str]
    starts: Sequence[str]
    keys: Sequence[str]


_NO_TEXT = _Text((), (), ())


def _text_of(text: str, kana: str, *, name: bool = False) -> _Text:
    """`name`: a person's, of which the parts are searched in one piece too (夏目, 漱石)."""
    written = fold(text)
    if not written:
        return _NO_TEXT
    forms = [written]
    if name and " " in written:
        forms.append(written.replace(" ", ""))
    starts = _starts(written)
    keys = [written.replace(" ", "")]
    if not _DOTS.isdisjoint(text):
        closed = _JOINED_DOT.sub("", text)
        if closed != text:
            forms.append(fold(closed))
            starts += _starts(forms[-1])
    reading = fold(kana) if kana else ""
    if reading:
        whole = reading.replace(" ", "")
        at = 0
        for word in reading.split(" "):
            starts.append(whole[at : at + RUN])
            at += len(word)
        if whole not in forms:
            forms.insert(0, whole)
        if whole != keys[0]:
            keys.append(whole)
    return _Text(forms, starts, keys)


def _starts(written: str) -> list[str]:
    """How words start; where the script changes a word may start too."""
    found = [word[:RUN] for word in written.split(" ")]
    for start in _BREAK_BEFORE.finditer(written):
        at = start.start()
        found.append(written[at : at + RUN].split(" ", 1)[0])
    return found


def _prefixes(runs: Collection[str]) -> frozenset[str]:
    one, two = [run[:1] for run in runs], [run[:2] for run in runs]
    return frozenset((*one, *two, *runs))


def _column(texts: Collection[_Text]) -> Column | None:
    if len(texts) == 1:
        (only,) = texts
        if not only.forms:
            return None
        joined = FORM.join(only.forms)
        return Column(joined, pieces(joined), _prefixes(only.starts), frozenset(only.keys))
    forms: dict[str, None] = {}
    starts: set[str] = set()
    wholes: set[str] = set()
    for text in texts:
        forms.update(dict.fromkeys(text.forms))
        starts.update(text.starts)
        wholes.update(text.keys)
    if not forms:
        return None
    joined = FORM.join(forms)
    return Column(joined, pieces(joined), _prefixes(starts), frozenset(wholes))


_Part = tuple[Column | None, tuple[HeadingEntry, ...]]
"""A column and the headings it offers. Those of names come again and again, so they are kept."""


def entry_of(title: Title) -> Entry:
    """Everything the index must know of `title`."""
    own = _text_of(title.title, title.kana)
    parts = (
        _creators(tuple([(one.name, one.kana) for one in title.creators])),
        _publisher(title.publisher),
        _subjects(title.subjects),
        _series(title.series, title.series_kana),
    )
    more = tuple(_more_texts(title)) if title.volume or title.subtitle else ()
    text = _column((own, *more))
    offered = parts if title.series != title.title else parts[:-1]
    return Entry(
        columns=(text, *[column for column, _ in parts]),
        heads=_prefixes([key[:RUN] for key in own.keys]),
        reading=text.forms.split(FORM, 1)[0] if text else "",
        facets=facets_of(title),
        headings=tuple([heading for _, headings in offered for heading in headings]),
    )


def _more_texts(title: Title) -> Iterator[_Text]:
    """Beside the title itself: with its volume, and its subtitle."""
    if title.volume:
        volume = fold(title.volume)
        written = fold(title.title)
        whole = f"{written} {volume}".strip()
        if volume and not f" {written}".endswith(f" {volume}"):
            yield _Text((whole,), _starts(volume), (whole.replace(" ", ""),))
    if title.subtitle:
        yield _text_of(title.subtitle, "")


@lru_cache(maxsize=_KEPT)
def _creators(names: tuple[tuple[str, str], ...]) -> _Part:
    texts = {(name, kana): _text_of(name, kana, name=True) for name, kana in names}
    headings: dict[HeadingEntry, None] = {}
    for (name, kana), text in texts.items():
        headings.update(dict.fromkeys(_heading(HeadingKind.CREATOR, name, kana, text)))
    return _column(texts.values()), tuple(headings)


@lru_cache(maxsize=_KEPT)
def _publisher(name: str) -> _Part:
    return _column((_text_of(name, ""),)), ()


@lru_cache(maxsize=_KEPT)
def _subjects(subjects: tuple[str, ...]) -> _Part:
    texts = {one: _text_of(one, "") for one in subjects}
    headings = [_heading(HeadingKind.SUBJECT, one, "", text) for one, text in texts.items()]
    return _column(texts.values()), tuple([one for some in headings for one in some])


@lru_cache(maxsize=_KEPT)
def _series(series: str, kana: str) -> _Part:
    text = _text_of(series, kana)
    return _column((text,)), _heading(HeadingKind.SERIES, series, kana, text)


def _heading(kind: HeadingKind, text: str, kana: str, folded: _Text) -> tuple[HeadingEntry, ...]:
    if not folded.keys:
        return ()
    identity = (text, kind.value, kana, folded.keys[-1])
    heads = _prefixes([key[:RUN] for key in folded.keys])
    return (HeadingEntry(identity, heads, _prefixes(folded.starts)),)


def facets_of(title: Title) -> tuple[str, ...]:
    """Names of the filters this title passes: kind, branch, free (there, and anywhere), year,
    decade, ndc (one to three digits), language, audience."""
    free = CopyStatus.AVAILABLE
    places = frozenset([(copy.branch, copy.status is free) for copy in title.copies])
    return (
        _places(title.kind, places)
        + _years(title.year)
        + _classes(title.ndc[:4])
        + _readers(title.language, title.audience)
    )


@lru_cache(maxsize=_KEPT)
def _places(kind: Kind, places: frozenset[tuple[str, bool]]) -> tuple[str, ...]:
    names = {f"kind:{kind.value}"}
    for branch, free in places:
        names.add(f"branch:{branch}")
        if free:
            names.update((f"free:{branch}", "free:"))
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


@lru_cache(maxsize=_KEPT)
def _readers(language: str, audience: str) -> tuple[str, ...]:
    names = (("language", language), ("audience", audience))
    return tuple(f"{name}:{value}" for name, value in names if value)
