"""What nbgrader calls: Reader, Rebuild and Grade, as its configuration names them.

Thin: each takes from nbgrader's objects what the modules beside it need, and puts back
what they give. The one module that is made of nbgrader's classes, so it is imported
only by nbgrader itself, through `grader.nbgrader`.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any, cast

import nbformat
from nbconvert.exporters import NotebookExporter
from nbgrader.preprocessors import (  # type: ignore[import-untyped] # has no types
    Execute,
    NbGraderPreprocessor,
)
from traitlets import Bool, Float, Integer, Unicode, default
from traitlets.utils.importstring import import_item

from grader.catalogue import find_course
from grader.errors import GradkataError, OperatorError
from grader.nbgrader.foreign import Limits
from grader.nbgrader.grade import Terms, grade_notebook
from grader.nbgrader.handed_in import HandedIn, from_notebook
from grader.nbgrader.learner import Whose
from grader.nbgrader.manual import needs_a_kernel, take_outputs
from grader.nbgrader.rebuild import KEY, rebuilt
from grader.nbgrader.running import running, seed_of
from grader.nbgrader.stored import read_handed_in, read_trusted
from grader.nbgrader.trusted import Trusted

HANDED_IN = "gradkata"
NOTHING = Trusted((), {})
KERNEL = (
    "A person grades cells of this notebook, so its code runs in a kernel for them, "
    "not isolated; c.Grade.execute_manual = False leaves that out."
)


class Reader(NotebookExporter):
    """Reads what was handed in, whatever it is, and hands it to `Rebuild`.

    Stock nbgrader leaves a student ungraded whose file is no notebook, and waits for
    ever on a pipe. Goes with `Rebuild`: the notebook itself stays empty until then.
    """

    @default("optimistic_validation")
    def _validate_once(self) -> bool:
        return True

    def from_filename(
        self, filename: str, resources: dict[str, Any] | None = None, **kw: Any
    ) -> Any:
        """Convert a file, which need not be a notebook if a student's."""
        found = dict(resources or {})
        path = Path(filename).absolute()
        found["metadata"] = {"name": path.stem, "path": str(path.parent)}
        if path.parent == self._rebuilt_folder(found["nbgrader"]):
            # It is what came out of here; it is validated once more at the end.
            text = path.read_text(encoding="utf-8")
            notebook = nbformat.v4.reads(text)  # type: ignore[no-untyped-call] # nbformat's
            return self.from_notebook_node(notebook, found, **kw)  # type: ignore[no-untyped-call] # nbconvert's
        found[HANDED_IN] = read_handed_in(path)
        empty = _node(rebuilt(NOTHING, HandedIn()))
        return self.from_notebook_node(empty, found, **kw)  # type: ignore[no-untyped-call] # nbconvert's

    def _rebuilt_folder(self, about: Mapping[str, str]) -> Path:
        """Where nbgrader keeps what `Rebuild` made: nothing of a learner's is there."""
        course = cast("Any", self.parent).coursedir
        step = course.autograded_directory
        folder = course.format_path(step, about["student"], about["assignment"])
        return Path(folder).absolute()


def _node(notebook: dict[str, Any]) -> Any:
    return nbformat.from_dict(notebook)  # type: ignore[no-untyped-call] # nbformat's


class Rebuild(NbGraderPreprocessor):  # type: ignore[misc] # nbgrader has no types
    """Puts a learner's work into the instructor's notebook; first of the sanitizers."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Give back the notebook to grade in place of the one handed in."""
        handed = resources.get(HANDED_IN)
        if not isinstance(handed, HandedIn):
            handed = from_notebook(nb)
        about = resources["nbgrader"]
        course = self.parent.parent.coursedir
        assignment, notebook = about["assignment"], about["notebook"]
        folders = [
            Path(course.format_path(folder, ".", assignment))
            for folder in (course.release_directory, course.source_directory)
        ]
        trusted = read_trusted(folders, about["db_url"], assignment, notebook)
        return _node(rebuilt(trusted, handed)), resources


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
        about = resources["nbgrader"]
        whose = Whose(about["student"], about["assignment"], about["notebook"])
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
