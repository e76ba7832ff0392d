"""What one title puts into the index: pieces of text, whole headings, filters, suggested headings.

Pure. `entry_of` gives the same answer for the same title for ever (within one schema version), so
that a change can take out of the index exactly what was put in.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from kiosk.catalogue.answers import HeadingKind
from kiosk.catalogue.fold import fold
from kiosk.catalogue.records import Title
from kiosk.catalogue.terms import is_sure, name_key
from kiosk.catalogue.told import Told, told

RUN = 3
"""Letters kept of how a word starts."""
FORM, COLUMN = "\n", "\x1d"
"""What stands between the forms of a column, and between columns, in a title's folded text."""
_KEPT = 20_000
_RUNS = re.compile(
    r"(?:(?<![^ ])|(?<=[ァ-ヺ])(?![ァ-ヺ])|(?<=[a-z])(?=[0-9])|(?<=[^ -~])(?=[!-~]))"
    rf"(?=([^ ]{{1,{RUN}}}))"
)
_DOT = re.compile("[-・=゠‐'’]")
_JOINED_DOT = re.compile(r"(?<=[ァ-ヺー])[・=゠](?=[ァ-ヺ])|(?<=[A-Za-z])[-‐'’](?=[A-Za-z])")


class HeadingEntry(NamedTuple):
    """A heading to suggest. `identity` is what makes it one of its own: text, kind, kana, key;
    the key is its folded reading (or text) in one piece. `opening` and `runs`: the first letters
    of the whole, and of its words, parted by FORM."""

    identity: tuple[str, str, str, str]
    opening: str
    runs: str


class Column(NamedTuple):
    """One searchable column of one title: its folded forms, the first letters of their words, and
    the whole headings."""

    forms: str
    runs: str
    wholes: tuple[str, ...]


_Headings = tuple[HeadingEntry, ...]


class Entry(NamedTuple):
    """One title as the index sees it; columns in the order of COLUMNS, None where empty.

    `opening`: the first letters of the title itself; `filters`: those it passes, the wider ones
    included, in parts that come again with many titles, and no filter lies in one of another part;
    `offered`: headings, by the column they come from; `named`: keys of its names.
    """

    columns: tuple[Column | None, ...]
    opening: str
    filters: tuple[tuple[str, ...], ...]
    offered: tuple[_Headings, ...]
    named: tuple[int, ...]

    @property
    def facets(self) -> tuple[str, ...]:
        """All filters it passes."""
        return tuple([name for part in self.filters for name in part])

    @property
    def headings(self) -> _Headings:
        """All headings it offers."""
        return _chained(self.offered)

    @property
    def forms(self) -> str:
        """All folded text; the first form is the one that is sorted by."""
        return COLUMN.join([column.forms if column else "" for column in self.columns])


class _Text(NamedTuple):
    """One text of a title, with its reading: forms to search in, first letters of words, keys."""

    forms: Sequence[str]
    runs: Sequence[str]
    keys: Sequence[str]


_NO_TEXT = _Text((), (), ())


def _text_of(text: str, kana: str, *, name: bool = False) -> _Text:
    """`name`: a person's, of which the parts are searched in one piece too (夏目, 漱石)."""
    written = fold(text)
    if not written:
        return _NO_TEXT
    bare = written.replace(" ", "")
    forms = [written, bare] if name and bare != written else [written]
    runs = _runs(written)
    keys = [bare]
    if _DOT.search(text):
        closed = _JOINED_DOT.sub("", text)
        if closed != text:
            joined = fold(closed)
            runs += _runs(joined)
            if joined not in forms:
                forms.append(joined)
    reading = fold(kana) if kana else ""
    if reading:
        whole = reading.replace(" ", "")
        at = 0
        for word in reading.split(" "):
            runs.append(whole[at : at + RUN])
            at += len(word)
        if whole not in forms:
            forms.insert(0, whole)
        if whole != bare:
            keys.append(whole)
    return _Text(forms, runs, keys)


def _runs(written: str) -> list[str]:
    """How words start; where the script changes a word may start too."""
    return _RUNS.findall(written)


def _column(texts: Sequence[_Text]) -> Column | None:
    if len(texts) == 1:
        forms, runs, keys = texts[0]  # each once, as it was made
    else:
        once = dict.fromkeys
        forms = [*once([form for text in texts for form in text.forms])]
        runs = [run for text in texts for run in text.runs]
        keys = [*once([key for text in texts for key in text.keys])]
    return Column(FORM.join(forms), FORM.join(runs), tuple(keys)) if forms else None


def _opening(keys: Sequence[str]) -> str:
    return FORM.join([key[:RUN] for key in keys])


