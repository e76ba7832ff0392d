"""The migrated schema, a new database and the tables in the code are the same thing."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Engine

from central import migrations
from central.app import CannotOpen, Central
from central.database import Database, NewerSchema
from kiosk.sqlite import engine
from tests.fakes import FakeClock
from tests.unit.central import steps


def migrated(path: Path) -> Engine:
    """A database that came here by every step there is."""
    made = engine(path)
    with made.begin() as connection:
        migrations.upgrade(connection)
    return made


def test_models_equal_the_migrated_schema(tmp_path: Path) -> None:
    made = migrated(tmp_path / "central.db")
    with made.begin() as connection:
        assert steps.differences(connection) == []
    made.dispose()


def test_a_new_database_is_what_the_steps_lead_to(tmp_path: Path) -> None:
    def written_down(path: Path) -> dict[str, str]:
        with sqlite3.connect(path) as connection:
            rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql NOT NULL")
            found = {name: " ".join(sql.split()) for name, sql in rows}
            found["at"] = connection.execute("SELECT * FROM alembic_version").fetchone()[0]
        connection.close()
        return found

    migrated(tmp_path / "old.db").dispose()
    Database(tmp_path / "new.db").close()
    assert written_down(tmp_path / "new.db") == written_down(tmp_path / "old.db")


@pytest.mark.parametrize("step", steps.STEPS)
def test_what_stood_there_at_each_step_is_kept(tmp_path: Path, step: str) -> None:
    path = tmp_path / "central.db"
    steps.come_from(step, engine(path), path)


def test_an_older_database_is_brought_up_and_a_newer_one_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "central.db"
    migrated(path).dispose()
    Database(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(NewerSchema):
        Database(path)


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    for _ in range(2):
        Database(tmp_path / "central.db").close()


def test_every_commit_is_on_disk_before_it_is_answered(tmp_path: Path) -> None:
    database = Database(tmp_path / "central.db")
    with database.write() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    database.close()


@pytest.mark.parametrize("foreign", ["garbage", "another program's database"])
def test_a_foreign_file_is_named_and_left_alone(
    tmp_path: Path, foreign: str, clock: FakeClock
) -> None:
    path = tmp_path / "central.db"
    if foreign == "garbage":
        path.write_bytes(b"this is not a database at all" * 100)
    else:
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE theirs (x)")
        connection.close()
    before = path.read_bytes()
    with pytest.raises(CannotOpen, match=r"central\.db .*not a database of this program"):
        Central.open(tmp_path, clock)
    assert path.read_bytes() == before


def test_data_of_another_library_is_not_taken_over(tmp_path: Path, clock: FakeClock) -> None:
    Central.open(tmp_path, clock, library="niiza").close()
    with pytest.raises(CannotOpen, match="in use by the library niiza"):
        Central.open(tmp_path, clock, library="okayama")
    central = Central.open(tmp_path, clock)
    assert central.library.id == "niiza"
    central.close()


def test_keys_are_kept_and_only_the_owner_reads_them(tmp_path: Path, clock: FakeClock) -> None:
    Central.open(tmp_path, clock).close()
    keys = {path.name: path.read_bytes() for path in (tmp_path / "keys").iterdir()}
    Central.open(tmp_path, clock).close()
    assert keys == {path.name: path.read_bytes() for path in (tmp_path / "keys").iterdir()}
    assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "keys").iterdir())
