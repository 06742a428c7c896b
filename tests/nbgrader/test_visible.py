"""Visible cells tell right from wrong in words, with numpy alone."""

import ast
import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from grader.engines import Engines, Setup
from grader.exercise import Exercise
from grader.nbgrader.cells import Role
from grader.result import Grade, Verdict
from grader.script.quantities import watched
from grader.spelling import normal
from grader.submission import Submission, read
from tests.helpers import REPOSITORY
from tests.nbgrader.assignments import CATALOGUE, EXERCISES, text

RUNNER = Path(__file__).with_name("run_visible.py")
COLUMNS = 80
# These end, or try to end, the process that they run in.
LETHAL = {"crashed", "timed_out", "out_of_memory", "exited", "forbidden"}
# Judged by the examiner's visible checks as well, to see that both agree.
COMPARED = ["relu_mask", "layer_dense"]

# Right, with steps in a function, or with vectors of another length.
UNSEEN = {
    "neuron_walkthrough": {
        "passed/four_inputs",
        "passed/function_literals",
        "passed/in_function",
    },
    "layer_walkthrough": {"passed/main_function"},
}

every_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda row: row.id)


def solutions(exercise: Exercise) -> dict[str, str]:
    """The labelled solutions that can be run in one process, by verdict and name."""
    return {
        f"{path.parent.name}/{path.stem}": path.read_text("utf-8")
        for path in sorted(exercise.solutions.glob("*/*.py"))
        if path.parent.name not in LETHAL
    }


@cache
def outcomes(exercise_id: str) -> dict[str, dict[str, str]]:
    """What the visible cell says after each labelled solution, and after the stub."""
    exercise = CATALOGUE.load(exercise_id)
    stub = {"stub": exercise.stub.read_text("utf-8")}
    asked = {
        "cell": text(exercise_id, Role.VISIBLE),
        "solutions": solutions(exercise) | stub,
    }
    done = subprocess.run(
        [sys.executable, "-I", RUNNER],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    assert [] == answer["ours"]
    assert "" == done.stderr
    return answer["rows"]


@every_exercise
def test_the_reference_passes(exercise: Exercise) -> None:
    """After the reference the cell says how much passed, and nothing else."""
    row = outcomes(exercise.id)["passed/reference"]

    assert ("", "", "") == (row["kind"], row["told"], row["err"])
    assert row["out"].startswith(f"{exercise.id}: ")


@every_exercise
def test_every_right_way_passes(exercise: Exercise) -> None:
    """Honest solutions of other styles pass, but for names inside a function."""
    right = {n: r for n, r in outcomes(exercise.id).items() if n.startswith("passed/")}

    assert UNSEEN.get(exercise.id, set()) == {n for n, r in right.items() if r["kind"]}


@every_exercise
def test_what_fails_is_told_in_words(exercise: Exercise) -> None:
    """A wrong solution gets a sentence that fits a line, and a stub is told as one."""
    wrong = {n: row for n, row in outcomes(exercise.id).items() if row["kind"]}

    assert "stub" in wrong
    for row in wrong.values():
        first = f"{row['kind']}: {row['told']}".splitlines()[0]
        assert "NotYet" == row["kind"]
        assert "" == row["err"]
        assert len(first) <= COLUMNS
        assert " " in row["told"].splitlines()[0].strip()


def submitted(exercise: Exercise, name: str) -> Submission:
    """A labelled solution as somebody's work."""
    path = exercise.solutions / f"{name}.py"
    found = read(path, student=name, exercise=exercise.id, shown=name)
    assert isinstance(found, Submission)
    return found


def test_cells_agree_with_the_examiner() -> None:
    """A solution passes the cell where the same check passes when it is handed in."""
    rows = [CATALOGUE.load(name) for name in COMPARED]
    files = tuple(row.folder / "exercise.yaml" for row in rows)
    work = [submitted(row, name) for row in rows for name in solutions(row)]
    with Engines(Setup(REPOSITORY, files, visible_only=True), 1) as engines:
        grades = list(engines.grade(work, 0))
    due = {}
    for grade in grades:
        assert isinstance(grade, Grade)
        (example,) = (check for check in grade.checks if check.id == "example")
        due[grade.exercise, grade.student] = example.verdict is Verdict.PASSED

    assert {True, False} == set(due.values())
    assert due == {(e, label): not outcomes(e)[label]["kind"] for e, label in due}


@pytest.mark.parametrize(
    "exercise", [row for row in EXERCISES if row.spec.script], ids=lambda row: row.id
)
def test_a_cell_binds_no_name_of_a_walkthrough(exercise: Exercise) -> None:
    """What the cell itself assigns is never taken for a step of the learner's."""
    assert exercise.spec.script is not None
    names = watched(exercise.spec.script)
    nodes = list(ast.walk(ast.parse(text(exercise.id, Role.VISIBLE))))
    bound = {node.arg for node in nodes if isinstance(node, ast.arg)}
    names_stored = (node for node in nodes if isinstance(node, ast.Name))
    bound |= {n.id for n in names_stored if isinstance(n.ctx, ast.Store)}

    assert set() == {normal(n) for n in bound} & {*names["inputs"], *names["steps"]}
