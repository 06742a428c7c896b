"""A cohort's marks depend on the work alone: not on order, processes or restarts."""

import random
from pathlib import Path

import pytest

from grader.catalogue import Catalogue
from grader.cohort import Run, grade_all
from grader.gradebook import Gradebook, standings
from grader.intake import plan
from grader.result import Grade
from tests.courses import course_of, hand_in
from tests.faults import SOURCES, Dump, dump

STUDENTS = 12
SEED = 9
RIGHT = SOURCES[0]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course with the one exercise `dsquare`."""
    return course_of(tmp_path)


@pytest.fixture
def cohort(tmp_path: Path) -> Path:
    """Right, wrong, crashing and broken work in turn."""
    sources = {
        f"s{i:02d}": f"{SOURCES[i % len(SOURCES)]}# {i}\n" for i in range(STUDENTS)
    }
    return hand_in(tmp_path / "cohort", **sources)


def graded(course: Path, cohort: Path, book: Path, jobs: int, stops: int = 0) -> Dump:
    """What a gradebook holds after a run in some order, broken off `stops` times."""
    catalogue = Catalogue(course)
    found = list(plan([cohort], catalogue, None).found)
    order = random.Random(jobs)
    for stop in range(stops + 1):
        order.shuffle(found)
        with Gradebook(f"sqlite:///{book}") as gradebook:
            events = grade_all(
                found, Run(catalogue, gradebook, SEED, jobs, fresh=False)
            )
            for number, event in enumerate(events, 1):
                assert isinstance(event, Grade)
                if stop < stops and number == 5 * (stop + 1):
                    events.close()
                    break
    return dump(book)


@pytest.mark.parametrize("jobs", [2, 3])
def test_order_and_processes_change_no_mark(course, cohort, tmp_path, jobs):
    """One process or several, in whatever order: the same gradebook."""
    one = graded(course, cohort, tmp_path / "one.sqlite", jobs=1)

    assert len(one["attempts"]) == STUDENTS
    assert one == graded(course, cohort, tmp_path / "many.sqlite", jobs=jobs)


def test_restarts_change_no_mark(course, cohort, tmp_path):
    """A run that was broken off twice leaves what one that was not does."""
    whole = graded(course, cohort, tmp_path / "whole.sqlite", jobs=2)

    assert whole == graded(course, cohort, tmp_path / "parts.sqlite", jobs=2, stops=2)


def test_what_is_handed_in_again_counts_by_its_time(tmp_path: Path) -> None:
    """A run and its repetition find the same: the last try counts, graded or not."""
    course = course_of(tmp_path)
    tries = {"2026-11-01T10-00-00": RIGHT, "2026-11-02T10-00-00": "x = 1\n"}
    tries["2026-11-03T10-00-00"] = RIGHT
    for name, source in tries.items():
        hand_in(tmp_path / "class" / "ada" / name, **{"": source})
    found = []
    with Gradebook(f"sqlite:///{tmp_path}/gradebook.sqlite") as book:
        for _ in range(2):
            catalogue = Catalogue(course)
            work = plan([tmp_path / "class"], catalogue, None)
            list(grade_all(work.found, Run(catalogue, book, 7, 1, fresh=False)))
            (row,) = standings(book)
            found.append((row.grade.verdict, row.attempts))

    assert found == [("passed", 3), ("passed", 3)]
