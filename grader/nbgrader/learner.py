"""The learner's program out of a rebuilt notebook, as bytes and as a Submission.

Only cells that are run are in it: answers, added ones, and code that was given. They
stand where they stood in what was handed in, so that a cell's number in a message is
the one its learner sees. Nothing is compiled or run here. Pure.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from grader.nbgrader.rebuild import KEY, RUN
from grader.submission import MAX_BYTES, Submission

BLANK = {"cell_type": "raw", "metadata": {}, "source": ""}
UNREADABLE = b"not a notebook"


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose notebook it is: the student, and where it was handed in."""

    student: str
    assignment: str
    notebook: str

    @property
    def path(self) -> str:
        """The path below the folder of all that was handed in."""
        return f"{self.student}/{self.assignment}/{self.notebook}.ipynb"


def program_of(notebook: Mapping[str, Any]) -> list[tuple[int, str]]:
    """The code to run in its order, each piece with the place it stood at."""
    rows = [
        (cell["metadata"][KEY]["place"], _text(cell))
        for cell in notebook["cells"]
        if cell["cell_type"] == "code"
    ]
    found = ((place, text) for place, text in rows if text is not None)
    return [(int(place), text) for place, text in sorted(found, key=itemgetter(0))]


def _text(cell: Mapping[str, Any]) -> str | None:
    """What is run of a code cell: nothing of a check that was handed in with the rest.

    Such a cell is there, but empty, as a cell that can be compiled; None where it was
    not handed in.
    """
    mark = cell["metadata"][KEY]
    if mark["origin"] in RUN:
        return str(cell["source"])
    return "" if float(mark["place"]).is_integer() else None


def as_notebook(pieces: list[tuple[int, str]]) -> bytes:
    """A notebook of nothing but code, blank where other cells stood."""
    cells: list[dict[str, Any]] = []
    for place, text in pieces:
        cells += [BLANK] * (place - len(cells))
        cells.append(
            {
                "cell_type": "code",
                "execution_count": None,
                "metadata": {},
                "outputs": [],
                "source": text,
            }
        )
    whole = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    return json.dumps(whole).encode()


def submission_of(
    notebook: Mapping[str, Any], exercise: str, whose: Whose
) -> Submission:
    """What is graded for one exercise of a rebuilt notebook."""
    source = as_notebook(program_of(notebook))
    if notebook["metadata"][KEY]["unreadable"]:
        source = UNREADABLE
    return Submission(
        student=whose.student,
        exercise=exercise,
        path=whose.path,
        kind="ipynb",
        source=source if len(source) <= MAX_BYTES["ipynb"] else None,
        digest=f"sha256:{hashlib.sha256(source).hexdigest()}",
    )
