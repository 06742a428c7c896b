"""`kata`, the learners' command."""

import secrets
from pathlib import Path
from shlex import quote
from textwrap import indent
from typing import Annotated

import typer
from rich.text import Text

from grader.catalogue import Catalogue
from grader.cli import common, kata_workspace
from grader.engines import Broken, Engines, Lost, Setup
from grader.errors import AuthorError, InternalError, OperatorError
from grader.gradebook import SEED_BITS
from grader.hints import ladder
from grader.intake import plan
from grader.learner import words
from grader.picture import course_picture, graph_outline
from grader.report import grade_report, hint_report, shown_long
from grader.result import Grade, Verdict
from grader.sandbox import unconfined
from grader.submission import Refused

app = typer.Typer(
    name="kata",
    help="Check your own work on a kata.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _options(_version: common.Version = False) -> None:
    """Check your own work on a kata."""


@app.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Your .py or .ipynb.")],
    course: common.Course = None,
    exercise: common.ExerciseId = None,
    picture: common.PictureFile = None,
) -> None:
    """Run the visible checks of an exercise on your file.

    Of a walkthrough the graph is shown with the first wrong step marked. Exit code: 0
    passed, 1 not yet.
    """
    catalogue = common.catalogue_of(course)
    result = _checked(catalogue, file, exercise)
    console = common.output(None)
    plain = common.is_plain(console)
    common.show(console, grade_report(result, of="the visible checks", plain=plain))
    passed = result.verdict is Verdict.PASSED
    is_shown = bool(result.steps) and not passed
    drawn = None
    if is_shown or picture is not None:
        drawn = course_picture(catalogue, catalogue.load(result.exercise), result)
    if picture is not None:
        common.write_picture(picture, result.exercise, drawn)
    if is_shown and drawn is not None:
        # The graph of a script in short lines, with the first wrong step marked.
        outline = indent(graph_outline(drawn), " ")
        common.show(console, Text(f"\n{outline}"))
    if not passed:
        named = f" --exercise {exercise}" if exercise else ""
        words = shown_long(f" For a hint: kata hint {quote(str(file))}{named}")
        common.show(console, Text(words, no_wrap=True, overflow="ignore"))
    raise typer.Exit(common.OK if passed else common.NOT_YET)


@app.command()
def hint(
    what: Annotated[
        str, typer.Argument(metavar="FILE|ID", help="Your file, or an exercise's id.")
    ],
    course: common.Course = None,
    exercise: common.ExerciseId = None,
    level: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Which hint; 1 is first.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="All hints at once.")] = False,
) -> None:
    """Show a hint for what is wrong with your file, or for an exercise.

    Hints lead from the idea to an element that is worked out.
    """
    catalogue = common.catalogue_of(course)
    file = Path(what)
    if not file.exists() and what in catalogue.entries:
        result, chosen = None, what
    else:
        result = _checked(catalogue, file, exercise)
        chosen = result.exercise
    found = ladder(catalogue.load(chosen), result.diagnosis if result else None)
    console = common.output(None)
    if result is not None and result.verdict is Verdict.PASSED:
        common.show(console, Text(f"{chosen}: all visible checks pass."))
    number = min(level or _next_level(), len(found))
    picked = (1, len(found)) if every else (number, number)
    common.show(console, hint_report(chosen, found, *picked))


def _next_level() -> int:
    """Which hint comes next where none is asked for.

    The use of hints is not recorded, so it is always the first.
    """
    return 1


def _checked(catalogue: Catalogue, file: Path, exercise: str | None) -> Grade:
    work = plan([file], catalogue, exercise)
    if work.is_cohort or not work.found:
        reason = work.refused[0].reason if work.refused else "is a folder"
        raise OperatorError(f"{file} {reason}; name one file, or use --exercise ID")
    submission = work.found[0].read()
    if isinstance(submission, Refused):
        raise OperatorError(f"{file} {submission.reason}")
    chosen = catalogue.load(submission.exercise)
    files = (chosen.folder / "exercise.yaml",)
    seed = secrets.randbits(SEED_BITS)
    setup = Setup(catalogue.course, files, visible_only=True)
    if told := unconfined(setup.platform):
        common.say(told)
    with Engines(setup, jobs=1) as engines:
        (outcome,) = engines.grade([submission], seed)
    match outcome:
        case Broken(problem=problem):
            raise AuthorError.at(submission.exercise, problem)
        case Lost():
            raise InternalError("the engine died twice on this file")
        case Grade():
            return outcome


app.command("start")(kata_workspace.start)
app.command("list")(kata_workspace.list_exercises)
app.command("show")(kata_workspace.show)
app.command("reset")(kata_workspace.reset)


def main() -> None:
    """Run `kata`."""
    common.run(app, "kata", words.ENDED)
