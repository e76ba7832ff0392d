"""Real titles and readings, in the three ways in which readings are written."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

from central.importers.reading import run
from demo.bench.search_engines import Answer
from demo.bench.search_near import near_spellings
from kiosk.catalogue.board import BOARD
from kiosk.catalogue.fold import as_spelt, fold, fold_kana, unvoiced
from kiosk.catalogue.records import Creator, Title
from kiosk.catalogue.search import Catalogue, Query, Tier
from tests.unit.catalogue.conftest import built
from tests.unit.catalogue.headings import spellings

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
AOZORA = DATA / "aozora" / "aozora_works.tsv"
MANGA = DATA / "manga" / "madb_manga_titles.csv"
MARC = DATA / "marc" / "japanmarc" / "marc21.dat"

pytestmark = pytest.mark.skipif(
    not (AOZORA.exists() and MANGA.exists() and MARC.exists()),
    reason="../shared/data is not here",
)


@cache
def _aozora() -> tuple[Title, ...]:
    return tuple(_aozora_rows())


@cache
def _manga() -> tuple[Title, ...]:
    return tuple(_manga_rows())


@cache
def _marc() -> tuple[Title, ...]:
    found: list[Title] = []
    run(MARC, found.extend)
    return tuple(found)


def _aozora_rows() -> Iterator[Title]:
    with AOZORA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            pairs = zip(row["authors"].split("|"), row["author_yomis"].split("|"), strict=False)
            creators = tuple(Creator(name, kana) for name, kana in pairs if name)
            yield Title(f"A{row['work_id']}", row["title"], row["title_yomi"], creators=creators)


def _manga_rows() -> Iterator[Title]:
    with MANGA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Title(f"M{row['id']}", row["title"], row["title_yomi"])


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    titles = [*_aozora()[::20], *_manga()[::40], *_marc()]
    catalogue = Catalogue(built(tmp_path_factory.mktemp("real") / "catalogue.db", titles))
    yield catalogue
    catalogue.close()


def _sample(titles: Sequence[Title], every: int) -> list[Title]:
    return [title for title in titles[::every] if title.title and title.kana]


def _found(catalogue: Catalogue, text: str, title: Title) -> Tier | None:
    hits = catalogue.search(Query(text, limit=200)).hits
    return next((hit.tier for hit in hits if hit.title.id == title.id), None)


def test_every_title_is_found_by_its_reading_and_its_text(shelf: Catalogue) -> None:
    for title in (*_sample(_aozora(), 400), *_sample(_manga(), 800)):
        if len(fold_kana(title.kana)) < 2:
            continue
        joined = title.kana.replace(" ", "").replace("\u3000", "")
        assert _found(shelf, joined, title) is Tier.EXACT, title.kana
        assert _found(shelf, title.title, title) is Tier.EXACT, title.title


def test_a_reading_may_be_typed_as_it_sounds(shelf: Catalogue) -> None:
    spelt = str.maketrans("はへを", "わえお")
    for title in _sample(_aozora(), 400):
        if len(fold_kana(title.kana)) > 1:
            assert _found(shelf, title.kana.translate(spelt), title) is Tier.EXACT, title.kana


def test_every_spelling_of_a_real_heading_finds_it(shelf: Catalogue) -> None:
    for title in (*_sample(_aozora(), 400), *_sample(_manga(), 1600), *_sample(_marc(), 12)):
        headings = [title.title, *(one.name for one in title.creators[:1])]
        for text in (one for one in headings if len(fold(one)) > 1):
            for habit, spelt in spellings(text).items():
                assert fold(spelt).replace(" ", "") == fold(text).replace(" ", ""), (spelt, habit)
                if habit == "no space":  # offered, not found: breaks are kept in what is searched
                    assert text in [one.text for one in shelf.suggest(spelt).headings], spelt
                else:
                    assert _found(shelf, spelt, title) is Tier.EXACT, (spelt, habit)


def test_readings_of_two_tables_meet() -> None:
    """Of 280 titles that both tables have, with 11 readings written alike, 265 meet: the others
    are read otherwise (がんぐ, オモチャ)."""
    one, other = _readings(_aozora()), _readings(_manga())
    both = [text for text in one.keys() & other.keys() if len(text) > 1]
    alike = [text for text in both if _joined(one[text]) == _joined(other[text])]
    meet = [text for text in both if fold_kana(one[text]) == fold_kana(other[text])]
    assert len(both) > 200
    assert len(alike) < len(both) * 0.1
    assert len(meet) > len(both) * 0.94


def _readings(titles: Iterable[Title]) -> dict[str, str]:
    return {fold(one.title).replace(" ", ""): one.kana for one in titles if one.kana}


def _joined(reading: str) -> str:
    return "".join(reading.split())


def test_folding_by_sound_merges_few_real_titles() -> None:
    """Of 54,266 headings 32, all of them one word in two spellings; of 49,473 readings 46. Without
    dakuten 122 readings more fall together, so that stays a last resort."""
    real = [*_aozora(), *_manga(), *_marc()]
    headings = {as_spelt(title.title) for title in real if title.title}
    readings = {as_spelt(title.kana) for title in real if title.kana}
    assert len(headings) > 54_000
    for written, share in ((headings, 0.001), (readings, 0.0015)):
        folded = {fold_kana(text) for text in written}
        assert len(written) - len(folded) < len(written) * share
    sounds = {fold_kana(text) for text in readings}
    assert len(sounds) - len({unvoiced(text) for text in sounds}) > 100


def test_a_heading_is_offered_on_the_way_to_it(shelf: Catalogue) -> None:
    """From its whole reading first or among its equals, and from the first kana where few are."""
    for title in (*_sample(_aozora(), 400), *_sample(_manga(), 1600), *_sample(_marc(), 24)):
        creators = [(one.name, one.kana) for one in title.creators[:1] if one.kana]
        for text, kana in ((title.title, title.kana), *creators):
            reading = fold_kana(kana)
            if len(reading) > 1:
                offered = shelf.suggest(kana.replace(" ", ""), 12).headings
                assert text in [one.text for one in offered], kana
            for length in range(1, len(reading)):
                if shelf.suggest(reading[:length]).headings == ():
                    pytest.fail(f"nothing is offered at {reading[:length]}")


def test_no_key_is_dimmed_that_finds_and_none_lives_that_does_not(shelf: Catalogue) -> None:
    """Every key of the board after the beginnings of real readings."""
    voiced = {plain: marked for marked, plain in _UNVOICED.items()}
    half = {"は": "ぱ", "ひ": "ぴ", "ふ": "ぷ", "へ": "ぺ", "ほ": "ぽ"}
    for at, title in enumerate(_sample(_aozora(), 800)):
        typed = fold_kana(title.kana)[: at % 5]
        live = shelf.suggest(typed).next_kana
        for kana in BOARD:
            either = kana + voiced.get(kana, "") + half.get(kana, "")
            finds = any(shelf.search(Query(typed + one, limit=1)).total for one in either)
            assert (kana in live) == finds, (typed, kana)


_UNVOICED = dict(
    zip("がぎぐげござじずぜぞだぢづでどばびぶべぼゔ",
        "かきくけこさしすせそたちつてとはひふへほう", strict=True)
)  # fmt: skip


def test_one_wrong_letter_still_offers_the_heading(shelf: Catalogue) -> None:
    titles = [*_aozora()[::20], *_manga()[::40]]
    near = near_spellings(Asked(shelf), [one for one in titles if one.kana], 3, most=100)
    assert near.asked == 100
    assert near.share >= 0.9, (near.made, near.righted)


class Asked:
    """A catalogue as the bench asks it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def ask(self, query: Query) -> Answer:
        found = self._catalogue.search(query)
        return Answer(tuple(hit.title for hit in found.hits), found.total)

    def near(self, text: str) -> Sequence[str]:
        offered = self._catalogue.suggest(text)
        return [heading.text for heading in (*offered.headings, *offered.near)]

    def close(self) -> None:
        """Its owner closes it."""


def test_each_key_on_the_way_to_a_title_is_alive(shelf: Catalogue) -> None:
    for title in _sample(_aozora(), 800):
        reading = "".join(one for one in title.kana if "ぁ" <= one <= "ん" or one == "ー")[:9]
        if reading != title.kana[: len(reading)]:
            continue
        for at, kana in enumerate(reading):
            assert kana in shelf.suggest(reading[:at]).next_kana, (reading, at)
