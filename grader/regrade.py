"""Grades again what a change made stale, from the gradebook alone.

Stale is what has no grade by the exercise and the grader of today. The bytes are those
that were handed in, the seed is the gradebook's. New attempts are added; the old stand.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from grader.catalogue import Catalogue
from grader.cohort import BrokenExercise, loaded, settled
from grader.engines import Engines, Setup
from grader.exercise import Exercise
from grader.gradebook import Gradebook, Key, handed_in
from grader.result import CheckResult, Grade
from grader.submission import Submission


@dataclass(frozen=True, slots=True)
class Change:
    """One submission's grade before and after."""

    before: Grade
    after: Grade

    @property
    def points(self) -> float:
        """By how much it rose or fell."""
        return self.after.points - self.before.points

    @property
    def checks(self) -> tuple[tuple[str, CheckResult | None, CheckResult | None], ...]:
        """The checks that came out otherwise, were added or are gone, by id."""
        was = {check.id: check for check in self.before.checks}
        now = {check.id: check for check in self.after.checks}
        rows = [(name, was.get(name), now.get(name)) for name in {**was, **now}]
        return tuple(row for row in rows if _marks(row[1]) != _marks(row[2]))

    @property
    def is_one(self) -> bool:
        """Whether anything that counts is different."""
        same = self.before.verdict == self.after.verdict and not self.points
        return bool(self.checks) or not same


@dataclass(frozen=True, slots=True)
class Regrade:
    """How it is done: with what, by how many, and whether it is only tried."""

    catalogue: Catalogue
    book: Gradebook
    jobs: int
    only: frozenset[str] = frozenset()
    dry: bool = False
    strict: bool = True


def regrade(run: Regrade) -> Iterator[Change | BrokenExercise]:
    """Grade again what is stale; yields each before and after, in no order."""
    names = sorted(run.only or run.catalogue.entries)
    exercises, broken = loaded(run.catalogue, names)
    yield from broken
    needed = {submission.exercise for _grade, submission in _stale(run, exercises)}
    if needed:
        yield from _graded(run, {name: exercises[name] for name in needed})


def _stale(
    run: Regrade, exercises: Mapping[str, Exercise]
) -> Iterator[tuple[Grade, Submission]]:
    """What has no grade of today, one at a time, with the grade it has."""
    for attempt, submission in handed_in(run.book):
        exercise = exercises.get(submission.exercise)
        if exercise is None:
            continue
        if run.book.find(Key.of(submission, exercise.digest)) is None:
            yield attempt.grade, submission


def _graded(
    run: Regrade, exercises: Mapping[str, Exercise]
) -> Iterator[Change | BrokenExercise]:
    files = tuple(row.folder / "exercise.yaml" for row in exercises.values())
    setup = Setup(run.catalogue.course, files, strict=run.strict)
    before: dict[Submission, Grade] = {}

    def work() -> Iterator[Submission]:
        for grade, submission in _stale(run, exercises):
            before[submission] = grade
            yield submission

    with Engines(setup, run.jobs) as engines:
        for row in settled(engines, work(), exercises, run.book.seed(None)):
            if isinstance(row, BrokenExercise):
                yield row
                continue
            submission, grade = row
            if not run.dry:
                run.book.record(grade, submission)
            yield Change(before.pop(submission), grade)


def _marks(check: CheckResult | None) -> tuple[str, float, float] | None:
    if check is None:
        return None
    return check.verdict.value, check.points, check.max_points
