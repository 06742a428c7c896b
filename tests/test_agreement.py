"""References agree with the mathematics, and whatever does not is found."""

import itertools
import math
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from grader.agreement import (
    Agreement,
    Local,
    Sample,
    Slopes,
    agreements,
    autodiff,
    numerical,
    pass_of,
    point_of,
    script_sample,
    unstated,
)
from grader.agreement.slopes import EPSILON
from grader.agreement.tally import Tally
from grader.candidate import Answer, Zygote
from grader.cases import Case, cases_of
from grader.catalogue import Catalogue
from grader.errors import AuthorError, OperatorError
from grader.examiner.calls import raw_parts
from grader.examiner.suite import Suite, answers_of, mistakes_of, prepare
from grader.exercise import Exercise, Forward
from grader.script.graph import Formula, Unusable, graph_of
from grader.script.quantities import plain
from grader.values import FloatArray, Unfit, parts_of
from grader.verification.agreeing import sample_of
from tests.helpers import REPOSITORY, make_exercise

CATALOGUE = Catalogue(REPOSITORY)
EXERCISES = sorted(CATALOGUE.entries)
SCRIPTS = ("layer_walkthrough", "neuron_walkthrough")
NUMERICAL = {"complex step", "central differences"}
KINKED = (
    *(
        "activation_relu",
        "compute_drelu_dw1",
        "compute_drelu_dx0",
        "dense_relu_backward",
        "drelu_dz",
    ),
    *("neuron_gradients", "neuron_step", "relu_mask"),
)
STEADY = settings(deadline=None, derandomize=True)
numbers = st.floats(-4, 4).filter(lambda value: abs(value) > 0.01)


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    """Start a zygote once; the references run in its workers."""
    with Zygote() as started:
        yield started


@cache
def exercise_of(name: str) -> Exercise:
    """An exercise of the course."""
    return CATALOGUE.load(name)


@cache
def suite_of(name: str, seed: int, zygote: Zygote) -> Suite:
    """A prepared suite of a function or a class."""
    return prepare(exercise_of(name), seed, zygote)


def drawn(name: str, seed: int, zygote: Zygote) -> Sample:
    """Cases of an exercise and the reference's own values."""
    if name in SCRIPTS:
        return script_sample(exercise_of(name), seed)
    return sample_of(suite_of(name, seed, zygote))


def compared(exercise: Exercise, sample: Sample) -> dict[str, dict[str, Agreement]]:
    """Agreements by part and, within it, by method."""
    found: dict[str, dict[str, Agreement]] = {}
    for row in agreements(exercise, sample.cases, sample.values):
        found.setdefault(row.part, {})[row.method] = row
    return found


def small(folder: Path, *entries: dict[str, Any]) -> Exercise:
    """The minimal exercise with a forward pass of its own."""
    return make_exercise(folder, forward=entries)


def local_of(exercise: Exercise, point: Mapping[str, Any]) -> Local:
    """The first entry's pass around a point."""
    return pass_of(exercise, exercise.spec.forward[0]).at(point)


def both(exercise: Exercise, **values: Any) -> tuple[Slopes, Slopes]:
    """The slopes with respect to x by both methods."""
    point = {name: np.asarray(value, float) for name, value in values.items()}
    local = local_of(exercise, point)
    return numerical(local, point, ["x"])["x"], autodiff(local, point, ["x"])["x"]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("name", EXERCISES)
def test_references_agree(name: str, seed: int, zygote: Zygote) -> None:
    """Every part of every reference agrees by every method, far within tolerance."""
    found = compared(exercise_of(name), drawn(name, seed, zygote))

    rows = [row for methods in found.values() for row in methods.values()]
    assert rows
    assert [] == [row for row in rows if not row.holds or row.margin > 0.25]


@pytest.mark.parametrize("name", EXERCISES)
def test_nothing_is_left_unsaid(name: str, zygote: Zygote) -> None:
    """Every part is compared, and every gradient by two methods."""
    exercise = exercise_of(name)
    found = compared(exercise, drawn(name, 0, zygote))

    assert () == unstated(exercise)
    stated = {part for entry in exercise.spec.forward for part in entry.parts}
    assert stated == found.keys()
    for entry in exercise.spec.forward:
        for part in set(entry.parts) - entry.values.keys():
            assert "autograd" in found[part]
            assert 1 == len(NUMERICAL & found[part].keys())


def wrong_sign(value: FloatArray) -> FloatArray:
    """A gradient that goes up."""
    return -value


def wrong_factor(value: FloatArray) -> FloatArray:
    """The power rule's factor."""
    return 2.0 * value


def transposed(value: FloatArray) -> FloatArray:
    """Rows for columns; of a list, its numbers in another order."""
    return value.T if value.ndim > 1 else np.roll(value, 1)


