"""What one exercise expects of its cases: prepared once, used for every submission.

The reference runs in a worker like any submission, once per exercise and seed, and so
do the known mistakes when one is first needed. Tolerances are derived, not chosen: the
reference is also run on inputs moved by a relative step, and the movement of its
results, scaled down to the rounding of a precision, is what honest ways of computing
may differ by.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from grader import submission as files
from grader.candidate import Answer, Candidate, Request, Workers
from grader.cases import Case, cases_of, perturbed
from grader.errors import AuthorError
from grader.examiner.calls import raw_parts, request_of
from grader.exercise import Exercise, LawCheck, place_of
from grader.laws import Placed, broken_law, holds, laws_of, tells_nothing
from grader.result import Verdict
from grader.sandbox import Confinement
from grader.submission import Refused, Submission
from grader.values import FloatArray, Part, Unfit, parts_of

STEP = 2.0**-30
FINE, COARSE = 2.0**-53, 2.0**-24
FACTOR = 64.0
KINK = 2.0**-10
PROBES = 2
SLOWER = 20.0
PROBE_GROUP = "-probe-"
SILENT = ("zero_in", "masked_by")  # laws about results that are 0


@dataclass(frozen=True, slots=True)
class Expected:
    """One part of one case: the reference's value, and what may differ from it.

    `fine` is for float64 results, `coarse` for float32; both absolute, elementwise.
    """

    array: FloatArray
    fine: FloatArray
    coarse: FloatArray

    def allowed(self, *, coarse: bool) -> FloatArray:
        """What a result of that precision may differ by."""
        return self.coarse if coarse else self.fine


@dataclass(frozen=True, slots=True)
class Suite:
    """An exercise with its cases and what the reference makes of them.

    The calls of `laws` stand behind the cases of groups, in groups of their own.
    """

    exercise: Exercise
    seed: int
    cases: tuple[Case, ...]
    requests: tuple[Request, ...]
    expected: tuple[Mapping[str, Expected], ...]
    confinement: Confinement
    laws: Mapping[str, tuple[Placed, ...]]

    def open(self, zygote: Workers, submission: Submission) -> Candidate:
        """A candidate under this exercise's limits."""
        return Candidate(zygote, submission, self.confinement)

    def of_reference(self, placed: Placed) -> dict[int, dict[str, FloatArray]]:
        """What the reference gave in the calls of a law, by answer and part."""
        rows = enumerate(self.expected[place] for place in placed.places)
        return {i: {n: part.array for n, part in row.items()} for i, row in rows}

    @property
    def right(self) -> list[dict[str, FloatArray]]:
        """The reference's parts of each case, as arrays."""
        return [{n: part.array for n, part in row.items()} for row in self.expected]

    def in_groups(self, groups: Sequence[str]) -> list[int]:
        """Indices of the cases of some groups, in the order of the groups named."""
        return [
            index
            for group in groups
            for index, case in enumerate(self.cases)
            if case.group == group
        ]


def matches(part: Part, expected: Expected) -> np.ndarray:
    """Elementwise: is a value right? Written so that NaN is not."""
    off = np.abs(part.array - expected.array)
    right: np.ndarray = off <= expected.allowed(coarse=part.coarse)
    return right


def prepare(exercise: Exercise, seed: int, zygote: Workers) -> Suite:
    """Draw the cases and run the reference. Raises `AuthorError`."""
    spec = exercise.spec
    drawn = cases_of(exercise, seed)
    derived, laws = laws_of(exercise, seed, drawn)
    cases = (*drawn, *derived)
    probes = [perturbed(case, STEP, salt) for salt in range(PROBES) for case in cases]
    requests = tuple(request_of(spec, case, case.group) for case in cases)
    asked = requests + tuple(request_of(spec, case, PROBE_GROUP) for case in probes)
    confinement = confinement_of(exercise)
    with Candidate(zygote, read_solution(exercise.reference), confinement) as candidate:
        answers = candidate.ask(asked)
    slow = max(spec.limits.cpu_seconds, SLOWER * candidate.cpu_seconds / len(asked))
    values = [
        _reference_parts(exercise, case, answer)
        for case, answer in zip([*cases, *probes], answers, strict=True)
    ]
    exact, moved = values[: len(cases)], values[len(cases) :]
    rows = [moved[i :: len(cases)] for i in range(len(cases))]
    suite = Suite(
        exercise=exercise,
        seed=seed,
        cases=cases,
        requests=requests,
        expected=_expected(exact, rows),
        confinement=Confinement(slow, spec.limits.memory_megabytes),
        laws=laws,
    )
    _keeps_laws(suite)
    return suite


