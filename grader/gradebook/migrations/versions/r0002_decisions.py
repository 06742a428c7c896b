"""What was handed in and when, and what instructors decide."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the tables; attempts of before have no time of handing in and no bytes."""
    op.add_column(
        "attempts",
        sa.Column("submitted_at", sa.Text, nullable=False, server_default=""),
    )
    op.create_table(
        "sources",
        sa.Column("digest", sa.Text, primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "overrides",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("student", sa.Text, nullable=False),
        sa.Column("exercise", sa.Text, nullable=False),
        sa.Column("points", sa.Float),
        *_said(),
    )
    op.create_index("overrides_key", "overrides", ["student", "exercise"])
    op.create_table(
        "extensions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("student", sa.Text, nullable=False),
        sa.Column("assignment", sa.Text, nullable=False),
        sa.Column("until", sa.Text, nullable=False),
        *_said(),
    )
    op.create_index("extensions_key", "extensions", ["student", "assignment"])


def _said() -> list[sa.Column[str]]:
    names = ("comment", "author", "made_at")
    return [sa.Column(name, sa.Text, nullable=False) for name in names]
