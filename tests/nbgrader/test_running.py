"""Engines are kept and grow, failures are told, and a course keeps its seed."""

import os
import stat
from pathlib import Path

import pytest

from grader.catalogue import Catalogue
from grader.errors import AuthorError, InternalError, OperatorError
from grader.nbgrader.running import SEED_FILE, Running, seed_of
from grader.result import Verdict
from grader.submission import Submission
from tests.courses import course_of, file_of, replace
from tests.processes import submission

RIGHT = "def dsquare(dvalue, x):\n    return dvalue * 2 * x\n"


def test_an_engine_is_kept_until_there_is_a_new_exercise(tmp_path: Path) -> None:
    """What was met before needs no other engine; a broken exercise is told as it is."""
    course = course_of(tmp_path, "other")
    catalogue = Catalogue(course)
    file_of(course, "other", "passed/reference.py").write_text("def dsquare(): 1\n")
    own = Running()
    try:
        for _ in range(2):
            work = [submission(RIGHT, exercise="dsquare")]
            found = own.grade(catalogue, work, 7, strict=True)
            assert Verdict.PASSED == found["dsquare"].verdict
        assert 1 == own.starts
        with pytest.raises(AuthorError, match="other"):
            own.grade(catalogue, [submission(RIGHT, exercise="other")], 7, strict=True)
        work = [submission(RIGHT, exercise="dsquare")]
        assert (
            7 == own.grade(catalogue, work, 7, strict=True)["dsquare"].provenance.seed
        )
    finally:
        own.close()


def test_what_was_begun_is_taken_and_nothing_else(tmp_path: Path) -> None:
    """The same work is answered by what was begun; other work is graded by itself."""
    catalogue = Catalogue(course_of(tmp_path))
    wrong = "def dsquare(dvalue, x):\n    return dvalue\n"
    first, other = (
        [submission(source, exercise="dsquare")] for source in (RIGHT, wrong)
    )
    own = Running()
    try:
        own.begin(catalogue, first, 7, strict=True)
        begun = own._begun
        assert begun is not None
        assert Verdict.PASSED == graded(own, catalogue, first)
        assert [] == list(begun[1])
        own.begin(catalogue, first, 7, strict=True)
        assert Verdict.FAILED == graded(own, catalogue, other)
        assert Verdict.PASSED == graded(own, catalogue, first)
        assert 1 == own.starts
    finally:
        own.close()


def graded(own: Running, catalogue: Catalogue, work: list[Submission]) -> Verdict:
    """The verdict of the one submission."""
    return own.grade(catalogue, work, 7, strict=True)["dsquare"].verdict


def test_a_course_has_one_seed(tmp_path: Path) -> None:
    """It is drawn once, for its owner's eyes, and stays."""
    seed = seed_of(tmp_path)
    path = tmp_path / SEED_FILE

    assert seed == seed_of(tmp_path)
    assert 0o600 == stat.S_IMODE(path.stat().st_mode)
    assert [path] == list(tmp_path.iterdir())


def test_two_courses_have_two_seeds(tmp_path: Path) -> None:
    """A seed is drawn, not made from anything that learners know."""
    for name in "abc":
        (tmp_path / name).mkdir()

    assert 3 == len({seed_of(tmp_path / name) for name in "abc"})


def test_what_is_no_seed_is_told(tmp_path: Path) -> None:
    """The operator reads which file to mend."""
    (tmp_path / SEED_FILE).write_text("seven\n")

    with pytest.raises(OperatorError, match="holds no seed"):
        seed_of(tmp_path)


def test_our_own_failure_is_no_grade(tmp_path: Path) -> None:
    """A check that fails by itself is told, so that nobody's score is stored."""
    course = course_of(tmp_path)
    file_of(course, "dsquare", "checks.py").write_text(
        "def test_raises(candidate):\n    raise KeyError('ours')\n"
    )
    replace(
        file_of(course, "dsquare", "exercise.yaml"),
        "checks:\n",
        "checks:\n  - {id: raises, kind: pytest, function: test_raises, points: 1,\n"
        "     title: It raises.}\n",
    )
    own = Running()
    try:
        work = [submission(RIGHT, exercise="dsquare")]
        with pytest.raises(InternalError, match="the grader failed on dsquare"):
            own.grade(Catalogue(course), work, 7, strict=True)
    finally:
        own.close()


def test_a_course_is_read_again_when_it_is_changed(tmp_path: Path) -> None:
    """A server that lives on grades by what stands there now."""
    course = course_of(tmp_path)
    own = Running()
    first = own.catalogue(course)
    same = own.catalogue(course)
    path = file_of(course, "dsquare", "exercise.yaml")
    os.utime(path, ns=(1, 1))

    assert first is same
    assert own.catalogue(course) is not first
