"""Classroom 50's `result.json`, against its schema."""

import json
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

STAMPED = dict.fromkeys(STAMPS.values(), "x")
WHOLE = {"type": "integer", "minimum": 0}
TEXT = {"type": "string"}
TEST = {"test-name": TEXT, "passed": {"type": "boolean"}}
NAMES = ("classroom", "assignment", "submission", "commit", "release", "review")
# By the published description of version 1: closed at the top, open in the tests. The
# runner adds `owner` and `assignment_type`.
TOP: dict[str, Any] = {
    "schema": {"const": "classroom50/result/v1"},
    **dict.fromkeys(NAMES, TEXT),
    "datetime": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
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


def test_a_stamp_that_is_missing_is_named():
    """Outside of its workflow it is told what would be needed."""
    with pytest.raises(OperatorError, match="COMMIT_URL"):
        classroom50([standing()], {n: "x" for n in STAMPED if n != "COMMIT_URL"})