def entry_of(title: Title) -> Entry:
    """Everything the index must know of `title`."""
    return entry_from(told(title))


def entry_from(title: Told) -> Entry:
    """The same, of what was read of a title before."""
    own = _text_of(title.title, title.kana)
    more = _more_texts(title) if title.volume or title.subtitle else ()
    text = _column((own, *more))
    creators, _, named = _creators(title.creators)
    publisher = _publisher(title.publisher)
    subjects, _ = _subjects(title.subjects)
    series, _ = _series(title.series, title.series_kana)
    return Entry(
        columns=(text, creators, publisher, subjects, series),
        opening=_opening(own.keys),
        filters=filters_in(title),
        offered=_offered(title),
        named=named,
    )


def headings_of(title: Title) -> tuple[HeadingEntry, ...]:
    """The headings that a title offers, and nothing else of it."""
    return _chained(_offered(told(title)))


def _chained(offered: tuple[_Headings, ...]) -> _Headings:
    return tuple([heading for some in offered for heading in some])


def _offered(title: Told) -> tuple[_Headings, ...]:
    _, names, _ = _creators(title.creators)
    _, themes = _subjects(title.subjects)
    if title.series == title.title:
        return names, themes
    return names, themes, _series(title.series, title.series_kana)[1]


def _more_texts(title: Told) -> Iterator[_Text]:
    """Beside the title itself: with its volume, and its subtitle."""
    if title.volume:
        volume = fold(title.volume)
        written = fold(title.title)
        whole = f"{written} {volume}".strip()
        if volume and not f" {written}".endswith(f" {volume}"):
            yield _Text((whole,), _runs(volume), (whole.replace(" ", ""),))
    if title.subtitle:
        yield _text_of(title.subtitle, "")


_Keys = tuple[int, ...]
_Part = tuple[Column | None, _Headings]
"""A column and the headings it offers. Those of names come again and again, so they are kept."""


@lru_cache(maxsize=_KEPT)
def _creators(names: tuple[tuple[str, str], ...]) -> tuple[Column | None, _Headings, _Keys]:
    texts = {(name, kana): _text_of(name, kana, name=True) for name, kana in names}
    found = [_heading(HeadingKind.CREATOR, *name, text) for name, text in texts.items()]
    headings = dict.fromkeys([one for some in found for one in some])
    words = {word for name in texts for word in _words(*name) if not is_sure(word)}
    return _column([*texts.values()]), tuple(headings), tuple(map(name_key, sorted(words)))


def _words(name: str, kana: str) -> Iterator[str]:
    """The words of a name and the whole of it, as it is written and as it is read: all of them
    stand in one piece in its forms."""
    for folded in (fold(name), fold(kana)):
        words = folded.split()
        yield from words
        if len(words) > 1:
            yield "".join(words)


@lru_cache(maxsize=_KEPT)
def _publisher(name: str) -> Column | None:
    return _column((_text_of(name, ""),))


@lru_cache(maxsize=_KEPT)
def _subjects(subjects: tuple[str, ...]) -> _Part:
    texts = {one: _text_of(one, "") for one in subjects}
    headings = [_heading(HeadingKind.SUBJECT, one, "", text) for one, text in texts.items()]
    return _column([*texts.values()]), tuple([one for some in headings for one in some])


@lru_cache(maxsize=_KEPT)
def _series(series: str, kana: str) -> _Part:
    text = _text_of(series, kana)
    return _column((text,)), _heading(HeadingKind.SERIES, series, kana, text)


def _heading(kind: HeadingKind, text: str, kana: str, folded: _Text) -> _Headings:
    if not folded.keys:
        return ()
    identity = (text, kind.value, kana, folded.keys[-1])
    runs = FORM.join(dict.fromkeys(folded.runs))
    return (HeadingEntry(identity, _opening(folded.keys), runs),)


def filters_of(title: Title) -> tuple[tuple[str, ...], ...]:
    """Names of the filters this title passes: kind, branch, free (there, and anywhere), year,
    decade, ndc (one to three digits), language, audience; in parts, as `Entry.filters`."""
    return filters_in(told(title))


def filters_in(title: Told) -> tuple[tuple[str, ...], ...]:
    """The same, of what was read of a title before."""
    return (
        _places(title.kind, title.places),
        _years(title.year),
        _classes(title.ndc[:4]),
        _readers(title.language, title.audience),
    )


@lru_cache(maxsize=_KEPT)
def _places(kind: str, places: tuple[tuple[str, bool], ...]) -> tuple[str, ...]:
    names = {f"kind:{kind}"}
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
