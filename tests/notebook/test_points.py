"""The points of nbgrader's cells add up to the grade."""

import math

import pytest

from grader.catalogue import Catalogue
from grader.errors import OperatorError
from grader.notebook.trusted import cell_points
from grader.result import CheckResult, Verdict, Visibility
from tests.helpers import REPOSITORY, grade_of

WALK = Catalogue(REPOSITORY).load("neuron_walkthrough")
LIMITS = {check.id: check.points for check in WALK.spec.checks}


def graded(right: float, *, without: tuple[str, ...] = ()):
    """A grade in which each step earned a share, and some were not taken."""
    whole = math.fsum(LIMITS.values())
    scale = whole / math.fsum(p for n, p in LIMITS.items() if n not in without)
    checks = []
    for name, points in LIMITS.items():
        most = 0.0 if name in without else points * scale
        word = Verdict.SKIPPED if name in without else Verdict.PASSED
        checks.append(
            CheckResult(name, name, word, most * right, most, Visibility.VISIBLE)
        )
    return grade_of(checks=tuple(checks), points=whole * right, max_points=whole)


@pytest.mark.parametrize("right", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("without", [(), ("w", "b")])
def test_steps_add_up_to_the_exercise(right, without):
    """Also where optional steps were not taken; none has more than its cell."""
    grade = graded(right, without=without)
    found = {name: cell_points(grade, WALK, name) for name in LIMITS}

    assert math.fsum(found.values()) == pytest.approx(grade.points, abs=1e-3)
    assert all(0 <= points <= LIMITS[name] for name, points in found.items())
    assert type(cell_points(grade, WALK)) is float
    assert cell_points(grade, WALK) == round(grade.points, 4)


def test_a_step_that_is_none_is_refused():
    """By its name, so that the author of the cell sees the slip."""
    with pytest.raises(OperatorError, match="no step called 'dz'"):
        cell_points(graded(1.0), WALK, "dz")
