"""Commands on a gradebook: regrade, and what instructors decide beside the grades."""

import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from grader.cli import common
from grader.cohort import BrokenExercise
from grader.errors import OperatorError
from grader.gradebook import (
    DEFAULT_URL,
    Extension,
    Gradebook,
    Override,
    extend,
    forget,
    history,
    override,
)
from grader.regrade import Change, Regrade, regrade
from grader.report import json_line, shown
from grader.result import CheckResult, Verdict

Url = Annotated[
    str,
    typer.Option(
        "--gradebook", metavar="URL", help="The gradebook (an SQLAlchemy URL)."
    ),
]
Student = Annotated[str, typer.Argument(metavar="STUDENT")]
Comment = Annotated[str, typer.Option(help="Why; it is kept and shown.")]
Author = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.")]


def existing(url: str) -> str:
    """The same URL. Raises `OperatorError` where opening it would make a gradebook."""
    with suppress(ArgumentError):  # told when it is opened
        address = make_url(url)
        file = Path(address.database or "")
        if address.get_backend_name() == "sqlite" and not file.exists():
            raise OperatorError(f"there is no gradebook {file}; grade a cohort first")
    return url


def regrade_command(
    course: common.Course = None,
    gradebook: Url = DEFAULT_URL,
    exercise: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="This exercise; repeatable.")
    ] = None,
    jobs: common.Jobs = common.CORES,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="One change a line, as JSON.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Tell what would change; keep nothing.")
    ] = False,
    allow_weak_isolation: common.Weak = False,
) -> None:
    """Grade again what a changed exercise made stale; tell who changed, by which check.

    What was handed in is in the gradebook; no cohort folder is needed.

    Exit code: 0 done, 2 a broken exercise or a wrong option, 3 a failure of the grader.
    """
    catalogue = common.whole_course_of(course)
    chosen = frozenset(catalogue.entry(name).id for name in exercise or ())
    changes: list[Change] = []
    broken = False
    with Gradebook(existing(gradebook)) as book:
        strict = not allow_weak_isolation
        run = Regrade(catalogue, book, jobs, chosen, dry_run, strict)
        for row in regrade(run):
            if isinstance(row, BrokenExercise):
                common.say(
                    f"exercise {row.exercise} is broken, nothing of it is graded:"
                )
                common.say(row.problem)
                broken = True
            else:
                changes.append(row)
    _tell(changes, jsonl=jsonl)
    ours = any(row.after.verdict is Verdict.INTERNAL_ERROR for row in changes)
    worst = common.OUR_FAILURE if ours else common.USAGE if broken else common.OK
    raise typer.Exit(worst)


def _tell(changes: Sequence[Change], *, jsonl: bool) -> None:
    """What changed, by student and exercise; what did not is counted."""
    different = sorted(
        (row for row in changes if row.is_one),
        key=lambda row: (row.after.student, row.after.exercise, row.after.submission),
    )
    if jsonl:
        for row in different:
            typer.echo(json_line(json.dumps(_record(row))))
        return
    table = Table(box=None, pad_edge=True)
    for column in ("student", "file", "before", "after", "checks"):
        table.add_column(column, overflow="fold")
    for row in different:
        table.add_row(
            Text(shown(row.after.student) or "-"),
            Text(shown(row.after.submission.rpartition("/")[2])),
            Text(f"{row.before.verdict} {row.before.points:g}"),
            Text(f"{row.after.verdict} {row.after.points:g}"),
            Text("\n".join(_line(*check) for check in row.checks)),
        )
    console = common.output(None)
    if different:
        common.show(console, table)
    count = f"{len(changes)} graded again, {len(different)} changed"
    common.show(console, Text(f" {count}"))


def _line(name: str, was: CheckResult | None, now: CheckResult | None) -> str:
    return f"{name}: {_marks(was)} -> {_marks(now)}"


def _marks(check: CheckResult | None) -> str:
    if check is None:
        return "none"
    return f"{check.verdict} {check.points:g}/{check.max_points:g}"


def _record(row: Change) -> dict[str, object]:
    grade = row.after
    return {
        "student": grade.student,
        "exercise": grade.exercise,
        "submission": grade.submission,
        "before": {"verdict": row.before.verdict, "points": row.before.points},
        "after": {"verdict": grade.verdict, "points": grade.points},
        "checks": [
            {"id": name, "before": _marks(was), "after": _marks(now)}
            for name, was, now in row.checks
        ],
    }


def override_command(
    student: Student,
    exercise: Annotated[str, typer.Argument(metavar="ID")],
    points: Annotated[
        float | None, typer.Argument(metavar="[POINTS]", min=0, show_default=False)
    ] = None,
    comment: Comment = "",
    by: Author = "",
    course: common.Course = None,
    gradebook: Url = DEFAULT_URL,
) -> None:
    """Let other points count for a student's exercise; without POINTS, take it back.

    The grade stays as it is; exports and reports use the points decided here.
    """
    url = existing(gradebook)
    if catalogue := common.course_here(course):
        catalogue.entry(exercise)
    with Gradebook(url) as book:
        attempts = history(book, student, exercise)
        if not attempts:
            raise OperatorError(
                f"{student} has no grade for {exercise}; "
                "`grader export --format csv` lists those there are"
            )
        most = attempts[-1].grade.max_points
        if points is not None and points > most:
            raise OperatorError(f"{points:g} is above the exercise's {most:g} points")
        override(book, Override(student, exercise, points, comment, by))


def extend_command(
    student: Student,
    assignment: Annotated[str, typer.Argument(metavar="ASSIGNMENT")],
    until: Annotated[
        datetime, typer.Argument(formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S%z"])
    ],
    comment: Comment = "",
    by: Author = "",
    course: common.Course = None,
    gradebook: Url = DEFAULT_URL,
) -> None:
    """Give a student more time for an assignment of `course.yaml`.

    A date without a time means until its end, UTC.
    """
    url = existing(gradebook)
    if catalogue := common.course_here(course):
        known = catalogue.course_file.assignments if catalogue.course_file else {}
        if assignment not in known:
            raise OperatorError(f"course.yaml has no assignment {assignment!r}")
    if until.tzinfo is None:
        until = until.replace(hour=23, minute=59, second=59, tzinfo=UTC)
    moment = until.astimezone(UTC).isoformat(timespec="seconds")
    with Gradebook(url) as book:
        extend(book, Extension(student, assignment, moment, comment, by))


def forget_command(
    student: Student,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    course: common.Course = None,
    gradebook: Url = DEFAULT_URL,
) -> None:
    """Remove a student for good: grades, decisions and what they handed in."""
    common.course_here(course)
    with Gradebook(existing(gradebook)) as book:
        if not yes:
            typer.confirm(
                f"Remove everything of {shown(student)} for good?", abort=True
            )
        count = forget(book, student)
    if not count:
        raise OperatorError(f"the gradebook knows no student {student}")
    rows = "1 row" if count == 1 else f"{count} rows"
    typer.echo(f"removed {rows} of {shown(student)}")
