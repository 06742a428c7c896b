"""What stands below a cell after grading: feedback to read and points for nbgrader.

nbgrader takes a cell without a result for full marks, so every graded cell gets a
result of its own: a plain float, also for 0. Outputs are those of notebook format 4.5.
Pure.
"""

import platform
from typing import Any

from grader.report import shown_long
from grader.result import CheckResult, Grade, Verdict, Visibility, clamped

LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
    "version": platform.python_version(),
}


def shown(text: str, html: str = "") -> dict[str, Any]:
    """Something to read, as text and perhaps as HTML."""
    data = {"text/html": html, "text/plain": text} if html else {"text/plain": text}
    return {"output_type": "display_data", "data": data, "metadata": {}}


def scored(points: float, worth: float, count: int) -> dict[str, Any]:
    """The points as nbgrader reads them: between 0 and what the cell is worth."""
    return {
        "output_type": "execute_result",
        "data": {"text/plain": repr(clamped(float(points), worth))},
        "execution_count": count,
        "metadata": {},
    }


def put(cell: dict[str, Any], outputs: list[dict[str, Any]], count: int) -> None:
    """Give a code cell its outputs and its number."""
    cell["outputs"] = outputs
    cell["execution_count"] = count


def about_exercise(grade: Grade) -> str:
    """A grade in two lines, for where HTML is not shown."""
    head = (
        f"{grade.exercise}: {grade.verdict}, "
        f"{number(grade.points)} of {number(grade.max_points)} points"
    )
    known = grade.diagnosis
    return f"{head}\n{shown_long(known.message)}" if known else head


def about_step(grade: Grade, step: str, points: float, worth: float) -> str:
    """A step of a walkthrough in one line or two."""
    row = next((row for row in grade.checks if row.id == step), None)
    if row is None:
        return f"{step}: {number(points)} of {number(worth)} points"
    return _line(row, f"{step}: {row.verdict}, {number(points)} of {number(worth)}")


def about_visible(grade: Grade) -> str:
    """The visible checks, one a line, as they came out when they were graded."""
    rows = [row for row in grade.checks if row.visibility is Visibility.VISIBLE]
    lines = [f"{row.verdict}: {row.title}" for row in rows]
    return "\n".join(lines) or "There are no visible checks."


def share_of_visible(grade: Grade, worth: float) -> float:
    """What the visible checks earn of the points that a cell of their own has."""
    rows = [row for row in grade.checks if row.visibility is Visibility.VISIBLE]
    most = sum(row.max_points for row in rows)
    return worth * sum(row.points for row in rows) / most if most else 0.0


def _line(row: CheckResult, head: str) -> str:
    told = row.message and row.verdict is not Verdict.PASSED
    return f"{head}\n    {shown_long(row.message)}" if told else head


def number(points: float) -> str:
    """Points without needless decimals."""
    return f"{points:g}"
