"""From what was run to the notebook that is graded."""

import json

import pytest

from grader.catalogue import Catalogue
from grader.notebook.program import program_of
from tests.helpers import REPOSITORY

COURSE = Catalogue(REPOSITORY)
MASK, WALK = COURSE.load("relu_mask"), COURSE.load("neuron_walkthrough")
WRONG = "def relu_backward(d, z):\n    return d * (z >= 0)"
RIGHT = "def relu_backward(d, z):\n    return d * (z > 0)"
HANGS = "def relu_backward(d, z):\n    while True: pass"


def kept(*inputs: str, exercise=MASK) -> list[str]:
    """The texts of the program's cells, those that are empty too."""
    notebook = json.loads(program_of(["", *inputs], exercise))
    assert [*range(1, len(notebook["cells"]) + 1)] == [
        cell["execution_count"] for cell in notebook["cells"]
    ]
    return [cell["source"] for cell in notebook["cells"]]


@pytest.mark.parametrize(
    ("inputs", "left"),
    [
        ((WRONG, RIGHT), ["", RIGHT]),
        ((WRONG, "print(relu_backward(1, 2))", RIGHT), [WRONG, "", RIGHT]),
        ((HANGS, "1 + 1", RIGHT, "relu_backward(1, 2)"), ["", "", RIGHT]),
        ((RIGHT, RIGHT), ["", RIGHT]),
        (("import time\nwhile True: pass", RIGHT), ["", RIGHT]),
        (("import numpy as np", RIGHT), ["", RIGHT]),
        ((RIGHT, "def relu_backward(d, z)"), [RIGHT, "def relu_backward(d, z)"]),
        (("x = 1", "y = 2"), ["x = 1", "y = 2"]),
        ((RIGHT, "%reset -f", "x = 1"), ["", "", "x = 1"]),
        ((), []),
    ],
)
def test_of_a_function_its_last_definition_counts(inputs, left):
    """And only what it needs; where it is nowhere defined, everything."""
    assert left == kept(*inputs)


def test_what_a_function_needs_is_kept():
    """Helpers, imports and constants, wherever they stand, and what changes them."""
    uses = "def relu_backward(d, z):\n    return mask(z) * d"
    mask = "def mask(z):\n    return np.where(z > EDGE[0], 1, 0)"
    inputs = (
        uses,
        "EDGE = [1]",
        mask,
        "EDGE[0] = 0",
        "other = 3",
        "import numpy as np",
    )

    assert [*inputs[:4], "", inputs[5]] == kept(*inputs)


@pytest.mark.parametrize(
    ("inputs", "left"),
    [
        (("z = 1", "y = z", "z = 2"), ["z = 1", "y = z", "z = 2"]),
        (("z = 1", "y = 3", "z = 2"), ["", "y = 3", "z = 2"]),
        (("z = 1", "y = z", "z = 2", "y = z"), ["", "", "z = 2", "y = z"]),
        (("a = b = 1", "a = 2"), ["a = b = 1", "a = 2"]),
        (("a = b = 1", "a = 2", "b = 3"), ["", "a = 2", "b = 3"]),
        (("w = 1", "w = w - 1"), ["w = 1", "w = w - 1"]),
        (("w = [1]", "w[0] = 2", "w = [3]"), ["w = [1]", "w[0] = 2", "w = [3]"]),
        (
            ("z = 1", "def f():\n    return z", "y = f()", "z = 2"),
            ["z = 1", "def f():\n    return z", "y = f()", "z = 2"],
        ),
        (("z = 1", "%%bash\nls", "z = 2"), ["z = 1", "%%bash\nls", "z = 2"]),
        (("plot.show(); z = 1", "z = 2"), ["plot.show(); z = 1", "z = 2"]),
    ],
)
def test_of_a_walkthrough_all_that_counts_is_kept(inputs, left):
    """A cell goes where all its names were bound anew before anything read them."""
    assert left == kept(*inputs, exercise=WALK)


def test_a_cell_keeps_its_number():
    """What is said of a line in a cell is found by the number in its brackets."""
    check = "from grader.notebook import check"

    assert ["", "", RIGHT] == kept(check, "check('relu_mask')", RIGHT)
    assert ["", f"{RIGHT}\npass"] == kept(check, f"{RIGHT}\ncheck('relu_mask')")
