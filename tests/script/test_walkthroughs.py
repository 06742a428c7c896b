"""Walkthroughs as learners write them, through a real engine."""

import pytest

from grader.engines import Engines
from tests.processes import notebook
from tests.script.walkthroughs import (
    LAYER,
    NEURON,
    STEPS,
    carried,
    graded,
    in_function,
    layer,
    neuron,
    others,
)

DX = "[drelu_dx0, drelu_dx1, drelu_dx2]"
UPDATE_OFF = {"step_w": "", "step_b": ""}
NO_UPDATE = {"w": "skipped", "b": "skipped"}
SETTINGS = "x = [1.0, 2.0, 3.0]\nw = [0.5, 0.6, 0.7]\nb = 2.0\ndvalue = 3.0\n"


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"x": "x = [1, 2, 3]", "w": "w = [3, -1, 2]", "b": "b = 1"},
        {"x": "import numpy as np\nx = np.array([1.0, 2.0, 3.0])"},
        {"x": "import numpy as np\nx = np.array([1, 2, 3], np.float32)"},
        {"x": "import numpy as np\nx = np.array([1, 2, 3], np.uint8)"},
        {"x": "x = (1.0, 2.0, 3.0)"},
        {"x": "x: list = [1.0, 2.0, 3.0]"},
        {"x": "x = values = [1.0, 2.0, 3.0]"},
        {"x": "x, w = [1.0, 2.0, 3.0], [4.0, 5.0, 6.0]", "w": ""},
        {"x": "first, rest = 1.0, [2.0, 3.0]\nx = [first, *rest]"},
        {"x": "def_x = [1.0, 2.0, 3.0]\nx = def_x"},
        {"x": "import random\nx = [random.random() for _ in range(3)]"},
        {"w": "import numpy as np\nw = np.random.randn(3)"},
        {"w": "import numpy as np\nw = 0.1 * np.random.default_rng().normal(size=3)"},
        {"x": "x_vals = [1.0, 2.0, 3.0]\nx = x_vals"},
        {"drelu_dz": "x = [2.0, -1.0, 3.0]\ndrelu_dz = dvalue * (z > 0)"},
        {"dvalue": "", "drelu_dz": "drelu_dz = 1.0 if z > 0 else 0.0"},
        {"b": "import numpy as np\nb = np.float64(2)"},
    ],
)
def test_inputs_in_any_form_are_replaced(engines: Engines, changes):
    """Container and kind are kept: the script goes on as with its own numbers."""
    assert {} == others(graded(engines, NEURON, neuron(**changes)))


@pytest.mark.parametrize(
    ("head", "call"),
    [
        (
            "def run(x, w, b, dvalue):",
            "run([1.0, 2.0, 3.0], [0.5, 2.0, 1.0], 2.0, 3.0)",
        ),
        (
            "def run(x, w, b, dvalue):",
            "run(w=[1.0, 2, 3], x=[5.0, 2, 1], dvalue=2, b=3)",
        ),
        ("def run(x=[1.0, 2, 3], w=[5.0, 2, 1], b=2.0, dvalue=3.0):", "run()"),
        ("def run(*, x=[1.0, 2, 3], w=[5.0, 2, 1], b=2.0, dvalue=3.0):", "run()"),
        (
            "def run(x, w, *, b=2.0, dvalue):",
            "run([1.0, 2, 3], [5.0, 2, 1], dvalue=3.0)",
        ),
        (
            "def run(x, w, b, dvalue):",
            "p, q = [1.0, 2, 3], [5.0, 2, 1]\nrun(p, q, 2.0, 3.0)",
        ),
        (SETTINGS + "def run(x, w, b, dvalue):", "run(x, w, b, dvalue)"),
        (SETTINGS + "def run(x, w, b, dvalue):", "done = run(x, w, b, dvalue)"),
        (SETTINGS + "if __name__ == '__main__':", ""),
        (SETTINGS + "for epoch in range(5):", ""),
        (SETTINGS + "def run():\n    global w, b", "run()"),
    ],
)
def test_steps_inside_a_block_are_judged(engines: Engines, head: str, call: str):
    """Functions with literals or defaults, the main guard, loops."""
    assert {} == others(graded(engines, NEURON, in_function(head, call)))


