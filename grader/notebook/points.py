"""The points of a cell of nbgrader: those of a whole exercise, or those of one step.

A cell of nbgrader has a fixed number of points, while of a walkthrough the steps count
more where an optional one was not taken. What that one then is worth is the share that
the others have earned, so that the cells add up to the grade. Pure.
"""

from grader.errors import OperatorError
from grader.exercise import Exercise
from grader.result import CheckResult, Grade, clamped


def points_of(grade: Grade, exercise: Exercise, step: str = "") -> float:
    """What the cell of an exercise, or of one of its steps, has earned.

    Between 0 and the points that the exercise gives it, with four decimals. Raises
    `OperatorError` where the exercise has no such step.
    """
    if not step:
        return clamped(grade.points, grade.max_points)
    row = row_of(grade, step)
    most = next(c.points for c in exercise.spec.checks if c.id == step)
    part: CheckResult | Grade = row if row.max_points else grade
    share = part.points / part.max_points if part.max_points else 0.0
    return clamped(most * share, most)


def row_of(grade: Grade, step: str) -> CheckResult:
    """The check of a step. Raises `OperatorError` where there is none."""
    row = next((row for row in grade.checks if row.id == step), None)
    if row is None:
        raise OperatorError(f"{grade.exercise} has no step called {step!r}")
    return row
