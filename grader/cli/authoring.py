"""`grader init`, `grader new`, `grader stubs`: making a course."""

from pathlib import Path
from typing import Annotated

import typer

from grader.cli import common
from grader.scaffold import make_course, make_exercise
from grader.stubs import current_stub, make_stub

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")]
NewId = Annotated[
    str, typer.Argument(metavar="ID", help="Small letters, digits and underscores.")
]


def init(folder: Folder) -> None:
    """Make a new course with one exercise that proves itself."""
    make_course(folder)
    common.say(f"made a course in {folder}; try: cd {folder} && grader verify")


def new(
    exercise_id: NewId,
    course: common.Course = None,
    track: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Its track; default: the last there is."),
    ] = None,
) -> None:
    """Scaffold an exercise that proves itself, to be edited into your own."""
    folder = make_exercise(common.whole_course_of(course), exercise_id, track)
    common.say(f"made {folder}; edit it, then run: grader verify {exercise_id}")


def stubs(
    course: common.Course = None,
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; exit 1 where one differs.")
    ] = False,
) -> None:
    """Make every stub from its reference."""
    catalogue = common.whole_course_of(course)
    stale = 0
    for exercise_id in catalogue.entries:
        exercise = catalogue.load(exercise_id)
        text = make_stub(exercise)
        if text == current_stub(exercise):
            continue
        stale += 1
        if check:
            common.say(f"{exercise_id}: stub.py differs from its reference")
        else:
            exercise.stub.write_text(text, encoding="utf-8")
            common.say(f"{exercise_id}: stub.py is made")
    raise typer.Exit(common.NOT_YET if check and stale else common.OK)
