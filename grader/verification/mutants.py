"""Every mutant of a reference is killed by hidden checks, or shown to be no mistake.

A mutant that passes is looked at twice: on many more inputs than the checks use, small
and off the grid among them, its answers are compared with the reference's. Where none
differs it is equivalent: what it changes cannot be seen. Where one does, the checks
have a hole, and the proof fails with the case that shows it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from grader.candidate import Answer, Workers
from grader.diagnosis import alike, behaviour
from grader.engines import Broken, Engines, Lost, Outcome
from grader.examiner.suite import read_solution
from grader.examiner.wide import Wide, ask, wide_cases
from grader.exercise import Exercise
from grader.result import Verdict, Visibility
from grader.submission import Submission
from grader.verification.mutation import Mutant, mutants_of
from grader.verification.proof import Proof

SCRIPT_SEEDS = range(1000, 1006)
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


@dataclass(frozen=True, slots=True)
class _Shown:
    """What became of a mutant that was not plainly killed.

    Nothing is wrong with one that is equivalent.
    """

    row: _Tried
    wrong: str = ""


def mutants_killed(
    exercises: Sequence[Exercise],
    engines: Engines,
    seeds: Sequence[int],
    zygote: Workers,
) -> Iterator[Proof]:
    """A proof for each mutant that is not plainly killed, and a score each exercise."""
    tried = [_Tried(e, mutant) for e in exercises for mutant in _mutants(e)]
    # Of several seeds the first: a mutant must die on whatever seed a course has.
    fates = _fates(dict(enumerate(tried)), engines, seeds[0])
    shown = [_Shown(tried[n], why) for n, why in fates.items() if why]
    survivors = {n: tried[n] for n, why in fates.items() if not why}
    shown += _searched(survivors, engines, zygote)
    for exercise in exercises:
        own = sum(row.exercise is exercise for row in tried)
        yield from _score(
            exercise, own, [s for s in shown if s.row.exercise is exercise]
        )


def _score(exercise: Exercise, count: int, shown: Sequence[_Shown]) -> Iterator[Proof]:
    for row in shown:
        if row.wrong:
            subject = f"{SUBJECT} {row.row.mutant.operator}, {row.row.mutant}"
            yield Proof(exercise.id, subject, proven=False, detail=row.wrong)
    same = sum(not row.wrong for row in shown)
    dead, due = count - len(shown), count - same
    detail = f"{dead} of {due} killed, {same} equivalent"
    figure = f"{dead}/{due} +{same}"
    yield Proof(exercise.id, SCORE, dead == due, detail, figure)


def _mutants(exercise: Exercise) -> tuple[Mutant, ...]:
    """Of a script the inputs stay: the host draws them."""
    style = exercise.spec.script
    source = exercise.reference.read_text(encoding="utf-8")
    return mutants_of(source, tuple(style.inputs) if style else ())


def _fates(tried: Mapping[int, _Tried], engines: Engines, seed: int) -> dict[int, str]:
    """Those that were not killed, by place: nothing for one that passes, else why.

    A mutant that was not graded at all was not killed either.
    """
    found: dict[int, str] = {}
    work = [row.submission(place) for place, row in tried.items()]
    for outcome in engines.grade(work, seed):
        place, why = _fate(outcome)
        if why is not None:
            found[place] = why
    return found


def _fate(outcome: Outcome) -> tuple[int, str | None]:
    """A mutant's place, and None where it is killed."""
    if isinstance(outcome, Lost):
        return int(outcome.submission.path), "not graded: the engine died"
    if isinstance(outcome, Broken):
        return int(outcome.submission.path), f"not graded: {outcome.problem}"
    place = int(outcome.submission)
    if outcome.verdict is Verdict.INTERNAL_ERROR:
        return place, "not graded: internal_error"
    # Only hidden checks count: a learner can write to the visible ones.
    hidden = [row for row in outcome.checks if row.visibility is Visibility.HIDDEN]
    blind = bool(hidden) and all(row.verdict is Verdict.PASSED for row in hidden)
    alive = blind or outcome.verdict is Verdict.PASSED
    return place, "" if alive else None


def _searched(
    survivors: Mapping[int, _Tried], engines: Engines, zygote: Workers
) -> Iterator[_Shown]:
    """Each survivor with what shows that it is wrong, or nothing."""
    scripts = {p: r for p, r in survivors.items() if r.exercise.spec.script is not None}
    yield from _searched_scripts(scripts, engines)
    by_exercise: dict[str, list[_Tried]] = {}
    for place, row in survivors.items():
        if place not in scripts:
            by_exercise.setdefault(row.exercise.id, []).append(row)
    for rows in by_exercise.values():
        yield from _searched_calls(rows, zygote)


def _searched_scripts(
    survivors: Mapping[int, _Tried], engines: Engines
) -> Iterator[_Shown]:
    """Scripts draw their own inputs: more seeds are a larger search."""
    left = dict(survivors)
    for seed in SCRIPT_SEEDS:
        fates = _fates(left, engines, seed)
        for place, row in left.items():
            if place not in fates:
                yield _Shown(row, f"survives; only some seeds kill it, {seed} does")
            elif fates[place]:
                yield _Shown(row, fates[place])
        left = {place: row for place, row in left.items() if fates.get(place) == ""}
    yield from map(_Shown, left.values())


def _searched_calls(rows: Sequence[_Tried], zygote: Workers) -> Iterator[_Shown]:
    exercise = rows[0].exercise
    wide = list(wide_cases(exercise))
    cases = [row.case for row in wide]
    due = ask(exercise, read_solution(exercise.reference), cases, zygote)
    lost = _not_searched(wide, due)
    for place, row in enumerate(rows):
        if lost:
            yield _Shown(row, f"survives; {lost}")
            continue
        came = ask(exercise, row.submission(place), cases, zygote)
        difference = _difference(exercise, wide, came, due)
        yield _Shown(row, f"survives; {difference}" if difference else "")


def _not_searched(wide: Sequence[Wide], due: Sequence[Answer]) -> str:
    """Why a search would show nothing: the reference itself does not answer.

    It may end on a small odd value; on a case that is drawn as for a learner it must
    not.
    """
    for row, answer in zip(wide, due, strict=True):
        if answer.fault is not None and row.scale == 1.0:
            verdict = answer.fault.verdict
            return f"not searched: the reference ends with {verdict} on seed {row.seed}"
    return ""


def _difference(
    exercise: Exercise,
    wide: Sequence[Wide],
    came: Sequence[Answer],
    due: Sequence[Answer],
) -> str:
    """The first case that tells the two apart, in words; nothing where none does."""
    for row, one, other in zip(wide, came, due, strict=True):
        case = row.case
        pair = behaviour(one, exercise.spec), behaviour(other, exercise.spec)
        if not alike(*pair):
            sizes = ", ".join(f"{name} {value}" for name, value in case.sizes.items())
            return f"differs in a case like {case.group} ({sizes or 'numbers'})"
    return ""
