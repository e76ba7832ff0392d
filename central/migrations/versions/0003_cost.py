"""Each terminal says what a check of a secret may cost there."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this schema."""
    op.create_table(
        "terminal_costs",
        sa.Column("terminal", sa.String(), nullable=False),
        sa.Column("cost", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("terminal"),
    )
