"""Classroom 50's `result.json`, schema `classroom50/result/v1`.

Who, what and where come from the variables that its workflow sets; the runner itself
adds `owner` and `assignment_type`. The format takes whole numbers only, so all points
of a file are scaled alike where one of them is not whole.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from grader.errors import OperatorError
from grader.export.lines import Line, lines_of, summed, why
from grader.gradebook import Standing

SCHEMA = "classroom50/result/v1"
FINE = 100
# How the tags begin that stand for a submission.
TAG = "submit/"
STAMPS = {
    "classroom": "CLASSROOM",
    "assignment": "ASSIGNMENT",
    "submission": "SUBMISSION_TAG",
    "commit": "COMMIT_URL",
    "release": "RELEASE_URL",
    "review": "REVIEW_URL",
}


def classroom50(standings: Sequence[Standing], environment: Mapping[str, str]) -> str:
    """The result of one student, as JSON. Raises `OperatorError` for a wrong stamp."""
    missing = [name for name in STAMPS.values() if not environment.get(name)]
    if missing:
        raise OperatorError(
            f"Classroom 50 needs the variable {missing[0]}, which its workflow sets"
        )
    if not environment[STAMPS["submission"]].startswith(TAG):
        raise OperatorError(
            f"{STAMPS['submission']} is no tag of Classroom 50, which begin with {TAG}"
        )
    lines = [line for standing in standings for line in _explained(standing)]
    score = summed(standing.points for standing in standings)
    due = summed(standing.grade.max_points for standing in standings)
    scale = _scale([score, due, *(n for x in lines for n in (x.points, x.max_points))])
    result = {
        "schema": SCHEMA,
        **{key: environment[name] for key, name in STAMPS.items()},
        "datetime": _handed_in(standings).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "score": min(round(score * scale), round(due * scale)),
        "max-score": round(due * scale),
        "tests": [_test(line, scale) for line in lines],
    }
    return json.dumps(result, indent=1, allow_nan=False) + "\n"


def _handed_in(standings: Sequence[Standing]) -> datetime:
    """When the last of it was handed in; now where nobody knows."""
    times = [row.attempt.submitted_at for row in standings if row.attempt.submitted_at]
    return (
        datetime.fromisoformat(max(times)).astimezone(UTC)
        if times
        else datetime.now(UTC)
    )


def _scale(points: Sequence[float]) -> int:
    return 1 if all(float(number).is_integer() for number in points) else FINE


def _explained(standing: Standing) -> Iterator[Line]:
    """The lines of an exercise, the first that is wrong with the reason."""
    reason = why(standing)
    for line in lines_of(standing):
        if reason and not line.passed:
            yield replace(line, message=f"{line.message}\n{reason}".strip())
            reason = ""
        else:
            yield line


def _test(line: Line, scale: int) -> dict[str, Any]:
    most = round(line.max_points * scale)
    return {
        "test-name": line.title,
        "passed": line.passed,
        "score": min(round(line.points * scale), most),
        "max-score": most,
        "message": line.message,
        "tags": [line.verdict.value],
    }
