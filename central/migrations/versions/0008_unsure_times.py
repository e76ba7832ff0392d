"""Of some requests it is not sure when they were placed."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this schema."""
    op.create_table(
        "unsure_times",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("earliest", sa.String(length=32), nullable=False),
        sa.Column("latest", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