@pytest.mark.parametrize(
    "lines",
    [
        "dx = [0, 0, 0]\ndx[0] += drelu_dx0\ndx[1] = drelu_dx1\ndx[2] = drelu_dx2",
        "dx = []\ndx.append(drelu_dx0)\ndx.append(drelu_dx1)\ndx.append(drelu_dx2)",
        f"dx = []\nfor d in {DX}:\n    dx.append(d)",
        f"dx = []\ndx.extend({DX})",
        f"dx, other = {DX}, 1",
        "*dx, other = drelu_dx0, drelu_dx1, drelu_dx2, 1",
        f"for dx in [{DX}]:\n    pass",
        f"from contextlib import nullcontext\nwith nullcontext({DX}) as dx:\n    pass",
        f"print(dx := {DX})",
        f"if (dx := {DX}):\n    pass",
        f"def make():\n    dx = {DX}\nmake()",
        f"def make():\n    return {DX}\ndx = make()",
        f"def make():\n    global dx\n    dx = {DX}\nmake()",
        f"try:\n    dx = {DX}\nfinally:\n    pass",
        f"match 1:\n    case 1:\n        dx = {DX}",
        f"dx = [0, 0, 0]\ni = 0\nwhile i < 3:\n    dx[i] = {DX}[i]\n    i += 1",
        f"globals()['dx'] = {DX}",
        f"exec('dx = {DX}')",
        f"dx: list = {DX}",
        f"class Box:\n    dx = {DX}",
    ],
)
def test_a_write_is_seen_however_it_is_written(engines: Engines, lines: str):
    """At any depth and in place."""
    assert {} == others(graded(engines, NEURON, neuron(dx=lines)))


@pytest.mark.parametrize(
    "lines",
    [
        "drelu = dvalues.copy()\ndrelu[z <= 0] = 0",
        "drelu = np.zeros((2, 3))\nnp.multiply(dvalues, z > 0, out=drelu)",
        "drelu = dvalues.copy()\nmask = drelu\nmask[z <= 0] = 0",
        "drelu = dvalues.copy()\ndrelu *= z > 0",
        "drelu = [[d * (v > 0) for d, v in zip(*r)] for r in zip(dvalues, z)]",
        "dRelu = np.where(z > 0, dvalues, 0.0)",
        "drelu = np.ones_like(z)\ndrelu[z <= 0] = 0\ndrelu = drelu * dvalues",
    ],
)
def test_a_mask_may_be_applied_in_place(engines: Engines, lines: str):
    """The value counts when it has last settled."""
    assert {} == others(graded(engines, LAYER, layer(drelu=lines)))


@pytest.mark.parametrize(
    "changes",
    [
        {"weights": "weights = np.array([[1.0, 2, 3, 4], [5, 6, 7, 8], [9] * 4]).T"},
        {
            "weights": "weights = [[0.5, -1, 2], [1, 0.5, -1], [3, 1, 3], [2, -2, 1]]",
            "dinputs": "dinputs = dvalues @ np.array(weights).T",
        },
        {"z": "z = inputs @ weights + biases"},
        {"biases": ""},
        {"weights": "weights = 0.1 * np.random.randn(4, 3)"},
        {"dvalues": "dvalues = np.array([[1, 2, 3], [4, 5, 6]])"},
        {"dinputs": "dx0 = weights @ dvalues[0]\ndx1 = weights @ dvalues[1]"},
        {
            "dvalues": "dvalues = np.array([[1.0, 2.0, 3.0]])",
            "inputs": "inputs = np.array([[1.0, 2.0, 3.0, 4.0]])",
            "z": "z = np.array([[1.0, -2.0, 0.0]])",
            "dinputs": "dinputs = weights @ dvalues[0]",
            "dbiases": "dbiases = dvalues.sum(axis=0)",
        },
    ],
)
def test_a_layer_in_another_form_passes(engines: Engines, changes):
    """Transposed or listed weights, one sample, ints, parts of dinputs."""
    assert {} == others(graded(engines, LAYER, layer(**changes)))


