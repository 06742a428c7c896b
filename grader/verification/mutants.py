"""Every mutant of a reference is killed by the checks, or shown to be no mistake.

A mutant that passes is looked at twice: on many more inputs than the checks use, small
and off the grid among them, its answers are compared with the reference's. Where none
differs it is equivalent: what it changes cannot be seen. Where one does, the checks
have a hole, and the proof fails with the case that shows it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from grader.candidate import Answer, Candidate, Zygote
from grader.cases import Case
from grader.diagnosis import alike, behaviour, wide_cases
from grader.engines import Broken, Engines, Lost
from grader.examiner.calls import request_of
from grader.examiner.suite import read_solution
from grader.exercise import Exercise
from grader.result import Verdict
from grader.sandbox import Confinement
from grader.submission import Submission
from grader.verification.mutation import Mutant, mutants_of
from grader.verification.proof import Proof

SCRIPT_SEEDS = 6
KIND = "py"
SUBJECT = "mutant"
SCORE = "mutation score"


@dataclass(frozen=True, slots=True)
class _Tried:
    """A mutant as it was handed in, by its place in the list of all."""

    exercise: Exercise
    mutant: Mutant

    def submission(self, place: int) -> Submission:
        """The mutant as a submission; its path is its place."""
        source = self.mutant.source.encode()
        return Submission("", self.exercise.id, str(place), KIND, source, "sha256:0")


def mutants_killed(
    exercises: Sequence[Exercise], engines: Engines, seeds: Sequence[int]
) -> Iterator[Proof]:
    """A proof for each mutant that is not plainly killed, and a score each exercise."""
    tried = [_Tried(e, mutant) for e in exercises for mutant in _mutants(e)]
    # Of several seeds the first: a mutant must die on whatever seed a course has.
    alive = _passing(tried, engines, seeds[0])
    survivors = {place: tried[place] for place in alive}
    shown: dict[str, int] = {}
    holes: dict[str, int] = {}
    for row, difference in _searched(survivors, engines):
        name = row.exercise.id
        subject = f"{SUBJECT} {row.mutant.operator}, {row.mutant}"
        if difference:
            holes[name] = holes.get(name, 0) + 1
            yield Proof(name, subject, proven=False, detail=f"survives; {difference}")
        else:
            shown[name] = shown.get(name, 0) + 1
    for exercise in exercises:
        own = sum(row.exercise is exercise for row in tried)
        same = shown.get(exercise.id, 0)
        dead = own - same - holes.get(exercise.id, 0)
        detail = f"{dead} of {own - same} killed, {same} equivalent"
        yield Proof(exercise.id, SCORE, proven=dead == own - same, detail=detail)


def _mutants(exercise: Exercise) -> tuple[Mutant, ...]:
    """Of a script the inputs stay: the host draws them."""
    style = exercise.spec.script
    source = exercise.reference.read_text(encoding="utf-8")
    return mutants_of(source, tuple(style.inputs) if style else ())


def _passing(tried: Sequence[_Tried], engines: Engines, seed: int) -> list[int]:
    """The places of those that pass."""
    work = [row.submission(place) for place, row in enumerate(tried)]
    return sorted(
        int(outcome.submission)
        for outcome in engines.grade(work, seed)
        if not isinstance(outcome, Broken | Lost) and outcome.verdict is Verdict.PASSED
    )


def _searched(
    survivors: dict[int, _Tried], engines: Engines
) -> Iterator[tuple[_Tried, str]]:
    """Each survivor with what shows that it is wrong, or nothing."""
    scripts = {p: r for p, r in survivors.items() if r.exercise.spec.script is not None}
    yield from _searched_scripts(scripts, engines)
    called = [row for place, row in survivors.items() if place not in scripts]
    if not called:
        return
    with Zygote() as zygote:
        by_exercise: dict[str, list[_Tried]] = {}
        for row in called:
            by_exercise.setdefault(row.exercise.id, []).append(row)
        for rows in by_exercise.values():
            yield from _searched_calls(rows, zygote)


def _searched_scripts(
    survivors: dict[int, _Tried], engines: Engines
) -> Iterator[tuple[_Tried, str]]:
    """Scripts draw their own inputs: more seeds are a larger search."""
    left = dict(survivors)
    found: dict[int, int] = {}
    for seed in range(1000, 1000 + SCRIPT_SEEDS):
        work = [row.submission(place) for place, row in left.items()]
        for outcome in engines.grade(work, seed):
            passed = (
                not isinstance(outcome, Broken | Lost)
                and outcome.verdict is Verdict.PASSED
            )
            if not passed and not isinstance(outcome, Broken | Lost):
                found[int(outcome.submission)] = seed
        left = {place: row for place, row in left.items() if place not in found}
    for place, row in survivors.items():
        seed = found.get(place, 0)
        yield row, f"only some seeds kill it, {seed} does" if seed else ""


def _searched_calls(
    rows: Sequence[_Tried], zygote: Zygote
) -> Iterator[tuple[_Tried, str]]:
    exercise = rows[0].exercise
    cases = list(wide_cases(exercise))
    due = _answers(exercise, read_solution(exercise.reference), cases, zygote)
    for place, row in enumerate(rows):
        came = _answers(exercise, row.submission(place), cases, zygote)
        yield row, _difference(exercise, cases, came, due)


def _answers(
    exercise: Exercise, submission: Submission, cases: Iterable[Case], zygote: Zygote
) -> list[Answer]:
    limits = exercise.spec.limits
    confinement = Confinement(limits.cpu_seconds, limits.memory_megabytes)
    requests = [request_of(exercise.spec, case, case.group) for case in cases]
    with Candidate(zygote, submission, confinement) as candidate:
        return candidate.ask(requests)


def _difference(
    exercise: Exercise,
    cases: Sequence[Case],
    came: Sequence[Answer],
    due: Sequence[Answer],
) -> str:
    """The first case that tells the two apart, in words; nothing where none does."""
    for case, one, other in zip(cases, came, due, strict=True):
        pair = behaviour(one, exercise.spec), behaviour(other, exercise.spec)
        if not alike(*pair):
            sizes = ", ".join(f"{name} {value}" for name, value in case.sizes.items())
            return f"differs in a case like {case.group} ({sizes or 'numbers'})"
    return ""
