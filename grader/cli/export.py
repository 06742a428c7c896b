"""`grader export`: what counts, in the form another system reads."""

import os
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from grader.autograder import pack
from grader.catalogue import Catalogue
from grader.cli import common
from grader.cli.gradebook import Url, existing
from grader.errors import OperatorError
from grader.export import (
    Roster,
    canvas,
    classroom50,
    gradescope,
    junit,
    plain_csv,
)
from grader.gradebook import DEFAULT_URL, Gradebook, Policy, Standing, standings
from grader.nbgrader.database import DEFAULT, address_of
from grader.nbgrader.grades import push
from grader.report import shown_long


class Format(StrEnum):
    """The systems there is a form for."""

    GRADESCOPE = "gradescope"
    CLASSROOM50 = "classroom50"
    JUNIT = "junit"
    CANVAS = "canvas"
    CSV = "csv"
    NBGRADER = "nbgrader"


# These files are about one student.
OF_ONE = (Format.GRADESCOPE, Format.CLASSROOM50)


Out = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Write there, not to the screen.")
]
Student = Annotated[
    str | None, typer.Option(metavar="NAME", help="This student alone.")
]
Exercises = Annotated[
    list[str] | None, typer.Option(metavar="ID", help="This exercise; repeatable.")
]
Which = Annotated[Policy, typer.Option(help="Which attempt at a file counts.")]
RosterFile = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Canvas's exported gradebook.")
]
Column = Annotated[
    str | None, typer.Option(metavar="TITLE", help="The assignment in Canvas.")
]
Zip = Annotated[
    Path | None,
    typer.Option(
        "--zip",
        metavar="FILE.zip",
        help="For Gradescope: write an autograder of the exercises named instead, "
        "which grades there.",
    ),
]
Wheel = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE.whl",
        help="With --zip: gradkata itself, to install in place of its release.",
    ),
]
To = Annotated[
    str,
    typer.Option(
        metavar="URL|FILE",
        help="For nbgrader: its course's database, written through nbgrader.",
    ),
]


def export(  # noqa: PLR0913 - options, one each
    form: Annotated[Format, typer.Option("--format", help="The form to write.")],
    course: common.Course = None,
    gradebook: Url = DEFAULT_URL,
    out: Out = None,
    student: Student = None,
    exercise: Exercises = None,
    policy: Which = Policy.LATEST,
    roster: RosterFile = None,
    column: Column = None,
    to: To = DEFAULT,
    zip_file: Zip = None,
    wheel: Wheel = None,
    allow_weak_isolation: common.Weak = False,
) -> None:
    """Write what counts in a gradebook for another system.

    A hidden check is never named in what learners may read. Exit code: 0 written, 2
    nothing to write or a wrong option.
    """
    if zip_file is not None:
        _only_gradescope(form)
        catalogue, weak = common.whole_course_of(course), allow_weak_isolation
        pack(catalogue, exercise or (), zip_file, weak=weak, wheel=wheel)
        return
    found = counting(gradebook, policy, student, exercise, common.course_here(course))
    if form is Format.NBGRADER:
        _push(found, common.catalogue_of(course), to)
        return
    if form in OF_ONE and len({row.grade.student for row in found}) > 1:
        raise OperatorError(f"{form} is about one student; name one with --student")
    if form is Format.CANVAS:
        text = _canvas(found, roster, column)
    else:
        text = TEXTS[form](found)
    write_whole(text, out)


TEXTS: Mapping[Format, Callable[[list[Standing]], str]] = {
    Format.GRADESCOPE: gradescope,
    Format.CLASSROOM50: lambda found: classroom50(found, os.environ),
    Format.JUNIT: junit,
    Format.CSV: plain_csv,
}


def _only_gradescope(form: Format) -> None:
    if form is not Format.GRADESCOPE:
        raise OperatorError(f"--zip is for Gradescope's autograder, not for {form}")


def counting(
    url: str,
    policy: Policy,
    student: str | None,
    exercises: list[str] | None,
    catalogue: Catalogue | None,
) -> list[Standing]:
    """What counts of those asked for, less what being late costs by the course.

    Raises `OperatorError` where that is nothing.
    """
    course = catalogue.course_file if catalogue else None
    with Gradebook(existing(url)) as book:
        rows = [
            row
            for row in standings(book, policy, course)
            if student in (None, row.grade.student)
            and (not exercises or row.grade.exercise in exercises)
        ]
    if not rows:
        raise OperatorError("nothing in the gradebook is asked for")
    return rows


def _push(found: list[Standing], catalogue: Catalogue, to: str) -> None:
    """Write into an nbgrader database, and tell what was written."""
    address = address_of(to)
    pushed = push(found, catalogue, address)
    for line in pushed.told:
        common.say(line)
    where = address.database or address
    common.say(f"{where}: {pushed.grades} grades of {pushed.students} students")


def _canvas(found: list[Standing], roster: Path | None, column: str | None) -> str:
    if roster is None or column is None:
        raise OperatorError(
            "canvas needs --roster FILE, a gradebook exported from Canvas, and "
            "--column TITLE, the assignment to fill"
        )
    try:
        read = roster.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise OperatorError(f"{roster} cannot be read as text: {error}") from error
    text, unknown = canvas(found, Roster.of(read), column)
    for name in unknown:
        common.say(f"not in the roster: {shown_long(name)}")
    return text


def write_whole(text: str, out: Path | None) -> None:
    """Write a whole file or none: who reads it may come at any moment."""
    if out is None:
        typer.echo(text, nl=False)
        return
    fresh = out.with_name(f".{out.name}.part")
    try:
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(out)
    except OSError as error:
        raise OperatorError(f"{out} cannot be written: {error.strerror}") from error
