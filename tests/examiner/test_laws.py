"""Laws as learners and authors meet them: judged by real workers on real exercises."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.candidate import Zygote
from grader.catalogue import Catalogue
from grader.engines import Engines, Setup
from grader.errors import AuthorError
from grader.examiner import messages
from grader.examiner.suite import Suite, prepare
from grader.exercise import GradientCheck, LawCheck
from grader.gradients import gradient_group
from grader.laws import PUBLIC, law_group
from grader.result import CheckResult, Grade, Verdict, Visibility
from tests.courses import course_of, file_of, replace
from tests.processes import ROOT, submission

CATALOGUE = Catalogue(ROOT)
IDS = ("relu_mask", "dbiases", "neuron_gradients", "layer_dense")
RELU = """
    import numpy as np
    def relu_backward(dvalues, z):
        return {}
"""
BIASES = """
    import numpy as np
    def dense_dbiases(dvalues):
        {}
        return dvalues.sum(axis=0, keepdims=True)
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


def graded(engines: Engines, exercise: str, source: str, seed: int = 5) -> Grade:
    """Grade one source and return what must be a grade."""
    (outcome,) = engines.grade([submission(source, "py", exercise)], seed)
    assert isinstance(outcome, Grade)
    return outcome


def check_of(grade: Grade, name: str) -> CheckResult:
    """One check of a grade."""
    return next(check for check in grade.checks if check.id == name)


def test_a_hidden_law_tells_its_sentence_alone(engines: Engines):
    """What was asked and answered stays hidden; the law is plain words."""
    grade = graded(engines, "relu_mask", RELU.format("dvalues * (z >= -9)"))

    row = check_of(grade, "masked")
    assert Verdict.FAILED is row.verdict
    assert Visibility.HIDDEN is row.visibility
    words = {"of": "dvalues", "by": "z", "part": "drelu"}
    assert messages.LAWS["masked_by"].format(**words) == row.message
    assert re.search(r"[1-9]", row.message) is None


def test_a_visible_law_shows_the_learners_own_calls(engines: Engines):
    """The message holds both calls and what they gave, and nothing that is right."""
    grade = graded(engines, "relu_mask", RELU.format("(z > 0) * 0.7125"))

    row = check_of(grade, "doubling")
    assert Verdict.FAILED is row.verdict
    assert row.message.startswith("Doubling dvalues should double drelu; yours did not")
    assert "dvalues = [[1.5, -2, 3], [0.5, 4, -2.5]], z = " in row.message
    assert "for dvalues = [[3, -4, 6], [1, 8, -5]] you give drelu" in row.message
    assert 2 == row.message.count("0.7125, 0.7125")
    assert "right" not in row.message


def test_what_is_shown_does_not_depend_on_the_seed(engines: Engines):
    """Public numbers are the same for everybody and for every seed."""
    source = RELU.format("np.where(z > 0, 1, dvalues)")
    shown = {
        check_of(graded(engines, "relu_mask", source, seed), "doubling").message
        for seed in (1, 2, 3)
    }
    assert 1 == len(shown)


def test_zeros_keep_no_law(engines: Engines):
    """Whoever always answers 0 keeps every law and has shown none."""
    grade = graded(engines, "relu_mask", RELU.format("np.zeros_like(dvalues)"))

    for name in ("doubling", "masked"):
        row = check_of(grade, name)
        assert (Verdict.FAILED, 0.0) == (row.verdict, row.points)
        assert messages.ALL_ZERO == row.message


def test_nan_keeps_no_law(engines: Engines):
    """NaN is told as NaN."""
    grade = graded(engines, "relu_mask", RELU.format("dvalues * np.nan"))

    assert "drelu holds NaN or infinity." == check_of(grade, "masked").message
    assert Verdict.FAILED is check_of(grade, "doubling").verdict


def test_a_call_that_raises_has_its_own_verdict(engines: Engines):
    """Half of a batch is a call like any other; only who made it differs."""
    raising = "assert len(dvalues) != 1, 'a batch, please'"
    grade = graded(engines, "dbiases", BIASES.format(raising))

    row = check_of(grade, "halves")
    assert Verdict.ERROR is row.verdict
    assert "AssertionError at line 4: a batch, please" in row.message
    assert Verdict.PASSED is check_of(grade, "value").verdict
    assert Verdict.PASSED is check_of(grade, "order").verdict


def test_an_ending_in_a_call_of_a_law_costs_that_law(engines: Engines):
    """The calls of a law are a group of their own: the others run in a new worker."""
    ending = "if dvalues.shape == (1, 3) and dvalues[0, 0] == 1.5: raise SystemExit"
    grade = graded(engines, "dbiases", BIASES.format(ending))

    others = {row.verdict for row in grade.checks if row.id != "halves"}
    assert Verdict.EXITED is check_of(grade, "halves").verdict
    assert {Verdict.PASSED} == others


