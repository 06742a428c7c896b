"""A real nbgrader course on disk: two assignments, a dozen students, its own commands.

Configured as `grader nbgrader init` configures it, and driven through nbgrader's own
classes in this process, which saves its two seconds of start-up a command.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.stubs import FILLER
from tests.helpers import REPOSITORY
from tests.nbgrader.notebooks import SEED, Notebook, write

SANITIZE = ("ClearOutput", "DeduplicateIds", "OverwriteKernelspec", "OverwriteCells")
AUTOGRADE = ("LimitOutput", "SaveAutoGrades", "AssignLatePenalties")
STOCK = "nbgrader.preprocessors."


def config_of(root: Path, *, isolated: bool = True) -> Any:
    """The settings of a course; those of stock nbgrader where it is not isolated."""
    from traitlets.config import Config

    config = Config()
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.course_id = "nn101"
    config.ClearSolutions.code_stub = {"python": "\n".join(FILLER)}
    config.NbGrader.log_level = config.Application.log_level = 50
    if isolated:
        config.Grade.course = str(REPOSITORY)
        config.Grade.seed = SEED
        config.Autograde.exporter_class = "grader.nbgrader.Reader"
        config.Autograde.sanitize_preprocessors = [
            "grader.nbgrader.Rebuild",
            *(STOCK + name for name in (*SANITIZE, "CheckCellMetadata")),
        ]
        config.Autograde.autograde_preprocessors = [
            "grader.nbgrader.Grade",
            *(STOCK + name for name in (*AUTOGRADE, "CheckCellMetadata")),
        ]
    return config


@contextmanager
def tools_on_path() -> Iterator[None]:
    """Have tools found: nbgrader starts `alembic` by its bare name."""
    before = os.environ["PATH"]
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), before])
    try:
        yield
    finally:
        os.environ["PATH"] = before


@dataclass
class Real:
    """A course's folder and nbgrader's interface to it."""

    root: Path
    api: Any

    @classmethod
    def make(cls, root: Path, sources: Mapping[str, Mapping[str, Notebook]]) -> "Real":
        """Write source notebooks by assignment and name, and have them released."""
        from nbgrader.apps import NbGraderAPI

        root.mkdir(parents=True, exist_ok=True)
        own = cls(root, NbGraderAPI(config=config_of(root)))
        for assignment, books in sources.items():
            for name, book in books.items():
                write(root / "source" / assignment / f"{name}.ipynb", book)
            with tools_on_path():
                done = own.api.generate_assignment(assignment)
            assert done["success"], done
        return own

    def hand_in(self, student: str, assignment: str, name: str, book: Any) -> None:
        """A student's notebook, as `nbgrader collect` leaves it."""
        write(self.root / "submitted" / student / assignment / f"{name}.ipynb", book)

    def released(self, assignment: str, name: str) -> Path:
        """What learners get."""
        return self.root / "release" / assignment / f"{name}.ipynb"

    def scores(self, assignment: str) -> dict[str, dict[str, Any]]:
        """The score of each graded cell by student, as nbgrader stored it."""
        found: dict[str, dict[str, Any]] = {}
        with self.api.gradebook as book:
            for row in book.assignment_submissions(assignment):
                grades = [grade for nb in row.notebooks for grade in nb.grades]
                found[row.student.id] = {
                    grade.cell.name: None if grade.needs_manual_grade else grade.score
                    for grade in grades
                }
        return found
