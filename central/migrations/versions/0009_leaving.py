"""Titles that their source took back while somebody had or awaited them; harvested by title."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this schema."""
    op.create_table(
        "leaving",
        sa.Column("title", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("title"),
    )
    op.create_index("harvested_title", "harvested", ["title"])
