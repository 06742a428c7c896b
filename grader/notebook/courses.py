"""The course of a notebook, read once and again where an exercise has changed.

Reading all that a picture needs takes longer than grading does, so what was read is
kept as long as the files of the exercise in question are what they were.
"""

import os
from pathlib import Path

from grader.catalogue import Catalogue, digest_of, find_course
from grader.errors import OperatorError
from grader.exercise import Exercise

VARIABLE = "GRADKATA_COURSE"
NO_COURSE = (
    f"no course here: open the notebook inside a course, set {VARIABLE} to its folder, "
    "or name it with course="
)

_READ: dict[Path, Catalogue] = {}


def found(name: str, course: str | Path | None = None) -> tuple[Catalogue, Exercise]:
    """An exercise and its catalogue, in the course given, the environment's, or here.

    Raises `OperatorError` where there is none, `AuthorError` where it is broken.
    """
    folder = _folder(course)
    catalogue = _READ.get(folder)
    if catalogue is None or not _is_current(catalogue, name):
        catalogue = _READ[folder] = Catalogue(folder)
    return catalogue, catalogue.load(name)


def _folder(course: str | Path | None) -> Path:
    given = course or os.environ.get(VARIABLE)
    if given:
        return find_course(Path.cwd(), Path(given).expanduser())
    try:
        return find_course(Path.cwd())
    except OperatorError:
        raise OperatorError(NO_COURSE) from None


def _is_current(catalogue: Catalogue, name: str) -> bool:
    if name not in catalogue.entries:
        return False
    known = catalogue.load(name)
    now = digest_of(catalogue.course, [known.folder, known.solutions])
    return known.digest == now
