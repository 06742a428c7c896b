"""Every trick of `attacks/` has its verdict, no marks for free, and harms nobody."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from grader.engines import Engines, Setup
from grader.result import Grade, Verdict, to_json
from tests.hostile.stage import Stage
from tests.hostile.tricks import ATTACKS, KEYS, Attack
from tests.processes import ROOT, submission

EXERCISE = "relu_mask"
FILES = (ROOT / "exercises/02_layer/05_relu_mask/exercise.yaml",)
RIGHT = b"def relu_backward(dvalues, z):\n    return dvalues * (z > 0)\n"
FEWEST = 70
FAMILIES = """
aliasing disk endings environment frames honest hooks kernel limits loops memory
network odd output patching processes signals threads
"""
# Those that act on the machine, where the view of the disk might be what stops them.
KERNEL = "disk environment kernel limits network processes signals threads"


@pytest.fixture(scope="module")
def engines() -> Iterator[Engines]:
    """One engine as for other people's work; each attack is handed in to it."""
    with Engines(Setup(ROOT, FILES, strict=True), jobs=1) as started:
        yield started


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    """One stage for all: whoever touches it is told by what is left."""
    with Stage() as built:
        yield built


def graded(engines: Engines, source: bytes) -> Grade:
    """The grade of one source, handed in as the ReLU mask."""
    (grade,) = engines.grade([submission(source, exercise=EXERCISE)], seed=7)
    assert isinstance(grade, Grade)
    return grade


def told(grade: Grade) -> str:
    """A grade to the last byte, but for the time it took."""
    return to_json(replace(grade, seconds=0.0))


@pytest.fixture(scope="module")
def neighbour(engines: Engines) -> str:
    """What a right submission is told before any attack."""
    return told(graded(engines, RIGHT))


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_an_attack_has_its_verdict_and_harms_nobody(
    engines: Engines, stage: Stage, neighbour: str, attack: Attack
):
    """No marks for free, nothing done to the stage, and the next one is graded."""
    grade = graded(engines, stage.filled(attack.source))
    after = graded(engines, RIGHT)

    assert grade.verdict in attack.verdicts
    assert (grade.points == grade.max_points) == (grade.verdict == Verdict.PASSED)
    assert stage.traces() == set()
    assert (after.verdict, after.points) == (Verdict.PASSED, after.max_points)
    assert told(after) == neighbour


def test_the_kernels_layers_alone_give_the_same_verdicts(stage: Stage):
    """Where bubblewrap is missing and nobody is root, all is refused alike."""
    rows = [row for row in ATTACKS if row.name.partition("/")[0] in KERNEL.split()]
    setup = Setup(ROOT, FILES, strict=True, without=frozenset({"bubblewrap", "uid"}))
    with Engines(setup, jobs=1) as engines:
        work = [submission(stage.filled(r.source), exercise=EXERCISE) for r in rows]
        grades = list(engines.grade(work, seed=7))

    surprises = {
        row.name: grade.verdict
        for row, grade in zip(rows, grades, strict=True)
        if grade.verdict not in row.verdicts
    }

    assert surprises == {}
    assert stage.traces() == set()


def test_every_attack_says_what_it_is():
    """A trick, its verdicts and its control, in words that grades have."""
    words = {verdict.value for verdict in Verdict} - {"skipped", "internal_error"}
    for attack in ATTACKS:
        assert {"trick", "verdict", "control"} <= attack.rows.keys() <= KEYS
        assert attack.verdicts
        assert attack.verdicts | attack.controls <= words
        assert attack.controls or attack.rows["control"].startswith("none, ")


def test_every_family_has_its_attacks():
    """There are many, and no family is forgotten."""
    assert {attack.name.partition("/")[0] for attack in ATTACKS} == {*FAMILIES.split()}
    assert len(ATTACKS) >= FEWEST
