"""The tables of a gradebook, as they are now; `migrations` tells how they came to be.

Times are texts, ISO 8601 in UTC, so that every database sorts them alike.
"""

import sqlalchemy as sa

metadata = sa.MetaData()


def _signed() -> list[sa.Column[str]]:
    """Why, by whom and when something was decided."""
    names = ("comment", "author", "made_at")
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


attempts = sa.Table(
    "attempts",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("student", sa.Text, nullable=False),
    sa.Column("exercise", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("submission_digest", sa.Text, nullable=False),
    sa.Column("exercise_digest", sa.Text, nullable=False),
    sa.Column("grader_digest", sa.Text, nullable=False),
    sa.Column("verdict", sa.Text, nullable=False),
    sa.Column("points", sa.Float, nullable=False),
    sa.Column("max_points", sa.Float, nullable=False),
    sa.Column("graded_at", sa.Text, nullable=False),
    sa.Column("grade", sa.Text, nullable=False),
    # When it was handed in; empty where nobody knows.
    sa.Column("submitted_at", sa.Text, nullable=False, server_default=""),
    sa.Index("attempts_key", "student", "exercise", "submission_digest"),
)
# The bytes that were handed in, compressed, each once: what a regrade needs.
sources = sa.Table(
    "sources",
    metadata,
    sa.Column("digest", sa.Text, primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
)
# The last one of a student and an exercise holds; without points it is withdrawn.
overrides = sa.Table(
    "overrides",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("student", sa.Text, nullable=False),
    sa.Column("exercise", sa.Text, nullable=False),
    sa.Column("points", sa.Float),
    *_signed(),
    sa.Index("overrides_key", "student", "exercise"),
)
# The last one of a student and an assignment holds; `until` is a time.
extensions = sa.Table(
    "extensions",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("student", sa.Text, nullable=False),
    sa.Column("assignment", sa.Text, nullable=False),
    sa.Column("until", sa.Text, nullable=False),
    *_signed(),
    sa.Index("extensions_key", "student", "assignment"),
)
settings = sa.Table(
    "settings",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)
