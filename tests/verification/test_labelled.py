"""Proofs: the scaffold proves itself, and every damage is found and named."""

import re
from pathlib import Path

import pytest

from grader.catalogue import Catalogue
from grader.verification import verify
from tests.courses import course_of, file_of, replace


def unproven(course: Path) -> dict[str, str]:
    """The subjects that are not proven, with their details."""
    catalogue = Catalogue(course)
    proofs = verify(catalogue, list(catalogue.entries), [0], jobs=1)
    return {proof.subject: proof.detail for proof in proofs if not proof.proven}


def test_the_scaffold_proves_itself(tmp_path: Path):
    """What `grader init` makes is ready to verify."""
    catalogue = Catalogue(course_of(tmp_path))
    proofs = list(verify(catalogue, ["dsquare"], [0, 1], jobs=1))

    assert len(proofs) > 10
    assert all(proof.proven for proof in proofs)


def test_a_stub_that_passes_is_found(tmp_path: Path):
    """A stub must fail: here the reference marks nothing that matters."""
    course = course_of(tmp_path)
    reference = file_of(course, "dsquare", "passed/reference.py")
    replace(reference, "    ### BEGIN SOLUTION\n", "")
    replace(
        reference,
        "    ### END SOLUTION\n",
        "    ### BEGIN SOLUTION\n    ### END SOLUTION\n",
    )
    file_of(course, "dsquare", "stub.py").write_text(reference.read_text())

    assert "stub.py" in unproven(course)


@pytest.mark.parametrize(
    ("name", "old", "new", "subject"),
    [
        ("stub.py", "# Your code here.", "# Mine.", "stub.py"),
        ("passed/two_paths.py", "x + x", "x + 2 * x", "passed/two_paths.py"),
        (
            "failed/upstream_dropped.py",
            "return 2",
            "return dvalue * 2",
            "failed/upstream_dropped.py",
        ),
        (
            "exercise.yaml",
            "format: 1\n",
            "format: 1\nprerequisites: [nothing]\n",
            "prerequisite nothing",
        ),
        ("exercise.yaml", "level: 1", "lebel: 1", "exercise.yaml"),
    ],
)
def test_damage_is_found(tmp_path: Path, name, old, new, subject):
    """A changed stub, solution, mistake or key fails the proof that is about it."""
    course = course_of(tmp_path)
    replace(file_of(course, "dsquare", name), old, new)

    assert subject in unproven(course)


def test_a_misconception_without_a_solution_is_found(tmp_path: Path):
    """Every misconception declared has its executable form."""
    course = course_of(tmp_path)
    file_of(course, "dsquare", "failed/upstream_dropped.py").unlink()

    assert unproven(course) == {"misconception upstream_dropped": "no solution"}


def test_a_single_style_is_not_enough(tmp_path: Path):
    """A second honest style is owed."""
    course = course_of(tmp_path)
    file_of(course, "dsquare", "passed/two_paths.py").unlink()

    assert "two honest styles" in unproven(course)


@pytest.mark.parametrize(
    ("begins", "detail"),
    [
        ("- Two numbers meet", "fewer than 2 of their own: upstream_dropped"),
        ("- (The slope of x|For dvalue = 10)", "2 in all, 3 are due"),
    ],
)
def test_missing_hints_are_found(tmp_path: Path, begins, detail):
    """A mistake is owed two hints of its own, an exercise three rungs."""
    course = course_of(tmp_path)
    file = file_of(course, "dsquare", "exercise.yaml")
    kept, count = re.subn(rf"(?m)^ +{begins}.*\n", "", file.read_text())
    assert count
    file.write_text(kept)

    assert unproven(course) == {"hints": detail}
