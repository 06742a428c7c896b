"""A hole in the checks shows as a mutant that survives."""

from pathlib import Path

import pytest

from grader.cases import cases_of
from grader.catalogue import Catalogue
from grader.verification import Proof
from tests.courses import course_of, file_of, replace
from tests.processes import ROOT
from tests.verification.proofs import about, proofs_of


def scored(course: Path, exercise: str) -> tuple[Proof, list[Proof]]:
    """The mutation score of an exercise, and the mutants that are not proven."""
    proofs = proofs_of(course, exercise)
    score = next(proof for proof in proofs if proof.subject == "mutation score")
    return score, about(proofs, "mutant ")


@pytest.mark.parametrize("exercise", ["relu_mask", "dbiases", "neuron_step"])
def test_the_checks_of_an_exercise_kill_its_mutants(exercise: str) -> None:
    """All that are mistakes at all are killed, and counted."""
    score, survivors = scored(ROOT, exercise)

    assert score.proven, score.detail
    assert [] == survivors
    assert "killed" in score.detail


def test_an_exercise_with_a_hole_is_not_proven(tmp_path: Path) -> None:
    """Where both arguments are always equal, nothing tells one from the other."""
    course = course_of(tmp_path)
    yaml = file_of(course, "dsquare", "exercise.yaml")
    replace(yaml, "- {dvalue: 2.0, x: 3.0}", "- {dvalue: 3.0, x: 3.0}")
    replace(yaml, "drawn: {draw: 8}", "drawn: {given: [{dvalue: 2.0, x: 2.0}]}")

    score, survivors = scored(course, "dsquare")

    assert not score.proven
    assert any("wrong variable" in proof.subject for proof in survivors)
    assert all("differs in a case like" in proof.detail for proof in survivors)


def test_the_scaffold_kills_its_mutants(tmp_path: Path) -> None:
    """What a new author starts from has no hole."""
    score, survivors = scored(course_of(tmp_path), "dsquare")

    assert score.proven, score.detail
    assert [] == survivors


UNSTEADY = """
def test_steady(candidate):
    \"""The result is off.\"""
    value = float(candidate.call(2.0, 3.0)["dx"])
    assert [True][0 if value in (12.0, 2.0, 3.0) else 1]
"""


def test_a_mutant_that_was_not_graded_is_not_killed(tmp_path: Path) -> None:
    """A check of the author's that raises is told, not counted."""
    course = course_of(tmp_path)
    file_of(course, "dsquare", "checks.py").write_text(UNSTEADY)
    check = (
        "  - {id: steady, kind: pytest, function: test_steady, points: 1, title: S.}"
    )
    yaml = file_of(course, "dsquare", "exercise.yaml")
    replace(yaml, "\nforward:", f"{check}\n\nforward:")

    score, survivors = scored(course, "dsquare")

    assert not score.proven
    assert survivors
    assert {"not graded: internal_error"} == {row.detail for row in survivors}


def test_a_search_that_does_not_run_shows_nothing(tmp_path: Path) -> None:
    """Where the reference fails on what is searched, no mutant is equivalent."""
    course = course_of(tmp_path)
    drawn = cases_of(Catalogue(course).load("dsquare"), 0)
    known = {round(8 * case.arguments["dvalue"]) for case in drawn}
    reference = file_of(course, "dsquare", "passed/reference.py")
    slip = f"if round(8 * dvalue) not in {sorted(known)}:\n        raise KeyError"
    replace(
        reference, "return dvalue * 2 * x", f"{slip}\n    return dvalue * 2 * x + 0"
    )

    score, survivors = scored(course, "dsquare")

    assert not score.proven
    assert any("term dropped" in row.subject for row in survivors)
    assert all("not searched: the reference" in row.detail for row in survivors)
