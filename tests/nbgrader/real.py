"""A real nbgrader course on disk: two assignments, a dozen students, its own commands.

Made and configured by `grader nbgrader`, and driven through nbgrader's own
classes in this process, which saves its two seconds of start-up a command.
"""

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.nbgrader.assignment import write_assignment
from grader.nbgrader.folder import prepare_folder
from tests.helpers import REPOSITORY
from tests.nbgrader.notebooks import CATALOGUE, SEED, Cell, write


def config_of(root: Path) -> Any:
    """The settings of a course, as its folder has them, on a seed of ours."""
    from traitlets.config.loader import PyFileConfigLoader

    config = PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    config.Grade.seed = SEED
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
    def make(
        cls,
        root: Path,
        assignments: Mapping[str, Sequence[str]],
        own: Mapping[str, Sequence[Cell]],
        *,
        trusted: bool = False,
    ) -> "Real":
        """Have assignments made of exercises, add cells of one's own, and release them.

        `own` are the instructor's cells at the end of the notebook of that name.
        """
        from nbgrader.apps import NbGraderAPI

        prepare_folder(root, REPOSITORY, trusted=trusted)
        for name, exercises in assignments.items():
            written, _ = write_assignment(CATALOGUE, name, exercises, root)
            for row in written:
                book = json.loads(row.path.read_text(encoding="utf-8"))
                book["cells"] += own.get(row.path.stem, ())
                write(row.path, book)
        found = cls(root, NbGraderAPI(config=config_of(root)))
        for name in assignments:
            with tools_on_path():
                done = found.api.generate_assignment(name)
            assert done["success"], done
        return found

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
