"""What the functions of `checks.py` get in their hands.

A bespoke check is plain pytest: it calls the `candidate`, perhaps the `reference`, and
asserts. Values come back as float64 arrays of the shape declared, so a check never
meets a learner's odd data; a learner's fault leaves through `Unfit`, not through it.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.candidate import Candidate, Request, Zygote
from grader.examiner import messages
from grader.examiner.suite import Suite, read_solution
from grader.exercise import size_name
from grader.result import Verdict
from grader.values import FloatArray, Unfit, parts_of

BENCH_GROUP = "-bench-"


@dataclass(frozen=True, slots=True)
class Bench:
    """One submission, or the reference, to be called on a check's own inputs."""

    suite: Suite
    candidate: Candidate
    revealed: bool

    def call(self, *arguments: Any) -> dict[str, FloatArray]:
        """Call the exercise's function; its parts by name. Raises `Unfit`."""
        function = self.suite.exercise.spec.function
        request = Request.call(BENCH_GROUP, function.name, arguments)
        (answer,) = self.candidate.ask([request])
        if answer.fault is not None:
            raise Unfit(
                answer.fault.verdict,
                messages.about_fault(
                    answer.fault, function.name, revealed=self.revealed
                ),
            )
        sizes = self._sizes(arguments)
        parts = parts_of(answer.values[0], function.returns, sizes)
        for name, part in parts.items():
            if not np.isfinite(part.array).all():
                raise Unfit(Verdict.FAILED, messages.NOT_FINITE.format(part=name))
        return {name: part.array for name, part in parts.items()}

    def _sizes(self, arguments: tuple[Any, ...]) -> dict[str, int]:
        sizes: dict[str, int] = {}
        declared = self.suite.exercise.spec.function.arguments
        for (name, argument), value in zip(declared.items(), arguments, strict=True):
            if argument.kind in ("integer", "dimension"):
                sizes[name] = int(value)
            for size, length in zip(argument.shape, np.shape(value), strict=True):
                if isinstance(size, str):
                    dimension, plus = size_name(size)
                    sizes[dimension] = length - plus
        return sizes


def reference_bench(suite: Suite, zygote: Zygote) -> Bench:
    """The reference in a worker of its own; close its candidate after use."""
    solution = read_solution(suite.exercise.reference)
    return Bench(suite, Candidate(zygote, solution, suite.confinement), revealed=True)
