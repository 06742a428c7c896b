"""A grade is shared out over its cells, and their sum is the grade."""

import pytest

from grader.export.shares import shares_of
from grader.result import CheckResult, Grade, Verdict, Visibility
from tests.helpers import grade_of


def graded(points: float, *rows: tuple[str, float, float]) -> Grade:
    """A grade of ten points with some steps: name, points, and how many there are."""
    checks = tuple(
        CheckResult(
            name,
            name,
            Verdict.PASSED if earned else Verdict.FAILED,
            earned,
            worth,
            Visibility.VISIBLE,
        )
        for name, earned, worth in rows
    )
    return grade_of(points=points, max_points=10.0, checks=checks)


def test_one_cell_earns_the_grade() -> None:
    """An exercise with one cell has all its points there."""
    assert {"": 7.5} == shares_of(graded(7.5), {"": 10.0})


def test_other_points_are_of_the_same_share() -> None:
    """Where the instructor changed what a cell is worth, the share stays."""
    assert {"": 15.0} == shares_of(graded(7.5), {"": 20.0})


def test_a_cell_that_is_worth_nothing_earns_nothing() -> None:
    """There is no division by what is not there."""
    assert {"": 0.0} == shares_of(graded(7.5), {"": 0.0})


def test_steps_earn_their_own() -> None:
    """Each cell has what its step earned."""
    grade = graded(4.0, ("z", 4.0, 4.0), ("y", 0.0, 6.0))

    assert {"z": 4.0, "y": 0.0} == shares_of(grade, {"z": 4.0, "y": 6.0})


def test_a_step_that_need_not_be_taken_earns_what_others_do() -> None:
    """The points of an optional step are the others', in nbgrader as in the grade."""
    grade = graded(5.0, ("z", 5.0, 5.0), ("y", 0.0, 5.0), ("w", 0.0, 0.0))

    assert {"z": 4.0, "y": 0.0, "w": 1.0} == shares_of(
        grade, {"z": 4.0, "y": 4.0, "w": 2.0}
    )


@pytest.mark.parametrize("full", [1, 2, 3, 6, 7])
def test_rounding_is_made_up_for(full: int) -> None:
    """The sum is the grade, and no cell has more than it is worth."""
    worth = round(10 / 7, 4)
    rows = [(f"s{i}", worth if i < full else 0.0, worth) for i in range(7)]
    grade = graded(round(10 * full / 7, 4), *rows)
    cells = {name: 1.4286 for name, _, _ in rows}
    found = shares_of(grade, cells)

    assert sum(cells.values()) * grade.points / 10 == pytest.approx(
        sum(found.values()), abs=5.1e-5
    )
    assert all(0.0 <= value <= 1.4286 for value in found.values())