def slightly_off(value: FloatArray) -> FloatArray:
    """A loss of precision no reference should have."""
    return value * (1 + 1e-9)


@pytest.mark.parametrize("plant", [wrong_sign, wrong_factor, transposed, slightly_off])
@pytest.mark.parametrize("name", EXERCISES)
def test_planted_errors_are_found_by_every_method(name, plant, zygote) -> None:
    """Wrong gradients are seen in each of them, and so are wrong values."""
    exercise, sample = exercise_of(name), drawn(name, 0, zygote)
    stated = [set(entry.values) for entry in exercise.spec.forward]
    # Values of a script's steps are also what its gradients start from.
    for are_values in (True, False):
        chosen = {n for row in sample.values for n in row}
        chosen = {n for n in chosen if any(n in row for row in stated) == are_values}
        rows = tuple(
            {n: plant(v) if n in chosen else v for n, v in row.items()}
            for row in sample.values
        )
        found = compared(exercise, Sample(sample.cases, rows))
        for part in chosen & found.keys():
            pairs = zip(values(rows, part), values(sample.values, part), strict=True)
            if not all(np.array_equal(one, other) for one, other in pairs):
                assert not any(row.holds for row in found[part].values()), part


def values(rows: Any, part: str) -> list[FloatArray]:
    """One part in every case that has it."""
    return [row[part] for row in rows if part in row]


def answered(suite: Suite, answers: list[Answer]) -> tuple[Sample, set[str]]:
    """The values of a mistake where it has the shapes due, and the parts it changes."""
    spec = suite.exercise.spec
    cases, rows, changed = [], [], set()
    for case, due, answer in zip(suite.cases, suite.expected, answers, strict=True):
        if answer.fault is not None:
            continue
        try:
            raw = raw_parts(spec, answer)
            parts = parts_of(raw, spec.subject.returns, case.sizes)
        except Unfit:
            continue
        cases.append(case)
        rows.append({name: part.array for name, part in parts.items()})
        for name, value in rows[-1].items():
            if not np.all(np.abs(value - due[name].array) <= 1e-6):
                changed.add(name)
    return Sample(tuple(cases), tuple(rows)), changed


@pytest.mark.parametrize("name", [name for name in EXERCISES if name not in SCRIPTS])
def test_known_mistakes_are_found_by_every_method(name: str, zygote: Zygote) -> None:
    """Each part that a misconception changes agrees with no method, others with all.

    One way of writing each; that all of them are caught is for the checks to show.
    """
    suite = suite_of(name, 0, zygote)
    seen: set[str] = set()
    for mistake, path in dict(reversed(mistakes_of(suite.exercise))).items():
        answers = answers_of(suite, zygote, path, suite.requests)
        sample, changed = answered(suite, answers)
        found = compared(suite.exercise, sample)
        seen |= {mistake} if changed & found.keys() else set()
        for part, methods in found.items():
            holds = {row.holds for row in methods.values()}
            assert {part not in changed} == holds, (mistake, part)

    assert seen
    assert ("boundary_kept" in seen) == (name in KINKED)


def instead(step: str, formula: Formula, case: Case, row: Any) -> dict[str, Any]:
    """A step by a wrong formula, in the cases where that has a value."""
    known = {n: plain(value) for n, value in {**row, **case.arguments}.items()}
    if case.group != "set":
        return {}
    try:
        return {step: formula.value({n: known[n] for n in formula.upstream})}
    except Unusable:
        return {}


@pytest.mark.parametrize("name", SCRIPTS)
def test_wrong_formulas_of_a_script_are_found(name: str) -> None:
    """A step by one of its wrong formulas agrees with no method, mask at 0 or not."""
    exercise, sample = exercise_of(name), script_sample(exercise_of(name), 0)
    mistakes = graph_of(exercise).mistakes
    stated = {step for entry in exercise.spec.forward for step in entry.values}
    seen: set[str] = set()
    # One mistake of every step at a time; values apart, as gradients start from them.
    for are_values, number in itertools.product((True, False), range(11)):
        chosen = {
            step: list(formulas.items())[number]
            for step, formulas in mistakes.items()
            if len(formulas) > number and (step in stated) == are_values
        }
        rows = []
        for case, row in zip(sample.cases, sample.values, strict=True):
            wrong = [instead(step, f, case, row) for step, (_, f) in chosen.items()]
            rows.append({**row, **{n: v for part in wrong for n, v in part.items()}})
        found = compared(exercise, Sample(sample.cases, tuple(rows)))
        for step, (mistake, _) in chosen.items():
            pairs = zip(values(rows, step), values(sample.values, step), strict=True)
            if any(one is not other for one, other in pairs):
                assert not any(row.holds for row in found[step].values()), mistake
                seen.add(mistake)

    assert "boundary_kept" in seen


