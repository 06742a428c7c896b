"""Right walkthroughs as short sources, to be changed in a line and graded."""

from grader.engines import Engines
from grader.result import Grade, Verdict
from tests.processes import ROOT, submission

NEURON = "neuron_walkthrough"
LAYER = "layer_walkthrough"
FILES = tuple(
    ROOT / "exercises" / folder / "exercise.yaml"
    for folder in ("01_neuron/10_neuron_walkthrough", "02_layer/07_layer_walkthrough")
)
STEPS = {
    NEURON: (
        *("xw0", "xw1", "xw2", "z", "y", "drelu_dz"),
        *("dsum_dxw0", "dsum_dxw1", "dsum_dxw2", "dsum_db"),
        *("drelu_dxw0", "drelu_dxw1", "drelu_dxw2", "drelu_db"),
        *("dmul_dx0", "dmul_dx1", "dmul_dx2", "dmul_dw0", "dmul_dw1", "dmul_dw2"),
        *("drelu_dx0", "drelu_dx1", "drelu_dx2"),
        *("drelu_dw0", "drelu_dw1", "drelu_dw2", "dx", "dw", "db", "w", "b"),
    ),
    LAYER: ("dinputs", "dweights", "dbiases", "drelu"),
}
NEURON_LINES = {
    "x": "x = [2.0, -1.0, 3.0]",
    "w": "w = [0.5, -2.0, -1.5]",
    "b": "b = 5.5",
    "dvalue": "dvalue = 5.0",
    "xw0": "xw0 = x[0] * w[0]",
    "xw1": "xw1 = x[1] * w[1]",
    "xw2": "xw2 = x[2] * w[2]",
    "z": "z = xw0 + xw1 + xw2 + b",
    "y": "y = max(z, 0)",
    "drelu_dz": "drelu_dz = dvalue * (1.0 if z > 0 else 0.0)",
    "slopes": "dsum_dxw0 = dsum_dxw1 = dsum_dxw2 = dsum_db = 1.0",
    "drelu_dxw0": "drelu_dxw0 = drelu_dz * dsum_dxw0",
    "drelu_dxw1": "drelu_dxw1 = drelu_dz * dsum_dxw1",
    "drelu_dxw2": "drelu_dxw2 = drelu_dz * dsum_dxw2",
    "drelu_db": "drelu_db = drelu_dz * dsum_db",
    "dmul_dx": "dmul_dx0, dmul_dx1, dmul_dx2 = w",
    "dmul_dw": "dmul_dw0, dmul_dw1, dmul_dw2 = x",
    "drelu_dx0": "drelu_dx0 = drelu_dxw0 * dmul_dx0",
    "drelu_dx1": "drelu_dx1 = drelu_dxw1 * dmul_dx1",
    "drelu_dx2": "drelu_dx2 = drelu_dxw2 * dmul_dx2",
    "drelu_dw0": "drelu_dw0 = drelu_dxw0 * dmul_dw0",
    "drelu_dw1": "drelu_dw1 = drelu_dxw1 * dmul_dw1",
    "drelu_dw2": "drelu_dw2 = drelu_dxw2 * dmul_dw2",
    "dx": "dx = [drelu_dx0, drelu_dx1, drelu_dx2]",
    "dw": "dw = [drelu_dw0, drelu_dw1, drelu_dw2]",
    "db": "db = drelu_db",
    "step_w": "w = [v - 0.01 * d for v, d in zip(w, dw)]",
    "step_b": "b = b - 0.01 * db",
}
LAYER_LINES = {
    "numpy": "import numpy as np",
    "dvalues": "dvalues = np.array([[1.5, -2.0, 3.0], [0.5, 4.0, -2.5]])",
    "weights": "weights = np.array([[5.5, -1, 2], [1, 5, -1], [3, 1, 3], [2, -2, 1]])",
    "inputs": "inputs = np.array([[1.0, -2.0, 3.0, 0.5], [2.0, 0.5, -1.0, 1.5]])",
    "biases": "biases = np.array([[2.0, 3.0, 0.5]])",
    "z": "z = np.array([[2.0, -1.0, 0.0], [-3.0, 0.5, 1.0]])",
    "dinputs": "dinputs = dvalues @ weights.T",
    "dweights": "dweights = inputs.T @ dvalues",
    "dbiases": "dbiases = dvalues.sum(axis=0, keepdims=True)",
    "drelu": "drelu = dvalues * (z > 0)",
}


def neuron(**changes: str) -> str:
    """A right neuron walkthrough with some of its lines changed."""
    return "\n".join((NEURON_LINES | changes).values())


def layer(**changes: str) -> str:
    """A right layer walkthrough with some of its lines changed."""
    return "\n".join((LAYER_LINES | changes).values())


def graded(
    engines: Engines, exercise: str, source: str | bytes, kind="py", seed=77
) -> Grade:
    """Grade one source and return what must be a grade."""
    (outcome,) = engines.grade([submission(source, kind, exercise)], seed)
    assert isinstance(outcome, Grade), outcome
    return outcome


def others(grade: Grade) -> dict[str, str]:
    """The verdicts of the steps that did not pass, by name."""
    return {
        step.name: step.verdict.value
        for step in grade.steps
        if step.verdict is not Verdict.PASSED
    }


def carried(grade: Grade) -> list[str]:
    """The steps that are right only for what comes before them."""
    return [step.name for step in grade.steps if step.carried]


def steps_by_word(grade: Grade) -> dict[str, list[str]]:
    """The steps that did not pass by their verdict, in order, and what is carried."""
    found: dict[str, list[str]] = {}
    for name, word in others(grade).items():
        found.setdefault(word, []).append(name)
    return found | ({"carried": carried(grade)} if carried(grade) else {})


def in_function(head: str, call: str) -> str:
    """The steps of a right neuron walkthrough in a function, and its call."""
    given = dict.fromkeys(("x", "w", "b", "dvalue"), "")
    body = [f"    {line}" for line in neuron(**given).split("\n") if line]
    return "\n".join((head, *body, call))