def _keeps_laws(suite: Suite) -> None:
    """See that the reference keeps every law, and that each shows something.

    Raises `AuthorError`.
    """
    for check in suite.exercise.spec.declared:
        if not isinstance(check, LawCheck):
            continue
        told = False
        for placed in suite.laws[check.id]:
            values = suite.of_reference(placed)
            rows = enumerate(suite.expected[place] for place in placed.places)
            allowed = {i: {n: part.fine for n, part in row.items()} for i, row in rows}
            for relation in placed.relations:
                if not holds(relation, values, allowed):
                    message = (
                        f"the law does not hold for the reference's {relation.part}"
                    )
                    raise broken_law(suite.exercise, check, message)
                told = told or not tells_nothing(relation, values)
        if not told and check.law not in SILENT:
            message = "shows nothing: all the reference gives there is 0"
            raise broken_law(suite.exercise, check, message)


def confinement_of(exercise: Exercise) -> Confinement:
    """The limits that an exercise declares."""
    limits = exercise.spec.limits
    return Confinement(limits.cpu_seconds, limits.memory_megabytes)


def mistakes_of(exercise: Exercise) -> list[tuple[str, Path]]:
    """Every labelled solution that shows a misconception, with its id.

    A mistake may be written in several ways: `failed/<id>.py`, `failed/<id>__way.py`.
    They stand together.
    """
    found: dict[str, list[Path]] = {}
    for path in sorted(exercise.solutions.glob("*/*.py")):
        name = label_of(path)
        if name in exercise.spec.misconceptions and path.parent.name != Verdict.PASSED:
            found.setdefault(name, []).append(path)
    return [(name, path) for name, rows in found.items() for path in rows]


def answers_of(
    suite: Suite, zygote: Workers, path: Path, requests: Sequence[Request]
) -> list[Answer]:
    """What a labelled solution answers, in a worker like any submission."""
    with Candidate(zygote, read_solution(path), suite.confinement) as candidate:
        return candidate.ask(requests)


def label_of(solution: Path) -> str:
    """What a labelled solution shows: its name up to a double underscore."""
    return solution.stem.partition("__")[0]


@cache
def read_solution(path: Path) -> Submission:
    """A labelled solution as a submission. Raises `AuthorError` where there is none."""
    found = files.read(path, student="", exercise=path.stem, shown=path.name)
    if isinstance(found, Refused):
        raise AuthorError.at(place_of(path), found.reason)
    return found


def _reference_parts(
    exercise: Exercise, case: Case, answer: Answer
) -> dict[str, FloatArray]:
    place = place_of(exercise.reference)
    if answer.fault is not None:
        fault = answer.fault
        raise AuthorError.at(
            place,
            f"the reference ends with {fault.verdict} {fault.exception} "
            f"{fault.text}".rstrip(),
            line=fault.line,
        )
    try:
        raw = raw_parts(exercise.spec, answer)
        parts = parts_of(raw, exercise.spec.subject.returns, case.sizes)
    except Unfit as unfit:
        raise AuthorError.at(place, f"the reference: {unfit.message}") from unfit
    if not all(np.isfinite(part.array).all() for part in parts.values()):
        raise AuthorError.at(place, "the reference gives NaN or infinity")
    return {name: part.array for name, part in parts.items()}


def _expected(
    exact: Sequence[dict[str, FloatArray]],
    moved: Sequence[Sequence[dict[str, FloatArray]]],
) -> tuple[dict[str, Expected], ...]:
    """Expected parts with tolerances from how far the results moved.

    Where a move crossed a kink (z is 0 by cancellation) the result jumps by far more
    than the step; there the largest plain sensitivity of the same part is used.
    """
    sensitivities = [
        {
            name: np.max([np.abs(probe[name] - value) for probe in probes], axis=0)
            / STEP
            for name, value in row.items()
        }
        for row, probes in zip(exact, moved, strict=True)
    ]
    plain = {
        name: max(
            (s[name].max(initial=0) for s in sensitivities if not _jumped(s[name])),
            default=1.0,
        )
        for name in exact[0]
    }
    return tuple(
        {
            name: _with_tolerance(row[name], sense[name], float(plain[name]))
            for name in row
        }
        for row, sense in zip(exact, sensitivities, strict=True)
    )


def _jumped(sensitivity: FloatArray) -> bool:
    return bool(sensitivity.max(initial=0) > KINK / STEP)


def _with_tolerance(value: FloatArray, sense: FloatArray, plain: float) -> Expected:
    size = np.abs(value) + (plain if _jumped(sense) else sense) + plain
    return Expected(value, FACTOR * FINE * size, FACTOR * COARSE * size)
