"""What the parts of one exercise must agree on: one broken rule a test."""

from typing import Any

import pytest

from grader.exercise import ExerciseFile
from grader.exercise.rules import broken_rules, course_rules
from grader.validating import validated
from tests.helpers import minimal


def broken(data: dict[str, Any]) -> dict[str, str]:
    """The broken rules of some data, as messages by key."""
    found = course_rules(validated(ExerciseFile, data))
    return {".".join(map(str, place)): message for place, message in found}


def test_the_minimal_exercise_breaks_no_rule() -> None:
    """What the other tests mutate is right to begin with."""
    assert broken(minimal()) == {}


def test_a_bundle_needs_no_hidden_check() -> None:
    """Its exercises hold what learners may have, and that may be worth no point."""
    data = minimal()
    data["checks"] = [data["checks"][0] | {"points": 0}]
    del data["cases"]["drawn"]

    assert {"checks"} == broken(data).keys()
    assert [] == broken_rules(validated(ExerciseFile, data))


def test_a_size_of_an_argument_is_declared() -> None:
    """A dimension in an argument's shape must be declared."""
    data = minimal()
    data["function"]["arguments"]["w"]["shape"] = ["n_input"]
    data["cases"]["example"]["given"] = []
    data["cases"]["example"]["draw"] = 1
    data["checks"][0]["visibility"] = "hidden"

    expected = "no dimension is called 'n_input'; declare it"
    assert {"function.arguments.w.shape": expected} == broken(data)


def test_a_size_of_a_result_is_declared() -> None:
    """A dimension in a result's shape must be declared."""
    data = minimal()
    data["function"]["returns"]["z"] = ["n_neurons + 1"]

    expected = "no dimension is called 'n_neurons'; declare it"
    assert {"function.returns.z": expected} == broken(data)


def test_a_whole_number_argument_is_a_size() -> None:
    """The length of a result may depend on an argument that is a whole number."""
    data = minimal()
    data["function"]["arguments"]["steps"] = {"kind": "integer", "choices": [3]}
    data["function"]["returns"]["z"] = ["steps + 1"]
    data["cases"]["example"]["given"][0]["steps"] = 3

    assert broken(data) == {}


def test_a_dimension_argument_has_its_dimension() -> None:
    """An argument that is the size of a dimension bears the name of one."""
    data = minimal()
    data["function"]["arguments"]["n_neurons"] = {"kind": "dimension"}
    data["cases"]["example"]["given"][0]["n_neurons"] = 3

    expected = "no dimension is called 'n_neurons'; declare it"
    assert {"function.arguments.n_neurons": expected} == broken(data)


def test_a_check_names_groups_that_exist() -> None:
    """A group of cases that a check names must be there."""
    data = minimal()
    data["checks"][1]["cases"] = ["drawn", "darwn"]

    assert broken(data) == {"checks.1.cases": "no group of cases is called 'darwn'"}


def test_a_visible_check_uses_given_cases() -> None:
    """Drawn cases are hidden, so a visible check cannot be about them."""
    data = minimal()
    data["checks"][0]["cases"] = ["drawn"]

    expected = "a visible check needs given cases; 'drawn' are drawn"
    assert {"checks.0.cases": expected} == broken(data)


def test_a_check_names_parts_that_are_returned() -> None:
    """A part that a check names must be one of the function's results."""
    data = minimal()
    data["checks"][1]["parts"] = ["z", "y"]

    expected = "there is no part called 'y'"
    assert {"checks.1.parts": expected} == broken(data)


def test_a_shape_check_names_parts_that_are_returned() -> None:
    """The rule about parts holds for checks of shapes too."""
    data = minimal()
    data["checks"][1] |= {"kind": "shape", "parts": ["y"]}

    assert {"checks.1.parts"} == broken(data).keys()


def test_ids_of_checks_differ() -> None:
    """Two checks cannot have one id."""
    data = minimal()
    data["checks"][1]["id"] = "example"

    assert broken(data) == {"checks.1.id": "'example' stands twice"}


def test_one_check_is_hidden() -> None:
    """With visible checks alone, a learner could hard-code every answer."""
    data = minimal()
    del data["checks"][1]

    expected = "no check is hidden; add one that draws its cases"
    assert {"checks": expected} == broken(data)


