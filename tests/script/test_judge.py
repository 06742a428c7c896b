"""Steps held against their formulas, on hand-made traces."""

import numpy as np
import pytest

from grader.script.graph import graph_of
from grader.script.judge import equal, judge_all
from grader.script.update import along
from grader.values import Part
from tests.script.traces import XS, right, run_of, script_exercise


@pytest.fixture
def judged(tmp_path):
    """Judge runs of the small exercise; the judgements by step."""
    exercise = script_exercise(tmp_path)
    graph = graph_of(exercise)

    def judge(runs):
        found = judge_all(exercise.spec.script, graph, runs)
        return {row.step: row for row in found}

    return judge


def words(found) -> dict[str, str]:
    """The verdicts alone."""
    return {name: row.verdict.value for name, row in found.items()}


RIGHT = {"z": "passed", "dz": "passed", "dw": "passed", "w": "skipped"}


def test_right_steps_pass_and_an_update_not_taken_is_free(judged):
    """Nothing is carried where all is right."""
    found = judged([right(x) for x in XS])

    assert words(found) == RIGHT
    assert found["w"].free
    assert not any(row.carried for row in found.values())


def test_a_step_wrong_in_one_set_is_wrong(judged):
    """Every set counts."""
    runs = [right(XS[0]), right(XS[1]), right(XS[2], dz=3.0, dw=[0.0, 0.0])]

    assert "failed" == judged(runs)["dz"].verdict


def test_what_follows_from_a_wrong_step_is_carried(judged):
    """A wrong z: dz and dw follow from it and pass as carried."""
    runs = [right(x, z=10.0 + x[0], dz=3.0, dw=[3.0 * v for v in x]) for x in XS]
    found = judged(runs)

    assert "failed" == found["z"].verdict
    assert words(found)["dw"] == "passed"
    assert ["dw"] == [name for name, row in found.items() if row.carried]


def test_the_true_upstream_is_right_too_and_not_carried(judged):
    """A right dw below a wrong dz passes for itself."""
    runs = [right(x, dz=7.0 + x[0]) for x in XS]
    found = judged(runs)

    assert "failed" == found["dz"].verdict
    assert "passed" == found["dw"].verdict
    assert not found["dw"].carried


def test_another_right_formula_passes(judged):
    """`also` lists formulas that are right as well."""
    runs = [
        right(x, dw=[2 * 3.0 * (x[0] * 0.5 + x[1] * 2 > 0) * v for v in x]) for x in XS
    ]

    assert "passed" == judged(runs)["dw"].verdict


@pytest.mark.parametrize("step", ["z", "dz", "dw"])
def test_a_step_never_written_is_missing_and_the_others_pass(judged, step):
    """What is absent is replaced by its formula."""
    found = judged([right(x, **{step: ...}) for x in XS])

    assert words(found) == RIGHT | {step: "missing"}


def test_a_step_missing_in_one_set_is_missing(judged):
    """A step that is taken now and then is not taken."""
    runs = [right(XS[0]), right(XS[1], z=...), right(XS[2])]

    assert "missing" == judged(runs)["z"].verdict


@pytest.mark.parametrize("value", [None, True, [[1.0], 2.0]])
def test_no_plain_numbers_are_a_bad_type(judged, value):
    """None, booleans and ragged lists are told apart from wrong numbers."""
    runs = [right(x) for x in XS[:2]] + [
        run_of(("x", [1.0, 2.0]), ("w", [1.0, 1.0]), ("dvalue", 3.0), ("z", value))
    ]

    assert "bad_type" == judged(runs)["z"].verdict


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_nan_and_infinity_fail(judged, value):
    """They are numbers, and never right."""
    assert "failed" == judged([right(x, z=value) for x in XS])["z"].verdict


@pytest.mark.parametrize("shape", [(2, 1), (1, 2, 1), (4,)])
def test_a_wrong_shape_fails(judged, shape):
    """Shape is strict."""
    runs = [right(x, dw=np.ones(shape)) for x in XS]

    assert "failed" == judged(runs)["dw"].verdict


def test_what_never_varies_has_shown_nothing(judged):
    """Inputs that are not replaced leave a right value that may be typed in."""
    found = judged([right(XS[0]) for _ in XS])

    assert words(found) == RIGHT | dict.fromkeys(("z", "dz", "dw"), "failed")
    assert "could not be replaced" in found["z"].message


def test_an_absent_input_makes_its_steps_skipped(judged):
    """There is nothing to judge them by."""
    found = judged([right(x, x=...) for x in XS])

    assert "skipped" == found["z"].verdict
    assert "skipped" == found["dw"].verdict
    assert not found["z"].free


