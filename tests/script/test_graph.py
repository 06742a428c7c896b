"""Formulas from a reference's first definitions."""

import numpy as np
import pytest

from grader.errors import AuthorError
from grader.script.graph import Unusable, graph_of
from tests.script.traces import REFERENCE, script_exercise


def test_the_first_definition_is_the_formula(tmp_path):
    """A reference may write a name again later; the first time says what it is."""
    graph = graph_of(script_exercise(tmp_path))

    assert "dvalue * (1.0 if z > 0 else 0.0)" == graph.steps["dz"].text


def test_what_a_formula_reads_is_its_upstream(tmp_path):
    """Inputs and steps are upstream, in the order read; functions are not."""
    graph = graph_of(script_exercise(tmp_path))

    assert ("x", "w") == graph.steps["z"].upstream
    assert ("dvalue", "z") == graph.steps["dz"].upstream


def test_an_update_has_no_formula(tmp_path):
    """It is judged by direction, and its assignment stays out of the graph."""
    assert {"z", "dz", "dw"} == set(graph_of(script_exercise(tmp_path)).steps)


def test_other_right_formulas_and_mistakes_are_there(tmp_path):
    """Both come from the YAML, each beside its step."""
    graph = graph_of(script_exercise(tmp_path))

    assert ["2.0 * dz * x"] == [formula.text for formula in graph.also["dw"]]
    assert {"boundary_kept"} == set(graph.mistakes["dz"])


def test_a_formula_computes_its_value(tmp_path):
    """On what it reads it gives float64."""
    formula = graph_of(script_exercise(tmp_path)).steps["dw"]

    value = formula.value({"dz": 2.0, "x": np.array([1, 2])})

    assert [2.0, 4.0] == value.tolist()
    assert np.float64 == value.dtype


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"x": np.ones(2), "w": np.ones(3)},
        {"x": np.ones((2, 2)), "w": np.ones((2, 2))},
        {"x": "text", "w": 1.0},
    ],
)
def test_a_formula_without_a_value_is_unusable(tmp_path, given):
    """Whatever goes wrong on a learner's values is one outcome."""
    with pytest.raises(Unusable):
        graph_of(script_exercise(tmp_path)).steps["z"].value(given)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("z = float(np.dot(x, w))", "pass", "never assigns 'z'"),
        ("np.dot(x, w)", "np.dot(x, dz)", "reads 'dz', which comes later"),
        ("dz * np.array(x)", "dw * 2", "reads 'dw'"),
        ("z = float", "z == = float", "cannot be read"),
    ],
)
def test_a_reference_that_is_no_graph_is_the_authors_fault(tmp_path, old, new, told):
    """The message says what to mend."""
    exercise = script_exercise(tmp_path, REFERENCE.replace(old, new, 1))

    with pytest.raises(AuthorError, match=told):
        graph_of(exercise)


def test_a_reference_that_is_not_there_is_the_authors_fault(tmp_path):
    """A missing file is told, not raised."""
    exercise = script_exercise(tmp_path)
    exercise.reference.unlink()

    with pytest.raises(AuthorError, match="cannot be read"):
        graph_of(exercise)