def test_a_script_is_tried_on_longer_vectors() -> None:
    """The formulas for another length are held against the mathematics too."""
    exercise = exercise_of("neuron_walkthrough")
    sample = script_sample(exercise, 0)
    rows = list(zip(sample.cases, sample.values, strict=True))
    longer = [(case, row) for case, row in rows if case.group == "vectors"]

    assert {(5,)} == {case.arguments["x"].shape for case, _ in longer}
    assert {(3,)} == {c.arguments["x"].shape for c, _ in rows if c.group == "set"}
    assert {"z", "y", "drelu_dz", "dx", "dw", "db"} == set(longer[0][1])

    wrong = [{**row, "dw": 2 * row["dw"]} for _, row in longer]
    cases = tuple(case for case, _ in longer)
    found = compared(exercise, Sample(cases, tuple(wrong)))

    assert not any(row.holds for row in found["dw"].values())
    assert all(row.holds for row in found["dx"].values())


def test_samples_of_a_script_depend_on_the_seed_alone() -> None:
    """The same seed gives the same inputs."""
    exercise = exercise_of("layer_walkthrough")
    one, same, other = (script_sample(exercise, seed) for seed in (1, 1, 2))

    assert np.array_equal(one.values[0]["drelu"], same.values[0]["drelu"])
    assert not np.array_equal(one.values[0]["drelu"], other.values[0]["drelu"])


@STEADY
@given(x=st.lists(numbers, min_size=1, max_size=4), b=numbers)
def test_analytic_losses_take_a_complex_step(tmp_path_factory, x, b) -> None:
    """It and autograd give the slope of the book, to the last digits."""
    loss = {"loss": "sum(tanh(x) * exp(b) + x ** 3)", "gradients": {"z": "x[0]"}}
    exercise = small(tmp_path_factory.getbasetemp(), loss)
    array = np.array(x)
    true = (1 - np.tanh(array) ** 2) * np.exp(b) + 3 * array**2

    for slopes in both(exercise, x=x, b=b):
        assert np.all(np.abs(slopes.array - true) <= 64 * EPSILON * (np.abs(true) + 99))
        assert not slopes.error.any()


@STEADY
@given(x=st.lists(numbers, min_size=1, max_size=4), b=numbers)
def test_other_losses_take_differences(tmp_path_factory, x, b) -> None:
    """Central differences are off by no more than they tell."""
    loss = {"loss": "sum(maximum(x, 0) * sin(x * b))", "kinks": ["x"]}
    exercise = small(
        tmp_path_factory.getbasetemp(), loss | {"gradients": {"z": "x[0]"}}
    )
    array = np.array(x)
    slope = np.sin(array * b) + array * b * np.cos(array * b)
    true = np.where(array > 0, slope, 0.0)

    differences, chain = both(exercise, x=x, b=b)

    assert np.all(np.abs(chain.array - true) <= 64 * EPSILON * (1 + np.abs(true)))
    assert np.all(np.abs(differences.array - true) <= differences.error)
    assert np.all(differences.error <= 1e-6)


@STEADY
@given(b=st.sampled_from([0.0, -0.0]), x=st.lists(numbers, min_size=1, max_size=3))
def test_nothing_passes_a_kink(tmp_path_factory, b, x) -> None:
    """Where a declared kink is 0 the slope is 0, whichever zero, by both methods."""
    kink = {"let": {"s": "x * b"}, "kinks": ["s"], "gradients": {"z": "x[0]"}}
    exercise = small(
        tmp_path_factory.getbasetemp(), kink | {"loss": "sum(maximum(s, 0) + x)"}
    )

    for slopes in both(exercise, x=x, b=b):
        assert np.all(np.abs(slopes.array - 1) <= np.maximum(slopes.error, 1e-12))


def test_a_kink_between_two_cells_is_not_crossed(tmp_path: Path) -> None:
    """The step shrinks where a kink is near, so the slope is that of one side."""
    kink = {"loss": "sum(maximum(x, 0))", "kinks": ["x"], "gradients": {"z": "x[0]"}}
    differences, chain = both(small(tmp_path, kink), x=[1e-7, -1e-7, 0.0, 5.0])

    assert [1.0, 0.0, 0.0, 1.0] == chain.array.tolist()
    assert np.all(np.abs(differences.array - chain.array) <= differences.error)
    assert np.all(differences.error < 1e-3)


def of_minimal(folder: Path, z: float, *entries: dict[str, Any]) -> list[Agreement]:
    """Agreements of the minimal exercise's example, where z is said to be a number."""
    exercise = small(folder, *entries)
    (case, *_) = cases_of(exercise, 0)
    return list(agreements(exercise, [case], [{"z": np.asarray(z)}]))


