"""Names of cells and notebooks: how an exercise is found again in an assignment.

Every cell that we make has an id that says whose it is and what for, the same at each
rebuild. Learners can edit a notebook's metadata, so an id that comes back from one is
a claim; only the ids of the instructor's own notebook are to be trusted. Knows nothing
of what cells hold. Pure.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from grader.exercise import Exercise

# Between the parts of a cell's id; no exercise and no step has it in its name.
MARK = "-"
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
# The first cell of a notebook of ours: of no exercise, and no id that `parse` reads.
INTRODUCTION = "gradkata-introduction"


class Role(StrEnum):
    """What a cell of ours is for."""

    STATEMENT = "statement"
    SOLUTION = "solution"
    VISIBLE = "visible"
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class CellId:
    """An exercise, what the cell is for, and of a walkthrough which step it is about.

    As text it is nbgrader's `grade_id`: letters, digits, underscores and `-` alone.
    """

    exercise: str
    role: Role
    step: str = ""

    def __str__(self) -> str:
        """The `grade_id`, such as `relu_mask-points`."""
        parts = (self.exercise, self.role.value, self.step)
        return MARK.join(filter(None, parts))

    @classmethod
    def parse(cls, grade_id: str) -> Self | None:
        """Read what `str` made; None where it is no id of ours."""
        exercise, _, rest = grade_id.partition(MARK)
        role, _, step = rest.partition(MARK)
        if not NAME.fullmatch(exercise) or role not in list(Role):
            return None
        if step and not NAME.fullmatch(step):
            return None
        return cls(exercise, Role(role), step)


def notebooks_of(
    assignment: str, exercises: Iterable[Exercise]
) -> dict[str, list[Exercise]]:
    """The notebooks of an assignment by name, each with its exercises in order.

    Functions and classes share one that is called as the assignment. A walkthrough
    reads names, so what other exercises define must not stand beside it: it has a
    notebook of its own, called as the exercise.
    """
    found: dict[str, list[Exercise]] = {}
    for exercise in exercises:
        alone = exercise.spec.script is not None
        found.setdefault(exercise.id if alone else assignment, []).append(exercise)
    return found
