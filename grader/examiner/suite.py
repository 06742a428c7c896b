"""What one exercise expects of its cases: prepared once, used for every submission.

The reference runs in a worker like any submission, once per exercise and seed, and so
do the known mistakes when one is first needed. It also runs on inputs moved a little,
from which `tolerance` derives what answers may differ by.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np

from grader import submission as files
from grader.bundle import read_answers
from grader.candidate import Answer, Candidate, Request, Requests, Workers
from grader.cases import Case, cases_of, perturbed
from grader.errors import AuthorError
from grader.examiner.calls import raw_parts, request_of
from grader.examiner.tolerance import COARSE, FINE, STEP, Expected, expected_of
from grader.exercise import Exercise, GradientCheck, LawCheck, place_of
from grader.gradients import Trial, broken_gradient, gradients_of
from grader.laws import PUBLIC, Placed, broken_law, holds, laws_of, tells_nothing
from grader.result import Verdict
from grader.sandbox import Confinement
from grader.submission import Refused, Submission
from grader.values import FloatArray, Part, Unfit, parts_of

PROBES = 2
SLOWER = 20.0
PROBE_GROUP = "-probe-"
SILENT = ("zero_in", "masked_by")  # laws about results that are 0


@dataclass(frozen=True, slots=True)
class Suite:
    """An exercise with its cases and what the reference makes of them.

    The calls of `laws` stand behind the cases of groups, in groups of their own; those
    of `gradients` come last.
    """

    exercise: Exercise
    seed: int
    cases: tuple[Case, ...]
    requests: Requests
    expected: tuple[Mapping[str, Expected], ...]
    confinement: Confinement
    laws: Mapping[str, tuple[Placed, ...]]
    gradients: Mapping[str, tuple[Trial, ...]]
    _places: dict[tuple[str, ...], list[int]] = field(default_factory=dict)

    def open(self, zygote: Workers, submission: Submission) -> Candidate:
        """A candidate under this exercise's limits."""
        return Candidate(zygote, submission, self.confinement)

    def of_reference(self, placed: Placed) -> dict[int, dict[str, FloatArray]]:
        """What the reference gave in the calls of a law, by answer and part."""
        rows = enumerate(self.expected[place] for place in placed.places)
        return {i: {n: part.array for n, part in row.items()} for i, row in rows}

    def reference_part(self, place: int, name: str) -> Part:
        """What the reference gave for one part of one case."""
        return Part(self.expected[place][name].array, coarse=False)

    @property
    def right(self) -> list[dict[str, FloatArray]]:
        """The reference's parts of each case, as arrays."""
        return [{n: part.array for n, part in row.items()} for row in self.expected]

    def in_groups(self, groups: Sequence[str]) -> Sequence[int]:
        """Indices of the cases of some groups, in the order of the groups named."""
        key = tuple(groups)
        if key not in self._places:
            self._places[key] = [
                index
                for group in groups
                for index, case in enumerate(self.cases)
                if case.group == group
            ]
        return self._places[key]


def prepare(exercise: Exercise, seed: int, zygote: Workers) -> Suite:
    """Draw the cases and run the reference. Raises `AuthorError`.

    Of a public exercise the cases are public too, whatever the seed.
    """
    spec = exercise.spec
    drawn = _drawn(exercise, seed)
    cases = drawn.cases
    probes = [perturbed(case, STEP, salt) for salt in range(PROBES) for case in cases]
    requests = Requests(request_of(spec, case, case.group) for case in cases)
    asked = [*requests, *(request_of(spec, case, PROBE_GROUP) for case in probes)]
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
        expected=expected_of(exact, rows),
        confinement=Confinement(slow, spec.limits.memory_megabytes),
        laws=drawn.laws,
        gradients=drawn.gradients,
    )
    _keeps_laws(suite)
    _keeps_gradients(suite)
    return suite


def prepare_stored(exercise: Exercise, seed: int) -> Suite:
    """A public exercise's suite, from what is stored. Raises `AuthorError`."""
    spec = exercise.spec
    drawn = _drawn(exercise, seed)
    cases = drawn.cases
    stored = read_answers(exercise, cases)
    return Suite(
        exercise=exercise,
        seed=seed,
        cases=cases,
        requests=Requests(request_of(spec, case, case.group) for case in cases),
        expected=tuple(
            {name: Expected(v, off, off * (COARSE / FINE)) for name, (v, off) in row}
            for row in (parts.items() for parts in stored.expected)
        ),
        confinement=confinement_of(exercise),
        laws=drawn.laws,
        gradients=drawn.gradients,
    )


@dataclass(frozen=True, slots=True)
class _Drawn:
    """All cases, those of laws and gradients last, and what these make of them."""

    cases: tuple[Case, ...]
    laws: Mapping[str, tuple[Placed, ...]]
    gradients: Mapping[str, tuple[Trial, ...]]


def _drawn(exercise: Exercise, seed: int) -> _Drawn:
    start: int | str = PUBLIC if exercise.public else seed
    drawn = cases_of(exercise, start)
    derived, laws = laws_of(exercise, start, drawn)
    lawful = (*drawn, *derived)
    nudged, gradients = gradients_of(exercise, start, lawful)
    return _Drawn((*lawful, *nudged), laws, gradients)


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


def _keeps_gradients(suite: Suite) -> None:
    """See that the reference's gradients are slopes. Raises `AuthorError`."""
    for check in suite.exercise.spec.declared:
        if not isinstance(check, GradientCheck):
            continue
        for trial in suite.gradients[check.id]:
            for nudge, calls in trial.rows:
                ends = [suite.reference_part(n, check.output or "") for n in calls]
                gradient = suite.reference_part(trial.base, nudge.part)
                if not nudge.agrees(gradient, nudge.slope(trial.upstream, ends)):
                    message = f"the reference's {nudge.part} is not the slope there is"
                    raise broken_gradient(suite.exercise, check, message)


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
