"""Proofs that tolerances lie well between honest answers and wrong ones.

Two figures an exercise. The largest error of its honest solutions, as a share of the
tolerance they are held to: it must be below `HONEST`, as another machine may add up in
another order. And the smallest error of a wrong solution that is wrong in value, as a
multiple of the tolerance: above `WRONG`. For that the loosest tolerance counts, the one
of single precision, since the same mistake may come in it.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

import numpy as np

from grader.candidate import Workers
from grader.examiner.reading import Reading
from grader.examiner.suite import Suite, read_solution
from grader.examiner.tolerance import Expected
from grader.exercise import Exercise, ValueCheck
from grader.result import Verdict
from grader.values import Part, Unfit
from grader.verification.labelled import solutions_of
from grader.verification.proof import Proof

SUBJECT = "tolerance"
HONEST, WRONG = 1 / 4, 16.0


@dataclass(frozen=True, slots=True)
class Measure:
    """How far a solution is from what is due: by its own tolerance, by the loosest."""

    solution: str
    own: float = 0.0
    loosest: float = 0.0


def tolerance_proof(
    exercise: Exercise, honest: Iterable[Measure], wrong: Iterable[Measure]
) -> Proof:
    """The two figures, and the solutions they come from."""
    most = max(honest, key=lambda row: row.own, default=Measure("none"))
    # What is right in value is wrong in something else.
    off = [row for row in wrong if row.own > 1.0]
    nothing = Measure("none", math.inf, math.inf)
    least = min(off, key=lambda row: row.loosest, default=nothing)
    proven = most.own < HONEST and least.loosest > WRONG
    detail = (
        f"honest within {most.own:.2g} of it ({most.solution}), "
        f"wrong beyond {least.loosest:.3g} times it ({least.solution})"
    )
    figure = f"{most.own:.1g}<1<{least.loosest:.0f}"
    return Proof(exercise.id, SUBJECT, proven, detail, figure)


def distances(
    suites: Sequence[Suite], zygote: Workers, folder: Verdict
) -> Iterator[Measure]:
    """The distances of a folder's solutions of a function or a class, on each seed."""
    for suite in suites:
        for path in solutions_of(suite.exercise, folder):
            with suite.open(zygote, read_solution(path)) as candidate:
                reading = Reading(suite, candidate.ask(suite.requests))
            rows = [*_judged(reading)]
            own = [_distance(part, due, coarse=part.coarse) for part, due in rows]
            loosest = [_distance(part, due, coarse=True) for part, due in rows]
            name = f"{folder}/{path.name}"
            yield Measure(name, max(own, default=0.0), max(loosest, default=0.0))


def _judged(reading: Reading) -> Iterator[tuple[Part, Expected]]:
    """Each part that is judged by value and has the shape due, in each case."""
    suite = reading.suite
    spec = suite.exercise.spec
    for check in spec.checks:
        if not isinstance(check, ValueCheck):
            continue
        for index in suite.in_groups(check.cases):
            if reading.answers[index].fault is not None:
                continue
            for name in check.parts or spec.subject.returns:
                with suppress(Unfit):
                    yield reading.part(index, name), suite.expected[index][name]


def _distance(part: Part, due: Expected, *, coarse: bool) -> float:
    """The largest error in tolerances; NaN and infinity are beyond any."""
    tolerance = due.coarse if coarse else due.fine
    error = np.nan_to_num(np.abs(part.array - due.array), nan=np.inf, posinf=np.inf)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        share = error / tolerance
    return float(np.where(error == 0, 0.0, share).max(initial=0.0))
