"""What each ISBN and each copy of a table belongs to, however long it is: on disk, not in memory.

The second name of one ISBN would write over the first, and the second title of one copy would take
it from the first, without a word. Thrown away with the import.
"""

from types import TracebackType

import sqlcipher3.dbapi2 as driver

from central.importers.columns import BY_ISBN
from central.importers.records import NotATitle
from kiosk.catalogue.fold import fold
from kiosk.catalogue.records import Title

_CACHE_KIB = 16_384
_MASK = (1 << 63) - 1


class Names:
    """Names by ISBN (and volume) and titles by copy, in a nameless temporary file.

    A context: closed at its end.
    """

    def __init__(self) -> None:
        self._db = driver.connect(":memory:", isolation_level=None)
        for asked in (
            "PRAGMA temp_store = FILE",
            f"PRAGMA temp.cache_size = -{_CACHE_KIB}",
            "PRAGMA temp.journal_mode = OFF",
            "CREATE TEMP TABLE name(id INTEGER PRIMARY KEY, name INTEGER NOT NULL)",
            "CREATE TEMP TABLE copy(id INTEGER PRIMARY KEY, title INTEGER NOT NULL, line INTEGER)",
            # One transaction to the end: nothing of it is ever to be kept.
            "BEGIN",
        ):
            self._db.execute(asked)

    def __enter__(self) -> "Names":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._db.close()

    def check(self, title: Title) -> None:
        """NotATitle where only an ISBN names the title, and a row before it had another name."""
        if not title.id.startswith(BY_ISBN):
            return
        key, name = hash(title.id) & _MASK, hash(fold(title.title)) & _MASK
        put = self._db.execute("INSERT OR IGNORE INTO name VALUES (?, ?)", (key, name))
        if put.rowcount:
            return
        (known,) = self._db.execute("SELECT name FROM name WHERE id = ?", (key,)).fetchone()
        if known != name:
            raise NotATitle(
                "同じISBNの、書名の違う行が前にあります。「巻」か書誌の番号で区別してください。",
                "a row before it has the same ISBN and another title;"
                " tell them apart by a volume or an id.",
            )

    def check_copies(self, title: Title, line: int) -> None:
        """NotATitle where a row before this line gave one of its copies to another title."""
        for copy in title.copies:
            key, name = hash(copy.id) & _MASK, hash(title.id) & _MASK
            put = self._db.execute("INSERT OR IGNORE INTO copy VALUES (?, ?, ?)", (key, name, line))
            if put.rowcount:
                continue
            asked = self._db.execute("SELECT title, line FROM copy WHERE id = ?", (key,))
            known, before = asked.fetchone()
            if known != name:
                raise NotATitle(
                    f"資料番号 {copy.id} は、{before}行目の別の書名のものです。",
                    f"its copy {copy.id} belongs to another title in line {before}.",
                )
