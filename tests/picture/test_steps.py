"""From an exercise and a grade to a picture."""

import pytest

from grader.picture import State, graph_text, kata_picture, step_picture
from grader.result import Diagnosis
from tests.picture.pictures import (
    COURSE,
    LAYER,
    MASKED,
    NEURON,
    graph,
    kata,
    layer,
    neuron,
)


def of_state(picture, state) -> list[str]:
    """The names of the nodes in some state."""
    return [node.name for node in picture.nodes if node.state is state]


def test_the_first_wrong_step_is_marked():
    """One node is, and the edges that lead to it are strong."""
    picture = neuron(**MASKED, dsum_db="failed")

    assert of_state(picture, State.FIRST_WRONG) == ["drelu_dz"]
    assert of_state(picture, State.WRONG) == ["dsum_db"]
    strong = {(edge.source, edge.target) for edge in picture.edges if edge.strong}
    assert strong == {("dvalue", "drelu_dz"), ("z", "drelu_dz")}


def test_a_diagnosis_says_which_is_first():
    """It is about another step than the first in order."""
    picture = layer(Diagnosis("drelu", None, "why"), dinputs="failed", drelu="failed")

    assert of_state(picture, State.FIRST_WRONG) == ["drelu"]
    assert of_state(picture, State.WRONG) == ["dinputs"]


def test_a_wrong_step_comes_before_a_missing_one():
    """As in the diagnosis of a script."""
    picture = layer(dinputs="missing", drelu="failed")

    assert of_state(picture, State.FIRST_WRONG) == ["drelu"]
    assert of_state(picture, State.MISSING) == ["dinputs"]


def test_where_all_that_is_not_right_is_missing_the_first_is_marked():
    """It has a word and an outline of its own."""
    picture = layer(dweights="missing", drelu="missing")

    assert of_state(picture, State.FIRST_MISSING) == ["dweights"]
    assert "The first missing step is dweights" in graph_text(picture)


@pytest.mark.parametrize("word", ["timed_out", "error", "protocol_error"])
def test_where_nothing_ran_nothing_is_judged(word):
    """A fault of the whole file is no state of a step."""
    names = ("dinputs", "dweights", "dbiases", "drelu")
    picture = layer(**dict.fromkeys(names, word))

    assert of_state(picture, State.NOT_JUDGED) == [*names]
    assert picture.first is None


def test_an_update_is_another_node_than_its_input():
    """The same name before and after the step down."""
    picture = neuron(w="failed", b="skipped")

    assert of_state(picture, State.FIRST_WRONG) == ["new w"]
    assert of_state(picture, State.SKIPPED) == ["new b"]
    assert "w" in of_state(picture, State.INPUT)
    assert [node.name for node in picture.sources("new w")] == ["w", "dw"]


def test_formulas_are_drawn_only_where_they_are_asked_for():
    """They are the solution."""
    assert {node.formula for node in neuron().nodes} == {""}
    assert "dvalue * (1.0 if z > 0 else 0.0)" in graph_text(neuron(formulas=True))


def test_a_gradient_may_take_the_place_of_another():
    """A layer's own gradient, or what has passed its ReLU, feeds its steps."""
    loose = layer().sources("dinputs", loose=True)

    assert [node.name for node in loose] == ["drelu"]


@pytest.mark.parametrize(
    ("exercise_id", "asked", "given"),
    [
        ("neuron_forward", {"z", "y"}, {"x", "w", "b"}),
        ("drelu_dz", {"drelu_dz"}, {"dvalue", "z"}),
        ("dsum", {"drelu_dxw0", "drelu_dxw1", "drelu_dxw2", "drelu_db"}, {"drelu_dz"}),
        ("compute_drelu_dw1", {"drelu_dw1"}, {"x", "w", "b", "dvalue"}),
        ("neuron_gradients", {"dx", "dw", "db"}, {"x", "w", "b", "dvalue"}),
        ("neuron_step", {"new w", "new b"}, {"x", "w", "b", "dvalue"}),
        ("relu_mask", {"drelu"}, {"dvalues", "z"}),
        ("dinputs_single", {"dinputs"}, {"dvalues", "weights"}),
        (
            "layer_dense",
            {"dinputs", "dweights", "dbiases"},
            {"inputs", "weights", "biases", "dvalues"},
        ),
    ],
)
def test_an_exercise_has_its_place_in_the_graph(exercise_id, asked, given):
    """What it asks for and what it gives are marked, and nothing else is."""
    picture = kata(exercise_id)

    assert picture is not None
    assert {*of_state(picture, State.ASKED)} == asked
    assert {*of_state(picture, State.INPUT)} == given


@pytest.mark.parametrize("exercise_id", ["neuron_descent", "activation_relu"])
def test_an_exercise_of_which_the_graph_holds_nothing_has_no_picture(exercise_id):
    """The dinputs of a ReLU are not those of a layer, though they share the name."""
    assert kata(exercise_id) is None


def test_vectors_stand_for_components_where_they_say_as_much():
    """All gradients of a neuron need 12 nodes, one of its weights all 35."""
    whole, one = kata("neuron_gradients"), kata("compute_drelu_dw1")

    assert whole is not None
    assert one is not None
    assert (len(whole.nodes), len(one.nodes)) == (12, 35)


def test_a_way_leads_from_what_is_given_to_what_is_asked_for():
    """The edges of one path are strong, those of its neighbours are not."""
    picture = kata("compute_drelu_dw1")

    assert picture is not None
    strong = {edge.target for edge in picture.edges if edge.strong}
    assert {"drelu_dw1", "dmul_dw1", "drelu_dxw1", "drelu_dz", "z"} <= strong
    assert not {"drelu_dw0", "drelu_dx1", "dw"} & strong


def test_a_script_has_no_place_in_its_own_graph():
    """It is drawn whole instead."""
    assert kata_picture(LAYER, NEURON, graph("neuron_walkthrough")) is None


def test_only_a_script_has_a_graph():
    """Another style is refused."""
    with pytest.raises(ValueError, match="is no script exercise"):
        step_picture(COURSE.load("relu_mask"), graph("layer_walkthrough"))
