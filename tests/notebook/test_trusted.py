"""`graded` in a real kernel: off unless it is asked for, and then a plain number."""

import math

import pytest
from nbformat.v4 import new_code_cell, new_output
from nbgrader.utils import determine_grade

from tests.helpers import REPOSITORY
from tests.notebook.kernels import Kernel, Shown

IMPORT = "from grader.notebook import graded"
WRONG = "def relu_backward(dvalues, z):\n    return dvalues * (z >= 0)"
RIGHT = WRONG.replace(">=", ">")
ON = "import os; os.environ['GRADKATA_IN_KERNEL'] = '1'"
VALIDATING = "import os; os.environ['NBGRADER_EXECUTION'] = 'validate'"
AUTOGRADING = "import os; os.environ['NBGRADER_EXECUTION'] = 'autograde'"
WALKED = REPOSITORY / "solutions" / "01_neuron" / "10_neuron_walkthrough"


def score(shown: Shown, most: float) -> float:
    """What nbgrader reads from the outputs of a cell worth so many points."""
    outputs = [new_output("display_data", data=row) for row in shown.displays]
    outputs += [new_output("execute_result", data=row) for row in shown.results]
    if shown.stderr:
        outputs.append(new_output("stream", name="stderr", text=shown.stderr))
    if shown.error:
        outputs.append(new_output("error", traceback=shown.error))
    cell = new_code_cell(outputs=outputs)
    cell.metadata["nbgrader"] = {"grade": True, "points": most, "solution": False}
    points, _most = determine_grade(cell)
    return points


@pytest.mark.parametrize("before", ["", AUTOGRADING])
def test_it_is_off_unless_asked_for(kernel: Kernel, before: str):
    """One sentence without a frame of ours, and no point in nbgrader's eyes."""
    kernel.run(f"{before}\n{RIGHT}")
    shown = kernel.run(f"{IMPORT}\ngraded('relu_mask')")

    assert len(shown.error) == 1
    assert "grading inside the kernel is off" in shown.error[0]
    assert str(REPOSITORY) not in shown.error[0]
    assert (shown.results, shown.displays) == ([], [])
    assert score(shown, 10.0) == 0.0


@pytest.mark.parametrize("before", [ON, VALIDATING])
def test_it_gives_points_and_feedback(kernel: Kernel, before: str):
    """All checks; the hidden ones are a count; nbgrader reads the number."""
    kernel.run(f"{before}\n{WRONG}")
    shown = kernel.run(f"{IMPORT}\ngraded('relu_mask')")
    (told,) = shown.displays

    points = float(shown.text)
    assert 0 < points < 10
    assert "hidden checks" in told["text/plain"]
    assert "Hidden checks" in told["text/html"]
    assert "The gradient stops where z is exactly zero." not in told["text/html"]
    assert shown.stderr == ""
    assert score(shown, 10.0) == points
    kernel.run(RIGHT)
    assert score(kernel.run("graded('relu_mask')"), 10.0) == 10.0


def test_a_right_answer_that_warns_has_its_points(kernel: Kernel):
    """What a submission says on standard error is said elsewhere."""
    warns = "import sys, numpy as np\nsys.stderr.write('careful')\nnp.log(0.0)"
    body = RIGHT.replace("\n", "\n    np.log(0.0)\n", 1)
    kernel.run(f"{ON}\n{warns}\n{body}")

    assert score(kernel.run(f"{IMPORT}\ngraded('relu_mask')"), 10.0) == 10.0


def test_a_walkthrough_is_graded_once_for_all_its_steps(kernel: Kernel):
    """Cells of steps add up to the grade; what is wrong stands where it is."""
    source = (WALKED / "failed" / "mask_from_dvalues.py").read_text()
    kernel.run(f"{ON}\n{IMPORT}")
    kernel.run(source)
    whole = float(kernel.run("graded('neuron_walkthrough')").text)
    kernel.run(
        "from grader.notebook.courses import found\n"
        "from grader.notebook.trusted import GRADED\n"
        "spec = found('neuron_walkthrough')[1].spec\n"
        "before = len(GRADED)"
    )
    names = kernel.run("print(*(check.id for check in spec.checks))").stdout.split()
    shown = {n: kernel.run(f"graded('neuron_walkthrough', {n!r})") for n in names[:8]}
    told = [n for n, row in shown.items() if "data:image" in str(row.displays)]

    assert told == ["drelu_dz"]
    assert float(shown["drelu_dz"].text) == 0.0
    assert float(shown["xw0"].text) == 0.25
    every = "points = [graded('neuron_walkthrough', c.id) for c in spec.checks]"
    assert Shown() == kernel.run(f"%%capture\n{every}")
    total = float(kernel.run("sum(points)").text)
    assert math.isclose(whole, total, abs_tol=1e-3)
    # The cells of this test that stand before the steps are a program of their own.
    assert kernel.run("len(GRADED) - before").text == "1"


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        ("graded('nothing')", "nothing: no exercise is called 'nothing'"),
        ("graded('relu_mask', 'dz')", "relu_mask has no step called 'dz'"),
        ("graded('relu_mask', course=3)", "gradkata itself failed on relu_mask"),
    ],
)
def test_what_cannot_be_graded_raises(kernel: Kernel, call: str, sentence: str):
    """Loudly, in one sentence; it is never a mark that could pass for one."""
    kernel.run(f"{ON}\n{IMPORT}\n{RIGHT}")
    shown = kernel.run(call)

    assert len(shown.error) == 1
    assert sentence in shown.error[0]
    assert shown.results == []
