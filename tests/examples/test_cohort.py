"""The example cohort gets the grades that were decided by hand, by the real command."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
GRADER = Path(sys.executable).with_name("grader")

# (student, file): (verdict, points out of 10, misconception)
EXPECTED = {
    ("amina", "dense_relu_backward.py"): ("passed", 10, None),
    ("amina", "dweights.py"): ("passed", 10, None),
    ("amina", "neuron_forward.py"): ("passed", 10, None),
    ("amina", "neuron_gradients.py"): ("passed", 10, None),
    ("amina", "vectorize_dinputs.py"): ("passed", 10, None),
    ("bruno", "dmul.py"): ("error", 0, None),
    ("bruno", "drelu_dz.py"): ("passed", 10, None),
    ("bruno", "dsum.py"): ("failed", 2.5, "local_bias_gradient"),
    ("bruno", "neuron_forward.py"): ("passed", 10, None),
    ("chiara", "dbiases.py"): ("failed", 1, "keepdims_missing"),
    ("chiara", "dweights.py"): ("error", 0, "transpose_missing"),
    ("chiara", "relu_mask.py"): ("failed", 7, "boundary_kept"),
    ("chiara", "vectorize_dinputs.py"): ("passed", 10, None),
    ("dmitri", "compute_drelu_dw1.py"): ("error", 0, None),
    ("dmitri", "compute_drelu_dx0.py"): ("error", 9, "fixed_number_of_inputs"),
    ("dmitri", "neuron_descent.py"): ("error", 0, None),
    ("elif", "neuron_gradients.ipynb"): ("passed", 10, None),
    ("elif", "neuron_step.ipynb"): ("passed", 10, None),
    ("farid", "dmul.py"): ("failed", 2.5, "factors_swapped"),
    ("farid", "drelu_dz.py"): ("failed", 0.5, "mask_from_dvalues"),
    ("farid", "dsum.py"): ("passed", 10, None),
    ("farid", "neuron_forward.py"): ("passed", 10, None),
    ("farid", "neuron_gradients.py"): ("error", 0, None),
    ("greta", "dbiases.py"): ("passed", 10, None),
    ("greta", "dense_relu_backward.py"): ("passed", 10, None),
    ("greta", "dinputs_single.py"): ("passed", 10, None),
    ("greta", "relu_mask.py"): ("passed", 10, None),
    ("hiroshi", "compute_drelu_dw1.py"): ("passed", 10, None),
    ("hiroshi", "neuron_descent.py"): ("failed", 4, "bias_forgotten"),
    ("hiroshi", "neuron_step.py"): ("failed", 4, "ascent"),
    ("ines", "drelu_dz.py"): ("bad_type", 3, "missing_return"),
    ("ines", "dsum.py"): ("missing", 0, None),
    ("ines", "neuron_forward.py"): ("bad_type", 0, "missing_return"),
    ("jonas", "compute_drelu_dx0.py"): ("missing", 0, None),
    ("jonas", "dmul.py"): ("syntax_error", 0, None),
    ("jonas", "neuron_forward.py"): ("passed", 10, None),
    ("kofi", "neuron_descent.py"): ("passed", 10, None),
    ("kofi", "relu_mask.ipynb"): ("passed", 10, None),
    ("kofi", "relu_mask.py"): ("failed", 2.5, "upstream_dropped"),
    ("lucia", "dbiases.py"): ("failed", 3.5, "mean_for_sum"),
    ("lucia", "dinputs_single.py"): ("failed", 2.5, "hard_coded"),
    ("lucia", "dweights.py"): ("passed", 10, None),
    ("mei", "dense_relu_backward.py"): ("failed", 9, "inputs_changed"),
    ("mei", "neuron_step.py"): ("failed", 9, "inputs_changed"),
    ("mei", "vectorize_dinputs.py"): ("failed", 1, "operands_swapped"),
    ("noah", "compute_drelu_dw1.py"): ("failed", 4, "upstream_dropped"),
    ("noah", "compute_drelu_dx0.py"): ("failed", 3, None),
    ("noah", "neuron_forward.py"): ("timed_out", 0, None),
    ("olga", "compute_drelu_dx0.py"): ("passed", 10, None),
    ("olga", "dinputs_single.py"): ("passed", 10, None),
    ("olga", "vectorize_dinputs.ipynb"): ("syntax_error", 0, None),
}

PASSED_OVER = {
    "passed over amina/dsum.py: is a link, not a file",
    "passed over bruno/relu_mask.py: is not a regular file",
    "passed over chiara/old: is a folder",
    "passed over jonas/homework3.py: names no exercise of this course",
    "passed over jonas/notes.txt: is neither .py nor .ipynb",
}

KEYS = {
    "": "format student exercise submission digest verdict points max_points seconds "
    "checks steps diagnosis provenance",
    "checks": "id title verdict points max_points visibility message",
    "diagnosis": "step misconception message",
    "provenance": "exercise_digest grader python numpy seed isolation",
}


@dataclass(frozen=True)
class Graded:
    """A copy of the cohort, graded once into a gradebook of its own."""

    folder: Path
    first: subprocess.CompletedProcess[str]

    @property
    def lines(self) -> list[str]:
        """What standard output held, line by line."""
        return self.first.stdout.splitlines()

    @property
    def grades(self) -> list[dict[str, Any]]:
        """The grades of the first run."""
        return [json.loads(line, parse_constant=pytest.fail) for line in self.lines]

    def attempts(self) -> int:
        """How many grades the gradebook has stored."""
        connection = sqlite3.connect(self.folder / "g.sqlite")
        try:
            return connection.execute("SELECT count(*) FROM attempts").fetchone()[0]
        finally:
            connection.close()


def run(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Grade the copy in `folder` as an instructor does."""
    command = [GRADER, "grade", folder / "cohort", "--course", ROOT, "--seed", "7"]
    book = f"sqlite:///{folder / 'g.sqlite'}"
    plain = {name: text for name, text in os.environ.items() if name != "FORCE_COLOR"}
    return subprocess.run(
        [*command, "--gradebook", book, "--jobs", "2", *options],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=plain,
    )


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Graded:
    """Copy the cohort, put strange files in, and grade it."""
    folder = tmp_path_factory.mktemp("examples")
    cohort = folder / "cohort"
    shutil.copytree(ROOT / "examples" / "cohort", cohort)
    (cohort / "amina" / "dsum.py").symlink_to("../farid/dsum.py")
    os.mkfifo(cohort / "bruno" / "relu_mask.py")
    (cohort / "chiara" / "old").mkdir()
    shutil.copy(cohort / "farid" / "dsum.py", cohort / "chiara" / "old")
    return Graded(folder, run(folder, "--jsonl"))


