"""What is nudged, by how much, and what a gradient may be off."""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.cases import Case, cases_of
from grader.catalogue import Catalogue
from grader.errors import AuthorError
from grader.exercise import Exercise, GradientCheck, sizes_of
from grader.gradients import Nudge, Trial, gradient_group, gradients_of
from grader.gradients.search import STEPS, nudges_of
from grader.laws import PUBLIC
from grader.result import Visibility
from grader.validating import plain
from grader.values import Part
from tests.helpers import REPOSITORY, make_exercise

CATALOGUE = Catalogue(REPOSITORY)
LOSS = {"loss": "b * dot(x, w)", "gradients": {"z": "x[0]"}}


def check_of(exercise: Exercise) -> GradientCheck:
    """The gradient check of an exercise."""
    (found,) = (c for c in exercise.spec.declared if isinstance(c, GradientCheck))
    return found


def small(folder: Path, *forward: dict[str, Any], **rest: Any) -> Exercise:
    """The minimal exercise with a loss, and z as a gradient of it."""
    row = {"id": "slope", "kind": "gradient", "cases": ["drawn"], "points": 1}
    shown = {"title": "It.", "visibility": "hidden"}
    made = make_exercise(folder, forward=list(forward or (LOSS,)))
    checks = [*plain(made.spec)["checks"], {**row, **shown, **rest}]
    return make_exercise(
        folder / "more", forward=list(forward or (LOSS,)), checks=checks
    )


def case_of(exercise: Exercise, x: Sequence[float], b: float = 3.0) -> Case:
    """A case of the minimal exercise."""
    given = {"x": [*map(float, x)], "w": [0.5, -2.0], "b": b}
    sizes = sizes_of(exercise.spec.subject.arguments, given.values())
    return Case("drawn", 0, given, sizes)


def nudged(exercise: Exercise, case: Case) -> tuple[Nudge, ...]:
    """The nudges of one case."""
    return nudges_of(exercise, check_of(exercise), case, random.Random(1), 50)


def fine(value: float) -> Part:
    """A number in double precision."""
    return Part(np.array(value), coarse=False)


def trials(exercise: Exercise, seed: int = 3) -> tuple[list[Case], tuple[Trial, ...]]:
    """All cases, and the trials of the one check."""
    drawn = cases_of(exercise, seed)
    added, found = gradients_of(exercise, seed, drawn)
    return [*drawn, *added], found[check_of(exercise).id]


def test_a_straight_loss_is_nudged_by_the_largest_step(tmp_path: Path):
    """What is nudged is the variable's cell; the slope is exact."""
    exercise = small(tmp_path)
    (row,) = nudged(exercise, case_of(exercise, [2, 3]))

    assert ("z", (), "x", (0,)) == (row.part, row.cell, row.variable, row.at)
    assert max(STEPS) == row.step
    assert (-15.1875, -14.8125) == (row.below, row.above)
    assert 1.5 == row.rate(row.declared)
    assert row.left < 1e-12


def test_a_right_gradient_agrees_and_a_wrong_one_does_not(tmp_path: Path):
    """Half of what a float32 answer may be off is far more than a float64 one may."""
    exercise = small(tmp_path)
    (row,) = nudged(exercise, case_of(exercise, [2, 3]))

    assert row.agrees(fine(1.5), row.declared)
    assert row.agrees(fine(1.5 * (1 + 2.0**-52)), row.declared)
    assert not row.agrees(fine(1.5 * (1 + 2.0**-24)), row.declared)
    assert row.agrees(Part(np.array(1.5 * (1 + 2.0**-24)), coarse=True), row.declared)
    assert not row.agrees(Part(np.array(1.501), coarse=True), row.declared)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_no_slope_is_nan_or_infinity(value: float, tmp_path: Path):
    """Neither as a gradient nor as an output of the submission's own."""
    exercise = small(tmp_path)
    (row,) = nudged(exercise, case_of(exercise, [2, 3]))
    own = row.slope(np.array(1.0), [fine(value), fine(value)])

    assert not row.agrees(fine(value), row.declared)
    assert not row.agrees(fine(1.5), own)


def test_a_bent_loss_is_nudged_by_the_step_that_is_off_the_least(tmp_path: Path):
    """Smaller steps leave out less and round more; what is left out is allowed."""
    forward = {"loss": "sum(exp(x))", "gradients": {"z": "x[1]"}}
    exercise = small(tmp_path, forward)
    (row,) = nudged(exercise, case_of(exercise, [2, 1]))

    error = abs(row.rate(row.declared) - np.e)
    assert min(STEPS) <= row.step < max(STEPS)
    assert 0 < error <= row.left < 1e-4
    assert row.agrees(fine(np.e), row.declared)
    assert not row.agrees(fine(np.e + 4e-4), row.declared)


