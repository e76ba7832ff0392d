"""What is asked in the bench of search: questions of each class, drawn from titles of the corpus.

They are drawn by rule with a seed of their own, so that nothing was tuned on them. Pure.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from demo.bench.keys import hiragana
from kiosk.catalogue.fold import fold
from kiosk.catalogue.records import Title
from kiosk.catalogue.search import Field, Order, Query
from kiosk.circulation.facts import Kind

CLASSES = (
    "1 character",
    "2 characters",
    "3 and more",
    "kana prefix",
    "AND",
    "author=",
    "ISBN",
    "zero hits",
    "very common",
    "three facets",
    "by year",
    "by title",
)
Questions = dict[str, tuple[Query, ...]]
_COMMON = 220
"""Of all pairs of letters in titles, so many are the very common ones."""


def questions(titles: Sequence[Title], each: int, seed: int) -> Questions:
    """Up to `each` different questions for every class."""
    made = {}
    for name, maker in zip(CLASSES, _MAKERS, strict=True):
        chance = random.Random(f"{seed} {name}")  # noqa: S311 - repeatable, no secret
        different = dict.fromkeys(one for one in maker(titles, chance) if fold(one.text))
        made[name] = tuple(islice(different, each))
    return made


def _texts(titles: Sequence[Title], chance: random.Random) -> Iterator[str]:
    """Titles and names as they are written, three to one, for ever."""
    for _ in range(len(titles) * 4):
        title = chance.choice(titles)
        name = title.creators[0].name if title.creators else ""
        yield name if name and chance.random() < 0.25 else title.title


def _pieces(titles: Sequence[Title], chance: random.Random, least: int, most: int) -> Iterator[str]:
    """Stretches of letters with no break inside."""
    for text in _texts(titles, chance):
        length = chance.randint(least, most)
        words = [word for word in text.split() if len(word) >= length and word.isalnum()]
        if words:
            word = chance.choice(words)
            start = chance.randint(0, len(word) - length)
            yield word[start : start + length]


def _one(titles: Sequence[Title], chance: random.Random) -> Iterator[Query]:
    return (Query(text) for text in _pieces(titles, chance, 1, 1))


def _two(titles: Sequence[Title], chance: random.Random) -> Iterator[Query]:
    return (Query(text) for text in _pieces(titles, chance, 2, 2))


def _more(titles: Sequence[Title], chance: random.Random) -> Iterator[Query]:
    return (Query(text) for text in _pieces(titles, chance, 3, 9))


def _kana(titles: Sequence[Title], chance: random.Random) -> Iterator[Query]:
    for _ in range(len(titles)):
        title = chance.choice(titles)
        reading = title.kana
        if title.creators and chance.random() < 0.4:
            reading = title.creators[0].kana
        words = [word for word in map(hiragana, reading.split()) if len(word) > 1]
        if words:
            yield Query(chance.choice(words)[: chance.randint(2, 5)])


def _and(titles: Sequence[Title], chance: random.Random) -> Iterator[Query]:
    """Two stretches of one title, or one of the title and the family name."""
    for _ in range(len(titles)):
        title = chance.choice(titles)
        bits = list(islice(_pieces([replace(title, creators=())], chance, 2, 3), 2))
        if title.creators and chance.random() < 0.4:
            bits[1:] = [title.creators[0].name[:2]]
        if len(set(bits)) == 2:
            yield Query(" ".join(bits))


def _creator(titles: Sequence[Title], chance: random.Random) -> Iterator[Query]:
    for _ in range(len(titles)):
        creators = chance.choice(titles).creators
        if creators:
            one = chance.choice(creators)
            forms = (one.name, one.name[:2], hiragana(one.kana.split(" ")[0]))
            text = chance.choice(forms)
            if fold(text):
                yield Query(text, field=Field.CREATOR)


def _isbn(titles: Sequence[Title], chance: random.Random) -> Iterator[Query]:
    return (Query(one.isbn) for one in chance.sample(titles, len(titles)) if one.isbn)


def _none(titles: Sequence[Title], chance: random.Random) -> Iterator[Query]:
    """Three to six letters drawn from as many titles: together they stand nowhere, or nearly."""
    for _ in range(len(titles)):
        words = [fold(chance.choice(titles).title).replace(" ", "") for _ in range(6)]
        yield Query("".join(chance.choice(word) for word in words if word)[: chance.randint(3, 6)])


def _common(titles: Sequence[Title], chance: random.Random) -> Iterator[Query]:
    pairs = Counter(
        word[at : at + 2]
        for title in titles
        for word in title.title.split()
        for at in range(len(word) - 1)
    )
    common = [pair for pair, _ in pairs.most_common(_COMMON) if pair.isalnum()]
    return (Query(pair) for pair in chance.sample(common, len(common)))


def _facets(titles: Sequence[Title], chance: random.Random) -> Iterator[Query]:
    for query in _pieces(titles, chance, 1, 3):
        at = chance.choice(titles)
        if at.copies:
            yield Query(
                query,
                kinds=(chance.choice((Kind.BOOK, Kind.BOOK, Kind.CD, Kind.MAGAZINE)),),
                branch=at.copies[0].branch,
                year_from=chance.randint(1985, 2020),
            )


def _by(order: Order) -> Callable[[Sequence[Title], random.Random], Iterator[Query]]:
    def made(titles: Sequence[Title], chance: random.Random) -> Iterator[Query]:
        common = (replace(one, order=order) for one in islice(_common(titles, chance), 50))
        other = (replace(one, order=order) for one in _two(titles, chance))
        yield from common
        yield from other

    return made


_MAKERS = (
    _one, _two, _more, _kana, _and, _creator, _isbn, _none, _common, _facets,
    _by(Order.YEAR), _by(Order.TITLE),
)  # fmt: skip
