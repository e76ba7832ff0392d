"""What one title puts into the index: tokens, exact headings, filters, suggested headings.

Pure. `entry_of` gives the same answer for the same title for ever (within one schema version), so
that a change can take out of the counts exactly what was put in.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from kiosk.catalogue.answers import HeadingKind
from kiosk.catalogue.fold import fold
from kiosk.catalogue.records import Title
from kiosk.circulation.facts import CopyStatus

RUN = 8
"""Letters kept of a word-start run."""
KEY = 40
"""Letters kept of an exact heading."""
_BREAK_BEFORE = re.compile(r"(?<=[ァ-ヺ])(?=[^ァ-ヺ])|(?<=[a-z])(?=[0-9])|(?<=[^ -~])(?=[ -~])")
_JOINED_DOT = re.compile(r"(?<=[ァ-ヺー])[・=゠](?=[ァ-ヺ])|(?<=[A-Za-z])[-‐'’](?=[A-Za-z])")


@dataclass(frozen=True, slots=True)
class HeadingEntry:
    """A heading to suggest. `key`: its folded reading (or text) in one piece."""

    kind: HeadingKind
    text: str
    kana: str
    key: str
    runs: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One title as the index sees it. Text columns hold tokens parted by blanks."""

    grams: tuple[str, str, str, str, str]  # title, creator, publisher, subject, series
    runs: tuple[str, str, str, str, str]
    exact: str
    counted: frozenset[str]
    facets: tuple[str, ...]
    headings: tuple[HeadingEntry, ...]
    folded: str
    reading: str


def grams(folded: str) -> str:
    """Bigrams and the trailing single of each word: 夏目漱石 → 夏目 目漱 漱石 石.

    The single stands between two words, so that a phrase never crosses a break.
    """
    made: list[str] = []
    for word in folded.split(" "):
        made += [word[at : at + 2] for at in range(len(word) - 1)]
        made.append(word[-1:])
    return " ".join(made)


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


@dataclass(frozen=True, slots=True)
class _Text:
    """One text of a title, with its reading: forms to search in, starts of words, whole keys."""

    forms: tuple[str, ...]
    starts: tuple[str, ...]
    keys: tuple[str, ...]


_NONE = _Text((), (), ())


def _text_of(text: str, kana: str, *, name: bool = False) -> _Text:
    """`name`: a person's, of which the parts are searched in one piece too (夏目, 漱石)."""
    written = fold(text)
    if not written:
        return _NONE
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
        keys.append(whole)
    return _Text(tuple(forms), tuple(starts), tuple(dict.fromkeys(keys)))


# Names, subjects and publishers come again and again; titles do not.
_text_again = lru_cache(maxsize=20_000)(_text_of)


def _joined(texts: Iterable[_Text]) -> tuple[str, str, list[str]]:
    """Searchable forms, runs and keys of several texts as one column."""
    forms: dict[str, None] = {}
    starts: dict[str, None] = {}
    keys: dict[str, None] = {}
    for text in texts:
        forms.update(dict.fromkeys(text.forms))
        starts.update(dict.fromkeys(text.starts))
        keys.update(dict.fromkeys(text.keys))
    return " ".join(forms), " ".join(starts), list(keys)


def entry_of(title: Title) -> Entry:
    """Everything the index must know of `title`."""
    own = _text_of(title.title, title.kana)
    columns = (
        _joined((own, *_title_texts(title))),
        _joined(_text_again(one.name, one.kana, name=True) for one in title.creators),
        _joined((_text_again(title.publisher, ""),)),
        _joined(_text_again(one, "") for one in title.subjects),
        _joined((_text_again(title.series, title.series_kana),)),
    )
    folded = " ".join(column[0] for column in columns if column[0])
    gram_columns = tuple(grams(column[0]) if column[0] else "" for column in columns)
    return Entry(
        grams=gram_columns,  # type: ignore[arg-type]
        runs=tuple(column[1] for column in columns),  # type: ignore[arg-type]
        exact=" ".join(_exact(columns)),
        counted=_counted(gram_columns, folded),
        facets=facets_of(title),
        headings=tuple(_headings(title, own)),
        folded=folded,
        reading=own.keys[-1] if own.keys else "",
    )


def _title_texts(title: Title) -> Iterator[_Text]:
    """Beside the title itself: with its volume, and its subtitle."""
    if title.volume:
        yield _text_of(f"{title.title} {title.volume}", "")
    if title.subtitle:
        yield _text_of(title.subtitle, "")


COLUMN_MARKS = "tapsr"
"""One letter for each text column, in order: title, creator (a), publisher, subject, series."""


def _exact(columns: tuple[tuple[str, str, list[str]], ...]) -> Iterator[str]:
    for mark, column in zip(COLUMN_MARKS, columns, strict=True):
        for key in column[2]:
            yield exact_token(mark, key)


def exact_token(mark: str, key: str) -> str:
    """The token of a whole heading; `mark` tells in which column it stands."""
    return mark + key[:KEY]


_KANA_THREE = re.compile(r"(?=([ァ-ヺ]{3}))")


def _counted(gram_columns: tuple[str, ...], folded: str) -> frozenset[str]:
    """Terms whose number of titles is kept: bigrams, and kana in threes (what may follow two)."""
    terms = {term for column in gram_columns for term in column.split(" ") if len(term) == 2}
    terms.update(_KANA_THREE.findall(folded))
    return frozenset(terms)


def facets_of(title: Title) -> tuple[str, ...]:
    """Names of the filters this title passes (kind, branch, free, year, decade, ndc)."""
    names = {f"kind:{title.kind}"}
    for copy in title.copies:
        names.add(f"branch:{copy.branch}")
        if copy.status is CopyStatus.AVAILABLE:
            names.add(f"free:{copy.branch}")
            names.add("free")
    if title.year is not None:
        names.update((f"year:{title.year}", f"decade:{title.year // 10}"))
    digits = re.match(r"\d{1,3}", title.ndc.strip())
    if digits:
        names.update(f"ndc:{digits.group()[:length]}" for length in range(1, digits.end() + 1))
    return tuple(sorted(names))


def _headings(title: Title, own: _Text) -> Iterator[HeadingEntry]:
    shown = "" if title.kana_generated else title.kana
    yield from _heading(HeadingKind.TITLE, title.title, shown, own)
    for one in dict.fromkeys(title.creators):
        yield from _heading(
            HeadingKind.CREATOR, one.name, one.kana, _text_again(one.name, one.kana, name=True)
        )
    series = _text_again(title.series, title.series_kana)
    if title.series and title.series != title.title:
        yield from _heading(HeadingKind.SERIES, title.series, title.series_kana, series)
    for subject in dict.fromkeys(title.subjects):
        yield from _heading(HeadingKind.SUBJECT, subject, "", _text_again(subject, ""))


HEAD_MARK = "\ue000"
"""Stands before the run from the very start of a heading."""


def _heading(kind: HeadingKind, text: str, kana: str, folded: _Text) -> Iterator[HeadingEntry]:
    if not folded.keys:
        return
    heads = [HEAD_MARK + key[:RUN] for key in folded.keys]
    yield HeadingEntry(kind, text, kana, folded.keys[-1], " ".join((*heads, *folded.starts)))
