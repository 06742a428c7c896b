"""The first wrong step of a script, and what is said of it."""

import numpy as np
import pytest

from grader.script.graph import graph_of
from grader.script.judge import judge_all
from grader.script.naming import diagnose_script
from tests.script.traces import XS, right, run_of, script_exercise


@pytest.fixture
def diagnosed(tmp_path):
    """Judge runs of the small exercise and name what is wrong."""
    spec = script_exercise(tmp_path).spec
    graph = graph_of(script_exercise(tmp_path))

    def diagnose(runs, source=b""):
        found = judge_all(spec.script, graph, runs)
        return diagnose_script(spec, graph, runs, found, source)

    return diagnose


def test_no_diagnosis_where_all_is_right(diagnosed):
    """There is nothing to say."""
    assert diagnosed([right(x) for x in XS]) is None


def test_the_first_wrong_step_is_the_diagnosis(diagnosed):
    """In the order of the exercise, before one that is missing."""
    assert "z" == diagnosed([right(x, z=7.0 + x[0], dw=[9.0, 9.0]) for x in XS]).step
    assert "dw" == diagnosed([right(x, z=..., dw=[9.0, 9.0]) for x in XS]).step


def test_a_bad_type_before_a_wrong_value_is_the_diagnosis(diagnosed):
    """What holds no numbers is wrong like a wrong number."""
    runs = [
        run_of(("x", list(x)), ("w", [0.5, 2.0]), ("z", None), ("dw", [9.0, 9.0]))
        for x in XS
    ]

    assert "z" == diagnosed(runs).step


def test_an_exception_is_told_where_a_step_is_missing(diagnosed):
    """The statement that should have bound it raised."""
    failure = {
        "outcome": "error",
        "exception": "ZeroDivisionError",
        "text": "SECRET",
        "line": 5,
        "place": "submission.py",
        "targets": ["net"],
    }
    values = [("x", [1.0, 2.0]), ("w", [0.5, 2.0]), ("dw", [3.0, 6.0])]
    runs = [run_of(*values, failures=[failure]) for _ in XS]

    found = diagnosed(runs)

    assert found is not None
    assert "SECRET" not in found.message


def said(diagnosed, **changes) -> str:
    """What is said of runs in which a step holds what a function of x gives."""
    runs = [
        right(x, **{n: np.array(f(np.array(x))).tolist() for n, f in changes.items()})
        for x in XS
    ]
    return diagnosed(runs).message


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"dw": list}, "dw is x itself."),
        ({"z": lambda x: float(x[1])}, "z is x[1] itself."),
        ({"dw": lambda x: [3.0 * (x @ [0.5, 2] > 0) * v for v in x[[0, 0]]]}, "dw[0]"),
        (
            {"dw": lambda x: [3.0 * (x @ [0.5, 2] > 0) * x[0], float(x @ [0.5, 2])]},
            "dw[1] holds what z should hold.",
        ),
        ({"dw": lambda x: [3.0 * (x @ [0.5, 2] > 0) * x[0], x[1] - 7]}, "only dw[1]"),
    ],
)
def test_a_value_that_belongs_elsewhere_is_told(diagnosed, changes, words):
    """A step, or its one wrong element, that holds another quantity is told which."""
    found = said(diagnosed, **changes)

    assert "is wrong; it should follow from" in found
    assert words in found


def test_a_value_of_no_quantity_is_only_wrong(diagnosed):
    """What equals nothing known in every run is not explained."""
    found = said(diagnosed, dw=lambda x: [x[0] - 7, x[1] ** 2 + 1])

    assert found == "dw is wrong; it should follow from dz, x."


def test_an_equality_in_some_runs_is_not_told(diagnosed):
    """A value that is another quantity in all runs but one is not that quantity."""
    runs = [right(x, dw=list(x) if x[0] > 0 else [8.0, 9.0]) for x in XS]

    assert "itself" not in diagnosed(runs).message


def test_the_statement_that_raised_is_explained(diagnosed):
    """The nearest name of the source is asked for; sizes are the learner's own."""
    failure = {
        "outcome": "error",
        "exception": "NameError",
        "text": "name 'dreluz' is not defined",
        "line": 5,
        "place": "submission.py",
        "targets": ["dw"],
    }
    runs = [
        run_of(
            ("x", list(x)),
            ("w", [0.5, 2.0]),
            ("z", float(np.dot(x, [0.5, 2.0]))),
            ("dz", float(np.dot(x, [0.5, 2.0]) > 0)),
            failures=[failure],
        )
        for x in XS
    ]

    found = diagnosed(runs, b"dw = dreluz * x; drelu_z = 1").message

    assert "dw: its statement raised NameError at line 5." in found
    assert found.endswith("dreluz is not defined; did you mean drelu_z?")
