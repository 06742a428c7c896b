"""What nbgrader reads a learner's file with: whatever it is, it goes on.

Imports nothing that takes long before engines are started, as nbgrader imports what
comes after it.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import nbformat
from nbconvert.exporters import NotebookExporter
from traitlets import default

from grader.nbgrader import spares

HANDED_IN = "gradkata"


class Reader(NotebookExporter):
    """Reads what was handed in, whatever it is, and hands it to `Rebuild`.

    Stock nbgrader leaves a student ungraded whose file is no notebook, and waits for
    ever on a pipe. Goes with `Rebuild`: the notebook itself stays empty until then.
    """

    def __init__(self, **rest: Any) -> None:
        # Before all that grading imports, so that both get ready at once.
        spares.begin()
        super().__init__(**rest)  # type: ignore[no-untyped-call] # nbconvert's

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
        from grader.nbgrader.handed_in import HandedIn
        from grader.nbgrader.rebuild import rebuilt
        from grader.nbgrader.stored import read_handed_in
        from grader.nbgrader.trusted import Trusted

        found[HANDED_IN] = read_handed_in(path)
        nothing = rebuilt(Trusted((), {}), HandedIn())
        empty = nbformat.from_dict(nothing)  # type: ignore[no-untyped-call] # nbformat's
        return self.from_notebook_node(empty, found, **kw)  # type: ignore[no-untyped-call] # nbconvert's

    def _rebuilt_folder(self, about: Mapping[str, str]) -> Path:
        """Where nbgrader keeps what `Rebuild` made: nothing of a learner's is there."""
        course = cast("Any", self.parent).coursedir
        step = course.autograded_directory
        folder = course.format_path(step, about["student"], about["assignment"])
        return Path(folder).absolute()
