"""Examples of mistakes that are nobody's: labelled solutions on the visible cases.

A labelled solution is graded as a submission is, by its visible checks alone. What the
first one that fails says is the example: public numbers, and no learner's.
"""

from collections.abc import Collection, Iterator

from grader import submission as files
from grader.catalogue import Catalogue
from grader.engines import Engines, Setup
from grader.errors import AuthorError
from grader.exercise import Exercise
from grader.result import Grade, Verdict
from grader.submission import Submission

JOBS = 1
SEED = 0


def worked_examples(
    catalogue: Catalogue, wanted: Collection[tuple[str, str]]
) -> dict[tuple[str, str], str]:
    """What goes wrong, by exercise and misconception; those there are.

    Raises `OperatorError` where this machine can start no engine.
    """
    exercises = list(_readable(catalogue, {exercise for exercise, _ in wanted}))
    solutions = [
        found
        for exercise in exercises
        for name in sorted(n for e, n in wanted if e == exercise.id)
        for found in _labelled(exercise, name)
    ]
    if not solutions:
        return {}
    yaml_files = tuple(exercise.folder / "exercise.yaml" for exercise in exercises)
    setup = Setup(catalogue.course, yaml_files, visible_only=True)
    with Engines(setup, JOBS) as engines:
        outcomes = list(engines.grade(solutions, SEED))
    return {
        (grade.exercise, grade.submission): said
        for grade in outcomes
        if isinstance(grade, Grade) and (said := _said(grade))
    }


def _readable(catalogue: Catalogue, ids: Collection[str]) -> Iterator[Exercise]:
    for exercise_id in sorted(ids & catalogue.entries.keys()):
        try:
            yield catalogue.load(exercise_id)
        except AuthorError:
            continue  # a report is made of grades; it needs no sound course


def _labelled(exercise: Exercise, name: str) -> Iterator[Submission]:
    """The labelled solution of a mistake, under the name of the mistake."""
    for path in sorted(exercise.solutions.glob(f"*/{name}.py"))[:1]:
        found = files.read(path, student="", exercise=exercise.id, shown=name)
        if isinstance(found, Submission):
            yield found


def _said(grade: Grade) -> str:
    wrong = (c.message for c in grade.checks if c.verdict is Verdict.FAILED)
    return next(filter(None, wrong), "")
