"""Renders grades as text for a terminal or a file. Pure.

Text that comes from a submission or from a file's name is escaped before it is shown:
control characters never reach a terminal, nothing is read as markup, and nothing is
what a build log takes for a command. Words carry the meaning; colour only repeats it.
"""

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Protocol

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from grader.result import CheckResult, Diagnosis, Grade, Verdict
from grader.sandbox import Tier, tier_of

STYLES = {Verdict.PASSED: "green", Verdict.FAILED: "red", Verdict.SKIPPED: "dim"}
OTHER_STYLE = "yellow"
MAX_CELL, MAX_NAME = 200, 60
MAX_MARKS = 4
BLANK_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"
# Commands to the runners of GitHub and Azure: `##[x]` anywhere in a line, `::x::` where
# it starts, blanks before it or not.
ANYWHERE = re.compile(r"##(?=\w*\[)")
AT_START = re.compile(r"^([^\w\n]*?)::", re.MULTILINE)


def shown(text: str, limit: int = MAX_CELL) -> str:
    """Text that is safe on a terminal, cut to a cell."""
    safe = shown_long(text[: limit + 1])
    return safe if len(safe) <= limit else f"{safe[: limit - 1]}…"


def shown_long(text: str) -> str:
    """Text that is safe: control, direction and piled up marks are spelt out."""
    # Most text is plain, and a picture's address is long: then nothing is to be spelt.
    is_plain = text.isascii() and text.isprintable()
    return ANYWHERE.sub(r"\\x23#", text if is_plain else "".join(_safe(text)))


def shown_lines(text: str) -> str:
    """Text of ours that has several lines and may name what is not ours."""
    return "\n".join(shown_long(line) for line in text.split("\n"))


def _safe(text: str) -> Iterator[str]:
    marks = 0
    for character in text:
        kind = unicodedata.category(character)[0]
        marks = marks + 1 if kind == "M" else 0
        hidden = kind in "CZ" or character in BLANK_LETTERS or marks > MAX_MARKS
        harmless = character == " " or not hidden
        yield character if harmless else _spelt(character)


def for_log(text: str) -> str:
    """Lines of which none is a command to what runs a build and keeps its log."""
    return AT_START.sub(r"\1\\x3a:", text)


def json_line(line: str) -> str:
    """The same line of JSON, harmless in a build log."""
    return ANYWHERE.sub(r"\\u0023#", line)


def _spelt(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def _verdict(verdict: Verdict) -> Text:
    return Text(verdict.value, style=STYLES.get(verdict, OTHER_STYLE))


def _points(points: float, max_points: float) -> str:
    return f"{points:g} / {max_points:g}"


def _table(*columns: str, plain: bool) -> Table:
    table = Table(box=None, pad_edge=True, header_style="" if plain else "bold")
    for column in columns:
        right = column == "points"
        table.add_column(column, justify="right" if right else "left")
    return table


def cohort_table(grades: Sequence[Grade], *, plain: bool) -> RenderableType:
    """One row a grade, by student and file, each student's total, and a summary."""
    table = _table("student", "file", "verdict", "points", "why", plain=plain)
    table.columns[-1].overflow = "fold"
    rows = sorted(grades, key=lambda g: (g.student, g.exercise, g.submission))
    for student, group in groupby(rows, key=lambda g: g.student):
        own = list(group)
        name = Text(shown(student, MAX_NAME) or "-")
        for grade in own:
            table.add_row(
                name,
                Text(shown(grade.submission.rpartition("/")[2], MAX_NAME)),
                _verdict(grade.verdict),
                _points(grade.points, grade.max_points),
                Text(shown_long(reason(grade))),
            )
        if len(own) > 1:
            style = "" if plain else "bold"
            table.add_row(name, "total", "", _sum(own), "", style=style)
    weak = [Text(f" {row}") for row in _weakness(grades)]
    return Group(table, Text(), Text(f" {summary(grades)}"), *weak)


def _sum(grades: Sequence[Grade]) -> str:
    points = math.fsum(grade.points for grade in grades)
    return _points(points, math.fsum(grade.max_points for grade in grades))


def reason(grade: Grade) -> str:
    """The shortest true answer to why a grade is not full."""
    if grade.verdict is Verdict.PASSED:
        return ""
    if grade.diagnosis is not None:
        return _why(grade.diagnosis)
    return next(
        (
            check.message.partition("\n")[0]
            for check in grade.checks
            if check.verdict is grade.verdict and check.message
        ),
        "",
    )


def summary(grades: Sequence[Grade]) -> str:
    """How many grades there are, by verdict, and how many students."""
    counts = [
        f"{len(list(rows))} {verdict}"
        for verdict, rows in groupby(sorted(g.verdict for g in grades))
    ]
    students = len({grade.student for grade in grades})
    people = "1 student" if students == 1 else f"{students} students"
    things = "1 grade" if len(grades) == 1 else f"{len(grades)} grades"
    return f"{things}, {people}: {', '.join(counts)}"


def grade_report(grade: Grade, *, plain: bool, of: str = "") -> RenderableType:
    """One grade in full: every check with its sentence, and what is wrong.

    `of` says what the points are of, where that is not the whole exercise.
    """
    points = _points(grade.points, grade.max_points)
    whole = f" of {of}" if of else ""
    head = Text(f"{grade.exercise}: {grade.verdict}, {points} points{whole}")
    if not plain:
        head.stylize(f"bold {STYLES.get(grade.verdict, OTHER_STYLE)}")
    table = _table("verdict", "points", "check", plain=plain)
    for check in grade.checks:
        points = _points(check.points, check.max_points)
        table.add_row(_verdict(check.verdict), points, Text(_sentence(check)))
    rows: list[RenderableType] = [head, Text(), table]
    if grade.diagnosis is not None:
        rows += [Text(), Text(f" Why: {shown_long(_why(grade.diagnosis))}")]
    rows += [Text(f" {row}") for row in _weakness([grade])]
    return Group(*rows)


class Rung(Protocol):
    """A hint as it is shown: what it is about, in a word, and its text."""

    @property
    def kind(self) -> str:
        """What it is about."""

    @property
    def text(self) -> str:
        """What it says."""


def _weakness(grades: Sequence[Grade]) -> list[str]:
    """A sentence where submissions ran without the kernel's walls around them."""
    weak = [g for g in grades if tier_of(g.provenance.isolation) < Tier.KERNEL]
    weak = [grade for grade in weak if grade.verdict is not Verdict.INTERNAL_ERROR]
    if not weak:
        return []
    count = "1 grade" if len(weak) == 1 else f"{len(weak)} grades"
    held = sorted({", ".join(grade.provenance.isolation) for grade in weak})
    return [f"Weak isolation: {count} with {' / '.join(held)} alone; `grader doctor`."]


def _why(diagnosis: Diagnosis) -> str:
    name = diagnosis.misconception
    return diagnosis.message + (f" [{name}]" if name else "")


def _sentence(check: CheckResult) -> str:
    if not check.message:
        return check.title
    # What a submission raised may hold line ends; our own maps of an array do.
    safe = shown_lines if check.verdict is Verdict.FAILED else shown_long
    return f"{check.title}\n-> {safe(check.message)}"
