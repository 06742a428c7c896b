"""The laws on plain functions: what is right keeps them, what is wrong breaks them."""

import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.cases import Case, cases_of
from grader.catalogue import Catalogue
from grader.exercise import Exercise, LawCheck, sizes_of
from grader.laws import LAWS, Base, Instance, derive, holds
from grader.values import FloatArray
from tests.helpers import REPOSITORY

CATALOGUE = Catalogue(REPOSITORY)
DENSE = CATALOGUE.load("dense_relu_backward")
NEURON = CATALOGUE.load("neuron_gradients")
DESCENT = CATALOGUE.load("neuron_descent")
Parts = dict[str, FloatArray]
Solution = Callable[..., tuple[Any, ...]]
seeds = st.integers(0, 2**16)


def dense(inputs, weights, biases, dvalues):
    """The gradients of a layer with ReLU."""
    drelu = dvalues * (inputs @ weights + biases > 0)
    return drelu @ weights.T, inputs.T @ drelu, drelu.sum(axis=0, keepdims=True)


def dense_mean(inputs, weights, biases, dvalues):
    """Divided by the number of samples."""
    dinputs, dweights, dbiases = dense(inputs, weights, biases, dvalues)
    return dinputs / len(inputs), dweights / len(inputs), dbiases / len(inputs)


def dense_unmasked(inputs, weights, biases, dvalues):
    """Without the mask."""
    return dvalues @ weights.T, inputs.T @ dvalues, dvalues.sum(axis=0, keepdims=True)


def dense_first(inputs, weights, biases, dvalues):
    """The first sample counts twice."""
    dinputs, dweights, dbiases = dense(inputs, weights, biases, dvalues)
    return dinputs, dweights + inputs[:1].T @ dvalues[:1], dbiases + dvalues[:1]


def dense_upstream(inputs, weights, biases, dvalues):
    """The upstream gradient twice."""
    return dense(inputs, weights, biases, dvalues * dvalues)


def dense_signs(inputs, weights, biases, dvalues):
    """Negative gradients are stopped."""
    return dense(inputs, weights, biases, np.maximum(dvalues, 0))


def dense_local(inputs, weights, biases, dvalues):
    """The biases without what arrives."""
    dinputs, dweights, dbiases = dense(inputs, weights, biases, dvalues)
    return dinputs, dweights, np.ones_like(dbiases)


def dense_reversed(inputs, weights, biases, dvalues):
    """The neurons in the wrong order."""
    return tuple(part[:, ::-1] for part in dense(inputs, weights, biases, dvalues))


def dense_shifted(inputs, weights, biases, dvalues):
    """Something is added to every gradient."""
    return tuple(part + 1.0 for part in dense(inputs, weights, biases, dvalues))


def neuron(x, w, b, dvalue):
    """The gradients of a neuron."""
    slope = dvalue * (np.dot(x, w) + b > 0)
    return slope * np.array(w), slope * np.array(x), slope


def neuron_first_weight(x, w, b, dvalue):
    """Every input has the first weight."""
    dx, dw, db = neuron(x, w, b, dvalue)
    return np.full_like(dx, db * w[0]), dw, db


def neuron_slopes_kept(x, w, b, dvalue):
    """The bias passes whatever z is."""
    dx, dw, _db = neuron(x, w, b, dvalue)
    return dx, dw, dvalue


def descent(x, w, b, learning_rate, steps):
    """The outputs of a neuron on its way down."""
    x, w, outputs = np.array(x), np.array(w), []
    for _ in range(steps + 1):
        z = x @ w + b
        outputs.append(max(0.0, z))
        w, b = w - learning_rate * (z > 0) * x, b - learning_rate * (z > 0)
    return (np.array(outputs),)


def descent_shared(x, w, b, learning_rate, steps):
    """The rate is divided among the steps."""
    return descent(x, w, b, learning_rate / steps, steps)


def law(name: str, cases: str = "batch", **rest: Any) -> LawCheck:
    """A check of a law."""
    return LawCheck(
        id="law", kind="law", law=name, cases=(cases,), points=1, title="It.", **rest
    )


# law, exercise, what keeps it, what breaks it
ROWS: list[tuple[LawCheck, Exercise, Solution, Solution]] = [
    (law("scales_with", of="dvalues"), DENSE, dense, dense_upstream),
    (law("linear_in", of="dvalues"), DENSE, dense, dense_signs),
    (law("zero_in", of="dvalues"), DENSE, dense, dense_local),
    (law("straight_in", of="dvalues"), DENSE, dense_shifted, dense_signs),
    (
        law("independent_of", of="inputs", parts=("dinputs",)),
        DENSE,
        dense_unmasked,
        dense,
    ),
    (law("adds_over", along="n_samples"), DENSE, dense, dense_mean),
    (law("permutes_with", along="n_samples"), DENSE, dense, dense_first),
    (law("permutes_with", along="n_neurons"), DENSE, dense_mean, dense_reversed),
    (law("masked_by", of="dvalues", by="z"), DENSE, dense, dense_unmasked),
    (
        law("weight_of_ones", of="inputs", parts=("dweights", "dbiases")),
        DENSE,
        dense,
        dense_local,
    ),
    (
        law("permutes_with", "positive", along="n_inputs"),
        NEURON,
        neuron,
        neuron_first_weight,
    ),
    (
        law("masked_by", "negative", of="dvalue", by="z"),
        NEURON,
        neuron,
        neuron_slopes_kept,
    ),
    (
        law("weight_of_ones", "positive", of="x", parts=("dw", "db")),
        NEURON,
        neuron,
        neuron_slopes_kept,
    ),
    (
        law("continues_with", "positive", of="steps"),
        DESCENT,
        descent,
        descent_shared,
    ),
]
every_row = pytest.mark.parametrize(
    ("check", "exercise", "right", "wrong"),
    ROWS,
    ids=[f"{row[0].law} {row[0].of or row[0].along}" for row in ROWS],
)


