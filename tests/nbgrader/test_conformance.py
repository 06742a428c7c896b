"""Inside nbgrader a notebook earns what `grader grade` gives it, word for word.

Over the labelled solutions of the whole catalogue: of each exercise one of each kind of
ending, and of the many that fail some.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from grader.exercise import Exercise
from grader.nbgrader.grade import grade_notebook
from grader.nbgrader.learner import Whose
from grader.nbgrader.rebuild import rebuilt
from grader.nbgrader.running import Running
from grader.nbgrader.stored import read_handed_in
from grader.result import Grade
from grader.submission import Submission, read
from tests.nbgrader.notebooks import (
    CATALOGUE,
    SEED,
    TERMS,
    answered,
    cells_of,
    notebook,
    score,
    trusted,
    write,
)
from tests.processes import lines, run

EVERY = 10
SLOW = {"timed_out", "out_of_memory"}
WHOSE = Whose("ada", "week1", "week1")


def solutions_of(exercise: Exercise) -> Iterator[Path]:
    """Some labelled solutions: the first of each verdict, and each tenth."""
    folders = (path for path in exercise.solutions.iterdir() if path.is_dir())
    for folder in sorted(folders):
        if folder.name not in SLOW:
            yield from sorted(folder.glob("*.py"))[::EVERY]


def plain(grade: Grade) -> Grade:
    """A grade without what two runs on one notebook may differ in."""
    return replace(grade, submission="", digest="", seconds=0.0, student="")


@pytest.mark.parametrize("name", CATALOGUE.entries)
def test_the_grade_is_that_of_the_command(
    name: str, running: Running, tmp_path: Path
) -> None:
    """Points, verdicts and messages are equal, and cells add up to the points."""
    exercise = CATALOGUE.load(name)
    stepwise = exercise.spec.script is not None
    source = notebook(cells_of(exercise, stepwise=stepwise))
    own = trusted(source)
    path = tmp_path / f"{name}.ipynb"
    for solution in solutions_of(exercise):
        text = solution.read_text(encoding="utf-8")
        write(path, answered(source, {name: text}))
        found = read(path, student="", exercise=name, shown=path.name)
        assert isinstance(found, Submission)
        due = running.grade(CATALOGUE, [found], SEED, strict=True)[name]
        book = rebuilt(own, read_handed_in(path))
        grade = grade_notebook(book, WHOSE, TERMS, running)[name]
        scores = [score(row) for row in book["cells"] if row["cell_type"] == "code"]

        assert plain(due) == plain(grade), solution
        assert due.points == pytest.approx(sum(filter(None, scores)), abs=1e-9)


def test_the_command_itself_says_the_same(running: Running, tmp_path: Path) -> None:
    """What `grader grade` prints for a notebook is what nbgrader would store."""
    name = "relu_mask"
    exercise = CATALOGUE.load(name)
    source = notebook(cells_of(exercise))
    mistake = (exercise.solutions / "failed" / "mask_from_dvalues.py").read_text(
        "utf-8"
    )
    path = tmp_path / f"{name}.ipynb"
    write(path, answered(source, {name: mistake}))
    done = run("grader", "grade", path, "--jsonl", "--seed", str(SEED))
    (due,) = lines(done.stdout)
    book = rebuilt(trusted(source), read_handed_in(path))
    grade = grade_notebook(book, WHOSE, TERMS, running)[name]

    assert (due["points"], due["verdict"]) == (grade.points, grade.verdict)
    assert [row["points"] for row in due["checks"]] == [c.points for c in grade.checks]
