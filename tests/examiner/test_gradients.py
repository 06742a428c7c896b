"""Gradient checks as learners and authors meet them: real workers, real exercises."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.candidate import Zygote
from grader.catalogue import Catalogue
from grader.engines import Engines, Setup
from grader.errors import AuthorError
from grader.examiner.suite import prepare
from grader.result import CheckResult, Grade, Verdict, Visibility
from tests.courses import course_of, file_of, replace
from tests.processes import ROOT, submission

CATALOGUE = Catalogue(ROOT)
IDS = ("relu_mask", "dbiases", "activation_relu")
RELU = """
    import numpy as np
    def relu_backward(dvalues, z):
        return {}
"""
BIASES = """
    import numpy as np
    def dense_dbiases(dvalues):
        {}
        return dvalues.mean(axis=0, keepdims=True)
"""
CLASS = """
    import numpy as np
    class Activation_ReLU:
        def forward(self, inputs):
            self.inputs = inputs
            self.output = {}
        def backward(self, dvalues):
            self.dinputs = {}
"""


@pytest.fixture(scope="module")
def engines() -> Iterator[Engines]:
    """One engine over a few exercises of the course."""
    files = tuple(CATALOGUE.entry(name).folder / "exercise.yaml" for name in IDS)
    with Engines(Setup(ROOT, files), jobs=1) as started:
        yield started


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    """What references run in."""
    with Zygote() as started:
        yield started


def slope_of(
    engines: Engines, exercise: str, source: str, seed: int = 5
) -> CheckResult:
    """The gradient check of the grade of one source."""
    (outcome,) = engines.grade([submission(source, "py", exercise)], seed)
    assert isinstance(outcome, Grade)
    return next(check for check in outcome.checks if check.id == "slope")


def test_a_message_can_be_checked_by_hand(engines: Engines):
    """The number nudged, the loss below and above, the slope, and the gradient."""
    row = slope_of(engines, "relu_mask", RELU.format("dvalues * 0 + 0.5"))

    assert (Verdict.FAILED, Visibility.VISIBLE) == (row.verdict, row.visibility)
    found = re.match(
        r"Lower and raise z\[(\d), (\d)\] by 0.125: sum\(dvalues \* maximum\(z, 0\)\) "
        r"goes from (\S+) to (\S+), a slope of (\S+); your drelu\[\1, \2\] is 0.5. "
        r"There dvalues = \[\[.*\]\], z = \[\[.*\]\]\.$",
        row.message,
    )
    assert found
    below, above, slope = map(float, found.groups()[2:])
    assert slope == (above - below) / 0.25


def test_what_is_shown_does_not_depend_on_the_seed(engines: Engines):
    """Public numbers are the same for everybody and for every seed."""
    source = RELU.format("np.where(z > 0, 1, dvalues)")
    shown = {slope_of(engines, "relu_mask", source, seed).message for seed in (1, 2, 3)}

    assert 1 == len(shown)


def test_variables_that_are_not_given_may_be_any(engines: Engines):
    """A message names their values, and says that others would do."""
    row = slope_of(engines, "dbiases", BIASES.format(""))

    assert row.message.startswith("Lower and raise biases[0, ")
    assert "(any inputs and weights and biases would do)." in row.message


def test_a_number_on_a_kink_is_not_asked_about(engines: Engines):
    """What passes at exactly zero is an agreement, and no slope."""
    row = slope_of(engines, "relu_mask", RELU.format("dvalues * (z >= 0)"))

    assert (Verdict.PASSED, 0.5) == (row.verdict, row.points)


def test_single_precision_is_precise_enough(engines: Engines):
    """A nudge is so large that a float32 answer shows it."""
    right = "(dvalues * (z > 0)).astype(np.float32)"
    row = slope_of(engines, "relu_mask", RELU.format(right))

    assert Verdict.PASSED is row.verdict


def test_nan_is_told_as_nan(engines: Engines):
    """And no number is shown."""
    row = slope_of(engines, "relu_mask", RELU.format("dvalues * np.nan"))

    assert "drelu holds NaN or infinity." == row.message


def test_a_call_that_raises_has_its_own_verdict(engines: Engines):
    """Public cases show the exception in full."""
    row = slope_of(engines, "dbiases", BIASES.format("raise ValueError('a reason')"))

    assert Verdict.ERROR is row.verdict
    assert "ValueError at line 4: a reason" in row.message


@pytest.mark.parametrize(
    ("forward", "backward"),
    [
        ("np.maximum(inputs, 0)", "dvalues * (self.inputs > 0)"),
        ("np.abs(inputs)", "dvalues * np.sign(self.inputs)"),
        ("inputs * 3", "dvalues * 3"),
        (
            "np.maximum(inputs, 0).astype(np.float32)",
            "(dvalues * (self.inputs > 0)).astype(np.float32)",
        ),
    ],
)
def test_a_way_back_belongs_to_its_own_way_forward(
    engines: Engines, forward: str, backward: str
):
    """Whether the forward pass is the one asked for is not for this check."""
    row = slope_of(engines, "activation_relu", CLASS.format(forward, backward))

    assert (Verdict.PASSED, "") == (row.verdict, row.message)


def test_a_way_back_from_another_forward_is_told(engines: Engines):
    """The slope is that of the learner's own output."""
    source = CLASS.format("inputs * 3", "dvalues * (self.inputs > 0)")
    row = slope_of(engines, "activation_relu", source)

    assert Verdict.FAILED is row.verdict
    own = "the sum of dvalues * output by your own forward pass goes from"
    assert own in row.message
    assert "; your dinputs[" in row.message
    assert "earlier" not in row.message


