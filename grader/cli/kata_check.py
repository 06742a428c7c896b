"""`kata check` and `kata hint`: a file against the visible checks, and what may help.

Thin: the tutor is asked, the progress is recorded, the report is printed. Exit codes: 0
passed, 1 not yet.
"""

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer
from rich.text import Text

from grader.cli import common
from grader.cli.kata_common import Ascii, Plain, Shell, desk_of, shell_of
from grader.errors import OperatorError
from grader.learner import words
from grader.learner.asking import Tutoring, tutor
from grader.learner.checking import Result, Work, check, recorded, sound, work_of
from grader.learner.desk import Desk
from grader.learner.hinting import ladder_for, remembered
from grader.learner.result_text import hint_lines, result_lines
from grader.report import grade_report, shown_long
from grader.result import to_json

What = Annotated[
    str | None,
    typer.Argument(
        metavar="[ID|FILE]",
        help="An exercise, or any .py or .ipynb; else the exercise you are at.",
    ),
]


def check_file(
    what: What = None,
    course: common.Course = None,
    exercise: common.ExerciseId = None,
    picture: common.PictureFile = None,
    plain: Plain = False,
    ascii_only: Ascii = False,
) -> None:
    """Run the visible checks of an exercise on your file.

    Of a walkthrough the graph is shown with the first wrong step marked. Exit code: 0
    passed, 1 not yet.
    """
    with tutor() as tutoring:
        desk = desk_of(course)
        work = work_of(desk, what, exercise)
        weakness()
        result = check(tutoring, desk, work)
        desk = recorded(desk, work, result)
        shell = shell_of(plain=plain, ascii_only=ascii_only)
        if picture is not None:
            _draw(tutoring, desk, work, result, picture)
        _report(shell, result, in_lines=plain)
        _then(shell, desk, work, result, exercise)
    raise typer.Exit(common.OK if result.passed else common.NOT_YET)


def weakness() -> None:
    """Say on standard error where this system cannot confine a file."""
    import sys

    from grader.sandbox import unconfined

    if told := unconfined(sys.platform):
        common.say(told)


def _report(shell: Shell, result: Result, *, in_lines: bool) -> None:
    """The grade as a table, or line by line where that was asked for."""
    if in_lines or not shell.terminal.unicode:
        head = f"{result.grade.exercise}: {words.OF_VISIBLE}"
        lines = [head, *result_lines(result, shell.terminal)]
        shell.put("\n".join(lines) + "\n")
        return
    is_plain = common.is_plain(shell.console)
    table = grade_report(result.grade, of=words.OF_VISIBLE, plain=is_plain)
    common.show(shell.console, table)
    if result.outline:
        from textwrap import indent

        common.show(shell.console, Text(f"\n{indent(result.outline, ' ')}"))


def _draw(
    tutoring: Tutoring, desk: Desk, work: Work, result: Result, picture: Path
) -> None:
    grade = to_json(result.grade)
    answer = tutoring.ask("draw", **work.request(desk), grade=grade)
    sound(answer, work)
    common.write_svg(picture, work.card.id, answer["svg"])


def _then(
    shell: Shell, desk: Desk, work: Work, result: Result, exercise: str | None
) -> None:
    """What to do next: a hint, or the next exercise."""
    if not result.passed:
        named = f" --exercise {exercise}" if exercise else ""
        name = work.card.id if work.own else quote(work.shown)
        command = f"kata hint {name}{named}"
        line = shown_long(f" {words.FOR_A_HINT.format(command=command)}")
        shell.put(f"{line}\n")
    elif work.own:
        card = desk.route.next(desk.progress)
        total = len(desk.route.cards)
        if card is None:
            shell.say(f" {words.ALL_PASSED.format(count=total)}")
            return
        passed = desk.route.count(desk.progress)
        shell.say(f" {words.TOTAL.format(passed=passed, count=total)}")
        shell.say(f" {words.NEXT.format(id=card.id, title=card.title)}")


def hint(
    what: What = None,
    course: common.Course = None,
    exercise: common.ExerciseId = None,
    level: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Which hint; 1 is first.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="All hints at once.")] = False,
    plain: Plain = False,
    ascii_only: Ascii = False,
) -> None:
    """Show the next hint for what is wrong with your file, or for an exercise.

    Hints lead from the idea to an element that is worked out.
    """
    with tutor() as tutoring:
        desk = desk_of(course)
        shell = shell_of(plain=plain, ascii_only=ascii_only)
        work, result = _looked_at(tutoring, desk, what, exercise)
        diagnosis = result.grade.diagnosis if result else None
        ladder = ladder_for(tutoring, desk, work, diagnosis)
    if result is not None and result.passed:
        shell.say(words.PASSES.format(id=work.card.id))
    count = len(ladder.rungs)
    number = min(level or ladder.next, count)
    first, last = (1, count) if every else (number, number)
    more = f"kata hint {work.card.id}" if work.own and level is None else ""
    lines = [*hint_lines(work.card.id, ladder.rungs, first, last, shell.terminal)]
    if last < count:
        lines.append(words.MORE.format(then=more or f"--level {last + 1}"))
    shell.put("\n".join(lines) + "\n")
    if more and last == count and not every:
        shell.say(words.NO_MORE.format(command=more))
    remembered(desk, work, ladder, last)


def _looked_at(
    tutoring: Tutoring, desk: Desk, what: str | None, exercise: str | None
) -> tuple[Work, Result | None]:
    """The file that hints are for, and its result; none where there is no file yet."""
    try:
        work = work_of(desk, what, exercise)
    except OperatorError:
        if what is not None and what not in desk.catalogue.entries:
            raise
        card = desk.chosen(what)
        return Work(card, desk.file(card), card.id, own=False), None
    entry = desk.catalogue.entry(work.card.id)
    if work.own and desk.workspace.is_untouched(work.file, entry):
        return work, None
    weakness()
    return work, check(tutoring, desk, work)
