"""What each graded cell of an exercise earns: a grade shared out over cells.

Their sum is the grade, in the points of the cells, whatever the notebook says they are
worth; no cell earns less than nothing or more than it is worth. Pure.
"""

import math
from collections.abc import Mapping

from grader.result import DECIMALS, CheckResult, Grade, clamped

UNITS = 10**DECIMALS


def shares_of(grade: Grade, worth: Mapping[str, float]) -> dict[str, float]:
    """The points of each cell by the step it is for; `worth` is what each is worth.

    The empty step is the whole exercise. A step that has a cell earns its own share of
    it. One that need not be taken, and was not, earns what the others earn on average,
    as they carry its points.
    """
    whole = _fraction(grade.points, grade.max_points)
    steps = {row.id: row for row in grade.checks}
    earned = {step: _share(steps.get(step), whole) for step in worth}
    points = {step: earned[step] * worth[step] for step in worth}
    goal = round(whole * math.fsum(worth.values()) * UNITS)
    return _rounded(points, worth, goal)


def _share(check: CheckResult | None, whole: float) -> float:
    if check is None or check.max_points <= 0:
        return whole
    return _fraction(check.points, check.max_points)


def _fraction(points: float, of: float) -> float:
    return points / of if of > 0 else 0.0


def _rounded(
    points: Mapping[str, float], worth: Mapping[str, float], goal: int
) -> dict[str, float]:
    """Points to the last decimal; what rounding leaves goes to who has room for it."""
    units = {step: round(value * UNITS) for step, value in points.items()}
    rooms = {step: round(value * UNITS) for step, value in worth.items()}
    for step, room in rooms.items():
        rest = goal - sum(units.values())
        units[step] = min(max(units[step] + rest, 0), room)
    return {step: clamped(units[step] / UNITS, worth[step]) for step in units}
