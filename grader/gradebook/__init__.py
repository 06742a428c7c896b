"""Append-only store of attempts: SQLite by default, any SQLAlchemy URL.

An attempt is a stored grade. Nothing is ever changed; the best, the latest and the
history are queries, and what instructors decide (`decisions`) stands beside the grades,
with a comment and an author. Only a student can be removed, for good and whole.
"""

from grader.gradebook.decisions import (
    Extension,
    Override,
    extend,
    extensions,
    forget,
    override,
    overrides,
)
from grader.gradebook.lookup import Key, restored
from grader.gradebook.standings import (
    Attempt,
    Policy,
    Standing,
    handed_in,
    history,
    standings,
)
from grader.gradebook.store import DEFAULT_URL, SEED_BITS, Gradebook

__all__ = [
    "DEFAULT_URL",
    "SEED_BITS",
    "Attempt",
    "Extension",
    "Gradebook",
    "Key",
    "Override",
    "Policy",
    "Standing",
    "extend",
    "extensions",
    "forget",
    "handed_in",
    "history",
    "override",
    "overrides",
    "restored",
    "standings",
]
