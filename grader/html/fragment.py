"""What a learner is told of one grade, as a piece of HTML to stand in another page.

A notebook and nbgrader's feedback put it among their own, so it brings no heading, no
script, no id and no rule of style: all looks are attributes, which is what the
sanitizers of notebooks leave, and every coloured word has a ground of its own, so that
it reads on light and on dark. Pictures are data, not links. Nothing hidden is in it.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rich.console import Console

from grader.exercise import Exercise
from grader.export.lines import HIDDEN, Line, lines_of, why
from grader.gradebook import Standing
from grader.gradebook.standings import Attempt
from grader.html.feedback import next_hints
from grader.html.page import filled
from grader.picture import (
    Grid,
    Picture,
    graph_outline,
    graph_picture,
    graph_text,
    parts_of,
)
from grader.report import grade_report
from grader.result import CheckResult, Grade, Verdict, Visibility

MAX_BYTES = 300_000  # of which a notebook keeps one for each run of a cell
MAX_MESSAGE = 4000
MANY = 8  # lines, of which those that passed are folded away
MAX_ELEMENTS = 200  # of arrays that are drawn as a table
CUT = "…"
OF_VISIBLE = "the visible checks"
NEUTRAL = (Verdict.PASSED, Verdict.SKIPPED)
WIDTH = 100


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture as an address that holds all of it, in one sentence and in full."""

    address: str
    alternative: str
    words: str


def feedback_fragment(
    grade: Grade,
    exercise: Exercise,
    picture: Picture | None = None,
    *,
    of: str | None = None,
) -> str:
    """One element of HTML about a grade; where it is too large, without the picture.

    `of` says what the points are of; without it, the visible checks or everything.
    Raises `OperatorError` where Jinja2 is not installed.
    """
    lines = [replace(row, message=_cut(row.message)) for row in _lines(grade)]
    of = share_of(grade, exercise) if of is None else of
    whole = _filled(grade, exercise, lines, picture, of)
    if _size(whole) > MAX_BYTES:
        whole = _filled(grade, exercise, lines, None, of)
    if _size(whole) > MAX_BYTES:
        bare = [replace(row, message="") for row in lines]
        whole = _filled(grade, exercise, bare, None, of)
    return whole


def feedback_text(
    grade: Grade,
    exercise: Exercise,
    picture: Picture | None = None,
    *,
    of: str | None = None,
) -> str:
    """The same as plain text, as `kata check` prints it; hidden checks are one line."""
    of = share_of(grade, exercise) if of is None else of
    told = replace(grade, checks=tuple(_told(grade)))
    # In a notebook a console would show what it prints as an output of the cell.
    console = Console(
        width=WIDTH, color_system=None, highlight=False, force_jupyter=False
    )
    with console.capture() as captured:
        console.print(grade_report(told, plain=True, of=of))
    text = "\n".join(line.rstrip() for line in captured.get().splitlines())
    if picture is not None and grade.steps and grade.verdict is not Verdict.PASSED:
        text = f"{text}\n\n{graph_outline(picture).rstrip()}"
    return text


def share_of(grade: Grade, exercise: Exercise) -> str:
    """What the points are of, where that is not the whole exercise."""
    hidden = Visibility.HIDDEN
    is_part = any(check.visibility is hidden for check in exercise.spec.checks)
    has_all = any(check.visibility is hidden for check in grade.checks)
    return OF_VISIBLE if is_part and not has_all else ""


def _filled(
    grade: Grade,
    exercise: Exercise,
    lines: Sequence[Line],
    picture: Picture | None,
    of: str,
) -> str:
    is_full = grade.verdict is Verdict.PASSED
    folded = [row for row in lines if _is_dull(row)] if len(lines) > MANY else []
    return filled(
        "fragment.html",
        grade=grade,
        title=exercise.spec.title,
        of=of,
        why=_cut(why(_standing(grade))),
        open=[(row, _parts(row.message)) for row in lines if row not in folded],
        folded=[(row, _parts(row.message)) for row in folded],
        kind="Step" if grade.steps else "Check",
        hints=() if is_full else next_hints(exercise, grade.diagnosis),
        picture=_drawn(picture) if picture is not None else None,
        neutral=NEUTRAL,
        hidden=HIDDEN,
        passed=Verdict.PASSED,
    )


def _parts(message: str) -> list[tuple[str, Grid | None]]:
    """The texts of a message and its maps of arrays, where they are not too large."""
    parts = list(parts_of(message))
    size = sum(part.size for part in parts if isinstance(part, Grid))
    if size > MAX_ELEMENTS:
        return [(message, None)]
    return [(p, None) if isinstance(p, str) else ("", p) for p in parts]


def _is_dull(line: Line) -> bool:
    """Whether there is nothing to mend; the hidden checks stay in sight."""
    return line.passed and line.points == line.max_points and line.name != HIDDEN


def _standing(grade: Grade) -> Standing:
    return Standing(Attempt(grade, "", ""), attempts=1)


def _lines(grade: Grade) -> list[Line]:
    return list(lines_of(_standing(grade)))


def _told(grade: Grade) -> list[CheckResult]:
    """The checks that may be read about, and what the others come to."""
    found = [row for row in grade.checks if row.visibility is Visibility.VISIBLE]
    for line in _lines(grade)[len(found) :]:
        result = CheckResult(
            id=HIDDEN,
            title=line.name,
            verdict=line.verdict,
            points=line.points,
            max_points=line.max_points,
            visibility=Visibility.HIDDEN,
            message=line.message,
        )
        found.append(result)
    return found


@lru_cache(maxsize=64)
def _drawn(picture: Picture) -> Drawn:
    data = base64.b64encode(graph_picture(picture).encode()).decode()
    words = graph_text(picture).rstrip()
    return Drawn(
        address=f"data:image/svg+xml;base64,{data}",
        alternative=words.partition("\n")[0],
        words=words,
    )


def _cut(text: str) -> str:
    return text if len(text) <= MAX_MESSAGE else text[: MAX_MESSAGE - 1] + CUT


def _size(text: str) -> int:
    return len(text.encode())
