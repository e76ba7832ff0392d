"""From a key to its results: first the catalogue alone, then the real window, painted offscreen.

Words are readings of titles and people that stand in the catalogue, typed key by key as a patron
does. The window is the product's own, over a terminal that got its catalogue from a central.
"""

import os
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from demo.bench.figures import Figure, Report
from demo.bench.shelf import laying, require_catalogue, titles_of
from demo.world import Plan, World, open_world
from kiosk.catalogue.records import Title
from kiosk.catalogue.search import Query
from kiosk.circulation.facts import Kind
from kiosk.desk.desk import Desk

LONGEST = 8
"""Letters typed of a word: by then a patron has found it, or never will."""
LIVE_ROWS = 8
HEADINGS = 6
ENGINE_MS = 15.0
SCREEN_MS = 100.0


def measure(titles: int, words: int, *, window: bool, seed: int) -> Report:
    """Type `words` words into a catalogue of `titles`; milliseconds per key."""
    begun = time.perf_counter()

    with open_world(Plan(lay=laying(titles, seed))) as world:
        require_catalogue(world, titles)
        laid = time.perf_counter() - begun
        typed = words_of(titles_of(titles, seed, ["here"]), titles, words, seed)
        figures = engine(world.desk, typed)
        if window:
            figures += screen(world, typed)
    return Report("keys", {"titles": titles, "words": words, "laid_s": round(laid, 1)}, figures)


def words_of(titles: Iterable[Title], among: int, words: int, seed: int) -> tuple[str, ...]:
    """Readings to type, in hiragana: of titles and of creators in turn."""
    chance = random.Random(seed)  # noqa: S311 - a choice that can be repeated, no secret
    places = sorted(chance.sample(range(among), min(words, among)))
    found = []
    for number, title in enumerate(_at(titles, places)):
        reading = title.creators[0].kana if number % 2 and title.creators else title.kana
        found.append(hiragana(reading)[:LONGEST])
    return tuple(word for word in found if word)


def _at(titles: Iterable[Title], places: Sequence[int]) -> Iterator[Title]:
    source, passed = iter(titles), 0
    for place in places:
        yield from islice(source, place - passed, place - passed + 1)
        passed = place + 1


def hiragana(reading: str) -> str:
    """Only kana, as the keys of the board write them."""
    kana = (chr(ord(one) - 0x60) if "ァ" <= one <= "ヶ" else one for one in reading)
    return "".join(one for one in kana if "ぁ" <= one <= "ん" or one == "ー")


def engine(desk: Desk, words: Sequence[str]) -> list[Figure]:
    """What the desk takes for the list and the suggestions of each key."""
    suggest, search, both, narrowed, counts = [], [], [], [], []
    desk.suggest("", HEADINGS)
    for word in words:
        for length in range(1, len(word) + 1):
            text = word[:length]
            start = time.perf_counter()
            desk.suggest(text, HEADINGS)
            between = time.perf_counter()
            desk.search(Query(text, limit=LIVE_ROWS))
            end = time.perf_counter()
            desk.search(Query(text, kinds=(Kind.BOOK,), available=True))
            filtered = time.perf_counter()
            desk.facets(Query(text))
            suggest.append((between - start) * 1000)
            search.append((end - between) * 1000)
            both.append((end - start) * 1000)
            narrowed.append((filtered - end) * 1000)
            counts.append((time.perf_counter() - filtered) * 1000)
    return [
        Figure("suggestions", "ms", tuple(suggest)),
        Figure("search", "ms", tuple(search)),
        Figure("search with two filters", "ms", tuple(narrowed)),
        Figure("counts per filter, after the list", "ms", tuple(counts)),
        Figure("suggestions and search of a key", "ms", tuple(both), ENGINE_MS),
    ]


def screen(world: World, words: Sequence[str]) -> list[Figure]:
    """From the touch of a key to the frame that shows what it found."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from demo.bench.board import Board

    with Board(world) as board:
        for word in words[:2]:  # fonts and pages are read on first use
            board.type(word)
        strokes = [stroke for word in words for stroke in board.type(word)]
    touched, painted, worked = zip(*strokes, strict=True)
    return [
        Figure("key to its first frame", "ms", touched, SCREEN_MS),
        Figure("key to its results painted", "ms", painted, SCREEN_MS),
        Figure("processor time of that", "ms", worked),
    ]