def answered(exercise: Exercise, solution: Solution, case: Case) -> Parts:
    """The parts that a plain function gives for a case."""
    results = solution(*case.arguments.values())
    parts = zip(exercise.spec.subject.returns, results, strict=True)
    return {name: np.asarray(value, float) for name, value in parts}


def kept(exercise: Exercise, solution: Solution, instance: Instance) -> bool:
    """Whether a plain function keeps an instance of a law."""
    rows = enumerate(answered(exercise, solution, case) for case in instance.cases)
    values = dict(rows)
    allowed = {
        i: {name: 1e-9 * (1 + np.abs(part)) for name, part in row.items()}
        for i, row in values.items()
    }
    return all(holds(relation, values, allowed) for relation in instance.relations)


def instances(check: LawCheck, exercise: Exercise, seed: int) -> list[Instance]:
    """Every instance of a law on the cases of its group."""
    rng = random.Random(seed)
    cases = [case for case in cases_of(exercise, seed) if case.group in check.cases]
    found = [derive(Base(check, exercise.spec, case, rng)) for case in cases]
    return [instance for instance in found if instance is not None]


def test_every_law_is_tried() -> None:
    """The rows below leave no law out."""
    assert LAWS.keys() == {row[0].law for row in ROWS}


@every_row
@settings(deadline=None, max_examples=25)
@given(seed=seeds)
def test_what_is_right_keeps_a_law(
    check: LawCheck, exercise: Exercise, right: Solution, wrong: Solution, seed: int
) -> None:
    """Whatever is drawn, the law holds for what it is true of."""
    found = instances(check, exercise, seed)

    assert found
    assert all(kept(exercise, right, instance) for instance in found)


@every_row
@settings(deadline=None, max_examples=25)
@given(seed=seeds)
def test_what_is_wrong_breaks_a_law(
    check: LawCheck, exercise: Exercise, right: Solution, wrong: Solution, seed: int
) -> None:
    """A few draws show what the law is not true of; one may happen not to."""
    found = [
        row for s in range(seed, seed + 4) for row in instances(check, exercise, s)
    ]

    assert not all(kept(exercise, wrong, instance) for instance in found)


@every_row
@settings(deadline=None, max_examples=25)
@given(seed=seeds)
def test_derived_cases_fit_the_declaration(
    check: LawCheck, exercise: Exercise, right: Solution, wrong: Solution, seed: int
) -> None:
    """A derived case has its base's arguments, kind by kind, and sizes that agree."""
    declared = exercise.spec.subject.arguments
    for instance in instances(check, exercise, seed):
        base = instance.cases[0]
        for case in instance.cases[1:]:
            assert list(base.arguments) == list(case.arguments)
            kinds = {name: type(value) for name, value in base.arguments.items()}
            assert kinds == {n: type(value) for n, value in case.arguments.items()}
            sizes = sizes_of(declared, case.arguments.values())
            assert sizes == {name: case.sizes[name] for name in sizes}


@pytest.mark.parametrize("name", ["adds_over", "permutes_with"])
def test_a_batch_of_one_shows_nothing(name: str) -> None:
    """A single sample can neither be cut nor put in another order."""
    check = law(name, "single", along="n_samples")

    assert [] == instances(check, DENSE, 0)


def test_an_active_neuron_is_not_masked() -> None:
    """Where z is positive everywhere, the mask has nothing to say."""
    check = law("masked_by", "positive", of="dvalue", by="z")

    assert [] == instances(check, NEURON, 0)


def test_a_base_case_is_left_as_it_is() -> None:
    """Deriving changes no array of the case it starts from."""
    for check, exercise, *_ in ROWS:
        before = cases_of(exercise, 3)
        after = cases_of(exercise, 3)
        rng = random.Random(0)
        for case in after:
            if case.group in check.cases:
                derive(Base(check, exercise.spec, case, rng))
        for one, other in zip(before, after, strict=True):
            assert str(one.arguments) == str(other.arguments)


def test_what_is_no_number_holds_nothing() -> None:
    """NaN and infinity keep no law, whatever is allowed."""
    (instance, *_rest) = instances(law("zero_in", of="dvalues"), DENSE, 0)
    (relation, *_others) = instance.relations
    wide = {1: {relation.part: np.ones(1)}}

    assert holds(relation, {1: {relation.part: np.zeros(1)}}, wide)
    for value in (np.nan, np.inf, -np.inf):
        assert not holds(relation, {1: {relation.part: np.array([value])}}, wide)
