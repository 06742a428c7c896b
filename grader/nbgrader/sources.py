"""An exercise becomes the cells of an instructor's source notebook.

    statement -> solution -> visible checks -> points, once or a step

nbgrader takes the solution and the hidden tests out of what it releases. The released
solution cell is the exercise's stub, and a cell of points holds one call for us and no
check, so that neither the notebook nor nbgrader's database ever holds what is hidden.
"""

from collections.abc import Iterable, Iterator, Sequence

from grader.candidate import Workers
from grader.errors import AuthorError
from grader.examiner.suite import prepare
from grader.exercise import Exercise
from grader.nbgrader import notebooks as made
from grader.nbgrader.cells import INTRODUCTION, CellId, Role
from grader.nbgrader.notebooks import MAX_GRADE_ID, Cell, Notebook
from grader.nbgrader.statements import introduction, statement
from grader.nbgrader.visible import visible_code
from grader.stubs import make_stub

# What is drawn on it is not shown; given cases are the same on every seed.
SEED = 0
POINTS = """\
# {what}: {points} points, given when your notebook is graded.
### BEGIN HIDDEN TESTS
from grader.notebook import graded

graded({names})
### END HIDDEN TESTS"""


def source_notebook(
    assignment: str, title: str, exercises: Sequence[Exercise], workers: Workers
) -> Notebook:
    """One source notebook. Raises `AuthorError` where an exercise is broken."""
    points = sum(check.points for row in exercises for check in row.spec.checks)
    first = made.markdown(
        INTRODUCTION,
        introduction(title, exercises, points),
        made.about_introduction(assignment),
    )
    cells = (cell for row in exercises for cell in exercise_cells(row, workers))
    return made.notebook_of(assignment, [first, *cells])


def exercise_cells(exercise: Exercise, workers: Workers) -> Iterator[Cell]:
    """The cells of one exercise, in order. Raises `AuthorError`."""
    text, pictures = statement(exercise)
    cell = made.markdown(*_named(exercise, Role.STATEMENT, text))
    yield cell | ({"attachments": pictures} if pictures else {})
    yield made.solution(*_named(exercise, Role.SOLUTION, _reference(exercise)))
    alone = exercise.spec.script is not None
    suite = None if alone else prepare(exercise, SEED, workers)
    code = visible_code(exercise, suite)
    yield made.tests(*_named(exercise, Role.VISIBLE, code), points=0.0)
    yield from _points(exercise)


def _points(exercise: Exercise) -> Iterator[Cell]:
    """A cell for all checks of an exercise, or one for each step of a walkthrough."""
    checks = exercise.spec.checks
    if exercise.spec.script is None:
        rows: Iterable[tuple[str, float]] = [("", sum(c.points for c in checks))]
    else:
        rows = [(check.id, check.points) for check in checks]
    for step, points in rows:
        names = ", ".join(f'"{name}"' for name in (exercise.id, step) if name)
        text = POINTS.format(
            what=step or exercise.id, points=f"{points:g}", names=names
        )
        yield made.tests(*_named(exercise, Role.POINTS, text, step), points=points)


def _named(
    exercise: Exercise, role: Role, source: str, step: str = ""
) -> tuple[str, str, dict[str, object]]:
    """The id of a cell, its source, and where it comes from."""
    name = CellId(exercise.id, role, step)
    if len(str(name)) > MAX_GRADE_ID:
        message = f"{name} is too long for a cell of nbgrader; shorten the names in it"
        raise AuthorError.at(exercise.id, message)
    return str(name), source, made.about_cell(name, exercise.digest)


def _reference(exercise: Exercise) -> str:
    """The reference with its regions, of which nbgrader makes the stub."""
    make_stub(exercise)  # so that a wrong region is told with its place
    return exercise.reference.read_text(encoding="utf-8").rstrip("\n")
