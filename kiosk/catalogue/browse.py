"""The standing lists: new arrivals, most lent, most held, by class.

Works on an open cursor inside the caller's read transaction; reads only.
"""

import unicodedata
from typing import Any

from kiosk.catalogue.answers import BrowseList, Hit, Results, Tier
from kiosk.catalogue.find import CAP, MAX_LIMIT, MAX_OFFSET, records_of
from kiosk.catalogue.plan import any_token

_LISTS = {
    BrowseList.NEW: "FROM bib WHERE added IS NOT NULL ORDER BY added DESC, docid",
    BrowseList.MOST_LENT: "FROM bib WHERE popularity > 0 ORDER BY popularity DESC, docid",
    BrowseList.MOST_HELD: "FROM bib WHERE holds > 0 ORDER BY holds DESC, docid",
}


def browse(db: Any, which: BrowseList, ndc: str, limit: int, offset: int) -> Results:
    """One page of a list. Unlike a search, it is never cut short by tiers and has no facets."""
    if which is BrowseList.NDC:
        return _by_class(db, ndc, limit, offset)
    return _page(db, f"SELECT docid {_LISTS[which]}", [], limit, offset)


def _by_class(db: Any, ndc: str, limit: int, offset: int) -> Results:
    """Best first. A class the catalogue does not know, or none, is an empty list."""
    name = "ndc:" + unicodedata.normalize("NFKC", ndc).strip().replace(".", "")[:3]
    name = name.encode("utf-8", "replace").decode()
    row = db.execute("SELECT code, n FROM facet WHERE name = ?", (name,)).fetchone()
    if row is None:
        return Results()
    sql = "SELECT rowid FROM ft WHERE ft MATCH ? ORDER BY rowid"
    found = _page(db, sql, [any_token("f", (row[0],))], limit, offset)
    return Results(found.hits, row[1], True)


def _page(db: Any, sql: str, values: list[str], limit: int, offset: int) -> Results:
    limit, offset = min(max(limit, 0), MAX_LIMIT), min(max(offset, 0), MAX_OFFSET)
    rows = db.execute(f"{sql} LIMIT ? OFFSET ?", (*values, limit, offset)).fetchall()
    ids = [row[0] for row in rows]
    count = db.execute(f"SELECT count(*) FROM ({sql} LIMIT {CAP + 1})", values).fetchone()[0]
    records = records_of(db, ids)
    hits = tuple(Hit(records[one], Tier.EXACT) for one in ids if one in records)
    return Results(hits, min(count, CAP), count <= CAP)
