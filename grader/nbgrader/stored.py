"""Where notebooks are read from: the course's folders and its database.

The released notebook (else the source one) says what stands where; the database says
what counts. Imports nbgrader when it is asked, so that nobody else waits for that.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from grader import submission as files
from grader.errors import OperatorError
from grader.nbgrader.handed_in import NO_FILE, HandedIn, from_bytes
from grader.nbgrader.trusted import Row, Trusted, trusted_of
from grader.submission import Refused


def read_trusted(
    folders: Iterable[Path], db_url: str, assignment: str, notebook: str
) -> Trusted:
    """The instructor's notebook of an assignment.

    `folders` are those of the assignment that may hold it, the best one first. Raises
    `OperatorError` where the notebook there cannot be read.
    """
    rows = rows_of(db_url, assignment, notebook)
    paths = [folder / f"{notebook}.ipynb" for folder in folders]
    found = next((path for path in paths if path.is_file()), None)
    return trusted_of(_read(found) if found else None, rows)


def read_handed_in(path: Path) -> HandedIn:
    """What stands in a learner's file; a link, a pipe and the like are none."""
    found = files.read(path, student="", exercise="", shown=path.name)
    if isinstance(found, Refused):
        return HandedIn(problem=NO_FILE)
    return from_bytes(found.source)


def rows_of(db_url: str, assignment: str, notebook: str) -> Mapping[str, Row]:
    """What nbgrader's database holds about each cell of a notebook, by its id."""
    from nbgrader.api import Gradebook  # type: ignore[import-untyped] # has no types

    with Gradebook(db_url) as book:
        own = book.find_notebook(notebook, assignment)
        graded = {cell.name: cell.max_score for cell in own.grade_cells}
        tasks = {cell.name: cell.max_score for cell in own.task_cells}
        solutions = {cell.name for cell in own.solution_cells}
        points = graded | tasks
        return {
            cell.name: Row(
                grade_id=cell.name,
                kind=cell.cell_type,
                text=cell.source or "",
                grade=cell.name in graded,
                solution=cell.name in solutions,
                locked=bool(cell.locked),
                task=cell.name in tasks,
                points=float(points[cell.name]) if cell.name in points else None,
                checksum=cell.checksum or "",
            )
            for cell in own.source_cells
        }


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise OperatorError(
            f"{path} cannot be read; make it anew with nbgrader generate_assignment"
        ) from error
    if not isinstance(found, dict):
        raise OperatorError(f"{path} is no notebook")
    return found
