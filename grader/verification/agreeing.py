"""Proofs that a reference agrees with the mathematics its author declared.

Each part of its results against each method, over the cases of several seeds. A part
that no entry of `forward` says anything about is a failed proof; an exercise without
`forward` claims nothing, and has no rows.
"""

import importlib.util
from collections.abc import Iterator, Sequence

from grader.agreement import (
    Agreement,
    Sample,
    agreements,
    script_sample,
    unstated,
)
from grader.agreement.slopes import MISSING
from grader.examiner.suite import Suite
from grader.exercise import Exercise
from grader.verification.proof import Proof

SUBJECT = "agreement"


def agreement_proofs(
    exercise: Exercise, seeds: Sequence[int], suites: Sequence[Suite]
) -> Iterator[Proof]:
    """A row for each part and method. Raises `AuthorError`.

    `suites` are the prepared ones of the seeds; a script needs none.
    """
    if not exercise.spec.forward:
        return
    for part in unstated(exercise):
        detail = "`forward` says nothing about it"
        yield Proof(exercise.id, f"{SUBJECT} of {part}", proven=False, detail=detail)
    if any(e.loss for e in exercise.spec.forward) and not _has_autograd():
        yield Proof(exercise.id, SUBJECT, proven=False, detail=MISSING)
        return
    sample = _sample(exercise, seeds, suites)
    for row in agreements(exercise, sample.cases, sample.values):
        subject = f"{SUBJECT} of {row.part} with {row.method}"
        yield Proof(exercise.id, subject, row.holds, _told(row))


def _has_autograd() -> bool:
    return importlib.util.find_spec("autograd") is not None


def _sample(
    exercise: Exercise, seeds: Sequence[int], suites: Sequence[Suite]
) -> Sample:
    """The cases of all seeds, and the reference's parts."""
    if exercise.spec.script is not None:
        rows = [script_sample(exercise, seed) for seed in seeds]
    else:
        rows = [sample_of(suite) for suite in suites]
    cases = tuple(case for row in rows for case in row.cases)
    return Sample(cases, tuple(values for row in rows for values in row.values))


def sample_of(suite: Suite) -> Sample:
    """The cases of a suite and what the reference made of them."""
    rows = ({name: row.array for name, row in part.items()} for part in suite.expected)
    return Sample(suite.cases, tuple(rows))


def _told(row: Agreement) -> str:
    """The worst case's place and how much of the tolerance its error takes."""
    return f"at worst {row.margin:.2g} of the tolerance, in {row.place}"
