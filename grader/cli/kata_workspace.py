"""`kata start`, `list`, `show`, `reset`: the workspace, the map, the statements.

Thin: each command reads its words, asks the learner's side, and prints. What is heavy
is imported by the one command that needs it.
"""

from contextlib import suppress
from typing import Annotated

import typer

from grader.cli import common
from grader.cli.kata_common import Ascii, Plain, Shell, desk_of, shell_of
from grader.errors import AuthorError, OperatorError
from grader.learner import words
from grader.learner.desk import Desk
from grader.learner.route import Card

Id = Annotated[str, typer.Argument(metavar="ID", help="An exercise, as in the list.")]
MaybeId = Annotated[
    str | None,
    typer.Argument(metavar="[ID]", help="An exercise; else the one you are at."),
]


def start(
    course: common.Course = None, plain: Plain = False, ascii_only: Ascii = False
) -> None:
    """Make your workspace, and say what is next.

    Every exercise gets its file in `work/`. A file that is there is never written over.
    """
    desk = desk_of(course)
    workspace = desk.workspace
    shell = shell_of(plain=plain, ascii_only=ascii_only)
    was_made = workspace.is_made
    new = workspace.make(desk.catalogue)
    text = words.ADDED if was_made else words.MADE
    text = text if new else words.READY
    shell.say(text.format(folder=shell.path(workspace.folder), count=len(new)))
    shell.say("")
    say_next(desk, shell)
    _pack(desk)


def _pack(desk: Desk) -> None:
    """Read every exercise now, so that no check waits; a broken one is told then."""
    reader = desk.workspace.reader()
    for exercise in reader.entries:
        with suppress(AuthorError, OSError):
            reader.load(exercise)


def say_next(desk: Desk, shell: Shell) -> None:
    """What comes next, and how."""
    card = desk.route.current(desk.progress)
    if card is None:
        shell.say(words.ALL_PASSED.format(count=len(desk.route.cards)))
        return
    file = desk.workspace.file(desk.catalogue.entry(card.id))
    shell.say(words.NEXT.format(id=card.id, title=card.title))
    check = f"kata check {card.id}"
    shell.say(words.HOW.format(file=shell.path(file), check=check))
    shell.say(words.WATCH)


def list_exercises(
    course: common.Course = None, plain: Plain = False, ascii_only: Ascii = False
) -> None:
    """Show all exercises as a map: what passes, and what is next."""
    from grader.learner.route_map import map_text

    desk = desk_of(course)
    shell = shell_of(plain=plain, ascii_only=ascii_only)
    shell.put(map_text(desk.route, desk.progress, shell.terminal))
    for problem in desk.catalogue.problems:
        common.say(str(problem))


def show(
    exercise: MaybeId = None,
    course: common.Course = None,
    plain: Plain = False,
    ascii_only: Ascii = False,
) -> None:
    """Show the statement of an exercise, its formulas as text."""
    from grader.learner.statement import statement_text

    desk = desk_of(course)
    card = desk.chosen(exercise)
    shell = shell_of(plain=plain, ascii_only=ascii_only)
    shell.put(statement_text(statement_of(desk, card), shell.terminal))


def statement_of(desk: Desk, card: Card) -> str:
    """The Markdown of an exercise. Raises `OperatorError` where there is none."""
    path = desk.catalogue.entry(card.id).folder / "README.md"
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise OperatorError(words.NO_STATEMENT.format(id=card.id)) from error


def reset(
    exercise: Id,
    course: common.Course = None,
    plain: Plain = False,
    ascii_only: Ascii = False,
) -> None:
    """Give an exercise its first file again; what you had is kept beside it."""
    desk = desk_of(course)
    card = desk.route.card(exercise)
    workspace = desk.workspace
    shell = shell_of(plain=plain, ascii_only=ascii_only)
    entry = desk.catalogue.entry(card.id)
    backup = workspace.reset(entry)
    file = shell.path(workspace.home(entry))
    if backup is None:
        shell.say(words.AS_IT_WAS.format(file=file))
        return
    workspace.keep(desk.progress.begun_again(card.id))
    shell.say(words.RESET.format(file=file, backup=shell.path(backup)))
