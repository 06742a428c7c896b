"""`course.yaml`: a course's title, its assignments, and what being late costs.

The file is optional. An assignment is a name for some exercises: they may be handed in
as one file of that name, and share a deadline.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Literal

from grader.exercise.styles import Id, Sentence
from grader.forms import Form, Found, Meta, form

FORMAT = 1
FILE = "course.yaml"
DAY = timedelta(days=1)


@form
class Late(Form):
    """What a submission loses that comes after the deadline."""

    per_day: Annotated[
        float, Meta("The share of its points lost for each day begun.", ge=0, le=1)
    ]
    at_most: Annotated[
        float, Meta("The largest share that can be lost.", ge=0, le=1)
    ] = 1.0
    grace_minutes: Annotated[
        int, Meta("Minutes after the deadline that cost nothing.", ge=0, le=10_000)
    ] = 0


@form
class Assignment(Form):
    """Exercises that are handed in together."""

    title: Sentence
    exercises: Annotated[tuple[Id, ...], Meta(min_length=1)]
    deadline: Annotated[datetime | None, Meta("ISO 8601 with a zone, in quotes.")] = (
        None
    )
    late: Annotated[
        Late | None, Meta("Without it, late work is marked and loses nothing.")
    ] = None


@form
class CourseFile(Form):
    """The whole of `course.yaml`, format version 1."""

    format: Literal[1] = 1
    title: Sentence
    assignments: dict[Id, Assignment] = field(default_factory=dict)

    def assignment_of(self, exercise: str) -> str | None:
        """The assignment that an exercise belongs to, by name."""
        rows = self.assignments.items()
        return next((name for name, row in rows if exercise in row.exercises), None)


@dataclass(frozen=True, slots=True)
class Lateness:
    """How late something is: days begun after the deadline, and the share it loses."""

    days: int = 0
    lost: float = 0.0


def read_course(folder: Path) -> CourseFile | None:
    """A course's file, or None where there is none. Raises `AuthorError`."""
    path = folder / FILE
    if not path.exists():
        return None
    from grader.yamlfile import read_form

    return read_form(path, FILE, CourseFile, FORMAT, _broken_rules)


def _broken_rules(course: CourseFile) -> Iterator[Found]:
    taken: dict[str, str] = {}
    for name, row in course.assignments.items():
        for place, exercise in enumerate(row.exercises):
            if exercise in taken:
                message = f"is in {taken[exercise]!r} already; leave it in one"
                yield ("assignments", name, "exercises", place), message
            taken[exercise] = name
        if row.deadline is not None and row.deadline.tzinfo is None:
            yield ("assignments", name, "deadline"), "has no timezone; end it with one"
        if row.late is not None and row.deadline is None:
            yield ("assignments", name, "late"), "needs a `deadline`; add one"


def lateness(assignment: Assignment, submitted_at: str, until: str = "") -> Lateness:
    """What being handed in at a time costs; both times are ISO 8601 in UTC.

    `until` is a student's own deadline, which holds where it is later. What has no time
    is not late: nobody loses points for what nobody knows.
    """
    if assignment.deadline is None or not submitted_at:
        return Lateness()
    due = assignment.deadline.astimezone(UTC)
    if until:
        due = max(due, datetime.fromisoformat(until))
    over = datetime.fromisoformat(submitted_at) - due
    late = assignment.late or Late(per_day=0.0)
    if over <= timedelta(minutes=late.grace_minutes):
        return Lateness()
    days = math.ceil(over / DAY)
    return Lateness(days, min(days * late.per_day, late.at_most))
