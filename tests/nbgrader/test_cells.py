"""Ids of cells say whose they are, and are read back as what they were."""

import re

import pytest

from grader.catalogue import Catalogue
from grader.nbgrader.cells import CellId, Role, notebooks_of
from tests.helpers import REPOSITORY

CATALOGUE = Catalogue(REPOSITORY)
EXERCISES = [CATALOGUE.load(name) for name in CATALOGUE.entries]
IDS = [
    CellId(row.id, role, step)
    for row in EXERCISES
    for role in Role
    for step in ("", *(row.spec.script.steps if row.spec.script else ()))
]


@pytest.mark.parametrize("cell", IDS, ids=str)
def test_an_id_is_read_back(cell: CellId) -> None:
    """Each cell of the course has an id that nbgrader takes and that leads back."""
    assert re.fullmatch(r"[a-zA-Z0-9_-]{1,128}", str(cell))
    assert cell == CellId.parse(str(cell))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "relu_mask",
        "cell-4f",
        "relu_mask-",
        "relu_mask-points-",
        "-points",
        "relu_mask-points-a-b",
        "relu.mask-points",
        "relu_mask-Points",
        "é-points",
    ],
)
def test_what_is_no_id_of_ours_is_none(text: str) -> None:
    """Ids that others gave are nobody's of ours, unless they say the same."""
    cell = CellId.parse(text)

    assert cell is None or text.rstrip("-") == str(cell)


def test_a_walkthrough_has_a_notebook_of_its_own() -> None:
    """Functions and classes share the assignment's notebook, in order."""
    names = ("dsum", "neuron_walkthrough", "layer_dense")
    rows = notebooks_of("week1", [CATALOGUE.load(name) for name in names])

    assert {
        "week1": ["dsum", "layer_dense"],
        "neuron_walkthrough": ["neuron_walkthrough"],
    } == {name: [row.id for row in found] for name, found in rows.items()}
