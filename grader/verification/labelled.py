"""Proofs by labelled solutions: the folder is the verdict due, the name the mistake.

A solution named after a misconception must also be diagnosed as itself; the labelled
scripts of a walkthrough are held against the author's account, step by step. Everything
runs through the same engines as submissions do.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from grader import submission as files
from grader.catalogue import Catalogue
from grader.engines import Broken, Lost, Outcome
from grader.errors import AuthorError
from grader.examiner.suite import label_of
from grader.exercise import Exercise
from grader.hints import ladder
from grader.result import Grade, Verdict, Visibility
from grader.stubs import current_stub, make_stub
from grader.submission import Submission
from grader.verification.proof import Proof

MIN_STATEMENT = 200
MIN_RUNGS, MIN_OWN_HINTS = 3, 2
NAMED = (Verdict.FAILED, Verdict.ERROR)
EXPECTED = "expected.yaml"


def on_disk(exercise: Exercise, catalogue: Catalogue) -> Iterator[Proof]:
    """What needs no run: files that belong together, the stub, the statement."""
    yield _stub_proof(exercise)
    statement = exercise.folder / "README.md"
    text = statement.read_text(encoding="utf-8") if statement.exists() else ""
    long_enough = len(text) >= MIN_STATEMENT
    yield Proof(exercise.id, "README.md", long_enough, "" if long_enough else "missing")
    styles = solutions_of(exercise, Verdict.PASSED)
    yield Proof(
        exercise.id, "two honest styles", len(styles) > 1, f"{len(styles)} in passed/"
    )
    labelled = {label_of(path) for path in solutions_of(exercise)}
    for name in sorted(exercise.spec.misconceptions.keys() - labelled):
        yield Proof(
            exercise.id, f"misconception {name}", proven=False, detail="no solution"
        )
    yield _hints_proof(exercise)
    yield from _account(exercise)
    for name in exercise.spec.prerequisites:
        if name not in catalogue.entries:
            detail = "no such exercise"
            yield Proof(
                exercise.id, f"prerequisite {name}", proven=False, detail=detail
            )


def _hints_proof(exercise: Exercise) -> Proof:
    """Whether there is something to say to everybody, and more to whoever errs."""
    try:
        rungs = len(ladder(exercise))
    except AuthorError as error:
        return Proof(exercise.id, "hints", proven=False, detail=str(error))
    known = exercise.spec.misconceptions
    short = [name for name, row in known.items() if len(row.hints) < MIN_OWN_HINTS]
    if short:
        detail = f"fewer than {MIN_OWN_HINTS} of their own: {', '.join(short)}"
    else:
        detail = f"{rungs} in all, {MIN_RUNGS} are due" if rungs < MIN_RUNGS else ""
    return Proof(exercise.id, "hints", not detail, detail or f"{rungs} rungs")


def _stub_proof(exercise: Exercise) -> Proof:
    try:
        same = make_stub(exercise) == current_stub(exercise)
    except AuthorError as error:
        return Proof(exercise.id, "stub.py", proven=False, detail=str(error))
    detail = "" if same else "differs from the reference's; run `grader stubs`"
    return Proof(exercise.id, "stub.py", same, detail)


def solutions_of(exercise: Exercise, folder: str = "*") -> list[Path]:
    """Every labelled solution, `.py` and `.ipynb`, or those of a folder."""
    found = exercise.solutions.glob(f"{folder}/*")
    return sorted(path for path in found if path.suffix in files.KINDS)


def subjects(exercises: Iterable[Exercise]) -> Iterator[Submission]:
    """The stub and every labelled solution, as submissions."""
    for exercise in exercises:
        for path in [exercise.stub, *solutions_of(exercise)]:
            shown = path.name if path == exercise.stub else "/".join(path.parts[-2:])
            found = files.read(path, student="", exercise=exercise.id, shown=shown)
            if isinstance(found, Submission):
                yield found


def proof_of(by_id: dict[str, Exercise], outcome: Outcome, seed: int) -> Proof:
    """Whether a labelled solution, or the stub, got what is due on one seed."""
    if isinstance(outcome, Lost):
        detail = "the engine died"
        subject = outcome.submission
        return Proof(subject.exercise, subject.path, proven=False, detail=detail)
    if isinstance(outcome, Broken):
        submission, problem = outcome.submission, outcome.problem
        return Proof(outcome.exercise, submission.path, proven=False, detail=problem)
    folder = outcome.submission.rpartition("/")[0]
    label = mistake_shown(by_id[outcome.exercise], outcome.submission)
    named = outcome.diagnosis.misconception if outcome.diagnosis else None
    if not folder:
        right = outcome.verdict is not Verdict.PASSED
        detail = f"{outcome.verdict}, {outcome.points:g} points"
    elif label:
        right = outcome.verdict == folder and named == label
        detail = f"{outcome.verdict}, named {named or 'nothing'}"
    else:
        right = outcome.verdict == folder
        detail = f"{outcome.verdict}, {outcome.points:g} of {outcome.max_points:g}"
    if right and folder and by_id[outcome.exercise].spec.script is not None:
        due = _steps_due(by_id[outcome.exercise], outcome.submission)
        wrong = "" if due is None else _unexpected(outcome, due)
        right, detail = not wrong, wrong or detail
    proof = Proof(
        outcome.exercise, outcome.submission, right, detail, _caught_by(outcome)
    )
    return proof if right else replace(proof, detail=f"{detail} (seed {seed})")


def _caught_by(grade: Grade) -> str:
    """The first hidden check that sees a mistake, else the first check that does."""
    seen = [
        check
        for check in grade.checks
        if check.verdict not in (Verdict.PASSED, Verdict.SKIPPED)
    ]
    hidden = [check for check in seen if check.visibility is Visibility.HIDDEN]
    return next((check.id for check in hidden or seen), "")


def mistake_shown(exercise: Exercise, solution: str) -> str:
    """The misconception that a labelled file must be named as, by its folder and name.

    Nothing for what shows none. What a script leaves out, or never ends, names nothing.
    """
    folder, _, name = solution.rpartition("/")
    label = label_of(Path(name))
    known = label in exercise.spec.misconceptions and folder != Verdict.PASSED
    says = exercise.spec.script is None or folder in NAMED
    return label if folder and known and says else ""


def _steps_due(exercise: Exercise, submission: str) -> dict[str, Any] | None:
    """What each step of a labelled script gets, by the author's own account."""
    found: dict[str, Any] | None = _expected(exercise).get(submission)
    return found