def test_one_check_has_points() -> None:
    """An exercise without points cannot be graded."""
    data = minimal()
    for check in data["checks"]:
        check["points"] = 0

    assert broken(data) == {"checks": "no check has points"}


@pytest.mark.parametrize("role", ["inputs", "weights", "biases"])
def test_a_preactivation_is_made_of_arguments(role: str) -> None:
    """Inputs, weights and biases of z are arguments of the function."""
    data = minimal()
    data["preactivation"][role] = "nowhere"

    expected = "the function has no argument 'nowhere'"
    assert {f"preactivation.{role}": expected} == broken(data)


def test_a_given_case_has_every_argument() -> None:
    """An argument left out of a given case is missed."""
    data = minimal()
    del data["cases"]["example"]["given"][0]["b"]

    expected = "the argument 'b' is missing; give it"
    assert {"cases.example.given.0": expected} == broken(data)


def test_a_given_case_has_no_other_argument() -> None:
    """A value for what is no argument is refused."""
    data = minimal()
    data["cases"]["example"]["given"][0]["c"] = 1.0

    expected = "the function has no such argument"
    assert {"cases.example.given.0.c": expected} == broken(data)


def test_a_group_fixes_dimensions_that_are_declared() -> None:
    """A size fixed in a group belongs to a declared dimension."""
    data = minimal()
    data["cases"]["drawn"]["dimensions"] = {"n_neurons": 3}

    expected = "no such dimension is declared"
    assert {"cases.drawn.dimensions.n_neurons": expected} == broken(data)


def test_a_group_sets_signs_of_arguments() -> None:
    """Signs set in a group belong to an argument."""
    data = minimal()
    data["cases"]["drawn"]["signs"] = {"y": "zero", "x": "positive"}

    expected = "the function has no such argument"
    assert {"cases.drawn.signs.y": expected} == broken(data)


def test_a_group_sets_the_signs_of_the_preactivation() -> None:
    """The name of z may have signs although it is no argument."""
    data = minimal()
    data["cases"]["drawn"]["signs"] = {"z": "zero"}

    assert broken(data) == {}


def test_a_given_value_has_the_rank_of_its_argument() -> None:
    """A number where a list is due is told."""
    data = minimal()
    data["cases"]["example"]["given"][0]["w"] = 2.0

    expected = "has 0 dimensions, not 1"
    assert {"cases.example.given.0.w": expected} == broken(data)


def test_given_values_agree_in_their_sizes() -> None:
    """Two lists over one dimension are equally long."""
    data = minimal()
    data["cases"]["example"]["given"][0]["w"] = [0.5, -2.0, 3.0]

    expected = "has length 3 where n_inputs is 2"
    assert {"cases.example.given.0.w": expected} == broken(data)


def test_given_values_have_the_sizes_that_are_numbers() -> None:
    """A size written as a number in the shape holds for given values."""
    data = minimal()
    data["function"]["arguments"]["w"]["shape"] = [3]
    data["preactivation"] = None

    expected = "has length 2 where 3 is 3"
    assert {"cases.example.given.0.w": expected} == broken(data)


def test_given_rows_are_equally_long() -> None:
    """A ragged array is told."""
    data = minimal()
    data["function"]["arguments"]["w"] = {"kind": "array", "shape": ["n_inputs", 2]}
    data["cases"]["example"]["given"][0]["w"] = [[1.0, 2.0], [3.0]]

    expected = "its rows differ in length"
    assert {"cases.example.given.0.w": expected} == broken(data)


def test_sizes_of_a_case_can_all_differ() -> None:
    """Ranges too narrow for sizes that all differ would make square cases."""
    data = minimal()
    data["dimensions"] |= {"n_a": {"min": 2, "max": 2}, "n_b": {"min": 2, "max": 2}}

    expected = "the ranges are too narrow for sizes that are all different"
    assert {"dimensions": expected} == broken(data)


def test_every_broken_rule_is_told() -> None:
    """One broken rule does not hide another."""
    data = minimal()
    data["checks"][1] |= {"id": "example", "parts": ["y"], "cases": ["nowhere"]}
    data["preactivation"]["inputs"] = "inputs"

    expected = {"checks.1.id", "checks.1.parts", "checks.1.cases"}
    assert {*expected, "preactivation.inputs"} == broken(data).keys()
