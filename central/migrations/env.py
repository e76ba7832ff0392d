"""Alembic's entry: runs on the connection that central.database passes in, and logs nothing."""

from alembic import context

from central.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata)
context.run_migrations()
