"""Grades many submissions: passes over what is graded, records the rest.

Every grade is recorded before it is handed on, so that an interrupted run loses nothing
and the next one goes on where it stopped.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from grader.catalogue import Catalogue
from grader.cluster import Cluster
from grader.engines import Broken, Engines, Lost, Setup
from grader.errors import AuthorError
from grader.exercise import Exercise
from grader.gradebook import Gradebook, Key, restored
from grader.grading import our_failure
from grader.intake import Found
from grader.result import Grade
from grader.submission import Refused, Submission

# How many are looked for in the gradebook by one query.
AT_ONCE = 100
# Whose, of what exercise, which file, and what is in it.
Place = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class BrokenExercise:
    """An exercise that cannot grade, and why; its submissions are left ungraded."""

    exercise: str
    problem: str


@dataclass(frozen=True, slots=True)
class Run:
    """How a cohort is graded: where it is recorded, by what seed, by how many."""

    catalogue: Catalogue
    gradebook: Gradebook | None
    seed: int
    jobs: int
    fresh: bool
    strict: bool = True
    dask: str | None = None


Event = Grade | BrokenExercise | Refused


def grade_all(found: Sequence[Found], run: Run) -> Iterator[Event]:
    """Grade everything found; yields as it goes, in no order."""
    exercises, broken = loaded(run.catalogue, (row.exercise for row in found))
    yield from broken
    waiting: list[Found] = []
    sound = [row for row in found if row.exercise in exercises]
    for start in range(0, len(sound), AT_ONCE):
        rows = sound[start : start + AT_ONCE]
        for row, event in zip(rows, _already(rows, exercises, run), strict=True):
            if event is None:
                waiting.append(row)
            else:
                yield event
    if waiting:
        yield from _graded(waiting, exercises, run)


def loaded(
    catalogue: Catalogue, names: Iterable[str]
) -> tuple[dict[str, Exercise], list[BrokenExercise]]:
    """Exercises by id, each once, and those that cannot be read."""
    exercises: dict[str, Exercise] = {}
    broken: list[BrokenExercise] = []
    for name in dict.fromkeys(names):
        try:
            exercises[name] = catalogue.load(name)
        except AuthorError as error:
            broken.append(BrokenExercise(name, str(error)))
    return exercises, broken


def settled(
    graders: Engines | Cluster,
    work: Iterable[Submission],
    exercises: Mapping[str, Exercise],
    seed: int,
) -> Iterator[tuple[Submission, Grade] | BrokenExercise]:
    """Each submission with its grade; once for each exercise why it cannot grade.

    Submissions are taken one at a time, and held until they are graded.
    """
    held: dict[Place, Submission] = {}

    def handed() -> Iterator[Submission]:
        for row in work:
            held[_place(row)] = row
            yield row

    told: set[str] = set()
    for outcome in graders.grade(handed(), seed):
        match outcome:
            case Grade():
                yield held.pop(_of(outcome)), outcome
            case Lost(submission):
                exercise = exercises[submission.exercise]
                grade = our_failure(exercise, submission, seed)
                yield held.pop(_place(submission)), grade
            case Broken(submission, name, problem):
                held.pop(_place(submission))
                if name not in told:
                    told.add(name)
                    yield BrokenExercise(name, problem)


def _place(row: Submission) -> Place:
    return row.student, row.exercise, row.path, row.digest


def _of(row: Grade) -> Place:
    return row.student, row.exercise, row.submission, row.digest


def _already(
    rows: Sequence[Found], exercises: Mapping[str, Exercise], run: Run
) -> Iterator[Event | None]:
    """The grades that stand, or the reason why there is none to be; None to grade."""
    read = [_without_source(row.read()) for row in rows]
    book = run.gradebook if not run.fresh else None
    if book is None:
        yield from (row if isinstance(row, Refused) else None for row in read)
        return
    keys = {
        place: Key.of(row, exercises[row.exercise].digest)
        for place, row in enumerate(read)
        if isinstance(row, Submission)
    }
    known = book.attempts_of(keys.values())
    for place, row in enumerate(read):
        if isinstance(row, Refused):
            yield row
        elif (attempts := known.get(keys[place])) is None:
            yield None
        elif row.submitted_at and row.submitted_at not in attempts.submitted_at:
            # The same bytes at another time; they are in the gradebook already.
            yield book.record_once(restored(attempts.grade, row), row)
        else:
            yield restored(attempts.grade, row)


def _without_source(row: Submission | Refused) -> Submission | Refused:
    """What a file is known by: of a hundred only the bytes of one are held."""
    return row if isinstance(row, Refused) else replace(row, source=None)


def _graded(
    waiting: Sequence[Found], exercises: dict[str, Exercise], run: Run
) -> Iterator[Event]:
    needed = dict.fromkeys(row.exercise for row in waiting)
    yaml_files = tuple(exercises[name].folder / "exercise.yaml" for name in needed)
    setup = Setup(run.catalogue.course, yaml_files, strict=run.strict)
    gone: list[Refused] = []
    with _graders(setup, len(waiting), run) as graders:
        work = _read_again(waiting, gone)
        for row in settled(graders, work, exercises, run.seed):
            if isinstance(row, BrokenExercise):
                yield row
            else:
                submission, grade = row
                yield _recorded(grade, submission, run)
    yield from gone


def _graders(setup: Setup, count: int, run: Run) -> Engines | Cluster:
    """Who grades: engines on this machine, or the workers of a cluster."""
    if run.dask is not None:
        return Cluster(run.dask, setup, count)
    return Engines(setup, min(run.jobs, count))


def _recorded(grade: Grade, submission: Submission, run: Run) -> Grade:
    """Record a grade; of two runs that graded a file at once, the first one counts."""
    if run.gradebook is None:
        return grade
    if run.fresh:
        run.gradebook.record(grade, submission)
        return grade
    return run.gradebook.record_once(grade, submission)


def _read_again(waiting: Sequence[Found], gone: list[Refused]) -> Iterator[Submission]:
    """One file at a time: ten thousand are not held in memory.

    What has been taken away since it was found is added to `gone`.
    """
    for row in waiting:
        submission = row.read()
        if isinstance(submission, Refused):
            gone.append(submission)
        else:
            yield submission
