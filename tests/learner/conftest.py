"""A small course with three exercises, one after another, and a desk in it."""

from pathlib import Path

import pytest

from grader.catalogue import Catalogue
from grader.learner.desk import Desk
from tests.courses import course_of, file_of, replace

RIGHT = "def dsquare(dvalue, x):\n    return dvalue * 2 * x\n"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course of `dsquare`, `dcube` after it, and `dquart` after that."""
    folder = course_of(tmp_path, "dcube", "dquart")
    for name, need in (("dcube", "dsquare"), ("dquart", "dcube")):
        path = file_of(folder, name, "exercise.yaml")
        replace(path, "minutes: 10\n", f"minutes: 10\nprerequisites: [{need}]\n")
    return folder


@pytest.fixture
def desk(course: Path) -> Desk:
    """The desk in that course, its workspace made."""
    catalogue = Catalogue(course)
    found = Desk.at(catalogue)
    found.workspace.make(catalogue)
    return found
