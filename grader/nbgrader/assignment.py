"""Writes the source notebooks of an assignment into an nbgrader course folder.

The one place here that touches files: it finds the folder, makes every notebook before
the first is written, keeps what an instructor has added, and says what it did. What is
not ours is left alone unless it is to be replaced.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.candidate import start
from grader.catalogue import Catalogue
from grader.errors import OperatorError
from grader.exercise import Exercise
from grader.nbgrader.cells import notebooks_of
from grader.nbgrader.folder import CONFIG
from grader.nbgrader.keeping import Rebuilt, rebuilt
from grader.nbgrader.notebooks import Notebook, is_ours, notebook_in, text_of
from grader.nbgrader.sources import source_notebook

ASSIGNMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
EMPTY: Notebook = {"cells": []}


@dataclass(frozen=True, slots=True)
class Written:
    """A notebook, and what became of it; `is_new` where nothing of it was there."""

    path: Path
    rebuilt: Rebuilt
    is_new: bool


def write_assignment(
    catalogue: Catalogue,
    name: str,
    exercise_ids: Sequence[str],
    folder: Path,
    *,
    force: bool = False,
) -> tuple[list[Written], list[Path]]:
    """Write `source/<name>/` and tell of each notebook, and which are no longer ours.

    The second are notebooks that we made once and that belong to no exercise now; they
    are left. Raises `OperatorError` and `AuthorError` before anything is written.
    """
    if not (folder / CONFIG).is_file():
        raise OperatorError(
            f"{folder} is no nbgrader course: it has no {CONFIG}; make one with "
            "`grader nbgrader init DIR`, or name another with --nbgrader DIR"
        )
    exercises = _exercises(catalogue, name, exercise_ids)
    place = folder / "source" / name
    with start() as workers:
        made = {
            place / f"{notebook}.ipynb": source_notebook(
                name, _title(catalogue, notebook, rows), rows, workers
            )
            for notebook, rows in notebooks_of(name, exercises).items()
        }
    written = [_beside_old(path, new, force=force) for path, new in made.items()]
    place.mkdir(parents=True, exist_ok=True)
    for row in written:
        if row.is_new or not row.rebuilt.is_same:
            _replace(row.path, text_of(row.rebuilt.notebook))
    return written, [path for path in _ours_in(place) if path not in made]


def _exercises(
    catalogue: Catalogue, name: str, exercise_ids: Sequence[str]
) -> list[Exercise]:
    """The exercises named, else those that the course's file gives the assignment."""
    if not ASSIGNMENT.fullmatch(name):
        raise OperatorError(
            f"{name!r} is no name for an assignment: use letters, digits, - and _"
        )
    course = catalogue.course_file
    if not exercise_ids and course is not None and name in course.assignments:
        exercise_ids = course.assignments[name].exercises
    if not exercise_ids:
        raise OperatorError(f"name the exercises of {name}, as in `grader list`")
    exercises = [catalogue.load(row) for row in dict.fromkeys(exercise_ids)]
    alone = {row.id for row in exercises if row.spec.script is not None}
    if name in alone and len(exercises) > 1:
        raise OperatorError(
            f"{name} is a walkthrough and has a notebook of its own of that name; "
            "call the assignment something else"
        )
    return exercises


def _title(catalogue: Catalogue, notebook: str, rows: Sequence[Exercise]) -> str:
    """What stands above a notebook."""
    if rows[0].spec.script is not None:
        return rows[0].spec.title
    course = catalogue.course_file
    row = course.assignments.get(notebook) if course is not None else None
    return row.title if row is not None else notebook


def _beside_old(path: Path, new: Notebook, *, force: bool) -> Written:
    """A notebook with what is to be kept of the one in its place."""
    old = _read(path) if path.exists() else None
    if old is not None and is_ours(old):
        return Written(path, rebuilt(old, new), is_new=False)
    if path.exists() and not force:
        raise OperatorError(
            f"{path} is there and was not made by gradkata; move it away, or replace "
            "it with --force"
        )
    return Written(path, rebuilt(EMPTY, new), is_new=True)


def _read(path: Path) -> Notebook | None:
    try:
        return notebook_in(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None


def _ours_in(place: Path) -> list[Path]:
    """The notebooks of a folder that we have made."""
    found = ((path, _read(path)) for path in sorted(place.glob("*.ipynb")))
    return [path for path, notebook in found if notebook and is_ours(notebook)]


def _replace(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)
