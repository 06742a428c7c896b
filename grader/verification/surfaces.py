"""Everything that a learner may read about a grade, as text: one line a surface.

What renders a grade for learners is registered here and searched by the leak audit.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec

from rich.console import Console, RenderableType

from grader.catalogue import Catalogue
from grader.exercise import Exercise
from grader.export import classroom50, gradescope, junit, plain_csv
from grader.export.classroom50 import STAMPS as NAMES
from grader.gradebook import Standing
from grader.gradebook.standings import Attempt
from grader.hints import ladder
from grader.html import feedback_fragment, feedback_page, feedback_text
from grader.learner.checking import Result
from grader.learner.result_text import hint_lines, result_lines
from grader.learner.terminal import Terminal
from grader.learner.words import OF_VISIBLE
from grader.picture import (
    Picture,
    course_picture,
    graph_outline,
    graph_picture,
    graph_text,
)
from grader.report import cohort_table, grade_report
from grader.result import Grade, Visibility, to_json

STAMPS = dict.fromkeys(NAMES.values(), "submit/now")
GEOMETRY = re.compile(r' [a-zA-Z-]+="[-MCLQZ0-9., ]*"')
WIDE = 100_000  # so that no line is broken where a needle stands


@dataclass(frozen=True, slots=True)
class Told:
    """A grade, its exercise and the course, for what renders them."""

    catalogue: Catalogue
    exercise: Exercise
    grade: Grade

    @property
    def standing(self) -> Standing:
        """The grade as the only attempt of its student."""
        return Standing(Attempt(self.grade, "", ""), attempts=1)


def _printed(rendered: RenderableType) -> str:
    console = Console(width=WIDE, color_system=None, highlight=False)
    with console.capture() as captured:
        console.print(rendered)
    return "\n".join(line.rstrip() for line in captured.get().splitlines())


def _check(told: Told) -> str:
    """What `kata check` prints: visible checks alone."""
    grade = _of_visible(told.grade)
    return _printed(grade_report(grade, plain=True, of=OF_VISIBLE))


def _of_visible(grade: Grade) -> Grade:
    visible = Visibility.VISIBLE
    return replace(
        grade, checks=tuple(row for row in grade.checks if row.visibility is visible)
    )


def _watch(told: Told) -> str:
    """What `kata watch` shows: visible checks alone, and where the step stands."""
    drawn = course_picture(told.catalogue, told.exercise, told.grade)
    outline = graph_outline(drawn) if drawn is not None else ""
    result = Result(_of_visible(told.grade), outline)
    return "\n".join(result_lines(result, Terminal(width=WIDE)))


def _hints(told: Told) -> str:
    found = ladder(told.exercise, told.grade.diagnosis)
    name, terminal = told.exercise.id, Terminal(width=WIDE)
    return "\n".join(hint_lines(name, found, 1, len(found), terminal))


def _json(told: Told) -> str:
    """The line of `--jsonl`, a value a line, so that equal ones are searched once."""
    return json.dumps(json.loads(to_json(told.grade)), indent=1)


def _picture(told: Told) -> str:
    drawn = course_picture(told.catalogue, told.exercise, told.grade)
    return _drawn(drawn) if drawn is not None else ""


@cache
def _drawn(picture: Picture) -> str:
    """All that is made of a picture; many grades have the same."""
    makers = (graph_outline, graph_text, graph_picture)
    return _words("\n".join(make(picture) for make in makers))


def _words(markup: str) -> str:
    """Markup without its geometry, where any number stands by chance."""
    return GEOMETRY.sub("", markup)


def _feedback(told: Told) -> str:
    return _words(feedback_page([told.standing], {told.exercise.id: told.exercise}))


def _notebook(told: Told) -> str:
    """The output of a cell: HTML, and text for where that is not shown.

    The picture, which is data there, is a surface of its own.
    """
    makers = (feedback_fragment, feedback_text)
    return _words("\n".join(make(told.grade, told.exercise) for make in makers))


SURFACES: dict[str, Callable[[Told], str]] = {
    "kata check": _check,
    "kata watch": _watch,
    "grader grade": lambda told: _printed(grade_report(told.grade, plain=True)),
    "table of grades": lambda told: _printed(cohort_table([told.grade], plain=True)),
    "JSON": _json,
    "hints": _hints,
    "picture": _picture,
    "Gradescope": lambda told: gradescope([told.standing]),
    "Classroom 50": lambda told: classroom50([told.standing], STAMPS),
    "JUnit": lambda told: junit([told.standing]),
    "CSV": lambda told: plain_csv([told.standing]),
}
if find_spec("jinja2") is not None:  # the extra `report`
    SURFACES["feedback"] = _feedback
    SURFACES["notebook"] = _notebook
