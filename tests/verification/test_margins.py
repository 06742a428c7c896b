"""Tolerances must lie well between honest answers and wrong ones."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.candidate import Zygote
from grader.catalogue import Catalogue
from grader.verification.margins import Measure, tolerance_proof
from grader.verification.measured import measured
from tests.courses import course_of, file_of
from tests.helpers import make_exercise
from tests.processes import ROOT
from tests.verification.proofs import about, proofs_of


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    """Workers for measures of these tests' own."""
    with Zygote() as started:
        yield started


def tolerance(course: Path, *seeds: int):
    """The one row about tolerances."""
    (row,) = about(proofs_of(course, "dsquare", *seeds), "tolerance")
    return row


def test_both_distances_are_told(tmp_path: Path) -> None:
    """With the solutions that they are of, and short for a table."""
    row = tolerance(course_of(tmp_path), 0, 1)

    assert row.proven
    assert "honest within 0 of it (passed/" in row.detail
    assert "(failed/" in row.detail
    assert row.figure.startswith("0<1<")


def test_an_honest_answer_near_the_tolerance_is_found(tmp_path: Path) -> None:
    """It passes here, and might not elsewhere."""
    course = course_of(tmp_path)
    source = "def dsquare(dvalue, x):\n    return 2 * dvalue * x * (1 + 9e-15)\n"
    file_of(course, "dsquare", "passed/near.py").write_text(source)
    proofs = proofs_of(course, "dsquare")

    (row,) = about(proofs, "tolerance")

    assert [True] == [proof.proven for proof in about(proofs, "passed/near.py")]
    assert not row.proven
    assert "(passed/near.py)" in row.detail


@pytest.mark.parametrize("error", [1e-6, 1e-4])
def test_a_wrong_answer_near_the_tolerance_is_found(tmp_path: Path, error) -> None:
    """In single precision it would pass, or nearly."""
    course = course_of(tmp_path)
    source = f"def dsquare(dvalue, x):\n    return 2 * dvalue * x * (1 + {error})\n"
    file_of(course, "dsquare", "failed/near.py").write_text(source)

    row = tolerance(course)

    assert not row.proven
    assert "(failed/near.py)" in row.detail


def test_what_is_wrong_in_shape_or_not_finite_is_not_near(tmp_path: Path) -> None:
    """A list has no distance, and NaN is beyond any."""
    course = course_of(tmp_path)
    for name, value in (("listed", "[2 * dvalue * x]"), ("lost", "float('nan')")):
        source = f"def dsquare(dvalue, x):\n    return {value}\n"
        file_of(course, "dsquare", f"failed/{name}.py").write_text(source)

    assert tolerance(course).proven


@pytest.mark.parametrize(
    ("honest", "wrong", "proven"),
    [(0.24, 17.0, True), (0.26, 17.0, False), (0.24, 15.0, False)],
)
def test_both_limits_hold(tmp_path: Path, honest, wrong, proven) -> None:
    """A quarter of the tolerance and sixteen times it."""
    rows = [Measure("a", 0.1), Measure("b", honest)]
    others = [Measure("c", 99.0, wrong), Measure("d", 9e9, 9e9), Measure("e", 0.5, 0.1)]

    row = tolerance_proof(make_exercise(tmp_path), rows, others)

    assert proven == row.proven
    assert "(b)" in row.detail
    assert "(c)" in row.detail


def test_scripts_have_both_distances(zygote: Zygote) -> None:
    """Their formulas are the wrong ones; all that is due is proven of a walkthrough."""
    exercise = Catalogue(ROOT).load("layer_walkthrough")
    rows = list(measured(exercise, [4], zygote))
    (row,) = about(rows, "tolerance")

    assert [] == [row for row in rows if not row.proven]
    assert "(passed/" in row.detail
    assert "drelu: leaky_slope" in row.detail
