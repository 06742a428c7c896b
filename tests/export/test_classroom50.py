"""Classroom 50's `result.json`, against its schema."""

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import OperatorError
from grader.export import classroom50
from grader.export.classroom50 import STAMPS
from tests.export.standing import saying, standing
from tests.helpers import grade_of

STAMPED = dict.fromkeys(STAMPS.values(), "x") | {"SUBMISSION_TAG": "submit/x"}
WHOLE = {"type": "integer", "minimum": 0}
TEXT = {"type": "string", "minLength": 1}
HOUR = r"([01]\d|2[0-3])"
TEST = {"test-name": TEXT, "passed": {"type": "boolean"}}
NAMES = ("classroom", "assignment", "submission", "commit", "release", "review")
# By the published description of version 1: closed at the top, open in the tests. The
# runner adds `owner` and `assignment_type`.
TOP: dict[str, Any] = {
    "schema": {"const": "classroom50/result/v1"},
    **dict.fromkeys(NAMES, TEXT),
    "submission": {"type": "string", "pattern": "^submit/"},
    "datetime": {
        "type": "string",
        "pattern": rf"^\d{{4}}-\d{{2}}-\d{{2}}T{HOUR}:[0-5]\d:[0-5]\dZ$",
    },
    "score": WHOLE,
    "max-score": WHOLE,
    "tests": {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {**TEST, "score": WHOLE, "max-score": WHOLE},
            "required": [*TEST, "score", "max-score"],
        },
    },
}
SCHEMA = {
    "type": "object",
    "properties": TOP,
    "required": [*TOP],
    "additionalProperties": False,
}


@given(st.text(max_size=40))
def test_the_result_is_what_the_schema_says(text: str):
    """Whole numbers, no key too many, and no score above its maximum."""
    found = json.loads(classroom50([saying(text)], STAMPED))

    jsonschema.validate(found, SCHEMA)
    assert found["score"] <= found["max-score"]
    assert all(row["score"] <= row["max-score"] for row in found["tests"])


@pytest.mark.parametrize(("points", "scale"), [(1.0, 1), (1.25, 100)])
def test_points_are_scaled_alike_where_one_is_not_whole(points: float, scale: int):
    """The share of the points stays what it is."""
    found = json.loads(classroom50([standing(grade_of(points=points))], STAMPED))

    assert found["score"] == points * scale
    assert found["max-score"] == 4 * scale
    assert [row["max-score"] for row in found["tests"]] == [1 * scale, 3 * scale]


def test_the_first_wrong_line_says_why():
    """A learner who looks at the test that failed finds the reason there."""
    found = json.loads(classroom50([standing()], STAMPED))

    assert [row["message"] for row in found["tests"]] == [
        "",
        "0 of 1 passed.\nThe bias is missing.",
    ]


@pytest.mark.parametrize(
    ("stamps", "told"),
    [
        ({n: STAMPED[n] for n in STAMPED if n != "COMMIT_URL"}, "COMMIT_URL"),
        (STAMPED | {"REVIEW_URL": ""}, "REVIEW_URL"),
        (STAMPED | {"SUBMISSION_TAG": "v1"}, "begin with submit/"),
    ],
)
def test_a_stamp_that_is_wrong_is_named(stamps: dict[str, str], told: str):
    """Outside of its workflow it is told what would be needed."""
    with pytest.raises(OperatorError, match=told):
        classroom50([standing()], stamps)


def test_the_time_is_when_it_was_handed_in():
    """Grading it again later does not make it late."""
    row = standing()
    at = replace(row.attempt, submitted_at="2026-11-01T12:30:00+01:00")
    found = json.loads(classroom50([replace(row, attempt=at), row], STAMPED))

    assert found["datetime"] == "2026-11-01T11:30:00Z"
