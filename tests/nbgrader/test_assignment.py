"""Assignments are written whole into an nbgrader course; nothing else is touched."""

import json
from pathlib import Path

import pytest

from grader.catalogue import Catalogue
from grader.errors import AuthorError, OperatorError
from grader.nbgrader.assignment import write_assignment
from grader.nbgrader.folder import CONFIG
from grader.nbgrader.notebooks import our_id
from tests.courses import course_of, file_of
from tests.helpers import REPOSITORY

PICTURE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8">'
    b'<circle cx="4" cy="4" r="4"/></svg>'
)


@pytest.fixture
def course(tmp_path: Path) -> Catalogue:
    """A small course of two exercises."""
    return Catalogue(course_of(tmp_path, "dcube"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An nbgrader course."""
    place = tmp_path / "nbgrader"
    place.mkdir()
    (place / CONFIG).write_text("", encoding="utf-8")
    return place


def ids_in(path: Path) -> dict[str, str]:
    """The ids of a notebook's cells: of nbgrader and of nbformat."""
    cells = json.loads(path.read_text("utf-8"))["cells"]
    return {our_id(cell): cell["id"] for cell in cells}


def test_ids_are_the_same_at_each_rebuild(course: Catalogue, folder: Path) -> None:
    """Making it again changes nothing; another exercise leaves the others' ids."""
    write_assignment(course, "week1", ["dsquare"], folder)
    path = folder / "source" / "week1" / "week1.ipynb"
    text, ids = path.read_text("utf-8"), ids_in(path)

    written, left = write_assignment(course, "week1", ["dsquare"], folder)

    assert [True] == [row.rebuilt.is_same for row in written]
    assert text == path.read_text("utf-8")
    assert [] == left

    write_assignment(course, "week1", ["dcube", "dsquare"], folder)

    assert ids.items() < ids_in(path).items()


def test_own_cells_survive_on_disk(course: Catalogue, folder: Path) -> None:
    """A cell that an instructor adds is there after the next rebuild."""
    write_assignment(course, "week1", ["dsquare"], folder)
    path = folder / "source" / "week1" / "week1.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    own = {"cell_type": "raw", "id": "mine", "metadata": {}, "source": ["Mine."]}
    notebook["cells"].append(own)
    path.write_text(json.dumps(notebook), encoding="utf-8")

    (written,), _left = write_assignment(course, "week1", ["dsquare", "dcube"], folder)

    assert own in json.loads(path.read_text("utf-8"))["cells"]
    assert 1 == written.rebuilt.kept
    assert "dcube-solution" in written.rebuilt.added


@pytest.mark.parametrize("text", ['{"cells": []}', "no notebook", "[]", '{"cells": 1}'])
def test_a_notebook_of_others_is_not_replaced(
    course: Catalogue, folder: Path, text: str
) -> None:
    """What we did not make stays, unless it is said that it may go."""
    path = folder / "source" / "week1" / "week1.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")

    with pytest.raises(OperatorError, match="was not made by gradkata"):
        write_assignment(course, "week1", ["dsquare"], folder)
    assert text == path.read_text("utf-8")

    write_assignment(course, "week1", ["dsquare"], folder, force=True)

    assert "dsquare-solution" in ids_in(path)


@pytest.mark.parametrize(
    ("name", "exercises", "told"),
    [
        ("week 1", ["dsquare"], "no name for an assignment"),
        ("../week1", ["dsquare"], "no name for an assignment"),
        ("week1", [], "name the exercises of week1"),
        ("week1", ["dhalf"], "no exercise is called 'dhalf'"),
    ],
)
def test_what_cannot_be_made_is_told(
    course: Catalogue, folder: Path, name: str, exercises: list[str], told: str
) -> None:
    """A name or an exercise that does not do is told, and nothing is written."""
    with pytest.raises(OperatorError, match=told):
        write_assignment(course, name, exercises, folder)

    assert [folder / CONFIG] == list(folder.iterdir())


def test_a_folder_that_is_no_nbgrader_course_is_told(
    course: Catalogue, tmp_path: Path
) -> None:
    """Without a configuration nothing is written."""
    with pytest.raises(OperatorError, match="no nbgrader course"):
        write_assignment(course, "week1", ["dsquare"], tmp_path)


def test_a_walkthrough_shares_its_notebook_with_nothing(folder: Path) -> None:
    """An assignment called like its walkthrough can hold nothing else."""
    course = Catalogue(REPOSITORY)
    name = "neuron_walkthrough"

    with pytest.raises(OperatorError, match="call the assignment something else"):
        write_assignment(course, name, ["dsum", name], folder)


def test_the_courses_file_gives_exercises_and_title(
    course: Catalogue, folder: Path
) -> None:
    """An assignment of course.yaml needs no list, and has its title."""
    (course.course / "course.yaml").write_text(
        "format: 1\ntitle: C\nassignments:\n"
        "  week1: {title: The first week, exercises: [dcube, dsquare]}\n",
        encoding="utf-8",
    )

    (written,), _left = write_assignment(course, "week1", [], folder)

    cells = written.rebuilt.notebook["cells"]
    solutions = [our_id(cell) for cell in cells if "solution" in our_id(cell)]
    assert ["dcube-solution", "dsquare-solution"] == solutions
    assert "# The first week\n" == cells[0]["source"][0]


def test_pictures_go_with_the_statement(course: Catalogue, folder: Path) -> None:
    """A statement needs no file beside the notebook."""
    readme = file_of(course.course, "dsquare", "README.md")
    readme.write_text("# Square\n\n![A circle](circle.svg)\n", encoding="utf-8")
    readme.with_name("circle.svg").write_bytes(PICTURE)

    (written,), _left = write_assignment(course, "week1", ["dsquare"], folder)

    statement = written.rebuilt.notebook["cells"][1]
    assert "![A circle](attachment:circle.svg)" == statement["source"][-1]
    assert ["image/svg+xml"] == list(statement["attachments"]["circle.svg"])


def test_a_picture_that_is_not_there_is_the_authors_to_mend(
    course: Catalogue, folder: Path
) -> None:
    """A statement that shows nothing is told before anything is written."""
    readme = file_of(course.course, "dsquare", "README.md")
    readme.write_text("![A circle](circle.svg)\n", encoding="utf-8")

    with pytest.raises(AuthorError, match=r"shows circle\.svg"):
        write_assignment(course, "week1", ["dsquare"], folder)


def test_a_notebook_that_is_no_longer_needed_is_told(folder: Path) -> None:
    """It stays, for it may hold what an instructor has written."""
    course = Catalogue(REPOSITORY)
    write_assignment(course, "w", ["dsum", "layer_walkthrough"], folder)

    _written, left = write_assignment(course, "w", ["dsum"], folder)

    assert [folder / "source" / "w" / "layer_walkthrough.ipynb"] == left
