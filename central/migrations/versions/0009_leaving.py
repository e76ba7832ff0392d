"""Titles that their source took back while somebody had or awaited them; harvested by title.

On PostgreSQL the numbers that terminals count with had 32 bits; SQLite's were always wide enough.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None
NARROW = (("heads", "incarnation"), ("ledger_rows", "incarnation"), ("requests", "version"))


def upgrade() -> None:
    """To this schema."""
    op.create_table(
        "leaving",
        sa.Column("title", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("title"),
    )
    op.create_index("harvested_title", "harvested", ["title"])
    if op.get_bind().dialect.name != "sqlite":
        for table, column in NARROW:
            op.alter_column(table, column, type_=sa.BigInteger())
