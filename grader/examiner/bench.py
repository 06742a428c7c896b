"""What the functions of `checks.py` get in their hands.

A bespoke check is plain pytest: it calls the `candidate`, perhaps the `reference`, and
asserts. Values come back as float64 arrays of the shape declared, so a check never
meets a learner's odd data; a learner's fault leaves through `Unfit`, not through it.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.candidate import Candidate, Fault, Workers
from grader.cases import Case
from grader.examiner import messages
from grader.examiner.calls import raw_parts, request_of
from grader.examiner.suite import Suite, read_solution
from grader.exercise import sizes_of
from grader.result import Verdict
from grader.values import FloatArray, Unfit, parts_of

BENCH_GROUP = "-bench-"


@dataclass(frozen=True, slots=True, repr=False)
class Bench:
    """One submission, or the reference, to be called on a check's own inputs."""

    suite: Suite
    candidate: Candidate
    revealed: bool

    def call(self, *arguments: Any) -> dict[str, FloatArray]:
        """Call the function, or use the class, on the arguments declared, in order.

        Returns the parts by name. Raises `Unfit`.
        """
        spec = self.suite.exercise.spec
        declared = spec.subject.arguments
        given = dict(zip(declared, arguments, strict=True))
        case = Case(BENCH_GROUP, 0, given, sizes_of(declared, arguments))
        (answer,) = self.candidate.ask([request_of(spec, case, BENCH_GROUP)])
        if answer.fault is not None:
            raise self._unfit(answer.fault, spec.subject.name)
        raw = raw_parts(spec, answer)
        for name, value in raw.items():
            if isinstance(value, Fault):
                raise self._unfit(value, name)
        parts = parts_of(raw, spec.subject.returns, case.sizes)
        for name, part in parts.items():
            if not np.isfinite(part.array).all():
                raise Unfit(Verdict.FAILED, messages.NOT_FINITE.format(part=name))
        return {name: part.array for name, part in parts.items()}

    def _unfit(self, fault: Fault, name: str) -> Unfit:
        text = messages.about_fault(fault, name, revealed=self.revealed)
        return Unfit(fault.verdict, text)


def reference_bench(suite: Suite, zygote: Workers) -> Bench:
    """The reference in a worker of its own; close its candidate after use."""
    solution = read_solution(suite.exercise.reference)
    return Bench(suite, Candidate(zygote, solution, suite.confinement), revealed=True)
