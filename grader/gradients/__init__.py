"""Gradients held against slopes: one number nudged, and what the loss does. Pure.

The slope is that of the loss declared in `forward`, computed here, or that of the
submission's own output: then each nudge is two more calls, which cross with its other
cases. A reference only has to keep what is asked; nothing is made from it.
"""

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from grader.agreement.slopes import nudged
from grader.cases import Case, cases_of
from grader.errors import AuthorError
from grader.exercise import Exercise, GradientCheck, yaml_of
from grader.gradients.nudge import Nudge, Slope
from grader.gradients.search import nudges_of
from grader.laws import PUBLIC
from grader.laws.derive import like
from grader.result import Visibility
from grader.values import FloatArray

__all__ = [
    "Nudge",
    "Slope",
    "Trial",
    "broken_gradient",
    "gradient_group",
    "gradients_of",
]

# Of a check at most: cases, of its groups in turn, and elements in each.
CASES, ELEMENTS = 4, 12
OWN_CASES, OWN_ELEMENTS = 2, 6  # where each element is two more calls


@dataclass(frozen=True, slots=True)
class Trial:
    """A case by its place and its nudges, each with the places of its two calls.

    There are no calls where the slopes are those of the declared loss; `upstream` is
    what the output of a call is multiplied with.
    """

    base: int
    upstream: FloatArray
    rows: tuple[tuple[Nudge, tuple[int, ...]], ...]


def gradient_group(check: GradientCheck) -> str:
    """The group of a check's own calls; no name of a group in YAML."""
    return f"-gradient-{check.id}"


def broken_gradient(
    exercise: Exercise, check: GradientCheck, message: str
) -> AuthorError:
    """The author's error about a gradient check, with its place."""
    return AuthorError.at(yaml_of(exercise), message, key=f"checks.{check.id}")


def gradients_of(
    exercise: Exercise, seed: int | str, cases: Sequence[Case]
) -> tuple[tuple[Case, ...], dict[str, tuple[Trial, ...]]]:
    """The cases that gradient checks add to those there are, and the trials by check.

    A visible check starts from cases of the public seed. Raises `AuthorError` where
    nothing can be nudged, or no slope is other than 0.
    """
    added: list[Case] = []
    trials: dict[str, tuple[Trial, ...]] = {}
    for check in exercise.spec.declared:
        if not isinstance(check, GradientCheck):
            continue
        shown = check.visibility is Visibility.VISIBLE
        bases = cases_of(exercise, PUBLIC) if shown else cases
        start = PUBLIC if shown else str(seed)
        rng = random.Random(f"{start}/{exercise.id}/{gradient_group(check)}")
        rows: list[Trial] = []
        for place, case, nudges in _tried(exercise, check, bases, rng):
            first = len(cases) + len(added)
            calls = [*_calls(check, case, nudges)]
            new = [case, *calls] if shown else calls
            added += [
                replace(row, group=gradient_group(check), index=first + i)
                for i, row in enumerate(new)
            ]
            rest = iter(range(first + len(new) - len(calls), first + len(new)))
            pairs = [(nudge, tuple(itertools.islice(rest, 2))) for nudge in nudges]
            upstream = np.asarray(case.arguments.get(check.upstream or "", 1.0), float)
            rows.append(Trial(first if shown else place, upstream, tuple(pairs)))
        _shows(exercise, check, rows)
        trials[check.id] = tuple(rows)
    return tuple(added), trials


def _tried(
    exercise: Exercise,
    check: GradientCheck,
    bases: Sequence[Case],
    rng: random.Random,
) -> Iterator[tuple[int, Case, tuple[Nudge, ...]]]:
    """The first cases in which there is something to nudge, of each group in turn."""
    groups = [
        [(place, case) for place, case in enumerate(bases) if case.group == group]
        for group in check.cases
    ]
    turns = itertools.chain.from_iterable(itertools.zip_longest(*groups))
    own = check.output is not None
    cases, most = (OWN_CASES, OWN_ELEMENTS) if own else (CASES, ELEMENTS)
    found = (
        (place, case, nudges)
        for place, case in filter(None, turns)
        if (nudges := nudges_of(exercise, check, case, rng, most))
    )
    return itertools.islice(found, cases)


def _calls(check: GradientCheck, case: Case, nudges: Sequence[Nudge]) -> Iterator[Case]:
    """The calls above and below of each nudge, where the output is the submission's."""
    if check.output is None:
        return
    for row in nudges:
        value = case.arguments[row.variable]
        point = {row.variable: np.asarray(value, np.float64)}
        for by in (row.step, -row.step):
            there = nudged(point, row.variable, row.at, by)[row.variable]
            given = {**case.arguments, row.variable: like(value, there)}
            yield replace(case, arguments=given)


def _shows(exercise: Exercise, check: GradientCheck, rows: Sequence[Trial]) -> None:
    """See that there is something to measure. Raises `AuthorError`."""
    if not rows:
        message = "nothing can be nudged: every number of its cases moves a kink"
        raise broken_gradient(exercise, check, message)
    nudges = (nudge for row in rows for nudge, _calls in row.rows)
    if not any(nudge.rate(nudge.declared) for nudge in nudges):
        message = "shows nothing: every slope there is 0"
        raise broken_gradient(exercise, check, message)
