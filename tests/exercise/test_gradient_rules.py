"""What a check of kind `gradient` must agree on with the rest of its exercise."""

from typing import Any

import pytest

from grader.exercise import ExerciseFile, GradientCheck, gradient_parts
from grader.exercise.rules import broken_rules
from grader.validating import validated
from tests.helpers import minimal

LOSS = {"loss": "dvalue * dot(x, w)", "gradients": {"dw": "w", "dx0": "x[0]"}}
FREE = {"free": {"k": []}, "loss": "dvalue * k", "gradients": {"z": "k"}}


def with_gradient(*forward: dict[str, Any], **rest: Any) -> dict[str, Any]:
    """The minimal exercise with a forward pass and one more check, of gradients."""
    data = minimal() | {"forward": list(forward or (LOSS,))}
    subject = data["function"]
    subject["arguments"]["dvalue"] = {"kind": "number"}
    subject["arguments"]["steps"] = {"kind": "integer", "choices": [3]}
    subject["returns"] |= {"dw": ["n_inputs"], "dx0": []}
    data["cases"]["example"]["given"][0] |= {"steps": 3, "dvalue": 2}
    row = {"id": "slope", "kind": "gradient", "cases": ["drawn"], "points": 1}
    data["checks"].append({**row, "title": "It.", **rest})
    return data


def broken(data: dict[str, Any]) -> dict[str, str]:
    """The broken rules of some data, as messages by key."""
    found = broken_rules(validated(ExerciseFile, data))
    return {".".join(map(str, place)): message for place, message in found}


@pytest.mark.parametrize(
    "rest",
    [
        {},
        {"visibility": "visible"},
        {"parts": ["dx0"]},
        {"output": "z", "upstream": "dvalue", "cases": ["example", "drawn"]},
    ],
)
def test_a_gradient_check_that_agrees_breaks_no_rule(rest: dict[str, Any]) -> None:
    """A visible one may name groups that are drawn."""
    assert {} == broken(with_gradient(**rest))


def test_all_gradients_are_meant_where_no_part_is_named() -> None:
    """Parts that are no gradients are left out."""
    spec = validated(ExerciseFile, with_gradient())
    check = spec.declared[-1]

    assert isinstance(check, GradientCheck)
    assert ("dw", "dx0") == gradient_parts(check, spec)


@pytest.mark.parametrize(
    ("rest", "key", "message"),
    [
        ({"parts": ["z"]}, "parts", "'z' has no gradient in `forward`"),
        ({"parts": ["q"]}, "parts", "no part called 'q'"),
        ({"cases": ["q"]}, "cases", "no group of cases is called 'q'"),
        ({"output": "z"}, "upstream", "is missing; name both"),
        ({"upstream": "dvalue"}, "output", "is missing; name both"),
        ({"output": "q", "upstream": "dvalue"}, "output", "no part called 'q'"),
        ({"output": "z", "upstream": "q"}, "upstream", "no argument called 'q'"),
        ({"output": "z", "upstream": "x"}, "upstream", "has another shape than 'z'"),
        ({"output": "z", "upstream": "steps"}, "upstream", "is a whole number"),
    ],
)
def test_what_does_not_agree_is_told(
    rest: dict[str, Any], key: str, message: str
) -> None:
    """Each problem has its key."""
    found = broken(with_gradient(**rest))

    (index,) = {place.split(".")[1] for place in found}
    assert message in found[f"checks.{index}.{key}"]


def test_a_gradient_needs_a_loss() -> None:
    """Without gradients in `forward` there is nothing to measure."""
    found = broken(with_gradient({"values": {"z": "dot(x, w)"}}))

    assert "no part has a gradient" in " ".join(found.values())


def test_an_own_forward_pass_is_given_what_is_nudged() -> None:
    """A free variable is no argument, so no call can nudge it."""
    own = {"output": "z", "upstream": "dvalue"}
    found = broken(with_gradient(LOSS, FREE, **own))

    assert ["'z' is a gradient of 'k', which is no argument"] == list(found.values())
