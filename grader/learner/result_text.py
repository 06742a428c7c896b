"""A result as lines for a terminal: verdict, what each check says, why, the graph.

For the watch screen and for plain text, where a table of columns is in the way. Text of
a submission is spelt out before it is shown. Pure. Invariant: every check is in it.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol

from grader.learner import words
from grader.learner.checking import Result
from grader.learner.ink import ink, wrapped
from grader.learner.terminal import Terminal
from grader.report import shown_lines, shown_long
from grader.result import CheckResult, Verdict

STYLES = {Verdict.PASSED: "green", Verdict.SKIPPED: "dim", Verdict.FAILED: "red"}
OTHER = "yellow"
MAX_STEPS = 8
# Of many steps those with nothing to say for themselves share a line.
FOLDED = {Verdict.SKIPPED: words.WAITING, Verdict.PASSED: words.RIGHT}


class Told(Protocol):
    """One hint, from whichever ladder."""

    @property
    def kind(self) -> str:
        """What it is about, in a word."""

    @property
    def text(self) -> str:
        """What it says."""


def result_lines(result: Result, terminal: Terminal) -> Iterator[str]:
    """The lines of a result, each within the terminal's width."""
    grade = result.grade
    style = STYLES.get(grade.verdict, OTHER)
    points = {"points": grade.points, "max_points": grade.max_points}
    head = words.POINTS.format(verdict=grade.verdict, **points)
    yield ink(head, f"bold {style}", terminal)
    few = len(grade.checks) <= MAX_STEPS
    for check in grade.checks:
        if few or check.verdict not in FOLDED:
            yield from _check(check, terminal)
    for verdict, sentence in FOLDED.items() if not few else ():
        ids = ", ".join(row.id for row in grade.checks if row.verdict is verdict)
        if ids:
            line = sentence.format(ids=ids)
            yield from wrapped(line, terminal, "  ", "  ").split("\n")
    if grade.diagnosis is not None:
        yield ""
        why = words.WHY.format(why=shown_long(grade.diagnosis.message))
        yield from wrapped(why, terminal).split("\n")
    if result.outline:
        yield ""
        yield from result.outline.rstrip().split("\n")


def hint_lines(
    exercise: str, rungs: Sequence[Told], first: int, last: int, terminal: Terminal
) -> Iterator[str]:
    """The hints from the first to the last asked for, numbered from 1."""
    for number, rung in enumerate(rungs[first - 1 : last], first):
        place = {"number": number, "count": len(rungs), "kind": rung.kind}
        yield words.HINT.format(id=exercise, **place)
        yield from wrapped(shown_long(rung.text), terminal, "  ", "  ").split("\n")


def _check(check: CheckResult, terminal: Terminal) -> Iterator[str]:
    style = STYLES.get(check.verdict, OTHER)
    if terminal.plain:
        first = "  "
        title = words.CHECK.format(verdict=check.verdict, title=check.title)
    else:
        passed = check.verdict is Verdict.PASSED
        marks = terminal.marks
        first = f"  {marks.passed if passed else marks.wrong} "
        title = check.title
    lines = wrapped(title, terminal, first, "    ").split("\n")
    yield from (ink(line, style, terminal) for line in lines)
    if check.message and check.verdict is not Verdict.PASSED:
        safe = shown_lines if check.verdict is Verdict.FAILED else shown_long
        yield from wrapped(safe(check.message), terminal, "      ", "      ").split(
            "\n"
        )