def test_exit_code_is_0_whatever_the_marks(graded: Graded) -> None:
    """Everything that can be graded is graded, and that is a success."""
    assert graded.first.returncode == 0


def test_every_submission_gets_the_grade_it_deserves(graded: Graded) -> None:
    """Verdict, points and misconception are those decided by hand."""
    table = {
        (grade["student"], grade["submission"].split("/", 1)[1]): (
            grade["verdict"],
            grade["points"],
            grade["diagnosis"] and grade["diagnosis"]["misconception"],
        )
        for grade in graded.grades
    }
    assert EXPECTED.items() == table.items()


def test_every_submission_gets_one_line(graded: Graded) -> None:
    """No grade is printed twice, and nothing else is on standard output."""
    assert len(EXPECTED) == len(graded.lines)


def test_lines_have_the_keys_of_the_format(graded: Graded) -> None:
    """Each line and each record inside it has exactly the keys promised."""
    for grade in graded.grades:
        assert set(KEYS[""].split()) == set(grade)
        assert set(KEYS["provenance"].split()) == set(grade["provenance"])
        assert grade["steps"] == []  # none of these exercises is a script
        for check in grade["checks"]:
            assert set(KEYS["checks"].split()) == set(check)
        if grade["diagnosis"] is not None:
            assert set(KEYS["diagnosis"].split()) == set(grade["diagnosis"])


def test_file_names_say_exercise_and_place(graded: Graded) -> None:
    """The path below the cohort is made of the student, the exercise and a suffix."""
    for grade in graded.grades:
        path = Path(grade["submission"])
        assert (grade["student"], grade["exercise"]) == (str(path.parent), path.stem)


def test_maximum_depends_on_the_exercise_alone(graded: Graded) -> None:
    """Whoever hands in whatever, the points to be had and the checks are the same."""
    seen = defaultdict(set)
    for grade in graded.grades:
        checks = tuple((c["id"], c["max_points"]) for c in grade["checks"])
        seen[grade["exercise"]].add((grade["max_points"], checks))
    assert dict.fromkeys(seen, 1) == {name: len(rows) for name, rows in seen.items()}


def test_fifteen_exercises_are_handed_in(graded: Graded) -> None:
    """Between them, the students hand in every exercise on one neuron and one layer."""
    exercises = {grade["exercise"] for grade in graded.grades}
    assert len(exercises) == 15


def test_strange_files_are_listed_with_their_reason(graded: Graded) -> None:
    """What is no submission is told on standard error, and nothing else is."""
    assert sorted(PASSED_OVER) == sorted(graded.first.stderr.splitlines())


def test_second_run_prints_all_and_grades_nothing(graded: Graded) -> None:
    """Every grade is printed again as it stands, and no attempt is added."""
    before = graded.attempts()
    second = run(graded.folder, "--jsonl")
    assert len(EXPECTED) == before == graded.attempts()
    assert sorted(graded.lines) == sorted(second.stdout.splitlines())
    assert second.returncode == 0


def test_table_names_every_student_in_plain_text(graded: Graded) -> None:
    """Where it is no terminal, the table has a row for each file and no colour."""
    shown = run(graded.folder).stdout
    rows = {tuple(line.split()[:3]) for line in shown.splitlines()}
    due = {(*key, verdict) for key, (verdict, _, _) in EXPECTED.items()}
    assert set() == due - rows
    assert "\x1b" not in shown
