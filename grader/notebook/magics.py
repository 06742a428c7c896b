"""`%kata` and `%%kata`: check a cell as it is run, check all of them, ask for a hint.

A cell under `%%kata` runs in the notebook as it would without; what it comes to is
shown below its own output.
"""

from grader.errors import OperatorError
from grader.notebook.cells import cell_of
from grader.notebook.checking import (
    attempted,
    check,
    graded_visibly,
    of_notebook,
)
from grader.notebook.courses import found
from grader.notebook.hinting import LADDERS
from grader.notebook.ours import without_ours
from grader.notebook.outcome import Checked, said
from grader.notebook.program import notebook_of, program_of
from grader.notebook.shell import MAGIC, Shell, inputs_of

USAGE = (
    "%kata ID checks all cells so far, %%kata ID runs a cell and checks it, "
    "%kata hint ID gives a hint; ID is an exercise such as relu_mask"
)
HINT = "hint"


def load(shell: Shell) -> None:
    """Give a shell the magic, for a line and for a cell."""

    def kata(line: str, cell: str | None = None) -> Checked | None:
        return _line(line.split()) if cell is None else _cell(shell, line.split(), cell)

    kata.__doc__ = f"{USAGE}."
    shell.register_magic_function(kata, "line_cell", MAGIC)


def _line(words: list[str]) -> Checked:
    match words:
        case ["hint"]:
            return attempted(MAGIC, lambda: _hint(LADDERS.last()))
        case ["hint", exercise]:
            return attempted(exercise, lambda: _hint(exercise))
        case [exercise]:
            return check(exercise)
    return said(USAGE)


def _hint(exercise: str) -> Checked:
    if not exercise:
        raise OperatorError(USAGE)
    return said(LADDERS.climb(found(exercise)[1]))


def _cell(shell: Shell, words: list[str], cell: str) -> Checked | None:
    done = shell.run_cell(cell, store_history=False)
    if isinstance(done.error_in_exec, KeyboardInterrupt):
        return None
    is_run = done.error_before_exec is None
    match words:
        case [name] if name != HINT:
            return attempted(name, lambda: _of_cell(shell, name, cell, is_run=is_run))
    return said(USAGE)


def _of_cell(shell: Shell, name: str, cell: str, *, is_run: bool) -> Checked:
    """The check of a cell that was just run, with the others that it needs.

    It is alone where it is a walkthrough, and where it did not run: what an earlier
    cell has defined is then not what was asked about.
    """
    catalogue, exercise = found(name)
    inputs = inputs_of(shell)
    if not is_run or exercise.spec.script is not None:
        # The line of the magic stands first in the cell and in what is said of it.
        (text,) = without_ours([f"\n{cell}"])
        source = notebook_of([cell_of(len(inputs) - 1, text)])
    else:
        source = program_of(inputs, exercise)
    return graded_visibly(catalogue, exercise, of_notebook(source, name))
