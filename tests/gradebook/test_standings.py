"""What counts of all attempts, whatever the order they came in."""

import random
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from grader.course import CourseFile
from grader.gradebook import (
    Extension,
    Gradebook,
    Policy,
    extend,
    handed_in,
    history,
    standings,
)
from grader.validating import validated
from tests.gradebook.conftest import handed
from tests.helpers import GRADE, grade_of

EARLY, LATE = "2026-11-01T10:00:00+00:00", "2026-11-02T10:00:00+00:00"


def counted(book: Gradebook, policy: Policy) -> list[tuple[str, str, float, int]]:
    """Who has how many points, out of how many attempts."""
    return [
        (row.grade.student, row.grade.exercise, row.points, row.attempts)
        for row in standings(book, policy)
    ]


def test_the_latest_and_the_best_attempt(book: Gradebook):
    """Which attempt counts is the question, not the order of the answers."""
    for points in (1.0, 4.0, 2.0):
        book.record(*handed(grade_of(points=points)))

    assert counted(book, Policy.LATEST) == [("ada", "neuron", 2.0, 3)]
    assert counted(book, Policy.BEST) == [("ada", "neuron", 4.0, 3)]


def test_what_was_handed_in_last_is_the_latest(book: Gradebook):
    """Times of handing in decide, not when the grader came to it."""
    book.record(*handed(grade_of(points=4.0), submitted_at=LATE))
    book.record(*handed(grade_of(points=1.0), submitted_at=EARLY))

    assert counted(book, Policy.LATEST) == [("ada", "neuron", 4.0, 2)]
    times = [row.submitted_at for row in history(book, "ada", "neuron")]
    assert times == [EARLY, LATE]


COURSE = validated(
    CourseFile,
    {
        "title": "A course",
        "assignments": {
            "week1": {
                "title": "The first week",
                "exercises": ("neuron",),
                "deadline": datetime.fromisoformat(EARLY),
                "late": {"per_day": 0.25},
            }
        },
    },
)


def test_being_late_costs_its_share(book: Gradebook):
    """The grade stays, the points that count are less, and an extension helps."""
    book.record(*handed(grade_of(points=4.0), submitted_at=LATE))
    (late,) = standings(book, course=COURSE)
    extend(book, Extension("ada", "week1", LATE, "ill", "grace"))
    (granted,) = standings(book, course=COURSE)

    assert (late.points, late.late.days, late.grade.points) == (3.0, 1, 4.0)
    assert (granted.points, granted.late.days) == (4.0, 0)


def test_the_best_is_the_best_after_being_late(book: Gradebook):
    """A little better and a day late may be worse."""
    book.record(*handed(grade_of(points=3.5), submitted_at=EARLY))
    book.record(*handed(grade_of(points=4.0), submitted_at=LATE))
    (best,) = standings(book, Policy.BEST, COURSE)
    (latest,) = standings(book, Policy.LATEST, COURSE)

    assert (best.points, latest.points) == (3.5, 3.0)


def test_of_two_files_the_better_one_counts(tmp_path):
    """A script and a notebook of one exercise: no order of grading changes a mark."""
    script = grade_of(points=1.0)
    notebook = grade_of(points=3.0, submission="ada/neuron.ipynb")
    found = set()
    for number, order in enumerate([(script, notebook), (notebook, script)]):
        with Gradebook(f"sqlite:///{tmp_path}/{number}.sqlite") as book:
            for grade in order:
                book.record(*handed(grade))
            found.add(tuple(counted(book, Policy.LATEST)))

    assert found == {(("ada", "neuron", 3.0, 2),)}


@given(st.lists(st.sampled_from(["ada", "bea"]), min_size=1, max_size=6), st.integers())
def test_one_standing_a_student_and_exercise(tmp_path_factory, students, seed):
    """However many attempts there are, in whatever order, each counts one time."""
    folder = tmp_path_factory.mktemp("book")
    draw = random.Random(seed)
    with Gradebook(f"sqlite:///{folder}/gradebook.sqlite") as book:
        given = [(name, draw.choice(["neuron", "other"])) for name in students]
        for student, exercise in given:
            book.record(*handed(grade_of(student=student, exercise=exercise)))
        found = counted(book, Policy.BEST)

    assert [row[:2] for row in found] == sorted(set(given))
    assert sum(row[3] for row in found) == len(given)


def test_what_was_handed_in_comes_back_byte_for_byte(book: Gradebook):
    """What a regrade needs is in the gradebook, each file once, with its last grade."""
    source = bytes(range(256)) * 20
    for points in (1.0, 2.0):
        book.record(*handed(grade_of(points=points), source, EARLY))
    book.record(*handed(grade_of(digest="sha256:large"), None))

    (found,) = handed_in(book)
    attempt, submission = found

    assert attempt.grade == grade_of(points=2.0)
    assert submission == handed(GRADE, source, EARLY)[1]


def test_more_may_be_recorded_while_it_is_read(book: Gradebook):
    """A regrade records as it goes; what it adds is not read again."""
    for name in ("ada", "bea"):
        book.record(*handed(grade_of(student=name)))

    for attempt, submission in handed_in(book):
        book.record(attempt.grade, submission)

    assert [row[3] for row in counted(book, Policy.LATEST)] == [2, 2]
