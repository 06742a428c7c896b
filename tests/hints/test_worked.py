"""The worked element: true, on public numbers, and silent where it cannot be either."""

import re
from pathlib import Path

import numpy as np
import pytest

from grader.cases import cases_of
from grader.catalogue import Catalogue
from grader.examiner.suite import read_solution
from grader.exercise import Exercise
from grader.hints.worked import worked
from tests.helpers import REPOSITORY, make_exercise

COURSE = Catalogue(REPOSITORY)
SAID = re.compile(r"So (\w+?)(?:\[([0-9, ]+)\])? is (\S+)\.$")
FUNCTIONS = [
    name
    for name in COURSE.entries
    if (spec := COURSE.load(name).spec).function and spec.forward[0].gradients
]
VISIBLE = [{"id": "e", "kind": "value", "cases": ["example"], "points": 1}]
FORWARD = [{"loss": "b * dot(x, w)", "gradients": {"z": "b"}}]


def reference(exercise: Exercise) -> dict[str, np.ndarray]:
    """What the reference gives in the first visible example, by part."""
    function = exercise.spec.function
    assert function is not None
    names: dict = {}
    exec(compile(read_solution(exercise.reference).source, "reference", "exec"), names)
    case = cases_of(exercise, 0)[0]
    result = names[function.name](**case.arguments)
    rows = result if len(function.returns) > 1 else (result,)
    return dict(zip(function.returns, map(np.asarray, rows), strict=True))


@pytest.mark.parametrize("exercise_id", FUNCTIONS)
def test_the_worked_element_is_what_the_reference_gives(exercise_id):
    """The number told is the reference's, at the element told."""
    exercise = COURSE.load(exercise_id)
    match = SAID.search(worked(exercise))
    assert match is not None
    part, cell, value = match.groups()
    index = tuple(int(i) for i in cell.split(", ")) if cell else ()

    assert float(value) == pytest.approx(float(reference(exercise)[part][index]))


def test_a_value_is_worked_out_where_no_gradient_is_asked_for():
    """The forward pass of a neuron is computed in the example."""
    text = worked(COURSE.load("neuron_forward"))

    assert text.endswith("There z = dot(x, w) + b = 4.")


def test_drawn_cases_are_never_worked_out(tmp_path: Path):
    """A visible check on drawn cases gives no numbers to a hint."""
    checks = [
        {**VISIBLE[0], "cases": ["drawn"], "visibility": "visible", "title": "Drawn."}
    ]
    exercise = make_exercise(tmp_path, checks=checks, forward=FORWARD)

    assert worked(exercise) == ""


def test_hidden_examples_are_never_worked_out(tmp_path: Path):
    """Cases that an author has written down stay hidden with their check."""
    checks = [{**VISIBLE[0], "visibility": "hidden", "title": "Hidden."}]
    exercise = make_exercise(tmp_path, checks=checks, forward=FORWARD)

    assert worked(exercise) == ""


def test_a_slope_that_depends_on_a_drawn_number_is_not_told(tmp_path: Path):
    """A free variable has no public number, so what depends on it has none either."""
    forward = [{"loss": "b * b * sum(u)", "free": {"u": [2]}, "gradients": {"z": "b"}}]
    fixed = [{"loss": "b * b + sum(u)", "free": {"u": [2]}, "gradients": {"z": "b"}}]

    assert worked(make_exercise(tmp_path, forward=forward)) == ""
    assert "So z is 8." in worked(make_exercise(tmp_path, forward=fixed))
