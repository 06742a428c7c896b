"""The ladder: the mistake's own hints first, and what kind each rung is."""

from pathlib import Path

import pytest

from grader.catalogue import Catalogue
from grader.hints import Kind, ladder, rungs
from grader.result import Diagnosis
from tests.helpers import REPOSITORY, make_exercise

COURSE = Catalogue(REPOSITORY)


def test_the_mistakes_own_hints_come_first():
    """A named mistake's rungs stand before the exercise's."""
    exercise = COURSE.load("relu_mask")
    named = Diagnosis("relu_mask", "boundary_kept", "")
    own = exercise.spec.misconceptions["boundary_kept"].hints

    found = [hint.text for hint in ladder(exercise, named)]

    assert found[: len(own)] == list(own)
    assert found[len(own) :] == [hint.text for hint in ladder(exercise)]


def test_a_mistake_that_the_exercise_does_not_know_adds_nothing():
    """A diagnosis from the residual may name what has no hints here."""
    exercise = COURSE.load("relu_mask")
    named = Diagnosis("relu_mask", "never_heard_of", "")

    assert ladder(exercise, named) == ladder(exercise)


def test_an_unnamed_step_is_said_in_the_words_of_its_title():
    """Where only the first wrong step is known, its sentence is the first hint."""
    exercise = COURSE.load("layer_walkthrough")
    script = exercise.spec.script
    assert script is not None

    first = ladder(exercise, Diagnosis("drelu", None, "wrong"))[0]

    assert first.kind is Kind.CONCEPT
    assert "drelu" in first.text
    assert script.steps["drelu"].title in first.text


@pytest.mark.parametrize(
    ("count", "kinds"),
    [
        (1, "concept"),
        (2, "concept shapes"),
        (3, "concept shapes worked"),
        (4, "concept shapes shapes worked"),
    ],
)
def test_kinds_lead_from_the_concept_to_numbers(count, kinds):
    """The place of a sentence among its author's says what it is about."""
    assert " ".join(hint.kind for hint in rungs(["?"] * count)) == kinds


def test_no_worked_rung_without_a_formula(tmp_path: Path):
    """An exercise that declares no forward pass has its author's hints alone."""
    exercise = make_exercise(tmp_path)

    assert [hint.text for hint in ladder(exercise)] == list(exercise.spec.hints)
