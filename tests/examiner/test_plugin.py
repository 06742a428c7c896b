"""Exercises under plain pytest, as an instructor runs them."""

import subprocess
import sys
from pathlib import Path

from tests.processes import ROOT


def pytest_on(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run pytest as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_submission_is_graded_by_pytest(tmp_path: Path):
    """Each check is an item; one that fails shows its sentence and no traceback."""
    file = tmp_path / "relu_mask.py"
    file.write_text("def relu_backward(dvalues, z):\n    return dvalues * (z >= 0)\n")

    done = pytest_on("exercises/02_layer/05_relu_mask", "--submission", str(file))

    assert done.returncode == 1
    assert "values are wrong" in done.stdout
    assert "1 failed" in done.stdout or "2 failed" in done.stdout
    assert "Traceback" not in done.stdout
    assert "judging.py" not in done.stdout


def test_checks_in_python_are_items_of_the_same_session(tmp_path: Path):
    """The functions of checks.py run beside the checks of the YAML."""
    reference = ROOT / "solutions/01_neuron/07_neuron_gradients/passed/reference.py"

    done = pytest_on(
        "exercises/01_neuron/07_neuron_gradients", "--submission", str(reference), "-v"
    )

    assert done.returncode == 0
    assert "checks.py::test_" in done.stdout


def test_without_a_submission_exercises_are_no_tests():
    """A course beside other tests is passed over by pytest."""
    done = pytest_on("exercises/02_layer/05_relu_mask")

    assert done.returncode == 5
    assert "no tests ran" in done.stdout


def test_a_submission_that_is_none_is_told(tmp_path: Path):
    """A wrong --submission is said in a sentence."""
    done = pytest_on(
        "exercises/02_layer/05_relu_mask", "--submission", str(tmp_path / "none.py")
    )

    assert done.returncode == 1
    assert "cannot be read" in done.stdout
