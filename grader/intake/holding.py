"""Which exercises of a course a file is looked through for, by its name.

A file is named as an exercise, or as an assignment and then holds several. Knows names
and the course; never looks into a file.
"""

from pathlib import Path

from grader import submission as files
from grader.catalogue import Catalogue
from grader.errors import AuthorError


class Holding:
    """What names stand for in one course. Raises `AuthorError` for its broken file."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._known = frozenset(catalogue.entries)
        course = catalogue.course_file
        self._assignments = course.assignments if course else {}

    def is_assignment(self, name: str) -> bool:
        """Whether `course.yaml` has an assignment of this name."""
        return name in self._assignments

    def is_exercise(self, name: str) -> bool:
        """Whether the course has an exercise of this name."""
        return name in self._known

    def names(self, stem: str) -> list[str]:
        """The exercises that a name stands for."""
        if stem in self._known:
            return [stem]
        row = self._assignments.get(stem)
        return [n for n in row.exercises if n in self._known] if row else []

    def held(self, called: Path) -> list[str]:
        """The exercises that are looked for in a file of this name.

        A walkthrough reads names, so what other exercises define must not stand beside
        it: a notebook for several holds none.
        """
        names = self.names(called.stem)
        if files.KINDS.get(called.suffix) != "ipynb" or len(names) == 1:
            return names
        return [name for name in names if not self._is_script(name)]

    def _is_script(self, exercise: str) -> bool:
        try:
            return self._catalogue.load(exercise).spec.script is not None
        except AuthorError:
            # It is told where its submissions would be graded.
            return False
