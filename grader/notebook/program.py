"""From what a kernel has run to the notebook that is graded. Pure.

A cell keeps its number, so that what is said of a line in a cell is found again. Of a
cell that was run again the last run counts, and a cell is left out whose names have all
been bound anew since, if nothing has read them in between. For functions and classes
only what they need is kept: an experiment elsewhere in the notebook costs nothing.
"""

import json
import re
from collections.abc import Iterable, Sequence

from grader.exercise import Exercise
from grader.notebook.cells import Cell, cell_of
from grader.notebook.ours import without_ours

# What forgets all names, and the cells that bound them.
RESET = re.compile(r"^\s*%reset\b", re.MULTILINE)


def program_of(inputs: Sequence[str], exercise: Exercise) -> bytes:
    """The notebook of an exercise from a kernel's inputs, `inputs[0]` being empty."""
    begin = max((n for n, text in enumerate(inputs) if RESET.search(text)), default=0)
    plain = enumerate(without_ours(inputs))
    cells = [cell_of(n, text) for n, text in plain if n > begin]
    cells = standing(_last_runs(cells))
    if exercise.spec.script is None:
        cells = needed(cells, {exercise.spec.subject.name})
    return notebook_of(cells)


def notebook_of(cells: Iterable[Cell]) -> bytes:
    """A notebook in which each cell stands at the place of its number."""
    texts = {cell.number: cell.text for cell in cells if cell.text.strip()}
    rows = [
        {
            "cell_type": "code",
            "execution_count": number,
            "metadata": {},
            "outputs": [],
            "source": texts.get(number, ""),
        }
        for number in range(1, max(texts, default=0) + 1)
    ]
    notebook = {"cells": rows, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    return json.dumps(notebook).encode()


def _last_runs(cells: Iterable[Cell]) -> list[Cell]:
    """Of cells with the same text the last."""
    last = {cell.text.strip(): cell for cell in cells}
    return sorted(last.values(), key=lambda cell: cell.number)


def standing(cells: Sequence[Cell]) -> list[Cell]:
    """The cells without those that others have replaced."""
    kept: list[Cell] = []
    for place in range(len(cells) - 1, -1, -1):
        if not _is_replaced(cells[place], kept):
            kept.insert(0, cells[place])
    return kept


def _is_replaced(cell: Cell, after: Iterable[Cell]) -> bool:
    """Whether all that a cell has bound was bound anew before anything read it."""
    open_names = set(cell.binds)
    if cell.opaque or cell.changes or not open_names:
        return False
    for other in after:
        if open_names & (other.reads | other.changes):
            return False
        open_names -= other.binds
        if not open_names:
            return True
        if other.opaque or open_names & other.later:
            return False
    return False


def needed(cells: Sequence[Cell], names: Iterable[str]) -> list[Cell]:
    """The cells that some names need, and those of which nobody can tell.

    All of them where nothing binds a name: what is there instead is worth telling.
    """
    wanted = set(names)
    if not wanted & {name for cell in cells for name in cell.binds}:
        return list(cells)
    found: set[int] = set()
    grown = True
    while grown:
        grown = False
        for cell in cells:
            is_wanted = cell.opaque or wanted & (cell.binds | cell.changes)
            if cell.number not in found and is_wanted:
                found.add(cell.number)
                wanted |= cell.reads | cell.later
                grown = True
    return [cell for cell in cells if cell.number in found]
