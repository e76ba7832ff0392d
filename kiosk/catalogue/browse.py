"""The standing lists: new arrivals, most lent, most held, by class.

Works inside the caller's read transaction; reads only.
"""

import unicodedata
from collections.abc import Iterator
from itertools import islice

from kiosk.catalogue.answers import BrowseList, Hit, Results, Tier
from kiosk.catalogue.find import CAP, MAX_LIMIT, MAX_OFFSET
from kiosk.catalogue.reader import Reader
from kiosk.catalogue.terms import DAY, span

_LISTS = {
    BrowseList.MOST_LENT: "FROM bib WHERE score >= 10000 ORDER BY score DESC, docid",
    BrowseList.MOST_HELD: "FROM bib WHERE holds > 0 ORDER BY holds DESC, docid",
}


def browse(reader: Reader, which: BrowseList, ndc: str, limit: int, offset: int) -> Results:
    """One page of a list. Unlike a search, it is never cut short by tiers."""
    limit, offset = min(max(limit, 0), MAX_LIMIT), min(max(offset, 0), MAX_OFFSET)
    if which is BrowseList.NDC:
        found = reader.facet("ndc:" + _class(ndc))
        page, total, exact = list(islice(found, offset, offset + limit)), len(found), True
    elif which is BrowseList.NEW:
        page = list(islice(_newest(reader), offset, offset + limit))
        total = sum(n for _, n in reader.titles.between(*span(DAY)))
        exact = total <= CAP
    else:
        page, total = _page(reader, _LISTS[which], limit, offset)
        exact = total <= CAP
    records = reader.records(page)
    hits = tuple(Hit(records[one], Tier.EXACT) for one in page if one in records)
    return Results(hits, total if exact else CAP, exact)


def _class(ndc: str) -> str:
    digits = unicodedata.normalize("NFKC", ndc).strip().replace(".", "")[:3]
    return digits.encode("utf-8", "replace").decode()


def _newest(reader: Reader) -> Iterator[int]:
    """Day by day, in one day by rank."""
    for key, _ in reversed(reader.titles.between(*span(DAY))):
        yield from reader.titles.ids(key, "t")


def _page(reader: Reader, sql: str, limit: int, offset: int) -> tuple[list[int], int]:
    rows = reader.db.execute(f"SELECT docid {sql} LIMIT ? OFFSET ?", (limit, offset)).fetchall()
    count = reader.db.execute(f"SELECT count(*) FROM (SELECT 1 {sql} LIMIT {CAP + 1})").fetchone()
    return [row[0] for row in rows], count[0]
