"""Where in an nbgrader database the points of an exercise stand: its graded cells.

Cells that nbgrader made of a notebook are found by their ids and stay as they are; for
an exercise that has none they are made. Knows nothing of students.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from grader.course import CourseFile
from grader.errors import OperatorError
from grader.exercise import Exercise
from grader.nbgrader.cells import CellId, Role, notebooks_of


@dataclass(frozen=True, slots=True)
class Place:
    """An exercise's graded cells in one notebook of an assignment.

    `cells` are their ids by the step they are for, the empty step being the whole
    exercise; `worth` is the points of each. `has_deadline` is whether course.yaml says
    when the assignment is due.
    """

    assignment: str
    notebook: str
    cells: Mapping[str, str]
    worth: Mapping[str, float]
    has_deadline: bool


def place_of(book: Any, exercise: Exercise, course: CourseFile | None) -> Place:
    """Find the cells of an exercise in nbgrader's gradebook, or make them.

    Raises `OperatorError` where it does not show which ones they are, or where an
    assignment that nbgrader made of notebooks lacks them.
    """
    ids = _ids_of(exercise)
    named = course.assignment_of(exercise.id) if course else None
    row = course.assignments[named] if course and named else None
    name = _assignment_of(book, exercise.id, set(ids.values()), named)
    due = row.deadline if row else None
    if name not in {found.name for found in book.assignments}:
        at = due.astimezone(UTC).replace(tzinfo=None) if due else None
        book.add_assignment(name, duedate=at)
    assignment = book.find_assignment(name)
    if not any(notebook.source_cells for notebook in assignment.notebooks):
        _make_cells(book, assignment, exercise, ids)
    notebook, worth = _found(book.find_assignment(name), exercise.id, ids)
    return Place(name, notebook, ids, worth, due is not None)


def _ids_of(exercise: Exercise) -> dict[str, str]:
    """The ids of an exercise's graded cells by step: one, or one a step."""
    steps = exercise.spec.script.steps if exercise.spec.script else ("",)
    return {step: str(CellId(exercise.id, Role.POINTS, step)) for step in steps}


def _assignment_of(book: Any, exercise: str, ids: set[str], named: str | None) -> str:
    """The assignment that has the cells; else the one that course.yaml names."""
    held = sorted(
        assignment.name
        for assignment in book.assignments
        if any(cell.name in ids for cell in _cells(assignment))
    )
    if named in held or not held:
        return named or exercise
    if len(held) > 1:
        raise OperatorError(
            f"{exercise} stands in several assignments of the nbgrader course "
            f"({', '.join(held)}); say in course.yaml which one it belongs to"
        )
    return str(held[0])


def _cells(assignment: Any) -> Iterator[Any]:
    return (cell for notebook in assignment.notebooks for cell in notebook.grade_cells)


def _make_cells(
    book: Any, assignment: Any, exercise: Exercise, ids: Mapping[str, str]
) -> None:
    """The cells as `grader nbgrader assignment` would make them, without a text.

    A notebook that has one of them already gets them all, whatever it is called.
    """
    name, wanted = assignment.name, set(ids.values())
    (notebook,) = notebooks_of(name, [exercise])
    for row in assignment.notebooks:
        if wanted & {cell.name for cell in row.grade_cells}:
            notebook = str(row.name)
    book.update_or_create_notebook(notebook, name)
    checks = {check.id: check.points for check in exercise.spec.checks}
    for step, grade_id in ids.items():
        points = checks[step] if step else sum(checks.values())
        book.update_or_create_grade_cell(
            grade_id, notebook, name, max_score=float(points), cell_type="code"
        )


def _found(
    assignment: Any, exercise: str, ids: Mapping[str, str]
) -> tuple[str, dict[str, float]]:
    """The notebook that holds all cells, and what each is worth by step."""
    for notebook in assignment.notebooks:
        points = {cell.name: float(cell.max_score) for cell in notebook.grade_cells}
        if points.keys() >= set(ids.values()):
            worth = {step: points[grade_id] for step, grade_id in ids.items()}
            return str(notebook.name), worth
    raise OperatorError(
        f"the assignment {assignment.name} of the nbgrader course lacks cells of "
        f"{exercise}; make it anew with `grader nbgrader assignment` and `nbgrader "
        "generate_assignment`, or leave the exercise out"
    )
