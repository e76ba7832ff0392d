"""What the central's columns are made of, and the one list that all tables are in.

Only portable types: SQLite is the embedded default, PostgreSQL the other one. No table here.
"""

from datetime import datetime, timezone
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Integer,
    MetaData,
    String,
    TypeDecorator,
)

from kiosk.circulation.calendar import JST


class Moment(TypeDecorator[datetime]):
    """An aware moment as UTC text of one width, so that text order is time order."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """To the database."""
        if value is None:
            return None
        return value.astimezone(timezone.utc).isoformat(timespec="microseconds")  # noqa: UP017

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """From the database, in the library's zone."""
        return None if value is None else datetime.fromisoformat(value).astimezone(JST)


Whole = BigInteger().with_variant(Integer(), "sqlite")
"""Numbers that terminals count with: 53 bits, which SQLite's integers hold anyway."""
metadata = MetaData()


def flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


def text(name: str, *args: Any, null: bool = False, key: bool = False) -> Column[str]:
    return Column(name, String, *args, nullable=null, primary_key=key)
