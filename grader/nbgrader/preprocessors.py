"""What nbgrader calls: Rebuild and Grade, as its configuration names them.

Thin: each takes from nbgrader's objects what the modules beside it need, and puts back
what they give. Made of nbgrader's classes, as `reader` is, so it is imported only by
nbgrader itself, through `grader.nbgrader`.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import nbformat
from nbgrader.preprocessors import (  # type: ignore[import-untyped] # has no types
    Execute,
    NbGraderPreprocessor,
)
from traitlets import Bool, Float, Integer, Unicode
from traitlets.utils.importstring import import_item

from grader.catalogue import find_course
from grader.errors import GradkataError, OperatorError
from grader.nbgrader.foreign import Limits
from grader.nbgrader.grade import Terms, begin, grade_notebook
from grader.nbgrader.handed_in import HandedIn, from_notebook
from grader.nbgrader.learner import Whose
from grader.nbgrader.manual import needs_a_kernel, take_outputs
from grader.nbgrader.reader import HANDED_IN
from grader.nbgrader.rebuild import KEY, rebuilt
from grader.nbgrader.running import running, seed_of
from grader.nbgrader.stored import read_trusted
from grader.nbgrader.trusted import Trusted

_TRUSTED: WeakKeyDictionary[Any, dict[tuple[str, str], Trusted]] = WeakKeyDictionary()
KERNEL = (
    "A person grades cells of this notebook, so its code runs in a kernel for them, "
    "not isolated; c.Grade.execute_manual = False leaves that out."
)


def _node(notebook: dict[str, Any]) -> Any:
    return nbformat.from_dict(notebook)  # type: ignore[no-untyped-call] # nbformat's


def whose_of(about: Mapping[str, str]) -> Whose:
    """Whose notebook nbgrader brings."""
    return Whose(about["student"], about["assignment"], about["notebook"])


class Rebuild(NbGraderPreprocessor):  # type: ignore[misc] # nbgrader has no types
    """Puts a learner's work into the instructor's notebook; first of the sanitizers."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Give back the notebook to grade in place of the one handed in."""
        handed = resources.get(HANDED_IN)
        if not isinstance(handed, HandedIn):
            handed = from_notebook(nb)
        notebook = rebuilt(self._trusted(resources["nbgrader"]), handed)
        # What is wrong there is told when it is graded.
        with suppress(GradkataError):
            Grade(parent=self.parent).begin(notebook, resources["nbgrader"])
        return _node(notebook), resources

    def _trusted(self, about: Mapping[str, str]) -> Trusted:
        """The instructor's notebook, read once for all students of one command."""
        command = self.parent.parent
        names = about["assignment"], about["notebook"]
        known = _TRUSTED.setdefault(command, {})
        if names not in known:
            course = command.coursedir
            folders = [
                Path(course.format_path(folder, ".", about["assignment"]))
                for folder in (course.release_directory, course.source_directory)
            ]
            known[names] = read_trusted(folders, about["db_url"], *names)
        return known[names]


class Grade(NbGraderPreprocessor):  # type: ignore[misc] # nbgrader has no types
    """Grades a rebuilt notebook in isolation; in place of `Execute`."""

    course = Unicode(
        "", help="The course with the exercises; else one around nbgrader's folder."
    ).tag(config=True)
    seed = Integer(
        None,
        allow_none=True,
        help="The seed of the random inputs; else one drawn once for the course.",
    ).tag(config=True)
    allow_weak_isolation = Bool(
        False, help="Grade also where the kernel does not confine submissions."
    ).tag(config=True)
    execute_manual = Bool(
        True, help="Run notebooks in a kernel for the cells that a person grades."
    ).tag(config=True)
    test_seconds = Float(
        10.0, help="CPU seconds for a test cell that is the instructor's own."
    ).tag(config=True)
    test_megabytes = Integer(1024, help="Memory for such a cell.").tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Write outputs and scores below the cells."""
        whose = whose_of(resources["nbgrader"])
        try:
            self._see_that_it_is_rebuilt(nb)
            # First, while nothing of this learner's has run outside a worker.
            grade_notebook(nb, whose, self._terms(), running())
            if self.execute_manual and needs_a_kernel(nb):
                self.log.warning(KERNEL)
                take_outputs(nb, lambda copy: self._executed(copy, resources))
        except GradkataError as error:
            # In one sentence; nbgrader adds where it was raised.
            self.log.error("%s is not graded: %s", whose.path, error)  # noqa: TRY400
            raise
        return _node(nb), resources

    def begin(self, notebook: dict[str, Any], about: Mapping[str, str]) -> None:
        """Begin to grade a notebook that nbgrader brings here a little later.

        Raises `OperatorError` where it cannot be graded.
        """
        begin(notebook, whose_of(about), self._terms(), running())

    def _terms(self) -> Terms:
        root = Path(self.parent.parent.coursedir.root).resolve()
        given = Path(self.course) if self.course else None
        seed = self.seed if self.seed is not None else seed_of(root)
        limits = Limits(self.test_seconds, self.test_megabytes)
        strict = not self.allow_weak_isolation
        catalogue = running().catalogue(find_course(root, given))
        return Terms(catalogue, seed, strict, limits)

    def _executed(self, notebook: Any, resources: Any) -> Any:
        execute = Execute(parent=self.parent)
        ran, _ = execute.preprocess(notebook, deepcopy(resources))
        return ran

    def _see_that_it_is_rebuilt(self, nb: Any) -> None:
        """What a learner handed in must not say itself what it is."""
        rows = self.parent.parent.sanitize_preprocessors
        if not any(issubclass(kind, Rebuild) for kind in _classes(rows)) or (
            KEY not in nb["metadata"]
        ):
            raise OperatorError(
                "Grade needs grader.nbgrader.Rebuild first in "
                "c.Autograde.sanitize_preprocessors; `grader nbgrader init` writes it"
            )


def _classes(rows: list[Any]) -> Iterator[type]:
    for row in rows:
        kind = import_item(row) if isinstance(row, str) else row
        if isinstance(kind, type):
            yield kind