def test_a_step_stays_on_its_side_of_a_kink(tmp_path: Path):
    """Near a kink it is small; on it there is none, and nothing to measure."""
    forward = {
        "let": {"s": "dot(x, w)"},
        "kinks": ["s"],
        "loss": "b * maximum(s, 0)",
        "gradients": {"z": "x[0]"},
    }
    exercise = small(tmp_path, forward)
    (near,) = nudged(exercise, case_of(exercise, [4.0625, 1]))
    (silent,) = nudged(exercise, case_of(exercise, [-4, 1]))

    assert 1 / 32 == near.step
    assert 1.5 == near.rate(near.declared)
    assert 0 == silent.rate(silent.declared)
    assert () == nudged(exercise, case_of(exercise, [4, 1]))


def test_a_number_that_moves_no_kink_is_nudged_beside_one():
    """In a batch only what meets the zero is passed over."""
    exercise = CATALOGUE.load("relu_mask")
    given = {"dvalues": np.full((2, 3), 2.0), "z": np.array([[1, 0, 3], [-2, -0.0, 1]])}
    rows = nudged(exercise, Case("signs", 0, given, {"n_samples": 2, "n_neurons": 3}))

    assert {(0, 0), (0, 2), (1, 0), (1, 2)} == {row.cell for row in rows}


def test_parts_take_turns():
    """Where there are more cells than nudges, every part has its share."""
    exercise = CATALOGUE.load("dense_relu_backward")
    case = next(c for c in cases_of(exercise, 1) if c.group == "batch")
    rows = nudges_of(exercise, check_of(exercise), case, random.Random(1), 7)

    assert ["dinputs", "dweights", "dbiases"] * 2 + ["dinputs"] == [
        r.part for r in rows
    ]
    assert 7 == len({(row.part, row.cell) for row in rows})


def test_a_declared_loss_adds_no_call_but_its_public_cases():
    """They are the same for every seed."""
    exercise = CATALOGUE.load("relu_mask")
    (cases, rows), (others, again) = trials(exercise, 1), trials(exercise, 2)

    assert {gradient_group(check_of(exercise))} == {cases[r.base].group for r in rows}
    assert {()} == {calls for row in rows for _nudge, calls in row.rows}
    public = [
        str(c.arguments) for c in cases_of(exercise, PUBLIC) if c.group == "signs"
    ]
    for row, other in zip(rows, again, strict=True):
        assert str(cases[row.base].arguments) == str(others[other.base].arguments)
        assert str(cases[row.base].arguments) in public


def test_an_own_output_is_asked_above_and_below():
    """Each call differs from its base in one number, by the step."""
    exercise = CATALOGUE.load("layer_dense")
    cases, rows = trials(exercise)

    for trial in rows:
        base = cases[trial.base].arguments
        assert np.array_equal(base["dvalues"], trial.upstream)
        for nudge, calls in trial.rows:
            for place, by in zip(calls, (nudge.step, -nudge.step), strict=True):
                moved = {
                    n: np.subtract(v, base[n])
                    for n, v in cases[place].arguments.items()
                }
                changed = moved.pop(nudge.variable)
                assert not any(np.any(other) for other in moved.values())
                assert by == changed[nudge.at] == changed.sum()


def test_a_hidden_check_starts_from_the_cases_of_its_seed(tmp_path: Path):
    """Nothing is added where the loss is declared."""
    exercise = small(tmp_path)
    cases, rows = trials(exercise)

    assert Visibility.HIDDEN is check_of(exercise).visibility
    assert len(cases) == len(cases_of(exercise, 3))
    assert ["drawn", "drawn"] == [cases[row.base].group for row in rows]


def test_groups_take_turns():
    """The first cases are one of each group, and their first."""
    exercise = CATALOGUE.load("drelu_dz")
    cases, rows = trials(exercise)

    z = [cases[row.base].arguments["z"] for row in rows]
    assert [1, -1, 1, -1] == [np.sign(value) for value in z]


@pytest.mark.parametrize(
    ("forward", "message"),
    [
        ({"loss": "0 * x[0]", "gradients": {"z": "x[0]"}}, "every slope there is 0"),
        (
            {
                "let": {"s": "b - 4"},
                "kinks": ["s"],
                "loss": "maximum(s, 0)",
                "gradients": {"z": "b"},
            },
            "nothing can be nudged",
        ),
        ({"loss": "log(-1 - b * b)", "gradients": {"z": "b"}}, "no single finite"),
        (
            {"loss": "x @ b", "gradients": {"z": "x[0]"}},
            "cannot be computed on example",
        ),
        ({"loss": "sum(x)", "gradients": {"z": "x[9]"}}, "index 9 is out of bounds"),
    ],
)
def test_what_cannot_be_measured_is_the_authors_error(
    forward: dict[str, Any], message: str, tmp_path: Path
):
    """The author is told the check or the entry."""
    with pytest.raises(AuthorError, match=message):
        trials(small(tmp_path, forward, cases=["example"]))
