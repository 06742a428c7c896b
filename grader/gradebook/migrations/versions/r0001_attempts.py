"""Attempts and settings, as 0.1.0 made them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    texts = ("student", "exercise", "kind", "submission_digest", "exercise_digest")
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in texts),
        sa.Column("grader_digest", sa.Text, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("points", sa.Float, nullable=False),
        sa.Column("max_points", sa.Float, nullable=False),
        sa.Column("graded_at", sa.Text, nullable=False),
        sa.Column("grade", sa.Text, nullable=False),
    )
    op.create_index(
        "attempts_key", "attempts", ["student", "exercise", "submission_digest"]
    )
    op.create_table(
        "settings",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
