"""The positive control: where nothing stops them, the same tricks win.

Without it the suite would prove nothing: a trick that does not work is not stopped.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.engines import Engines, Setup
from grader.result import Grade
from tests.hostile import naive
from tests.hostile.stage import Stage
from tests.hostile.tricks import ATTACKS, Attack
from tests.processes import ROOT, submission

EXERCISE = "relu_mask"
FILES = (ROOT / "exercises/02_layer/05_relu_mask/exercise.yaml",)
REFERENCE = ROOT / "solutions/02_layer/05_relu_mask/passed/reference.py"
KERNEL = frozenset({"landlock", "seccomp", "uid", "bubblewrap"})
CONTROLS = [attack for attack in ATTACKS if attack.controls]
IN_PROCESS = [attack for attack in ATTACKS if attack.beats_naive]
FEWEST = 10
FULL = f"{naive.CASES}/{naive.CASES}"


@pytest.fixture(scope="module")
def engines() -> Iterator[dict[frozenset[str], Engines]]:
    """An engine for each set of layers that a control leaves out."""
    started: dict[frozenset[str], Engines] = {}
    try:
        for further in {attack.further for attack in CONTROLS}:
            setup = Setup(ROOT, FILES, without=KERNEL | further)
            started[further] = Engines(setup, jobs=1).__enter__()
        yield started
    finally:
        for row in started.values():
            row.__exit__(None, None, None)


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    """One stage for all, put right again after each trick that wins."""
    with Stage() as built:
        yield built


@pytest.mark.parametrize("attack", CONTROLS, ids=lambda attack: attack.name)
def test_without_the_kernels_layers_an_attack_does_what_it_says(
    engines: dict[frozenset[str], Engines], stage: Stage, attack: Attack
):
    """What is refused otherwise succeeds, and leaves its trace on the stage."""
    work = submission(stage.filled(attack.source), exercise=EXERCISE)
    (grade,) = engines[attack.further].grade([work], seed=7)
    if attack.touches == "victim":
        stage.await_death()
    traces = stage.traces()
    if traces:
        stage.set_up()

    assert isinstance(grade, Grade)
    assert grade.verdict in attack.controls
    assert not attack.touches or attack.touches in traces


def marks(folder: Path, source: bytes) -> str:
    """What the naive grader says of a submission, in a process of its own."""
    file = folder / "submission.py"
    file.write_bytes(source)
    told = subprocess.run(
        [sys.executable, str(Path(naive.__file__)), str(REFERENCE), str(file)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    words = told.stdout.split()
    return words[-1] if words else ""


@pytest.mark.parametrize("attack", IN_PROCESS, ids=lambda attack: attack.name)
def test_a_grader_in_one_process_gives_full_marks(
    stage: Stage, tmp_path: Path, attack: Attack
):
    """What the border stops takes everything where there is none."""
    assert (
        marks(tmp_path, stage.filled(attack.source)) == f"{naive.CASES}/{naive.CASES}"
    )
    assert "passed" not in attack.verdicts


def test_the_naive_grader_grades(tmp_path: Path):
    """It tells right from wrong, so that full marks there mean something."""
    wrong = b"import numpy as np\ndef relu_backward(d, z): return np.zeros_like(z)\n"

    assert marks(tmp_path, REFERENCE.read_bytes()) == FULL
    assert marks(tmp_path, wrong) == f"0/{naive.CASES}"
    assert len(IN_PROCESS) >= FEWEST
