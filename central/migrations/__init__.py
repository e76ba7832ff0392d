"""Bring a database of an earlier version to the present schema, with Alembic.

Only for files that need it: one that is new is made from `central.tables` directly, which a test
holds equal to what the steps in `versions` lead to.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def steps() -> ScriptDirectory:
    """Every step there is."""
    return ScriptDirectory.from_config(_config())


def upgrade(connection: Connection, to: str = "head") -> None:
    """Every step that this database has not taken yet, in the caller's transaction; `to`: the last
    one to take."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    return config
