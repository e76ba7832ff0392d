"""Real titles and readings, in the three ways in which readings are written."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.catalogue.fold import fold_kana
from kiosk.catalogue.records import Creator, Title
from kiosk.catalogue.search import Catalogue, Query, Tier
from tests.unit.catalogue.conftest import built

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
AOZORA = DATA / "aozora" / "aozora_works.tsv"
MANGA = DATA / "manga" / "madb_manga_titles.csv"

pytestmark = pytest.mark.skipif(
    not (AOZORA.exists() and MANGA.exists()), reason="../shared/data is not here"
)


def _aozora() -> Iterator[Title]:
    with AOZORA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            pairs = zip(row["authors"].split("|"), row["author_yomis"].split("|"), strict=False)
            creators = tuple(Creator(name, kana) for name, kana in pairs if name)
            yield Title(f"A{row['work_id']}", row["title"], row["title_yomi"], creators=creators)


def _manga() -> Iterator[Title]:
    with MANGA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Title(f"M{row['id']}", row["title"], row["title_yomi"])


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    titles = [*list(_aozora())[::20], *list(_manga())[::40]]
    catalogue = Catalogue(built(tmp_path_factory.mktemp("real") / "catalogue.db", titles))
    yield catalogue
    catalogue.close()


def _sample(titles: Iterator[Title], every: int) -> list[Title]:
    return [title for title in list(titles)[::every] if title.title and title.kana]


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


def test_folding_merges_few_real_titles() -> None:
    readings = {title.kana.replace(" ", "") for title in (*_aozora(), *_manga()) if title.kana}
    folded = {fold_kana(reading) for reading in readings}
    assert len(readings) - len(folded) < len(readings) * 0.02


def test_each_key_on_the_way_to_a_title_is_alive(shelf: Catalogue) -> None:
    for title in _sample(_aozora(), 800):
        reading = "".join(one for one in title.kana if "ぁ" <= one <= "ん" or one == "ー")[:9]
        if reading != title.kana[: len(reading)]:
            continue
        for at, kana in enumerate(reading):
            assert kana in shelf.suggest(reading[:at]).next_kana, (reading, at)
