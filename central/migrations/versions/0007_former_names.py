"""Terminals are enrolled anew with their ledgers."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this schema."""
    op.create_table(
        "former_names",
        sa.Column("terminal", sa.String(), nullable=False),
        sa.Column("formerly", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("terminal", "formerly"),
    )
