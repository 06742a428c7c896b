"""`grader nbgrader init|assignment`: exercises as assignments of an nbgrader course."""

from pathlib import Path
from typing import Annotated

import typer

from grader.cli import common
from grader.nbgrader.assignment import Written, write_assignment
from grader.nbgrader.folder import WARNING, prepare_folder

app = typer.Typer(
    name="nbgrader",
    help="Exercises as assignments of an nbgrader course.",
    no_args_is_help=True,
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The assignment's name.")]
Exercises = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="EXERCISE...",
        help="Its exercises in order; default: those that course.yaml gives it.",
    ),
]
Folder = Annotated[
    Path,
    typer.Option(
        "--nbgrader",
        metavar="DIR",
        help="The nbgrader course folder; default: the current one.",
    ),
]


@app.command("init")
def init(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="An nbgrader course, or a new folder.")
    ],
    course: common.Course = None,
    trusted: Annotated[
        bool,
        typer.Option(
            "--trusted",
            help="Let nbgrader run learners' code beside the grader, unprotected.",
        ),
    ] = False,
) -> None:
    """Set up an nbgrader course folder to grade with gradkata, isolated."""
    prepared = prepare_folder(
        folder, common.catalogue_of(course).course, trusted=trusted
    )
    for path in prepared.made:
        common.say(f"made {path}")
    if prepared.line:
        common.say(f"add this line to {folder / 'nbgrader_config.py'}:")
        common.say(f"    {prepared.line}")
    if trusted:
        common.say(WARNING)


@app.command("assignment")
def assignment(
    name: Name,
    exercises: Exercises = None,
    course: common.Course = None,
    nbgrader: Folder = Path(),
    force: Annotated[
        bool, typer.Option("--force", help="Replace notebooks that are not ours.")
    ] = False,
) -> None:
    """Make an assignment's source notebooks, or make them anew."""
    catalogue = common.catalogue_of(course)
    written, left = write_assignment(
        catalogue, name, exercises or [], nbgrader, force=force
    )
    for row in written:
        common.say(_told(row))
    for path in left:
        common.say(f"{path} belongs to no exercise of {name} now; delete it yourself")


def _told(row: Written) -> str:
    """What became of one notebook."""
    new = row.rebuilt
    if row.is_new:
        return f"made {row.path}"
    kept = f"; {new.kept} of your own kept" if new.kept else ""
    if new.is_same:
        return f"{row.path} is as it was{kept}"
    changes = {"new": new.added, "changed": new.changed, "removed": new.removed}
    told = [f"{word}: {', '.join(ids)}" for word, ids in changes.items() if ids]
    told += ["in another order"] if new.moved else []
    return f"{row.path}: {'; '.join(told)}{kept}"
