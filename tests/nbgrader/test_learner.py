"""A learner's program is their code alone, each piece where it stood."""

import json

from grader.nbgrader.handed_in import from_notebook
from grader.nbgrader.learner import Whose, as_notebook, program_of, submission_of
from grader.nbgrader.rebuild import rebuilt
from tests.nbgrader.notebooks import (
    CATALOGUE,
    Notebook,
    cell,
    cells_of,
    notebook,
    reference,
    released,
    trusted,
)

NAME = "relu_mask"
GIVEN = cell("code", "import numpy as np")
SOURCE = notebook([GIVEN, *cells_of(CATALOGUE.load(NAME))])
WHOSE = Whose("ada", "week1", "week1")


def program(book: Notebook) -> list[tuple[int, str]]:
    """What is run of a notebook that was handed in."""
    return program_of(rebuilt(trusted(SOURCE), from_notebook(book)))


def test_checks_are_empty_and_the_rest_is_where_it_was() -> None:
    """Given code, the answer and an added cell are run; visible and points are not."""
    book = released(SOURCE)
    book["cells"].append(cell("code", "x = 1"))
    stub = book["cells"][2]["source"]

    assert [
        (0, "import numpy as np"),
        (2, stub),
        (3, ""),
        (4, ""),
        (5, "x = 1"),
    ] == program(book)


def test_the_learners_order_counts() -> None:
    """Cells that were moved are run as they stand."""
    book = released(SOURCE)
    book["cells"].reverse()

    assert ["", "", "import numpy as np"] == [
        text for _, text in program(book) if "def" not in text
    ]


def test_what_was_free_to_be_changed_is_the_learners() -> None:
    """A given cell that nothing locks is run as the learner left it."""
    book = released(SOURCE)
    book["cells"][0]["source"] = "import numpy as xp"

    assert (0, "import numpy as xp") == program(book)[0]


def test_a_missing_stub_is_not_run() -> None:
    """What was defined elsewhere is not undone by a stub that was put back."""
    book = released(SOURCE)
    book["cells"][2] = cell("code", "relu_backward = lambda dvalues, z: dvalues")

    assert not any("NotImplementedError" in text for _, text in program(book))


def test_cells_keep_their_numbers() -> None:
    """The submission is a notebook in which each cell stands where it stood."""
    cells = json.loads(as_notebook([(2, "a"), (5, "b")]))["cells"]

    assert {2: "a", 5: "b"} == {
        i: c["source"] for i, c in enumerate(cells) if c["source"]
    }


def test_a_submission_says_whose_it_is() -> None:
    """Student, exercise and place are the folder's, never the notebook's."""
    book = rebuilt(trusted(SOURCE), from_notebook(released(SOURCE)))
    found = submission_of(book, NAME, WHOSE)

    assert ("ada", NAME, "ipynb") == (found.student, found.exercise, found.kind)
    assert "ada/week1/week1.ipynb" == found.path
    assert reference(NAME).encode() not in (found.source or b"")
