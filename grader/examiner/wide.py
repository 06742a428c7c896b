"""Many more cases than the checks have: to tell apart what a suite's own cases do not.

Other seeds, and values that are small and off the grid. A search over these is how a
mutant is shown to be no mistake, and two mistakes to be one.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from grader.candidate import Answer, Candidate, Workers
from grader.cases import Case, cases_of
from grader.examiner.calls import request_of
from grader.examiner.suite import confinement_of
from grader.exercise import Exercise
from grader.submission import Submission

SEEDS = range(1000, 1012)
SCALES = (1.0, 1 / 16)


@dataclass(frozen=True, slots=True)
class Wide:
    """A case with what it was drawn from; as drawn where `scale` is 1."""

    case: Case
    seed: int
    scale: float

    def __str__(self) -> str:
        small = "" if self.scale == 1.0 else f", times {self.scale:g}"
        return f"{self.case.group} {self.case.index + 1} of seed {self.seed}{small}"


def wide_cases(exercise: Exercise) -> Iterator[Wide]:
    """The cases of a wide search, the same each time."""
    for seed in SEEDS:
        for case in cases_of(exercise, seed):
            for scale in SCALES:
                yield Wide(_scaled(case, scale, seed), seed, scale)


def ask(
    exercise: Exercise, submission: Submission, cases: Sequence[Case], zygote: Workers
) -> list[Answer]:
    """What a submission answers to any cases, under its exercise's own limits."""
    requests = [request_of(exercise.spec, case, case.group) for case in cases]
    with Candidate(zygote, submission, confinement_of(exercise)) as candidate:
        return candidate.ask(requests)


def _scaled(case: Case, scale: float, seed: int) -> Case:
    """The same case with every float scaled; off the grid where it is made small."""
    rng = random.Random(f"{seed}/{case.group}/{case.index}/{scale}")

    def moved(value: Any) -> Any:
        if isinstance(value, float):
            return value * (scale if scale == 1.0 else scale * rng.uniform(0.5, 8))
        if isinstance(value, list):
            return [moved(item) for item in value]
        if isinstance(value, np.ndarray):
            flat = [moved(float(item)) for item in value.reshape(-1)]
            return np.reshape(flat, value.shape)
        return value

    arguments = {name: moved(value) for name, value in case.arguments.items()}
    return replace(case, arguments=arguments)
