"""`grader report`: a class as one HTML file, and feedback for each student apart."""

from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from grader.analysis import Analysis, analysed
from grader.catalogue import Catalogue
from grader.cli import common
from grader.cli.export import counting, write_whole
from grader.cli.gradebook import Url
from grader.errors import AuthorError, OperatorError
from grader.exercise import Exercise
from grader.gradebook import DEFAULT_URL, Policy, Standing
from grader.html import class_page, feedback_page, file_names, worked_examples

DEFAULT_OUT = Path("report.html")


def report(
    gradebook: Url = DEFAULT_URL,
    out: Annotated[
        Path, typer.Option(metavar="FILE", help="The file to write.")
    ] = DEFAULT_OUT,
    exercise: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="This exercise; repeatable.")
    ] = None,
    policy: Annotated[
        Policy, typer.Option(help="Which attempt at a file counts.")
    ] = Policy.LATEST,
    feedback: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Write a private file for each student there as well."
        ),
    ] = None,
    course: common.Course = None,
) -> None:
    """Write what a class did as one HTML file that opens from disk.

    It names students and hidden checks: it is for instructors. Files of --feedback
    are for one student each. Exit code: 0 written, 2 nothing to write or wrong options.
    """
    catalogue = common.whole_course_of(course)
    rows = counting(gradebook, policy, None, exercise, catalogue)
    found = analysed(rows, [*catalogue.entries])
    exercises = _readable(catalogue, found.exercises)
    worked = _worked(catalogue, found)
    write_whole(class_page(found, exercises, worked), out)
    common.say(f"{out}: {len(found.students)} students, {len(found.cells)} submissions")
    if feedback is not None:
        _feedback(rows, exercises, feedback)


def _readable(catalogue: Catalogue, ids: tuple[str, ...]) -> dict[str, Exercise]:
    """The exercises there are; of the others the grades alone are shown."""
    found = {}
    for name in ids:
        try:
            found[name] = catalogue.load(name)
        except (AuthorError, OperatorError) as error:
            common.say(f"without the texts of {name}: {error}")
    return found


def _worked(catalogue: Catalogue, found: Analysis) -> dict[tuple[str, str], str]:
    """Examples of the mistakes; a machine that can run none still makes a report."""
    wanted = {(row.exercise, row.misconception) for row in found.mistakes}
    try:
        return worked_examples(catalogue, wanted)
    except OperatorError as error:
        common.say(f"without worked examples: {error}")
        return {}


def _feedback(
    rows: list[Standing], exercises: dict[str, Exercise], folder: Path
) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OperatorError(f"{folder} cannot be made: {error.strerror}") from error
    names = file_names(row.grade.student for row in rows)
    ordered = {exercise: place for place, exercise in enumerate(exercises)}
    for student, own in groupby(rows, key=lambda row: row.grade.student):
        last = len(ordered)
        mine = sorted(own, key=lambda row: ordered.get(row.grade.exercise, last))
        write_whole(feedback_page(mine, exercises), folder / names[student])
    common.say(f"{folder}: feedback for {len(names)} students, a file each")
