"""Engines that a process keeps: warm, replaced, and gone with it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.catalogue import Catalogue
from grader.errors import AuthorError
from grader.notebook.warm import Warm, warm
from tests.courses import course_of, file_of, replace
from tests.processes import submission

RIGHT = submission("def dsquare(dvalue, x): return dvalue * 2 * x", exercise="dsquare")
PROGRAM = """
from pathlib import Path
from grader.notebook import check
from grader.notebook.warm import warm

found = check("dsquare", source="def dsquare(dvalue, x): return dvalue", course={!r})
print(found.passed, warm()._engines.popitem()[1]._engines[0].process.pid)
print(found, warm().log())
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Path:
    """A course that tests may change, each in its own way."""
    return course_of(tmp_path_factory.mktemp("warm"))


@pytest.fixture(scope="module")
def held() -> Iterator[Warm]:
    """The engines of these tests."""
    engines = Warm()
    yield engines
    engines.close()


def graded(held: Warm, course: Path) -> str:
    """The verdict of the right answer, by the exercise as it stands on disk."""
    catalogue = Catalogue(course)
    exercise = catalogue.load("dsquare")
    return held.grade(catalogue, exercise, RIGHT, visible_only=True).verdict


def engine(held: Warm) -> int:
    """The process of the one engine there is."""
    (engines,) = held._engines.values()
    return engines._engines[0].process.pid


def test_one_engine_serves_until_it_dies_or_the_exercise_changes(held, course):
    """The same, another after a death, and another for another exercise."""
    assert graded(held, course) == "passed"
    first = engine(held)
    assert graded(held, course) == "passed"
    assert engine(held) == first
    os.kill(first, signal.SIGKILL)
    assert graded(held, course) == "passed"
    second = engine(held)
    assert second != first
    replace(file_of(course, "dsquare", "exercise.yaml"), "title: ", "title: The ")
    assert graded(held, course) == "passed"
    assert engine(held) != second
    file_of(course, "dsquare", "passed/reference.py").write_text("def dsquare(: 0")
    with pytest.raises(AuthorError, match="dsquare"):
        graded(held, course)


def test_a_child_has_engines_of_its_own():
    """After a fork nothing of the parent's is used or ended."""
    ours = warm()
    child = os.fork()
    if not child:
        os._exit(0 if warm() is not ours and not ours.is_ours else 1)

    assert os.waitpid(child, 0)[1] == 0
    assert warm() is ours


def test_engines_and_an_empty_log_end_with_the_process(tmp_path: Path):
    """Of a plain program, which prints what `kata check` would."""
    course = course_of(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(str(course))],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    first, *told = done.stdout.splitlines()
    passed, process = first.split()

    assert passed == "False"
    assert "For a hint: kata hint dsquare.py" in done.stdout
    assert done.stderr == ""
    assert not Path(told[-1].split()[-1]).exists()
    deadline = time.monotonic() + 20
    while Path("/proc", process).exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path("/proc", process).exists()
