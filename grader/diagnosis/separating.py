"""Finds inputs that tell mistakes apart, in a wide search. Pure.

The search is wider than the checks: other seeds of the same cases, and their values
made small and moved off the grid.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np

from grader.cases import Case, cases_of
from grader.diagnosis.matching import Way, alike
from grader.exercise import Exercise

SEARCH_SEEDS = range(1000, 1012)
SCALES = (1.0, 1 / 16)


def wide_cases(exercise: Exercise) -> Iterator[Case]:
    """Many more cases than the checks have: other seeds, small and odd values."""
    for seed in SEARCH_SEEDS:
        for case in cases_of(exercise, seed):
            for scale in SCALES:
                yield _scaled(case, scale, seed)


def separating(ways: Sequence[Way]) -> list[int]:
    """For each pair of ways of two mistakes the first case in which they differ.

    The places of these cases, in order; empty where no pair differs anywhere.
    """
    found: set[int] = set()
    for one, other in combinations(ways, 2):
        if one.misconception == other.misconception:
            continue
        pairs = zip(one.shown, other.shown, strict=True)
        places = (i for i, pair in enumerate(pairs) if not alike(*pair))
        found |= {place for place in [next(places, None)] if place is not None}
    return sorted(found)


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