def test_an_output_that_never_moves_shows_nothing(engines: Engines):
    """Zeros are the gradient of a constant, and earn no point."""
    row = slope_of(
        engines, "activation_relu", CLASS.format("inputs * 0", "dvalues * 0")
    )

    assert (Verdict.FAILED, 0.0) == (row.verdict, row.points)
    assert row.message.startswith("Your output does not change when numbers are nudged")


def test_an_output_that_is_missing_is_told(engines: Engines):
    """The part that is nudged is read like any other."""
    source = CLASS.format("inputs", "dvalues").replace("self.output", "self.out")
    row = slope_of(engines, "activation_relu", source)

    assert Verdict.MISSING is row.verdict
    assert "Activation_ReLU has no output." == row.message


GRADIENT = (
    "  - {id: slope, kind: gradient, cases: [drawn], points: 1, title: A slope.%s}\n"
    "\nforward:"
)


def test_a_hidden_check_tells_its_sentence_alone(tmp_path: Path):
    """No number of a hidden case stands in the message."""
    course = course_of(tmp_path)
    path = file_of(course, "dsquare", "exercise.yaml")
    replace(path, "\nforward:", GRADIENT % "")
    source = "def dsquare(dvalue, x): return dvalue * x"

    with Engines(Setup(course, (path,)), jobs=1) as engines:
        row = slope_of(engines, "dsquare", source)

    assert (Verdict.FAILED, Visibility.HIDDEN) == (row.verdict, row.visibility)
    assert "dx is not the slope there is when x is nudged." == row.message


def test_a_reference_that_is_no_slope_is_the_authors_error(
    tmp_path: Path, zygote: Zygote
):
    """The author is told the file and the check."""
    course = course_of(tmp_path)
    path = file_of(course, "dsquare", "exercise.yaml")
    replace(path, "\nforward:", GRADIENT % ", visibility: visible")
    reference = file_of(course, "dsquare", "passed/reference.py")
    replace(reference, "2 * ", "3 * ")

    with pytest.raises(AuthorError) as caught:
        prepare(Catalogue(course).load("dsquare"), 0, zygote)

    (problem,) = caught.value.problems
    assert "checks.slope" == problem.key
    assert "the reference's dx is not the slope" in problem.message