def test_a_kink_that_is_not_declared_does_not_agree(tmp_path: Path) -> None:
    """Both methods then take the middle of two slopes, and the reference does not."""
    entry = {"loss": "maximum(b - 4, 0)", "gradients": {"z": "b"}}

    assert [False, False] == [row.holds for row in of_minimal(tmp_path, 0.0, entry)]


@pytest.mark.parametrize("z", [math.nan, math.inf, 4.001])
def test_what_is_no_number_does_not_agree(tmp_path: Path, z: float) -> None:
    """NaN and infinity are as wrong as another number."""
    entry = {"loss": "sum(x * w) * b", "gradients": {"z": "w[0]"}}

    assert all(row.holds for row in of_minimal(tmp_path, 8.0, entry))
    assert not any(row.holds for row in of_minimal(tmp_path, z, entry))


def test_another_shape_does_not_agree() -> None:
    """Its margin is infinite, whatever its numbers."""
    tally = Tally()
    tally.add(Slopes(np.ones((1, 3)), np.ones((1, 3))), np.ones(3), "drawn 1")

    row = tally.agreement("z", "autograd")

    assert (False, math.inf, "drawn 1") == (row.holds, row.margin, row.place)


def test_steps_down_are_followed(tmp_path: Path) -> None:
    """After two steps on b * b at rate 0.25 from 4, b is 1."""
    down = {"rate": "x[0] / 8", "of": ["b"], "steps": "2", "ends": {"z": "b"}}
    entry = {"loss": "b * b", "descent": down}

    assert [True, True] == [row.holds for row in of_minimal(tmp_path, 1.0, entry)]
    assert [False, False] == [row.holds for row in of_minimal(tmp_path, 1.01, entry)]


@pytest.mark.parametrize(
    "entry",
    [
        {"loss": "x * w", "gradients": {"z": "b"}},
        {"loss": "log(b - 4)", "gradients": {"z": "b"}},
        {"loss": "x @ outer(x, w) @ outer(x, x)", "gradients": {"z": "b"}},
        {"loss": "x[7]", "gradients": {"z": "b"}},
        {"loss": "b", "gradients": {"z": "x[7]"}},
        {"values": {"z": "x[7]"}},
        {"loss": "b", "descent": {"rate": "x", "of": ["b"], "ends": {"z": "b"}}},
    ],
)
def test_an_expression_without_a_value_is_the_authors_fault(tmp_path, entry) -> None:
    """The message names the file, the entry, the expression and the case."""
    with pytest.raises(
        AuthorError, match=r"forward.0: cannot be computed on example 1"
    ):
        of_minimal(tmp_path, 0.0, entry)


def test_a_missing_autograd_is_told_with_its_mend(tmp_path, monkeypatch) -> None:
    """One sentence says what to install."""
    monkeypatch.setitem(sys.modules, "autograd", None)
    entry = {"loss": "b", "gradients": {"z": "b"}}

    with pytest.raises(OperatorError, match="pip install"):
        of_minimal(tmp_path, 1.0, entry)


def test_expressions_reach_no_builtin(tmp_path: Path) -> None:
    """Even one that got past the reader has nothing but its names."""
    exercise = make_exercise(tmp_path)
    entry = Forward(values={"z": "len(x)"})
    spec = replace(exercise.spec, forward=(entry,))
    rows = [{"z": np.zeros(())}]

    with pytest.raises(AuthorError, match="len"):
        list(agreements(replace(exercise, spec=spec), cases_of(exercise, 0)[:1], rows))


def test_free_variables_are_drawn_alike_each_time(tmp_path: Path) -> None:
    """The same case has the same numbers, another case has others; none is 0 or 1."""
    entry = Forward(free={"up": ("n_inputs", 9)}, values={"z": "b"})
    exercise = make_exercise(tmp_path)
    one, other = (Case("drawn", index, {}, {"n_inputs": 2}) for index in (0, 1))
    row = {"z": np.zeros(())}

    first = point_of(exercise, entry, one, row)["up"]

    assert (2, 9) == first.shape
    assert not np.isin(np.abs(first), (0.0, 1.0)).any()
    assert np.array_equal(first, point_of(exercise, entry, one, row)["up"])
    assert not np.array_equal(first, point_of(exercise, entry, other, row)["up"])


@STEADY
@given(factor=st.floats(0.5, 2))
def test_any_other_factor_is_found(tmp_path_factory, factor) -> None:
    """However near to 1 a wrong factor is, rounding apart."""
    assume(abs(factor - 1) > 1e-9)
    entry = {"loss": "sum(x * w) * b", "gradients": {"z": "w[0]"}}

    rows = of_minimal(tmp_path_factory.getbasetemp(), 8.0 * factor, entry)

    assert not any(row.holds for row in rows)
