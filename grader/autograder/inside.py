"""Grades one submission in Gradescope's container and writes `results.json`.

Below a root stand `source` (the archive), `submission` (what was handed in) and
`results`. What was not handed in is graded as an empty file, so that the points to be
had never depend on the submission. Where grading itself fails no results are left:
Gradescope then says that the autograder failed, and nobody gets a mark of ours.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from grader.autograder.terms import COURSE, Terms
from grader.catalogue import Catalogue
from grader.engines import Broken, Engines, Lost, Setup
from grader.errors import AuthorError, GradkataError, InternalError
from grader.export import gradescope
from grader.gradebook import Standing
from grader.gradebook.standings import Attempt
from grader.intake import plan_student
from grader.report import shown_long
from grader.result import Grade, Verdict
from grader.submission import Refused, Submission, empty

RESULTS = "results.json"
STUDENT = "student"  # who it is, Gradescope knows; a name could only leak


def main(root: Path) -> int:
    """Grade what is below a root; 0 where results are written, 1 where they are not."""
    results = root / "results" / RESULTS
    with suppress(FileNotFoundError):
        results.unlink()
    try:
        text = _graded(root)
    except GradkataError as error:
        print(f"the autograder failed: {error}", file=sys.stderr)  # noqa: T201 - the log
        return 1
    beside = results.with_name(f".{RESULTS}.part")
    results.parent.mkdir(parents=True, exist_ok=True)
    beside.write_text(text, encoding="utf-8")
    beside.replace(results)
    return 0


def _graded(root: Path) -> str:
    """The results, as JSON. Raises whatever is no learner's fault."""
    terms = Terms.read(root / "source")
    catalogue = Catalogue(root / "source" / COURSE)
    work, told = _work(root / "submission", terms, catalogue)
    folders = [catalogue.entry(name).folder for name in terms.exercises]
    files = tuple(folder / "exercise.yaml" for folder in folders)
    setup = Setup(catalogue.course, files, strict=not terms.weak)
    with Engines(setup, jobs=1) as engines:
        grades = {
            row.exercise: row
            for row in map(_grade, engines.grade(work, seed=terms.seed))
        }
    standings = [
        Standing(Attempt(grades[name], "", ""), attempts=1) for name in terms.exercises
    ]
    results = json.loads(gradescope(standings))
    results["output"] = "\n".join(filter(None, [results["output"], *told]))
    # Standard output is for instructors: `stdout_visibility` says so.
    isolation = ", ".join(grades[terms.exercises[0]].provenance.isolation)
    print(f"isolation: {isolation or 'none'}")  # noqa: T201 - the log
    return json.dumps(results, indent=1, allow_nan=False) + "\n"


def _work(
    folder: Path, terms: Terms, catalogue: Catalogue
) -> tuple[list[Submission], list[str]]:
    """One submission for each exercise due, and what is to be told of the files.

    Of a script and a notebook of the same exercise the script counts.
    """
    plan = plan_student(folder, STUDENT, catalogue)
    refused = [*plan.refused]
    found: dict[str, Submission] = {}
    for row in plan.found:
        submission = row.read()
        if isinstance(submission, Refused):
            refused.append(submission)
        elif row.exercise not in found or submission.kind == "py":
            found[row.exercise] = submission
    told = [f"passed over {shown_long(r.path)}: {r.reason}" for r in refused]
    told += _missing(terms, found)
    return [found.get(n) or empty(STUDENT, n) for n in terms.exercises], told


def _missing(terms: Terms, found: dict[str, Submission]) -> Iterator[str]:
    for name in terms.exercises:
        if name not in found:
            yield f"{name}: not handed in; the file is called {name}.py or {name}.ipynb"


def _grade(outcome: Grade | Broken | Lost) -> Grade:
    match outcome:
        case Broken(exercise=exercise, problem=problem):
            raise AuthorError.at(exercise, problem)
        case Lost(submission):
            raise InternalError(f"the engine died twice on {submission.exercise}")
        case Grade(verdict=Verdict.INTERNAL_ERROR):
            raise InternalError(f"{outcome.exercise} could not be graded")
        case Grade():
            return outcome
