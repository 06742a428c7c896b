"""Names what is wrong, from outputs alone. Pure.

First the known mistakes (`matching`): a submission that answers every case as one does
holds it, in all parts or in those that are wrong (`partial`). Where none fits, what
the wrong values are of the right ones (`residual`), or what the exception
(`exceptions`), the shape or the kind (`shapes`) means.
Where neither can be told with evidence, nothing is said.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from grader.candidate import Answer
from grader.cases import Case
from grader.diagnosis.exceptions import explain_exception, with_operands
from grader.diagnosis.matching import (
    Behaviour,
    Undecided,
    Way,
    alike,
    behaviour,
    diagnose,
    fitting,
    named,
    part_arrays,
)
from grader.diagnosis.partial import partly
from grader.diagnosis.residual import residual
from grader.diagnosis.seen import Seen
from grader.diagnosis.separating import behaviours, separating
from grader.diagnosis.shapes import told_of_kind, told_of_shape
from grader.exercise import Exercise
from grader.held import near
from grader.result import Diagnosis
from grader.values import FloatArray

__all__ = [
    "Behaviour",
    "Undecided",
    "Way",
    "alike",
    "behaviour",
    "behaviours",
    "diagnose",
    "explain",
    "explain_exception",
    "explain_kind",
    "fitting",
    "named",
    "partly",
    "separating",
    "with_operands",
]


def explain(
    exercise: Exercise,
    cases: Sequence[Case],
    answers: Sequence[Answer],
    due: Sequence[Mapping[str, FloatArray]],
) -> Diagnosis | None:
    """What the first wrong part is of the right one, where that holds in every case.

    `due` holds the right parts of each case. An answer that is no numbers in some case
    has nothing to compare.
    """
    came = [part_arrays(answer, exercise.spec) for answer in answers]
    for name in due[0] if due else ():
        if name.startswith("new_"):
            continue  # start values are random
        rows = [
            Seen(parts[name], right[name], right, case.sizes, _arrays(case))
            for parts, right, case in zip(came, due, cases, strict=True)
            if name in parts
        ]
        if len(rows) < len(due):
            return None
        if all(near(row.came, row.due) for row in rows):
            continue
        found = residual(name, rows)
        if found is not None:
            return Diagnosis(exercise.id, found.misconception, found.message)
        message = told_of_shape(name, rows, exercise.spec.subject.returns[name])
        return Diagnosis(exercise.id, None, message) if message else None
    return None


def explain_kind(exercise: Exercise, answers: Sequence[Answer]) -> Diagnosis | None:
    """What is due in place of a result that is no plain numbers."""
    message = told_of_kind(exercise.spec, answers)
    return Diagnosis(exercise.id, None, message) if message else None


def _arrays(case: Case) -> dict[str, FloatArray]:
    """The arguments of a case as arrays; sizes are no quantities."""
    return {
        name: np.asarray(value, float)
        for name, value in case.arguments.items()
        if not isinstance(value, int)
    }
