"""Standings made by hand, for what renders them."""

from dataclasses import replace

from grader.gradebook import Override, Standing
from grader.gradebook.standings import Attempt
from grader.result import CheckResult, Diagnosis, Grade, Verdict, Visibility
from tests.helpers import GRADE

GRADED_AT = "2026-11-24T10:00:00+00:00"


def standing(grade: Grade = GRADE, points: float | None = None) -> Standing:
    """What counts of one attempt; `points` are an instructor's."""
    key = (grade.student, grade.exercise)
    decided = Override(*key, points, "shown in class", "grace") if points else None
    return Standing(Attempt(grade, GRADED_AT, ""), attempts=1, override=decided)


def saying(text: str) -> Standing:
    """A standing in which everything that is a text is this one."""
    checks = (
        CheckResult("a", text, Verdict.FAILED, 0.5, 1, Visibility.VISIBLE, text),
        CheckResult("b", text, Verdict.PASSED, 2.25, 3, Visibility.HIDDEN, text),
    )
    told = Diagnosis(text, text, text)
    return standing(
        replace(GRADE, student=text, submission=text, checks=checks, diagnosis=told)
    )
