"""What every command shares: options, consoles, and how an exception ends a command.

Exit codes: 2 for what the operator or an author must mend, 3 for our own failure, 130
for an interrupt. Messages go to standard error, one sentence, without a traceback
unless the failure is ours.
"""

import errno
import os
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer
from rich.console import Console, RenderableType
from rich.text import Text

from grader.catalogue import Catalogue, find_course
from grader.errors import AuthorError, OperatorError
from grader.report import for_log, shown_lines, shown_long
from grader.version import VERSION

if TYPE_CHECKING:
    from grader.picture import Picture

PLAIN_WIDTH = 240
OK, NOT_YET, USAGE, OUR_FAILURE, INTERRUPTED = 0, 1, 2, 3, 130
# A disk without room is the operator's to mend.
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

Course = Annotated[
    Path | None,
    typer.Option(
        "--course",
        metavar="DIR",
        help="The course to use; without it, the nearest folder above that is one.",
    ),
]
ExerciseId = Annotated[
    str | None,
    typer.Option(
        "--exercise",
        metavar="ID",
        help="The exercise; else the file's name says it.",
    ),
]
Jobs = Annotated[
    int, typer.Option(min=1, metavar="N", help="Processes; default: the cores.")
]
Weak = Annotated[
    bool,
    typer.Option(
        "--allow-weak-isolation",
        help="Grade also where the kernel does not confine submissions.",
    ),
]
PictureFile = Annotated[
    Path | None,
    typer.Option("--picture", metavar="FILE.svg", help="Draw the graph there, as SVG."),
]
CORES = os.cpu_count() or 1


def stop_as_by_keyboard() -> None:
    """End on the signals of a batch system or a closed terminal as on Ctrl-C."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        # Who ignores one, as `nohup` does, has a reason.
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


def catalogue_of(course: Path | None) -> Catalogue:
    """The catalogue of the course named, or of the one we are in."""
    return Catalogue(find_course(Path.cwd(), course))


def whole_course_of(course: Path | None) -> Catalogue:
    """The same, for what needs a course's hidden part. Raises `OperatorError`."""
    catalogue = catalogue_of(course)
    if catalogue.bundled:
        raise OperatorError(
            f"{shown_long(str(catalogue.course))} is a learners' bundle, which has "
            "no hidden part; run this in the course that it was made from"
        )
    return catalogue


def course_here(course: Path | None) -> Catalogue | None:
    """The catalogue of the course named, or of the one we are in, if any."""
    try:
        return catalogue_of(course)
    except OperatorError:
        if course is not None:
            raise
        return None


def errors() -> Console:
    """Standard error, for messages and progress."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def say(message: str) -> None:
    """One message on standard error, as plain text; each of its lines is harmless."""
    errors().print(Text(for_log(shown_lines(message))))


def say_broken(exercise: str, problem: str) -> None:
    """That an exercise cannot grade, and why."""
    say(f"exercise {exercise} is broken, nothing of it is graded:")
    say(problem)


def output(file: Path | None) -> Console:
    """Where results go: standard output, or the file of `--out`."""
    if file is None:
        plain = not sys.stdout.isatty()
        return Console(highlight=False, width=PLAIN_WIDTH if plain else None)
    try:
        stream = file.open("w", encoding="utf-8")
    except OSError as error:
        raise OperatorError(f"{file} cannot be written: {error.strerror}") from error
    return Console(file=stream, highlight=False, width=PLAIN_WIDTH)


def put(console: Console, text: str) -> None:
    """Write a text where results go, at once. Raises `OperatorError` on a full disk."""
    stream = console.file
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _give_up(stream)
        name = "standard output" if stream is sys.stdout else stream.name
        raise OperatorError(f"{name} cannot be written: {error.strerror}") from error


def _give_up(stream: IO[str]) -> None:
    """Let what is still in a buffer go nowhere: it must not fail again at the end."""
    with Path(os.devnull).open("wb") as nothing:
        os.dup2(nothing.fileno(), stream.fileno())


def show(console: Console, rendered: RenderableType) -> None:
    """Print what a report rendered; away from a terminal without trailing blanks."""
    with console.capture() as captured:
        console.print(rendered)
    text = for_log(captured.get())
    if not console.is_terminal:
        text = "".join(f"{line.rstrip()}\n" for line in text.splitlines())
    put(console, text)


def write_picture(file: Path, exercise: str, picture: "Picture | None") -> None:
    """Write a picture as SVG. Raises `OperatorError`, also where there is none."""
    from grader.picture import graph_picture

    drawn = None if picture is None else graph_picture(picture, name=exercise)
    write_svg(file, exercise, drawn)


def write_svg(file: Path, exercise: str, drawn: str | None) -> None:
    """Write what is drawn already. Raises `OperatorError`, also where nothing is."""
    if drawn is None:
        raise OperatorError(
            f"there is no picture of {exercise}: its track has no walkthrough "
            "that computes what it asks for"
        )
    write_text(file, drawn)


def write_text(file: Path, text: str) -> None:
    """Write a file. Raises `OperatorError` where it cannot be."""
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OperatorError(f"{file} cannot be written: {error.strerror}") from error


def is_plain(console: Console) -> bool:
    """Whether a console is no terminal, so that text has no style."""
    return not console.is_terminal


def version(wanted: bool) -> None:
    """Print the version and stop."""
    if wanted:
        typer.echo(f"gradkata {VERSION}")
        raise typer.Exit


Version = Annotated[
    bool,
    typer.Option(
        "--version", callback=version, is_eager=True, help="Show the version."
    ),
]


def failed_in_full(error: Exception) -> None:
    """Tell a failure of ours with all that helps to find it."""
    say("".join(traceback.format_exception(error)).rstrip())
    say("this is a failure of gradkata itself; please report the lines above")


def run(
    app: typer.Typer,
    name: str = "grader",
    interrupted: str = "interrupted; what was graded is kept",
    tell: Callable[[Exception], None] = failed_in_full,
) -> None:
    """Run a command line and end the process with the right code.

    `tell` says what has failed that nobody expected.
    """
    for stream in (sys.stdout, sys.stderr):
        # A name that the terminal cannot show must not end a run.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    code = OK
    try:
        app()
    except SystemExit as ending:
        if ending.code == INTERRUPTED:
            say(interrupted)
        raise
    except OperatorError as error:
        # One sentence: a name in it that holds a line end must not make two.
        say(f"{name}: {shown_long(str(error))}")
        code = USAGE
    except AuthorError as error:
        say(f"{name}: {error}")
        code = USAGE
    except Exception as error:  # noqa: BLE001 - the one place where it becomes a code
        code = _failed(error, name, tell)
    sys.exit(code)


def _failed(error: Exception, name: str, tell: Callable[[Exception], None]) -> int:
    """Tell what nobody expected: a full disk in one sentence, ours by `tell`."""
    if isinstance(error, OSError) and error.errno in FULL:
        _give_up(sys.stdout)
        say(f"{name}: {error.filename or 'standard output'}: {error.strerror}")
        return USAGE
    tell(error)
    return OUR_FAILURE
