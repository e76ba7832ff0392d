"""What to offer while someone types: headings that start so, near spellings where nothing does.

Titles are offered off the sets of the search itself; names, series and subjects off their own.
Works inside the caller's read transaction; reads only.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from kiosk.catalogue.answers import Heading, HeadingKind, Suggestions
from kiosk.catalogue.board import LETTERS, found_any, next_kana
from kiosk.catalogue.entry import COLUMN, FORM, RUN
from kiosk.catalogue.fold import as_spelt, fold_kana, is_kana, unvoiced
from kiosk.catalogue.ids import Ids
from kiosk.catalogue.numerals import respelt
from kiosk.catalogue.plan import MAX_TEXT, words_of
from kiosk.catalogue.reader import Reader
from kiosk.catalogue.records import Title
from kiosk.catalogue.schema import unreadable
from kiosk.catalogue.terms import HEAD, START, drawer, grams, key_of

_NEAR_SCAN = 400
_SLIPS = 500
_HANDFUL = 48


_Test = Callable[[str], bool]
"""Whether a folded form of a heading is meant."""


class _Found(NamedTuple):
    """A heading with what it is ordered by."""

    text: str
    kana: str
    kind: HeadingKind
    key: str
    weight: int
    titles: int


def suggest(reader: Reader, typed: str, limit: int) -> Suggestions:
    """Headings that start with `typed`, best first; near ones where there are none."""
    typed = typed[:MAX_TEXT]
    key = fold_kana(typed)
    found = headings(reader, typed, key, limit) if key else ()
    near: tuple[Heading, ...] = ()
    if key and not found and not found_any(reader, words_of(typed)):
        near = _other_numerals(reader, typed, limit) or nearby(reader, key, limit)
    return Suggestions(found, next_kana(reader, typed), near)


def _other_numerals(reader: Reader, typed: str, limit: int) -> tuple[Heading, ...]:
    """3つ where 三つ stands, and the other way."""
    for text in respelt(typed):
        found = headings(reader, text, fold_kana(text), limit)
        if found:
            return found
    return ()


def headings(reader: Reader, typed: str, key: str, limit: int) -> tuple[Heading, ...]:
    """Whole headings first, then those spelt as typed, then by weight; inner words come last.

    Of one or two kana whole headings take half of the room: most who typed them will go on.
    """
    spelt, kana = as_spelt(typed), is_kana(key)
    few = kana and len(key) < RUN
    heads = _starting(reader, key, limit * 4, within=False)
    if len(key) > 1 or not kana:
        heads += _whole(reader, key, limit)
    heads.sort(key=lambda one: (not _spelt_so(one, spelt), -one.weight))
    kept = _once_each(heads)
    wholes = [one for one in kept if one.key == key or (not kana and fold_kana(one.text) == key)]
    best = list(dict.fromkeys([*wholes[: limit // 2 if few else limit], *kept]))[:limit]
    if len(best) < limit and len(key) > 1:
        inner = _starting(reader, key, limit * 4, within=True)
        inner.sort(key=lambda one: -one.weight)
        there = {(one.text, one.kind) for one in best}
        best += [one for one in _once_each(inner) if (one.text, one.kind) not in there]
    return tuple(_heading(reader, one) for one in best[:limit])


def _once_each(heads: Iterable[_Found]) -> list[_Found]:
    """One of those that differ only in how their reading is written, or whether it is."""
    kept: list[_Found] = []
    places: dict[tuple[str, str], list[int]] = {}
    for one in dict.fromkeys(heads):
        alike = places.setdefault((one.text, one.kind), [])
        at = next((at for at in alike if _one_reading(kept[at], one.kana)), None)
        if at is None:
            alike.append(len(kept))
            kept.append(one)
            continue
        known = kept[at]
        kept[at] = known._replace(
            kana=min(filter(None, (known.kana, one.kana)), default=""),
            key=known.key if known.kana else one.key,
            titles=known.titles + one.titles,
        )
    return kept


def _one_reading(one: _Found, kana: str) -> bool:
    return not one.kana or not kana or fold_kana(one.kana) == fold_kana(kana)


def _whole(reader: Reader, key: str, limit: int) -> list[_Found]:
    """Headings that are just so, however many more wanted ones only start so."""
    there = drawer(key)
    names = _names(reader, reader.headings.ids(there, "t"), lambda form: form == key)
    titles = _titles(reader, reader.titles.ids(there, "t"), lambda form: form == key)
    return [*islice(names, limit), *_merged(islice(titles, _HANDFUL))]


def _starting(reader: Reader, key: str, limit: int, *, within: bool) -> list[_Found]:
    """Headings that start so (or in which a word does), the most wanted of each sort."""
    run = key_of(START if within else HEAD, key[:RUN])
    if len(key) <= RUN:
        return _under(reader, run, limit, None)
    if within:
        return _under(reader, run, limit, lambda form: key in form, key)
    return _under(reader, run, limit, lambda form: form.startswith(key), key)


def _under(
    reader: Reader, run: int, limit: int, fits: _Test | None, rest: str = ""
) -> list[_Found]:
    """Headings under a term of which a folded form fits."""
    names = _names(reader, reader.headings.ids(run, "t"), fits)
    titles: list[_Found] = []
    for ids in _likely(reader, reader.titles.ids(run, "t"), rest):
        titles = list(islice(_titles(reader, ids, fits), limit))
        if titles:
            break
    return [*islice(names, limit), *_merged(titles)]


def _likely(reader: Reader, ids: Ids, rest: str) -> Iterator[Ids]:
    """First those in which the rest stands too, so that few are read; then all."""
    if len(rest) >= RUN and len(ids) > _HANDFUL:
        likely = ids
        for piece in grams(rest, reader.frequent):
            likely = likely & reader.titles.ids(piece, "t")
        yield likely
    yield ids


def _kind(stored: str) -> HeadingKind:
    try:
        return HeadingKind(stored)
    except ValueError:
        raise unreadable("a heading") from None


def _names(reader: Reader, ids: Ids, fits: _Test | None) -> Iterator[_Found]:
    for some in _handfuls(ids):
        marks = ", ".join("?" * len(some))
        rows = reader.db.execute(
            "SELECT text, kana, kind, key, weight, n FROM heading "
            f"WHERE hid IN ({marks}) ORDER BY hid",
            some,
        )
        for text, kana, kind, own, weight, count in rows.fetchall():
            if fits is None or fits(own) or fits(fold_kana(text)):
                yield _Found(text, kana, _kind(kind), own, weight, count)


def _titles(reader: Reader, ids: Ids, fits: _Test | None) -> Iterator[_Found]:
    for some in _handfuls(ids):
        fitting: Sequence[int] = some
        if fits is not None:
            fitting = [
                docid
                for docid, forms in reader.briefs(some)
                if any(map(fits, forms.split(COLUMN, 1)[0].replace(" ", "").split(FORM)))
            ]
        records = reader.records(fitting)
        for docid in fitting:
            title = records[docid]
            key = fold_kana(title.kana) or fold_kana(title.title)
            weight = (title.popularity + 1) * 8
            yield _Found(title.title, _shown(title), HeadingKind.TITLE, key, weight, 1)


def _handfuls(ids: Iterable[int]) -> Iterator[tuple[int, ...]]:
    """The best of a set, a handful at a time, and no more than are worth reading."""
    source = islice(ids, _NEAR_SCAN)
    while some := tuple(islice(source, _HANDFUL)):
        yield some


def _merged(titles: Iterable[_Found]) -> list[_Found]:
    """One heading for titles of the same words, with the wanting of all."""
    held: dict[tuple[str, str, str], _Found] = {}
    for one in titles:
        name = one.text, one.kana, one.key
        known = held.get(name)
        held[name] = one._replace(weight=one.weight + (known.weight if known else 0))
    return list(held.values())


def _spelt_so(one: _Found, spelt: str) -> bool:
    return as_spelt(one.kana).startswith(spelt) or as_spelt(one.text).startswith(spelt)


def _heading(reader: Reader, one: _Found) -> Heading:
    count = one.titles
    if one.kind is HeadingKind.TITLE:
        count = _same_titles(reader, one)
    return Heading(one.text, one.kana, one.kind, count)


def _same_titles(reader: Reader, one: _Found) -> int:
    """How many titles are called so. A drawer holds hardly anything else."""
    ids = reader.titles.ids(drawer(fold_kana(one.text)), "t")
    if len(ids) > _HANDFUL:
        return len(ids)
    records = reader.records(list(ids)).values()
    return sum(title.title == one.text and _one_reading(one, _shown(title)) for title in records)


def _shown(title: Title) -> str:
    """Its reading, where a person wrote it."""
    return "" if title.kana_generated else title.kana


def nearby(reader: Reader, key: str, limit: int) -> tuple[Heading, ...]:
    """Headings whose start is one slip away: a letter too many, too few, swapped, voiced, wrong."""
    if len(key) < 2:
        return ()
    found: dict[_Found, None] = {}
    for slip in _living(reader, _slips(key)):
        found.update(dict.fromkeys(_starting(reader, slip, limit, within=False)))
    for start in (key[:3], key[:2], key[:1]):
        if len(key) > 2:
            some = _ending(reader, key_of(HEAD, start), key)
            found.update((one, None) for one in some)
    order = sorted(_once_each(found), key=lambda one: _distance(key, one))
    return tuple(_heading(reader, one) for one in order[:limit])


def _distance(key: str, one: _Found) -> tuple[bool, bool, int]:
    """What differs in marks only comes first, then what is as long, then the more wanted."""
    marks = unvoiced(one.key)[: len(key)] != unvoiced(key)
    return marks, abs(len(one.key) - len(key)) > 1, -one.weight


def _ending(reader: Reader, run: int, key: str) -> list[_Found]:
    """Headings under a term that are one letter apart; of titles those that end alike first."""

    def fits(form: str) -> bool:
        return _one_apart(key, form)

    names = _names(reader, reader.headings.ids(run, "t"), fits)
    rest = key[-RUN:] if len(key) > RUN * 2 - 1 else ""
    titles: list[_Found] = []
    for ids in _likely(reader, reader.titles.ids(run, "t"), rest):
        titles += _titles(reader, ids, fits)
    return [*names, *_merged(dict.fromkeys(titles))]


def _living(reader: Reader, slips: list[str]) -> list[str]:
    """Those that any heading starts with, as far as its first letters tell."""
    runs = {slip: key_of(HEAD, slip[:RUN]) for slip in slips}
    keys = list(set(runs.values()))
    there = {**reader.titles.sizes(keys), **reader.headings.sizes(keys)}
    return [slip for slip in slips if runs[slip] in there]


def _slips(key: str) -> list[str]:
    """Spellings one deletion, swap, voiced mark or early letter away, without `key` itself."""
    made: dict[str, None] = {}
    for at, letter in enumerate(key):
        for other in _VOICES.get(letter, ""):
            made[key[:at] + other + key[at + 1 :]] = None
    for at in range(len(key) - 1):
        made[key[:at] + key[at + 1] + key[at] + key[at + 2 :]] = None
    if len(key) > 2:
        for at in range(len(key)):
            made[key[:at] + key[at + 1 :]] = None
        made.update((letter + key[1:], None) for letter in sorted(LETTERS))
    if len(key) > 3:
        for at in range(RUN):
            made.update((key[:at] + one + key[at:], None) for one in sorted(LETTERS))
    made.pop(key, None)
    return list(made)[:_SLIPS]


def _voices() -> dict[str, str]:
    families: dict[str, set[str]] = {}
    for letter in LETTERS:
        families.setdefault(unvoiced(letter), set()).add(letter)
    return {
        letter: "".join(sorted(family - {letter}))
        for family in families.values()
        for letter in family
    }


_VOICES = _voices()


def _one_apart(key: str, other: str) -> bool:
    """Whether `other` starts with `key` but for one letter put in, left out or exchanged."""
    at = next((n for n, (a, b) in enumerate(zip(key, other, strict=False)) if a != b), None)
    if at is None:
        return len(other) >= len(key) - 1
    rest = key[at:]
    return (
        other[at + 1 :].startswith(rest)
        or other[at:].startswith(rest[1:])
        or other[at + 1 :].startswith(rest[1:])
    )