@pytest.mark.parametrize(
    "changes",
    [
        {"x": "exec('x = [1.0, 2.0, 3.0]')"},
        {"x": "globals()['x'] = [1.0, 2.0, 3.0]"},
        {"x": "x = [float(v) for v in open('/nowhere')]"},
        {"x": "x = [1.0, 2.0, 3.0]\nexec('x = [1.0, 2, 3]')"},
        {"dmul_dw": "dmul_dw0, dmul_dw1, dmul_dw2 = 2.0, -1.0, 3.0"},
    ],
)
def test_what_does_not_follow_the_inputs_is_not_right(engines: Engines, changes):
    """An input that cannot be replaced shows nothing, nor does a typed result."""
    found = others(graded(engines, NEURON, neuron(**changes)))

    assert {"dmul_dw0", "dmul_dw1", "dmul_dw2"} <= set(found)


def test_nothing_is_proven_where_no_input_can_be_replaced(engines: Engines):
    """Only slopes that are constants by themselves pass, updates neither."""
    inputs = "exec('x = [1.0, 2, 3]; w = [0.5, 2, 1]; b = 2.0; dvalue = 3.0')"
    grade = graded(engines, NEURON, neuron(x=inputs, w="", b="", dvalue=""))

    constants = {"dsum_dxw0", "dsum_dxw1", "dsum_dxw2", "dsum_db"}
    assert set(STEPS[NEURON]) - constants == set(others(grade))


@pytest.mark.parametrize(
    ("changes", "wrong", "follows"),
    [
        ({"xw0": "xw0 = x[0] * w[1]"}, {"xw0": "failed"}, ["z", "y", "drelu_dz"]),
        ({"z": "z = xw0 + xw1 + xw2"}, {"z": "failed"}, ["y", "drelu_dz"]),
        ({"drelu_dz": "drelu_dz = dvalue"}, {"drelu_dz": "failed"}, ["dw", "db"]),
    ],
)
def test_what_follows_from_a_mistake_is_carried(engines, changes, wrong, follows):
    """One wrong step costs one step; those after it pass as carried."""
    grade = graded(engines, NEURON, neuron(**changes))

    assert wrong == others(grade)
    assert set(follows) <= set(carried(grade))


def test_the_true_upstream_is_not_carried(engines: Engines):
    """A step computed past a wrong one is right for itself."""
    dx = "dx = [drelu_dz * v for v in w]"
    grade = graded(engines, NEURON, neuron(drelu_dx0="drelu_dx0 = x[0]", dx=dx))

    assert {"drelu_dx0": "failed"} == others(grade)
    assert [] == carried(grade)


def test_absent_steps_are_replaced_by_their_formulas(engines: Engines):
    """A learner who leaves out the products loses them alone."""
    z = "z = sum(p * q for p, q in zip(x, w)) + b"
    grade = graded(engines, NEURON, neuron(xw0="", xw1="", xw2="", z=z))

    assert dict.fromkeys(("xw0", "xw1", "xw2"), "missing") == others(grade)
    assert [] == carried(grade)


@pytest.mark.parametrize(
    "step",
    [
        "w = [v - 50 * d for v, d in zip(w, dw)]",
        "w = [v + -1e-3 * d for v, d in zip(w, dw)]",
        "for i in range(3):\n    w[i] -= 0.1 * dw[i]",
        "w[0] += -0.1 * dw[0]\nw[1] -= 0.1 * dw[1]\nw[2] -= 0.1 * dw[2]",
        "import numpy as np\nw = np.array(w) - 0.1 * np.array(dw)",
        "w = [w[0] - dw[0], w[1] - dw[1], w[2] - dw[2]]",
    ],
)
def test_any_step_down_the_gradient_passes(engines: Engines, step: str):
    """Whatever the learning rate, and however it is written."""
    assert {} == others(graded(engines, NEURON, neuron(step_w=step)))


