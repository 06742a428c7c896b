"""Laws and gradient checks of the course: kept by what is right, broken by mistakes."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from grader.catalogue import Catalogue
from grader.engines import Engines, Setup
from grader.examiner.suite import read_solution
from grader.exercise import Exercise, GradientCheck, LawCheck
from grader.result import Grade, Verdict, Visibility
from tests.processes import ROOT

CATALOGUE = Catalogue(ROOT)
CALLED = [
    name
    for name in CATALOGUE.entries
    if CATALOGUE.load(name).spec.style in ("function", "class")
]
every_exercise = pytest.mark.parametrize("name", CALLED)


@pytest.fixture(scope="module")
def engines() -> Iterator[Engines]:
    """One engine over all exercises that are called."""
    files = tuple(CATALOGUE.entry(name).folder / "exercise.yaml" for name in CALLED)
    with Engines(Setup(ROOT, files), jobs=1) as started:
        yield started


def laws(exercise: Exercise) -> list[LawCheck]:
    """The laws of an exercise."""
    return [check for check in exercise.spec.checks if isinstance(check, LawCheck)]


def slopes(exercise: Exercise) -> list[GradientCheck]:
    """The gradient checks of an exercise."""
    return [check for check in exercise.spec.checks if isinstance(check, GradientCheck)]


def verdicts(
    engines: Engines, exercise: Exercise, folder: str
) -> dict[str, dict[str, Verdict]]:
    """The verdicts of all checks on each solution of a folder."""
    paths = sorted((exercise.solutions / folder).glob("*.py"))
    handed = [
        replace(read_solution(p), exercise=exercise.id, path=p.name) for p in paths
    ]
    found: dict[str, dict[str, Verdict]] = {}
    for grade in engines.grade(handed, 3):
        assert isinstance(grade, Grade)
        found[grade.submission] = {row.id: row.verdict for row in grade.checks}
    assert len(paths) == len(found)
    return found


@every_exercise
def test_there_is_a_law_to_see_and_one_that_is_hidden(name: str):
    """One teaches while a learner works; one is drawn by the seed."""
    found = {check.visibility for check in laws(CATALOGUE.load(name))}

    assert {Visibility.VISIBLE, Visibility.HIDDEN} == found


@every_exercise
def test_gradients_are_held_against_slopes_in_sight(name: str):
    """Wherever there are gradients; a class has a forward pass of its own for it."""
    exercise = CATALOGUE.load(name)
    given = any(entry.gradients for entry in exercise.spec.forward)

    found = {check.visibility: check.output for check in slopes(exercise)}
    own = "output" if exercise.spec.style == "class" else None
    assert ({Visibility.VISIBLE: own} if given else {}) == found


@every_exercise
def test_honest_solutions_keep_every_law(engines: Engines, name: str):
    """Lists, loops and single precision too."""
    exercise = CATALOGUE.load(name)
    for rows in verdicts(engines, exercise, "passed").values():
        checks = [*laws(exercise), *slopes(exercise)]
        assert {Verdict.PASSED} == {rows[check.id] for check in checks}


@every_exercise
def test_some_known_mistake_breaks_each_law(engines: Engines, name: str):
    """A law that nothing breaks would have nothing to teach."""
    exercise = CATALOGUE.load(name)
    found = verdicts(engines, exercise, "failed").values()

    broken = {row for rows in found for row, word in rows.items() if word == "failed"}
    assert {check.id for check in [*laws(exercise), *slopes(exercise)]} <= broken
