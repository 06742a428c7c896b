"""The one pipeline: `grade(examination, submission) -> Grade`. Read this file first.

    bytes -> candidate: one confined worker answers all cases in one message
          -> examiner:  the checks, as pytest items, judge the answers in the host
          -> diagnosis: which known mistake answers like this
          -> result:    points and the verdict

Nothing here knows what a check compares; nothing below here knows what a grade is
worth. A learner's fault is data all the way. What raises is the author's fault or ours.
"""

import platform
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from grader.candidate import Workers
from grader.digest import GRADER_DIGEST
from grader.errors import InternalError
from grader.examiner.evidence import AnyEvidence, AnySuite, Evidence, gather
from grader.exercise import AnyCheck, Exercise
from grader.result import (
    CheckResult,
    Diagnosis,
    Grade,
    Provenance,
    StepResult,
    Verdict,
    overall,
    total,
)
from grader.submission import Submission

if TYPE_CHECKING:
    import pytest

    from grader.mistakes import Mistakes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the checks of one submission came to, before it is a grade."""

    results: tuple[CheckResult, ...]
    steps: tuple[StepResult, ...]
    diagnosis: Diagnosis | None


@dataclass
class Examination:
    """One exercise made ready: its suite, its pytest items, its known mistakes.

    `declared` are checks to be judged in the place of items, where all of them stand in
    the YAML: they need no pytest session, which takes longer to start than to grade.
    """

    suite: AnySuite
    items: "Sequence[pytest.Item]"
    zygote: Workers
    declared: Sequence[AnyCheck] = ()

    def results(self, evidence: AnyEvidence) -> tuple[CheckResult, ...]:
        """What the checks say of the evidence, in their order."""
        if self.declared:
            return tuple(evidence.result(check) for check in self.declared)
        from grader.examiner.session import examine

        return examine(list(self.items), evidence)

    def prepare(self) -> None:
        """Have the next worker forked, unless one waits already.

        A zygote that is gone shows when a worker is needed.
        """
        with suppress(InternalError):
            self.zygote.prepare(self.suite.confinement)

    @cached_property
    def mistakes(self) -> "Mistakes":
        """The known mistakes, of functions and classes."""
        from grader.examiner.suite import Suite
        from grader.mistakes import Mistakes

        assert isinstance(self.suite, Suite)
        return Mistakes(self.suite, self.zygote)


def grade(examination: Examination, submission: Submission) -> Grade:
    """Grade one submission. Raises only for an author's fault or our own."""
    started = time.perf_counter()
    suite = examination.suite
    with suite.open(examination.zygote, submission) as candidate:
        evidence = gather(suite, candidate)
        # While the checks judge, the next worker is forked.
        examination.prepare()
        results = examination.results(evidence)
    outcome = Outcome(
        results=results,
        steps=evidence.steps(results),
        diagnosis=_diagnosis(examination, evidence, results),
    )
    # One that was needed to tell two mistakes apart is replaced.
    examination.prepare()
    return assemble(
        suite.exercise,
        submission,
        outcome,
        made_from=provenance(suite.exercise, suite.seed, examination.zygote.layers),
        seconds=time.perf_counter() - started,
    )


def _diagnosis(
    examination: Examination, evidence: AnyEvidence, results: Sequence[CheckResult]
) -> Diagnosis | None:
    if overall(results) in (Verdict.PASSED, Verdict.INTERNAL_ERROR):
        return None
    if not isinstance(evidence, Evidence):
        return evidence.diagnosis()
    # Whoever passes does not wait for what explains mistakes.
    from grader.diagnosis import explain, explain_exception, explain_kind, with_operands

    suite, submission = evidence.suite, evidence.candidate.submission
    exercise, cases, answers = suite.exercise, suite.cases, evidence.answers
    known = examination.mistakes.name(submission, answers)
    if known is not None:
        return with_operands(known, exercise, cases, answers)
    source = submission.source or b""
    return (
        examination.mistakes.name_partly(answers)
        or explain(exercise, cases, answers, suite.right)
        or explain_exception(exercise, cases, answers, source)
        or explain_kind(exercise, answers)
    )


def assemble(
    exercise: Exercise,
    submission: Submission,
    outcome: Outcome,
    *,
    made_from: Provenance,
    seconds: float,
) -> Grade:
    """Results become a grade: points summed, the verdict the first not passed."""
    points, max_points = total(outcome.results)
    return Grade(
        student=submission.student,
        exercise=exercise.id,
        submission=submission.path,
        digest=submission.digest,
        verdict=overall(outcome.results),
        points=points,
        max_points=max_points,
        seconds=round(seconds, 4),
        checks=outcome.results,
        steps=outcome.steps,
        diagnosis=outcome.diagnosis,
        provenance=made_from,
    )


def our_failure(exercise: Exercise, submission: Submission, seed: int) -> Grade:
    """The grade that says we failed: printed, never stored, charged to nobody."""
    results = tuple(
        CheckResult(
            id=check.id,
            title=check.title,
            verdict=Verdict.INTERNAL_ERROR,
            points=0.0,
            max_points=check.points,
            visibility=check.visibility,
            message="The grader failed, not the submission; nothing is charged.",
        )
        for check in exercise.spec.checks
    )
    steps = tuple(
        StepResult(row.id, row.verdict, 0.0, row.max_points, message=row.message)
        for row in results
        if exercise.spec.script is not None
    )
    return assemble(
        exercise,
        submission,
        Outcome(results, steps, diagnosis=None),
        made_from=provenance(exercise, seed, ()),
        seconds=0.0,
    )


def provenance(exercise: Exercise, seed: int, isolation: tuple[str, ...]) -> Provenance:
    """What a grade is made from, apart from the submission."""
    return Provenance(
        exercise_digest=exercise.digest,
        grader=GRADER_DIGEST,
        python=platform.python_version(),
        numpy=np.__version__,
        seed=seed,
        isolation=isolation,
    )
