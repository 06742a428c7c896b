"""The course's exercises as source notebooks, made once a process."""

from functools import cache

from grader.candidate import start
from grader.catalogue import Catalogue
from grader.nbgrader.cells import CellId, Role, notebooks_of
from grader.nbgrader.notebooks import Cell, Notebook, our_id
from grader.nbgrader.sources import source_notebook
from tests.helpers import REPOSITORY

NAME = "all"
CATALOGUE = Catalogue(REPOSITORY)
EXERCISES = [CATALOGUE.load(name) for name in CATALOGUE.entries]


@cache
def sources() -> dict[str, Notebook]:
    """Every exercise of the course in one assignment, its notebooks by name."""
    with start() as workers:
        return {
            name: source_notebook(NAME, name, rows, workers)
            for name, rows in notebooks_of(NAME, EXERCISES).items()
        }


@cache
def cells() -> dict[CellId, Cell]:
    """Every cell of an exercise by its id."""
    rows = [cell for notebook in sources().values() for cell in notebook["cells"]]
    read = ((CellId.parse(our_id(cell)), cell) for cell in rows)
    return {name: cell for name, cell in read if name is not None}


def text(exercise: str, role: Role, step: str = "") -> str:
    """The source of one cell."""
    return source_of(cells()[CellId(exercise, role, step)])


def source_of(cell: Cell) -> str:
    """A cell's text in one piece."""
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)
