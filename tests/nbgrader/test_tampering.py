"""Whatever happens to a notebook, it earns what its answers earn, and it is told."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest

from grader.nbgrader.grade import grade_notebook
from grader.nbgrader.learner import Whose
from grader.nbgrader.rebuild import rebuilt
from grader.nbgrader.repairs import TITLE
from grader.nbgrader.running import Running
from grader.nbgrader.stored import read_handed_in
from tests.nbgrader.damage import DAMAGES, LOST, SILENT
from tests.nbgrader.notebooks import (
    CATALOGUE,
    TERMS,
    Notebook,
    answered,
    cells_of,
    named,
    notebook,
    reference,
    released,
    score,
    trusted,
    write,
)

IDS = ("relu_mask", "dbiases")
WHOSE = Whose("mallory", "week1", "week1")
SOURCE = notebook([row for name in IDS for row in cells_of(CATALOGUE.load(name))])
TRUSTED = trusted(SOURCE)
NOTHING = released(SOURCE)
EVERYTHING = answered(SOURCE, {name: reference(name) for name in IDS})

HandedIn = Callable[[Notebook, str], Notebook]
every_damage = pytest.mark.parametrize("damage", DAMAGES)


@pytest.fixture
def handed_in(tmp_path: Path) -> HandedIn:
    """What becomes of a notebook that was damaged before it was handed in."""

    def read(book: Notebook, damage: str) -> Notebook:
        path = tmp_path / "week1.ipynb"
        write(path, DAMAGES[damage](deepcopy(book)))
        return rebuilt(TRUSTED, read_handed_in(path))

    return read


def scores(book: Notebook, running: Running) -> dict[str, float | None]:
    """What nbgrader reads from each cell with points, once the notebook is graded."""
    grade_notebook(book, WHOSE, TERMS, running)
    cells = [row for row in book["cells"] if row["metadata"].get("nbgrader")]
    return {
        named(row): score(row)
        for row in cells
        if row["metadata"]["nbgrader"].get("points")
    }


@every_damage
def test_nothing_solved_earns_nothing(
    damage: str, handed_in: HandedIn, running: Running
) -> None:
    """No damage makes points of an untouched stub, and no score is left out."""
    due = {f"{name}-points": 0.0 for name in IDS}

    assert due == scores(handed_in(NOTHING, damage), running)


@every_damage
def test_what_is_solved_is_earned(
    damage: str, handed_in: HandedIn, running: Running
) -> None:
    """No damage costs an answer that is still there."""
    found = scores(handed_in(EVERYTHING, damage), running)

    assert LOST.get(damage, 20.0) == sum(value or 0.0 for value in found.values())


@every_damage
def test_what_was_mended_is_told(damage: str, handed_in: HandedIn) -> None:
    """A notebook that was mended says so first, in sentences; another says nothing."""
    first = handed_in(EVERYTHING, damage)["cells"][0]["source"]
    told = first.startswith(TITLE) and "\n- " in first

    assert (damage not in SILENT) == told


@every_damage
def test_cells_are_the_instructors(damage: str, handed_in: HandedIn) -> None:
    """Every cell of nbgrader's is there once, in order, with its flags and points."""
    cells = handed_in(EVERYTHING, damage)["cells"]
    own = [(row.name, row.data()) for row in TRUSTED.cells]
    found = [row["metadata"].get("nbgrader") for row in cells]

    assert own == [(row["grade_id"], row) for row in found if row]


@every_damage
def test_the_file_can_be_written(damage: str, handed_in: HandedIn) -> None:
    """What is rebuilt is JSON in UTF-8, with ids that notebooks may have, once each."""
    book = handed_in(EVERYTHING, damage)
    ids = [row["id"] for row in book["cells"]]

    assert json.dumps(book, ensure_ascii=False, allow_nan=False).encode("utf-8")
    assert len(ids) == len(set(ids))
