"""What nbgrader is configured with: found by name, refused where it is half set up."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import grader.nbgrader
from grader.nbgrader.running import SEED_FILE, running
from tests.courses import course_of
from tests.nbgrader.notebooks import cell
from tests.nbgrader.real import Real, config_of

# nbgrader's own parts warn of one another.
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::UserWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning"),
]
PLOTS = cell("code", "import pandas\n1.0", "plots", grade=True, locked=True, points=1.0)
Half = Callable[[Any, Path], None]


def without_rebuild(config: Any, _folder: Path) -> None:
    """Only half of it is configured."""
    config.Autograde.sanitize_preprocessors = ["nbgrader.preprocessors.ClearOutput"]


def of_another_course(config: Any, folder: Path) -> None:
    """The course named has none of the exercises."""
    config.Grade.course = str(course_of(folder))


def of_no_course(config: Any, folder: Path) -> None:
    """What is named is no course."""
    config.Grade.course = str(folder)


def as_it_is(config: Any, _folder: Path) -> None:
    """All is well, but for a test of the instructor's that needs another module."""


HALVES = {
    without_rebuild: "Grade needs grader.nbgrader.Rebuild first",
    of_another_course: "name the right one as c.Grade.course",
    of_no_course: "is no course",
    as_it_is: "the test cell plots imports pandas",
}


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Real]:
    """A course with one student, whose notebook is as it was released."""
    folder = tmp_path_factory.mktemp("nn101")
    own = {"week1": [PLOTS]}
    course = Real.make(folder, {"week1": ["dbiases"]}, own)
    path = course.released("week1", "week1")
    course.hand_in("ada", "week1", "week1", json.loads(path.read_text("utf-8")))
    yield course
    running().close()


@pytest.mark.parametrize("half", HALVES, ids=lambda half: half.__name__)
def test_what_is_half_set_up_grades_nobody(
    half: Half, real: Real, tmp_path: Path
) -> None:
    """The log says in one sentence what to mend, and no score is stored."""
    from nbgrader.apps import NbGraderAPI

    config = config_of(real.root)
    half(config, tmp_path)
    done = NbGraderAPI(config=config).autograde("week1", "ada")

    assert not done["success"]
    assert HALVES[half] in done["log"]
    assert {None, 0.0} >= set(real.scores("week1")["ada"].values())
    assert not (real.root / "autograded" / "ada" / "week1").exists()


def test_a_course_without_a_seed_keeps_one(real: Real) -> None:
    """What was drawn at first stands beside the database."""
    from nbgrader.apps import NbGraderAPI

    config = config_of(real.root)
    del config.Grade.seed
    NbGraderAPI(config=config).autograde("week1", "ada")

    assert (real.root / SEED_FILE).read_text("ascii").strip().isdigit()


def test_a_pipe_in_place_of_a_notebook_stops_nothing(tmp_path: Path) -> None:
    """What is no plain file is not opened."""
    from grader.nbgrader.stored import read_handed_in

    path = tmp_path / "week1.ipynb"
    os.mkfifo(path)
    (tmp_path / "link.ipynb").symlink_to(path)

    for name in ("week1.ipynb", "link.ipynb", "absent.ipynb"):
        found = read_handed_in(tmp_path / name)
        assert (True, ()) == (bool(found.problem), found.cells)


def test_a_name_that_is_none_is_an_attribute_error() -> None:
    """Only what there is to configure is fetched."""
    with pytest.raises(AttributeError, match="has no attribute 'Regrade'"):
        grader.nbgrader.Regrade  # noqa: B018 - asking is what raises


def test_our_bridge_does_not_import_nbgrader() -> None:
    """Commands that make an assignment do not wait for nbgrader's two seconds."""
    code = (
        "import sys, grader.nbgrader.assignment, grader.nbgrader.grade\n"
        "print('nbgrader' in sys.modules, 'nbformat' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert "False False" == done.stdout.strip()
