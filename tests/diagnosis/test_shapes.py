"""A wrong shape or kind is told in the names of dimensions, and what it means."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.candidate import Answer, Fault
from grader.diagnosis.seen import Seen
from grader.diagnosis.shapes import told_of_kind, told_of_shape
from grader.exercise import ExerciseFile
from grader.result import Verdict
from tests.helpers import make_exercise

RNG = np.random.default_rng(7)
SIZES = [
    {"n_samples": 2, "n_inputs": 3, "n_neurons": 4},
    {"n_samples": 5, "n_inputs": 4, "n_neurons": 3},
]
DVALUES = [RNG.normal(size=(s["n_samples"], s["n_neurons"])) for s in SIZES]
DBIASES = [array.sum(axis=0, keepdims=True) for array in DVALUES]


def rows_of(came: list[Any]) -> list[Seen]:
    """The bias gradients that came, beside those due."""
    cases = zip(came, DBIASES, SIZES, strict=True)
    return [Seen(np.asarray(c, float), d, {"dbiases": d}, s) for c, d, s in cases]


@pytest.mark.parametrize(
    ("came", "words"),
    [
        (DVALUES, "dbiases still runs over n_samples: their sum is what is due."),
        ([2 * a for a in DVALUES], "dbiases runs over n_samples, which it should not."),
        ([d[0] for d in DBIASES], "are right, but lie in (n_neurons,), not in"),
        ([d.T for d in DBIASES], "are right, but lie in (n_neurons, 1), not in"),
        ([3 * d.T for d in DBIASES], "dbiases has its axes in another order."),
        ([2 * a.sum() for a in DVALUES], "dbiases lacks an axis for n_neurons."),
        ([a.T @ a for a in DVALUES], "dbiases runs over n_neurons twice."),
        (
            [a @ a.T for a in DVALUES],
            "dbiases runs over n_samples, which it should not, and lacks an axis for",
        ),
        ([a.sum() for a in DVALUES], "dbiases is added up over n_neurons, which"),
        ([[[d.mean()]] for d in DBIASES], "dbiases is averaged over n_neurons, which"),
        (
            [[[d.max()]] for d in DBIASES],
            "dbiases has one value along n_neurons, not one for each.",
        ),
        (
            [a.sum(axis=1) for a in DVALUES],
            "runs over n_samples, which it should not, and lacks an axis for n_neurons",
        ),
    ],
)
def test_a_wrong_shape_is_told_by_its_axes(came, words: str) -> None:
    """What is too many, what is missing, what is only laid out otherwise."""
    assert words in told_of_shape("dbiases", rows_of(came), (1, "n_neurons"))


def test_an_axis_of_an_unknown_length_is_not_told() -> None:
    """A length that is no size of the case has no name."""
    assert not told_of_shape("dbiases", rows_of([np.ones(9)] * 2), (1, "n_neurons"))


def test_a_length_that_is_another_size_in_each_case_is_not_told() -> None:
    """Four is n_neurons in one case and n_inputs in the other."""
    assert not told_of_shape("dbiases", rows_of([np.ones(4)] * 2), (1, "n_neurons"))


@pytest.fixture
def spec(tmp_path: Path) -> ExerciseFile:
    """An exercise of two results."""
    function = {
        "name": "neuron",
        "arguments": {"x": {"kind": "list", "shape": ["n_inputs"]}},
        "returns": {"dx": ["n_inputs"], "db": []},
    }
    return make_exercise(tmp_path, function=function, preactivation=None).spec


DUE = " Due are dx (n_inputs,), db (a number)."


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (None, "2 values (dx, db) are due, and the result is None"),
        (([1.0], None), "db is None (is a return missing?) where numbers are due."),
        ((np.array([True]), 1.0), "dx holds booleans where numbers are due."),
        (([[1.0], [1.0, 2.0]], 1.0), "dx is ragged"),
        (
            (Fault(Verdict.BAD_TYPE, text="a set"), 1.0),
            "dx is no plain numbers: a set.",
        ),
    ],
)
def test_a_result_that_is_no_numbers_is_told_what_is_due(spec, answer, words) -> None:
    """The kind that came, and every part with its shape."""
    told = told_of_kind(spec, [Answer(values=(([1.0], 2.0),)), Answer((answer,))])

    assert words in told
    assert told.endswith(DUE)


def test_what_cannot_cross_is_told_by_its_kind(spec) -> None:
    """A whole result of another kind has the worker's word for it."""
    fault = Fault(Verdict.BAD_TYPE, text="a generator")

    expected = f"The result is no plain numbers: a generator.{DUE}"
    assert told_of_kind(spec, [Answer(fault=fault)]) == expected


def test_numbers_and_exceptions_are_no_matter_of_kind(spec) -> None:
    """What is numbers, and what raised, is explained elsewhere."""
    raised = Answer(fault=Fault(Verdict.ERROR, "ValueError"))

    assert told_of_kind(spec, [Answer(values=(([1.0], 2.0),)), raised]) == ""
