"""Notebooks and cells as plain JSON, nbformat 4.5, with nbgrader's metadata. Pure.

Written and read without nbformat, which takes long to import. A cell of ours has the
same `id` at each rebuild, made from its `grade_id`. What stands under the key
`gradkata` tells people and tools where a cell comes from; learners can change it, so
nothing is ever decided by it.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from grader.nbgrader.cells import INTRODUCTION, CellId

Cell = dict[str, Any]
Notebook = dict[str, Any]

FORMAT = 1
SCHEMA_VERSION = 3
MAX_ID, MAX_GRADE_ID = 64, 128
OURS, NBGRADER = "gradkata", "nbgrader"
METADATA = {
    "kernelspec": {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    },
    "language_info": {"name": "python"},
}


def notebook_of(assignment: str, cells: Iterable[Cell]) -> Notebook:
    """A notebook of an assignment, from its cells in order."""
    return {
        "cells": list(cells),
        "metadata": METADATA | {OURS: {"assignment": assignment, "format": FORMAT}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def text_of(notebook: Notebook) -> str:
    """A notebook as Jupyter writes it, so that saving it there changes little."""
    return json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def notebook_in(text: str) -> Notebook | None:
    """The notebook that a text is; None where it is none with cells to look at."""
    try:
        read: Notebook = json.loads(text)
    except (ValueError, RecursionError):
        return None
    cells = read.get("cells") if isinstance(read, dict) else None
    if not isinstance(cells, list) or not all(isinstance(c, dict) for c in cells):
        return None
    return read


def is_ours(notebook: Notebook) -> bool:
    """Whether we made a notebook, or all that is left of ours is a cell."""
    metadata = notebook.get("metadata")
    marked = isinstance(metadata, dict) and OURS in metadata
    return marked or any(our_id(cell) for cell in notebook["cells"])


def our_id(cell: Cell) -> str:
    """The `grade_id` of a cell of ours; empty for every other cell."""
    metadata = cell.get("metadata")
    row = metadata.get(NBGRADER) if isinstance(metadata, dict) else None
    grade_id = row.get("grade_id") if isinstance(row, dict) else None
    if not isinstance(grade_id, str):
        return ""
    ours = grade_id == INTRODUCTION or CellId.parse(grade_id) is not None
    return grade_id if ours else ""


def markdown(grade_id: str, source: str, about: Mapping[str, Any]) -> Cell:
    """A locked text."""
    return _cell("markdown", grade_id, source, about, locked=True)


def solution(grade_id: str, source: str, about: Mapping[str, Any]) -> Cell:
    """Code that the learner writes; graded by another cell."""
    return _code(_cell("code", grade_id, source, about, solution=True))


def tests(grade_id: str, source: str, about: Mapping[str, Any], points: float) -> Cell:
    """Locked code that is worth points, 0 for code that only tells."""
    cell = _cell("code", grade_id, source, about, grade=True, locked=True)
    cell["metadata"][NBGRADER]["points"] = float(points)
    return _code(cell)


def about_cell(name: CellId, digest: str) -> dict[str, Any]:
    """Where a cell of an exercise comes from."""
    return {
        "exercise": name.exercise,
        "role": name.role.value,
        "step": name.step,
        "digest": digest,
        "format": FORMAT,
    }


def about_introduction(assignment: str) -> dict[str, Any]:
    """Where the first cell of a notebook comes from."""
    return {"assignment": assignment, "format": FORMAT}


def _cell(
    kind: str,
    grade_id: str,
    source: str,
    about: Mapping[str, Any],
    **roles: bool,
) -> Cell:
    row = {"grade": False, "locked": False, "solution": False, "task": False}
    return {
        "cell_type": kind,
        "id": cell_id(grade_id),
        "metadata": {
            NBGRADER: row
            | roles
            | {"grade_id": grade_id, "schema_version": SCHEMA_VERSION},
            OURS: dict(about),
        },
        "source": source.splitlines(keepends=True),
    }


def _code(cell: Cell) -> Cell:
    return cell | {"execution_count": None, "outputs": []}


def cell_id(grade_id: str) -> str:
    """Nbformat's id of a cell: the `grade_id`, cut where it is too long."""
    if len(grade_id) <= MAX_ID:
        return grade_id
    digest = hashlib.sha256(grade_id.encode()).hexdigest()[:16]
    return f"{grade_id[: MAX_ID - len(digest) - 1]}-{digest}"
