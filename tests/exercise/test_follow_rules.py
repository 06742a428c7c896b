"""What `follows` must agree on with the rest of its exercise."""

from typing import Any

import pytest

from grader.exercise import ExerciseFile
from grader.exercise.rules import broken_rules
from grader.validating import validated
from tests.helpers import minimal


def following(**follows: str) -> dict[str, Any]:
    """The minimal exercise with a second part, checked by itself."""
    data = minimal()
    data["function"]["returns"]["y"] = []
    data["follows"] = follows
    rest = {"kind": "value", "cases": ["drawn"], "points": 1, "title": "It."}
    data["checks"].append({"id": "y", "parts": ["y"], **rest})
    return data


def broken(data: dict[str, Any]) -> dict[str, str]:
    """The broken rules of some data, as messages by key."""
    found = broken_rules(validated(ExerciseFile, data))
    return {".".join(map(str, place)): message for place, message in found}


def test_a_part_may_follow_from_another() -> None:
    """ReLU of z, where another check asks for z in the same cases."""
    assert {} == broken(following(y="maximum(z, 0)"))


@pytest.mark.parametrize(
    ("follows", "key", "message"),
    [
        ({"q": "z"}, "follows.q", "there is no part called 'q'"),
        ({"y": "z.T"}, "follows.y", "is not understood"),
        ({"y": "u"}, "follows.y", "there is no quantity called 'u'"),
        ({"y": "y + z"}, "follows.y", "there is no quantity called 'y'"),
        ({"y": "b + 1"}, "follows.y", "reads no other part"),
    ],
)
def test_a_formula_reads_what_there_is(
    follows: dict[str, str], key: str, message: str
) -> None:
    """Arguments and parts that do not follow themselves; one part at least."""
    found = broken(following(**follows))

    assert [key] == list(found)
    assert message in found[key]


def test_what_is_followed_is_asked_for_in_the_same_cases() -> None:
    """Else a part that is wrong there only would be forgiven and never charged."""
    data = following(y="maximum(z, 0)")
    data["cases"]["more"] = {"draw": 2}
    data["checks"][-1]["cases"] = ["drawn", "more"]

    expected = "y follows from z; check that on 'more' too"
    assert {"checks.2.cases": expected} == broken(data)


def test_a_check_that_is_forgiven_watches_nothing() -> None:
    """Two parts that follow do not stand in for what they follow from."""
    data = following(y="maximum(z, 0)")
    data["checks"][0]["parts"] = data["checks"][1]["parts"] = ["y"]

    assert {f"checks.{i}.cases" for i in range(3)} == broken(data).keys()
