"""Proofs about an exercise's own numbers, of one exercise after another.

Its suites are prepared once, as for submissions, and shared by all of these proofs.
"""

from collections.abc import Iterator, Sequence

from grader.candidate import Workers
from grader.errors import AuthorError
from grader.examiner.suite import prepare
from grader.exercise import Exercise
from grader.verification.agreeing import agreement_proofs
from grader.verification.certificate import certificate_of, separations
from grader.verification.formulas import script_separations
from grader.verification.proof import Proof

SUBJECT = "measures"


def measured(
    exercise: Exercise, seeds: Sequence[int], zygote: Workers
) -> Iterator[Proof]:
    """Agreement, certificate, tolerance.

    One unproven row tells of an exercise that cannot be prepared.
    """
    script = exercise.spec.script is not None
    try:
        suites = [] if script else [prepare(exercise, n, zygote) for n in seeds]
        yield from agreement_proofs(exercise, seeds, suites)
        if script:
            found = script_separations(exercise, seeds[0])
        else:
            found = separations(suites[0], zygote)
        yield from certificate_of(exercise, found)
    except AuthorError as error:
        yield Proof(exercise.id, SUBJECT, proven=False, detail=str(error))
