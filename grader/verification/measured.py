"""Proofs about an exercise's own numbers, of one exercise after another.

Its suites are prepared once, as for submissions, and shared by all of these proofs.
"""

from collections.abc import Iterator, Sequence

from grader.candidate import Workers
from grader.errors import AuthorError
from grader.examiner.script import prepare_script
from grader.examiner.suite import prepare
from grader.exercise import Exercise
from grader.result import Verdict
from grader.verification.agreeing import agreement_proofs
from grader.verification.certificate import certificate_of, separations
from grader.verification.formulas import script_separations
from grader.verification.margins import distances, tolerance_proof
from grader.verification.proof import Proof
from grader.verification.script_margins import honest_scripts, wrong_formulas

SUBJECT = "measures"


def measured(
    exercise: Exercise, seeds: Sequence[int], zygote: Workers
) -> Iterator[Proof]:
    """Agreement, certificate, tolerance.

    One unproven row tells of an exercise that cannot be prepared.
    """
    script = exercise.spec.script is not None
    try:
        yield from (_script if script else _called)(exercise, seeds, zygote)
    except AuthorError as error:
        yield Proof(exercise.id, SUBJECT, proven=False, detail=str(error))


def _called(
    exercise: Exercise, seeds: Sequence[int], zygote: Workers
) -> Iterator[Proof]:
    """Of a function or a class."""
    suites = [prepare(exercise, seed, zygote) for seed in seeds]
    yield from agreement_proofs(exercise, seeds, suites)
    yield from certificate_of(exercise, separations(suites[0], zygote))
    honest = distances(suites, zygote, Verdict.PASSED)
    wrong = distances(suites, zygote, Verdict.FAILED)
    yield tolerance_proof(exercise, honest, wrong)


def _script(
    exercise: Exercise, seeds: Sequence[int], zygote: Workers
) -> Iterator[Proof]:
    suites = [prepare_script(exercise, seed, zygote) for seed in seeds]
    yield from agreement_proofs(exercise, seeds, ())
    yield from certificate_of(exercise, script_separations(exercise, seeds[0]))
    honest = honest_scripts(suites, zygote)
    yield tolerance_proof(exercise, honest, wrong_formulas(exercise, seeds))
