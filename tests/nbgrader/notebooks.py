"""Notebooks of an assignment for tests, as an instructor writes and learners return.

In the form that `grader nbgrader assignment` writes: a statement, a stub, visible
checks, and graded cells with a hidden region, each with an id of `CellId`.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from grader.catalogue import Catalogue
from grader.exercise import Exercise
from grader.nbgrader.cells import CellId, Role
from grader.nbgrader.grade import Terms
from grader.nbgrader.trusted import Row, Trusted, trusted_of
from tests.helpers import REPOSITORY

Cell = dict[str, Any]
Notebook = dict[str, Any]
Damage = Callable[[Notebook], Notebook | bytes]

CATALOGUE = Catalogue(REPOSITORY)
SEED = 20_240
TERMS = Terms(CATALOGUE, SEED)
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
HIDDEN = """# Your points, once this is graded.
### BEGIN HIDDEN TESTS
from grader.notebook import graded
graded({name!r})
### END HIDDEN TESTS
"""


def cell(kind: str, text: str, name: str = "", **data: Any) -> Cell:
    """A cell; with flags of nbgrader's where it has a name."""
    found: Cell = {"cell_type": kind, "id": f"id-{name}", "metadata": {}}
    found["source"] = text
    if kind == "code":
        found |= {"execution_count": None, "outputs": []}
    if name and data:
        flags = {"grade": False, "solution": False, "locked": False, "task": False}
        flags |= {"schema_version": 3, "grade_id": name}
        found["metadata"] = {"nbgrader": flags | data}
    return found


def notebook(cells: Iterable[Cell]) -> Notebook:
    """A notebook of format 4.5."""
    return {
        "cells": list(cells),
        "metadata": {"kernelspec": KERNEL},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def cells_of(exercise: Exercise, *, stepwise: bool = False) -> list[Cell]:
    """The four kinds of cells of an exercise, in the instructor's version."""

    def name(role: Role, step: str = "") -> str:
        return str(CellId(exercise.id, role, step))

    solution = reference(exercise.id)
    worth = {row.id: row.points for row in exercise.spec.checks}
    points = worth if stepwise else {"": sum(worth.values())}
    return [
        cell("markdown", f"# {exercise.spec.title}", name(Role.STATEMENT), locked=True),
        cell("code", solution, name(Role.SOLUTION), solution=True),
        cell(
            "code",
            "assert True  # visible checks",
            name(Role.VISIBLE),
            grade=True,
            locked=True,
            points=0.0,
        ),
        *(
            cell(
                "code",
                HIDDEN.format(name=exercise.id),
                name(Role.POINTS, step),
                grade=True,
                locked=True,
                points=value,
            )
            for step, value in points.items()
        ),
    ]


def stub_of(exercise: Exercise) -> str:
    """What a learner is given to start from."""
    return (exercise.folder / "stub.py").read_text(encoding="utf-8")


def released(source: Notebook) -> Notebook:
    """What learners are given of an instructor's notebook."""
    found = deepcopy(source)
    for row in found["cells"]:
        row["source"] = _given(row).partition("### BEGIN HIDDEN TESTS\n")[0]
    return found


def _given(row: Cell) -> str:
    """A cell's text with the stub in place of an exercise's reference."""
    own = CellId.parse(named(row))
    if own is not None and own.role is Role.SOLUTION:
        return stub_of(CATALOGUE.load(own.exercise))
    return str(row["source"])


def trusted(source: Notebook) -> Trusted:
    """What nbgrader keeps of an instructor's notebook."""
    rows = {}
    for row in source["cells"]:
        data = row["metadata"].get("nbgrader")
        if data:
            rows[data["grade_id"]] = Row(
                data["grade_id"],
                row["cell_type"],
                _given(row),
                grade=data["grade"],
                solution=data["solution"],
                locked=data["locked"],
                task=data["task"],
                points=data.get("points"),
                checksum="0" * 32,
            )
    return trusted_of(released(source), rows)


def answered(source: Notebook, answers: Mapping[str, str]) -> Notebook:
    """A released notebook with what a learner wrote, by exercise."""
    found = released(source)
    names = {str(CellId(ex, Role.SOLUTION)): text for ex, text in answers.items()}
    for row in found["cells"]:
        own = named(row)
        if own in names:
            row["source"] = names[own]
    return found


def named(row: Cell) -> str:
    """The id that nbgrader knows a cell by."""
    return str(row["metadata"].get("nbgrader", {}).get("grade_id", ""))


def find(book: Notebook, name: str) -> Cell:
    """The first cell of a name."""
    return next(row for row in book["cells"] if named(row) == name)


def as_bytes(book: Notebook | bytes) -> bytes:
    """What a file of a notebook holds."""
    return book if isinstance(book, bytes) else json.dumps(book).encode()


def reference(exercise: str) -> str:
    """An exercise's own solution."""
    return CATALOGUE.load(exercise).reference.read_text(encoding="utf-8")


def write(path: Path, book: Notebook | bytes) -> None:
    """Write a notebook where it is wanted."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(as_bytes(book))


def score(row: Cell) -> float | None:
    """What nbgrader reads as a cell's score: None is full marks by its rule."""
    for output in row["outputs"]:
        if output["output_type"] == "execute_result":
            return float(output["data"]["text/plain"])
    return None
