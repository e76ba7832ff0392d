"""What terminals show to leaf through: rankings that the central counts, and themes of the staff.

Counting knows a title, a day and a number; never who. The functions work inside a given
transaction; `Themes` is what the staff's command holds in its hands. Both tell the feed under one
name, and a page of it then carries everything as it is now.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, func, select

from central import feed
from central.clock import Clock
from central.database import Database, put
from central.tables import demand, themes, titles
from kiosk.catalogue.standing import Ranking, Standing, Theme
from kiosk.circulation.calendar import JST

LISTS = ""
"""Stands in the feed where rankings or themes changed: no title has an empty id."""
COUNTED = timedelta(days=90)
RANKED = 100
"""So many titles a ranking has at most."""
_THEME = TypeAdapter(Theme)


class Demand(StrEnum):
    """What is counted of a title."""

    LENT = "lent"
    HELD = "held"


def note(connection: Connection, what: Demand, asked: Iterable[tuple[str, date]]) -> None:
    """Count titles that were lent, or put on hold, on a day; as often as each is named."""
    rows = [
        {"title": title, "what": what.value, "day": day, "n": n}
        for (title, day), n in Counter(asked).items()
    ]
    put(connection, demand, rows, add=("n",))


def read(connection: Connection, now: datetime) -> Standing:
    """Rankings of the days before today, and the themes that are not over, the newest first."""
    today = now.astimezone(JST).date()
    there = (theme for theme in _themes(connection) if theme.last is None or theme.last >= today)
    return Standing(
        most_lent=_ranking(connection, Demand.LENT, today),
        most_held=_ranking(connection, Demand.HELD, today),
        themes=tuple(there),
    )


def age(connection: Connection, now: datetime) -> None:
    """A day has gone by: what is too old counts no more, and terminals hear of it."""
    connection.execute(delete(demand).where(demand.c.day < now.astimezone(JST).date() - COUNTED))
    if any(connection.execute(select(table).limit(1)).first() for table in (demand, themes)):
        feed.log(connection, now, [LISTS])


def _ranking(connection: Connection, what: Demand, today: date) -> Ranking | None:
    """Whole days only, so that every terminal shows the same one all day long."""
    counted = (demand.c.what == what.value) & (demand.c.day < today)
    first = connection.execute(select(func.min(demand.c.day)).where(counted)).scalar()
    if first is None:
        return None
    times = func.sum(demand.c.n)
    ranked = connection.execute(
        select(demand.c.title)
        .join(titles, titles.c.id == demand.c.title)
        .where(counted, demand.c.day >= today - COUNTED)
        .group_by(demand.c.title)
        .order_by(times.desc(), demand.c.title)
        .limit(RANKED)
    )
    days = max(first, today - COUNTED), today - timedelta(days=1)
    return Ranking(*days, tuple(ranked.scalars()))


def _themes(connection: Connection) -> Iterable[Theme]:
    for row in connection.execute(select(themes).order_by(themes.c.id.desc())):
        yield replace(_THEME.validate_json(row.data), id=str(row.id))


class Themes:
    """The themes as staff see them, those that are over or still to come included."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(self, theme: Theme) -> str:
        """Keep a theme and send it to the terminals; the id it has got."""
        data = _THEME.dump_json(replace(theme, id=""), exclude_defaults=True).decode()
        with self._database.write() as connection:
            made = connection.execute(themes.insert().values(data=data)).inserted_primary_key
            feed.log(connection, self._clock.now(), [LISTS])
        return str(made[0]) if made else ""

    def counted(self, asked: Iterable[tuple[Demand, str, date]]) -> None:
        """Take over what was counted elsewhere: what, title, day; as often as each is named."""
        by_what: dict[Demand, list[tuple[str, date]]] = {what: [] for what in Demand}
        for what, title, day in asked:
            by_what[what].append((title, day))
        with self._database.write() as connection:
            for what, some in by_what.items():
                note(connection, what, some)
            feed.log(connection, self._clock.now(), [LISTS])

    def all(self) -> tuple[Theme, ...]:
        """Every theme, the newest first."""
        with self._database.read() as connection:
            return tuple(_themes(connection))

    def remove(self, theme: str) -> bool:
        """Take a theme away here and at the terminals; whether there was one."""
        if not theme.isdecimal():
            return False
        with self._database.write() as connection:
            gone = connection.execute(delete(themes).where(themes.c.id == int(theme))).rowcount
            if gone:
                feed.log(connection, self._clock.now(), [LISTS])
        return bool(gone)