@pytest.mark.parametrize(
    ("changes", "wrong", "misconception"),
    [
        ({"step_w": "w = [v + 0.1 * d for v, d in zip(w, dw)]"}, "w", "ascent"),
        ({"step_b": "b = b + 0.1 * db"}, "b", "ascent"),
        ({"step_b": ""}, "b", "bias_forgotten"),
        ({"step_b": "b = b"}, "b", "bias_forgotten"),
        ({"step_w": ""}, "w", None),
        ({"step_w": "w = [v - 0.1 * (d > 0) for v, d in zip(w, dw)]"}, "w", None),
        ({"step_w": "w = [w[0] - 0.1 * dw[0], w[1], w[2]]"}, "w", None),
    ],
)
def test_a_step_elsewhere_fails(engines: Engines, changes, wrong, misconception):
    """Up, not at all, in part: told by what it is, the bias only for the bias."""
    grade = graded(engines, NEURON, neuron(**changes))

    assert {wrong: "failed"} == others(grade)
    assert misconception == grade.diagnosis.misconception


@pytest.mark.parametrize(
    "changes",
    [
        UPDATE_OFF,
        UPDATE_OFF | {"db": "db = drelu_db\nlearning_rate = 0.1"},
        {"step_w": "w = [0.4, -2.1, -1.4]", "step_b": "b = 5.4"},
    ],
)
def test_an_update_not_taken_costs_nothing(engines: Engines, changes):
    """It is skipped, and the others count for its points; an input is no step."""
    grade = graded(engines, NEURON, neuron(**changes))

    assert NO_UPDATE == others(grade)
    assert (10.0, 10.0) == (grade.points, grade.max_points)
    assert 10.0 == round(sum(step.points for step in grade.steps), 4)


@pytest.mark.parametrize(
    ("exercise", "source"),
    [
        (NEURON, neuron()),
        (NEURON, neuron(**UPDATE_OFF)),
        (NEURON, neuron(dx="", dw="dw = 1")),
        (NEURON, ""),
        (NEURON, "x = ["),
        (NEURON, "while True: pass"),
        (LAYER, layer(dinputs="")),
        (LAYER, layer(dinputs="1 / 0")),
        (LAYER, "import os\nos._exit(0)"),
    ],
)
def test_the_grade_lists_all_steps_and_keeps_its_maximum(engines, exercise, source):
    """Checks and steps are the same, in order, and their points are counted once."""
    grade = graded(engines, exercise, source)

    assert STEPS[exercise] == tuple(step.name for step in grade.steps)
    assert STEPS[exercise] == tuple(check.id for check in grade.checks)
    assert 10.0 == grade.max_points
    assert 10.0 == round(sum(check.max_points for check in grade.checks), 4)
    assert grade.points == round(sum(check.points for check in grade.checks), 4)
    assert [s.points for s in grade.steps] == [c.points for c in grade.checks]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"dx": f"DRELU_DINPUTS = {DX}"}, {}),
        ({"dx": f"gradientInputs = {DX}"}, {}),
        ({"dx": f"dX = {DX}"}, {}),
        ({"dx": f"Dx = {DX}"}, {"dx": "missing"}),
        ({"dx": f"dx = {DX}\ndinputs = 'text'"}, {}),
        ({"dx": f"dinputs = {DX}\ndx = [0, 0, 0]"}, {"dx": "failed"}),
        ({"drelu_dx0": "deriv_relu_wrt_x0 = drelu_dx0 = drelu_dxw0 * w[0]"}, {}),
        ({"drelu_dx0": "drelu_dx0 = deriv_relu_wrt_x0 = drelu_dxw0 * w[0]"}, {}),
        (
            {"dx": f"deriv_relu_wrt_x0 = drelu_dx0\ndx = {DX}"},
            {},
        ),
    ],
)
def test_names_are_taken_in_their_accepted_spellings(engines, changes, expected):
    """Without case and underscores; short names exactly; the first of the list."""
    found = others(graded(engines, NEURON, neuron(**changes)))

    assert expected == found


