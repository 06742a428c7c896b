"""What nbgrader releases of our sources: every stub, every visible check, no more."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from grader.candidate import start
from grader.exercise import Exercise
from grader.nbgrader.assignment import write_assignment
from grader.nbgrader.cells import CellId, Role
from grader.nbgrader.folder import prepare_folder
from grader.nbgrader.notebooks import our_id
from grader.nbgrader.sources import SEED
from grader.result import Visibility
from grader.verification.needles import needles_of, numbers_in
from tests.helpers import REPOSITORY
from tests.nbgrader.assignments import CATALOGUE, EXERCISES, NAME, source_of, text

BIN = Path(sys.executable).parent
ENVIRONMENT = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
# What gives a hidden part away, whatever the exercise.
TELLING = ("HIDDEN TESTS", "BEGIN SOLUTION", "graded(", "grader.notebook", "seed")


def nbgrader(folder: Path, *arguments: str) -> str:
    """Run nbgrader in a course folder; what it printed."""
    done = subprocess.run(
        [BIN / "nbgrader", *arguments],
        cwd=folder,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert 0 == done.returncode, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An nbgrader course with every exercise in one assignment, generated."""
    place = tmp_path_factory.mktemp("nn101")
    prepare_folder(place, REPOSITORY)
    write_assignment(CATALOGUE, NAME, [row.id for row in EXERCISES], place)
    nbgrader(place, "generate_assignment", NAME)
    return place


def released(folder: Path) -> dict[str, dict[str, Any]]:
    """The released notebooks by name."""
    found = sorted((folder / "release" / NAME).glob("*.ipynb"))
    return {path.stem: json.loads(path.read_text("utf-8")) for path in found}


def of(exercise: Exercise, folder: Path) -> dict[CellId, str]:
    """The released cells of one exercise, and their text."""
    rows = [cell for book in released(folder).values() for cell in book["cells"]]
    read = ((CellId.parse(our_id(cell)), source_of(cell)) for cell in rows)
    return {n: t for n, t in read if n is not None and n.exercise == exercise.id}


def test_learners_get_stubs_and_visible_checks(folder: Path) -> None:
    """A released solution is the stub; statement and visible checks are as written."""
    assert {"all", "neuron_walkthrough", "layer_walkthrough"} == released(folder).keys()
    for exercise in EXERCISES:
        given = of(exercise, folder)
        same = (Role.STATEMENT, Role.VISIBLE)
        stub = exercise.stub.read_text("utf-8").rstrip("\n")

        assert stub == given[CellId(exercise.id, Role.SOLUTION)]
        assert [text(exercise.id, role) for role in same] == [
            given[CellId(exercise.id, role)] for role in same
        ]


def test_cells_of_points_hold_one_comment(folder: Path) -> None:
    """Of a cell of points a learner sees what it is worth."""
    for exercise in EXERCISES:
        points = {
            n: t for n, t in of(exercise, folder).items() if n.role is Role.POINTS
        }

        assert points
        assert all(
            re.fullmatch(r"# [^\n]* points?, [^\n]*\n?", t) for t in points.values()
        )


def test_nothing_hidden_is_released(folder: Path) -> None:
    """No line of a reference, no hidden number, title or path of ours is in it."""
    found = []
    with start() as workers:
        for exercise in EXERCISES:
            given = "\n".join(of(exercise, folder).values())
            needles = needles_of(exercise, REPOSITORY, SEED, workers)
            lines = {" ".join(line.split()) for line in given.splitlines()}
            secret = {" ".join(line.split()) for line in needles.lines} & lines
            titles = {
                check.title
                for check in exercise.spec.declared
                if check.visibility is Visibility.HIDDEN and check.title in given
            }
            paths = {path for path in needles.paths if path in given}
            numbers = needles.numbers & numbers_in(given)
            words = {word for word in TELLING if word in given}
            found += [(exercise.id, row) for row in (*secret, *titles, *paths, *words)]
            found += [(exercise.id, row) for row in numbers]

    assert [] == found


def test_nbgrader_knows_the_points_of_the_course(folder: Path) -> None:
    """What can be earned in the gradebook is what the exercises are worth."""
    with sqlite3.connect(folder / "gradebook.db") as gradebook:
        rows = gradebook.execute(
            "select base_cell.name, max_score from grade_cells "
            "join base_cell on base_cell.id = grade_cells.id"
        ).fetchall()
    worth = sum(score for _name, score in rows)

    assert worth == sum(c.points for row in EXERCISES for c in row.spec.checks)
    assert {0.0} == {score for name, score in rows if name.endswith("-visible")}


def test_a_learner_validates_without_what_is_hidden(folder: Path) -> None:
    """Stock `nbgrader validate` tells a failing visible check, and only that."""
    path = folder / "release" / NAME / "all.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    for cell in notebook["cells"]:
        name = CellId.parse(our_id(cell))
        if name is not None and name.role is Role.SOLUTION and name.exercise != "dsum":
            cell["source"] = text(name.exercise, Role.SOLUTION)
    (folder / "mine.ipynb").write_text(json.dumps(notebook), encoding="utf-8")

    told = nbgrader(folder, "validate", "mine.ipynb")

    assert "VALIDATION FAILED ON 1 CELL(S)!" in told
    assert "NotYet: dsum is not written yet." in told
