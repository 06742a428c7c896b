"""Proofs about an exercise's own numbers, of one exercise after another.

Its suites are prepared once, as for submissions, and shared by all of these proofs.
"""

from collections.abc import Iterator, Sequence

from grader.candidate import Workers
from grader.errors import AuthorError
from grader.examiner.suite import prepare
from grader.exercise import Exercise
from grader.verification.agreeing import agreement_proofs
from grader.verification.proof import Proof

SUBJECT = "measures"


def measured(
    exercise: Exercise, seeds: Sequence[int], zygote: Workers
) -> Iterator[Proof]:
    """Agreement; one unproven row where the exercise cannot be prepared."""
    script = exercise.spec.script is not None
    try:
        suites = [] if script else [prepare(exercise, n, zygote) for n in seeds]
        yield from agreement_proofs(exercise, seeds, suites)
    except AuthorError as error:
        yield Proof(exercise.id, SUBJECT, proven=False, detail=str(error))
