"""Free places for what is new among rows in order of rank. Inside the caller's transaction."""

from typing import Any

_RANKED = {"bib": ("docid", "score"), "heading": ("hid", "weight")}
_LOOKED_AT = (16, 64, 256)


class Places:
    """Free places of `bib` or `heading`. A place that was given must be taken before the next."""

    def __init__(self, db: Any, table: str) -> None:
        self._db = db
        self._table = table
        self._column, self._score = _RANKED[table]
        self._given: tuple[int, int] | None = None

    def free(self, wanted: int) -> int:
        """A free place behind all that are wanted as much, or near."""
        if self._given is not None and self._given[0] == wanted:
            place = self._gap(self._given[1] + 1)
        else:
            place = self._behind_others(wanted)
        self._given = wanted, place
        return place

    def _behind_others(self, wanted: int) -> int:
        bound = self._behind(wanted)
        sql = f"SELECT max({self._column}) FROM {self._table} WHERE {self._column} <= ?"
        last = self._db.execute(sql, (bound,)).fetchone()[0]
        if last is None and bound > 0:
            return bound  # before the first
        return self._gap((last or 0) + 1)

    def _gap(self, at: int) -> int:
        """The first free place from `at` on."""
        sql = (
            f"SELECT {self._column} FROM {self._table} WHERE {self._column} >= ? "
            f"ORDER BY {self._column} LIMIT ?"
        )
        for turn in range(1 << 30):
            limit = _LOOKED_AT[min(turn, len(_LOOKED_AT) - 1)]
            rows = self._db.execute(sql, (at, limit)).fetchall()
            for (taken,) in rows:
                if taken > at:
                    return at
                at = taken + 1
            if len(rows) < limit:
                break
        return at

    def _behind(self, wanted: int) -> int:
        """The last place that is wanted as much, as far as places are in that order."""
        column, score, table = self._column, self._score, self._table
        low = 0
        high = self._db.execute(f"SELECT ifnull(max({column}), 0) FROM {table}").fetchone()[0]
        sql = (
            f"SELECT {column}, {score} FROM {table} WHERE {column} <= ? "
            f"ORDER BY {column} DESC LIMIT 1"
        )
        while low < high:
            middle = (low + high + 1) // 2
            row = self._db.execute(sql, (middle,)).fetchone()
            if row is None or row[1] >= wanted:
                low = middle
            else:
                high = row[0] - 1
        return int(low)
