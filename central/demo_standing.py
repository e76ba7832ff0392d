"""What the demo's library is asked for most, and the themes of its staff.

Pure: everything follows from the titles and the demo's day. No loan stands behind the numbers.
"""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from central.demo_works import FOLDER
from central.standing import COUNTED, Demand
from kiosk.catalogue.records import Title
from kiosk.catalogue.standing import Theme

_OFTEN = 60
"""Popularity from which a title is counted at all."""


def asked(titles: Iterable[Title], base: date) -> Iterator[tuple[Demand, str, date]]:
    """Loans and holds of the last weeks: the more popular a title is, the more of them."""
    for title in titles:
        times = max(0, title.popularity - _OFTEN)
        for turn in range(times):
            day = base - timedelta(days=1 + turn * 2 % COUNTED.days)
            yield Demand.LENT, title.id, day
            # New books are waited for; old favourites stand on their shelf.
            if (title.year or 0) >= base.year - 12 and turn % 2:
                yield Demand.HELD, title.id, day


def themes(titles: Sequence[Title], base: date) -> tuple[Theme, ...]:
    """The themes, the one to stand first last."""
    ids = {title.title: title.id for title in titles}
    told = tomllib.loads((FOLDER / "themes.toml").read_text(encoding="utf-8"))["themes"]
    return tuple(
        Theme(
            id=str(number),
            name=one["name"],
            english=one["english"],
            titles=tuple(ids[name] for name in one["titles"]),
            text=one["text"],
            text_english=one["text_english"],
            first=base + timedelta(days=one["first"]),
            last=base + timedelta(days=one["last"]),
        )
        for number, one in enumerate(reversed(told), start=1)
    )
