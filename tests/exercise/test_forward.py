"""What the entries of `forward` must agree on: one broken rule a test."""

from typing import Any

import pytest

from grader.exercise import ExerciseFile, compared_parts, variable_of
from grader.exercise.rules import broken_rules
from grader.validating import validated
from tests.helpers import REPOSITORY, minimal
from tests.script.traces import SCRIPT


def broken(
    *entries: dict[str, Any], data: dict[str, Any] | None = None
) -> dict[str, str]:
    """The broken rules of the minimal exercise with some entries, by key."""
    spec = validated(ExerciseFile, (data or minimal()) | {"forward": entries})
    found = {
        ".".join(map(str, place)): message for place, message in broken_rules(spec)
    }
    return {key.removeprefix("forward.0"): message for key, message in found.items()}


def script() -> dict[str, Any]:
    """A small script exercise, as data."""
    data = minimal() | {"style": "script", "script": SCRIPT, "dimensions": {}}
    for key in ("function", "preactivation", "cases", "checks"):
        del data[key]
    data["misconceptions"]["boundary_kept"] = {"message": "z is 0 there."}
    return data


def with_steps() -> dict[str, Any]:
    """The minimal exercise with an argument that is a whole number."""
    data = minimal()
    data["function"]["arguments"]["steps"] = {"kind": "integer", "choices": [3]}
    data["cases"]["example"]["given"][0]["steps"] = 3
    return data


@pytest.mark.parametrize(
    "entry",
    [
        {"values": {"z": "dot(x, w) + b"}},
        {"loss": "sum(x * w)", "gradients": {"z": "w[0]"}},
        {
            "loss": "sum(maximum(s, 0) * up)",
            "let": {"s": "x * w * scale", "t": "s"},
            "free": {"scale": [], "up": ["n_inputs", 2]},
            "kinks": ["s"],
            "gradients": {"z": "scale"},
        },
        {
            "loss": "dot(x, w)",
            "descent": {"rate": "b", "of": ["x", "w"], "ends": {"z": "w"}},
        },
    ],
)
def test_an_entry_that_is_right_breaks_no_rule(entry: dict[str, Any]) -> None:
    """What the other tests mutate is right to begin with."""
    assert {} == broken(entry)


LOSS = {"loss": "b", "gradients": {"z": "b"}}


@pytest.mark.parametrize(
    ("change", "key", "told"),
    [
        ({"loss": "c"}, ".loss", "there is no quantity called 'c'"),
        ({"loss": "b +"}, ".loss", "is no expression"),
        ({"loss": None}, ".loss", "is missing; add it"),
        (
            {"gradients": {}, "values": {"z": "b"}},
            ".loss",
            "is used by no gradient",
        ),
        ({"gradients": {}}, "", "says nothing of any part"),
        ({"gradients": {"y": "b"}}, "", "there is no part called 'y'"),
        ({"gradients": {"z": "c"}}, ".gradients.z", "no variable called 'c'"),
        (
            {"let": {"c": "b"}, "gradients": {"z": "c"}},
            ".gradients.z",
            "no variable called 'c'",
        ),
        ({"values": {"z": "b"}}, "", "'z' stands more than once"),
        ({"free": {"b": []}}, ".free.b", "'b' is there already"),
        ({"free": {"sum": []}}, ".free.sum", "'sum' is a function"),
        ({"free": {"c": ["n"]}}, ".free.c", "no argument shows the size 'n'"),
        ({"free": {"c": []}, "let": {"c": "b"}}, ".let.c", "'c' is there already"),
        ({"let": {"c": "d", "d": "b"}}, ".let.c", "no quantity called 'd'"),
        ({"kinks": ["c"]}, ".kinks", "there is no quantity called 'c'"),
        (
            {"descent": {"rate": "c", "of": ["b"]}},
            ".descent.rate",
            "there is no quantity called 'c'",
        ),
        (
            {"descent": {"rate": "b", "of": ["b"], "steps": "n"}},
            ".descent.steps",
            "there is no quantity called 'n'",
        ),
        (
            {"descent": {"rate": "b", "of": ["c"]}},
            ".descent.of",
            "there is no variable called 'c'",
        ),
        (
            {"descent": {"rate": "b", "of": ["b"], "ends": {"z": "w"}}},
            ".descent.ends.z",
            "'w' does not move",
        ),
        (
            {"descent": {"rate": "b", "of": ["b"], "losses": "y"}},
            "",
            "there is no part called 'y'",
        ),
    ],
)
def test_a_broken_rule_is_told(change: dict[str, Any], key: str, told: str) -> None:
    """Each rule has its key and its sentence."""
    found = broken(LOSS | change)

    assert told in found[key]


def test_every_broken_rule_is_told() -> None:
    """One broken rule of an entry does not hide another, nor those of the rest."""
    data = minimal()
    data["checks"][1]["cases"] = ["nowhere"]
    entry = {"loss": "c", "gradients": {"y": "d"}, "kinks": ["e"]}

    found = broken(entry, data=data)

    assert {"checks.1.cases", ".loss", ".gradients.y", "", ".kinks"} == set(found)


def test_a_part_stands_in_one_entry() -> None:
    """Two entries about one part are told at both."""
    assert 2 == len(broken(LOSS, LOSS))


def test_a_whole_number_has_no_gradient() -> None:
    """It may be read, as a number of steps, but nothing is differentiated by it."""
    entry = {"loss": "b * steps", "gradients": {"z": "steps"}}

    found = broken(entry, data=with_steps())

    assert {".gradients.z": "'steps' is a whole number and has no gradient"} == found


def test_the_steps_of_a_script_are_parts_and_variables() -> None:
    """But an update is judged by its direction, so it is no part."""
    entry = {"loss": "sum(w * x) * z", "gradients": {"dz": "z", "w": "w"}}

    assert ("z", "dz", "dw") == compared_parts(validated(ExerciseFile, script()))
    assert {"": "there is no part called 'w'"} == broken(entry, data=script())


def test_the_start_values_of_a_class_are_no_parts() -> None:
    """They are random, and what is kept was given."""
    data = minimal() | {"style": "class"}
    data["class"] = {
        "name": "Neuron",
        "arguments": data.pop("function")["arguments"],
        "set": ["w", "b"],
        "calls": [{"method": "forward", "arguments": ["x"]}],
        "made": {"w": ["n_inputs"]},
        "parts": {"output": []},
        "kept": ["w"],
    }

    assert ("output",) == compared_parts(validated(ExerciseFile, data))


@pytest.mark.parametrize("target", ["", "w[]", "w[-1]", "w[0", "w[0,1]", "w.T", "w[i]"])
def test_a_target_is_a_variable_or_an_element(target: str) -> None:
    """Nothing else is a variable of a gradient."""
    wrong = {"loss": "b", "gradients": {"z": target}}

    with pytest.raises(ValueError, match=r"should match pattern|at most 80"):
        validated(ExerciseFile, minimal() | {"forward": [wrong]})


def test_an_element_has_its_index() -> None:
    """`w[1, 2]` is a cell of w."""
    assert ("w", ()) == variable_of("w")
    assert ("w", (1, 2)) == variable_of("w[1, 2]")


def test_every_exercise_of_the_course_declares_its_forward_pass() -> None:
    """The block is there in each file."""
    paths = sorted(REPOSITORY.glob("exercises/*/*/exercise.yaml"))

    assert paths
    assert [] == [p for p in paths if "\nforward:\n" not in p.read_text("utf-8")]
