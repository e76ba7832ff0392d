"""A small catalogue to ask, and a way to make others."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kiosk.catalogue.index import build
from kiosk.catalogue.records import Copy, Creator, Title
from kiosk.catalogue.search import Catalogue
from kiosk.circulation.facts import CopyStatus, Kind

AS_OF = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
SOSEKI = Creator("夏目漱石", "ナツメ, ソウセキ", "著")

Make = Callable[[Iterable[Title]], Catalogue]


def built(
    path: Path, titles: Iterable[Title], *, cursor: str = "c0", as_of: datetime = AS_OF
) -> Path:
    """Build a catalogue at `path`."""
    build(path, titles, as_of=as_of, cursor=cursor)
    return path


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Build a catalogue of these titles and open it."""
    opened: list[Catalogue] = []

    def _make(titles: Iterable[Title]) -> Catalogue:
        opened.append(Catalogue(built(tmp_path / f"catalogue-{len(opened)}.db", titles)))
        return opened[-1]

    yield _make
    for one in opened:
        one.close()


def small() -> tuple[Title, ...]:
    """A shelf on which every tier, filter and list has something to say."""
    free, out = CopyStatus.AVAILABLE, CopyStatus.ON_LOAN
    return (
        Title(
            "T1", "吾輩は猫である", "ワガハイ ワ ネコ デ アル", creators=(SOSEKI,),
            isbn="4101010013", year=1905, publisher="新潮社", ndc="913.6",
            subjects=("日本文学",),
            popularity=30, added=date(2020, 4, 1),
            copies=(Copy("C1", "chuo", status=free), Copy("C2", "honkan", status=out)),
        ),
        Title(
            "T2", "こころ", "ココロ", creators=(SOSEKI,), year=1914, ndc="913", popularity=90,
            holds=4, added=date(2024, 4, 1), copies=(Copy("C3", "honkan", status=free),),
        ),
        Title(
            "T3", "猫", "ネコ", kind=Kind.DVD, year=2001, ndc="645.7", popularity=5,
            copies=(Copy("C4", "chuo", status=out),),
        ),
        Title(
            "T4", "黒猫館の殺人", "クロネコカン ノ サツジン", year=1992, popularity=10, holds=9,
            series="館シリーズ", series_kana="ヤカタ シリーズ", volume="6", volume_number=6,
        ),
        Title(
            "T5", "十角館の殺人", "ジッカクカン ノ サツジン", year=1987, popularity=70,
            series="館シリーズ", series_kana="ヤカタ シリーズ", volume="1", volume_number=1,
        ),
        Title("T6", "京都の歴史", "キョウト ノ レキシ", year=1968, ndc="216.2", popularity=1),
        Title("T7", "七日--本を読む", "ナノカ ホン オ ヨム", year=2010),
        Title("T8", "ドン・キホーテ", "ドン キホーテ", year=1960, kind=Kind.KAMISHIBAI),
        Title("T9", "歩く猫", "アルク ネコ", kana_generated=True, year=2019),
    )  # fmt: skip
