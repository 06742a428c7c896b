"""Grades one rebuilt notebook: our cells by the engine, an instructor's own beside it.

The cells are found by the ids of the instructor's notebook, which `rebuild` wrote; what
a learner's cell says is not asked. Every graded cell that is not graded by hand leaves
here with a score of its own. Knows notebooks as JSON and nothing of nbgrader's classes.
"""

from dataclasses import dataclass, field
from typing import Any

from grader.catalogue import Catalogue
from grader.errors import InternalError, OperatorError
from grader.export.shares import shares_of
from grader.html import feedback_fragment
from grader.nbgrader.cells import CellId, Role
from grader.nbgrader.foreign import NOT_ISOLATED, ForeignTest, Limits, run_foreign
from grader.nbgrader.learner import Whose, program_of, submission_of
from grader.nbgrader.outputs import (
    LANGUAGE,
    about_exercise,
    about_step,
    about_visible,
    put,
    scored,
    share_of_visible,
    shown,
)
from grader.nbgrader.running import Running
from grader.result import Grade

Cell = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Terms:
    """How a course grades: by which exercises, on which seed, how strictly."""

    catalogue: Catalogue
    seed: int
    strict: bool = True
    foreign: Limits = field(default_factory=Limits)


@dataclass
class Sorted:
    """The cells of a notebook by who grades them."""

    points: dict[str, dict[str, Cell]] = field(default_factory=dict)
    visible: dict[str, list[Cell]] = field(default_factory=dict)
    foreign: list[Cell] = field(default_factory=list)

    @property
    def exercises(self) -> list[str]:
        """Every exercise that has a cell to be graded, in order."""
        return [*dict.fromkeys([*self.points, *self.visible])]


def grade_notebook(
    notebook: dict[str, Any], whose: Whose, terms: Terms, running: Running
) -> dict[str, Grade]:
    """Write outputs and scores into a rebuilt notebook; the grades by exercise.

    Raises `AuthorError`, `OperatorError` or `InternalError`, where nothing must be
    stored for this student; never for what a learner wrote.
    """
    cells = sort_cells(notebook, terms.catalogue)
    work = [submission_of(notebook, name, whose) for name in cells.exercises]
    strict = terms.strict
    grades = (
        running.grade(terms.catalogue, work, terms.seed, strict=strict) if work else {}
    )
    notebook["metadata"]["language_info"] = LANGUAGE
    counts = _counts(notebook)
    for name in cells.exercises:
        exercise = terms.catalogue.load(name)
        picture = running.picture(terms.catalogue, exercise, grades[name])
        fragment = feedback_fragment(grades[name], exercise, picture)
        _give_points(cells.points.get(name, {}), grades[name], fragment, counts)
        for cell in cells.visible.get(name, ()):
            _give_visible(cell, grades[name], counts[cell["id"]])
    if cells.foreign:
        _give_foreign(cells.foreign, notebook, whose, terms, running, counts)
    _see_that_all_are_scored(notebook)
    return grades


def begin(
    notebook: dict[str, Any], whose: Whose, terms: Terms, running: Running
) -> None:
    """Have a rebuilt notebook graded while nbgrader is at other things.

    Raises `OperatorError` where it cannot be.
    """
    names = sort_cells(notebook, terms.catalogue).exercises
    work = [submission_of(notebook, name, whose) for name in names]
    if work:
        running.begin(terms.catalogue, work, terms.seed, strict=terms.strict)


def sort_cells(notebook: dict[str, Any], catalogue: Catalogue) -> Sorted:
    """Who grades which cell. Raises `OperatorError` for an unknown exercise."""
    found = Sorted()
    for cell in notebook["cells"]:
        data = cell["metadata"].get("nbgrader")
        if not data or data["task"] or data["solution"]:
            continue
        own = CellId.parse(data["grade_id"])
        is_there = own is not None and own.exercise in catalogue.entries
        if own is not None and own.role is Role.VISIBLE and is_there:
            found.visible.setdefault(own.exercise, []).append(cell)
        elif data["grade"] and own is not None and own.role is Role.POINTS:
            _see_that_it_is_there(own, catalogue)
            found.points.setdefault(own.exercise, {})[own.step] = cell
        elif data["grade"]:
            found.foreign.append(cell)
    return found


def _see_that_it_is_there(own: CellId, catalogue: Catalogue) -> None:
    if own.exercise not in catalogue.entries:
        raise OperatorError(
            f"the cell {own} is of an exercise that the course {catalogue.course.name} "
            "does not have; name the right one as c.Grade.course"
        )


def _see_that_all_are_scored(notebook: dict[str, Any]) -> None:
    """The last net: nbgrader gives full marks to a cell that has no result."""
    for cell in notebook["cells"]:
        data = cell["metadata"].get("nbgrader") or {}
        if not data.get("grade") or data["solution"] or not data["points"]:
            continue
        kinds = [output["output_type"] for output in cell.get("outputs", ())]
        if "execute_result" not in kinds:
            raise InternalError(f"the cell {data['grade_id']} was left without a score")


def _counts(notebook: dict[str, Any]) -> dict[str, int]:
    """The number of each code cell, as a kernel would count; written to each."""
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    for number, cell in enumerate(code, start=1):
        cell["execution_count"] = number
    return {cell["id"]: cell["execution_count"] for cell in code}


def _give_points(
    cells: dict[str, Cell],
    grade: Grade,
    fragment: str,
    counts: dict[str, int],
) -> None:
    """All there is to say stands below the first cell; each other says its own step."""
    worth = {step: _worth(cell) for step, cell in cells.items()}
    points = shares_of(grade, worth)
    told = [shown(about_exercise(grade), fragment)]
    for step, cell in cells.items():
        if step:
            line = about_step(grade, step, points[step], worth[step])
            told.insert(0, shown(line))
        count = counts[cell["id"]]
        put(cell, [*told, scored(points[step], worth[step], count)], count)
        told = []


def _give_visible(cell: Cell, grade: Grade, count: int) -> None:
    """What came of the visible checks; points where the instructor gave it any."""
    told = [shown(about_visible(grade))]
    if cell["metadata"]["nbgrader"]["grade"] and (worth := _worth(cell)):
        told.append(scored(share_of_visible(grade, worth), worth, count))
    put(cell, told, count)


def _worth(cell: Cell) -> float:
    return float(cell["metadata"]["nbgrader"]["points"])


def _give_foreign(
    cells: list[Cell],
    notebook: dict[str, Any],
    whose: Whose,
    terms: Terms,
    running: Running,
    counts: dict[str, int],
) -> None:
    tests = [
        ForeignTest(
            cell["metadata"]["nbgrader"]["grade_id"], cell["source"], _worth(cell)
        )
        for cell in cells
    ]
    workers = running.workers(strict=terms.strict)
    results = run_foreign(tests, program_of(notebook), whose, workers, terms.foreign)
    for test, cell in zip(tests, cells, strict=True):
        row, count = results[test.name], counts[cell["id"]]
        said = shown(f"{row.told}\n{NOT_ISOLATED}")
        put(cell, [said, scored(row.points, test.worth, count)], count)
