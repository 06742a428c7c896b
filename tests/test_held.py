"""An equality between quantities is found where it holds in every run, and varies."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.held import held_by, labelled, near, product_held_by, wrong_line

RNG = np.random.default_rng(5)
RUNS = [
    {"x": RNG.normal(size=3), "w": RNG.normal(size=3), "d": RNG.normal(size=(3, 3))}
    for _ in range(5)
]
KNOWN = [labelled(run) for run in RUNS]


@pytest.mark.parametrize("label", ["x", "w", "d", "x[0]", "w[2]", "d[1]", "d.T"])
def test_each_quantity_is_known_by_its_value(label: str) -> None:
    """Whole, by its lines, and turned: every one is found, and no other."""
    assert held_by([row[label] for row in KNOWN], KNOWN) == [label]


def test_one_run_that_differs_is_enough_to_be_another() -> None:
    """What holds in four runs of five is not held."""
    came = [*(row["x"] for row in KNOWN[:4]), KNOWN[4]["w"]]

    assert held_by(came, KNOWN) == []


def test_a_shape_of_its_own_is_another_value() -> None:
    """A column of the same numbers is not the row."""
    assert held_by([row["x"].reshape(3, 1) for row in KNOWN], KNOWN) == []


def test_constants_tell_nothing() -> None:
    """A value that is always 1 is not another that is always 1."""
    ones = [np.ones(3)] * 5

    assert held_by(ones, [labelled({"c": np.ones(3)})] * 5) == []


def test_a_line_that_some_run_has_not_is_not_known() -> None:
    """Only labels of every run can hold in every run."""
    rows = [labelled({"x": RNG.normal(size=size)}) for size in (2, 3, 4)]

    assert held_by([row["x"][-1] for row in rows], rows) == []


@given(st.integers(0, 2), st.integers(0, 4))
def test_the_wrong_line_is_found(line: int, run: int) -> None:
    """One line that is wrong, in one run at least, is told by its place."""
    due = [row["d"] for row in RUNS]
    came = [array.copy() for array in due]
    came[run][line] += 1

    assert wrong_line(came, due) == line


def test_a_product_of_two_quantities_is_known() -> None:
    """Two matrices are found by their product, turned where they were."""
    known = [
        {"z": RNG.normal(size=(4, 3)), "inputs": RNG.normal(size=(4, 2))}
        for _ in range(4)
    ]
    came = [row["inputs"].T @ row["z"] for row in known]

    assert product_held_by(came, known) == ["inputs.T @ z"]
    assert product_held_by([*came[:3], came[3] + 1], known) == []


def test_two_wrong_lines_are_no_line() -> None:
    """Where two lines are wrong, in one run or in two, none is the wrong one."""
    due = [row["x"] for row in RUNS]
    came = [array.copy() for array in due]
    came[0][0] += 1
    came[3][2] += 1

    assert wrong_line(came, due) is None
    assert wrong_line(due, due) is None
    assert wrong_line([a[:2] for a in due], due) is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (1.0, 1.0 + 1e-9, True),
        (1.0, 1.001, False),
        (0.0, 1e-12, True),
        (np.nan, np.nan, True),
        (np.inf, np.inf, True),
        (np.inf, -np.inf, False),
        (3.0, np.inf, False),
        (np.inf, 3.0, False),
        (np.nan, 3.0, False),
    ],
)
def test_near_is_the_same_but_for_rounding(one, other, expected) -> None:
    """Also where a value is not finite, on either side."""
    assert near(np.array([1.0, one]), np.array([1.0, other])) is expected