def _expected(exercise: Exercise) -> dict[str, Any]:
    """The author's own account of every labelled script, by file."""
    path = exercise.solutions / EXPECTED
    if not path.exists():
        return {}
    rows: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    return rows


def _account(exercise: Exercise) -> Iterator[Proof]:
    """The account names files and steps there are."""
    files_there = {"/".join(path.parts[-2:]) for path in solutions_of(exercise)}
    steps = exercise.spec.script.steps if exercise.spec.script else {}
    for name, due in _expected(exercise).items():
        said = {s for word, rows in due.items() if word != "diagnosis" for s in rows}
        wrong = sorted(said - steps.keys())
        if name not in files_there or wrong:
            detail = f"no step {wrong[0]!r}" if wrong else "no such file"
            yield Proof(exercise.id, f"{EXPECTED}: {name}", proven=False, detail=detail)


def _unexpected(grade: Grade, due: dict[str, Any]) -> str:
    """The first step that is not as its author says; nothing where all are."""
    verdicts = {
        step: word
        for word, steps in due.items()
        if word not in ("carried", "diagnosis")
        for step in steps
    }
    for step in grade.steps:
        word = verdicts.get(step.name, Verdict.PASSED)
        if step.verdict != word:
            return f"step {step.name} is {step.verdict}, not {word}"
        if step.carried != (step.name in due.get("carried", ())):
            said = "carried" if step.carried else "not carried"
            return f"step {step.name} is {said}"
    wanted = due.get("diagnosis")
    told = grade.diagnosis
    if wanted and (told is None or wanted["step"] != told.step):
        return f"the first wrong step is not {wanted['step']}"
    if wanted and told and wanted.get("misconception") != told.misconception:
        return f"the mistake is named {told.misconception}"
    return ""
