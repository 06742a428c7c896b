"""`course.yaml`: what it may say, and what being late costs."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.course import Assignment, Lateness, lateness, read_course
from grader.errors import AuthorError
from grader.validating import validated

DEADLINE = datetime(2026, 11, 1, 12, tzinfo=UTC)
WHOLE = """\
format: 1
title: A course
assignments:
  week1:
    title: The first week
    exercises: [a, b]
    deadline: "2026-11-01T13:00:00+01:00"
    late: {per_day: 0.1, at_most: 0.5, grace_minutes: 15}
"""


def assignment(**late: float) -> Assignment:
    """An assignment with a deadline and what being late costs."""
    rule = {"late": late} if late else {}
    row = {"title": "A", "exercises": ("a",), "deadline": DEADLINE, **rule}
    return validated(Assignment, row)


def after(**over: float) -> str:
    """A time so much after the deadline."""
    return (DEADLINE + timedelta(**over)).isoformat(timespec="seconds")


def test_a_course_without_a_file_has_no_assignments(tmp_path: Path):
    """The file is optional."""
    assert read_course(tmp_path) is None


def test_a_whole_file_is_read(tmp_path: Path):
    """Assignments are found by exercise; times have their zones."""
    (tmp_path / "course.yaml").write_text(WHOLE)
    course = read_course(tmp_path)

    assert course is not None
    assert (course.assignment_of("b"), course.assignment_of("c")) == ("week1", None)
    assert course.assignments["week1"].deadline == DEADLINE


@pytest.mark.parametrize(
    ("line", "wrong", "told"),
    [
        (
            '"2026-11-01T13:00:00+01:00"',
            "2026-11-01T13:00:00+01:00",
            "write it in quotes",
        ),
        ("+01:00", "", "timezone"),
        ("per_day: 0.1", "per_day: 10", "less than or equal to 1"),
        ("[a, b]", "[a, a]", "is in 'week1' already; leave it in one"),
        ("title: A course\n", "title: A course\nodd: 1\n", "unknown key"),
        ("    deadline", "    # deadline", "needs a `deadline`"),
        ("format: 1", "format: 2", "update gradkata"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, line, wrong, told):
    """Each mistake of an author is named with file, line and key."""
    assert line in WHOLE
    (tmp_path / "course.yaml").write_text(WHOLE.replace(line, wrong))

    with pytest.raises(AuthorError, match=told) as caught:
        read_course(tmp_path)
    assert str(caught.value).startswith("course.yaml:")


@pytest.mark.parametrize(
    ("submitted_at", "until", "expected"),
    [
        (after(), "", Lateness()),
        (after(minutes=15), "", Lateness()),
        (after(minutes=16), "", Lateness(1, 0.1)),
        (after(days=1), "", Lateness(1, 0.1)),
        (after(days=1, seconds=1), "", Lateness(2, 0.2)),
        (after(days=30), "", Lateness(30, 0.5)),
        (after(days=2), after(days=2), Lateness()),
        (after(days=3), after(days=2), Lateness(1, 0.1)),
        (after(minutes=16), after(days=-3), Lateness(1, 0.1)),
        ("", "", Lateness()),
    ],
)
def test_being_late_costs_a_share_a_day(submitted_at: str, until: str, expected):
    """Grace costs nothing, each day begun its share, and never more than the most."""
    rule = assignment(per_day=0.1, at_most=0.5, grace_minutes=15)

    assert expected == lateness(rule, submitted_at, until)


def test_without_a_rule_late_work_loses_nothing():
    """It is only marked as late."""
    assert lateness(assignment(), after(days=3)) == Lateness(3, 0.0)


@given(st.integers(-(10**7), 10**7), st.floats(0, 1), st.floats(0, 1))
def test_a_share_is_a_share_and_grows(seconds: int, per_day: float, at_most: float):
    """Between nothing and the most, and later is never cheaper."""
    rule = assignment(per_day=per_day, at_most=at_most, grace_minutes=5)
    now = lateness(rule, after(seconds=seconds)).lost
    later = lateness(rule, after(seconds=seconds + 3600)).lost

    assert 0 <= now <= later <= at_most
