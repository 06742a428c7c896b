"""Every cell with points gets a score, also where an instructor moved them."""

import pytest

from grader.errors import OperatorError
from grader.nbgrader.grade import grade_notebook
from grader.nbgrader.handed_in import from_notebook
from grader.nbgrader.learner import Whose
from grader.nbgrader.rebuild import rebuilt
from grader.nbgrader.running import Running
from tests.nbgrader.notebooks import (
    CATALOGUE,
    TERMS,
    Notebook,
    answered,
    cell,
    cells_of,
    find,
    notebook,
    reference,
    score,
    trusted,
)

NAME = "relu_mask"
WHOSE = Whose("ada", "week1", "week1")


def graded(source: Notebook, running: Running, answer: str = "") -> Notebook:
    """A learner's notebook of a source, graded."""
    book = answered(source, {NAME: answer or reference(NAME)})
    found = rebuilt(trusted(source), from_notebook(book))
    grade_notebook(found, WHOSE, TERMS, running)
    return found


def test_points_of_visible_checks_alone_are_not_given_away(running: Running) -> None:
    """Where an instructor took our cell of points away, visible checks count."""
    cells = cells_of(CATALOGUE.load(NAME))[:3]
    cells[2]["metadata"]["nbgrader"]["points"] = 4.0
    visible = f"{NAME}-visible"

    assert 4.0 == score(find(graded(notebook(cells), running), visible))
    assert 0.0 == score(find(graded(notebook(cells), running, "pass"), visible))


def test_points_that_were_changed_keep_their_share(running: Running) -> None:
    """An exercise that is worth three in this course earns up to three."""
    cells = cells_of(CATALOGUE.load(NAME))
    cells[3]["metadata"]["nbgrader"]["points"] = 3.0

    assert 3.0 == score(find(graded(notebook(cells), running), f"{NAME}-points"))


def test_an_exercise_that_is_not_here_is_told(running: Running) -> None:
    """Nobody is graded by a course that lacks the exercise."""
    flags = {"grade": True, "locked": True, "points": 1.0}
    source = notebook([cell("code", "1.0", "nowhere-points", **flags)])

    with pytest.raises(OperatorError, match="nowhere-points"):
        graded(source, running)


def test_the_language_and_the_counts_are_set(running: Running) -> None:
    """What `Execute` would have left behind is there."""
    book = graded(notebook(cells_of(CATALOGUE.load(NAME))), running)
    counts = [row["execution_count"] for row in book["cells"] if "outputs" in row]

    assert "python" == book["metadata"]["language_info"]["name"]
    assert [1, 2, 3] == counts
