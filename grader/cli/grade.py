"""`grader grade`: one file or a whole cohort."""

import secrets
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
)
from rich.progress import TimeRemainingColumn as TimeLeft
from rich.text import Text

from grader.cli import common
from grader.cli.common import CORES
from grader.cohort import BrokenExercise, Event, Run, grade_all
from grader.gradebook import DEFAULT_URL, SEED_BITS, Gradebook
from grader.intake import Plan, plan
from grader.report import cohort_table, grade_report, json_line, shown_long
from grader.result import Grade, Verdict, to_json
from grader.shard import Shard
from grader.submission import Refused

MAX_SEED = 2**63 - 1
Paths = Annotated[list[Path], typer.Argument(metavar="PATH...", show_default=False)]
Jsonl = Annotated[bool, typer.Option("--jsonl", help="One grade a line, as JSON.")]
Out = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Write there what would be printed.")
]
Url = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help="Where grades are kept (an SQLAlchemy URL). A cohort's default is "
        "gradebook.sqlite here; a single file is kept only if this is given.",
    ),
]
Seed = Annotated[
    int | None,
    typer.Option(
        min=0, max=MAX_SEED, metavar="N", help="Fix the seed of the random inputs."
    ),
]
Fresh = Annotated[
    bool, typer.Option("--fresh", help="Grade again what is graded already.")
]
Dask = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS",
        help="Grade on the workers of a Dask cluster, with its scheduler there.",
    ),
]
Share = Annotated[
    str | None,
    typer.Option(
        "--shard", metavar="I/N", help="Grade only this share of the files, 1/8 to 8/8."
    ),
]


def grade(  # noqa: PLR0913 - the contract's options, one each
    paths: Paths,
    course: common.Course = None,
    exercise: common.ExerciseId = None,
    jsonl: Jsonl = False,
    out: Out = None,
    gradebook: Url = None,
    jobs: common.Jobs = CORES,
    seed: Seed = None,
    fresh: Fresh = False,
    allow_weak_isolation: common.Weak = False,
    dask: Dask = None,
    shard: Share = None,
) -> None:
    """Grade one file (.py or .ipynb), or a cohort folder <student>/<exercise>.py.

    Exit code: 0 all that could be graded was graded, whatever the marks; 2 nothing
    to grade, a wrong option or a broken exercise; 3 a failure of the grader; 130
    interrupted.
    """
    catalogue = common.whole_course_of(course)
    with ExitStack() as stack:
        common.stop_as_by_keyboard()
        scratch = Path(stack.enter_context(TemporaryDirectory(prefix="gradkata-")))
        work = plan(paths, catalogue, exercise, scratch)
        for problem in catalogue.problems:
            common.say(str(problem))
        for refused in work.refused:
            _tell(refused)
        if shard is not None and work.found:
            work = _share(work, Shard.parse(shard))
        book = _gradebook(stack, gradebook, work)
        drawn = seed if seed is not None else secrets.randbits(SEED_BITS)
        chosen = book.seed(seed) if book else drawn
        console = common.output(out)
        strict = not allow_weak_isolation
        run = Run(catalogue, book, chosen, jobs, fresh, strict, dask)
        code = _Printer(console, work, jsonl=jsonl).print(_graded(work, run))
    raise typer.Exit(code)


def _share(work: Plan, shard: Shard) -> Plan:
    """What a shard takes of the work; one that has nothing to do is done."""
    found = tuple(row for row in work.found if shard.takes(row.student, row.shown))
    if not found:
        common.say("nothing to grade in this shard")
        raise typer.Exit(common.OK)
    return replace(work, found=found)


def _gradebook(stack: ExitStack, url: str | None, work: Plan) -> Gradebook | None:
    if url is None and not (work.is_cohort and work.found):
        return None
    return stack.enter_context(Gradebook(url or DEFAULT_URL))


def _graded(work: Plan, run: Run) -> Iterator[Event]:
    """The events of a run, with progress on standard error where that is a terminal."""
    words = (TextColumn("grading"), BarColumn(), MofNCompleteColumn())
    columns = (*words, _Rate(), TimeLeft())
    errors = common.errors()
    wanted = errors.is_terminal and work.is_cohort
    with Progress(*columns, console=errors, disable=not wanted, transient=True) as bar:
        task = bar.add_task("grading", total=len(work.found))
        for event in grade_all(work.found, run):
            bar.advance(task)
            yield event


class _Rate(ProgressColumn):
    """Submissions a second, as soon as there is anything to tell."""

    def render(self, task: Task) -> Text:
        """What stands in the column."""
        return Text(f"{task.speed:.1f}/s" if task.speed else "")


class _Printer:
    """Prints a run's events and knows the exit code they add up to."""

    def __init__(self, console: Console, work: Plan, *, jsonl: bool) -> None:
        self._console = console
        self._work = work
        self._jsonl = jsonl
        self._grades: list[Grade] = []
        self._broken = False
        self._ours = False
        self._graded = 0

    def print(self, events: Iterator[Event]) -> int:
        """Print all events; return the exit code."""
        try:
            for event in events:
                self._take(event)
        finally:
            # What is graded is shown, also where the run is cut short.
            if self._grades:
                self._print_tables()
        return self._code()

    def _take(self, event: Event) -> None:
        match event:
            case Grade():
                self._graded += 1
                self._ours |= event.verdict is Verdict.INTERNAL_ERROR
                if self._jsonl:
                    common.put(self._console, json_line(to_json(event)) + "\n")
                else:
                    self._grades.append(event)
            case BrokenExercise(exercise, problem):
                self._broken = True
                common.say_broken(exercise, problem)
            case Refused():
                _tell(event)

    def _print_tables(self) -> None:
        plain = common.is_plain(self._console)
        if self._work.is_cohort or len(self._grades) > 1:
            common.show(self._console, cohort_table(self._grades, plain=plain))
        else:
            common.show(self._console, grade_report(self._grades[0], plain=plain))

    def _code(self) -> int:
        if self._ours:
            common.say("the grader failed on some; please report the lines above")
            return common.OUR_FAILURE
        if not self._graded and not self._broken:
            common.say("grader: nothing to grade there")
        return common.OK if self._graded and not self._broken else common.USAGE


def _tell(refused: Refused) -> None:
    common.say(f"passed over {shown_long(refused.path)}: {refused.reason}")
