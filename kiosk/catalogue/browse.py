"""The standing lists: new arrivals, most lent, most held, a class, a theme, a title's volumes.

Works inside the caller's read transaction; reads only.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from pydantic import ValidationError

from kiosk.catalogue.answers import BrowseList, Hit, Results, Tier
from kiosk.catalogue.find import MAX_LIMIT, MAX_OFFSET
from kiosk.catalogue.reader import Reader
from kiosk.catalogue.schema import meta, unreadable
from kiosk.catalogue.series import group_of
from kiosk.catalogue.sound import CAP
from kiosk.catalogue.standing import STANDING, Ranking, Standing
from kiosk.catalogue.terms import DAY, day_key, span

_UNCOUNTED = {
    BrowseList.MOST_LENT: "FROM bib WHERE score >= 10000 ORDER BY score DESC, docid",
    BrowseList.MOST_HELD: "FROM bib WHERE holds > 0 ORDER BY holds DESC, docid",
}
"""Where the central has counted nothing yet: by the records' own numbers."""


def standing(reader: Reader) -> Standing:
    """Rankings and themes as the central made them."""
    told = meta(reader.db).get("standing")
    try:
        return Standing() if told is None else STANDING.validate_json(told)
    except ValidationError:
        raise unreadable("a list") from None


def browse(reader: Reader, which: BrowseList, key: str, limit: int, offset: int) -> Results:
    """One page of a list. Unlike a search, it is never cut short by tiers."""
    limit, offset = min(max(limit, 0), MAX_LIMIT), min(max(offset, 0), MAX_OFFSET)
    key = key.encode("utf-8", "replace").decode()
    chosen = _chosen(reader, which, key)
    if chosen is not None:
        page, total, exact = chosen[offset : offset + limit], len(chosen), True
    elif which is BrowseList.NDC:
        found = reader.facet("ndc:" + _class(key))
        page, total, exact = list(islice(found, offset, offset + limit)), len(found), True
    elif which is BrowseList.NEW:
        days = reader.titles.between(_since(key), span(DAY)[1])
        page = list(islice(_newest(reader, days), offset, offset + limit))
        total = sum(1 for _ in islice(_newest(reader, days), CAP + 1))
        exact = total <= CAP
    else:
        page, total = _page(reader, _UNCOUNTED[which], limit, offset)
        exact = total <= CAP
    records = reader.records(page)
    hits = tuple(Hit(records[one], Tier.EXACT) for one in page if one in records)
    return Results(hits, total if exact else CAP, exact)


def _chosen(reader: Reader, which: BrowseList, key: str) -> list[int] | None:
    """The titles of a list that the central made; None where it made none."""
    if which is BrowseList.THEME:
        themes = (theme.titles for theme in standing(reader).themes if theme.id == key)
        return _docids(reader, next(themes, ()))
    if which is BrowseList.VOLUMES:
        known = reader.records(_docids(reader, (key,)))
        volumes = [group_of(reader, title)[1] for title in known.values()]
        return _docids(reader, [title.id for some in volumes for title in some])
    ranking: Ranking | None = None
    if which is BrowseList.MOST_LENT:
        ranking = standing(reader).most_lent
    elif which is BrowseList.MOST_HELD:
        ranking = standing(reader).most_held
    return None if ranking is None else _docids(reader, ranking.titles)


def _docids(reader: Reader, ids: Sequence[str]) -> list[int]:
    """In the order of the ids; those that are no more are left out."""
    marks = ("?," * len(ids))[:-1]
    found = dict(
        reader.db.execute(f"SELECT id, docid FROM bib WHERE id IN ({marks})", ids).fetchall()
    )
    return [found[one] for one in ids if one in found]


def _class(ndc: str) -> str:
    return unicodedata.normalize("NFKC", ndc).strip().replace(".", "")[:3]


def _since(day: str) -> int:
    """The key of a day as ISO writes it; of the very first where it is none."""
    try:
        return day_key(date.fromisoformat(day))
    except ValueError:
        return span(DAY)[0]


def _newest(reader: Reader, days: Sequence[int]) -> Iterator[int]:
    """Day by day, in one day by rank."""
    for key in reversed(days):
        yield from reader.titles.ids(key, "t")


def _page(reader: Reader, sql: str, limit: int, offset: int) -> tuple[list[int], int]:
    rows = reader.db.execute(f"SELECT docid {sql} LIMIT ? OFFSET ?", (limit, offset)).fetchall()
    count = reader.db.execute(f"SELECT count(*) FROM (SELECT 1 {sql} LIMIT {CAP + 1})").fetchone()
    return [row[0] for row in rows], count[0]
