"""Finds what was handed in: cohort folders as they come, single files, zips.

A cohort is a folder of students' folders, a download of Gradescope or Canvas, or a zip
of one of these. Whatever is in it that is no submission is listed with its reason and
stops nothing. Nothing here reads what a learner wrote.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.catalogue import Catalogue
from grader.intake.search import Found, Search
from grader.submission import Refused

__all__ = ["Found", "Plan", "plan", "plan_student"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What there is to grade, and what is passed over with its reason."""

    found: tuple[Found, ...]
    refused: tuple[Refused, ...]
    is_cohort: bool


def plan(
    paths: Sequence[Path],
    catalogue: Catalogue,
    exercise: str | None,
    scratch: Path | None = None,
) -> Plan:
    """Find what is to be graded; zips are unpacked below `scratch`, if it is given.

    Raises `OperatorError` for a path that is wrong, `AuthorError` for a broken
    `course.yaml`.
    """
    if exercise is not None:
        catalogue.entry(exercise)
    search = Search(catalogue, exercise, scratch)
    for path in paths:
        search.path(path)
    return Plan(tuple(search.found), tuple(search.refused), search.is_cohort)


def plan_student(folder: Path, student: str, catalogue: Catalogue) -> Plan:
    """Find what one student handed in, whose folder this is.

    Raises `OperatorError` where there is no such folder, `AuthorError` for a broken
    `course.yaml`.
    """
    search = Search(catalogue, None, None)
    search.student(folder, student)
    return Plan(tuple(search.found), tuple(search.refused), is_cohort=True)
