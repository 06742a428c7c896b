"""A hole in the checks shows as a mutant that survives."""

from pathlib import Path

import pytest

from grader.catalogue import Catalogue
from grader.verification import Proof, verify
from tests.courses import course_of, file_of, replace
from tests.processes import ROOT


def scored(course: Path, exercise: str) -> tuple[Proof, list[Proof]]:
    """The mutation score of an exercise, and the mutants that are not proven."""
    proofs = list(verify(Catalogue(course), [exercise], [0], 1))
    score = next(proof for proof in proofs if proof.subject == "mutation score")
    return score, [p for p in proofs if p.subject.startswith("mutant ")]


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
