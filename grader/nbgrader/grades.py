"""Writes what counts in our gradebook into an nbgrader course's database.

Points go into the automatic scores, what being late costs into nbgrader's own late
penalty. What a person wrote there is never changed: manual scores, extra credit and
comments. Writing the same twice changes nothing.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import URL

from grader.catalogue import Catalogue
from grader.export.shares import shares_of
from grader.gradebook import Standing
from grader.nbgrader.database import opened
from grader.nbgrader.places import Place, place_of
from grader.result import DECIMALS, CheckResult, Grade, clamped


@dataclass(frozen=True, slots=True)
class Pushed:
    """How many grades of how many students were written, and what there is to tell."""

    grades: int
    students: int
    told: tuple[str, ...]


def push(standings: Iterable[Standing], catalogue: Catalogue, url: URL) -> Pushed:
    """Write what counts. Raises `OperatorError`, before a grade is written."""
    rows = [row for row in standings if row.grade.student]
    with opened(url) as book:
        places = {
            name: place_of(book, catalogue.load(name), catalogue.course_file)
            for name in dict.fromkeys(row.grade.exercise for row in rows)
        }
        for (student, assignment), own in _grouped(rows, places).items():
            _write(
                book, student, assignment, [(places[r.grade.exercise], r) for r in own]
            )
    students = {row.grade.student for row in rows}
    return Pushed(len(rows), len(students), tuple(_scaled(rows, places)))


def _grouped(
    rows: Iterable[Standing], places: dict[str, Place]
) -> dict[tuple[str, str], list[Standing]]:
    """What counts by student and assignment of nbgrader's."""
    found: dict[tuple[str, str], list[Standing]] = defaultdict(list)
    for row in rows:
        grade = row.grade
        found[grade.student, places[grade.exercise].assignment].append(row)
    return found


def _scaled(rows: Iterable[Standing], places: dict[str, Place]) -> Iterable[str]:
    """The exercises that are worth something else in nbgrader's course."""
    most = {row.grade.exercise: row.grade.max_points for row in rows}
    for name, points in most.items():
        worth = math.fsum(places[name].worth.values())
        if not math.isclose(worth, points, abs_tol=10**-DECIMALS):
            yield (
                f"{name} is worth {worth:g} points in nbgrader's course and "
                f"{points:g} here; its points are scaled"
            )


def _write(
    book: Any, student: str, assignment: str, rows: Sequence[tuple[Place, Standing]]
) -> None:
    """Write a student's points of one assignment, in one transaction a notebook."""
    from nbgrader.api import MissingEntry  # type: ignore[import-untyped] # no types

    book.update_or_create_student(student)
    try:
        submission = book.find_submission(assignment, student)
    except MissingEntry:
        # nbgrader's own rows refer to each other before they are complete.
        with book.db.no_autoflush:
            submission = book.add_submission(assignment, student)
    times = [row.attempt.submitted_at for _, row in rows if row.attempt.submitted_at]
    if times:
        last = datetime.fromisoformat(max(times)).astimezone(UTC).replace(tzinfo=None)
        submission.timestamp = max(last, submission.timestamp or last)
    by_notebook: dict[str, list[tuple[Place, Standing]]] = defaultdict(list)
    for place, row in rows:
        by_notebook[place.notebook].append((place, row))
    for notebook, own in by_notebook.items():
        with book.db.no_autoflush:
            _write_notebook(book, _notebook_in(book, submission, notebook), own)


def _notebook_in(book: Any, submission: Any, name: str) -> Any:
    """A notebook of a submission; added where the assignment got it later."""
    from nbgrader.api import SubmittedNotebook

    for notebook in submission.notebooks:
        if notebook.name == name:
            return notebook
    (source,) = (row for row in submission.assignment.notebooks if row.name == name)
    added = SubmittedNotebook(notebook=source, assignment=submission)
    book.db.add(added)
    return added


def _write_notebook(
    book: Any, notebook: Any, rows: Sequence[tuple[Place, Standing]]
) -> None:
    lost = 0.0
    for place, row in rows:
        graded = _moved(row.grade, _before_late(row))
        scores = shares_of(graded, place.worth)
        for step, points in scores.items():
            _set(_grade_in(book, notebook, place.cells[step]), points)
        share = 1 - row.points / graded.points if graded.points else 0.0
        lost += share * math.fsum(scores.values())
    book.db.commit()
    if any(place.has_deadline for place, _ in rows):
        # As nbgrader has it: no penalty is none, and none is larger than the score.
        notebook.late_submission_penalty = clamped(lost, notebook.score) or None
        book.db.commit()


def _grade_in(book: Any, notebook: Any, grade_id: str) -> Any:
    """The row of a graded cell; added where the notebook got the cell later."""
    from nbgrader.api import Grade as Row

    cells = notebook.notebook.grade_cells
    (cell,) = (cell for cell in cells if cell.name == grade_id)
    for row in notebook.grades:
        if row.cell_id == cell.id:
            return row
    added = Row(cell_id=cell.id, notebook=notebook)
    book.db.add(added)
    return added


def _set(row: Any, points: float) -> None:
    """Set an automatic score. Where a person decided, they are asked to look again."""
    if row.manual_score is None:
        row.needs_manual_grade = False
    elif row.auto_score != points:
        row.needs_manual_grade = True
    row.auto_score = float(points)


def _before_late(row: Standing) -> float:
    """The points that count but for being late: an instructor's, else the grade's."""
    decided = row.override.points if row.override is not None else None
    return row.grade.points if decided is None else decided


def _moved(grade: Grade, points: float) -> Grade:
    """A grade with other points, its checks' moved alike: each gets its share of it."""
    if points == grade.points:
        return grade
    moved = tuple(_moved_check(check, grade, points) for check in grade.checks)
    return replace(grade, points=points, checks=moved)


def _moved_check(check: CheckResult, grade: Grade, points: float) -> CheckResult:
    """Less: what was earned shrinks. More: what is missing is filled."""
    if points < grade.points:
        return replace(check, points=check.points * points / grade.points)
    missing = (check.max_points - check.points) / (grade.max_points - grade.points)
    return replace(check, points=check.points + missing * (points - grade.points))
