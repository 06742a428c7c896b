"""Exceptions explained on real exercises, from real workers."""

from collections.abc import Iterator

import pytest

from grader.catalogue import Catalogue
from grader.engines import Engines, Setup
from grader.result import Diagnosis, Grade
from tests.processes import ROOT, submission

IDS = ("dweights", "relu_mask", "layer_dense", "neuron_gradients", "neuron_walkthrough")


@pytest.fixture(scope="module")
def engines() -> Iterator[Engines]:
    """One engine over the exercises."""
    catalogue = Catalogue(ROOT)
    files = tuple(catalogue.entry(name).folder / "exercise.yaml" for name in IDS)
    with Engines(Setup(ROOT, files), jobs=1) as started:
        yield started


def diagnosed(engines: Engines, exercise: str, source: str) -> Diagnosis:
    """What is said of a submission that must be wrong."""
    (outcome,) = engines.grade([submission(source, "py", exercise)], 5)
    assert isinstance(outcome, Grade)
    assert outcome.diagnosis is not None
    return outcome.diagnosis


DWEIGHTS = """
    import numpy as np
    def dense_dweights(inputs, dvalues):
        return {}
"""
LAYER = """
    import numpy as np
    class Layer_Dense:
        def __init__(self, n_inputs, n_neurons):
            self.weights = np.zeros((n_inputs, n_neurons))
            self.biases = np.zeros((1, n_neurons))
        def forward(self, inputs):
            self.x = inputs
            self.output = {forward}
        def backward(self, dvalues):
            self.dweights = {dweights}
            self.dbiases = dvalues.sum(axis=0, keepdims=True)
            self.dinputs = dvalues @ self.weights.T
"""
FORWARD = "inputs @ self.weights + self.biases"


def test_a_known_mistake_that_clashes_names_its_operands(engines: Engines):
    """The misconception has its id, and the arrays that did not fit are told too."""
    found = diagnosed(engines, "dweights", DWEIGHTS.format("inputs @ dvalues"))

    assert found.misconception == "transpose_missing"
    assert (
        "The product of `inputs` (n_samples, n_inputs) and `dvalues`" in found.message
    )
    assert found.message.endswith("did you mean inputs.T @ dvalues?")


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("inputs.T @ dvalues.T", "did you mean inputs.T @ dvalues?"),
        ("inputs.T @ dvalue", "dvalue is not defined; did you mean dvalues?"),
        ("np.summ(inputs)", "numpy has no summ; did you mean np.sum?"),
        ("inputs[:, 9] * dvalues", "beyond the end of an axis of n_inputs"),
        ("dense_dweights(inputs)", "called as dense_dweights(inputs, dvalues)"),
    ],
)
def test_an_exception_of_a_function_is_explained(engines, expression, words):
    """No mistake is named where none is known, and the exception is explained."""
    found = diagnosed(engines, "dweights", DWEIGHTS.format(expression))

    assert found.misconception is None
    assert words in found.message


@pytest.mark.parametrize(
    ("forward", "dweights", "words"),
    [
        (FORWARD, "self.inputz.T @ dvalues", "self.inputz, which forward never stored"),
        ("self.weights @ inputs", "0", "did you mean inputs @ self.weights?"),
        (
            FORWARD,
            "self.x @ dvalues.T",
            "an array (n_samples, n_inputs) and `dvalues.T`",
        ),
    ],
)
def test_an_exception_of_a_method_is_explained(engines, forward, dweights, words):
    """A method is told by its name; attributes of the exercise by theirs."""
    source = LAYER.format(forward=forward, dweights=dweights)

    assert words in diagnosed(engines, "layer_dense", source).message


def test_a_method_without_self_is_shown_its_signature(engines: Engines):
    """The arguments are those of its last call, self first."""
    source = LAYER.format(forward=FORWARD, dweights="0").replace(
        "(self, inputs)", "(x)"
    )

    found = diagnosed(engines, "layer_dense", source).message
    assert found.startswith("forward is called as forward(self, inputs)")


def test_a_load_that_fails_is_explained(engines: Engines):
    """An exception before any call counts as the first."""
    source = "import numpy\nrelu_backward = numpi.where"
    found = diagnosed(engines, "relu_mask", source)

    assert found.message == "numpi is not defined; did you mean numpy?"


def test_a_script_tells_what_its_statement_raised(engines: Engines):
    """The root of a chain of missing steps comes before an update not taken."""
    path = ROOT / "solutions/01_neuron/10_neuron_walkthrough/passed/reference.py"
    right = path.read_text(encoding="utf-8")
    wrong = right.replace("drelu_dw1 = drelu_dxw1", "drelu_dw1 = drelu_dxww1")
    assert wrong != right

    found = diagnosed(engines, "neuron_walkthrough", wrong)

    assert found.step == "drelu_dw1"
    assert "NameError" in found.message
    assert found.message.endswith(
        "drelu_dxww1 is not defined; did you mean drelu_dxw1?"
    )


def test_a_result_that_is_another_quantity_is_told(engines: Engines):
    """A part that holds an argument, and an element that holds its neighbour's."""
    source = """
        def neuron_gradients(x, w, b, dvalue):
            d = dvalue * (sum(a * c for a, c in zip(x, w)) + b > 0)
            dw = [d * v for v in x]
            {}
            return [d * v for v in w], dw, {}
    """
    whole = source.format("pass", "b")
    element = source.format("dw[1] = dw[0]", "d")

    assert diagnosed(engines, "neuron_gradients", whole).message == (
        "db is b, as it was given."
    )
    assert diagnosed(engines, "neuron_gradients", element).message == (
        "dw[1] holds what dw[0] should hold."
    )
