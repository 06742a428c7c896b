"""Cells are found by id, by text, by what a stub defines, by place, by likeness."""

import pytest

from grader.nbgrader.handed_in import from_notebook
from grader.nbgrader.matching import Found, Matching, matched
from tests.nbgrader.notebooks import (
    CATALOGUE,
    Cell,
    cell,
    cells_of,
    find,
    notebook,
    reference,
    released,
    trusted,
)

NAME = "relu_mask"
SOURCE = notebook([*cells_of(CATALOGUE.load(NAME)), cell("markdown", "Well done.")])
WORDS = notebook(
    [
        cell("markdown", "What does a mask do?", "ask", locked=True),
        cell("markdown", "Your answer.", "why", grade=True, solution=True, points=1.0),
        cell("markdown", "Thank you.", "end", locked=True),
    ]
)


def bare(rows: list[Cell]) -> Matching:
    """What is found where every id and all metadata were dropped."""
    cells = [{"cell_type": r["cell_type"], "source": r["source"]} for r in rows]
    return matched(trusted(SOURCE), from_notebook({"cells": cells}))


def how(matching: Matching, name: str) -> tuple[int, Found] | None:
    """Which of the learner's cells is the one of a name, and how it was found."""
    names = [row.name for row in matching.trusted.cells]
    own = names.index(name)
    if own not in matching.pairs:
        return None
    return matching.pairs[own], matching.found[own]


def test_an_id_is_enough() -> None:
    """Whatever stands in a cell, its id says which it is."""
    book = released(SOURCE)
    find(book, f"{NAME}-solution")["source"] = "pass"
    found = matched(trusted(SOURCE), from_notebook(book))

    assert (1, Found.ID) == how(found, f"{NAME}-solution")


def test_locked_cells_are_found_by_their_text() -> None:
    """What nobody changed is what it was."""
    rows = released(SOURCE)["cells"]

    assert (0, Found.TEXT) == how(bare(rows), f"{NAME}-statement")
    assert (2, Found.TEXT) == how(bare(rows), f"{NAME}-visible")


def test_an_answer_is_found_by_what_it_defines() -> None:
    """Of two cells that define it, the one that was worked on; the last of these."""
    rows = released(SOURCE)["cells"]
    answer = cell("code", reference(NAME))
    worked = [*rows, cell("code", "def helper(): pass"), answer]

    assert (6, Found.NAME) == how(bare(worked), f"{NAME}-solution")


def test_an_answer_is_found_by_its_place() -> None:
    """Where nothing defines it, it is what stands alone between its neighbours."""
    cells = [
        {"cell_type": "markdown", "source": text}
        for text in ("What does a mask do?", "It hides.", "Thank you.")
    ]
    found = matched(trusted(WORDS), from_notebook({"cells": cells}))

    assert (1, Found.PLACE) == how(found, "why")


def test_an_answer_is_found_by_likeness() -> None:
    """Elsewhere it is what is most like the stub, where that is like it at all."""
    texts = ("Of many words and none.", "Your answer: it hides.")
    asked = ("What does a mask do?", "Thank you.")
    cells = [{"cell_type": "markdown", "source": text} for text in (*texts, *asked)]
    found = matched(trusted(WORDS), from_notebook({"cells": cells}))

    assert (1, Found.LIKENESS) == how(found, "why")


@pytest.mark.parametrize("text", ["", "# def relu_backward(", "redef relu_backward"])
def test_what_is_nothing_like_it_is_not_it(text: str) -> None:
    """An answer that is not there is missing."""
    rows = [row for row in released(SOURCE)["cells"] if row["cell_type"] == "markdown"]

    assert how(bare([cell("markdown", text), *rows]), f"{NAME}-solution") is None


def test_a_learners_cell_is_one_cell() -> None:
    """No cell of the learner's is two of the instructor's."""
    found = bare(released(SOURCE)["cells"])

    assert len(found.pairs) == len(set(found.pairs.values())) == 5
