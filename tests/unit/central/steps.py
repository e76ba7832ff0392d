"""A database as a version of long ago left it: at one step of the schema, with a row in each table.

For SQLite and PostgreSQL alike; the rows are told back, so that a test sees what became of them.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Boolean, Column, Connection, Date, Engine, Integer, MetaData, select

from central import migrations
from central.database import Database
from central.tables import metadata

STEPS = [step.revision for step in reversed(list(migrations.steps().walk_revisions()))]
"""The name of each, from the first."""


def lay_down(connection: Connection, step: str) -> dict[str, dict[str, Any]]:
    """Make the schema as it was at a step, and put a row into each table; the rows by table."""
    migrations.upgrade(connection, step)
    rows = {
        table.name: {column.name: _value(column) for column in table.columns}
        for table in _tables(connection).sorted_tables
        if table.name != "alembic_version"
    }
    tables = _tables(connection).tables
    for name, row in rows.items():
        connection.execute(tables[name].insert(), row)
    return rows


def found(connection: Connection, rows: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """What became of these rows: of each table the columns that were there then."""
    tables = _tables(connection).tables
    return {
        name: dict(
            connection.execute(select(*(tables[name].c[column] for column in row))).one()._mapping
        )
        for name, row in rows.items()
    }


def differences(connection: Connection) -> list[Any]:
    """In what a database differs from the tables in the code."""
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    told: list[Any] = compare_metadata(context, metadata)
    return told


def come_from(step: str, made: Engine, at: Path | str) -> None:
    """A database of that step, opened by the central, is the present one and has kept its rows.
    `made` and `at`: an empty one, and where it is."""
    with made.begin() as connection:
        rows = lay_down(connection, step)
    made.dispose()
    Database(at).close()
    with made.begin() as connection:
        assert differences(connection) == []
        assert found(connection, rows) == rows
    made.dispose()


def _tables(connection: Connection) -> MetaData:
    tables = MetaData()
    tables.reflect(connection)
    return tables


def _value(column: Column[Any]) -> Any:
    if isinstance(column.type, Boolean):
        return True
    if isinstance(column.type, Integer):
        return 2**31 - 1 if column.primary_key else 7
    return date(2024, 2, 29) if isinstance(column.type, Date) else f"{column.name} 吉村"
