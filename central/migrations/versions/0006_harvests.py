"""How far each harvest has come, and which title each harvested record became."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this schema."""
    op.create_table(
        "harvests",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("since", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("begun", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("source"),
    )
    op.create_table(
        "harvested",
        sa.Column("identifier", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("identifier"),
    )
