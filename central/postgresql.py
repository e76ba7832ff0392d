"""PostgreSQL beneath the central: the engines, and what it must do as SQLite does. No table here.

Writers take turns here too, over all programs that use one database: whatever one of them reads
before it writes is still so when it commits. Needs the extra of `requirements-postgresql.in`.
"""

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import NoSuchModuleError

from kiosk.sqlite import NotOurs

SCHEME = "postgresql://"
_TURN = 0x5348495241  # one lock for all that write into one database
_STEADY = "C"
"""Text is put in order by its bytes, as SQLite does; any other order would move queues."""


class NoDriver(Exception):  # noqa: N818 - a state of the machine
    """The extra is not installed; the text says so in both languages."""

    def __init__(self) -> None:
        super().__init__(
            "PostgreSQL を使うには ./run setup postgresql が要ります。"
            " / PostgreSQL needs its driver: ./run setup postgresql."
        )


def engine(address: str, *, readonly: bool = False) -> Engine:
    """An engine on a database (`postgresql://…`, as libpq reads it); NotOurs where it puts text in
    another order than its bytes', NoDriver without the driver."""
    try:
        made = create_engine(
            address.replace(SCHEME, "postgresql+psycopg://", 1),
            isolation_level="REPEATABLE READ" if readonly else "READ COMMITTED",
            hide_parameters=True,
            pool_pre_ping=True,
        )
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise NoDriver from error
    event.listen(made, "connect", _prepare)
    event.listen(made, "begin", _begin_reading if readonly else _begin_writing)
    return made


def _prepare(connection: Any, _record: object) -> None:
    from psycopg.types.string import StrDumper

    class Whole(StrDumper):
        """PostgreSQL keeps no NUL in a text; a row that brings one must not stop those behind."""

        def dump(self, obj: str) -> Any:
            return super().dump(obj.replace("\0", "\ufffd"))

    connection.adapters.register_dumper(str, Whole)
    with connection.cursor() as cursor:
        cursor.execute("SELECT datcollate FROM pg_database WHERE datname = current_database()")
        (order,) = cursor.fetchone()
        cursor.execute("SET synchronous_commit = on")
    connection.commit()
    if order not in (_STEADY, "POSIX"):
        connection.close()
        raise NotOurs("made with another collation than C")


def _begin_writing(connection: Connection) -> None:
    connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": _TURN})


def _begin_reading(connection: Connection) -> None:
    connection.execute(text("SET TRANSACTION READ ONLY"))
