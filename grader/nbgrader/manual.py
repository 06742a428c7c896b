"""Outputs for cells that a person grades, which a kernel runs as nbgrader always does.

What a person looks at is worth a look only after it ran, so a notebook with such cells
is run by nbgrader's own Execute, on a copy that has no test and no check in it, and
only what stands below the cells to be read is taken over. This is not isolated: the
code runs as whoever runs nbgrader. Points never come from here.
"""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from grader.nbgrader.rebuild import KEY, RUN

Run = Callable[[Any], Any]


def needs_a_kernel(notebook: dict[str, Any]) -> bool:
    """Whether a code cell is graded by hand, or a task whose work is in code cells."""
    return any(map(_is_by_hand, notebook["cells"]))


def take_outputs(notebook: Any, execute: Run) -> None:
    """Have a copy run, and take the outputs of what is graded by hand.

    `execute` runs a notebook in place and gives it back.
    """
    copy = deepcopy(notebook)
    copy["cells"] = [cell for cell in copy["cells"] if _is_learners(cell)]
    ran = {cell["id"]: cell for cell in execute(copy)["cells"]}
    has_task = any(_is_task(cell) for cell in notebook["cells"])
    for cell in notebook["cells"]:
        is_work = has_task and cell["metadata"][KEY]["origin"] == "added"
        wanted = cell["cell_type"] == "code" and (_is_by_hand(cell) or is_work)
        if wanted and cell["id"] in ran:
            cell["outputs"] = ran[cell["id"]]["outputs"]


def _is_learners(cell: Any) -> bool:
    return cell["cell_type"] != "code" or cell["metadata"][KEY]["origin"] in RUN


def _is_by_hand(cell: Any) -> bool:
    data = cell["metadata"].get("nbgrader")
    by_hand = bool(data) and data["grade"] and data["solution"]
    return _is_task(cell) or (by_hand and cell["cell_type"] == "code")


def _is_task(cell: Any) -> bool:
    data = cell["metadata"].get("nbgrader")
    return bool(data) and data["task"]
