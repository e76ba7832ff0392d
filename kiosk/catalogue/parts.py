"""Rows on their way into a catalogue: written to a small file by one process, taken over by another
page by page, without being looked at.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from kiosk.catalogue.schema import TABLES
from kiosk.sqlite import engine

_CACHE_KIB = 4096


@contextmanager
def part(file: Path, *tables: str) -> Iterator[Any]:
    """A cursor on a new file with these tables of a catalogue; whole when all went well."""
    made = engine(file, synchronous="OFF", cache_kib=_CACHE_KIB)
    try:
        with closing(made.raw_connection()) as raw:
            db = raw.cursor()
            db.execute("PRAGMA journal_mode = OFF")
            db.execute("BEGIN")
            for statement in TABLES:
                if statement.startswith(tuple(f"CREATE TABLE {table}(" for table in tables)):
                    db.execute(statement)
            yield db
            db.execute("COMMIT")
    finally:
        made.dispose()


def take_over(db: Any, file: Path, tables: Iterable[str]) -> None:
    """Put the rows of a part behind those that are there, and remove it. In no transaction."""
    db.execute("ATTACH ? AS part", (str(file),))
    for table in tables:
        # Same tables, no condition: SQLite copies the rows as they are.
        db.execute(f"INSERT INTO {table} SELECT * FROM part.{table}")
    db.execute("DETACH part")
    file.unlink()
