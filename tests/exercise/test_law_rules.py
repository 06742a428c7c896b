"""What a check of kind `law` must agree on with the rest of its exercise."""

from typing import Any, get_args

import pytest

from grader.exercise import ExerciseFile
from grader.exercise.checks import LawName
from grader.exercise.law_rules import NEEDS
from grader.exercise.rules import broken_rules
from grader.validating import validated
from tests.helpers import minimal


def with_law(**law: Any) -> dict[str, Any]:
    """The minimal exercise with one more check, a law."""
    data = minimal()
    data["function"]["arguments"]["steps"] = {"kind": "integer", "choices": [3]}
    data["function"]["returns"]["dw"] = ["n_inputs"]
    data["cases"]["example"]["given"][0]["steps"] = 3
    rest = {"id": "law", "kind": "law", "cases": ["drawn"], "points": 1, "title": "It."}
    data["checks"].append({**rest, **law})
    return data


def broken(data: dict[str, Any]) -> dict[str, str]:
    """The broken rules of some data, as messages by key."""
    found = broken_rules(validated(ExerciseFile, data))
    return {".".join(map(str, place)): message for place, message in found}


SOUND = {
    "scales_with": {"of": "x"},
    "linear_in": {"of": "w"},
    "straight_in": {"of": "b"},
    "zero_in": {"of": "x", "parts": ["z"]},
    "independent_of": {"of": "b"},
    "continues_with": {"of": "steps"},
    "adds_over": {"along": "n_inputs"},
    "permutes_with": {"along": "n_inputs"},
    "masked_by": {"of": "b", "by": "z"},
    "weight_of_ones": {"of": "x", "parts": ["dw", "z"]},
}


def test_every_law_has_its_needs() -> None:
    """The table of what laws need names each law there is."""
    assert set(get_args(LawName)) == NEEDS.keys() == SOUND.keys()


@pytest.mark.parametrize("law", SOUND)
def test_a_law_with_what_it_needs_breaks_no_rule(law: str) -> None:
    """Each law can be written."""
    assert {} == broken(with_law(law=law, **SOUND[law]))


@pytest.mark.parametrize("law", SOUND)
def test_what_a_law_needs_is_asked_for(law: str) -> None:
    """A law without its keys is told which are missing."""
    found = broken(with_law(law=law, parts=["dw", "z"]))

    assert {f"checks.2.{key}" for key in NEEDS[law]} == found.keys()
    assert all("is missing" in message for message in found.values())


@pytest.mark.parametrize(
    ("law", "key", "message"),
    [
        ({"law": "scales_with", "of": "y"}, "of", "no argument called 'y'"),
        ({"law": "scales_with", "of": "steps"}, "of", "is a whole number"),
        ({"law": "continues_with", "of": "b"}, "of", "is no integer"),
        ({"law": "scales_with", "of": "x", "by": "z"}, "by", "has no use for it"),
        ({"law": "adds_over", "along": "n"}, "along", "no dimension is called 'n'"),
        ({"law": "masked_by", "of": "b", "by": "q"}, "by", "preactivation called 'q'"),
        ({"law": "masked_by", "of": "x", "by": "z"}, "by", "has another shape"),
        ({"law": "zero_in", "of": "x", "parts": ["q"]}, "parts", "no part called 'q'"),
        ({"law": "zero_in", "of": "x", "cases": ["q"]}, "cases", "is called 'q'"),
        ({"law": "weight_of_ones", "of": "x"}, "parts", "name two"),
    ],
)
def test_a_law_names_what_there_is(law: dict[str, Any], key: str, message: str) -> None:
    """A name that is none, or means something else, is told at its key."""
    found = broken(with_law(**law))

    assert [f"checks.2.{key}"] == list(found)
    assert message in found[f"checks.2.{key}"]


def test_a_dimension_that_no_argument_has_cannot_be_used() -> None:
    """To cut or turn round a dimension, an argument must have it."""
    data = with_law(law="permutes_with", along="n_neurons")
    data["dimensions"]["n_neurons"] = {"min": 5, "max": 7}

    expected = "no argument has the dimension 'n_neurons'"
    assert {"checks.2.along": expected} == broken(data)


def test_a_visible_law_may_be_drawn() -> None:
    """Its cases are of a public seed, so none of them need be given."""
    data = with_law(law="scales_with", of="x", visibility="visible")

    assert {} == broken(data)
