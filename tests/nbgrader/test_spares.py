"""Engines that are begun before anybody knows what they will grade."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.engines import Engines, Setup
from grader.nbgrader import spares
from grader.result import Grade, Verdict
from tests.courses import course_of, file_of
from tests.processes import submission

RIGHT = "def dsquare(dvalue, x):\n    return dvalue * 2 * x\n"


def setup_of(folder: Path) -> Setup:
    """A course of one exercise."""
    course = course_of(folder)
    return Setup(course, (file_of(course, "dsquare", "exercise.yaml"),))


@pytest.fixture(autouse=True)
def _none_begun() -> Iterator[None]:
    """As in a process in which nothing has begun yet."""
    before = dict(spares._begun)
    spares._begun.clear()
    yield
    for spare in spares.take():
        spare.kill()
    spares._begun.clear()
    spares._begun.update(before)


def test_they_are_begun_once_and_taken_once() -> None:
    """Every notebook asks for them; the first has them started."""
    spares.begin()
    spares.begin()

    found = spares.take()

    assert spares.JOBS == len({spare.process.pid for spare in found})
    assert [] == spares.take()
    for spare in found:
        spare.kill()


def test_they_grade_what_they_are_told_later(tmp_path: Path) -> None:
    """The exercises come with the first message; no other engine is started."""
    setup = setup_of(tmp_path)
    spares.begin()
    ready = spares.take()
    pids = {spare.process.pid for spare in ready}

    with Engines(setup, spares.JOBS, ready) as engines:
        work = [submission(RIGHT, exercise="dsquare")] * spares.JOBS
        grades = list(engines.grade(work, 7))
        used = {engine.process.pid for engine in engines._engines}

    assert pids == used
    assert all(isinstance(grade, Grade) for grade in grades)
    assert {Verdict.PASSED} == {grade.verdict for grade in grades}


def test_those_that_nobody_needs_are_ended(tmp_path: Path) -> None:
    """Fewer submissions than engines leave one, which is told to go."""
    setup = setup_of(tmp_path)
    spares.begin()
    ready = spares.take()

    with Engines(setup, spares.JOBS, ready) as engines:
        (grade,) = engines.grade([submission(RIGHT, exercise="dsquare")], 7)

    assert isinstance(grade, Grade)
    assert all(spare.process.poll() is not None for spare in ready)
