"""However a patron writes a heading, the title that carries it comes first."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.catalogue.fold import fold, fold_kana
from kiosk.catalogue.records import Title
from kiosk.catalogue.search import Catalogue, Query, Tier
from tests.unit.catalogue.conftest import built
from tests.unit.catalogue.headings import conventions, spellings, titles


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    catalogue = Catalogue(built(tmp_path_factory.mktemp("spelt") / "catalogue.db", titles()))
    yield catalogue
    catalogue.close()


@pytest.mark.parametrize("title", titles(), ids=lambda one: one.title)
def test_every_spelling_finds_the_title(shelf: Catalogue, title: Title) -> None:
    for text in (title.title, title.creators[0].name):
        for habit, spelt in spellings(text).items():
            assert fold(spelt) == fold(text), habit
            hits = shelf.search(Query(spelt)).hits
            assert title.id in [hit.title.id for hit in hits if hit.tier is Tier.EXACT], habit


@pytest.mark.parametrize("title", titles(), ids=lambda one: one.title)
def test_every_convention_of_reading_finds_the_title(shelf: Catalogue, title: Title) -> None:
    for reading in conventions(title.kana):
        assert fold_kana(reading) == fold_kana(title.kana), reading
        for habit, spelt in spellings(reading).items():
            joined = "".join(spelt.split())
            hits = shelf.search(Query(joined)).hits
            assert hits[0].title.id == title.id, (reading, habit)
            assert hits[0].tier is Tier.EXACT


@pytest.mark.parametrize("convention", range(3))
def test_whichever_convention_the_record_has(
    tmp_path_factory: pytest.TempPathFactory, convention: int
) -> None:
    told = [(one, list(conventions(one.kana))) for one in titles()]
    shelf = [Title(one.id, one.title, forms[convention]) for one, forms in told]
    catalogue = Catalogue(built(tmp_path_factory.mktemp("told") / "catalogue.db", shelf))
    for one, forms in told:
        for typed in forms:
            first = catalogue.search(Query("".join(typed.split()))).hits[0]
            assert (first.title.id, first.tier) == (one.id, Tier.EXACT), typed
    catalogue.close()


LETTERS = st.text("七日本猫京都アかはヅ3a", min_size=1, max_size=3)
BREAKS = st.sampled_from([" ", "--", "・", "〜", "、", "!", "(", "★", "\u3000"])


@settings(max_examples=25, deadline=None)
@given(before=LETTERS, sign=BREAKS, after=LETTERS)
def test_nothing_is_found_across_a_break(
    tmp_path_factory: pytest.TempPathFactory, before: str, sign: str, after: str
) -> None:
    text = f"{before}{sign}{after}"
    file = built(tmp_path_factory.mktemp("break") / "catalogue.db", [Title("T1", text)])
    catalogue = Catalogue(file)
    across = before[-1] + after[0]
    # The whole heading may be typed in one piece, and a dot between kana may be left out.
    stands = fold(across) in fold(text) or across == before + after or sign == "・"
    if not stands:
        assert catalogue.search(Query(across)).total == 0, text
    assert catalogue.search(Query(text)).total == 1
    assert catalogue.search(Query(f"{after} {before}")).total == 1
    catalogue.close()
