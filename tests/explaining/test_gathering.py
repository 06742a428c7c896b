"""The numbers on the graph are those that the learner's code computed."""

import numpy as np
import pytest

from grader.picture import State
from tests.explaining.looks import COURSE, Looker

NEURON = """
x = [2.0, 5.0, -1.0]
w = [3.0, -0.5, 2.0]
b = 0.25
dvalue = 4.0
xw0 = x[0] * w[0]
xw1 = x[1] * w[1]
xw2 = x[2] * w[2]
z = xw0 + xw1 + xw2 + b
y = max(z, 0.0)
drelu_dz = {drelu_dz}
w = [w[0] - 1.0, w[1], w[2]]
"""
RIGHT = NEURON.format(drelu_dz="dvalue * (1.0 if z > 0 else 0.0)")
WRONG = NEURON.format(drelu_dz="(1.0 if z > 0 else 0.0)")
OWN = "def relu_backward(dvalues, z):\n    return {}\n"
PLAIN = [n for n in COURSE.entries if COURSE.load(n).spec.script is None]


def test_a_script_shows_its_own_numbers(looks: Looker):
    """Inputs as they were assigned, not as an update left them; then every step."""
    found = looks.at("neuron_walkthrough", RIGHT)

    assert [2.0, 5.0, -1.0] == found.arrays["x"].tolist()
    assert [3.0, -0.5, 2.0] == found.arrays["w"].tolist()
    assert 1.75 == found.arrays["z"] == found.arrays["y"]
    assert 4.0 == found.arrays["drelu_dz"]
    assert "4" == found.picture.by_key["drelu_dz"].value
    assert "" == found.note


def test_what_a_script_does_not_compute_has_no_number(looks: Looker):
    """A step that is missing is said to be, and holds nothing."""
    found = looks.at("neuron_walkthrough", RIGHT)

    assert "drelu_dx0" not in found.arrays
    assert "" == found.picture.by_key["drelu_dx0"].value
    assert State.MISSING is found.picture.by_key["drelu_dx0"].state


def test_the_first_wrong_step_is_marked_with_its_number(looks: Looker):
    """The mark is the grade's, the number the learner's."""
    found = looks.at("neuron_walkthrough", WRONG)

    first = found.picture.first
    assert first is not None
    assert ("drelu_dz", "1", State.FIRST_WRONG) == (
        first.name,
        first.value,
        first.state,
    )


def test_a_function_shows_the_example_and_its_result(looks: Looker):
    """The arguments are the statement's; what is given back is right or first wrong."""
    right = looks.at("relu_mask", OWN.format("dvalues * (z > 0)"))
    wrong = looks.at("relu_mask", OWN.format("dvalues * (dvalues > 0)"))

    given = COURSE.load("relu_mask").spec.cases["example"].given[0]
    dvalues, z = (np.array(given[name]) for name in ("dvalues", "z"))
    assert (right.arrays["z"] == z).all()
    assert (right.arrays["drelu"] == dvalues * (z > 0)).all()
    assert State.RIGHT is right.picture.by_key["drelu"].state
    assert (wrong.arrays["drelu"] == dvalues * (dvalues > 0)).all()
    assert State.FIRST_WRONG is wrong.picture.by_key["drelu"].state


def test_a_result_of_another_shape_is_shown_as_it_is(looks: Looker):
    """It is wrong, and it is what the learner has."""
    found = looks.at("relu_mask", OWN.format("dvalues.sum(axis=0)"))

    assert (3,) == found.arrays["drelu"].shape
    assert State.FIRST_WRONG is found.picture.by_key["drelu"].state


def test_components_stand_in_their_own_nodes(looks: Looker):
    """Of a vector with one wrong component that one alone is wrong."""
    spec = COURSE.load("dmul").spec.function
    assert spec is not None
    upstream, x, w = spec.arguments
    source = (
        f"def {spec.name}({upstream}, {x}, {w}):\n"
        f"    dx = [d * v for d, v in zip({upstream}, {w})]\n"
        "    dx[1] = -dx[1]\n"
        f"    return dx, [d * v for d, v in zip({upstream}, {x})]\n"
    )

    found = looks.at("dmul", source)

    states = {key: node.state for key, node in found.picture.by_key.items()}
    assert State.RIGHT is states["drelu_dx0"]
    assert State.FIRST_WRONG is states["drelu_dx1"]
    assert State.RIGHT is states["drelu_dx2"]
    assert found.arrays["drelu_dx1"].ndim == 0


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("def relu_backward(:\n", "Python cannot read this at line 1"),
        (OWN.format("dvalues @ z"), "ValueError at line 2"),
        (OWN.format("1 / 0"), "ZeroDivisionError at line 2"),
        ("answer = 42\n", "relu_backward"),
        (OWN.format("[0 for _ in iter(int, 1)]"), "long"),
    ],
    ids=["syntax", "exception", "division", "missing", "endless"],
)
def test_what_cannot_run_says_why(looks: Looker, source: str, said: str):
    """One sentence, beside the graph with what is given."""
    found = looks.at("relu_mask", source)

    assert said in found.note
    assert "z" in found.arrays
    assert "drelu" not in found.arrays
    assert State.FIRST_MISSING is found.picture.by_key["drelu"].state


def test_a_script_that_cannot_be_read_says_why(looks: Looker):
    """The graph stands without a number."""
    found = looks.at("neuron_walkthrough", "x = [1.0,\n")

    assert "Python cannot read this" in found.note
    assert {} == found.arrays


@pytest.mark.parametrize("exercise_id", PLAIN)
def test_every_reference_is_right_on_its_example(looks: Looker, exercise_id: str):
    """Whatever is asked for has its number and is right; nothing asked for is left."""
    found = looks.at_solution(exercise_id, "passed/reference.py")

    states = {node.state for node in found.picture.nodes}
    asked = [n for n in found.picture.nodes if n.state is State.RIGHT]
    assert asked
    assert not states & {State.ASKED, State.FIRST_WRONG, State.FIRST_MISSING}
    assert all(node.value for node in asked)
    assert "" == found.note


@pytest.mark.parametrize("exercise_id", ["neuron_walkthrough", "layer_walkthrough"])
def test_every_step_of_a_reference_has_its_number(looks: Looker, exercise_id: str):
    """Inputs too."""
    found = looks.at_solution(exercise_id, "passed/reference.py")

    assert {node.key for node in found.picture.nodes} == found.arrays.keys()