def test_an_absent_dvalue_is_one(judged):
    """The default stands in its place."""
    runs = [
        run_of(
            ("x", list(x)),
            ("w", [0.5, 2.0]),
            ("z", z := float(np.dot(x, [0.5, 2]))),
            ("dz", float(z > 0)),
        )
        for x in XS
    ]

    assert "passed" == judged(runs)["dz"].verdict


def test_an_upstream_that_cannot_be_used_fails_the_step(judged):
    """A batch z where a number is due says nothing of the slope."""
    runs = [right(x, z=[[1.0, 2.0], [3.0, 4.0]], dz=3.0 + x[0]) for x in XS]

    assert "failed" == judged(runs)["dz"].verdict


def updated(x, step, dw_sign=1.0, **changes):
    """A right run with an update of w behind it."""
    base = right(x, **changes)
    dw = next(f.write.part.array for f in base.trace.finals if f.write.key == "dw")
    values = {f.write.key: f.write.part.array for f in base.trace.finals}
    writes = [(name, values[name]) for name in ("x", "w", "dvalue", "z", "dz", "dw")]
    return run_of(*writes, ("w", np.array(values["w"]) + step(dw_sign * dw)))


@pytest.mark.parametrize("rate", [1e-6, 0.01, 1.0, 50.0])
def test_any_learning_rate_is_right(judged, rate):
    """The direction counts, not the length of the step."""
    runs = [updated(x, lambda dw: -rate * dw) for x in XS]

    assert words(judged(runs)) == RIGHT | {"w": "passed"}


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (lambda dw: 0.1 * dw, "up the gradient"),
        (lambda dw: 0.0 * dw, "does not move along"),
        (lambda dw: -0.1 * dw[::-1], "does not move along"),
        (lambda dw: -0.1 * np.array([dw[0], 0.0]), "does not move along"),
        (lambda dw: -0.1 * np.sign(dw), "does not move along"),
        (lambda dw: dw * np.nan, "does not move along"),
    ],
)
def test_an_update_elsewhere_fails(judged, step, told):
    """Up the gradient, not at all, in part, or another way."""
    found = judged([updated(x, step) for x in XS])

    assert "failed" == found["w"].verdict
    assert told in found["w"].message


def test_a_weight_assigned_again_is_no_update(judged):
    """A value of the host's behind the gradient is an input, no step."""
    runs = [
        run_of(
            ("x", list(x)),
            ("w", [0.5, 2.0], 0),
            ("z", float(np.dot(x, [0.5, 2]))),
            ("dw", [0.0, 0.0]),
            ("w", [0.5, 2.0], 0),
            given={0: [0.5, 2.0]},
        )
        for x in XS
    ]

    assert "skipped" == judged(runs)["w"].verdict


@pytest.mark.parametrize(
    ("moved", "expected"),
    [
        ([2.0, -4.0], True),
        ([-2.0, 4.0], False),
        ([2.0, 4.0], False),
        ([0.0, 0.0], False),
        ([2.0], False),
        ([np.inf, 1.0], False),
    ],
)
def test_along_is_one_positive_factor_over_all_elements(moved, expected):
    """Nothing else is along a gradient."""
    assert expected == along(np.array(moved), np.array([1.0, -2.0]), 1e-12)


def test_nothing_moves_along_a_gradient_of_zero():
    """Where the gradient is zero, the parameter stays."""
    assert along(np.zeros(2), np.zeros(2), 1e-12)
    assert not along(np.ones(2), np.zeros(2), 1e-12)


@pytest.mark.parametrize(
    ("value", "due", "single", "expected"),
    [
        ([1.0, 2.0], [[1.0, 2.0]], True, True),
        ([[1.0, 2.0]], [1.0, 2.0], True, True),
        ([1.0, 2.0], [[1.0, 2.0]], False, False),
        ([[1.0], [2.0]], [1.0, 2.0], True, False),
        ([1.0], 1.0, True, False),
        ([1.0, 2.0 + 1e-12], [1.0, 2.0], False, True),
        ([1.0, 2.0 + 1e-6], [1.0, 2.0], False, False),
    ],
)
def test_a_row_is_a_vector_only_for_one_sample(value, due, single, expected):
    """Values are near, shapes are equal; one sample may be a row or a vector."""
    part = Part(np.array(value), coarse=False)

    assert expected == equal(part, np.array(due), single=single)


def test_a_coarse_value_may_be_less_near():
    """float32 is right to its own precision."""
    assert equal(Part(np.array(1 + 1e-6), coarse=True), np.array(1.0), single=False)