def test_a_derivative_may_be_spelled_out(engines: Engines):
    """`deriv_A_wrt_B` is `dA_dB`."""
    changes = {
        "drelu_dxw0": "deriv_relu_wrt_xw0 = drelu_dz",
        "drelu_dx0": "drelu_dx0 = deriv_relu_wrt_xw0 * dmul_dx0",
        "drelu_dw0": "drelu_dw0 = deriv_relu_wrt_xw0 * dmul_dw0",
    }

    assert {} == others(graded(engines, NEURON, neuron(**changes)))


def test_a_statement_that_fails_is_told_and_the_next_runs(engines: Engines):
    """The step it would have bound is missing; its exception is the diagnosis."""
    grade = graded(
        engines, NEURON, neuron(xw0="xw0 = x['0']", z="z = x[0]*w[0] + xw1 + xw2 + b")
    )

    assert {"xw0": "missing"} == others(grade)
    assert "TypeError" in grade.diagnosis.message
    assert "xw0" == grade.diagnosis.step


def test_a_cell_that_fails_is_left_and_the_next_runs(engines: Engines):
    """What follows in the same cell does not run, as in any notebook."""
    head, tail = layer().split("\ndinputs = ", maxsplit=1)
    cells = notebook(
        "%matplotlib inline\n!pip install nnfs\nimport nnfs\n" + head,
        "1 / 0\ndinputs = 5",
        "dinputs =",
        "%%bash\nls",
        "%%time\ndinputs = " + tail,
    )

    assert {} == others(graded(engines, LAYER, cells, "ipynb"))


def test_a_walrus_that_is_never_reached_ends_no_cell(engines: Engines):
    """Watching a name adds no error to code that has none."""
    source = layer(dinputs="False and (dinputs := 5)\ndinputs = dvalues @ weights.T")

    assert {} == others(graded(engines, LAYER, notebook(source), "ipynb"))


def test_a_missing_library_is_no_failure(engines: Engines):
    """A placeholder stands for it, and raises only where it is used."""
    source = layer(numpy="import numpy as np\nimport torch\nfrom keras import layers")

    assert {} == others(graded(engines, LAYER, source))


def test_four_inputs_are_judged_as_vectors(engines: Engines):
    """Steps for three components are skipped without cost."""
    changes = {
        "x": "x = [1.0, 2.0, 3.0, 4.0]",
        "w": "w = [0.5, 0.6, -0.7, 0.8]",
        "z": "z = sum(p * q for p, q in zip(x, w)) + b",
        "dmul_dx": "",
        "dmul_dw": "",
        "dx": "dx = [drelu_dz * v for v in w]",
        "dw": "dw = [drelu_dz * v for v in x]",
    }
    grade = graded(engines, NEURON, neuron(**changes))

    passed = {step.name for step in grade.steps if step.verdict == "passed"}
    assert {"z", "y", "drelu_dz", "dx", "dw", "db"} == passed
    assert (10.0, 10.0) == (grade.points, grade.max_points)


BOTH = notebook(neuron(dx=f"dx = {DX}\ndinputs = dx"), layer())


@pytest.mark.parametrize("exercise", [NEURON, LAYER])
def test_one_notebook_holds_both_walkthroughs(engines: Engines, exercise: str):
    """Each exercise judges its own part; one's names are not the other's."""
    assert {} == others(graded(engines, exercise, BOTH, "ipynb"))


def test_the_neurons_gradients_are_not_the_layers(engines: Engines):
    """A notebook of the neuron alone has taken no step of the layer."""
    source = notebook("import numpy as np\n" + neuron())

    found = others(graded(engines, LAYER, source, "ipynb"))

    assert dict.fromkeys(STEPS[LAYER], "missing") == found


def test_a_wrong_layer_leaves_the_neuron_alone(engines: Engines):
    """A mistake in one part costs nothing in the other."""
    source = notebook(neuron(), layer(drelu="drelu = dvalues * (dvalues > 0)"))

    assert {} == others(graded(engines, NEURON, source, "ipynb"))
    assert {"drelu": "failed"} == others(graded(engines, LAYER, source, "ipynb"))