def test_a_law_of_a_class_costs_what_breaks_it(engines: Engines):
    """Averaged gradients do not add up; the law names the part, the rest is kept."""
    grade = graded(
        engines,
        "layer_dense",
        """
        import numpy as np
        class Layer_Dense:
            def __init__(self, n_inputs, n_neurons):
                self.weights = np.ones((n_inputs, n_neurons))
                self.biases = np.zeros((1, n_neurons))
            def forward(self, inputs):
                self.inputs = inputs
                return inputs @ self.weights + self.biases
            def backward(self, dvalues):
                self.dweights = self.inputs.T @ dvalues / len(dvalues)
                self.dbiases = dvalues.mean(axis=0, keepdims=True)
                return dvalues @ self.weights.T
        """,
    )

    assert check_of(grade, "halves").message.startswith("dweights should be the sum")
    assert Verdict.PASSED is check_of(grade, "weight_of_ones").verdict
    assert Verdict.PASSED is check_of(grade, "dinputs").verdict


def test_the_bias_as_a_weight_shows_both(engines: Engines):
    """A relation of two parts shows both of them."""
    grade = graded(
        engines,
        "neuron_gradients",
        """
        def neuron_gradients(x, w, b, dvalue):
            z = sum(a * c for a, c in zip(x, w)) + b
            d = dvalue if z > 0 else 0.0
            return [d * v for v in w], [d * v for v in x], 1.0
        """,
    )

    row = check_of(grade, "weight_of_ones")
    assert row.message.startswith("Where all of x is 1, dw should be db")
    assert "x = [1, 1, 1]" in row.message
    assert "you give dw = [5, 5, 5], db = 1." in row.message


def test_laws_go_with_the_other_cases(zygote: Zygote):
    """Their calls stand behind the cases of groups, in groups of their own.

    So do those of gradient checks.
    """
    suite = prepare(CATALOGUE.load("relu_mask"), 0, zygote)

    rows = suite.exercise.spec.declared
    groups = {law_group(c) for c in rows if isinstance(c, LawCheck)}
    groups |= {gradient_group(c) for c in rows if isinstance(c, GradientCheck)}
    named = [case.group in suite.exercise.spec.cases for case in suite.cases]
    assert len(suite.cases) == len(suite.requests) == len(suite.expected)
    assert named == sorted(named, reverse=True)
    assert groups == {
        case.group for case, group in zip(suite.cases, named, strict=True) if not group
    }


@pytest.mark.parametrize("name", IDS)
def test_what_is_shown_is_never_what_is_hidden(name: str, zygote: Zygote):
    """No call of a visible law or gradient check is a hidden case, on any seed."""
    exercise = CATALOGUE.load(name)
    for seed in range(3):
        suite = prepare(exercise, seed, zygote)
        shown = {
            place
            for check in exercise.spec.declared
            if isinstance(check, LawCheck) and check.visibility is Visibility.VISIBLE
            for placed in suite.laws[check.id]
            for place in placed.places
        }
        nudged = [trial for rows in suite.gradients.values() for trial in rows]
        shown |= {trial.base for trial in nudged}
        shown |= {place for t in nudged for _nudge, calls in t.rows for place in calls}
        texts = {str(suite.cases[place].arguments) for place in shown}
        hidden = {
            str(case.arguments)
            for place, case in enumerate(suite.cases)
            if place not in shown
            and not (case.group in exercise.spec.cases and given(suite, case.group))
        }
        assert texts
        assert set() == texts & hidden
    assert not PUBLIC.isdigit()


def given(suite: Suite, group: str) -> bool:
    """Whether a group's cases are the author's own, and so public."""
    return bool(suite.exercise.spec.cases[group].given)


LAW = (
    "  - {id: law, kind: law, law: %s, cases: [%s], points: 1, title: A law.}\n"
    "\nforward:"
)


@pytest.mark.parametrize(
    ("law", "group", "message"),
    [
        ("independent_of, of: x", "drawn", "does not hold for the reference's dx"),
        ("masked_by, of: dvalue, by: x", "example", "none of its cases can show"),
        ("scales_with, of: dvalue", "silent", "shows nothing"),
    ],
)
def test_a_law_that_is_none_is_the_authors_error(
    law: str, group: str, message: str, tmp_path: Path, zygote: Zygote
):
    """The reference is asked first; the author is told the file and the check."""
    course = course_of(tmp_path)
    path = file_of(course, "dsquare", "exercise.yaml")
    replace(path, "\nforward:", LAW % (law, group))
    silent = "  silent: {draw: 2, signs: {dvalue: zero}}\n\nchecks:"
    replace(path, "\nchecks:", silent)

    with pytest.raises(AuthorError) as caught:
        prepare(Catalogue(course).load("dsquare"), 0, zygote)

    (problem,) = caught.value.problems
    assert problem.file.endswith("01_dsquare/exercise.yaml")
    assert problem.key == "checks.law"
    assert message in problem.message


def test_a_law_that_holds_is_none_of_the_authors_errors(tmp_path: Path, zygote: Zygote):
    """The gradient of a square is linear in the upstream and in x."""
    course = course_of(tmp_path)
    path = file_of(course, "dsquare", "exercise.yaml")
    replace(path, "\nforward:", LAW % ("linear_in, of: x", "drawn"))

    suite = prepare(Catalogue(course).load("dsquare"), 0, zygote)

    assert ["law"] == list(suite.laws)
