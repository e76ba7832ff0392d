"""Three letters of two frequent pairs are a term: nothing else is found by it, only sooner."""

from datetime import datetime
from pathlib import Path

from kiosk.catalogue.answers import Field
from kiosk.catalogue.changes import apply
from kiosk.catalogue.fold import fold
from kiosk.catalogue.index import build
from kiosk.catalogue.records import Creator, Title
from kiosk.catalogue.search import Catalogue, Query
from kiosk.catalogue.terms import GRAM, key_of
from tests.unit.catalogue.conftest import AS_OF, built
from tests.unit.catalogue.test_changes import contents, page

MANY = [
    Title(f"T{n:02}", f"日本の町史{n}", creators=(Creator("町田史子", "マチダ, フミコ"),))
    for n in range(40)
]
"""The first of them are read to learn which letters are frequent."""
OTHERS = [
    Title("U1", "日本と町の本"),
    Title("U2", "本の日本"),
    Title("U3", "町史と日本の町", series="日本の町史"),
    Title("U4", "日本の𠮷野", subjects=("町史",)),
]
ASKED = (
    "日本の",
    "本の町",
    "日本の町",
    "の町史",
    "と町の本",
    "本の日",
    "町史1",
    "日本の𠮷",
    "史子",
    "本と町史",
)
FIELDS = (Field.ANY, Field.TITLE, Field.CREATOR)


def with_threes(path: Path, titles: list[Title], as_of: datetime = AS_OF, at: str = "c0") -> Path:
    """As where there are very many titles, of which the first tell what is frequent."""
    build(path, titles, as_of=as_of, cursor=at, stretch=100)
    return path


def found(path: Path) -> list[tuple[str, Field, int, list[str]]]:
    catalogue = Catalogue(path)
    told = []
    for text in ASKED:
        for field in FIELDS:
            results = catalogue.search(Query(text, field=field, limit=100))
            told.append((text, field, results.total, [hit.title.id for hit in results.hits]))
    catalogue.close()
    return told


def test_threes_find_what_pairs_find_and_changes_keep_them(tmp_path: Path) -> None:
    titles = [*MANY, *OTHERS]
    plain = built(tmp_path / "plain.db", titles)
    threes = with_threes(tmp_path / "threes.db", titles)
    three = key_of(GRAM, fold("本の町")), "t"
    assert three not in contents(plain)["post"]
    assert len(contents(threes)["post"][three]) == 41
    assert found(threes) == found(plain)

    change = page((Title("U1", "本の町と日本"), Title("U5", "日本の町")), ("U3", "T30"))
    apply(threes, change)
    now = [title for title in titles if title.id not in {"U1", "U3", "T30"}]
    rebuilt = with_threes(tmp_path / "2.db", [*now, *change.titles], change.as_of, change.cursor)
    assert contents(threes) == contents(rebuilt)
    apply(plain, change)
    assert sorted(found(threes)) == sorted(found(plain))
