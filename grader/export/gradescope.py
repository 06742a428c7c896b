"""Gradescope's `results.json`: what its autograder reads when a container has run."""

import json
from collections.abc import Sequence
from typing import Any

from grader.export.lines import Line, lines_of, summed, why
from grader.gradebook import Standing


def gradescope(standings: Sequence[Standing]) -> str:
    """The results of one student, as JSON.

    The total is said by itself, so that it is right also where an instructor decided
    otherwise than the checks. Nothing is marked hidden: one hidden line would hide the
    total.
    """
    tests = [
        _test(line, f"{place}.{number}")
        for place, standing in enumerate(standings, start=1)
        for number, line in enumerate(lines_of(standing), start=1)
    ]
    said = [
        f"{standing.grade.exercise}: {why(standing)}"
        for standing in standings
        if why(standing)
    ]
    results = {
        "score": summed(standing.points for standing in standings),
        "output": "\n".join(said),
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "execution_time": round(sum(row.grade.seconds for row in standings), 3),
        "tests": tests,
    }
    return json.dumps(results, indent=1, allow_nan=False) + "\n"


def _test(line: Line, number: str) -> dict[str, Any]:
    return {
        "number": number,
        "name": line.title,
        "score": line.points,
        "max_score": line.max_points,
        "status": "passed" if line.passed else "failed",
        "output": line.message,
        "output_format": "text",
        "visibility": "visible",
        "tags": [line.verdict.value],
    }
