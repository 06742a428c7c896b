"""A course of every exercise in nbgrader's own hands, from source to grades.

What it releases holds every stub and every visible check and nothing hidden; what
comes back is collected, graded, told and exported. nbgrader's steps run in this
process, which saves its two seconds of start-up for each; `validate` is a command.
"""

import csv
import json
import os
import re
import sqlite3
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.candidate import start
from grader.exercise import Exercise
from grader.nbgrader.assignment import write_assignment
from grader.nbgrader.cells import CellId, Role
from grader.nbgrader.folder import CONFIG, prepare_folder
from grader.nbgrader.notebooks import our_id
from grader.nbgrader.sources import SEED
from grader.result import Visibility
from grader.verification.needles import needles_of, numbers_in
from tests.helpers import REPOSITORY
from tests.nbgrader.assignments import (
    CATALOGUE,
    EXERCISES,
    NAME,
    cells,
    source_of,
    text,
)

BIN = Path(sys.executable).parent
COURSE_ID = "nn101"
HANDED_IN = "2030-01-02 10:00:00.000000 UTC"
# What gives a hidden part away, whatever the exercise.
TELLING = ("HIDDEN TESTS", "BEGIN SOLUTION", "graded(", "grader.notebook", "seed")
# What is handed in here.
SHORT, SOME = "week1", ("dsum", "layer_walkthrough")


@pytest.fixture(scope="module", autouse=True)
def tools() -> Iterator[None]:
    """Have nbgrader find `alembic`, as in an environment that is activated."""
    before = os.environ["PATH"]
    os.environ["PATH"] = f"{BIN}{os.pathsep}{before}"
    yield
    os.environ["PATH"] = before


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, tools: None) -> Path:
    """An nbgrader course: every exercise in one assignment, some in a short one."""
    place = tmp_path_factory.mktemp("course") / COURSE_ID
    prepare_folder(place, REPOSITORY)
    for name, ids in {NAME: [row.id for row in EXERCISES], SHORT: SOME}.items():
        write_assignment(CATALOGUE, name, ids, place)
        done(place, "generate_assignment", name)
    return place


def interface(folder: Path) -> Any:
    """Nbgrader's interface to a course, with an exchange beside it."""
    from nbgrader.apps import NbGraderAPI
    from traitlets.config.loader import PyFileConfigLoader

    config = PyFileConfigLoader(CONFIG, path=str(folder)).load_config()
    exchange = folder.parent / "exchange"
    exchange.mkdir(exist_ok=True)
    exchange.chmod(0o777)  # as nbgrader wants it
    config.Exchange.root = str(exchange)
    config.ExchangeCollect.check_owner = False
    return NbGraderAPI(config=config)


def done(folder: Path, step: str, *arguments: str) -> None:
    """Have nbgrader take one of its steps, which must succeed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of libraries, not ours
        told = getattr(interface(folder), step)(*arguments)
    assert told["success"], told


def validated(folder: Path, path: Path) -> str:
    """What `nbgrader validate` prints about a notebook."""
    ran = subprocess.run(
        [BIN / "nbgrader", "validate", path],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert 0 == ran.returncode, ran.stderr
    return ran.stdout


def released(folder: Path, assignment: str = NAME) -> dict[str, dict[str, Any]]:
    """The released notebooks of an assignment by name."""
    found = sorted((folder / "release" / assignment).glob("*.ipynb"))
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

    assert {
        str(name): cell["metadata"]["nbgrader"]["points"]
        for name, cell in cells().items()
        if name.role in (Role.VISIBLE, Role.POINTS)
    } == dict(rows)


def solved(notebook: dict[str, Any], *left: str) -> dict[str, Any]:
    """A released notebook with the references in it, but for some exercises."""
    for cell in notebook["cells"]:
        name = CellId.parse(our_id(cell))
        if (
            name is not None
            and name.role is Role.SOLUTION
            and name.exercise not in left
        ):
            cell["source"] = text(name.exercise, Role.SOLUTION)
    return notebook


def test_a_learner_validates_without_what_is_hidden(folder: Path) -> None:
    """Stock `nbgrader validate` tells a failing visible check, and only that."""
    path = folder / "mine.ipynb"
    notebook = solved(released(folder)[NAME], "dsum")
    path.write_text(json.dumps(notebook), encoding="utf-8")

    told = validated(folder, path)

    assert "VALIDATION FAILED ON 1 CELL(S)!" in told
    assert "NotYet: dsum is not written yet." in told


def test_the_source_validates(folder: Path) -> None:
    """The instructor's own notebook passes, hidden calls and all."""
    told = validated(folder, folder / "source" / SHORT / f"{SHORT}.ipynb")

    assert "Success! Your notebook passes all the tests.\n" == told


def hand_in(folder: Path, student: str, notebooks: dict[str, Any]) -> None:
    """Put a student's notebooks where `nbgrader submit` puts them."""
    inbound = folder.parent / "exchange" / COURSE_ID / "inbound"
    place = inbound / f"{student}+{SHORT}+{HANDED_IN}"
    place.mkdir()
    for name, notebook in notebooks.items():
        (place / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    (place / "timestamp.txt").write_text(HANDED_IN, encoding="utf-8")
    (place / "submission_secret.txt").write_text(f"of {student}", encoding="utf-8")


@pytest.fixture(scope="module")
def graded(folder: Path) -> Path:
    """The course after ada has solved everything and bruno nothing."""
    done(folder, "release_assignment", SHORT)
    books = released(folder, SHORT)
    hand_in(folder, "bruno", books)
    hand_in(folder, "ada", {name: solved(book) for name, book in books.items()})
    done(folder, "collect", SHORT)
    for student in ("ada", "bruno"):
        done(folder, "autograde", SHORT, student)
        done(folder, "generate_feedback", SHORT, student)
        done(folder, "release_feedback", SHORT, student)
    return folder


def test_scores_are_exported(graded: Path) -> None:
    """References earn every point in nbgrader, stubs none, and export tells so."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from nbgrader.plugins import CsvExportPlugin

        export = CsvExportPlugin()
        export.to = str(graded / "grades.csv")
        with interface(graded).gradebook as gradebook:
            export.export(gradebook)
    with (graded / "grades.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["assignment"] == SHORT]
    most = sum(c.points for name in SOME for c in CATALOGUE.load(name).spec.checks)

    assert {"ada": most, "bruno": 0.0} == {
        row["student_id"]: float(row["score"]) for row in rows
    }
    assert {most} == {float(row["max_score"]) for row in rows}


def test_learners_get_their_feedback(graded: Path) -> None:
    """Every notebook has its page, and the exchange hands it out."""
    pages = {p.name for p in (graded / "feedback" / "ada" / SHORT).glob("*.html")}
    given = list((graded.parent / "exchange" / COURSE_ID / "feedback").rglob("*.html"))

    assert {f"{name}.html" for name in released(graded, SHORT)} == pages
    assert 2 * len(pages) == len(given)
